package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// groups holds an offscreen image for each depth of nesting.
type groups struct {
	layers       []groupLayer
	depth        int // how many groups are open
	quad         [4]ebiten.Vertex
	blendOptions ebiten.DrawTrianglesOptions
	clearOptions ebiten.DrawTrianglesOptions
}

// A groupLayer is an offscreen image, and what of it has been drawn on.
type groupLayer struct {
	image *ebiten.Image
	dirty scene.Bounds // in device pixels
}

var quadIndices = []uint32{0, 1, 2, 1, 3, 2}

func (g *groups) begin() {
	g.depth = 0
	g.blendOptions.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
	g.clearOptions.Blend = ebiten.BlendClear
}

// markDirty notes that the open group is drawn on in a box of path coordinates, widened by margin
// device pixels.
func (g *groups) markDirty(m scene.Matrix, box scene.Bounds, margin float64) {
	if g.depth == 0 {
		return
	}
	dirty := &g.layers[g.depth-1].dirty
	for _, q := range [4]geo.XY{box.Min, box.Max, {X: box.Min.X, Y: box.Max.Y},
		{X: box.Max.X, Y: box.Min.Y}} {
		q = transformPoint(m, q)
		*dirty = dirty.Extend(geo.XY{X: q.X - margin,
			Y: q.Y - margin}).Extend(geo.XY{X: q.X + margin, Y: q.Y + margin})
	}
}

// Group draws what draw draws into an image of its own and lays that over the target once, so that
// shapes of the group that overlap are not seen through one another.
func (c *Canvas) Group(alpha float64, draw func()) {
	if !(alpha > 0) {
		return
	}
	if alpha >= 1 {
		draw()
		return
	}
	c.clearTarget()
	c.flush()
	below := c.batch.target
	g := &c.groups
	if g.depth == len(g.layers) {
		g.layers = append(g.layers, groupLayer{})
	}
	l := &g.layers[g.depth]
	l.ensureSize(below.Bounds().Dx(), below.Bounds().Dy())
	if !isEmpty(l.dirty) {
		l.image.DrawTriangles32(g.quadVertices(l.dirty, 1), quadIndices, c.atlas.image,
			&g.clearOptions)
		l.dirty = scene.EmptyBounds()
	}
	g.depth++
	c.batch.target = l.image
	draw()
	c.flush()
	c.batch.target = below
	g.depth--
	// Nested groups may have moved the layers.
	l = &g.layers[g.depth]
	if l.dirty = clampToTarget(l.dirty, c.width, c.height); isEmpty(l.dirty) {
		return
	}
	below.DrawTriangles32(g.quadVertices(l.dirty, float32(alpha)), quadIndices, l.image,
		&g.blendOptions)
	c.stats.DrawCalls++
	c.stats.Vertices += 4
	c.stats.Triangles += 2
	if g.depth > 0 {
		d := &g.layers[g.depth-1].dirty
		*d = d.Union(l.dirty)
	}
}

// ensureSize makes sure that the layer has an image of the size.
func (l *groupLayer) ensureSize(w, h int) {
	if l.image != nil && l.image.Bounds().Dx() == w && l.image.Bounds().Dy() == h {
		return
	}
	if l.image != nil {
		l.image.Deallocate()
	}
	l.image = newOffscreenImage(w, h)
	l.dirty = scene.EmptyBounds()
}

// quadVertices is a quad over a box of device pixels that takes the same place of its source.
func (g *groups) quadVertices(b scene.Bounds, alpha float32) []ebiten.Vertex {
	for i := range g.quad {
		x, y := float32(b.Min.X), float32(b.Min.Y)
		if i%2 == 1 {
			x = float32(b.Max.X)
		}
		if i/2 == 1 {
			y = float32(b.Max.Y)
		}
		g.quad[i] = ebiten.Vertex{DstX: x, DstY: y, SrcX: x, SrcY: y, ColorR: alpha, ColorG: alpha,
			ColorB: alpha, ColorA: alpha}
	}
	return g.quad[:]
}

// clampToTarget is the part of the box that lies in w by h pixels, widened to whole ones.
func clampToTarget(b scene.Bounds, w, h float64) scene.Bounds {
	return scene.Bounds{
		Min: geo.XY{X: max(math.Floor(b.Min.X), 0), Y: max(math.Floor(b.Min.Y), 0)},
		Max: geo.XY{X: min(math.Ceil(b.Max.X), w), Y: min(math.Ceil(b.Max.Y), h)},
	}
}

func isEmpty(b scene.Bounds) bool { return !(b.Min.X < b.Max.X && b.Min.Y < b.Max.Y) }

// maxImageSize returns the largest width and height of an image in pixels.
var maxImageSize = ebiten.MaxImageSize

// newOffscreenImage is an image of its own texture, for drawing on.
func newOffscreenImage(w, h int) *ebiten.Image {
	return ebiten.NewImageWithOptions(imageRect(w, h), &ebiten.NewImageOptions{Unmanaged: true})
}
