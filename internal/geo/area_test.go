package geo_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/geo/geotest"
)

// densify splits the edges of a ring, straight in longitude and latitude, into pieces of at most
// step degrees.
func densify(ring orb.Ring, step float64) orb.Ring {
	out := orb.Ring{ring[0]}
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		n := math.Ceil(max(math.Abs(b[0]-a[0]), math.Abs(b[1]-a[1])) / step)
		for k := 1.0; k <= n; k++ {
			out = append(out, orb.Point{a[0] + (b[0]-a[0])*k/n, a[1] + (b[1]-a[1])*k/n})
		}
	}
	return out
}

// geodesicArea returns the area in km² of a ring whose edges are geodesics (Karney).
func geodesicArea(ring orb.Ring) float64 {
	polygon := geodesic.WGS84.PolygonInit(false)
	for _, p := range ring[1:] {
		polygon.AddPoint(p[1], p[0])
	}
	var area, perimeter float64
	polygon.Compute(false, true, &area, &perimeter)
	return area / 1e6
}

// planarArea returns the area in km² of a projected ring whose edges are straight on the map.
func planarArea(ring orb.Ring) float64 {
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		p, q := geo.UkraineAlbers.Forward(ring[i-1]), geo.UkraineAlbers.Forward(ring[i])
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum / 2 / 1e6
}

// TestRingArea compares with two independent methods: geodesic polygons (Karney) and the shoelace
// formula on the equal-area map. The edges are densified for both, because their edges are not
// straight in longitude and latitude.
func TestRingArea(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		size := math.Pow(10, -3+3.5*rng.Float64()) // degrees
		ring := geotest.Star(rng, orb.Point{24 + 14*rng.Float64(), 46 + 5*rng.Float64()}, size,
			3+rng.IntN(40))
		got, fine := geo.RingArea(ring), densify(ring, max(size/300, 1e-5))
		for name, want := range map[string]float64{"geodesic": geodesicArea(fine),
			"planar": planarArea(fine)} {
			if math.Abs(got/want-1) > 2e-5 {
				t.Errorf("size %.4f degrees: %v km², %s %v", size, got, name, want)
			}
		}
	}
}

// TestRingAreaOfUkraine checks the area from which the figures are computed.
func TestRingAreaOfUkraine(t *testing.T) {
	c, err := geojson.DecodeFile(os.DirFS("../../assets/geojson"), "outline.geojson",
		geojson.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := geo.Area(c.Features[0].Geometry)
	want := 0.0
	for _, polygon := range c.Features[0].Geometry.(orb.MultiPolygon) {
		for _, ring := range polygon {
			want += geodesicArea(densify(ring, 0.005))
		}
	}
	if math.Abs(got/want-1) > 1e-6 {
		t.Errorf("%v km², geodesic %v", got, want)
	}
	if got < 595_000 || got > 612_000 {
		t.Errorf("Ukraine has %v km²", got)
	}
}

// TestRingAreaClosedForms checks areas that are known in closed form.
func TestRingAreaClosedForms(t *testing.T) {
	// km², WGS84 (Moritz, Geodetic Reference System 1980, gives 510 065 622 for nearly the same)
	globe := 510_065_621.724
	if got := geo.Area(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}); math.Abs(got/
		globe-1) > 1e-9 {
		t.Errorf("the globe has %v km²", got)
	}
	// A triangle with a long oblique edge against the same one with that edge densified.
	whole := geo.RingArea(orb.Ring{{-100, -60}, {100, -60}, {100, 75}, {-100, -60}})
	fine := geo.RingArea(densify(orb.Ring{{-100, -60}, {100, -60}, {100, 75}, {-100, -60}}, 0.3))
	if math.Abs(whole/fine-1) > 1e-10 {
		t.Errorf("a long edge: %v km², cut in pieces %v", whole, fine)
	}
}

func TestAreaProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		ring := geotest.Star(rng, orb.Point{31, 49}, 0.01+3*rng.Float64(), 5+rng.IntN(30))
		area := geo.RingArea(ring)
		if area <= 0 {
			t.Fatalf("an anticlockwise ring has %v km²", area)
		}
		back := ring.Clone()
		back.Reverse()
		if got := geo.RingArea(back); math.Abs(got+area) > 1e-12*area {
			t.Fatalf("reversed %v, before %v", got, area)
		}
		turned := append(append(orb.Ring{}, ring[2:]...), ring[1], ring[2])
		if got := geo.RingArea(turned); math.Abs(got-area) > 1e-12*area {
			t.Fatalf("from another start %v, before %v", got, area)
		}
		east := ring.Clone()
		for i := range east {
			east[i][0] += 7
		}
		if got := geo.RingArea(east); math.Abs(got-area) > 1e-11*area {
			t.Fatalf("seven degrees to the east %v, before %v", got, area)
		}
		half := append(append(orb.Ring{}, ring[:4]...), ring[0])
		rest := append(append(orb.Ring{}, ring[3:]...), ring[3])
		if got := geo.RingArea(half) + geo.RingArea(rest); math.Abs(got-area) > 1e-11*area {
			t.Fatalf("in two parts %v, whole %v", got, area)
		}
	}
	outer, hole := orb.Ring{{30, 48}, {32, 48}, {32, 50}, {30, 50}, {30, 48}},
		orb.Ring{{31, 49}, {31.5, 49}, {31, 49.5}, {31, 49}}
	polygon := orb.Polygon{outer, hole}
	want := geo.RingArea(outer) - geo.RingArea(hole)
	for _, g := range []orb.Geometry{polygon, orb.MultiPolygon{polygon},
		orb.Collection{orb.Point{1, 2}, polygon, orb.LineString{{0, 0}, {1, 1}}}} {
		if got := geo.Area(g); math.Abs(got-want) > 1e-9 {
			t.Errorf("%T: %v km², want %v", g, got, want)
		}
	}
	for _, g := range []orb.Geometry{nil, orb.Point{30, 50}, orb.LineString(outer),
		orb.MultiPolygon{}, orb.Polygon{}, orb.Ring{}} {
		if got := geo.Area(g); got != 0 {
			t.Errorf("%T has %v km²", g, got)
		}
	}
}

func BenchmarkRingArea(b *testing.B) {
	ring := geotest.Star(rand.New(rand.NewPCG(1, 1)), orb.Point{31, 49}, 3, 10_000)
	for b.Loop() {
		geo.RingArea(ring)
	}
}
