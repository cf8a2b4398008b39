package main

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbplanar "github.com/paulmach/orb/planar"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
)

// Labels of the arrangement of inland waters.
const (
	labelDnipro     = iota // the Dnipro and its reservoirs, from the Kremenchuk reservoir down
	labelBanks             // the same without the holes of islands
	labelFloodplain        // the land between the outer channels of the lower Dnipro
	labelDam               // dams, and the lines between stretches of the Dnipro
	labelArm               // arms of the reservoir that reach far into one bank
	labelPatch             // land under settlements that the sources place in the water
	labelBody              // the first of one label for each other water body
)

// inlandWaters is the subdivision of inland waters. reservoirs.geojson and barriers.geojson are
// both made from it and share its vertices and their levels of detail.
type inlandWaters struct {
	*planar.Subdivision
	waterBody []string // per face the id of the water body, or ""
	stretch   []int    // per face the stretch of the lower Dnipro, or -1
}

// addInlandWaters adds reservoirs.geojson and barriers.geojson to files. The lower Dnipro is
// everything between the banks with settlements: the river, its islands and the bed of the Kakhovka
// reservoir.
func addInlandWaters(inputs fs.FS, t tables, border orb.LineString,
	files map[string]*geojson.Collection) error {
	shores, err := readShapes(inputs, "shores.geojson.gz")
	if err != nil {
		return err
	}
	osm, err := readShapes(inputs, "waterbodies.geojson.gz")
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

// readDniproLines returns the lines of dnipro.csv by name.
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

// arrangeWaters returns the subdivision of inland waters with its levels of detail.
func arrangeWaters(t tables, shores, osm map[string]orb.MultiPolygon,
	lines map[string]orb.LineString) (*inlandWaters, error) {
	bodies := []source{{id: "kyiv", polygons: simplifyShore(shores["kyiv"])},
		{id: "kaniv", polygons: osm["kaniv"]}}
	a := planar.Arrangement{PruneDangles: true}
	if err := addDnipro(&a, t, simplifyShore(shores["dnipro"]), lines); err != nil {
		return nil, err
	}
	for i, body := range bodies {
		addRings(&a, body.polygons, labelBody+i)
	}
	subdivision, err := a.Build()
	if err != nil {
		return nil, err
	}
	w := &inlandWaters{subdivision, make([]string, len(subdivision.Faces)),
		make([]int, len(subdivision.Faces))}
	for i, body := range bodies {
		for face, n := range w.WindingNumbers(labelBody + i) {
			if n > 0 {
				w.waterBody[face] = body.id
			}
		}
	}
	if err := w.assignReservoirs(t.reservoirs); err != nil {
		return nil, err
	}
	w.assignLowerDnipro()
	w.assignStretches(lines["channel"])
	w.mergeSlivers()
	w.Simplify(planar.SimplifyOptions{})
	return w, nil
}

// addDnipro adds the rings of the Dnipro with its banks, arms and patches, and the dams and
// cross-sections that divide it.
func addDnipro(a *planar.Arrangement, t tables, dnipro orb.MultiPolygon,
	lines map[string]orb.LineString) error {
	floodplain := slices.Concat(orb.Ring(lines["left"]), orb.Ring(lines["right"]))
	floodplain = append(floodplain, floodplain[0])
	floodplain.Reverse()
	banks := orb.MultiPolygon{{dnipro[0][0]}, {floodplain}}
	addRings(a, dnipro, labelDnipro)
	addRings(a, banks[:1], labelBanks)
	addRings(a, banks[1:], labelFloodplain)
	for _, r := range t.arms {
		ring, err := r.boundsRing()
		if err != nil {
			return err
		}
		a.AddRing(gridLine(ring), labelArm)
	}
	dams, err := damLines(t.dams)
	if err != nil {
		return err
	}
	for _, line := range append(dams, crossSections(lines["channel"], banks)...) {
		a.AddLine(gridLine(line), labelDam)
	}
	patches, err := bankPatches(t.settlements, banks)
	if err != nil {
		return err
	}
	for _, ring := range patches {
		a.AddRing(ring, labelPatch)
	}
	return nil
}

func addRings(a *planar.Arrangement, polygons orb.MultiPolygon, label int) {
	for _, ring := range orientedRings(polygons) {
		a.AddRing(ring, label)
	}
}

// mergeSlivers merges each face of at most maxSliverKm2 into the neighbour along the longest part
// of its edge. Such faces arise where a patch's edge runs beside the shore before it leaves it.
func (w *inlandWaters) mergeSlivers() {
	for face := range w.Faces {
		if w.FaceArea(face) > maxSliverKm2 {
			continue
		}
		length := map[int32]float64{}
		eachSharedArc(w.Subdivision, face,
			func(other int32, shared float64) { length[other] += shared })
		longestFace, longest := int32(-1), -1.0
		for other, l := range length {
			if l > longest || l == longest && other < longestFace {
				longestFace, longest = other, l
			}
		}
		w.waterBody[face], w.stretch[face] = "", -1
		if longestFace >= 0 {
			w.waterBody[face], w.stretch[face] = w.waterBody[longestFace], w.stretch[longestFace]
		}
	}
}

// assignReservoirs assigns the faces of the Dnipro that are connected to a reservoir's position to
// that reservoir. Dams and cross-sections separate one from the next.
func (w *inlandWaters) assignReservoirs(table []row) error {
	river, patch := w.WindingNumbers(labelDnipro), w.WindingNumbers(labelPatch)
	component := w.connectedComponents(func(face int) bool {
		return river[face] > 0 && patch[face] <= 0
	})
	for _, r := range table {
		at, ok, err := r.point("at_lon", "at_lat")
		if err != nil || !ok {
			return fmt.Errorf("reservoirs.csv: %s: no position", r["id"])
		}
		face := w.Locate(at)
		if face < 0 || component[face] < 0 && w.waterBody[face] == "" {
			return fmt.Errorf("reservoirs.csv: %s: no water at %v", r["id"], at)
		}
		if component[face] < 0 {
			continue
		}
		for f, c := range component {
			if c == component[face] {
				w.waterBody[f] = r["id"]
			}
		}
	}
	return nil
}

// assignStretches assigns the faces between the banks of the lower Dnipro to stretches. A connected
// component is the stretch of the first channel segment whose midpoint is in it. Parts of the river
// and its floodplain without a segment belong to the nearest one.
func (w *inlandWaters) assignStretches(channel orb.LineString) {
	floodplain, component := w.WindingNumbers(labelFloodplain), w.lowerComponents()
	stretch := map[int]int{} // by component
	for i := 1; i < len(channel); i++ {
		middle := orb.Point{(channel[i-1][0] + channel[i][0]) / 2,
			(channel[i-1][1] + channel[i][1]) / 2}
		if face := w.Locate(middle); face >= 0 && component[face] >= 0 {
			if _, ok := stretch[component[face]]; !ok {
				stretch[component[face]] = i
			}
		}
	}
	for face, c := range component {
		w.stretch[face] = -1
		if c < 0 {
			continue
		}
		if i, ok := stretch[c]; ok {
			w.stretch[face] = i
		} else if w.isLowerDnipro(face) || floodplain[face] > 0 {
			w.stretch[face] = nearestSegment(w.Faces[face].InteriorPoint, channel)
		}
	}
}

// lowerComponents returns the connected components of the land and water between the banks of the
// lower Dnipro.
func (w *inlandWaters) lowerComponents() []int {
	banks, floodplain := w.WindingNumbers(labelBanks), w.WindingNumbers(labelFloodplain)
	patch, arm := w.WindingNumbers(labelPatch), w.WindingNumbers(labelArm)
	return w.connectedComponents(func(face int) bool {
		isUpperReservoir := w.waterBody[face] != "" && !w.isLowerDnipro(face)
		return (banks[face] > 0 || floodplain[face] > 0) &&
			patch[face] <= 0 && arm[face] <= 0 && !isUpperReservoir
	})
}

// lowerDnipro are the water bodies below the dam at Zaporizhzhia.
var lowerDnipro = [...]string{"kakhovka", "dnipro-lower"}

func (w *inlandWaters) isLowerDnipro(face int) bool {
	return slices.Contains(lowerDnipro[:], w.waterBody[face])
}

// assignLowerDnipro assigns the parts of the river that cross-sections separate from their water
// body, by the longitude of the Kakhovka dam. Other reservoirs have no cross-sections.
func (w *inlandWaters) assignLowerDnipro() {
	for face, n := range w.WindingNumbers(labelDnipro) {
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

// The dams at the ends of the Kakhovka reservoir: the latitude of one, the longitude of the other.
const dniproDamLat, kakhovkaDamLon = 47.868, 33.37

// connectedComponents returns the number of each included face's connected component, and -1 for
// the others. Faces on the two sides of a dam or of a cross-section are not adjacent.
func (w *inlandWaters) connectedComponents(include func(face int) bool) []int {
	component := make([]int, len(w.Faces))
	neighbours := make([][]int32, len(w.Faces))
	for face := range component {
		component[face] = -1
	}
	for _, arc := range w.Arcs {
		if arc.Left < 0 || arc.Right < 0 || arc.HasLabel(labelDam) || !include(int(arc.Left)) ||
			!include(int(arc.Right)) {
			continue
		}
		neighbours[arc.Left] = append(neighbours[arc.Left], arc.Right)
		neighbours[arc.Right] = append(neighbours[arc.Right], arc.Left)
	}
	for face := range component {
		if component[face] >= 0 || !include(face) {
			continue
		}
		component[face] = face
		for queue := []int32{int32(face)}; len(queue) > 0; queue = queue[1:] {
			for _, next := range neighbours[queue[0]] {
				if component[next] < 0 {
					component[next] = face
					queue = append(queue, next)
				}
			}
		}
	}
	return component
}

// nearestSegment returns the index, from 1, of the channel's segment nearest to a point.
func nearestSegment(at orb.Point, channel orb.LineString) int {
	p := geo.UkraineAlbers.Forward(at)
	best, nearest := 0, math.Inf(1)
	for i := 1; i < len(channel); i++ {
		q := nearestOnSegment(p, geo.UkraineAlbers.Forward(channel[i-1]),
			geo.UkraineAlbers.Forward(channel[i]))
		if d := math.Hypot(q.X-p.X, q.Y-p.Y); d < nearest {
			best, nearest = i, d
		}
	}
	return best
}

// boundsRing returns the ring of the rectangle in the row's columns west, south, east and north, in
// degrees.
func (r row) boundsRing() (orb.Ring, error) {
	minCorner, ok1, err1 := r.point("west", "south")
	maxCorner, ok2, err2 := r.point("east", "north")
	if err1 != nil || err2 != nil || !ok1 || !ok2 {
		return nil, fmt.Errorf("arms.csv: %s: west, south, east and north are needed", r["id"])
	}
	return orb.Bound{Min: minCorner, Max: maxCorner}.ToRing(), nil
}

// damLines returns the lines of dams.csv.
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

// crossSections returns a line across the river at each inner vertex of the channel, at right
// angles to the channel and extended a little beyond both banks.
func crossSections(channel orb.LineString, banks orb.MultiPolygon) []orb.LineString {
	var rings bankRings
	for _, p := range banks {
		rings.add(projectRings(p))
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

// bankRings are the rings of the banks, in the map's plane and in degrees.
type bankRings struct {
	plane  [][]geo.XY
	lonLat []orb.Ring
}

func (b *bankRings) add(rings [][]geo.XY) {
	for _, ring := range rings {
		var lonLat orb.Ring
		for _, q := range ring {
			lonLat = append(lonLat, geo.UkraineAlbers.Inverse(q))
		}
		b.plane, b.lonLat = append(b.plane, ring), append(b.lonLat, lonLat)
	}
}

// maxBankDistance is the maximum distance, in metres, of a bank from the channel.
const maxBankDistance = 16_000

// farthestBank returns the point 50 m beyond the last bank on a ray. A gap of up to 60 m between
// banks does not end the search.
func farthestBank(from, direction geo.XY, rings bankRings) geo.XY {
	var hits []float64
	for _, ring := range rings.plane {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			sideA := direction.X*(a.Y-from.Y) - direction.Y*(a.X-from.X)
			sideB := direction.X*(b.Y-from.Y) - direction.Y*(b.X-from.X)
			if (sideA > 0) == (sideB > 0) {
				continue
			}
			t := sideA / (sideA - sideB)
			x, y := a.X+t*(b.X-a.X)-from.X, a.Y+t*(b.Y-a.Y)-from.Y
			if d := x*direction.X + y*direction.Y; d > 0 && d < maxBankDistance {
				hits = append(hits, d)
			}
		}
	}
	slices.Sort(hits)
	inside := func(d float64) bool {
		p := geo.UkraineAlbers.Inverse(geo.XY{X: from.X + d*direction.X, Y: from.Y + d*direction.Y})
		return slices.ContainsFunc(rings.lonLat,
			func(ring orb.Ring) bool { return orbplanar.RingContains(ring, p) })
	}
	distance := 0.0
	for _, d := range hits {
		distance = d
		if !inside(d + 60) {
			break
		}
	}
	distance += 50
	return geo.XY{X: from.X + distance*direction.X, Y: from.Y + distance*direction.Y}
}

// bankPatches returns anticlockwise rings of land under the settlements between the banks. The
// sources locate the shore only to some hundred metres, and no settlement is in the river.
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
			if orbplanar.RingContains(p[0], at) {
				out = append(out, bankPatch(at, orb.MultiPolygon{p}))
			}
		}
	}
	return out, nil
}

// The sources of water bodies, with their licences.
const (
	gshhgSource    = "GSHHG 2.3.7 (Wessel and Smith), LGPL-3.0"
	osmWaterSource = "OpenStreetMap, 2017, by way of @geo-maps/earth-waterbodies-100m 0.6.0, ODbL-1.0"
)

// reservoirs returns the water bodies of reservoirs.csv.
func (w *inlandWaters) reservoirs(table []row) (*geojson.Collection, error) {
	c := &geojson.Collection{Members: map[string]any{
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

// barriers returns the features that separate settlements near each other: the stretches of the
// lower Dnipro between its banks, numbered downstream, its channel, and the border of Crimea
// through the Sivash.
func (w *inlandWaters) barriers(channel, border orb.LineString) *geojson.Collection {
	c := &geojson.Collection{Members: map[string]any{
		"source": gshhgSource + "; banks below the Kakhovka dam after GeoNames; border: " +
			naturalEarthSource,
	}}
	for i := 1; i < len(channel); i++ {
		shape, levels := w.Dissolve(func(face int) bool { return w.stretch[face] == i })
		if len(shape) > 0 {
			c.Features = append(c.Features,
				geojson.Feature{ID: fmt.Sprintf("stretch-%02d", i), Geometry: shape,
					Levels: levels})
		}
	}
	c.Features = append(c.Features, geojson.Feature{ID: "channel", Geometry: channel},
		geojson.Feature{ID: "crimea-border", Geometry: border})
	return c
}

// crimeaBorder returns Natural Earth's border between Crimea and Kherson oblast, which is mostly
// under water: the longest run of vertices that both have in common.
func crimeaBorder(oblasts []source) (orb.LineString, error) {
	polygonsByOblast := map[string]orb.MultiPolygon{}
	for _, s := range oblasts {
		polygonsByOblast[s.id] = s.polygons
	}
	shared := map[orb.Point]bool{}
	for _, p := range polygonsByOblast["UA-65"] {
		for _, q := range p[0] {
			shared[q] = true
		}
	}
	var best, run orb.LineString
	for _, p := range polygonsByOblast["UA-43"] {
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

// snapPoints returns a line with its points snapped to the grid.
func snapPoints(line []orb.Point) []orb.Point {
	var out []orb.Point
	for _, g := range gridLine(line) {
		out = append(out, g.Point())
	}
	return out
}
