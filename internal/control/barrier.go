package control

import (
	"math"

	"truceline/internal/geo"
)

// A barrier is a line that no influence crosses: a river bank, the neck of a peninsula. Where the sides on its two
// sides differ, the line of contact runs in it.
type barrier struct {
	id     string
	points []geo.Grid
	plane  []geo.XY
	along  []float64 // metres from the first point to each
	known  float64   // how well its place is known, in metres
	groups []box     // bounds of groupSize segments each
	whole  box
}

type box struct{ x0, y0, x1, y1 float64 }

func emptyBox() box {
	return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

func (b *box) add(p geo.XY) {
	b.x0, b.y0 = math.Min(b.x0, p.X), math.Min(b.y0, p.Y)
	b.x1, b.y1 = math.Max(b.x1, p.X), math.Max(b.y1, p.Y)
}

func (b box) meets(o box) bool {
	return b.x0 <= o.x1 && o.x0 <= b.x1 && b.y0 <= o.y1 && o.y0 <= b.y1
}

const groupSize = 8

func newBarrier(id string, points []geo.Grid, known float64) *barrier {
	b := &barrier{id: id, points: points, known: known, whole: emptyBox()}
	for i, g := range points {
		p := geo.Map.Forward(g.Point())
		b.plane = append(b.plane, p)
		b.whole.add(p)
		b.along = append(b.along, 0)
		if i > 0 {
			q := b.plane[i-1]
			b.along[i] = b.along[i-1] + math.Hypot(p.X-q.X, p.Y-q.Y)
		}
	}
	for i := 0; i+1 < len(points); i += groupSize {
		g := emptyBox()
		for _, p := range b.plane[i:min(i+groupSize+1, len(points))] {
			g.add(p)
		}
		b.groups = append(b.groups, g)
	}
	return b
}

// near tells whether p lies within the given distance of the barrier's bounds.
func (b *barrier) near(p geo.XY, metres float64) bool {
	return b.whole.meets(box{p.X - metres, p.Y - metres, p.X + metres, p.Y + metres})
}

// parts tells whether the barrier stands between p and q: whether the way from one to the other crosses it an odd
// number of times.
func (b *barrier) parts(p, q geo.XY) bool {
	odd := false
	b.crossings(p, q, func(int) { odd = !odd })
	return odd
}

// cross returns the place where the way from p to q crosses the barrier and how far along the barrier that is, in
// metres. If it crosses several times, it is the first place along the barrier.
func (b *barrier) cross(p, q geo.XY) (at geo.XY, along float64, ok bool) {
	b.crossings(p, q, func(i int) {
		if ok {
			return
		}
		c, d := b.plane[i], b.plane[i+1]
		u, v := turn(p, q, c), turn(p, q, d)
		t := u / (u - v)
		at = geo.XY{X: c.X + t*(d.X-c.X), Y: c.Y + t*(d.Y-c.Y)}
		along, ok = b.along[i]+t*(b.along[i+1]-b.along[i]), true
	})
	return at, along, ok
}

// crossings calls f with each segment of the barrier that the way from p to q crosses.
func (b *barrier) crossings(p, q geo.XY, f func(segment int)) {
	way := emptyBox()
	way.add(p)
	way.add(q)
	if !b.whole.meets(way) {
		return
	}
	for g, bounds := range b.groups {
		if !bounds.meets(way) {
			continue
		}
		last := min((g+1)*groupSize, len(b.plane)-1)
		left := turn(p, q, b.plane[g*groupSize]) >= 0
		for i := g * groupSize; i < last; i++ {
			c, d := b.plane[i], b.plane[i+1]
			was := left
			left = turn(p, q, d) >= 0
			if was != left && (turn(c, d, p) >= 0) != (turn(c, d, q) >= 0) {
				f(i)
			}
		}
	}
}

// turn is positive where c lies to the left of the way from a to b, in square metres.
func turn(a, b, c geo.XY) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
