package main

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"truceline/internal/geo"
)

// The labels of the arrangement of inland waters.
const (
	labelDnipro     = iota // the Dnipro with its reservoirs, from the Kremenchuk reservoir down
	labelBanks             // the same with its islands
	labelFloodplain        // the land between the lower Dnipro's outer channels
	labelDam               // dams, and the cuts between stretches of the Dnipro
	labelArm               // arms of the reservoir that reach far into one bank
	labelPatch             // land under settlements that the sources put into the water
	labelBody              // and following, one a water body of its own
)

// inlandWaters is the arrangement of inland waters. Both files that come of it, reservoirs.geojson
// and barriers.geojson, share its positions and their levels of detail.
type inlandWaters struct {
	*geo.Subdivision
	waterBody []string // per face the water body, "": none
	stretch   []int    // per face the stretch of the lower Dnipro, -1: none
}

// addInlandWaters adds the files of inland waters. The lower Dnipro is all that lies between the
// banks on which settlements stand: river, islands and the bed of the Kakhovka reservoir.
func addInlandWaters(here fs.FS, t tables, border orb.LineString,
	files map[string]*geo.Collection) error {
	shores, err := readShapes(here, "shores.geojson.gz")
	if err != nil {
		return err
	}
	osm, err := readShapes(here, "waterbodies.geojson.gz")
	if err != nil {
		return err
	}
	lines, err := readDniproLines(t.dnipro)
	if err != nil {
		return err
	}
	w, err := arrangeWaters(t, shores, osm, lines)
	if err != nil {
		return err
	}
	if files["reservoirs.geojson"], err = w.reservoirs(t.reservoirs); err != nil {
		return err
	}
	files["barriers.geojson"] = w.barriers(lines["channel"], border)
	return nil
}

// readDniproLines reads the lines of dnipro.csv by name.
func readDniproLines(rows []row) (map[string]orb.LineString, error) {
	out := map[string]orb.LineString{}
	for _, r := range rows {
		at, ok, err := r.point("lon", "lat")
		if err != nil || !ok {
			return nil, fmt.Errorf("dnipro.csv: %s: no position", r["line"])
		}
		out[r["line"]] = append(out[r["line"]], at)
	}
	return out, nil
}

func arrangeWaters(t tables, shores, osm map[string]orb.MultiPolygon,
	lines map[string]orb.LineString) (*inlandWaters, error) {
	dnipro := simplifyShore(shores["dnipro"])
	plain := append(orb.Ring(lines["left"]), lines["right"]...)
	plain = append(plain, plain[0])
	plain.Reverse()
	banks := orb.MultiPolygon{{dnipro[0][0]}, {plain}}
	var a geo.Arrangement
	for _, ring := range orientedRings(dnipro) {
		a.AddRing(ring, labelDnipro)
	}
	for _, ring := range orientedRings(banks[:1]) {
		a.AddRing(ring, labelBanks)
	}
	for _, ring := range orientedRings(orb.MultiPolygon{{plain}}) {
		a.AddRing(ring, labelFloodplain)
	}
	for _, r := range t.arms {
		ring, err := r.boundsRing()
		if err != nil {
			return nil, err
		}
		a.AddRing(gridLine(ring), labelArm)
	}
	cuts, err := damLines(t.dams)
	if err != nil {
		return nil, err
	}
	for _, line := range append(cuts, crossSections(lines["channel"], banks)...) {
		a.AddLine(gridLine(line), labelDam)
	}
	spurs, err := bankPatches(t.settlements, banks)
	if err != nil {
		return nil, err
	}
	for _, ring := range spurs {
		a.AddRing(ring, labelPatch)
	}
	bodies := map[string]orb.MultiPolygon{"kyiv": simplifyShore(shores["kyiv"]),
		"kaniv": osm["kaniv"]}
	names := []string{"kyiv", "kaniv"}
	for i, id := range names {
		for _, ring := range orientedRings(bodies[id]) {
			a.AddRing(ring, labelBody+i)
		}
	}
	a.PruneDangles = true
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	w := &inlandWaters{sub, make([]string, len(sub.Faces)), make([]int, len(sub.Faces))}
	for i, id := range names {
		for face, n := range sub.WindingNumbers(labelBody + i) {
			if n > 0 {
				w.waterBody[face] = id
			}
		}
	}
	if err := w.assignWaterBodies(t, lines["channel"]); err != nil {
		return nil, err
	}
	w.mergeSlivers()
	w.Simplify(geo.SimplifyOptions{})
	return w, nil
}

// mergeSlivers gives each face of at most slivers km² to what lies beyond the longest part of its
// edge: spurs run beside the shore for a while before they leave it.
func (w *inlandWaters) mergeSlivers() {
	for face := range w.Faces {
		if w.FaceArea(face) > maxSliverKm2 {
			continue
		}
		length := map[int32]float64{}
		eachSharedArc(w.Subdivision, face,
			func(other int32, shared float64) { length[other] += shared })
		best, most := int32(-1), -1.0
		for other, l := range length {
			if l > most || l == most && other < best {
				best, most = other, l
			}
		}
		w.waterBody[face], w.stretch[face] = "", -1
		if best >= 0 {
			w.waterBody[face], w.stretch[face] = w.waterBody[best], w.stretch[best]
		}
	}
}

// assignWaterBodies finds which faces are water of which reservoir, and which lie in which stretch
// of the lower Dnipro. Dams and cuts part one from the next.
func (w *inlandWaters) assignWaterBodies(t tables, channel orb.LineString) error {
	river, plain := w.WindingNumbers(labelDnipro), w.WindingNumbers(labelFloodplain)
	banks, spur, arm := w.WindingNumbers(labelBanks), w.WindingNumbers(labelPatch),
		w.WindingNumbers(labelArm)
	for face := range w.stretch {
		w.stretch[face] = -1
	}
	part := w.connectedComponents(func(face int) bool { return river[face] > 0 && spur[face] <= 0 })
	for _, r := range t.reservoirs {
		at, ok, err := r.point("at_lon", "at_lat")
		if err != nil || !ok {
			return fmt.Errorf("reservoirs.csv: %s: no position", r["id"])
		}
		face := w.Locate(at)
		if face < 0 || part[face] < 0 && w.waterBody[face] == "" {
			return fmt.Errorf("reservoirs.csv: %s: no water at %v", r["id"], at)
		}
		if part[face] < 0 {
			continue
		}
		for f, p := range part {
			if p == part[face] {
				w.waterBody[f] = r["id"]
			}
		}
	}
	w.assignLowerDnipro(river)
	upper := func(face int) bool {
		return w.waterBody[face] != "" && !slices.Contains(lowerDnipro[:], w.waterBody[face])
	}
	whole := w.connectedComponents(func(face int) bool {
		filled := banks[face] > 0 || plain[face] > 0
		return filled && spur[face] <= 0 && arm[face] <= 0 && !upper(face)
	})
	stretch := map[int]int{}
	for i := 1; i < len(channel); i++ {
		middle := orb.Point{(channel[i-1][0] + channel[i][0]) / 2,
			(channel[i-1][1] + channel[i][1]) / 2}
		if face := w.Locate(middle); face >= 0 && whole[face] >= 0 {
			if _, ok := stretch[whole[face]]; !ok {
				stretch[whole[face]] = i
			}
		}
	}
	for face, p := range whole {
		if p < 0 {
			continue
		}
		if i, ok := stretch[p]; ok {
			w.stretch[face] = i
		} else if slices.Contains(lowerDnipro[:], w.waterBody[face]) || plain[face] > 0 {
			w.stretch[face] = nearestSegment(w.Faces[face].InteriorPoint, channel)
		}
	}
	return nil
}

// lowerDnipro are the water bodies below the dam at Zaporizhzhia.
var lowerDnipro = [...]string{"kakhovka", "dnipro-lower"}

// assignLowerDnipro gives pieces of the river that cuts part from their reservoir its name, by the
// Kakhovka dam's longitude; no other reservoir is cut.
func (w *inlandWaters) assignLowerDnipro(river []int) {
	for face, n := range river {
		at := w.Faces[face].InteriorPoint
		if n <= 0 || w.waterBody[face] != "" || at[1] > dniproDamLat {
			continue
		}
		w.waterBody[face] = "kakhovka"
		if at[0] < kakhovkaDamLon {
			w.waterBody[face] = "dnipro-lower"
		}
	}
}

// The dams at both ends of the Kakhovka reservoir, a latitude and a longitude in degrees.
const dniproDamLat, kakhovkaDamLon = 47.868, 33.37

// connectedComponents numbers the connected parts of the picked faces; -1 for the others. Faces on
// the two sides of a dam or a cut are not connected.
func (w *inlandWaters) connectedComponents(pick func(face int) bool) []int {
	part := make([]int, len(w.Faces))
	beside := make([][]int32, len(w.Faces))
	for face := range part {
		part[face] = -1
	}
	for _, arc := range w.Arcs {
		if arc.Left < 0 || arc.Right < 0 || arc.HasLabel(labelDam) || !pick(int(arc.Left)) ||
			!pick(int(arc.Right)) {
			continue
		}
		beside[arc.Left] = append(beside[arc.Left], arc.Right)
		beside[arc.Right] = append(beside[arc.Right], arc.Left)
	}
	for face := range part {
		if part[face] >= 0 || !pick(face) {
			continue
		}
		part[face] = face
		for queue := []int32{int32(face)}; len(queue) > 0; queue = queue[1:] {
			for _, next := range beside[queue[0]] {
				if part[next] < 0 {
					part[next] = face
					queue = append(queue, next)
				}
			}
		}
	}
	return part
}

// nearestSegment returns the number of the channel's segment that lies nearest to a place, from 1.
func nearestSegment(at orb.Point, channel orb.LineString) int {
	p := geo.UkraineAlbers.Forward(at)
	best, least := 0, math.Inf(1)
	for i := 1; i < len(channel); i++ {
		q := nearestOnSegment(p, geo.UkraineAlbers.Forward(channel[i-1]),
			geo.UkraineAlbers.Forward(channel[i]))
		if d := math.Hypot(q.X-p.X, q.Y-p.Y); d < least {
			best, least = i, d
		}
	}
	return best
}

// boundsRing returns the row's columns west, south, east and north, in degrees, as a ring.
func (r row) boundsRing() (orb.Ring, error) {
	low, ok1, err1 := r.point("west", "south")
	high, ok2, err2 := r.point("east", "north")
	if err1 != nil || err2 != nil || !ok1 || !ok2 {
		return nil, fmt.Errorf("arms.csv: %s: west, south, east and north are needed", r["id"])
	}
	return orb.Bound{Min: low, Max: high}.ToRing(), nil
}

func damLines(rows []row) ([]orb.LineString, error) {
	var out []orb.LineString
	for _, r := range rows {
		from, ok1, err1 := r.point("from_lon", "from_lat")
		to, ok2, err2 := r.point("to_lon", "to_lat")
		if err1 != nil || err2 != nil || !ok1 || !ok2 {
			return nil, fmt.Errorf("dams.csv: %s: two positions are needed", r["id"])
		}
		out = append(out, orb.LineString{from, to})
	}
	return out, nil
}

// crossSections returns a line across the river at each position of the channel but its ends, from
// bank to bank at right angles to the channel, a little beyond both.
func crossSections(channel orb.LineString, banks orb.MultiPolygon) []orb.LineString {
	var rings [][]geo.XY
	for _, p := range banks {
		rings = append(rings, projectRings(p)...)
	}
	var out []orb.LineString
	for i := 1; i+1 < len(channel); i++ {
		at, before, after := geo.UkraineAlbers.Forward(channel[i]),
			geo.UkraineAlbers.Forward(channel[i-1]), geo.UkraineAlbers.Forward(channel[i+1])
		length := math.Hypot(after.X-before.X, after.Y-before.Y)
		across := geo.XY{X: -(after.Y - before.Y) / length, Y: (after.X - before.X) / length}
		left, right := farthestBank(at, across, rings),
			farthestBank(at, geo.XY{X: -across.X, Y: -across.Y}, rings)
		out = append(out,
			orb.LineString{geo.UkraineAlbers.Inverse(left), geo.UkraineAlbers.Inverse(right)})
	}
	return out
}

// maxBankDistance is how far in metres from the channel a bank is looked for.
const maxBankDistance = 16_000

// farthestBank returns the place where a ray leaves the banks, 50 m further on.
func farthestBank(from, direction geo.XY, rings [][]geo.XY) geo.XY {
	var hits []float64
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			u := direction.X*(a.Y-from.Y) - direction.Y*(a.X-from.X)
			v := direction.X*(b.Y-from.Y) - direction.Y*(b.X-from.X)
			if (u > 0) == (v > 0) {
				continue
			}
			t := u / (u - v)
			x, y := a.X+t*(b.X-a.X)-from.X, a.Y+t*(b.Y-a.Y)-from.Y
			if d := x*direction.X + y*direction.Y; d > 0 && d < maxBankDistance {
				hits = append(hits, d)
			}
		}
	}
	slices.Sort(hits)
	inside := func(d float64) bool {
		p := geo.UkraineAlbers.Inverse(geo.XY{X: from.X + d*direction.X, Y: from.Y + d*direction.Y})
		for _, ring := range rings {
			var r orb.Ring
			for _, q := range ring {
				r = append(r, geo.UkraineAlbers.Inverse(q))
			}
			if planar.RingContains(r, p) {
				return true
			}
		}
		return false
	}
	out := 0.0
	for _, d := range hits {
		out = d
		if !inside(d + 60) {
			break
		}
	}
	out += 50
	return geo.XY{X: from.X + out*direction.X, Y: from.Y + out*direction.Y}
}

// bankPatches returns rings of land, anticlockwise, under the settlements that stand between the
// banks: the sources know the shore to some hundred metres only, and every settlement stands on its
// bank.
func bankPatches(settlements []row, banks orb.MultiPolygon) ([][]geo.GridPoint, error) {
	var out [][]geo.GridPoint
	for _, s := range settlements {
		at, ok, err := s.point("lon", "lat")
		if err != nil || !ok {
			return nil, fmt.Errorf("settlements.csv: %s: no position", s["id"])
		}
		if at[1] > dniproDamLat {
			continue
		}
		for _, p := range banks {
			if planar.RingContains(p[0], at) {
				out = append(out, bankPatch(at, orb.MultiPolygon{p}))
			}
		}
	}
	return out, nil
}

// gshhg names the source of shores in files, with its licence.
const (
	gshhgSource    = "GSHHG 2.3.7 (Wessel and Smith), LGPL-3.0"
	osmWaterSource = "OpenStreetMap, 2017, by way of @geo-maps/earth-waterbodies-100m 0.6.0, ODbL-1.0"
)

// reservoirs returns the table's water bodies, each with its source.
func (w *inlandWaters) reservoirs(table []row) (*geo.Collection, error) {
	c := &geo.Collection{Members: map[string]any{
		"source":      gshhgSource + "; Kaniv: " + osmWaterSource,
		"licence":     "LGPL-3.0; Kaniv: ODbL-1.0",
		"attribution": "© OpenStreetMap contributors; GSHHG",
	}}
	for _, r := range table {
		shape, levels := w.Dissolve(func(face int) bool { return w.waterBody[face] == r["id"] })
		if len(shape) == 0 {
			return nil, fmt.Errorf("reservoirs.csv: %s: no water", r["id"])
		}
		feature, err := r.feature(shape, levels)
		if err != nil {
			return nil, err
		}
		for _, column := range []string{"until", "kind"} {
			if r[column] != "" {
				feature.Properties[column] = r[column]
			}
		}
		c.Features = append(c.Features, feature)
	}
	return c, nil
}

// barriers returns what keeps settlements apart that stand close to each other: the lower Dnipro
// between its banks, cut into stretches that are numbered downstream, its channel, and the border
// of Crimea through the Sivash.
func (w *inlandWaters) barriers(channel, border orb.LineString) *geo.Collection {
	c := &geo.Collection{Members: map[string]any{
		"source": gshhgSource + "; banks below the Kakhovka dam after GeoNames; border: " +
			naturalEarthSource,
	}}
	for i := 1; i < len(channel); i++ {
		shape, levels := w.Dissolve(func(face int) bool { return w.stretch[face] == i })
		if len(shape) > 0 {
			c.Features = append(c.Features,
				geo.Feature{ID: fmt.Sprintf("stretch-%02d", i), Geometry: shape, Levels: levels})
		}
	}
	c.Features = append(c.Features, geo.Feature{ID: "channel", Geometry: channel},
		geo.Feature{ID: "crimea-border", Geometry: border})
	return c
}

// crimeaBorder returns Natural Earth's border between Crimea and Kherson oblast, which the Sivash
// hides for the most part: the longest run of positions that both have.
func crimeaBorder(oblasts []source) (orb.LineString, error) {
	shape := map[string]orb.MultiPolygon{}
	for _, s := range oblasts {
		shape[s.id] = s.polygons
	}
	shared := map[orb.Point]bool{}
	for _, p := range shape["UA-65"] {
		for _, q := range p[0] {
			shared[q] = true
		}
	}
	var best, run orb.LineString
	for _, p := range shape["UA-43"] {
		ring := p[0][:len(p[0])-1]
		start := slices.IndexFunc(ring, func(q orb.Point) bool { return !shared[q] })
		for i := range len(ring) + 1 {
			if q := ring[(start+i+len(ring))%len(ring)]; shared[q] {
				run = append(run, q)
				continue
			}
			if len(run) > len(best) {
				best = run
			}
			run = nil
		}
	}
	if len(best) < 2 {
		return nil, fmt.Errorf("UA-43 and UA-65 share no border")
	}
	return orb.LineString(snapPoints(best)), nil
}

func snapPoints(line []orb.Point) []orb.Point {
	var out []orb.Point
	for _, g := range gridLine(line) {
		out = append(out, g.Point())
	}
	return out
}
