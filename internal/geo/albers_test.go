package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// TestAlbersPublished compares with published worked examples.
func TestAlbersPublished(t *testing.T) {
	clarke := NewAlbers(Ellipsoid{A: 6378206.4, E2: 0.00676866}, -96, 23, 29.5, 45.5)
	sphere := NewAlbers(Ellipsoid{A: 1}, -96, 23, 29.5, 45.5)
	grs80 := NewAlbers(Ellipsoid{A: 6378137, E2: 0.00669438002290}, 0, 0, 0, 2)
	for _, test := range []struct {
		source string
		albers *Albers
		at     orb.Point
		want   XY
		within float64 // half a unit of the last published digit
	}{
		{"Snyder 1987, p. 292, ellipsoid", clarke, orb.Point{-75, 35}, XY{1885472.7, 1535925.0},
			0.05},
		{"Snyder 1987, p. 291, sphere", sphere, orb.Point{-75, 35}, XY{0.2952720, 0.2416774}, 5e-8},
		{"PROJ, builtins.gie, aea", grs80, orb.Point{2, 1}, XY{222571.608757106, 110653.326743030},
			1e-6},
		{"PROJ, builtins.gie, aea", grs80, orb.Point{-2, -1},
			XY{-222706.306508391, -110484.267144400}, 1e-6},
	} {
		got := test.albers.Forward(test.at)
		if math.Abs(got.X-test.want.X) > test.within || math.Abs(got.Y-test.want.Y) > test.within {
			t.Errorf("%s: %v, want %v within %v", test.source, got, test.want, test.within)
		}
		back := test.albers.Inverse(test.want)
		if d := math.Hypot(back[0]-test.at[0], back[1]-test.at[1]); d > 100*test.within/
			test.albers.ellipsoid.A {
			t.Errorf("%s: back at %v, %v degrees off", test.source, back, d)
		}
	}
	if math.Abs(clarke.n-0.6029035) > 5e-8 || math.Abs(clarke.c-1.3491594) > 5e-8 ||
		math.Abs(clarke.rho0-9929079.6) > 0.05 {
		t.Errorf("Snyder 1987, p. 292: n %v, C %v, rho0 %v", clarke.n, clarke.c, clarke.rho0)
	}
}

func TestAlbersRoundTrip(t *testing.T) {
	south := NewAlbers(WGS84, 25, -30, -24, -33)
	sphere := NewAlbers(Ellipsoid{A: 6371007}, -96, 23, 29.5, 45.5)
	rng := rand.New(rand.NewPCG(1, 2))
	for name, a := range map[string]*Albers{"map": UkraineAlbers, "south": south,
		"sphere": sphere} {
		worst := 0.0
		for range 20000 {
			p := orb.Point{rng.Float64()*360 - 180 + degrees(a.lambda0),
				rng.Float64()*179.98 - 89.99}
			q := a.Inverse(a.Forward(p))
			worst = max(worst, math.Abs(q[0]-p[0]), math.Abs(q[1]-p[1]))
		}
		if worst > 1e-9 {
			t.Errorf("%s: a round trip moves a position by %v degrees", name, worst)
		}
	}
	worst := 0.0
	for range 20000 {
		p := orb.Point{20 + 22*rng.Float64(), 43 + 11*rng.Float64()}
		q := UkraineAlbers.Inverse(UkraineAlbers.Forward(p))
		worst = max(worst, math.Abs(q[0]-p[0]), math.Abs(q[1]-p[1]))
	}
	if worst > 1e-11 {
		t.Errorf("on the map a round trip moves a position by %v degrees", worst)
	}
}

// TestAlbersProperties checks that the scale is true along the standard parallels, that its product
// along meridian and parallel is one everywhere, and that within Ukraine lengths are true to 0.15
// %.
func TestAlbersProperties(t *testing.T) {
	const step = 1e-4 // degrees
	scales := func(p orb.Point) (meridian, parallel float64) {
		a, b := UkraineAlbers.Forward(orb.Point{p[0], p[1] - step}),
			UkraineAlbers.Forward(orb.Point{p[0], p[1] + step})
		c, d := UkraineAlbers.Forward(orb.Point{p[0] - step, p[1]}),
			UkraineAlbers.Forward(orb.Point{p[0] + step, p[1]})
		sin, cos := math.Sincos(radians(p[1]))
		w2 := 1 - WGS84.E2*sin*sin
		m, n := WGS84.A*(1-WGS84.E2)/(w2*math.Sqrt(w2)), WGS84.A/math.Sqrt(w2)
		return math.Hypot(b.X-a.X, b.Y-a.Y) / (m * radians(2*step)),
			math.Hypot(d.X-c.X, d.Y-c.Y) / (n * cos * radians(2*step))
	}
	for lat := 44.0; lat <= 53; lat += 0.25 {
		for lon := 22.0; lon <= 41; lon += 1.5 {
			h, k := scales(orb.Point{lon, lat})
			if math.Abs(h*k-1) > 1e-8 {
				t.Fatalf("areas at %v, %v are %v times true", lon, lat, h*k)
			}
			if inUkraine := lat >= 44.3 && lat <= 52.4; inUkraine &&
				(math.Abs(h-1) > 0.0015 || math.Abs(k-1) > 0.0015) {
				t.Fatalf("scale at %v, %v is %v and %v", lon, lat, h, k)
			}
		}
	}
	for _, lat := range []float64{45.7, 51} {
		if _, k := scales(orb.Point{35, lat}); math.Abs(k-1) > 1e-8 {
			t.Errorf("the scale along %v degrees is %v", lat, k)
		}
	}
	if p := UkraineAlbers.Forward(orb.Point{31.2, 48.5}); math.Hypot(p.X, p.Y) > 1e-8 {
		t.Errorf("the origin lies at %v", p)
	}
}

// TestInverseSeries checks the series of Inverse against Snyder's iteration (eq. 3-16).
func TestInverseSeries(t *testing.T) {
	for lat := -89.0; lat <= 89; lat += 0.5 {
		q := WGS84.areaQ(math.Sin(radians(lat)))
		phi := math.Asin(q / 2)
		for range 30 {
			sin, cos := math.Sincos(phi)
			w := 1 - WGS84.E2*sin*sin
			phi += w * w / (2 * cos * (1 - WGS84.E2)) * (q - WGS84.areaQ(sin))
		}
		if got := UkraineAlbers.latitude(q); math.Abs(got-phi) > 1e-13/math.Cos(phi) {
			t.Fatalf("at %v degrees: %v by the series, %v by iteration", lat, got, phi)
		}
	}
}

// TestAreaQ checks the short series against the logarithm of eq. 3-12.
func TestAreaQ(t *testing.T) {
	for _, e := range []Ellipsoid{WGS84, {A: 1, E2: 0.01}, {A: 1, E2: 0.0100001}, {A: 1, E2: 0.3}} {
		for lat := -90.0; lat <= 90; lat += 1.25 {
			sin, ecc := math.Sin(radians(lat)), math.Sqrt(e.E2)
			want := (1 - e.E2) * (sin/(1-e.E2*sin*sin) - math.Log((1-ecc*sin)/(1+ecc*sin))/(2*ecc))
			if got := e.areaQ(sin); math.Abs(got-want) > 1e-14 {
				t.Fatalf("e² %v, latitude %v: %v, want %v", e.E2, lat, got, want)
			}
		}
	}
}

func BenchmarkForward(b *testing.B) {
	for b.Loop() {
		UkraineAlbers.Forward(orb.Point{37.5, 47.1})
	}
}

func BenchmarkInverse(b *testing.B) {
	for b.Loop() {
		UkraineAlbers.Inverse(XY{400000, -100000})
	}
}

func TestForwardLineIsForward(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var line []orb.Point
	for range 20_000 { // around the middle of the map, as far as the series applies, and anywhere
		line = append(line, orb.Point{22 + 18*r.Float64(), 44 + 9*r.Float64()},
			orb.Point{31.2 + 40*(r.Float64()-0.5), 48.5 + 29*(r.Float64()-0.5)},
			orb.Point{360*r.Float64() - 180, 140*r.Float64() - 70})
	}
	got := make([]XY, len(line))
	UkraineAlbers.ForwardLine(got, line)
	for i, p := range line {
		want := UkraineAlbers.Forward(p)
		if d := math.Hypot(got[i].X-want.X, got[i].Y-want.Y); !(d <= 1e-8) {
			t.Fatalf("%v: %v off", p, d)
		}
	}
}
