package gpu

import (
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// A circle is recognized in a path whose many corners have the same distance from their centre. It
// is drawn from four vertices and is round at any scale.
type circle struct {
	center geo.XY
	radius float64
}

// minCircleCorners is the number of corners from which a regular polygon counts as a circle.
const minCircleCorners = 9

// asCircle returns the circle that a path approximates, and whether it is one.
func asCircle(p *scene.Path) (circle, bool) {
	if len(p.Lines) != 1 || len(p.Lines[0]) <= minCircleCorners {
		return circle{}, false
	}
	line := p.Lines[0]
	n := len(line) - 1
	if line[0] != line[n] {
		return circle{}, false
	}
	var c circle
	for _, q := range line[:n] {
		c.center.X += q.X / float64(n)
		c.center.Y += q.Y / float64(n)
	}
	c.radius = math.Hypot(line[0].X-c.center.X, line[0].Y-c.center.Y)
	wantEdge := 2 * c.radius * math.Sin(math.Pi/float64(n))
	for i, q := range line[:n] {
		distance := math.Hypot(q.X-c.center.X, q.Y-c.center.Y)
		edgeLength := math.Hypot(q.X-line[i+1].X, q.Y-line[i+1].Y)
		if math.Abs(distance-c.radius) > 1e-6*c.radius ||
			math.Abs(edgeLength-wantEdge) > 1e-6*c.radius {
			return circle{}, false
		}
	}
	return c, true
}

// fillCircle fills a circle.
func (c *Canvas) fillCircle(circ circle, m scene.Matrix, scale float64, color premulColor) {
	c.addCircleQuad(m.Apply(circ.center), circ.radius*scale, 0, color)
}

// strokeCircle strokes a circle.
func (c *Canvas) strokeCircle(circ circle, m scene.Matrix, scale, halfWidth float64,
	color premulColor) {
	c.addCircleQuad(m.Apply(circ.center), halfWidth, circ.radius*scale, color)
}

// addCircleQuad appends the four vertices of a ring, halfWidth to either side of its radius, or, if
// the radius is 0, of a disc with the radius halfWidth.
func (c *Canvas) addCircleQuad(center geo.XY, halfWidth, radius float64, color premulColor) {
	if outsideGuardBand(center) {
		return
	}
	v := colorVertex(color)
	v.Custom0, v.Custom1 = float32(halfWidth), float32(-radius)
	reach := float32(radius + halfWidth + 0.5)
	x, y := float32(center.X), float32(center.Y)
	b := &c.batch
	first := uint32(len(b.vertices))
	for _, side := range [4][2]float32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		v.SrcX, v.SrcY = side[0]*reach, side[1]*reach
		v.DstX, v.DstY = x+v.SrcX, y+v.SrcY
		b.addVertex(&v)
	}
	b.addQuad(first, first+1, first+2, first+3)
}
