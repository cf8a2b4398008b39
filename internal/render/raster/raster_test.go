package raster

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

var (
	black    = color.NRGBA{A: 255}
	red      = color.NRGBA{R: 255, A: 255}
	identity = scene.Matrix{XX: 1, YY: 1}
)

func points(v ...float64) (line []geo.XY) {
	for i := 0; i < len(v); i += 2 {
		line = append(line, geo.XY{X: v[i], Y: v[i+1]})
	}
	return line
}

func boxRing(x0, y0, x1, y1 float64) []geo.XY {
	return points(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0)
}

// coveredPixels returns the sum of alpha over the picture, in pixels.
func coveredPixels(c *Canvas) float64 {
	sum := 0
	for i := 3; i < len(c.img.Pix); i += 4 {
		sum += int(c.img.Pix[i])
	}
	return float64(sum) / 255
}

func alphaAt(c *Canvas, x, y int) uint8 { return c.img.RGBAAt(x, y).A }

func TestFillIsEvenOdd(t *testing.T) {
	c := New(100, 100, 1, nil)
	// All three rings have the same direction; the third is an island in the hole.
	c.Fill(scene.NewPath([][]geo.XY{boxRing(10, 10, 90, 90), boxRing(20, 20, 80, 80),
		boxRing(40, 40, 60, 60)}), identity, scene.FillStyle{Color: black})
	if got, want := coveredPixels(c), 80.0*80-60*60+20*20; math.Abs(got-want) > 1 {
		t.Errorf("%v pixels are covered, want %v", got, want)
	}
	if alphaAt(c, 30, 30) != 0 || alphaAt(c, 50, 50) != 255 || alphaAt(c, 15, 50) != 255 {
		t.Error("the hole is filled, or the island is not")
	}
}

func TestFillCoversAreaOfRandomPolygon(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for range 50 {
		var ring []geo.XY
		n := 3 + r.IntN(40)
		for i := range n { // star-shaped, so that it does not cross itself
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			d := 10 + 80*r.Float64()
			ring = append(ring, geo.XY{X: 100 + d*cos, Y: 100 + d*sin})
		}
		ring = append(ring, ring[0])
		area := 0.0
		for i := 1; i < len(ring); i++ {
			area += (ring[i-1].X*ring[i].Y - ring[i].X*ring[i-1].Y) / 2
		}
		c := New(200, 200, 1, nil)
		c.Fill(scene.NewPath([][]geo.XY{ring}), identity, scene.FillStyle{Color: black})
		if got := coveredPixels(c); math.Abs(got-math.Abs(area)) > 0.002*math.Abs(area)+2 {
			t.Errorf("%d corners: %v pixels, want %v", n, got, math.Abs(area))
		}
	}
}

func TestFillClipsFarOutside(t *testing.T) {
	c := New(100, 100, 1, nil)
	const far = 1e9
	c.Fill(scene.NewPath([][]geo.XY{boxRing(-far, -far, 50, far)}), identity,
		scene.FillStyle{Color: black})
	if got := coveredPixels(c); math.Abs(got-5000) > 1 {
		t.Errorf("half the picture is %v pixels, want 5000", got)
	}
}

func TestStrokeWidth(t *testing.T) {
	for _, ratio := range []float64{1, 1.5, 2, 3} {
		for _, width := range []float64{0.5, 1, 2.2, 7} {
			c := New(120, 60, ratio, nil)
			c.Stroke(scene.NewPath([][]geo.XY{points(10, 30, 110, 30)}), identity,
				scene.StrokeStyle{Color: black, Width: width})
			want := (100*width + math.Pi*width*width/4) * ratio * ratio // round ends
			if got := coveredPixels(c); math.Abs(got-want) > 0.03*want {
				t.Errorf("ratio %v, width %v: %v pixels, want %v", ratio, width, got, want)
			}
		}
	}
}

// TestStrokeOfRandomLine checks that the stroke of a line with sharp turns has neither holes nor
// spikes.
func TestStrokeOfRandomLine(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 30 {
		line := []geo.XY{{X: 100, Y: 100}}
		for range 60 {
			last := line[len(line)-1]
			line = append(line,
				geo.XY{X: last.X + r.Float64()*16 - 8, Y: last.Y + r.Float64()*16 - 8})
		}
		c := New(200, 200, 1, nil)
		const width = 4
		c.Stroke(scene.NewPath([][]geo.XY{line}), identity,
			scene.StrokeStyle{Color: black, Width: width})
		for y := range 200 {
			for x := range 200 {
				d := math.Inf(1)
				for i := 1; i < len(line); i++ {
					d = min(d, distanceToSegment(geo.XY{X: float64(x) + 0.5, Y: float64(y) + 0.5},
						line[i-1], line[i]))
				}
				switch a := alphaAt(c, x, y); {
				case d < width/2-1 && a < 200:
					t.Fatalf("a hole at %d,%d: %.2f from the line, alpha %d", x, y, d, a)
				case d > width/2+1.2 && a > 60:
					t.Fatalf("a spike at %d,%d: %.2f from the line, alpha %d", x, y, d, a)
				}
			}
		}
	}
}

func distanceToSegment(q, a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/max(dx*dx+dy*dy, 1e-12), 0), 1)
	return math.Hypot(q.X-a.X-t*dx, q.Y-a.Y-t*dy)
}

func TestDashPhaseWhenClipped(t *testing.T) {
	style := scene.StrokeStyle{Color: black, Width: 4, Dash: [2]float64{6, 4}}
	unclipped, clipped := New(400, 20, 1, nil), New(100, 20, 1, nil)
	path := scene.NewPath([][]geo.XY{points(0, 10, 37, 10, 91, 10, 155, 10, 400, 10)})
	unclipped.Stroke(path, identity, style)
	clipped.Stroke(path, scene.Matrix{XX: 1, YY: 1, X0: -200}, style)
	for x := 5; x < 95; x++ {
		a, b := alphaAt(unclipped, x+200, 10), alphaAt(clipped, x, 10)
		if max(a, b)-min(a, b) > 40 {
			t.Errorf("at %d: %d, in the whole picture %d", x, b, a)
		}
	}
	if got := coveredPixels(unclipped); math.Abs(got-400*4*0.6) > 30 {
		t.Errorf("%v pixels are covered, want about %v", got, 400*4*0.6)
	}
}

func TestHatchCoverageAndOrigin(t *testing.T) {
	h := &scene.Hatch{Color: black, Width: 1.5, Spacing: 5, Angle: 45}
	hatchedAt := func(x0 float64) *Canvas {
		c := New(200, 200, 2, nil)
		c.Fill(scene.NewPath([][]geo.XY{boxRing(-1000, -1000, 1000, 1000)}),
			scene.Matrix{XX: 1, YY: 1, X0: x0, Y0: 3}, scene.FillStyle{Hatch: h})
		return c
	}
	resting, panned := hatchedAt(0), hatchedAt(7)
	if got, want := coveredPixels(resting)/(400*400), 0.3; math.Abs(got-want) > 0.01 {
		t.Errorf("the lines cover %v of the area, want %v", got, want)
	}
	for x := 0; x < 300; x += 7 {
		if a, b := alphaAt(resting, x, 100), alphaAt(panned, x+14, 100); a != b {
			t.Fatalf("7 px on, the hatch at %d is %d, was %d", x, b, a)
		}
	}
}

func TestGroupIsCompositedOnce(t *testing.T) {
	c := New(10, 10, 1, nil)
	square := scene.NewPath([][]geo.XY{boxRing(0, 0, 10, 10)})
	c.Fill(square, identity, scene.FillStyle{Color: color.NRGBA{255, 255, 255, 255}})
	c.Group(0.5, func() {
		c.Fill(square, identity, scene.FillStyle{Color: black})
		c.Fill(square, identity, scene.FillStyle{Color: red})
	})
	if got := c.img.RGBAAt(5, 5); got.R != 255 || math.Abs(float64(got.G)-127.5) > 1.5 {
		t.Errorf("red at half over white is %v", got)
	}
}

func TestLabelPosition(t *testing.T) {
	fonts, err := scene.LoadFonts(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	c := New(200, 60, 2, fonts)
	s := scene.TextStyle{Size: 20, Color: black}
	c.Label(scene.Label{Text: "HHH", X: 30, Y: 40, Style: s})
	x0, y0, x1, y1 := 400, 120, 0, 0
	for y := range 120 {
		for x := range 400 {
			if alphaAt(c, x, y) > 128 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
			}
		}
	}
	if bottom := float64(y1) / 2; math.Abs(bottom-40) > 0.6 {
		t.Errorf("the letters stand on %v, want 40", bottom)
	}
	if top, want := float64(y0)/2, 40-fonts.CapHeight(s); math.Abs(top-want) > 0.8 {
		t.Errorf("the letters reach up to %v, want %v", top, want)
	}
	if left, right := float64(x0)/2, float64(x1)/2; left < 30 ||
		right > 30+fonts.Advance("HHH", s) {
		t.Errorf("the letters reach from %v to %v, want within 30 and %v", left, right,
			30+fonts.Advance("HHH", s))
	}
}

func TestWritePNG(t *testing.T) {
	c := New(30, 20, 1.5, nil)
	c.Fill(scene.NewPath([][]geo.XY{boxRing(0, 0, 30, 20)}), identity, scene.FillStyle{Color: red})
	var b bytes.Buffer
	if err := c.WritePNG(&b); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != 45 || s.Y != 30 {
		t.Errorf("the picture is %v, want 45 by 30", s)
	}
}
