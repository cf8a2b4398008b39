package control

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// DistanceBandEdges are the edges of the distance bands in metres, measured to the nearest point of
// the whole line of contact.
var DistanceBandEdges = [...]float64{5_000, 10_000, 15_000, 20_000, 30_000, 40_000}

// lineDistanceIndex answers how far places are from a line.
type lineDistanceIndex struct {
	from, to    []geo.XY   // segments, none longer than pieceLength
	index       *pointGrid // of their middles
	maxDistance float64    // metres; nothing further away is looked for
}

const maxPieceLength = 1000.0

func newLineDistanceIndex(lines []orb.LineString, reach float64) *lineDistanceIndex {
	d := &lineDistanceIndex{maxDistance: reach}
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

// nearestPoint returns the distance in metres on the ground from p to the line and the nearest
// point of it; +Inf where it is out of reach. The plane's scale differs from the ground's by up to
// 0.15 %, and not the same in all directions: that is made good to within some metres.
func (d *lineDistanceIndex) nearestPoint(p geo.XY) (metres float64, at geo.XY) {
	g := groundScaleAt(p)
	metres = math.Inf(1)
	x, y := d.index.cellAt(p)
	for r := 0; ; r++ {
		// Middles in squares r away or further are at least this far in the plane.
		if least := float64(r-1)*d.index.cellSize -
			maxPieceLength; least > min(metres, d.maxDistance)*1.01 {
			break
		}
		d.index.forEachInRing(x, y, r, func(i int32) {
			a, b := g.offsetMetres(p, d.from[i]), g.offsetMetres(p, d.to[i])
			t := closestParameter(a, b)
			if m := math.Hypot(a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)); m < metres {
				metres, at = m, lerp(d.from[i], d.to[i], t)
			}
		})
	}
	if metres > d.maxDistance {
		return math.Inf(1), geo.XY{}
	}
	return metres, at
}

// closestParameter returns where, from 0 to 1 on the way from a to b, the point nearest to the
// origin lies.
func closestParameter(a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		return math.Min(1, math.Max(0, -(a.X*dx+a.Y*dy)/l))
	}
	return 0
}

// groundScale turns small differences in the plane around a place into metres east and north on the
// ellipsoid. The projection is equal-area and keeps meridians and parallels at right angles, so one
// scale says it all.
type groundScale struct {
	east geo.XY // the plane's direction of due east, of length 1
	// plane metres per metre of ground along the parallel; its inverse holds along the meridian
	scale float64
}

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

// offsetMetres returns the metres east and north from p to q.
func (g groundScale) offsetMetres(p, q geo.XY) geo.XY {
	dx, dy := q.X-p.X, q.Y-p.Y
	return geo.XY{X: (dx*g.east.X + dy*g.east.Y) / g.scale,
		Y: (dy*g.east.X - dx*g.east.Y) * g.scale}
}
