package control

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/planar"
)

// TestRandomTables checks for random tables that the snapshot covers the country exactly once and
// every place lies on its side.
func TestRandomTables(t *testing.T) {
	for seed, sides := range []string{"GR", "GRC", "GGGGGR", "RRRRC", "GGC", "G", "R", "C",
		"GRRC"} {
		t.Run(fmt.Sprintf("%d %s", seed, sides), func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, uint64(seed)))
			table := randomTable(r, 40+r.IntN(80), sides)
			b := builderFor(t, smallBaseMap(), table, &Facts{})
			snap, err := b.build("2023-01-01", true)
			if err != nil {
				t.Fatal(err)
			}
			checkCover(t, snap)
			checkSides(t, b, snap)
			checkFiles(t, snap)
		})
	}
}

// checkCover checks that held, contested and government land together are the country, without
// overlaps.
func checkCover(t *testing.T, snap *Snapshot) {
	t.Helper()
	country, parts := 0.0, 0.0
	for _, oblast := range snap.BaseMap.Oblasts {
		country += geo.Area(oblast.Land)
	}
	a := planar.NewArrangement()
	for i, class := range []Class{ClassGovernment, ClassHeld, ClassContested} {
		land, _ := snap.Subdivision.Dissolve(func(f int) bool {
			return snap.Faces[f].Oblast >= 0 && snap.Faces[f].Class == class
		})
		parts += geo.Area(land)
		a.AddPolygons(land, i)
	}
	if math.Abs(parts-country) > 0.01 {
		t.Errorf("parts add up to %.4f km², the country has %.4f", parts, country)
	}
	sub, err := a.Build()
	if err != nil {
		t.Fatal(err)
	}
	times := make([]int, len(sub.Faces))
	for i := range 3 {
		for f, n := range sub.WindingNumbers(i) {
			times[f] += n
		}
	}
	for f, n := range times {
		if n != 1 {
			t.Errorf("%v is covered %d times", sub.Faces[f].InteriorPoint, n)
		}
	}
}

// checkSides checks that each place lies on its own side, on land and off it.
func checkSides(t *testing.T, b *snapshotBuilder, snap *Snapshot) {
	t.Helper()
	samples, err := b.samples(snap.Date)
	if err != nil {
		t.Fatal(err)
	}
	held, outer := snap.Subdivision.WindingNumbers(labelHeld),
		snap.Subdivision.WindingNumbers(labelHeldOrContested)
	for _, s := range samples {
		f := snap.Subdivision.LocateGrid(s.grid)
		class := ClassGovernment
		switch {
		case f >= 0 && held[f] > 0:
			class = ClassHeld
		case f >= 0 && outer[f] > 0:
			class = ClassContested
		}
		if class != classOfSide(s.side) {
			t.Errorf("%s at %v is %s and lies in %q", s.id, s.grid.Point(), s.side, class)
		}
		if f >= 0 && snap.Faces[f].Oblast >= 0 && snap.Faces[f].Class != classOfSide(s.side) {
			t.Errorf("%s at %v is %s and its face is %q", s.id, s.grid.Point(), s.side,
				snap.Faces[f].Class)
		}
	}
}

// checkFiles checks that the exported collections are valid by RFC 7946, and that the line of
// contact has held land on its left and other land on its right.
func checkFiles(t *testing.T, snap *Snapshot) {
	t.Helper()
	for _, c := range []*geojson.Collection{snap.ControlGeoJSON(), snap.ContactLineGeoJSON(),
		snap.UncertaintyBandGeoJSON(), snap.SubdivisionGeoJSON()} {
		if _, err := geojson.Decode(geojson.Encode(c), geojson.Limits{}); err != nil {
			t.Error(err)
		}
	}
	const aside = 1.2e-5 // degrees
	for _, line := range snap.ContactLine() {
		for i := 1; i < len(line); i++ {
			p, q := line[i-1], line[i]
			length := math.Hypot(q[0]-p[0], q[1]-p[1])
			if length < 40*aside {
				continue
			}
			nx, ny := -(q[1]-p[1])/length*aside, (q[0]-p[0])/length*aside
			x, y := (p[0]+q[0])/2, (p[1]+q[1])/2
			left, right := snap.Subdivision.Locate(orb.Point{x + nx, y + ny}),
				snap.Subdivision.Locate(orb.Point{x - nx, y - ny})
			if left < 0 || right < 0 || snap.Faces[left].Class != ClassHeld ||
				snap.Faces[right].Class == ClassHeld {
				t.Fatalf("at %v the line does not have held land on its left alone",
					orb.Point{x, y})
			}
		}
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	var first []byte
	for range 2 {
		b := builderFor(t, smallBaseMap(), randomTable(rand.New(rand.NewPCG(3, 4)), 70, "GGRRC"),
			&Facts{})
		snap, err := b.build("2023-01-01", true)
		if err != nil {
			t.Fatal(err)
		}
		data := bytes.Join([][]byte{geojson.Encode(snap.ControlGeoJSON()),
			geojson.Encode(snap.ContactLineGeoJSON()),
			geojson.Encode(snap.UncertaintyBandGeoJSON()),
			geojson.Encode(snap.SubdivisionGeoJSON())}, nil)
		if first != nil && !bytes.Equal(first, data) {
			t.Error("the same table gave other bytes")
		}
		first = data
	}
}

// TestSincePreInvasion checks that land held before the invasion is separate from land taken later.
func TestSincePreInvasion(t *testing.T) {
	table := splitTable(rand.New(rand.NewPCG(5, 6)), 120, 32.2)
	for i := range table.Settlements {
		if s := &table.Settlements[i]; s.Position.Point()[0] < 32.8 {
			s.Sides[0] = Government
		}
	}
	snap, err := builderFor(t, smallBaseMap(), table, &Facts{}).build("2023-01-01", false)
	if err != nil {
		t.Fatal(err)
	}
	area := map[string]float64{}
	for _, f := range snap.Faces {
		if f.Oblast >= 0 {
			area[f.Since] += f.Km2
		}
	}
	// 0.6 degrees each, of 0.8 degrees of latitude: some 44 by 89 km.
	for _, since := range []string{Since2014, Since2022} {
		if area[since] < 3300 || area[since] > 4500 {
			t.Errorf("since %s: %.0f km²", since, area[since])
		}
	}
}

// TestBarrier checks that the line of contact follows a line of the facts exactly where its sides
// differ, although no settlement is near.
func TestBarrier(t *testing.T) {
	table := &SettlementTable{Dates: []string{"2023-01-01"}}
	for i, lon := range []float64{31.1, 31.3, 31.2, 33.1, 33.2, 33.3} {
		side := Government
		if lon > 32.5 {
			side = Held
		}
		table.Settlements = append(table.Settlements,
			Settlement{ID: fmt.Sprintf("s-%d", i), Position: roundToGrid(lon, 48.1+0.1*float64(i)),
				Sides: []Side{side}})
	}
	river := [][2]float64{{31.8, 47}, {31.75, 48.2}, {31.9, 48.35}, {31.7, 48.5}, {31.8, 50}}
	facts := &Facts{Lines: []FactLine{{ID: "river", Parts: []LinePart{{Points: river}}}}}
	snap, err := builderFor(t, smallBaseMap(), table, facts).build("2023-01-01", false)
	if err != nil {
		t.Fatal(err)
	}
	lines := snap.ContactLine()
	if len(lines) != 1 {
		t.Fatalf("%d lines", len(lines))
	}
	b := newBarrier("river", toGridPoints(river), 0)
	for _, p := range lines[0] {
		// The river's edges, 30 km long, are straight in the plane in distanceTo but in degrees
		// here.
		if m := b.distanceTo(geo.UkraineAlbers.Forward(p)); m > 15 {
			t.Errorf("%v lies %.1f m off the river", p, m)
		}
	}
	bends := 0
	for _, p := range lines[0] {
		for _, r := range river {
			if p == (orb.Point{r[0], r[1]}) {
				bends++
			}
		}
	}
	if bends != 3 {
		t.Errorf("the line has %d of the river's 3 bends", bends)
	}
	for _, f := range snap.Faces {
		if f.Uncertain && f.Km2 > 1 {
			t.Errorf("%.1f km² uncertain along a line that is known exactly", f.Km2)
		}
	}
}

func toGridPoints(points [][2]float64) []geo.GridPoint {
	var out []geo.GridPoint
	for _, p := range points {
		out = append(out, roundToGrid(p[0], p[1]))
	}
	return out
}

// TestUncertain checks that the uncertain land reaches from the line to the nearest settlement on
// either side and not beyond.
func TestUncertain(t *testing.T) {
	table := &SettlementTable{Dates: []string{"2023-01-01"}}
	for i := range 9 {
		for k, lon := range []float64{31.5, 32.5} {
			table.Settlements = append(table.Settlements,
				Settlement{ID: fmt.Sprintf("s-%d-%d", i, k),
					Position: roundToGrid(lon, 48+0.1*float64(i)),
					Sides:    []Side{[]Side{Government, Held}[k]}})
		}
	}
	snap, err := builderFor(t, smallBaseMap(), table, &Facts{}).build("2023-01-01", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lon       float64
		uncertain bool
	}{{31.45, false}, {31.62, true}, {31.98, true}, {32.02, true}, {32.38, true}, {32.55, false}} {
		f := snap.Subdivision.Locate(orb.Point{c.lon, 48.4})
		if snap.Faces[f].Uncertain != c.uncertain {
			t.Errorf("at %.2f uncertain is %v", c.lon, snap.Faces[f].Uncertain)
		}
	}
}

func TestTooNear(t *testing.T) {
	table := splitTable(rand.New(rand.NewPCG(7, 8)), 30, 32)
	p := table.Settlements[0]
	other := "R"
	if p.Sides[1] == Held {
		other = "G"
	}
	position := p.Position.Point()
	facts := &Facts{Places: []FactPlace{{ID: "near", Lon: position[0] + 0.0005, Lat: position[1],
		Reports: []Report{{From: "2022-12-01", Side: other}}}}}
	_, err := builderFor(t, smallBaseMap(), table, facts).build("2023-01-01", false)
	if f, ok := err.(*diag.Diagnostic); !ok || f.Rule != RuleTooNear || f.Place != "near" {
		t.Errorf("got %v", err)
	}
}
