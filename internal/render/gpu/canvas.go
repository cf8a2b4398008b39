// Package gpu draws a scene with Ebitengine: a scene.Canvas on an *ebiten.Image at any number of
// device pixels in a CSS pixel.
//
// A path is triangulated once, when it is first drawn, and its positions are transformed on the CPU
// for each frame into one buffer that is used again. Fills, strokes, hatching and labels share one
// shader and one atlas, so a frame without groups is a single draw call.
package gpu

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

// TextRasterizer draws a line of text at ratio device pixels in a CSS pixel, its letters dx and dy
// device pixels further right and down. x and y lead from the left end of the baseline to the
// image's upper left corner, in device pixels. A nil image: there is nothing to see.
type TextRasterizer func(text string, s scene.TextStyle,
	ratio, dx, dy float64) (img *image.NRGBA, x, y int)

// FontRasterizer is the TextMask of a scene's fonts.
func FontRasterizer(fonts *scene.Fonts) TextRasterizer {
	return func(text string, s scene.TextStyle,
		ratio, dx, dy float64) (img *image.NRGBA, x, y int) {
		m := textimage.Draw(fonts, text, s, ratio, dx, dy)
		return m.Image, m.X, m.Y
	}
}

// Stats counts what one frame took.
type Stats struct {
	// Vertices and Triangles that were handed to Ebitengine.
	Vertices, Triangles int
	// DrawCalls are the calls that drew them; Ebitengine may still merge some.
	DrawCalls int
	// Meshes and Labels were made in this frame because they were not there yet.
	Meshes, Labels int
	// Level is the level of detail of a frame that Frames has drawn.
	Level int
	// BaseDrawn says that such a frame has drawn the map itself, and not only what lies over it.
	BaseDrawn bool
}

// Canvas is a scene.Canvas. It must be used between Begin and End, and by one goroutine.
type Canvas struct {
	ratio         float64
	rasterizeText TextRasterizer

	target        *ebiten.Image
	needsClear    bool    // nothing has been drawn yet, and what target shows has to go
	width, height float64 // of the target in device pixels
	batch         batch
	meshes        meshCache
	atlas         atlas
	groups        groups
	blitOptions   ebiten.DrawImageOptions // kept, so that no frame makes them anew
	// of a path that is stroked under a matrix that does not keep angles
	scratch lineMesh
	frame   uint64
	stats   Stats
}

var _ scene.Canvas = (*Canvas)(nil)

// New is a canvas that writes with text at ratio device pixels in a CSS pixel. A nil text writes
// nothing.
func New(ratio float64, text TextRasterizer) *Canvas {
	c := &Canvas{rasterizeText: text}
	c.SetRatio(ratio)
	return c
}

// SetRatio changes the number of device pixels in a CSS pixel. Meshes are kept, labels are drawn
// anew.
func (c *Canvas) SetRatio(ratio float64) {
	if !(ratio > 0) {
		ratio = 1
	}
	if ratio != c.ratio {
		c.ratio = ratio
		c.atlas.reset()
	}
}

// Ratio is the number of device pixels in a CSS pixel.
func (c *Canvas) Ratio() float64 { return c.ratio }

// Begin starts a frame on target, whose former picture is cleared.
func (c *Canvas) Begin(target *ebiten.Image) {
	c.BeginWithoutClear(target)
	c.needsClear = true
}

// clearTarget clears what target showed before, unless that has been done or is covered.
func (c *Canvas) clearTarget() {
	if c.needsClear {
		c.needsClear = false
		c.target.Clear()
	}
}

// BeginWithoutClear starts a frame on top of what target shows.
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

// End hands over what has not been yet and says what the frame took.
func (c *Canvas) End() Stats {
	c.clearTarget()
	c.flush()
	c.meshes.evictUnused(c.frame)
	c.target = nil
	return c.stats
}

func (c *Canvas) flush() { c.batch.flush(&c.stats) }

// deviceMatrix is the matrix from path coordinates to device pixels of the target.
func (c *Canvas) deviceMatrix(m scene.Matrix) scene.Matrix {
	r := c.ratio
	return scene.Matrix{XX: m.XX * r, XY: m.XY * r, X0: m.X0 * r, YX: m.YX * r, YY: m.YY * r,
		Y0: m.Y0 * r}
}

var identity = scene.Matrix{XX: 1, YY: 1}

// uniformScale returns the factor by which a matrix scales if it keeps angles, else 0.
func uniformScale(m scene.Matrix) float64 {
	a, b := math.Hypot(m.XX, m.YX), math.Hypot(m.XY, m.YY)
	if math.Abs(a-b) > 1e-9*(a+b) || math.Abs(m.XX*m.XY+m.YX*m.YY) > 1e-9*a*b {
		return 0
	}
	return a
}

// visibleBounds is the box, in path coordinates, of what m brings within margin device pixels of
// the target.
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
