package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// groups holds an offscreen image for each depth of nested groups.
type groups struct {
	layers       []groupLayer
	depth        int // number of open groups
	quad         [4]ebiten.Vertex
	blendOptions ebiten.DrawTrianglesOptions
	clearOptions ebiten.DrawTrianglesOptions
}

// A groupLayer is an offscreen image and the bounds of its contents.
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

// markDirty records that the open group is drawn on within bounds in path coordinates, extended by
// margin device pixels.
func (g *groups) markDirty(m scene.Matrix, box scene.Bounds, margin float64) {
	if g.depth == 0 {
		return
	}
	dirty := &g.layers[g.depth-1].dirty
	for _, q := range [4]geo.XY{box.Min, box.Max, {X: box.Min.X, Y: box.Max.Y},
		{X: box.Max.X, Y: box.Min.Y}} {
		q = m.Apply(q)
		*dirty = dirty.Extend(geo.XY{X: q.X - margin,
			Y: q.Y - margin}).Extend(geo.XY{X: q.X + margin, Y: q.Y + margin})
	}
}

// Group draws into an offscreen image and composites it onto the target once, so that overlapping
// shapes of the group are not denser where they overlap.
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
	target := c.batch.target
	g := &c.groups
	if g.depth == len(g.layers) {
		g.layers = append(g.layers, groupLayer{})
	}
	layer := &g.layers[g.depth]
	layer.ensureSize(target.Bounds().Dx(), target.Bounds().Dy())
	if !isEmpty(layer.dirty) {
		layer.image.DrawTriangles32(g.quadVertices(layer.dirty, 1), quadIndices, c.atlas.image,
			&g.clearOptions)
		layer.dirty = scene.EmptyBounds()
	}
	g.depth++
	c.batch.target = layer.image
	draw()
	c.flush()
	c.batch.target = target
	g.depth--
	// Nested groups may have reallocated the layers.
	layer = &g.layers[g.depth]
	if layer.dirty = clampToTarget(layer.dirty, c.width, c.height); isEmpty(layer.dirty) {
		return
	}
	target.DrawTriangles32(g.quadVertices(layer.dirty, float32(alpha)), quadIndices, layer.image,
		&g.blendOptions)
	c.stats.DrawCalls++
	c.stats.Vertices += 4
	c.stats.Triangles += 2
	if g.depth > 0 {
		d := &g.layers[g.depth-1].dirty
		*d = d.Union(layer.dirty)
	}
}

// ensureSize ensures that the layer has an image of the size.
func (layer *groupLayer) ensureSize(w, h int) {
	if layer.image != nil && layer.image.Bounds().Dx() == w && layer.image.Bounds().Dy() == h {
		return
	}
	if layer.image != nil {
		layer.image.Deallocate()
	}
	layer.image = newOffscreenImage(w, h)
	layer.dirty = scene.EmptyBounds()
}

// quadVertices returns a quad over bounds in device pixels, with the same bounds in its source.
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

// clampToTarget returns the part of the bounds within w by h pixels, extended to whole pixels.
func clampToTarget(b scene.Bounds, w, h float64) scene.Bounds {
	return scene.Bounds{
		Min: geo.XY{X: max(math.Floor(b.Min.X), 0), Y: max(math.Floor(b.Min.Y), 0)},
		Max: geo.XY{X: min(math.Ceil(b.Max.X), w), Y: min(math.Ceil(b.Max.Y), h)},
	}
}

// isEmpty reports whether bounds contain nothing.
func isEmpty(b scene.Bounds) bool { return !(b.Min.X < b.Max.X && b.Min.Y < b.Max.Y) }

// maxImageSize returns the greatest width and height of an image in pixels. Tests replace it.
var maxImageSize = ebiten.MaxImageSize

// newOffscreenImage returns an image with its own texture, for drawing.
func newOffscreenImage(width, height int) *ebiten.Image {
	return ebiten.NewImageWithOptions(imageRect(width, height),
		&ebiten.NewImageOptions{Unmanaged: true})
}
