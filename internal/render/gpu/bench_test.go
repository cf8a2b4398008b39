package gpu

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/scene"
)

// recording records the draw calls of a scene, so that a canvas can be measured without the scene.
type recording struct{ draws []func(scene.Canvas) }

func (r *recording) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	r.draws = append(r.draws, func(c scene.Canvas) { c.Fill(p, m, s) })
}

func (r *recording) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	r.draws = append(r.draws, func(c scene.Canvas) { c.Stroke(p, m, s) })
}

func (r *recording) Label(l scene.Label) {
	r.draws = append(r.draws, func(c scene.Canvas) { c.Label(l) })
}

func (r *recording) Group(alpha float64, draw func()) {
	inner := &recording{}
	outer := *r
	*r = *inner
	draw()
	draws := r.draws
	*r = outer
	r.draws = append(r.draws, func(c scene.Canvas) {
		c.Group(alpha, func() {
			for _, d := range draws {
				d(c)
			}
		})
	})
}

// record records the draw calls of a picture.
func record(p *scene.Picture) *recording {
	r := &recording{}
	world().Draw(r, p)
	return r
}

// benchmarkFrames draws a recording repeatedly, as for a moving map. Between frames it forces
// Ebitengine to draw.
func benchmarkFrames(b *testing.B, r *recording, w, h int) {
	c := New(1, FontRasterizer(world().Fonts))
	img := newOffscreenImage(w, h)
	defer img.Deallocate()
	var stats Stats
	frame := func() {
		c.Begin(img)
		for _, d := range r.draws {
			d(c)
		}
		stats = c.End()
	}
	pixel := make([]byte, 4)
	finish := func() { img.SubImage(imageRect(1, 1)).(*ebiten.Image).ReadPixels(pixel) }
	frame()
	finish()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		frame()
		b.StopTimer()
		finish()
		b.StartTimer()
	}
	b.StopTimer()
	b.ReportMetric(float64(stats.Vertices), "vertices")
	b.ReportMetric(float64(stats.DrawCalls), "draws")
}

// BenchmarkFrame measures a frame of the real map on the CPU, without the work of the scene and the
// GPU.
func BenchmarkFrame(b *testing.B) {
	gputest.RequireDisplay(b)
	whole := newPicture(900, 600, 1, "light")
	b.Run("country", func(b *testing.B) { benchmarkFrames(b, record(whole), 900, 600) })
	closeUp := *whole
	closeUp.Camera = whole.Camera.ZoomAbout(690, 330, 2)
	b.Run("oblast", func(b *testing.B) { benchmarkFrames(b, record(&closeUp), 900, 600) })
	closeUp.Camera = whole.Camera.ZoomAbout(690, 330, 4.2)
	b.Run("near", func(b *testing.B) { benchmarkFrames(b, record(&closeUp), 900, 600) })
}

// BenchmarkFirstFrame measures a frame that builds all meshes and labels.
func BenchmarkFirstFrame(b *testing.B) {
	gputest.RequireDisplay(b)
	r := record(newPicture(900, 600, 1, "light"))
	img := newOffscreenImage(900, 600)
	defer img.Deallocate()
	for b.Loop() {
		c := New(1, FontRasterizer(world().Fonts))
		c.Begin(img)
		for _, d := range r.draws {
			d(c)
		}
		stats := c.End()
		b.ReportMetric(float64(stats.Meshes), "meshes")
		b.ReportMetric(float64(stats.Labels), "labels")
		c.atlas.image.Deallocate()
	}
}

// BenchmarkMeshes triangulates every fill of the picture of the country.
func BenchmarkMeshes(b *testing.B) {
	seen := map[*scene.Path]bool{}
	var paths []*scene.Path
	positions := 0
	collect := &fillCollector{fill: func(p *scene.Path) {
		if !seen[p] {
			seen[p] = true
			paths = append(paths, p)
			for _, line := range p.Lines {
				positions += len(line)
			}
		}
	}}
	world().Draw(collect, newPicture(900, 600, 1, "light"))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range paths {
			newFillMesh(p)
		}
	}
	b.ReportMetric(float64(positions), "positions")
}

type fillCollector struct{ fill func(p *scene.Path) }

func (c *fillCollector) Fill(p *scene.Path, _ scene.Matrix, _ scene.FillStyle) { c.fill(p) }
func (c *fillCollector) Stroke(*scene.Path, scene.Matrix, scene.StrokeStyle)   {}
func (c *fillCollector) Label(scene.Label)                                     {}
func (c *fillCollector) Group(_ float64, draw func())                          { draw() }
