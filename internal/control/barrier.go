package control

import (
	"math"

	"truceline/internal/geo"
)

// A barrier is a line across which samples have no influence: a river bank, the neck of a
// peninsula. Where the two sides of the barrier differ, the line of contact runs along it.
type barrier struct {
	id          string
	points      []geo.GridPoint
	projected   []geo.XY
	distances   []float64 // in metres from the first point to each
	tolerance   float64   // in metres to each side
	groupBounds []bounds  // bounds of segmentsPerGroup segments each
	bounds      bounds
}

type bounds struct{ x0, y0, x1, y1 float64 }

func emptyBounds() bounds {
	return bounds{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

func (b *bounds) extend(p geo.XY) {
	b.x0, b.y0 = math.Min(b.x0, p.X), math.Min(b.y0, p.Y)
	b.x1, b.y1 = math.Max(b.x1, p.X), math.Max(b.y1, p.Y)
}

func (b bounds) intersects(o bounds) bool {
	return b.x0 <= o.x1 && o.x0 <= b.x1 && b.y0 <= o.y1 && o.y0 <= b.y1
}

const segmentsPerGroup = 8

func newBarrier(id string, points []geo.GridPoint, tolerance float64) *barrier {
	b := &barrier{id: id, points: points, tolerance: tolerance, bounds: emptyBounds()}
	for i, g := range points {
		p := geo.UkraineAlbers.Forward(g.Point())
		b.projected = append(b.projected, p)
		b.bounds.extend(p)
		b.distances = append(b.distances, 0)
		if i > 0 {
			q := b.projected[i-1]
			b.distances[i] = b.distances[i-1] + math.Hypot(p.X-q.X, p.Y-q.Y)
		}
	}
	for i := 0; i+1 < len(points); i += segmentsPerGroup {
		g := emptyBounds()
		for _, p := range b.projected[i:min(i+segmentsPerGroup+1, len(points))] {
			g.extend(p)
		}
		b.groupBounds = append(b.groupBounds, g)
	}
	return b
}

// isNear reports whether p lies within the given distance of the barrier's bounds.
func (b *barrier) isNear(p geo.XY, metres float64) bool {
	return b.bounds.intersects(bounds{p.X - metres, p.Y - metres, p.X + metres, p.Y + metres})
}

// separates reports whether the barrier lies between p and q: whether the segment from p to q
// crosses it an odd number of times.
func (b *barrier) separates(p, q geo.XY) bool {
	odd := false
	b.forEachCrossing(p, q, func(int) { odd = !odd })
	return odd
}

// firstCrossing returns the point where the segment from p to q crosses the barrier, and its
// distance in metres along the barrier. Of several crossings it is the first along the barrier.
func (b *barrier) firstCrossing(p, q geo.XY) (point geo.XY, distance float64, ok bool) {
	b.forEachCrossing(p, q, func(i int) {
		if ok {
			return
		}
		c, d := b.projected[i], b.projected[i+1]
		u, v := crossProduct(p, q, c), crossProduct(p, q, d)
		t := u / (u - v)
		point = geo.XY{X: c.X + t*(d.X-c.X), Y: c.Y + t*(d.Y-c.Y)}
		distance, ok = b.distances[i]+t*(b.distances[i+1]-b.distances[i]), true
	})
	return point, distance, ok
}

// forEachCrossing calls visit with each segment of the barrier that the segment from p to q
// crosses.
func (b *barrier) forEachCrossing(p, q geo.XY, visit func(segment int)) {
	segmentBounds := emptyBounds()
	segmentBounds.extend(p)
	segmentBounds.extend(q)
	if !b.bounds.intersects(segmentBounds) {
		return
	}
	for g, bounds := range b.groupBounds {
		if !bounds.intersects(segmentBounds) {
			continue
		}
		last := min((g+1)*segmentsPerGroup, len(b.projected)-1)
		left := crossProduct(p, q, b.projected[g*segmentsPerGroup]) >= 0
		for i := g * segmentsPerGroup; i < last; i++ {
			c, d := b.projected[i], b.projected[i+1]
			wasLeft := left
			left = crossProduct(p, q, d) >= 0
			if wasLeft != left && (crossProduct(c, d, p) >= 0) != (crossProduct(c, d, q) >= 0) {
				visit(i)
			}
		}
	}
}

// crossProduct returns twice the signed area of the triangle abc in square metres. It is positive
// where c lies to the left of the line from a to b.
func crossProduct(a, b, c geo.XY) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
