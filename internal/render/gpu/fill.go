package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// featherWidth is the distance in device pixels over which an edge fades to either side. Half a
// pixel gives each pixel the share that the shape covers. Feathering doubles a shape's vertices, so
// opaque shapes of more than maxFeatheredPoints positions have none: their edges are borders and
// coasts, over which the scene draws lines.
const (
	featherWidth       = 0.5
	maxFeatheredPoints = 256
)

// guardBand is the distance in device pixels from the target's origin beyond which float32 is too
// inexact for positions. Shapes that reach there are clipped to the target and a margin of
// clipMargin.
const (
	guardBand  = 1 << 14
	clipMargin = 64
)

// Fill fills a path by the even-odd rule.
func (c *Canvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	hatched := s.Hatch != nil && s.Hatch.Color.A > 0 && s.Hatch.Width > 0 && s.Hatch.Spacing > 0
	if s.Color.A == 0 && !hatched {
		return
	}
	deviceM := c.deviceMatrix(m)
	view := c.visibleBounds(deviceM, 2)
	if !view.Intersects(p.Bounds) {
		return
	}
	f := c.newFiller(p, deviceM, view)
	scale := uniformScale(deviceM)
	c.groups.markDirty(deviceM, f.mesh.bounds, 1)
	coversAll := s.Color.A == 255 && c.coversTarget(p, deviceM)
	if !coversAll {
		c.clearTarget()
	}
	c.needsClear = false
	if f.mesh.isCircle && scale > 0 && !hatched {
		c.fillCircle(f.mesh.circle, deviceM, scale, premultiply(s.Color))
		return
	}
	if s.Color.A > 0 {
		f.feathered = !coversAll && (s.Color.A < 255 || len(f.mesh.points) <= maxFeatheredPoints)
		f.vertexTemplate = colorVertex(premultiply(s.Color))
		f.vertexTemplate.Custom0 = -1
		f.draw()
	}
	if hatched {
		f.feathered = len(f.mesh.points) <= maxFeatheredPoints
		f.setHatch(s.Hatch, c.ratio)
		f.draw()
	}
}

// newFiller returns a filler for a path under a matrix to device pixels.
func (c *Canvas) newFiller(p *scene.Path, m scene.Matrix, view scene.Bounds) filler {
	f := filler{canvas: c, m: m, view: view, mesh: c.fillMesh(p)}
	scaleX, scaleY := math.Hypot(m.XX, m.YX), math.Hypot(m.XY, m.YY)
	if scaleX > 0 && scaleY > 0 {
		f.featherMatrix = scene.Matrix{
			XX: featherWidth * m.XX / scaleX, XY: featherWidth * m.XY / scaleY,
			YX: featherWidth * m.YX / scaleX, YY: featherWidth * m.YY / scaleY}
	}
	return f
}

// coversTarget reports whether a path is a rectangle that covers the whole target.
func (c *Canvas) coversTarget(p *scene.Path, m scene.Matrix) bool {
	if len(p.Lines) != 1 || len(p.Lines[0]) != 5 || m.XY != 0 || m.YX != 0 {
		return false
	}
	l := p.Lines[0]
	for i, q := range l[:4] {
		if next := l[i+1]; (q.X == next.X) == (q.Y == next.Y) {
			return false
		}
	}
	a, b := m.Apply(p.Bounds.Min), m.Apply(p.Bounds.Max)
	return l[0] == l[4] && min(a.X, b.X) <= 0 && min(a.Y, b.Y) <= 0 && max(a.X, b.X) >= c.width &&
		max(a.Y, b.Y) >= c.height
}

// fillMesh returns the cached mesh of a path.
func (c *Canvas) fillMesh(p *scene.Path) *fillMesh {
	m := c.meshes.get(p, c.frame)
	if m.fill == nil {
		m.fill = newFillMesh(p)
		c.stats.Meshes++
	}
	return m.fill
}

// filler draws one path with one style.
type filler struct {
	canvas *Canvas
	mesh   *fillMesh
	m      scene.Matrix // to device pixels
	view   scene.Bounds
	// featherMatrix maps a mitre to the offset of half the fading edge. It is exact where m keeps
	// angles, and along straight edges.
	featherMatrix  scene.Matrix
	feathered      bool // edges fade
	vertexTemplate ebiten.Vertex
	// For hatching, the distance of a position across the lines is ax·x + ay·y + a0 in device
	// pixels.
	hatched    bool
	ax, ay, a0 float64
}

// setHatch configures f for hatching: dashes of infinite lines, side by side. One dash passes
// through the map's origin, rounded to a device pixel, so that the lines look the same wherever the
// map is.
func (f *filler) setHatch(h *scene.Hatch, ratio float64) {
	width, spacing := h.Width*ratio, h.Spacing*ratio
	f.hatched = true
	f.vertexTemplate = colorVertex(premultiply(h.Color))
	f.vertexTemplate.Custom0, f.vertexTemplate.Custom1, f.vertexTemplate.Custom2 = 1e6,
		float32(width), float32(spacing)
	f.ay, f.ax = math.Cos(h.Angle*math.Pi/180), math.Sin(h.Angle*math.Pi/180)
	origin := f.ax*math.Round(f.m.X0) + f.ay*math.Round(f.m.Y0)
	f.a0 = width/2 - math.Mod(origin, spacing)
}

// draw adds the visible triangles and fading edges to the batch.
func (f *filler) draw() {
	mesh := f.mesh
	mesh.generation++
	for _, patch := range mesh.patches {
		if !f.view.Intersects(patch.bounds) {
			continue
		}
		for k := patch.from; k < patch.to; k += 3 {
			a, b, c := mesh.triangles[k], mesh.triangles[k+1], mesh.triangles[k+2]
			i, j, l := f.batchIndex(a), f.batchIndex(b), f.batchIndex(c)
			if i == notInBatch || j == notInBatch || l == notInBatch {
				f.drawClippedTriangle(a, b, c)
				continue
			}
			f.canvas.batch.addTriangle(i, j, l)
		}
	}
	if !f.feathered {
		return
	}
	for _, edges := range mesh.edges {
		if !f.view.Intersects(edges.bounds) {
			continue
		}
		for k := uint32(edges.from); k < uint32(edges.to); k++ {
			i, j := f.batchIndex(k), f.batchIndex(k+1)
			if i == notInBatch || j == notInBatch {
				f.drawClippedEdge(k)
				continue
			}
			f.canvas.batch.addQuad(i, i+1, j, j+1)
		}
	}
}

// notInBatch marks a position beyond the guard band.
const notInBatch = math.MaxUint32

// batchIndex returns the index of position i in the batch, adding it if necessary. If edges fade,
// the next index is the vertex on their outer side.
func (f *filler) batchIndex(i uint32) uint32 {
	mesh := f.mesh
	if mesh.seenGeneration[i] == mesh.generation {
		return mesh.batchIndices[i]
	}
	mesh.seenGeneration[i] = mesh.generation
	q := mesh.points[i]
	x, y := f.m.XX*q.X+f.m.XY*q.Y+f.m.X0, f.m.YX*q.X+f.m.YY*q.Y+f.m.Y0
	if x < -guardBand || x > guardBand || y < -guardBand || y > guardBand {
		mesh.batchIndices[i] = notInBatch
		return notInBatch
	}
	if !f.feathered {
		mesh.batchIndices[i] = f.addVertex(x, y)
		return mesh.batchIndices[i]
	}
	dx, dy := f.featherOffset(i)
	mesh.batchIndices[i] = f.addVertex(x-dx, y-dy)
	f.addTransparentVertex(x+dx, y+dy)
	return mesh.batchIndices[i]
}

// featherOffset returns the offset from position i to the outer side of its fading edge, in device
// pixels.
func (f *filler) featherOffset(i uint32) (dx, dy float64) {
	if !f.feathered {
		return 0, 0
	}
	t := f.mesh.mitres[i]
	if t.length > 2 { // limits sharp corners
		t.x, t.y = t.x*2/t.length, t.y*2/t.length
	}
	dx = f.featherMatrix.XX*float64(t.x) + f.featherMatrix.XY*float64(t.y)
	dy = f.featherMatrix.YX*float64(t.x) + f.featherMatrix.YY*float64(t.y)
	return dx, dy
}

// addVertex appends a vertex and returns its index.
func (f *filler) addVertex(x, y float64) uint32 {
	v, i := f.canvas.batch.addVertex(&f.vertexTemplate)
	v.DstX, v.DstY = float32(x), float32(y)
	if f.hatched {
		v.Custom3 = float32(f.ax*x + f.ay*y + f.a0)
	}
	return i
}

// addTransparentVertex appends a fully transparent vertex.
func (f *filler) addTransparentVertex(x, y float64) {
	i := f.addVertex(x, y)
	v := &f.canvas.batch.vertices[i]
	v.ColorR, v.ColorG, v.ColorB, v.ColorA = 0, 0, 0, 0
}

// innerPoint returns the inner side of the fading edge at position i, in device pixels.
func (f *filler) innerPoint(i uint32) geo.XY {
	q := f.m.Apply(f.mesh.points[i])
	dx, dy := f.featherOffset(i)
	return geo.XY{X: q.X - dx, Y: q.Y - dy}
}

// outerPoint returns the outer side of the fading edge at position i, in device pixels.
func (f *filler) outerPoint(i uint32) geo.XY {
	q := f.m.Apply(f.mesh.points[i])
	dx, dy := f.featherOffset(i)
	return geo.XY{X: q.X + dx, Y: q.Y + dy}
}

// drawClippedTriangle adds the part of a triangle that lies in clipBounds.
func (f *filler) drawClippedTriangle(i, j, k uint32) {
	triangle := [3]geo.XY{f.innerPoint(i), f.innerPoint(j), f.innerPoint(k)}
	poly := f.canvas.clipBounds().ClipRing(triangle[:], &f.canvas.clipBuffers)
	b := &f.canvas.batch
	for n, q := range poly {
		v := f.addVertex(q.X, q.Y)
		if n > 1 {
			b.addTriangle(v-uint32(n), v-1, v)
		}
	}
}

// drawClippedEdge adds the part of the fading edge from position i to the next that lies in
// clipBounds.
func (f *filler) drawClippedEdge(i uint32) {
	a, b := f.innerPoint(i), f.innerPoint(i+1)
	from, to, ok := f.canvas.clipBounds().ClipSegment(a, b)
	if !ok || from == to {
		return
	}
	c, d := f.outerPoint(i), f.outerPoint(i+1)
	batch := &f.canvas.batch
	first := uint32(len(batch.vertices))
	for _, t := range [2]float64{from, to} {
		// The outer side is nearly parallel, so the same fractions apply.
		inner, outer := lerp(a, b, t), lerp(c, d, t)
		f.addVertex(inner.X, inner.Y)
		f.addTransparentVertex(outer.X, outer.Y)
	}
	batch.addQuad(first, first+1, first+2, first+3)
}
