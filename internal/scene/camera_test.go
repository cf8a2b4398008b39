package scene

import (
	"math"
	"math/rand/v2"
	"testing"

	"truceline/internal/geo"
)

func randomCamera(r *rand.Rand) Camera {
	return Camera{
		Center:         geo.XY{X: r.Float64()*2e6 - 1e6, Y: r.Float64()*2e6 - 1e6},
		MetresPerPixel: math.Exp2(r.Float64()*12 + 1),
		W:              200 + r.Float64()*1400, H: 200 + r.Float64()*1000,
	}
}

func almostEqual(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func TestProjectAndMatrixAgreeAndUnprojectInverts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		c := randomCamera(r)
		x, y := r.Float64()*c.W, r.Float64()*c.H
		q := c.Unproject(x, y)
		m := c.Matrix()
		for _, got := range [][2]float64{
			{m.XX*q.X + m.XY*q.Y + m.X0, m.YX*q.X + m.YY*q.Y + m.Y0},
			func() [2]float64 { x, y := c.Project(q); return [2]float64{x, y} }(),
		} {
			if !almostEqual(got[0], x, 1e-6) || !almostEqual(got[1], y, 1e-6) {
				t.Fatalf("%+v: %v,%v came back as %v", c, x, y, got)
			}
		}
	}
}

func TestZoomAboutKeepsThePointAndDoublesWithEachLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 1000 {
		c := randomCamera(r)
		x, y, by := r.Float64()*c.W, r.Float64()*c.H, r.Float64()*6-3
		q := c.Unproject(x, y)
		z := c.ZoomAbout(x, y, by)
		if gx, gy := z.Project(q); !almostEqual(gx, x, 1e-6) || !almostEqual(gy, y, 1e-6) {
			t.Fatalf("the point under %v,%v went to %v,%v", x, y, gx, gy)
		}
		if !almostEqual(z.Zoom(), c.Zoom()+by, 1e-9) {
			t.Fatalf("zoom %v after %v levels from %v", z.Zoom(), by, c.Zoom())
		}
	}
}

func TestPanMovesTheMapByTheDrag(t *testing.T) {
	c := Camera{MetresPerPixel: 500, W: 800, H: 600}
	q := c.Unproject(100, 200)
	if x, y := c.Pan(30, -40).Project(q); !almostEqual(x, 130, 1e-9) || !almostEqual(y, 160, 1e-9) {
		t.Errorf("dragged by 30,-40 the point went to %v,%v, want 130,160", x, y)
	}
}

func TestFitShowsTheBoxBetweenTheInsets(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 1000 {
		c := randomCamera(r)
		in := Insets{r.Float64() * 0.3 * c.H, r.Float64() * 0.3 * c.W, r.Float64() * 0.3 * c.H,
			r.Float64() * 0.3 * c.W}
		b := EmptyBounds().Extend(geo.XY{X: r.Float64() * 1e6,
			Y: r.Float64() * 1e6}).Extend(geo.XY{X: r.Float64() * 1e6, Y: r.Float64() * 1e6})
		f := c.Fit(b, in)
		x0, y0 := f.Project(geo.XY{X: b.Min.X, Y: b.Max.Y})
		x1, y1 := f.Project(geo.XY{X: b.Max.X, Y: b.Min.Y})
		const e = 1e-6
		if x0 < in.Left-e || y0 < in.Top-e || x1 > c.W-in.Right+e || y1 > c.H-in.Bottom+e {
			t.Fatalf("%+v in %vx%v with %+v: %v,%v to %v,%v", b, c.W, c.H, in, x0, y0, x1, y1)
		}
		if wide, tall := x1-x0, y1-y0; !almostEqual(wide, c.W-in.Left-in.Right, e) &&
			!almostEqual(tall, c.H-in.Top-in.Bottom, e) {
			t.Fatalf("the box is %v by %v: it could be larger", wide, tall)
		}
	}
}

func TestFitLeavesRoomWhateverTheInsets(t *testing.T) {
	c := Camera{W: 300, H: 200}.Fit(Bounds{Max: geo.XY{X: 1000, Y: 1000}},
		Insets{Top: 500, Bottom: 500, Left: 500, Right: 500})
	if !(c.MetresPerPixel > 0 && c.MetresPerPixel < 1000) {
		t.Errorf("%v metres a pixel", c.MetresPerPixel)
	}
}

func TestLimitsKeepTheCountryInThePicture(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(4, 1))
	for range 500 {
		p := testPicture(w, 300+r.Float64()*1200, 300+r.Float64()*700)
		l := w.Limits(p)
		c := randomCamera(r).Resize(p.Camera.W, p.Camera.H)
		c.Center.X *= 5
		c = c.Limit(l)
		if !l.CenterBounds.Contains(c.Center) || c.MetresPerPixel < l.MinMetresPerPixel ||
			c.MetresPerPixel > l.MaxMetresPerPixel {
			t.Fatalf("%+v is outside %+v", c, l)
		}
		again := c.Limit(l)
		moved := math.Hypot(again.Center.X-c.Center.X, again.Center.Y-c.Center.Y)
		if moved > 0.5*c.MetresPerPixel || again.MetresPerPixel != c.MetresPerPixel {
			t.Fatalf("limited twice: %+v, then %+v", c, again)
		}
		if l.MaxBounds != (LonLatBounds{}) && c.MetresPerPixel < w.FitCountry(p).MetresPerPixel*
			0.8 && !w.lonLatBounds.containsView(c, l.Padding) {
			t.Fatalf("%+v shows what lies beyond %+v", c, w.lonLatBounds)
		}
	}
}

func TestLimitAboutKeepsThePointWhereOnlyTheScaleIsLimited(t *testing.T) {
	l := Limits{CenterBounds: Bounds{geo.XY{X: -1e6, Y: -1e6}, geo.XY{X: 1e6, Y: 1e6}},
		MinMetresPerPixel: 20, MaxMetresPerPixel: 4000}
	c := Camera{Center: geo.XY{X: 1000, Y: 2000}, MetresPerPixel: 30, W: 800, H: 600}
	q := c.Unproject(600, 100)
	z := c.ZoomAbout(600, 100, 3).LimitAbout(600, 100, l)
	if x, y := z.Project(q); !almostEqual(z.MetresPerPixel, 20, 1e-9) ||
		!almostEqual(x, 600, 1e-6) || !almostEqual(y, 100, 1e-6) {
		t.Errorf("%v metres a pixel, the point at %v,%v", z.MetresPerPixel, x, y)
	}
}

func TestInterpolateCameraKeepsEndsAndCommonPoint(t *testing.T) {
	a := Camera{Center: geo.XY{X: 0, Y: 0}, MetresPerPixel: 1000, W: 800, H: 600}
	b := a.ZoomAbout(650, 120, 3)
	if InterpolateCamera(a, b, 0) != a || InterpolateCamera(a, b, 1) != b {
		t.Error("the way does not begin at a and end at b")
	}
	q := a.Unproject(650, 120)
	for i := 1; i < 10; i++ {
		if x, y := InterpolateCamera(a, b, float64(i)/10).Project(q); !almostEqual(x, 650, 1e-6) ||
			!almostEqual(y, 120, 1e-6) {
			t.Errorf("at %d tenths the point that stays is at %v,%v, want 650,120", i, x, y)
		}
	}
}

func TestFlingRunsOut(t *testing.T) {
	if got := FlingDistance(1, 1e6); !almostEqual(got, flingDecayTime, 1e-6) {
		t.Errorf("a throw of 1 px/ms ends after %v px, want %v", got, flingDecayTime)
	}
	if s := FlingSpeed(1, flingDecayTime); !almostEqual(s, 1/math.E, 1e-12) {
		t.Errorf("speed %v, want 1/e", s)
	}
	if EaseInOut(-1) != 0 || EaseInOut(0.5) != 0.5 || EaseInOut(2) != 1 {
		t.Error("Ease does not run from 0 to 1 about the middle")
	}
}

func TestDeepZoomDoesNotShake(t *testing.T) {
	// Far from the origin, at the closest scale, a pan by a thousandth of a pixel still moves the
	// picture.
	c := Camera{Center: geo.XY{X: 650_000.123, Y: -480_000.456},
		MetresPerPixel: minMetresPerPixel / 8, W: 900, H: 600}
	q := geo.XY{X: c.Center.X + 10, Y: c.Center.Y + 10}
	m, n := c.Matrix(), c.Pan(0.001, 0).Matrix()
	moved := (n.XX*q.X + n.X0) - (m.XX*q.X + m.X0)
	if !almostEqual(moved, 0.001, 1e-7) {
		t.Errorf("a pan of 0.001 px moved a point by %v", moved)
	}
}
