package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// TestDistance compares with Karney's method.
func TestDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 5000 {
		p := orb.Point{-180 + 360*rng.Float64(), -89 + 178*rng.Float64()}
		azimuth, metres := 360*rng.Float64(), math.Pow(10, 7*rng.Float64())
		var q orb.Point
		geodesic.WGS84.Direct(p[1], p[0], azimuth, metres, &q[1], &q[0], nil)
		var want float64
		geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &want, nil, nil) // q is rounded
		if got := Distance(p, q); math.Abs(got*1000-want) > 0.001 {
			t.Fatalf("%v to %v: %v m, want %v m", p, q, got*1000, want)
		}
	}
}

// TestLength checks lines of segments up to 50 km against Karney's method.
func TestLength(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		line := orb.LineString{{24 + 14*rng.Float64(), 45 + 7*rng.Float64()}}
		want := 0.0
		for range 20 {
			p := line[len(line)-1]
			size := math.Pow(10, -4+3.8*rng.Float64()) // degrees, to about 50 km
			angle := 2 * math.Pi * rng.Float64()
			q := orb.Point{p[0] + size*math.Cos(angle), p[1] + 0.7*size*math.Sin(angle)}
			var metres float64
			geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &metres, nil, nil)
			if math.Abs(Distance(p, q)*1000-metres) > 1e-6 {
				t.Fatalf("%v to %v: %v m, want %v m", p, q, Distance(p, q)*1000, metres)
			}
			line, want = append(line, q), want+metres/1000
		}
		if got := Length(line); math.Abs(got/want-1) > 1e-9 {
			t.Fatalf("%v km, want %v km", got, want)
		}
	}
}

// TestDistanceSpecial checks the equator, the poles, the 180th meridian, coincident positions, and
// nearly antipodal ones.
func TestDistanceSpecial(t *testing.T) {
	const meridian = 20003.931458625 // km from pole to pole
	for _, test := range []struct {
		p, q         orb.Point
		want, within float64
	}{
		{orb.Point{30, 50}, orb.Point{30, 50}, 0, 0},
		{orb.Point{10, 0}, orb.Point{11, 0}, 111.319490793, 1e-8},
		{orb.Point{0, 90}, orb.Point{70, -90}, meridian, 1e-6},
		{orb.Point{0, 90}, orb.Point{120, 0}, meridian / 2, 1e-6},
		{orb.Point{179.9, 0}, orb.Point{-179.9, 0}, 22.263898159, 1e-8},
		{orb.Point{-180, 20}, orb.Point{180, 20}, 0, 1e-9},
		{orb.Point{0, 0}, orb.Point{180, 0}, meridian, 200},
	} {
		if got := Distance(test.p, test.q); math.Abs(got-test.want) > test.within {
			t.Errorf("%v to %v: %v km, want %v", test.p, test.q, got, test.want)
		}
	}
	rng := rand.New(rand.NewPCG(11, 12))
	for range 2000 { // nearly antipodal: exact to one per cent
		p := orb.Point{-180 + 360*rng.Float64(), -89 + 178*rng.Float64()}
		q := orb.Point{p[0] + 179 + 2*rng.Float64(), -p[1] + rng.Float64() - 0.5}
		var want float64
		geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &want, nil, nil)
		if got := Distance(p, q); !(math.Abs(got*1000/want-1) < 0.01) {
			t.Fatalf("%v to %v: %v km, want %v", p, q, got, want/1000)
		}
	}
	if got := Length(orb.LineString{{30, 50}}); got != 0 {
		t.Errorf("a line of one position is %v km long", got)
	}
}

// TestPublishedGeodesic checks a published worked example: Karney, Algorithms for geodesics
// (Journal of Geodesy 87, 2013), table 2.
func TestPublishedGeodesic(t *testing.T) {
	q := orb.Point{137.84490004377, 41.79331020506}
	if got := Distance(orb.Point{0, 40}, q); math.Abs(got-10000) > 1e-6 {
		t.Errorf("%v km, want 10000", got)
	}
}

func BenchmarkLength(b *testing.B) {
	line := orb.LineString{{37.5, 47.1}, {37.51, 47.12}, {37.53, 47.11}}
	for b.Loop() {
		Length(line)
	}
}
