package control

import (
	"container/heap"
	"math"

	"truceline/internal/geo"
)

// A ringPoint is a position of a ring on its way from the contour to the grid. A fixed one lies on a barrier and stays.
type ringPoint struct {
	at    geo.XY
	grid  geo.Grid // for fixed ones
	fixed bool
	wall  int // index of the barrier of a fixed one, −1
}

const (
	smoothRounds = 14
	// A round moves each position by these parts of the way to the middle of its neighbours: first in, then out
	// again, so that bends stay as wide as they are (Taubin, A signal processing approach to fair surface design,
	// SIGGRAPH 1995, section 3).
	smoothIn, smoothOut = 0.5, -0.52
	// leastArea is the area in square metres below which the triangle at a position is not worth keeping it.
	leastArea = 8_000.0
)

// smoothRings makes lines fit for a map of the rings of a contour: without steps or specks, few positions, and every
// sample on the side where it was.
func smoothRings(raw [][]vertex, f *field) [][]geo.Grid {
	var out [][]geo.Grid
	for _, ring := range raw {
		points := ringPoints(ring, f.barriers)
		if !f.speaksFor(points) {
			continue
		}
		grid := gridRing(f.fair(points))
		if len(grid) >= 3 {
			out = append(out, grid)
		}
	}
	return out
}

// ringPoints follows a barrier along its own positions where the ring runs in it.
func ringPoints(ring []vertex, barriers []*barrier) []ringPoint {
	var out []ringPoint
	n := len(ring)
	for k, v := range ring {
		was, will := ring[(k+n-1)%n], ring[(k+1)%n]
		inside := v.wall >= 0 && was.wall == v.wall && will.wall == v.wall
		if !inside {
			p := ringPoint{at: v.at, wall: v.wall, fixed: v.wall >= 0}
			if p.fixed {
				p.grid = gridAt(v.at)
			}
			out = append(out, p)
		}
		if v.wall >= 0 && will.wall == v.wall {
			out = barriers[v.wall].follow(out, v.along, will.along, v.wall)
		}
	}
	return out
}

// follow appends the barrier's positions between two places on it, given in metres along it.
func (b *barrier) follow(out []ringPoint, from, to float64, wall int) []ringPoint {
	add := func(i int) {
		out = append(out, ringPoint{at: b.plane[i], grid: b.points[i], fixed: true, wall: wall})
	}
	if from < to {
		for i, s := range b.along {
			if s > from && s <= to {
				add(i)
			}
		}
		return out
	}
	for i := len(b.along) - 1; i >= 0; i-- {
		if s := b.along[i]; s <= from && s > to {
			add(i)
		}
	}
	return out
}

func gridAt(p geo.XY) geo.Grid {
	q := geo.Map.Inverse(p)
	return gridOf(q[0], q[1])
}

func gridRing(points []ringPoint) []geo.Grid {
	var out []geo.Grid
	for _, p := range points {
		g := p.grid
		if !p.fixed {
			g = gridAt(p.at)
		}
		if len(out) == 0 || out[len(out)-1] != g {
			out = append(out, g)
		}
	}
	for len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

// speaksFor tells whether the ring holds a sample of the side that it rings: a ring that holds none is an accident of
// the interpolation.
func (f *field) speaksFor(ring []ringPoint) bool {
	side := -1.0
	if ringArea(ring) > 0 {
		side = 1
	}
	for i := range f.samples {
		if f.corner(i) == side && windingOf(ring, f.samples[i].at) != 0 {
			return true
		}
	}
	return false
}

func ringArea(ring []ringPoint) float64 {
	sum := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += p.at.X*q.at.Y - q.at.X*p.at.Y
	}
	return sum / 2
}

// windingOf returns how often the ring winds around p, anticlockwise.
func windingOf(ring []ringPoint, p geo.XY) int {
	w := 0
	for i := range ring {
		a, b := ring[i].at, ring[(i+1)%len(ring)].at
		if (a.Y > p.Y) == (b.Y > p.Y) {
			continue
		}
		switch left := turn(a, b, p); {
		case b.Y > a.Y && left > 0:
			w++
		case b.Y < a.Y && left < 0:
			w--
		}
	}
	return w
}

// fair smooths and thins a ring. Where a sample would change sides, the ring stays as it was around it.
func (f *field) fair(raw []ringPoint) []ringPoint {
	around := f.around(raw)
	held := make([]bool, len(raw))
	for i := range raw {
		held[i] = raw[i].fixed
	}
	for range 12 {
		out := f.thin(smoothed(raw, held), around)
		bad := f.moved(raw, out, around)
		if len(bad) == 0 {
			return out
		}
		for _, s := range bad {
			for i := range raw {
				if d := f.samples[s].at; math.Hypot(raw[i].at.X-d.X, raw[i].at.Y-d.Y) < 5*latticeStep {
					held[i] = true
				}
			}
		}
	}
	return raw
}

// around returns the samples near enough to the ring to change sides.
func (f *field) around(ring []ringPoint) []int32 {
	seen := make(map[int32]bool)
	var list []int32
	for _, p := range ring {
		f.index.within(p.at, 3*latticeStep, func(i int32) {
			if !seen[i] {
				seen[i] = true
				list = append(list, i)
			}
		})
	}
	return list
}

// moved returns the samples around which the two rings wind differently.
func (f *field) moved(a, b []ringPoint, around []int32) []int32 {
	var bad []int32
	for _, i := range around {
		if p := f.samples[i].at; windingOf(a, p) != windingOf(b, p) {
			bad = append(bad, i)
		}
	}
	return bad
}

// smoothed moves all positions that are not held, all at once in each round: so the outcome does not depend on where
// the ring begins, and rings that share a stretch still share it.
func smoothed(raw []ringPoint, held []bool) []ringPoint {
	ring := append([]ringPoint(nil), raw...)
	n := len(ring)
	next := make([]geo.XY, n)
	for round := range 2 * smoothRounds {
		part := smoothIn
		if round%2 == 1 {
			part = smoothOut
		}
		for i := range ring {
			p, a, b := ring[i].at, ring[(i+n-1)%n].at, ring[(i+1)%n].at
			next[i] = p
			if !held[i] {
				next[i] = geo.XY{X: p.X + part*((a.X+b.X)/2-p.X), Y: p.Y + part*((a.Y+b.Y)/2-p.Y)}
			}
		}
		for i := range ring {
			ring[i].at = next[i]
		}
	}
	return ring
}

// thin takes out positions by the area of the triangle with their neighbours, the least first (Visvalingam and Whyatt,
// Line generalisation by repeated elimination of points, Cartographic Journal 30, 1993), unless a sample stands in it.
func (f *field) thin(ring []ringPoint, around []int32) []ringPoint {
	n := len(ring)
	t := &thinner{ring: ring, prev: make([]int, n), next: make([]int, n), gone: make([]bool, n)}
	for i := range ring {
		t.prev[i], t.next[i] = (i+n-1)%n, (i+1)%n
		t.push(i)
	}
	for left := n; len(t.heap) > 0 && left > 4; {
		c := heap.Pop(t).(candidate)
		if t.gone[c.i] || c.area != t.area(c.i) {
			continue
		}
		if c.area > leastArea {
			break
		}
		if f.stands(ring[t.prev[c.i]].at, ring[c.i].at, ring[t.next[c.i]].at, around) {
			continue
		}
		t.remove(c.i)
		left--
	}
	var out []ringPoint
	for i := range ring {
		if !t.gone[i] {
			out = append(out, ring[i])
		}
	}
	return out
}

// stands tells whether a sample stands in the triangle or within a few metres of it.
func (f *field) stands(a, b, c geo.XY, around []int32) bool {
	if turn(a, b, c) < 0 {
		a, b = b, a
	}
	const room = 30.0
	inside := func(p, q, s geo.XY) bool { return turn(p, q, s) > -room*math.Hypot(q.X-p.X, q.Y-p.Y) }
	for _, i := range around {
		if s := f.samples[i].at; inside(a, b, s) && inside(b, c, s) && inside(c, a, s) {
			return true
		}
	}
	return false
}

type candidate struct {
	area float64
	i    int
}

type thinner struct {
	ring       []ringPoint
	prev, next []int
	gone       []bool
	heap       []candidate
}

func (t *thinner) area(i int) float64 {
	return math.Abs(turn(t.ring[t.prev[i]].at, t.ring[i].at, t.ring[t.next[i]].at)) / 2
}

func (t *thinner) push(i int) {
	if !t.ring[i].fixed {
		heap.Push(t, candidate{t.area(i), i})
	}
}

func (t *thinner) remove(i int) {
	p, n := t.prev[i], t.next[i]
	t.gone[i] = true
	t.next[p], t.prev[n] = n, p
	t.push(p)
	t.push(n)
}

func (t *thinner) Len() int { return len(t.heap) }

// Less puts the least area first; of equal areas the place decides, not the ring's beginning.
func (t *thinner) Less(a, b int) bool {
	x, y := t.heap[a], t.heap[b]
	if x.area != y.area {
		return x.area < y.area
	}
	p, q := t.ring[x.i].at, t.ring[y.i].at
	if p.X != q.X {
		return p.X < q.X
	}
	return p.Y < q.Y
}
func (t *thinner) Swap(a, b int) { t.heap[a], t.heap[b] = t.heap[b], t.heap[a] }
func (t *thinner) Push(x any)    { t.heap = append(t.heap, x.(candidate)) }
func (t *thinner) Pop() any {
	last := t.heap[len(t.heap)-1]
	t.heap = t.heap[:len(t.heap)-1]
	return last
}
