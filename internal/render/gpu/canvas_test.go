package gpu

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"runtime"
	"testing"

	"truceline/internal/geo"
	"truceline/internal/render/gpu/gputest"
	"truceline/internal/render/raster"
	"truceline/internal/scene"
)

var (
	red  = color.NRGBA{R: 220, G: 40, B: 30, A: 255}
	blue = color.NRGBA{R: 20, G: 60, B: 200, A: 255}
	pale = color.NRGBA{R: 250, G: 248, B: 240, A: 255}
)

func rectangle(x0, y0, x1, y1 float64) *scene.Path {
	return scene.NewPath([][]geo.XY{{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1},
		{X: x0, Y: y0}}})
}

// regularPolygon returns a regular polygon of n corners with radius 1.
func regularPolygon(n int) *scene.Path {
	line := make([]geo.XY, n+1)
	for i := range line {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		line[i] = geo.XY{X: cos, Y: sin}
	}
	return scene.NewPath([][]geo.XY{line})
}

// TestAsCircle checks that circles are recognized, and no other shapes.
func TestAsCircle(t *testing.T) {
	for _, n := range []int{11, 32, 64} {
		if c, ok := asCircle(regularPolygon(n)); !ok || math.Abs(c.radius-1) > 1e-9 ||
			math.Hypot(c.center.X, c.center.Y) > 1e-9 {
			t.Errorf("a circle of %d corners: %+v, %v", n, c, ok)
		}
	}
	dented := regularPolygon(32)
	dented.Lines[0][3].X += 0.01
	star := regularPolygon(32)
	for i := 1; i < 32; i += 2 {
		star.Lines[0][i].X *= 0.7
		star.Lines[0][i].Y *= 0.7
	}
	for name, p := range map[string]*scene.Path{"a hexagon": regularPolygon(6), "a dent": dented,
		"a star": star, "a zigzag": zigzag()} {
		if _, ok := asCircle(p); ok {
			t.Errorf("%s is taken for a circle", name)
		}
	}
}

// zigzag returns a line with turns of every sharpness, one of them back along itself.
func zigzag() *scene.Path {
	var line []geo.XY
	p := geo.XY{X: 15, Y: 40}
	for i := range 17 {
		line = append(line, p)
		angle := float64(i) * math.Pi / 16
		if i%2 == 1 {
			angle = -angle
		}
		p = geo.XY{X: p.X + 22*math.Cos(angle), Y: p.Y + 22*math.Sin(angle)}
	}
	return scene.NewPath([][]geo.XY{line})
}

// A shapeCase is a shape that the GPU draws like the raster, within a tolerance.
type shapeCase struct {
	name string
	tol  tolerance
	draw func(scene.Canvas)
}

// shapeCases returns single shapes of all kinds.
func shapeCases() []shapeCase {
	hole := scene.NewPath([][]geo.XY{
		{{X: 20, Y: 20}, {X: 180, Y: 35}, {X: 150, Y: 130}, {X: 40, Y: 120}, {X: 20, Y: 20}},
		{{X: 60, Y: 50}, {X: 120, Y: 60}, {X: 100, Y: 100}, {X: 60, Y: 50}},
		{{X: 85, Y: 62}, {X: 105, Y: 66}, {X: 97, Y: 80}, {X: 85, Y: 62}},
	})
	m := scene.Matrix{XX: 1, YY: -1, X0: 0.3, Y0: 150.4}
	turns := zigzag()
	loop := scene.NewPath([][]geo.XY{{{X: 30, Y: 30}, {X: 170, Y: 40}, {X: 100, Y: 60},
		{X: 150, Y: 130}, {X: 30, Y: 30}}})
	return []shapeCase{
		{"fill with hole and island", tolerance{40, 0.001, 0.2},
			func(c scene.Canvas) { c.Fill(hole, m, scene.FillStyle{Color: red}) }},
		{"translucent fill", tolerance{20, 0.001, 0.6},
			func(c scene.Canvas) {
				c.Fill(hole, m, scene.FillStyle{Color: color.NRGBA{R: 200, A: 100}})
			}},
		{"hatch", tolerance{20, 0.002, 0.3}, func(c scene.Canvas) {
			c.Fill(hole, m, scene.FillStyle{Color: red,
				Hatch: &scene.Hatch{Color: blue, Width: 1.8, Spacing: 4.5, Angle: 45}})
		}},
		{"hatch alone, thin", tolerance{24, 0.01, 0.6}, func(c scene.Canvas) {
			c.Fill(hole, m,
				scene.FillStyle{Hatch: &scene.Hatch{Color: blue, Width: 0.7, Spacing: 6,
					Angle: -20}})
		}},
		{"thin line", tolerance{40, 0.002, 0.3},
			func(c scene.Canvas) { c.Stroke(turns, m, scene.StrokeStyle{Color: red, Width: 0.8}) }},
		{"line", tolerance{40, 0.004, 0.5},
			func(c scene.Canvas) { c.Stroke(turns, m, scene.StrokeStyle{Color: red, Width: 2.2}) }},
		{"wide line", tolerance{40, 0.004, 0.5},
			func(c scene.Canvas) { c.Stroke(turns, m, scene.StrokeStyle{Color: red, Width: 12}) }},
		{"closed line", tolerance{40, 0.004, 0.5},
			func(c scene.Canvas) { c.Stroke(loop, m, scene.StrokeStyle{Color: red, Width: 7}) }},
		{"dashes", tolerance{60, 0.01, 1}, func(c scene.Canvas) {
			c.Stroke(loop, m, scene.StrokeStyle{Color: red, Width: 3, Dash: [2]float64{9, 6}})
		}},
		{"stretched", tolerance{40, 0.004, 0.5}, func(c scene.Canvas) {
			s := scene.Matrix{XX: 90.5, YY: 40.25, X0: 20.25, Y0: 30.5}
			c.Fill(rectangle(0, 0, 1, 1), s, scene.FillStyle{Color: red})
			c.Stroke(rectangle(0, 0, 1, 1), s, scene.StrokeStyle{Color: blue, Width: 3})
		}},
		{"circles", tolerance{30, 0.005, 0.5}, func(c scene.Canvas) {
			ring := regularPolygon(48)
			c.Fill(ring, scene.Matrix{XX: 40, YY: 40, X0: 60.2, Y0: 70.7},
				scene.FillStyle{Color: color.NRGBA{B: 200, A: 90}})
			c.Stroke(ring, scene.Matrix{XX: 40, YY: -40, X0: 60.2, Y0: 70.7},
				scene.StrokeStyle{Color: red, Width: 5})
			c.Fill(ring, scene.Matrix{XX: 2, YY: 2, X0: 150.3, Y0: 30.3},
				scene.FillStyle{Color: blue})
			c.Stroke(ring, scene.Matrix{XX: 2, YY: 2, X0: 150.3, Y0: 30.3},
				scene.StrokeStyle{Color: red, Width: 1})
			c.Fill(ring, scene.Matrix{XX: 30, YY: 12, X0: 150.3, Y0: 100.3},
				scene.FillStyle{Color: blue})
		}},
		{"group", tolerance{20, 0.002, 0.2}, func(c scene.Canvas) {
			c.Group(0.5, func() {
				c.Fill(rectangle(30, 30, 100, 100), identity, scene.FillStyle{Color: red})
				c.Group(0.5, func() {
					c.Fill(rectangle(60, 60, 150, 120), identity, scene.FillStyle{Color: blue})
				})
				c.Stroke(turns, m, scene.StrokeStyle{Color: blue, Width: 6})
			})
		}},
		{"two groups after one another", tolerance{20, 0.002, 0.2}, func(c scene.Canvas) {
			c.Group(0.5, func() {
				c.Fill(rectangle(30, 30, 100, 100), identity, scene.FillStyle{Color: red})
			})
			c.Group(0.4, func() {
				c.Fill(rectangle(60, 60, 150, 120), identity, scene.FillStyle{Color: blue})
			})
		}},
		{"labels", tolerance{2, 0, 0.2}, func(c scene.Canvas) {
			style := scene.TextStyle{Size: 14, Color: blue,
				Halo: color.NRGBA{R: 255, G: 255, B: 255, A: 200}, HaloWidth: 2}
			c.Label(scene.Label{Text: "Запоріжжя, Kyïv", X: 20.4, Y: 50.7, Style: style})
			style.Spacing, style.Bold, style.Size = 9, true, 26
			c.Label(scene.Label{Text: "longer than a piece of the atlas, and cut by the edge", X: 5,
				Y: 110, Style: style})
		}},
	}
}

// TestShapes compares single shapes with those drawn by package raster.
func TestShapes(t *testing.T) {
	gputest.RequireDisplay(t)
	for _, ratio := range []float64{1, 1.5, 2, 3} {
		c := New(ratio, FontRasterizer(world().Fonts))
		for _, test := range shapeCases() {
			draw := func(canvas scene.Canvas) {
				canvas.Fill(rectangle(0, 0, 1, 1), scene.Matrix{XX: 200, YY: 160},
					scene.FillStyle{Color: pale})
				test.draw(canvas)
			}
			got, _ := drawImage(c, 200, 160, draw)
			r := raster.New(200, 160, ratio, world().Fonts)
			draw(r)
			compareImages(t, fmt.Sprintf("%s-%g", test.name, ratio), got, r.Image(), test.tol)
		}
	}
}

// TestGroupOverlapIsNotDenser checks that a group is no denser where its shapes overlap.
func TestGroupOverlapIsNotDenser(t *testing.T) {
	gputest.RequireDisplay(t)
	c := New(1, nil)
	img, _ := drawImage(c, 40, 20, func(canvas scene.Canvas) {
		canvas.Group(0.5, func() {
			canvas.Fill(rectangle(0, 0, 25, 20), identity, scene.FillStyle{Color: red})
			canvas.Fill(rectangle(15, 0, 40, 20), identity, scene.FillStyle{Color: red})
		})
	})
	once, both := img.RGBAAt(5, 10), img.RGBAAt(20, 10)
	if once != both || once.A < 127 || once.A > 128 {
		t.Errorf("alone %v, overlapping %v: want the same, half through", once, both)
	}
}

// TestBeginClears checks that nothing is left of the previous frame, whether or not the first fill
// covers the whole target.
func TestBeginClears(t *testing.T) {
	gputest.RequireDisplay(t)
	img := newOffscreenImage(20, 20)
	defer img.Deallocate()
	c := New(1, nil)
	frame := func(draw func()) *image.RGBA {
		c.Begin(img)
		draw()
		c.End()
		return readPixels(img)
	}
	all := func() {
		c.Fill(rectangle(0, 0, 1, 1), scene.Matrix{XX: 20, YY: 20}, scene.FillStyle{Color: red})
	}
	frame(all)
	if got := frame(func() {}).RGBAAt(10, 10); got.A != 0 {
		t.Errorf("an empty frame shows %v", got)
	}
	frame(all)
	got := frame(func() { c.Fill(rectangle(0, 0, 10, 20), identity, scene.FillStyle{Color: blue}) })
	if a, b := got.RGBAAt(5, 10), got.RGBAAt(15, 10); a.B != blue.B || b.A != 0 {
		t.Errorf("half a frame shows %v and %v", a, b)
	}
	frame(func() { c.Fill(rectangle(0, 0, 20, 20), identity, scene.FillStyle{Color: blue}) })
	if got := frame(all); got.RGBAAt(0, 0) != got.RGBAAt(10, 10) ||
		got.RGBAAt(19, 19) != got.RGBAAt(0, 0) {
		t.Errorf("a covered frame shows %v, %v and %v", got.RGBAAt(0, 0), got.RGBAAt(10, 10),
			got.RGBAAt(19, 19))
	}
	half := func() {
		c.Fill(rectangle(0, 0, 20, 20), identity,
			scene.FillStyle{Color: color.NRGBA{R: 255, A: 128}})
	}
	frame(all)
	if got := frame(half).RGBAAt(10, 10); got.A > 130 {
		t.Errorf("a translucent cover shows %v", got)
	}
}

// TestAtlas checks that a label is rasterized once, and again when the ratio changes, and that more
// labels than fit are drawn correctly.
func TestAtlas(t *testing.T) {
	gputest.RequireDisplay(t)
	c := New(1, FontRasterizer(world().Fonts))
	style := scene.TextStyle{Size: 12, Color: blue}
	label := func(canvas scene.Canvas) {
		canvas.Label(scene.Label{Text: "Odesa", X: 4, Y: 15, Style: style})
	}
	for i, want := range []struct {
		ratio float64
		made  int
	}{{1, 1}, {1, 0}, {2, 1}, {2, 0}, {1, 1}} {
		c.SetRatio(want.ratio)
		if _, stats := drawImage(c, 60, 20, label); stats.Labels != want.made {
			t.Errorf("frame %d at ratio %g made %d labels, want %d", i, want.ratio, stats.Labels,
				want.made)
		}
	}
	c.SetRatio(3)
	many := func(canvas scene.Canvas) {
		s := style
		for i := range 1200 {
			s.Size = 11 + float64(i%23)
			canvas.Label(scene.Label{Text: fmt.Sprintf("Місто %d", i), X: float64(i%10) * 60,
				Y: float64(i/10)*5 + 10, Style: s})
		}
	}
	for range 2 {
		got, stats := drawImage(c, 600, 620, many)
		if stats.Labels < 1 {
			t.Errorf("the atlas should have been too small for %d labels", 1200)
		}
		r := raster.New(600, 620, 3, world().Fonts)
		many(r)
		compareImages(t, "many-labels", got, r.Image(),
			tolerance{threshold: 3, share: 0.0001, mean: 0.2})
	}
}

// TestDeepZoom checks that an edge and a line as large as a country are drawn at the right position
// at any scale, and move with the map.
func TestDeepZoom(t *testing.T) {
	gputest.RequireDisplay(t)
	// Both cross the middle. The triangle's slanted side and the line coincide.
	slope := 0.37
	triangle := scene.NewPath([][]geo.XY{{{X: -1e6, Y: -1e6 * slope}, {X: 1e6, Y: 1e6 * slope},
		{X: -1e6, Y: 1e6}, {X: -1e6, Y: -1e6 * slope}}})
	line := scene.NewPath([][]geo.XY{{{X: -1e6, Y: -1e6 * slope}, {X: 1e6, Y: 1e6 * slope}}})
	c := New(1, nil)
	for _, metres := range []float64{1000, 50, 1, 0.01} {
		for _, off := range []float64{0, 0.25, 0.5, 0.75} {
			cam := scene.Camera{Center: geo.XY{X: 300_000, Y: 300_000 * slope},
				MetresPerPixel: metres, W: 64, H: 64}
			m := cam.Pan(0, off).Matrix()
			fill, _ := drawImage(c, 64, 64,
				func(canvas scene.Canvas) { canvas.Fill(triangle, m, scene.FillStyle{Color: red}) })
			stroke, _ := drawImage(c, 64, 64, func(canvas scene.Canvas) {
				canvas.Stroke(line, m, scene.StrokeStyle{Color: red, Width: 6})
			})
			for _, x := range []int{3, 32, 60} {
				want := 32 - (float64(x)+0.5-32)*slope + off
				// The triangle lies above its slanted side and reaches the upper edge of the
				// picture.
				covered, _ := columnCoverage(fill, x)
				// A column does not cut the edge at right angles: the shares of its pixels are
				// inexact, by 0.12 in all at most.
				if math.Abs(covered-want) > 0.12 {
					t.Errorf("%g m a pixel, moved by %g: edge at %.3f in column %d, want %.3f",
						metres, off, covered, x, want)
				}
				covered, middle := columnCoverage(stroke, x)
				if width := 6 * math.Hypot(1, slope); math.Abs(middle-want) > 0.06 ||
					math.Abs(covered-width) > 0.1 {
					t.Errorf("%g m a pixel, moved by %g: line at %.3f, %.3f wide in column %d, "+
						"want %.3f, %.3f", metres, off, middle, covered, x, want, width)
				}
			}
		}
	}
}

// columnCoverage returns how many pixels of a column are covered, and the middle of the covered
// part.
func columnCoverage(img *image.RGBA, x int) (covered, middle float64) {
	for y := range img.Rect.Dy() {
		a := float64(img.RGBAAt(x, y).A) / 255
		covered += a
		middle += a * (float64(y) + 0.5)
	}
	return covered, middle / covered
}

// TestOutsideIsSkipped checks that invisible shapes are not passed to Ebitengine.
func TestOutsideIsSkipped(t *testing.T) {
	gputest.RequireDisplay(t)
	var rings [][]geo.XY
	for i := range 100 {
		x := float64(i) * 1000
		rings = append(rings, rectangle(x, 0, x+900, 900).Lines...)
	}
	p := scene.NewPath(rings)
	c := New(1, nil)
	_, stats := drawImage(c, 100, 100, func(canvas scene.Canvas) {
		m := scene.Matrix{XX: 0.1, YY: 0.1, X0: -5000}
		canvas.Fill(p, m, scene.FillStyle{Color: red})
		canvas.Stroke(p, m, scene.StrokeStyle{Color: blue, Width: 1})
	})
	if stats.Vertices > 500 { // triangles are drawn 64 at a time
		t.Errorf("%d vertices for two squares of a hundred in view", stats.Vertices)
	}
	_, stats = drawImage(c, 100, 100, func(canvas scene.Canvas) {
		canvas.Fill(p, scene.Matrix{XX: 1, YY: 1, X0: 5000}, scene.FillStyle{Color: red})
	})
	if stats.Vertices != 0 || stats.Meshes != 0 {
		t.Errorf("%+v for a path out of view", stats)
	}
}

// TestNoAllocation checks that a frame whose shapes were drawn before allocates nothing itself.
func TestNoAllocation(t *testing.T) {
	gputest.RequireDisplay(t)
	r := record(newPicture(900, 600, 1, "light"))
	c := New(1, FontRasterizer(world().Fonts))
	img := newOffscreenImage(900, 600)
	defer img.Deallocate()
	frame := func() {
		c.Begin(img)
		for _, draw := range r.draws {
			draw(c)
		}
		c.End()
	}
	minAllocs := uint64(1 << 62)
	for range 8 { // buffers grow in the first ones
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		frame()
		runtime.ReadMemStats(&after)
		minAllocs = min(minAllocs, after.Mallocs-before.Mallocs)
		readPixels(img)
	}
	if minAllocs > 2 {
		t.Errorf("%d allocations a frame", minAllocs)
	}
}
