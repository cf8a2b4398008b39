// Package gpu draws a scene with Ebitengine: its Canvas is a scene.Canvas on an *ebiten.Image with
// any number of device pixels in a CSS pixel.
//
// A path is triangulated once, when it is first drawn. Each frame transforms its positions on the
// CPU into one reused buffer. Fills, strokes, hatching and labels share one shader and one atlas,
// so a frame without groups is a single draw call.
package gpu

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

// TextRasterizer draws a line of text at ratio device pixels in a CSS pixel, with its glyphs
// shifted right and down by dx and dy device pixels. x and y are the offset in device pixels from
// the left end of the baseline to the image's upper left corner. A nil image means that nothing is
// visible.
type TextRasterizer func(text string, s scene.TextStyle,
	ratio, dx, dy float64) (img *image.NRGBA, x, y int)

// FontRasterizer returns the TextRasterizer of a scene's fonts.
func FontRasterizer(fonts *scene.Fonts) TextRasterizer {
	return func(text string, s scene.TextStyle,
		ratio, dx, dy float64) (img *image.NRGBA, x, y int) {
		result := textimage.Draw(fonts, text, s, ratio, dx, dy)
		return result.Image, result.X, result.Y
	}
}

// Stats counts the work of one frame.
type Stats struct {
	// Vertices and Triangles are those passed to Ebitengine.
	Vertices, Triangles int
	// DrawCalls is the number of draw calls; Ebitengine may merge some.
	DrawCalls int
	// Meshes and Labels are the numbers of meshes and labels that were not cached.
	Meshes, Labels int
	// Level is the level of detail of a frame drawn by a Renderer.
	Level int
	// BaseDrawn reports that a Renderer has redrawn the base, and not only the overlay.
	BaseDrawn bool
}

// Canvas is a scene.Canvas. It must be used between Begin and End, from one goroutine.
type Canvas struct {
	ratio         float64
	rasterizeText TextRasterizer

	target        *ebiten.Image
	needsClear    bool    // target's former contents are still there and must be cleared
	width, height float64 // of the target in device pixels
	batch         batch
	meshes        meshCache
	atlas         atlas
	groups        groups
	blitOptions   ebiten.DrawImageOptions // reused, so that frames do not allocate
	// scratch is the mesh of a path that is stroked under a matrix that does not keep angles.
	scratch     lineMesh
	clipBuffers [2][]geo.XY // reused by Bounds.ClipRing
	frame       uint64
	stats       Stats
}

var _ scene.Canvas = (*Canvas)(nil)

// New returns a canvas that draws text with the given rasterizer, at ratio device pixels in a CSS
// pixel. A nil rasterizer draws no text.
func New(ratio float64, rasterizer TextRasterizer) *Canvas {
	c := &Canvas{rasterizeText: rasterizer}
	c.SetRatio(ratio)
	return c
}

// SetRatio changes the number of device pixels in a CSS pixel. Meshes stay valid; labels are
// rasterized again.
func (c *Canvas) SetRatio(ratio float64) {
	if !(ratio > 0) {
		ratio = 1
	}
	if ratio != c.ratio {
		c.ratio = ratio
		c.atlas.reset()
	}
}

// Ratio returns the number of device pixels in a CSS pixel.
func (c *Canvas) Ratio() float64 { return c.ratio }

// Begin starts a frame on target, whose former contents are cleared. The clearing is deferred until
// something is drawn: if that is an opaque fill of the whole target, it replaces the clearing.
func (c *Canvas) Begin(target *ebiten.Image) {
	c.BeginWithoutClear(target)
	c.needsClear = true
}

// clearTarget clears the target's former contents, unless that has been done or is not necessary.
func (c *Canvas) clearTarget() {
	if c.needsClear {
		c.needsClear = false
		c.target.Clear()
	}
}

// BeginWithoutClear starts a frame on top of the target's former contents.
func (c *Canvas) BeginWithoutClear(target *ebiten.Image) {
	c.needsClear = false
	c.frame++
	c.stats = Stats{}
	c.target = target
	c.width, c.height = float64(target.Bounds().Dx()), float64(target.Bounds().Dy())
	c.atlas.beginFrame(c.ratio)
	c.groups.begin()
	c.batch.begin(target, c.atlas.image)
}

// End draws what is still batched and returns the frame's counts.
func (c *Canvas) End() Stats {
	c.clearTarget()
	c.flush()
	c.meshes.evictUnused(c.frame)
	c.target = nil
	return c.stats
}

func (c *Canvas) flush() { c.batch.flush(&c.stats) }

// deviceMatrix returns the matrix from path coordinates to device pixels of the target.
func (c *Canvas) deviceMatrix(m scene.Matrix) scene.Matrix {
	r := c.ratio
	return scene.Matrix{XX: m.XX * r, XY: m.XY * r, X0: m.X0 * r, YX: m.YX * r, YY: m.YY * r,
		Y0: m.Y0 * r}
}

var identity = scene.Matrix{XX: 1, YY: 1}

// uniformScale returns the scale factor of a matrix that keeps angles, and 0 for others.
func uniformScale(m scene.Matrix) float64 {
	a, b := math.Hypot(m.XX, m.YX), math.Hypot(m.XY, m.YY)
	if math.Abs(a-b) > 1e-9*(a+b) || math.Abs(m.XX*m.XY+m.YX*m.YY) > 1e-9*a*b {
		return 0
	}
	return a
}

// visibleBounds returns the bounds, in path coordinates, of the area that m maps to within margin
// device pixels of the target.
func (c *Canvas) visibleBounds(m scene.Matrix, margin float64) scene.Bounds {
	det := m.XX*m.YY - m.XY*m.YX
	if det == 0 {
		return scene.Bounds{Min: geo.XY{X: 1}, Max: geo.XY{X: -1}}
	}
	box := scene.EmptyBounds()
	for _, corner := range [4][2]float64{{-margin, -margin}, {c.width + margin, -margin},
		{-margin, c.height + margin}, {c.width + margin, c.height + margin}} {
		x, y := corner[0]-m.X0, corner[1]-m.Y0
		box = box.Extend(geo.XY{X: (m.YY*x - m.XY*y) / det, Y: (m.XX*y - m.YX*x) / det})
	}
	return box
}
