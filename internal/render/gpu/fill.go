package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// feather is how far, in device pixels, an edge fades to either side of where it is: half a pixel gives each pixel
// the share of it that is covered. It doubles a shape's vertices, so opaque shapes of more than mostFeathered
// positions go without: their edges are borders and coasts, over which the scene rules lines, and nobody can tell.
const (
	feather       = 0.5
	mostFeathered = 256
)

// guard is the distance from the target, in device pixels, beyond which float32 no longer holds a position well
// enough: what reaches there is cut off at the target's surroundings first.
const (
	guard        = 1 << 14
	surroundings = 64
)

// Fill fills a path by the even-odd rule.
func (c *Canvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	hatched := s.Hatch != nil && s.Hatch.Color.A > 0 && s.Hatch.Width > 0 && s.Hatch.Spacing > 0
	if s.Color.A == 0 && !hatched {
		return
	}
	dm := c.device(m)
	view := c.visible(dm, 2)
	if !view.Intersects(p.Bounds) {
		return
	}
	f := filler{canvas: c, m: dm, view: view, mesh: c.fillMesh(p)}
	scale := similarity(dm)
	if kx, ky := math.Hypot(dm.XX, dm.YX), math.Hypot(dm.XY, dm.YY); kx > 0 && ky > 0 {
		f.fade = scene.Matrix{XX: feather * dm.XX / kx, XY: feather * dm.XY / ky, YX: feather * dm.YX / kx, YY: feather * dm.YY / ky}
	}
	c.groups.touch(dm, f.mesh.box, 1)
	covers := s.Color.A == 255 && c.covered(p, dm)
	if !covers {
		c.clear()
	}
	c.uncleared = false
	if f.mesh.round && scale > 0 && !hatched {
		c.disc(f.mesh.circle, dm, scale, inkOf(s.Color))
		return
	}
	if s.Color.A > 0 {
		f.fades = !covers && (s.Color.A < 255 || len(f.mesh.points) <= mostFeathered)
		f.proto = vertexOf(inkOf(s.Color))
		f.proto.Custom0 = -1
		f.draw()
	}
	if hatched {
		f.fades = len(f.mesh.points) <= mostFeathered
		f.hatch(s.Hatch, c.ratio)
		f.draw()
	}
}

// covered says whether a path is a rectangle over all of the target.
func (c *Canvas) covered(p *scene.Path, m scene.Matrix) bool {
	if len(p.Lines) != 1 || len(p.Lines[0]) != 5 || m.XY != 0 || m.YX != 0 {
		return false
	}
	l := p.Lines[0]
	for i, q := range l[:4] {
		if next := l[i+1]; (q.X == next.X) == (q.Y == next.Y) {
			return false
		}
	}
	a, b := apply(m, p.Bounds.Min), apply(m, p.Bounds.Max)
	return l[0] == l[4] && min(a.X, b.X) <= 0 && min(a.Y, b.Y) <= 0 && max(a.X, b.X) >= c.width && max(a.Y, b.Y) >= c.height
}

func (c *Canvas) fillMesh(p *scene.Path) *fillMesh {
	m := c.meshes.get(p, c.frame)
	if m.fill == nil {
		m.fill = newFillMesh(p)
		c.stats.Meshes++
	}
	return m.fill
}

// filler draws one path once.
type filler struct {
	canvas *Canvas
	mesh   *fillMesh
	m      scene.Matrix // to device pixels
	view   scene.Bounds
	// fade takes a mitre to half of the fading edge's width: exactly where m keeps angles, and along straight edges.
	fade  scene.Matrix
	fades bool // edges fade
	proto ebiten.Vertex
	// Hatching is ruled; the distance of a position across its lines is ax·x + ay·y + a0 in device pixels.
	ruled      bool
	ax, ay, a0 float64
}

// hatch makes f rule lines: dashes of lines without end, side by side. One runs through the map's origin, which is
// rounded to a device pixel so that the lines look alike wherever the map stands.
func (f *filler) hatch(h *scene.Hatch, ratio float64) {
	width, spacing := h.Width*ratio, h.Spacing*ratio
	f.ruled = true
	f.proto = vertexOf(inkOf(h.Color))
	f.proto.Custom0, f.proto.Custom1, f.proto.Custom2 = 1e6, float32(width), float32(spacing)
	f.ay, f.ax = math.Cos(h.Angle*math.Pi/180), math.Sin(h.Angle*math.Pi/180)
	origin := f.ax*math.Round(f.m.X0) + f.ay*math.Round(f.m.Y0)
	f.a0 = width/2 - math.Mod(origin, spacing)
}

func (f *filler) draw() {
	mesh := f.mesh
	mesh.turn++
	for _, patch := range mesh.patches {
		if !f.view.Intersects(patch.box) {
			continue
		}
		for k := patch.from; k < patch.to; k += 3 {
			a, b, c := mesh.triangles[k], mesh.triangles[k+1], mesh.triangles[k+2]
			i, j, l := f.slot(a), f.slot(b), f.slot(c)
			if i == tooFar || j == tooFar || l == tooFar {
				f.clipped(a, b, c)
				continue
			}
			f.canvas.batch.triangle(i, j, l)
		}
	}
	if !f.fades {
		return
	}
	for _, edges := range mesh.edges {
		if !f.view.Intersects(edges.box) {
			continue
		}
		for k := uint32(edges.from); k < uint32(edges.to); k++ {
			i, j := f.slot(k), f.slot(k+1)
			if i == tooFar || j == tooFar {
				f.clippedEdge(k)
				continue
			}
			f.canvas.batch.quad(i, i+1, j, j+1)
		}
	}
}

const tooFar = math.MaxUint32

// slot is where position i stands in the batch; if edges fade, the vertex on their outer side follows it.
func (f *filler) slot(i uint32) uint32 {
	mesh := f.mesh
	if mesh.seen[i] == mesh.turn {
		return mesh.slot[i]
	}
	mesh.seen[i] = mesh.turn
	q := mesh.points[i]
	x, y := f.m.XX*q.X+f.m.XY*q.Y+f.m.X0, f.m.YX*q.X+f.m.YY*q.Y+f.m.Y0
	if x < -guard || x > guard || y < -guard || y > guard {
		mesh.slot[i] = tooFar
		return tooFar
	}
	if !f.fades {
		mesh.slot[i] = f.vertex(x, y)
		return mesh.slot[i]
	}
	dx, dy := f.edge(i)
	mesh.slot[i] = f.vertex(x-dx, y-dy)
	f.faded(x+dx, y+dy)
	return mesh.slot[i]
}

// edge leads from position i to the outer side of its fading edge.
func (f *filler) edge(i uint32) (dx, dy float64) {
	if !f.fades {
		return 0, 0
	}
	t := f.mesh.mitres[i]
	if t.long > 2 { // a sharp corner is cut short
		t.x, t.y = t.x*2/t.long, t.y*2/t.long
	}
	dx = f.fade.XX*float64(t.x) + f.fade.XY*float64(t.y)
	dy = f.fade.YX*float64(t.x) + f.fade.YY*float64(t.y)
	return dx, dy
}

// vertex appends a vertex and returns its index.
func (f *filler) vertex(x, y float64) uint32 {
	v, i := f.canvas.batch.add(&f.proto)
	v.DstX, v.DstY = float32(x), float32(y)
	if f.ruled {
		v.Custom3 = float32(f.ax*x + f.ay*y + f.a0)
	}
	return i
}

// faded appends a vertex without colour.
func (f *filler) faded(x, y float64) {
	i := f.vertex(x, y)
	v := &f.canvas.batch.vertices[i]
	v.ColorR, v.ColorG, v.ColorB, v.ColorA = 0, 0, 0, 0
}

// inner and outer are the two sides of the fading edge at position i.
func (f *filler) inner(i uint32) geo.XY {
	q := apply(f.m, f.mesh.points[i])
	dx, dy := f.edge(i)
	return geo.XY{X: q.X - dx, Y: q.Y - dy}
}

func (f *filler) outer(i uint32) geo.XY {
	q := apply(f.m, f.mesh.points[i])
	dx, dy := f.edge(i)
	return geo.XY{X: q.X + dx, Y: q.Y + dy}
}

func apply(m scene.Matrix, q geo.XY) geo.XY {
	return geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0}
}

// clipped draws the part of a triangle that lies around the target.
func (f *filler) clipped(i, j, k uint32) {
	var room [2][8]geo.XY
	poly := clipPolygon([]geo.XY{f.inner(i), f.inner(j), f.inner(k)}, f.canvas.around(), &room)
	b := &f.canvas.batch
	for n, q := range poly {
		v := f.vertex(q.X, q.Y)
		if n > 1 {
			b.triangle(v-uint32(n), v-1, v)
		}
	}
}

// clippedEdge draws the fading edge from position i to the next where it lies around the target.
func (f *filler) clippedEdge(i uint32) {
	a, b := f.inner(i), f.inner(i+1)
	from, to, ok := clipLine(a, b, f.canvas.around())
	if !ok {
		return
	}
	c, d := f.outer(i), f.outer(i+1)
	batch := &f.canvas.batch
	first := uint32(len(batch.vertices))
	for _, t := range [2]float64{from, to} {
		// Beside the inner side, which is as good as parallel.
		in, out := between(a, b, t), between(c, d, t)
		f.vertex(in.X, in.Y)
		f.faded(out.X, out.Y)
	}
	batch.quad(first, first+1, first+2, first+3)
}
