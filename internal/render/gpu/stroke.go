package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Stroke strokes a path: one band of triangles along each line, two vertices a position. Corners are mitred where
// nobody can tell that from a round join, else the band ends in a round cap and begins again.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	if s.Color.A == 0 || !(s.Width > 0) {
		return
	}
	dm := c.device(m)
	half := s.Width * c.ratio / 2
	view := c.visible(dm, half+2)
	if !view.Intersects(p.Bounds) {
		return
	}
	scale := similarity(dm)
	var mesh *lineMesh
	if scale > 0 {
		mesh = c.lineMesh(p)
	} else { // a pen's width does not follow the matrix: take the path to pixels first
		mesh = &c.scratch
		mesh.load(p, dm)
		dm, scale, view = identity, 1, c.visible(identity, half+2)
	}
	c.clear()
	c.groups.touch(dm, mesh.box, half+1)
	if mesh.round && s.Dash[0] == 0 {
		c.ring(mesh.circle, dm, scale, half, inkOf(s.Color))
		return
	}
	st := stroker{canvas: c, m: dm, scale: scale, reach: half + 0.5, turn: 1}
	if dm.XX*dm.YY < dm.XY*dm.YX {
		st.turn = -1
	}
	st.proto = vertexOf(inkOf(s.Color))
	st.proto.Custom0 = float32(half)
	if s.Dash[0] > 0 && s.Dash[1] > 0 {
		st.period = (s.Dash[0] + s.Dash[1]) * c.ratio
		st.proto.Custom1, st.proto.Custom2 = float32(s.Dash[0]*c.ratio), float32(st.period)
	}
	st.limit = float32(min(1+mitreOff/half, maxJoin))
	if half <= thin {
		st.blunt = blunt * half
	}
	for i := range mesh.lines {
		st.line(&mesh.lines[i], view)
	}
}

// A round cap or join of a line at most thin device pixels to either side looks like its band made longer by blunt of
// that, which takes no vertices.
const (
	thin  = 1
	blunt = 0.8
)

// mitreOff is by how many device pixels a mitre may stand out beyond a round join; maxJoin is the longest mitre.
const (
	mitreOff = 0.35
	maxJoin  = 1.7
)

func (c *Canvas) lineMesh(p *scene.Path) *lineMesh {
	m := c.meshes.get(p, c.frame)
	if m.line == nil {
		m.line = &lineMesh{}
		m.line.load(p, identity)
		m.line.circle, m.line.round = circleOf(p)
		c.stats.Meshes++
	}
	return m.line
}

// stroker draws the lines of one path.
type stroker struct {
	canvas *Canvas
	m      scene.Matrix // to device pixels
	scale  float64
	reach  float64 // from the line's middle to where nothing is left of it
	limit  float32 // the longest mitre
	period float64 // a dash and its gap in device pixels; 0: a plain line
	blunt  float64 // by how much a band is made longer instead of having caps; 0: it has caps
	turn   float64 // -1 where the matrix turns left into right, else 1
	proto  ebiten.Vertex

	open        bool    // a band is under way; left and right are its last vertices
	left, right uint32  //
	base        float64 // what is taken from the distance along the line, so that it stays small
}

func (s *stroker) line(l *strokeLine, view scene.Bounds) {
	s.open = false
	end := -1
	for _, r := range l.runs {
		if !view.Intersects(r.box) {
			continue
		}
		if len(l.points) == 1 {
			s.dot(l.points[0])
			return
		}
		if r.from != end {
			s.open = false
		}
		for i := r.from; i < r.to; i++ {
			s.edge(l, i)
		}
		end = r.to
	}
}

// edge draws from position i to the next, with the join or cap at its end.
func (s *stroker) edge(l *strokeLine, i int) {
	a, b := apply(s.m, l.points[i]), apply(s.m, l.points[i+1])
	if beyond(a) || beyond(b) {
		s.open = false
		s.clipped(l, i, a, b)
		return
	}
	last := i+2 == len(l.points)
	mitred := l.mitres[i+1].long <= s.limit && (!last || l.closed)
	var d geo.XY
	if !s.open || !mitred {
		d = direction(a, b)
	}
	if !s.open {
		s.start(l, i, a, d)
	}
	along := s.alongAt(l.along[i+1])
	left, right := s.left, s.right
	if mitred {
		s.pair(b, s.mitre(l.mitres[i+1]), along)
	} else {
		s.end(b, s.normal(d), d, along, !last || s.period == 0)
	}
	s.canvas.batch.quad(left, right, s.left, s.right)
	s.open = mitred && !last
}

// start begins a band at position i.
func (s *stroker) start(l *strokeLine, i int, a, d geo.XY) {
	if s.period > 0 {
		s.base = s.period * math.Floor(l.along[i]*s.scale/s.period)
	}
	along := s.alongAt(l.along[i])
	if i == 0 && l.closed && l.mitres[0].long <= s.limit {
		s.pair(a, s.mitre(l.mitres[0]), along)
		return
	}
	s.end(a, s.normal(d), geo.XY{X: -d.X, Y: -d.Y}, along, i == 0 && !l.closed && s.period == 0)
}

// end appends the two sides of a band that ends at q, rounded or not. n leads to its left side and out beyond its end.
func (s *stroker) end(q, n, out geo.XY, along float32, rounded bool) {
	if rounded && s.blunt > 0 {
		q = geo.XY{X: q.X + s.blunt*out.X, Y: q.Y + s.blunt*out.Y}
	}
	s.pair(q, n, along)
	if rounded && s.blunt == 0 {
		s.cap(out, along)
	}
}

// clipped draws what lies around the target of an edge that reaches too far.
func (s *stroker) clipped(l *strokeLine, i int, a, b geo.XY) {
	from, to, ok := clipLine(a, b, s.canvas.around())
	if !ok {
		return
	}
	length := (l.along[i+1] - l.along[i]) * s.scale
	begin := l.along[i]*s.scale + from*length
	s.base = 0
	if s.period > 0 {
		s.base = s.period * math.Floor(begin/s.period)
	}
	d := direction(a, b)
	n := s.normal(d)
	s.pair(between(a, b, from), n, float32(begin-s.base))
	left, right := s.left, s.right
	end := float32(begin + (to-from)*length - s.base)
	s.pair(between(a, b, to), n, end)
	s.canvas.batch.quad(left, right, s.left, s.right)
	if to == 1 && (s.period == 0 || i+2 < len(l.points)) {
		s.cap(d, end)
	}
	if from == 0 && i == 0 && s.period == 0 {
		s.left, s.right = left, right
		s.cap(geo.XY{X: -d.X, Y: -d.Y}, 0)
	}
}

// pair appends the two sides of the band at q; n leads to the left one at a distance of 1.
func (s *stroker) pair(q, n geo.XY, along float32) {
	dx, dy := s.reach*n.X, s.reach*n.Y
	var v *ebiten.Vertex
	v, s.left = s.canvas.batch.add(&s.proto)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(q.X+dx), float32(q.Y+dy), float32(s.reach), along
	v, s.right = s.canvas.batch.add(&s.proto)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(q.X-dx), float32(q.Y-dy), float32(-s.reach), along
}

// cap rounds the band's end, where it runs in direction d.
func (s *stroker) cap(d geo.XY, along float32) {
	b := &s.canvas.batch
	first := uint32(len(b.vertices))
	for _, side := range [2]uint32{s.left, s.right} {
		// The pair's own sides, moved on.
		from := b.vertices[side]
		v, _ := b.add(&from)
		v.DstX += float32(s.reach * d.X)
		v.DstY += float32(s.reach * d.Y)
		v.SrcY, v.Custom3 = float32(s.reach), along
	}
	b.quad(s.left, s.right, first, first+1)
}

// dot draws a line of one position: its two caps.
func (s *stroker) dot(p geo.XY) {
	q := apply(s.m, p)
	if s.period > 0 || beyond(q) {
		return
	}
	s.canvas.square(q, s.reach-0.5, 0, ink{s.proto.ColorR, s.proto.ColorG, s.proto.ColorB, s.proto.ColorA})
}

// normal leads to the left of direction d as path coordinates see it.
func (s *stroker) normal(d geo.XY) geo.XY { return geo.XY{X: -d.Y * s.turn, Y: d.X * s.turn} }

// mitre is a position's mitre in device directions.
func (s *stroker) mitre(t mitre) geo.XY {
	x, y := float64(t.x)/s.scale, float64(t.y)/s.scale
	return geo.XY{X: s.m.XX*x + s.m.XY*y, Y: s.m.YX*x + s.m.YY*y}
}

func (s *stroker) alongAt(along float64) float32 { return float32(along*s.scale - s.base) }

func beyond(q geo.XY) bool { return q.X < -guard || q.X > guard || q.Y < -guard || q.Y > guard }
