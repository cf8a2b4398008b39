package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Stroke strokes a path: one band of triangles along each line, two vertices a position. Corners
// are mitred where nobody can tell that from a round join, else the band ends in a round cap and
// begins again.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	if s.Color.A == 0 || !(s.Width > 0) {
		return
	}
	dm := c.deviceMatrix(m)
	half := s.Width * c.ratio / 2
	view := c.visibleBounds(dm, half+2)
	if !view.Intersects(p.Bounds) {
		return
	}
	scale := uniformScale(dm)
	var mesh *lineMesh
	if scale > 0 {
		mesh = c.lineMesh(p)
	} else { // a pen's width does not follow the matrix: take the path to pixels first
		mesh = &c.scratch
		mesh.build(p, dm)
		dm, scale, view = identity, 1, c.visibleBounds(identity, half+2)
	}
	c.clearTarget()
	c.groups.markDirty(dm, mesh.bounds, half+1)
	if mesh.isCircle && s.Dash[0] == 0 {
		c.strokeCircle(mesh.circle, dm, scale, half, premultiply(s.Color))
		return
	}
	st := stroker{canvas: c, m: dm, scale: scale, reach: half + 0.5, handedness: 1}
	if dm.XX*dm.YY < dm.XY*dm.YX {
		st.handedness = -1
	}
	st.vertexTemplate = colorVertex(premultiply(s.Color))
	st.vertexTemplate.Custom0 = float32(half)
	if s.Dash[0] > 0 && s.Dash[1] > 0 {
		st.dashPeriod = (s.Dash[0] + s.Dash[1]) * c.ratio
		st.vertexTemplate.Custom1, st.vertexTemplate.Custom2 = float32(s.Dash[0]*c.ratio),
			float32(st.dashPeriod)
	}
	st.mitreLimit = float32(min(1+mitreTolerance/half, maxMitreLimit))
	if half <= maxThinHalfWidth {
		st.capExtension = bluntExtension * half
	}
	for i := range mesh.lines {
		st.drawLine(&mesh.lines[i], view)
	}
}

// A round cap or join of a line at most thin device pixels to either side looks like its band made
// longer by blunt of that, which takes no vertices.
const (
	maxThinHalfWidth = 1
	bluntExtension   = 0.8
)

// mitreOff is by how many device pixels a mitre may stand out beyond a round join; maxJoin is the
// longest mitre.
const (
	mitreTolerance = 0.35
	maxMitreLimit  = 1.7
)

func (c *Canvas) lineMesh(p *scene.Path) *lineMesh {
	m := c.meshes.get(p, c.frame)
	if m.line == nil {
		m.line = &lineMesh{}
		m.line.build(p, identity)
		m.line.circle, m.line.isCircle = asCircle(p)
		c.stats.Meshes++
	}
	return m.line
}

// stroker draws the lines of one path.
type stroker struct {
	canvas     *Canvas
	m          scene.Matrix // to device pixels
	scale      float64
	reach      float64 // from the line's middle to where nothing is left of it
	mitreLimit float32 // the longest mitre
	dashPeriod float64 // a dash and its gap in device pixels; 0: a plain line
	// by how much a band is made longer instead of having caps; 0: it has caps
	capExtension   float64
	handedness     float64 // -1 where the matrix turns left into right, else 1
	vertexTemplate ebiten.Vertex

	bandOpen     bool    // a band is under way; left and right are its last vertices
	left, right  uint32  //
	distanceBase float64 // what is taken from the distance along the line, so that it stays small
}

func (s *stroker) drawLine(l *strokeLine, view scene.Bounds) {
	s.bandOpen = false
	end := -1
	for _, r := range l.chunks {
		if !view.Intersects(r.bounds) {
			continue
		}
		if len(l.points) == 1 {
			s.drawDot(l.points[0])
			return
		}
		if r.from != end {
			s.bandOpen = false
		}
		for i := r.from; i < r.to; i++ {
			s.drawEdge(l, i)
		}
		end = r.to
	}
}

// drawEdge draws from position i to the next, with the join or cap at its end.
func (s *stroker) drawEdge(l *strokeLine, i int) {
	a, b := transformPoint(s.m, l.points[i]), transformPoint(s.m, l.points[i+1])
	if outsideGuardBand(a) || outsideGuardBand(b) {
		s.bandOpen = false
		s.drawClippedEdge(l, i, a, b)
		return
	}
	last := i+2 == len(l.points)
	mitred := l.mitres[i+1].length <= s.mitreLimit && (!last || l.closed)
	var d geo.XY
	if !s.bandOpen || !mitred {
		d = unitVector(a, b)
	}
	if !s.bandOpen {
		s.startBand(l, i, a, d)
	}
	along := s.bandDistance(l.distances[i+1])
	left, right := s.left, s.right
	if mitred {
		s.addPair(b, s.mitreVector(l.mitres[i+1]), along)
	} else {
		s.endBand(b, s.normal(d), d, along, !last || s.dashPeriod == 0)
	}
	s.canvas.batch.addQuad(left, right, s.left, s.right)
	s.bandOpen = mitred && !last
}

// startBand begins a band at position i.
func (s *stroker) startBand(l *strokeLine, i int, a, d geo.XY) {
	if s.dashPeriod > 0 {
		s.distanceBase = s.dashPeriod * math.Floor(l.distances[i]*s.scale/s.dashPeriod)
	}
	along := s.bandDistance(l.distances[i])
	if i == 0 && l.closed && l.mitres[0].length <= s.mitreLimit {
		s.addPair(a, s.mitreVector(l.mitres[0]), along)
		return
	}
	s.endBand(a, s.normal(d), geo.XY{X: -d.X, Y: -d.Y}, along,
		i == 0 && !l.closed && s.dashPeriod == 0)
}

// endBand appends the two sides of a band that ends at q, rounded or not. n leads to its left side
// and out beyond its end.
func (s *stroker) endBand(q, n, out geo.XY, along float32, rounded bool) {
	if rounded && s.capExtension > 0 {
		q = geo.XY{X: q.X + s.capExtension*out.X, Y: q.Y + s.capExtension*out.Y}
	}
	s.addPair(q, n, along)
	if rounded && s.capExtension == 0 {
		s.addRoundCap(out, along)
	}
}

// drawClippedEdge draws what lies around the target of an edge that reaches too far.
func (s *stroker) drawClippedEdge(l *strokeLine, i int, a, b geo.XY) {
	from, to, ok := clipLine(a, b, s.canvas.clipBounds())
	if !ok {
		return
	}
	length := (l.distances[i+1] - l.distances[i]) * s.scale
	begin := l.distances[i]*s.scale + from*length
	s.distanceBase = 0
	if s.dashPeriod > 0 {
		s.distanceBase = s.dashPeriod * math.Floor(begin/s.dashPeriod)
	}
	d := unitVector(a, b)
	n := s.normal(d)
	s.addPair(lerp(a, b, from), n, float32(begin-s.distanceBase))
	left, right := s.left, s.right
	end := float32(begin + (to-from)*length - s.distanceBase)
	s.addPair(lerp(a, b, to), n, end)
	s.canvas.batch.addQuad(left, right, s.left, s.right)
	if to == 1 && (s.dashPeriod == 0 || i+2 < len(l.points)) {
		s.addRoundCap(d, end)
	}
	if from == 0 && i == 0 && s.dashPeriod == 0 {
		s.left, s.right = left, right
		s.addRoundCap(geo.XY{X: -d.X, Y: -d.Y}, 0)
	}
}

// addPair appends the two sides of the band at q; n leads to the left one at a distance of 1.
func (s *stroker) addPair(q, n geo.XY, along float32) {
	dx, dy := s.reach*n.X, s.reach*n.Y
	var v *ebiten.Vertex
	v, s.left = s.canvas.batch.addVertex(&s.vertexTemplate)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(q.X+dx), float32(q.Y+dy), float32(s.reach), along
	v, s.right = s.canvas.batch.addVertex(&s.vertexTemplate)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(q.X-dx), float32(q.Y-dy), float32(-s.reach), along
}

// addRoundCap rounds the band's end, where it runs in direction d.
func (s *stroker) addRoundCap(d geo.XY, along float32) {
	b := &s.canvas.batch
	first := uint32(len(b.vertices))
	for _, side := range [2]uint32{s.left, s.right} {
		// The pair's own sides, moved on.
		from := b.vertices[side]
		v, _ := b.addVertex(&from)
		v.DstX += float32(s.reach * d.X)
		v.DstY += float32(s.reach * d.Y)
		v.SrcY, v.Custom3 = float32(s.reach), along
	}
	b.addQuad(s.left, s.right, first, first+1)
}

// drawDot draws a line of one position: its two caps.
func (s *stroker) drawDot(p geo.XY) {
	q := transformPoint(s.m, p)
	if s.dashPeriod > 0 || outsideGuardBand(q) {
		return
	}
	s.canvas.addCircleQuad(q, s.reach-0.5, 0,
		premulColor{s.vertexTemplate.ColorR, s.vertexTemplate.ColorG, s.vertexTemplate.ColorB,
			s.vertexTemplate.ColorA})
}

// normal leads to the left of direction d as path coordinates see it.
func (s *stroker) normal(d geo.XY) geo.XY {
	return geo.XY{X: -d.Y * s.handedness, Y: d.X * s.handedness}
}

// mitreVector is a position's mitre in device directions.
func (s *stroker) mitreVector(t mitre) geo.XY {
	x, y := float64(t.x)/s.scale, float64(t.y)/s.scale
	return geo.XY{X: s.m.XX*x + s.m.XY*y, Y: s.m.YX*x + s.m.YY*y}
}

func (s *stroker) bandDistance(along float64) float32 {
	return float32(along*s.scale - s.distanceBase)
}

func outsideGuardBand(q geo.XY) bool {
	return q.X < -guardBand || q.X > guardBand || q.Y < -guardBand || q.Y > guardBand
}
