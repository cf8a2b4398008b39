package control

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// DistanceBandEdges are the edges of the distance bands in metres, measured to the nearest point of
// the whole line of contact.
var DistanceBandEdges = [...]float64{5_000, 10_000, 15_000, 20_000, 30_000, 40_000}

// lineDistanceIndex finds the distance of points from a line.
type lineDistanceIndex struct {
	from, to    []geo.XY   // segments, none longer than maxPieceLength
	index       *pointGrid // of their midpoints
	maxDistance float64    // in metres; greater distances are not found
}

const maxPieceLength = 1000.0

func newLineDistanceIndex(lines []orb.LineString, maxDistance float64) *lineDistanceIndex {
	d := &lineDistanceIndex{maxDistance: maxDistance}
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			p, q := geo.UkraineAlbers.Forward(l[i-1]), geo.UkraineAlbers.Forward(l[i])
			n := math.Ceil(math.Hypot(q.X-p.X, q.Y-p.Y) / maxPieceLength)
			for k := 0.0; k < n; k++ {
				d.from = append(d.from, lerp(p, q, k/n))
				d.to = append(d.to, lerp(p, q, (k+1)/n))
			}
		}
	}
	d.index = newPointGrid(len(d.from), 5000,
		func(i int) geo.XY { return lerp(d.from[i], d.to[i], 0.5) })
	return d
}

func lerp(p, q geo.XY, t float64) geo.XY {
	return geo.XY{X: p.X + t*(q.X-p.X), Y: p.Y + t*(q.Y-p.Y)}
}

// nearestPoint returns the distance in metres on the ground from p to the line, and the nearest
// point of the line. It returns +Inf beyond maxDistance. The plane's scale differs from the
// ground's by up to 0.15 %, depending on the direction; the result corrects this to within some
// metres.
func (d *lineDistanceIndex) nearestPoint(p geo.XY) (metres float64, nearest geo.XY) {
	g := groundScaleAt(p)
	metres = math.Inf(1)
	x, y := d.index.cellAt(p)
	for r := 0; ; r++ {
		// Midpoints in cells r away or further are at least this far in the plane.
		if minDistance := float64(r-1)*d.index.cellSize -
			maxPieceLength; minDistance > min(metres, d.maxDistance)*1.01 {
			break
		}
		d.index.forEachInRing(x, y, r, func(i int32) {
			a, b := g.offsetMetres(p, d.from[i]), g.offsetMetres(p, d.to[i])
			t := closestParameter(a, b)
			if m := math.Hypot(a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)); m < metres {
				metres, nearest = m, lerp(d.from[i], d.to[i], t)
			}
		})
	}
	if metres > d.maxDistance {
		return math.Inf(1), geo.XY{}
	}
	return metres, nearest
}

// closestParameter returns the parameter, from 0 at a to 1 at b, of the point of the segment that
// is nearest to the origin.
func closestParameter(a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		return math.Min(1, math.Max(0, -(a.X*dx+a.Y*dy)/l))
	}
	return 0
}

// groundScale converts small differences in the plane around a point into metres east and north on
// the ellipsoid. The projection is equal-area and keeps meridians and parallels at right angles, so
// one scale suffices.
type groundScale struct {
	east geo.XY // unit vector of due east in the plane
	// metres in the plane for each metre on the ground along the parallel; the inverse holds along
	// the meridian
	scale float64
}

// groundScaleAt returns the scale at a point of the plane.
func groundScaleAt(p geo.XY) groundScale {
	const step = 1e-3 // degrees
	q := geo.UkraineAlbers.Inverse(p)
	e := geo.UkraineAlbers.Forward(orb.Point{q[0] + step, q[1]})
	dx, dy := e.X-p.X, e.Y-p.Y
	length := math.Hypot(dx, dy)
	sin, cos := math.Sincos(q[1] * math.Pi / 180)
	metres := geo.WGS84.A / math.Sqrt(1-geo.WGS84.E2*sin*sin) * cos * step * math.Pi / 180
	return groundScale{geo.XY{X: dx / length, Y: dy / length}, length / metres}
}

// offsetMetres returns the difference from p to q in metres east and north.
func (g groundScale) offsetMetres(p, q geo.XY) geo.XY {
	dx, dy := q.X-p.X, q.Y-p.Y
	return geo.XY{X: (dx*g.east.X + dy*g.east.Y) / g.scale,
		Y: (dy*g.east.X - dx*g.east.Y) * g.scale}
}
