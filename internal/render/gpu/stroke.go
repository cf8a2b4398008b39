package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Stroke strokes a path: each line is a band of triangles with two vertices at each position.
// Corners are mitred where this is nearly indistinguishable from a round join. Elsewhere the band
// ends in a round cap and a new one begins.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	if s.Color.A == 0 || !(s.Width > 0) {
		return
	}
	deviceM := c.deviceMatrix(m)
	halfWidth := s.Width * c.ratio / 2
	view := c.visibleBounds(deviceM, halfWidth+2)
	if !view.Intersects(p.Bounds) {
		return
	}
	scale := uniformScale(deviceM)
	var mesh *lineMesh
	if scale > 0 {
		mesh = c.lineMesh(p)
	} else { // the matrix must not distort the stroke: transform the path to pixels first
		mesh = &c.scratch
		mesh.build(p, deviceM)
		deviceM, scale, view = identity, 1, c.visibleBounds(identity, halfWidth+2)
	}
	c.clearTarget()
	c.groups.markDirty(deviceM, mesh.bounds, halfWidth+1)
	if mesh.isCircle && s.Dash[0] == 0 {
		c.strokeCircle(mesh.circle, deviceM, scale, halfWidth, premultiply(s.Color))
		return
	}
	st := c.newStroker(s, deviceM, scale, halfWidth)
	for i := range mesh.lines {
		st.drawLine(&mesh.lines[i], view)
	}
}

// newStroker returns a stroker for a style under a matrix to device pixels with a uniform scale.
func (c *Canvas) newStroker(s scene.StrokeStyle, m scene.Matrix, scale, halfWidth float64) stroker {
	st := stroker{canvas: c, m: m, scale: scale, reach: halfWidth + 0.5, handedness: 1}
	if m.XX*m.YY < m.XY*m.YX {
		st.handedness = -1
	}
	st.vertexTemplate = colorVertex(premultiply(s.Color))
	st.vertexTemplate.Custom0 = float32(halfWidth)
	if s.Dash[0] > 0 && s.Dash[1] > 0 {
		st.dashPeriod = (s.Dash[0] + s.Dash[1]) * c.ratio
		st.vertexTemplate.Custom1, st.vertexTemplate.Custom2 = float32(s.Dash[0]*c.ratio),
			float32(st.dashPeriod)
	}
	st.mitreLimit = float32(min(1+mitreTolerance/halfWidth, maxMitreLimit))
	if halfWidth <= maxThinHalfWidth {
		st.capExtension = bluntExtension * halfWidth
	}
	return st
}

// A round cap or join of a line with a half width of at most maxThinHalfWidth device pixels looks
// like an extension of its band by bluntExtension times the half width, which needs no vertices.
const (
	maxThinHalfWidth = 1
	bluntExtension   = 0.8
)

// mitreTolerance is the greatest distance in device pixels by which a mitre may exceed a round
// join, and maxMitreLimit the length of the longest mitre.
const (
	mitreTolerance = 0.35
	maxMitreLimit  = 1.7
)

// lineMesh returns the cached mesh of a path.
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
	reach      float64 // distance from the centre line at which nothing is left of the stroke
	mitreLimit float32 // length of the longest mitre
	dashPeriod float64 // a dash and its gap in device pixels; 0: a solid line
	// capExtension is the extension of a band that replaces caps; 0: it has caps.
	capExtension   float64
	handedness     float64 // -1 where the matrix mirrors, else 1
	vertexTemplate ebiten.Vertex

	bandOpen     bool // a band has begun; left and right are its last vertices
	left, right  uint32
	distanceBase float64 // subtracted from the distance along the line, to keep the values small
}

// drawLine adds the visible bands of a line to the batch.
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

// drawEdge adds the edge from position i to the next, with the join or cap at its end.
func (s *stroker) drawEdge(l *strokeLine, i int) {
	a, b := s.m.Apply(l.points[i]), s.m.Apply(l.points[i+1])
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
	distance := s.bandDistance(l.distances[i+1])
	left, right := s.left, s.right
	if mitred {
		s.addPair(b, s.mitreVector(l.mitres[i+1]), distance)
	} else {
		s.endBand(b, s.normal(d), d, distance, !last || s.dashPeriod == 0)
	}
	s.canvas.batch.addQuad(left, right, s.left, s.right)
	s.bandOpen = mitred && !last
}

// startBand begins a band at position i.
func (s *stroker) startBand(l *strokeLine, i int, a, d geo.XY) {
	if s.dashPeriod > 0 {
		s.distanceBase = s.dashPeriod * math.Floor(l.distances[i]*s.scale/s.dashPeriod)
	}
	distance := s.bandDistance(l.distances[i])
	if i == 0 && l.closed && l.mitres[0].length <= s.mitreLimit {
		s.addPair(a, s.mitreVector(l.mitres[0]), distance)
		return
	}
	s.endBand(a, s.normal(d), geo.XY{X: -d.X, Y: -d.Y}, distance,
		i == 0 && !l.closed && s.dashPeriod == 0)
}

// endBand appends the two sides of a band that ends at point, with a round cap if rounded is set.
// normal points to its left side and outward beyond its end.
func (s *stroker) endBand(point, normal, outward geo.XY, distance float32, rounded bool) {
	if rounded && s.capExtension > 0 {
		point = geo.XY{X: point.X + s.capExtension*outward.X, Y: point.Y + s.capExtension*outward.Y}
	}
	s.addPair(point, normal, distance)
	if rounded && s.capExtension == 0 {
		s.addRoundCap(outward, distance)
	}
}

// drawClippedEdge adds the part of an edge that lies in clipBounds.
func (s *stroker) drawClippedEdge(l *strokeLine, i int, a, b geo.XY) {
	from, to, ok := s.canvas.clipBounds().ClipSegment(a, b)
	if !ok || from == to {
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

// addPair appends the two sides of the band at a point; normal points to the left one at a distance
// of 1.
func (s *stroker) addPair(point, normal geo.XY, distance float32) {
	x, y, dx, dy := point.X, point.Y, s.reach*normal.X, s.reach*normal.Y
	var v *ebiten.Vertex
	v, s.left = s.canvas.batch.addVertex(&s.vertexTemplate)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(x+dx), float32(y+dy), float32(s.reach), distance
	v, s.right = s.canvas.batch.addVertex(&s.vertexTemplate)
	v.DstX, v.DstY, v.SrcX, v.Custom3 = float32(x-dx), float32(y-dy), float32(-s.reach), distance
}

// addRoundCap appends a round cap at the band's end; d is the direction of the cap.
func (s *stroker) addRoundCap(d geo.XY, distance float32) {
	b := &s.canvas.batch
	first := uint32(len(b.vertices))
	for _, side := range [2]uint32{s.left, s.right} {
		// The sides of the pair, moved outward.
		from := b.vertices[side]
		v, _ := b.addVertex(&from)
		v.DstX += float32(s.reach * d.X)
		v.DstY += float32(s.reach * d.Y)
		v.SrcY, v.Custom3 = float32(s.reach), distance
	}
	b.addQuad(s.left, s.right, first, first+1)
}

// drawDot draws a line of a single position.
func (s *stroker) drawDot(p geo.XY) {
	q := s.m.Apply(p)
	if s.dashPeriod > 0 || outsideGuardBand(q) {
		return
	}
	s.canvas.addCircleQuad(q, s.reach-0.5, 0,
		premulColor{s.vertexTemplate.ColorR, s.vertexTemplate.ColorG, s.vertexTemplate.ColorB,
			s.vertexTemplate.ColorA})
}

// normal returns the vector to the left of direction d in path coordinates.
func (s *stroker) normal(d geo.XY) geo.XY {
	return geo.XY{X: -d.Y * s.handedness, Y: d.X * s.handedness}
}

// mitreVector returns a position's mitre in device directions.
func (s *stroker) mitreVector(t mitre) geo.XY {
	x, y := float64(t.x)/s.scale, float64(t.y)/s.scale
	return geo.XY{X: s.m.XX*x + s.m.XY*y, Y: s.m.YX*x + s.m.YY*y}
}

// bandDistance converts a distance along the line to device pixels from distanceBase.
func (s *stroker) bandDistance(distance float64) float32 {
	return float32(distance*s.scale - s.distanceBase)
}

// outsideGuardBand reports whether a point in device pixels lies beyond the guard band.
func outsideGuardBand(q geo.XY) bool {
	return q.X < -guardBand || q.X > guardBand || q.Y < -guardBand || q.Y > guardBand
}
