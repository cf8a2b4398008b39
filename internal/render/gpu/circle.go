package gpu

import (
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// A circle is what a path with many corners at one distance from their middle stands for. It is
// drawn as such, from four vertices and round at any scale.
type circle struct {
	center geo.XY
	radius float64
}

// minCircleCorners is the number of corners from which on a regular polygon is a circle.
const minCircleCorners = 9

// asCircle says whether a path is a circle.
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
	edge := 2 * c.radius * math.Sin(math.Pi/float64(n))
	for i, q := range line[:n] {
		away := math.Hypot(q.X-c.center.X, q.Y-c.center.Y)
		long := math.Hypot(q.X-line[i+1].X, q.Y-line[i+1].Y)
		if math.Abs(away-c.radius) > 1e-6*c.radius || math.Abs(long-edge) > 1e-6*c.radius {
			return circle{}, false
		}
	}
	return c, true
}

// fillCircle fills a circle.
func (c *Canvas) fillCircle(round circle, m scene.Matrix, scale float64, i premulColor) {
	c.addCircleQuad(transformPoint(m, round.center), round.radius*scale, 0, i)
}

// strokeCircle strokes a circle, half to either side.
func (c *Canvas) strokeCircle(round circle, m scene.Matrix, scale, half float64, i premulColor) {
	c.addCircleQuad(transformPoint(m, round.center), half, round.radius*scale, i)
}

// addCircleQuad appends the four vertices around a ring of a radius, half wide to either side of
// it, or without a radius around a disc.
func (c *Canvas) addCircleQuad(q geo.XY, half, radius float64, i premulColor) {
	if outsideGuardBand(q) {
		return
	}
	v := colorVertex(i)
	v.Custom0, v.Custom1 = float32(half), float32(-radius)
	reach := float32(radius + half + 0.5)
	x, y := float32(q.X), float32(q.Y)
	b := &c.batch
	first := uint32(len(b.vertices))
	for _, side := range [4][2]float32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		v.SrcX, v.SrcY = side[0]*reach, side[1]*reach
		v.DstX, v.DstY = x+v.SrcX, y+v.SrcY
		b.addVertex(&v)
	}
	b.addQuad(first, first+1, first+2, first+3)
}
