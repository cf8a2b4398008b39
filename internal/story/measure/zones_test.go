package measure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/story"
)

// chessboard is a small country of four oblasts in squares of 0.1 degrees. Its crooked line of
// contact runs from north to south through the middle, with contested land along it and bands on
// both sides.
//
//	column  0      1      2       3            4      5      6      7
//	class   gov.   gov.   gov.    contested    held   held   held   held
//	        from   up to 20 km, 10 km, 5 km …                   and beyond
func chessboard(r *rand.Rand) *geojson.Collection {
	c := &geojson.Collection{}
	shift := make([]int, 8)
	for row := range shift {
		shift[row] = r.IntN(3) - 1
	}
	for row := range 8 {
		for col := range 8 {
			lon, lat := 35+0.1*float64(col), 48+0.1*float64(row)
			offset := float64(col - 3 - shift[row]) // negative: the government's, positive: held
			properties := map[string]any{"oblast": fmt.Sprintf("UA-%02d", 1+col/4+2*(row/4)),
				"class": story.ClassContested}
			switch {
			case offset < 0:
				properties["class"] = story.ClassGovernment
			case offset > 0:
				properties["class"], properties["since"] = story.ClassHeld, "2022-02-23"
			}
			if math.Abs(offset) == 1 && r.IntN(2) == 0 {
				properties["uncertain"] = true
			}
			if steps := math.Abs(offset); steps < 4 {
				properties["to_km"] = [4]float64{5, 5, 10, 20}[int(steps)]
			}
			ring := orb.Ring{{lon, lat}, {lon + 0.1, lat}, {lon + 0.1, lat + 0.1}, {lon, lat + 0.1},
				{lon, lat}}
			c.Features = append(c.Features,
				geojson.Feature{ID: fmt.Sprintf("f-%d-%d", row, col), Properties: properties,
					Geometry: orb.Polygon{ring}})
		}
	}
	return c
}

var chessOblasts = []string{"UA-01", "UA-02", "UA-03", "UA-04"}

// randomScenario returns a random table that an editor could write.
func randomScenario(r *rand.Rand) *story.Scenario {
	scenario := &story.Scenario{ID: "random"}
	randomRule := func() story.OblastRule {
		return story.OblastRule{
			Rule:  story.Treatments()[r.IntN(len(story.Treatments()))],
			Basis: story.Bases()[r.IntN(len(story.Bases()))],
		}
	}
	for _, o := range chessOblasts {
		if rule := randomRule(); r.IntN(3) > 0 {
			rule.Oblast = o
			scenario.Rules = append(scenario.Rules, rule)
		}
	}
	if r.IntN(2) == 0 {
		scenario.Elsewhere = randomRule()
	}
	if r.IntN(2) == 0 {
		scenario.Pullback.Km = []int{5, 10, 20}
		scenario.Pullback.Oblasts = chessOblasts[r.IntN(3):]
		scenario.Pullback.Sides = [][]story.Zone{{story.ZoneGovernment}, {story.ZoneRussia},
			{story.ZoneGovernment, story.ZoneRussia}}[r.IntN(3)]
	}
	return scenario
}

// The zones of any table cover the country exactly once: every point is in one zone, and areas,
// shares and ranges agree.
func TestZonesOfRandomTables(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 4))
		controlMap, err := NewControlMap("2026-01-06", chessboard(r))
		if err != nil {
			t.Fatal(err)
		}
		scenario := randomScenario(r)
		for _, km := range scenario.Distances() {
			z, err := controlMap.AssignZones(scenario, km)
			if err != nil {
				t.Fatal(err)
			}
			checkCoverage(t, z, r)
			checkSums(t, z, z.Result())
			checkEdges(t, z, z.Result())
			if t.Failed() {
				t.Fatalf("seed %d, %d km, table %+v", seed, km, scenario)
			}
		}
	}
}

// checkCoverage checks that random points are in exactly one of the exported zones.
func checkCoverage(t *testing.T, z *Zones, r *rand.Rand) {
	t.Helper()
	shapes := z.Shapes(ShapesOptions{})
	total := 0.0
	for _, f := range shapes.Features {
		if polygons, ok := f.Geometry.(orb.MultiPolygon); ok && strings.HasPrefix(f.ID, "zone-") {
			total += geo.Area(polygons)
			if km2 := f.Properties["km2"].(float64); math.Abs(km2-geo.Area(polygons)) > 0.01 {
				t.Errorf("%s: %v km² told, %v drawn", f.ID, km2, geo.Area(polygons))
			}
		}
	}
	if want := chessboardArea(); math.Abs(total/want-1) > 1e-4 {
		t.Errorf("zones cover %v km² of %v", total, want)
	}
	for range 40 {
		at := orb.Point{35 + 0.8*r.Float64(), 48 + 0.8*r.Float64()}
		if onGridLine := func(v float64) bool {
			return math.Abs(v*10-math.Round(v*10)) < 1e-6
		}; onGridLine(at[0]) || onGridLine(at[1]) {
			continue
		}
		count := 0
		for _, f := range shapes.Features {
			if polygons, ok := f.Geometry.(orb.MultiPolygon); ok &&
				strings.HasPrefix(f.ID, "zone-") &&
				containsPoint(polygons, at) {
				count++
			}
		}
		if count != 1 {
			t.Errorf("%v lies in %d zones", at, count)
		}
	}
}

// containsPoint uses the even-odd rule.
func containsPoint(polygons orb.MultiPolygon, at orb.Point) bool {
	inside := false
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				p, q := ring[i-1], ring[i]
				if (p[1] > at[1]) != (q[1] > at[1]) &&
					at[0] < p[0]+(at[1]-p[1])/(q[1]-p[1])*(q[0]-p[0]) {
					inside = !inside
				}
			}
		}
	}
	return inside
}

// chessboardArea returns the country's area, computed from one ring.
func chessboardArea() float64 {
	var ring orb.Ring
	for i := range 8 {
		ring = append(ring, orb.Point{35 + 0.1*float64(i), 48})
	}
	for i := range 8 {
		ring = append(ring, orb.Point{35.8, 48 + 0.1*float64(i)})
	}
	for i := range 8 {
		ring = append(ring, orb.Point{35.8 - 0.1*float64(i), 48.8})
	}
	for i := range 8 {
		ring = append(ring, orb.Point{35, 48.8 - 0.1*float64(i)})
	}
	return geo.Area(orb.Polygon{append(ring, ring[0])})
}

// checkSums checks that zones add up to their area, oblasts to the country, and origins to their
// zone, within 0.01 %.
func checkSums(t *testing.T, z *Zones, r *story.ScenarioResult) {
	t.Helper()
	checkSame := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-4*math.Max(want, 1) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	areas := map[string]float64{}
	for i, f := range z.Faces {
		if f.Oblast == "" { // water enclosed by land
			continue
		}
		areas[countryID] += f.Km2
		areas[f.Oblast] += z.Faces[i].Km2
	}
	zones := map[story.Zone]float64{}
	for area, want := range areas {
		sum, share := 0.0, 0.0
		for _, x := range r.ZonesIn(area) {
			sum, share = sum+x.Km2, share+x.Share
			checkSame(area+" origins", x.From.Held+x.From.Contested+x.From.Government, x.Km2)
			if x.Low > x.Km2+0.01 || x.High < x.Km2-0.01 {
				t.Errorf("%s %s: %v km² outside its range %v to %v", area, x.Zone, x.Km2, x.Low,
					x.High)
			}
			if area != countryID {
				zones[x.Zone] += x.Km2
			}
		}
		checkSame(area, sum, want)
		checkSame(area+" shares", share, 1)
	}
	for zone, sum := range zones {
		checkSame("oblasts of "+string(zone), sum, r.ZoneIn(zone, countryID).Km2)
	}
}

// checkEdges compares the lengths of the edges with sums over the arcs.
func checkEdges(t *testing.T, z *Zones, r *story.ScenarioResult) {
	t.Helper()
	want, line := map[[2]story.Zone]float64{}, 0.0
	for i := range z.Subdivision.Arcs {
		a := &z.Subdivision.Arcs[i]
		if a.Left < 0 || a.Right < 0 || z.FaceZones[a.Left] == z.FaceZones[a.Right] {
			continue
		}
		if z.FaceZones[a.Left] == "" || z.FaceZones[a.Right] == "" { // a shore
			continue
		}
		pair := []story.Zone{z.FaceZones[a.Left], z.FaceZones[a.Right]}
		slices.SortFunc(pair, func(x, y story.Zone) int {
			return slices.Index(story.Zones(), x) - slices.Index(story.Zones(), y)
		})
		var points orb.LineString
		for _, p := range a.Points {
			points = append(points, p.Point())
		}
		want[[2]story.Zone(pair)] += geo.Length(points)
		if isGovernmentSide(pair[0]) != isGovernmentSide(pair[1]) {
			line += geo.Length(points)
		}
	}
	if len(want) != len(r.Lines) {
		t.Errorf("edges %v, want %v", r.Lines, want)
	}
	for _, e := range r.Lines {
		if math.Abs(e.Km-want[e.Between]) > 0.06 {
			t.Errorf("%v: %v km, want %v", e.Between, e.Km, want[e.Between])
		}
	}
	if math.Abs(r.LineKm-line) > 0.06 {
		t.Errorf("line %v km, want %v", r.LineKm, line)
	}
}

func TestNewControlMapRefusesOverlap(t *testing.T) {
	c := chessboard(rand.New(rand.NewPCG(1, 1)))
	c.Features = append(c.Features, c.Features[0])
	if _, err := NewControlMap("2026-01-06", c); err == nil {
		t.Error("a place in two polygons is no subdivision")
	}
	if _, err := NewControlMap("2026-01-06",
		&geojson.Collection{Features: []geojson.Feature{{ID: "x",
			Geometry: orb.Point{1, 2}}}}); err == nil {
		t.Error("a point is no land")
	}
}

func TestAssignZonesRefusesUnknownDistances(t *testing.T) {
	controlMap, err := NewControlMap("2026-01-06", chessboard(rand.New(rand.NewPCG(1, 1))))
	if err != nil {
		t.Fatal(err)
	}
	scenario := &story.Scenario{Pullback: story.Pullback{Oblasts: []string{"UA-01"},
		Sides: []story.Zone{story.ZoneRussia}, Km: []int{10, 15}}}
	for _, km := range []int{0, 7, 15} { // not offered, not offered, no edge there
		if _, err := controlMap.AssignZones(scenario, km); err == nil {
			t.Errorf("%d km: no error", km)
		}
	}
	if _, err := controlMap.AssignZones(scenario, 10); err != nil {
		t.Error(err)
	}
}

func TestLabelPoint(t *testing.T) {
	horseshoe := orb.MultiPolygon{
		{{{0, 0}, {0.1, 0}, {0.1, 0.1}, {0, 0.1}, {0, 0}}},
		{{{1, 0}, {4, 0}, {4, 3}, {3, 3}, {3, 1}, {2, 1}, {2, 3}, {1, 3}, {1, 0}}},
	}
	at := labelPoint(horseshoe)
	if !containsPoint(horseshoe[1:], at) {
		t.Errorf("%v does not lie in the largest polygon", at)
	}
	if at[1] > 1.1 {
		t.Errorf("%v lies in an arm of the horseshoe, not where it is widest", at)
	}
}
