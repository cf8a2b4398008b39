package control

import (
	"math"
	"math/rand/v2"
	"testing"

	"truceline/internal/geo"
)

func TestContourOfDisc(t *testing.T) {
	l := newLattice(bounds{-40_000, -40_000, 40_000, 40_000}, 1000)
	c := &contour{lattice: l,
		valueAt: func(p geo.XY) float64 { return 20_000 - math.Hypot(p.X, p.Y) }}
	rings := c.trace()
	if len(rings) != 1 {
		t.Fatalf("%d rings", len(rings))
	}
	points := toRingPoints(rings[0], nil)
	for _, p := range points {
		if d := math.Hypot(p.point.X, p.point.Y); math.Abs(d-20_000) > 20 {
			t.Errorf("%v is %.1f m from the middle", p.point, d)
		}
	}
	if a, want := ringArea(points), math.Pi*4e8; math.Abs(a/want-1) > 0.002 {
		t.Errorf("area %.4g, want %.4g and anticlockwise", a, want)
	}
	if windingNumber(points, geo.XY{}) != 1 || windingNumber(points, geo.XY{X: 21_000}) != 0 {
		t.Error("the ring does not wind around its middle alone")
	}
}

// TestContourSeparatesSamples checks that samples keep their sides even where the field contradicts
// them and where they lie close together.
func TestContourSeparatesSamples(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 20 {
		var samples []sample
		for range 60 {
			p := geo.XY{X: 30_000 * r.Float64(), Y: 30_000 * r.Float64()}
			samples = append(samples, sample{point: p, side: Held},
				sample{point: geo.XY{X: p.X + 60 + 900*r.Float64(), Y: p.Y}, side: Government})
		}
		f := newControlField(samples, nil)
		l := newLattice(bounds{0, 0, 30_000, 30_000}, 1000)
		contradicting := &contour{lattice: l, samples: samples, sampleValues: f.values,
			valueAt: func(geo.XY) float64 { return -0.1 }}
		for _, c := range []*contour{contradicting, newContour(f, l, nil)} {
			rings := c.trace()
			for i, s := range samples {
				winding := 0
				for _, ring := range rings {
					winding += windingNumber(toRingPoints(ring, nil), s.point)
				}
				if (winding > 0) != (f.values[i] > 0) {
					t.Fatalf("sample %d is %s, winding %d", i, s.side, winding)
				}
			}
		}
	}
}

func TestSmoothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	samples := samplesAt(randomPoints(r, 300, 120_000), func(p geo.XY) Side {
		if math.Hypot(p.X-60_000, p.Y-60_000) < 30_000 {
			return Held
		}
		return Government
	})
	f := newControlField(samples, nil)
	raw := newContour(f, newLattice(bounds{0, 0, 120_000, 120_000}, 1000), nil).trace()
	for _, ring := range raw {
		points := toRingPoints(ring, nil)
		smoothed := f.smooth(points)
		if len(smoothed) >= len(points) {
			t.Errorf("%d positions of %d", len(smoothed), len(points))
		}
		for i, s := range samples {
			if windingNumber(points, s.point) != windingNumber(smoothed, s.point) {
				t.Errorf("sample %d changed sides", i)
			}
		}
		if a, b := ringArea(points), ringArea(smoothed); math.Abs(a-b) > 0.02*math.Abs(a) {
			t.Errorf("area went from %.3g to %.3g", a, b)
		}
	}
	held := 0.0
	for _, ring := range smoothRings(raw, f) {
		var points []ringPoint
		for _, g := range ring {
			points = append(points, ringPoint{point: geo.UkraineAlbers.Forward(g.Point())})
		}
		held += ringArea(points)
	}
	if want := math.Pi * 9e8; math.Abs(held/want-1) > 0.15 {
		t.Errorf("%.3g m² held, the disc has %.3g", held, want)
	}
}

// TestContainsOwnSample checks rings with and without a sample of their own side.
func TestContainsOwnSample(t *testing.T) {
	f := newControlField([]sample{{point: geo.XY{X: 0, Y: 0}, side: Government},
		{point: geo.XY{X: 50_000, Y: 0}, side: Held}}, nil)
	circleAround := func(x float64, sign float64) []ringPoint {
		var out []ringPoint
		for k := range 12 {
			sin, cos := math.Sincos(sign * 2 * math.Pi * float64(k) / 12)
			out = append(out, ringPoint{point: geo.XY{X: x + 5000*cos, Y: 5000 * sin}})
		}
		return out
	}
	for _, c := range []struct {
		x, sign float64
		want    bool
	}{{0, 1, false}, {0, -1, true}, {50_000, 1, true}, {50_000, -1, false}, {20_000, 1, false},
		{20_000, -1, false}} {
		if f.containsOwnSample(circleAround(c.x, c.sign)) != c.want {
			t.Errorf("around %.0f, turning %+.0f: %v", c.x, c.sign, !c.want)
		}
	}
}
