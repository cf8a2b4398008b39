package control

import (
	"container/heap"
	"math"

	"truceline/internal/geo"
)

// A ringPoint is a position of a ring that is being smoothed. A fixed one lies on a barrier and
// does not move.
type ringPoint struct {
	point   geo.XY
	grid    geo.GridPoint // if fixed
	fixed   bool
	barrier int // index of the barrier of a fixed one, −1: none
}

const (
	smoothRounds = 14
	// A round moves each position by these factors of the way to the midpoint of its neighbours:
	// first in, then out again, so that the ring does not shrink (Taubin, A signal processing
	// approach to fair surface design, SIGGRAPH 1995, section 3).
	taubinLambda, taubinMu = 0.5, -0.52
	// minTriangleArea is the area in square metres of the triangle at a position below which the
	// position is removed.
	minTriangleArea = 8_000.0
)

// smoothRings turns the rings of a contour into lines for the map: without steps and specks, with
// few positions, and with every sample on the side where it was.
func smoothRings(raw [][]vertex, f *controlField) [][]geo.GridPoint {
	var out [][]geo.GridPoint
	for _, ring := range raw {
		points := toRingPoints(ring, f.barriers)
		if !f.containsOwnSample(points) {
			continue
		}
		grid := toGridRing(f.smooth(points))
		if len(grid) >= 3 {
			out = append(out, grid)
		}
	}
	return out
}

// toRingPoints returns the points of a ring. Where the ring runs along a barrier, it follows the
// barrier's own positions.
func toRingPoints(ring []vertex, barriers []*barrier) []ringPoint {
	var out []ringPoint
	n := len(ring)
	for k, v := range ring {
		previous, next := ring[(k+n-1)%n], ring[(k+1)%n]
		inside := v.barrier >= 0 && previous.barrier == v.barrier && next.barrier == v.barrier
		if !inside {
			p := ringPoint{point: v.point, barrier: v.barrier, fixed: v.barrier >= 0}
			if p.fixed {
				p.grid = unprojectToGrid(v.point)
			}
			out = append(out, p)
		}
		if v.barrier >= 0 && next.barrier == v.barrier {
			out = barriers[v.barrier].appendBetween(out, v.distance, next.distance, v.barrier)
		}
	}
	return out
}

// appendBetween appends the barrier's positions between two distances in metres along it.
func (b *barrier) appendBetween(out []ringPoint, from, to float64, index int) []ringPoint {
	add := func(i int) {
		out = append(out,
			ringPoint{point: b.projected[i], grid: b.points[i], fixed: true, barrier: index})
	}
	if from < to {
		for i, s := range b.distances {
			if s > from && s <= to {
				add(i)
			}
		}
		return out
	}
	for i := len(b.distances) - 1; i >= 0; i-- {
		if s := b.distances[i]; s <= from && s > to {
			add(i)
		}
	}
	return out
}

func unprojectToGrid(p geo.XY) geo.GridPoint {
	q := geo.UkraineAlbers.Inverse(p)
	return roundToGrid(q[0], q[1])
}

func toGridRing(points []ringPoint) []geo.GridPoint {
	var out []geo.GridPoint
	for _, p := range points {
		g := p.grid
		if !p.fixed {
			g = unprojectToGrid(p.point)
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

// containsOwnSample reports whether the ring contains a sample of its own side. A ring without one
// is an artefact of the interpolation.
func (f *controlField) containsOwnSample(ring []ringPoint) bool {
	side := -1.0
	if ringArea(ring) > 0 {
		side = 1
	}
	for i := range f.samples {
		if f.sampleValue(i) == side && windingNumber(ring, f.samples[i].point) != 0 {
			return true
		}
	}
	return false
}

// ringArea returns the signed area of a ring in square metres, positive if it runs anticlockwise.
func ringArea(ring []ringPoint) float64 {
	sum := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += p.point.X*q.point.Y - q.point.X*p.point.Y
	}
	return sum / 2
}

// windingNumber returns how often the ring winds around p anticlockwise.
func windingNumber(ring []ringPoint, p geo.XY) int {
	w := 0
	for i := range ring {
		a, b := ring[i].point, ring[(i+1)%len(ring)].point
		if (a.Y > p.Y) == (b.Y > p.Y) {
			continue
		}
		switch left := crossProduct(a, b, p); {
		case b.Y > a.Y && left > 0:
			w++
		case b.Y < a.Y && left < 0:
			w--
		}
	}
	return w
}

// smooth smooths and simplifies a ring. Around a sample that would change sides the ring stays
// unchanged.
func (f *controlField) smooth(raw []ringPoint) []ringPoint {
	nearby := f.samplesNear(raw)
	pinned := make([]bool, len(raw))
	for i := range raw {
		pinned[i] = raw[i].fixed
	}
	for range 12 {
		out := f.simplify(taubinSmooth(raw, pinned), nearby)
		switched := f.samplesSwitched(raw, out, nearby)
		if len(switched) == 0 {
			return out
		}
		for _, s := range switched {
			for i := range raw {
				if d := f.samples[s].point; math.Hypot(raw[i].point.X-d.X, raw[i].point.Y-d.Y) < 5*
					latticeStep {
					pinned[i] = true
				}
			}
		}
	}
	return raw
}

// samplesNear returns the samples near enough to the ring to change sides.
func (f *controlField) samplesNear(ring []ringPoint) []int32 {
	seen := make(map[int32]bool)
	var list []int32
	for _, p := range ring {
		f.index.forEachWithin(p.point, 3*latticeStep, func(i int32) {
			if !seen[i] {
				seen[i] = true
				list = append(list, i)
			}
		})
	}
	return list
}

// samplesSwitched returns the nearby samples around which the two rings wind differently.
func (f *controlField) samplesSwitched(a, b []ringPoint, nearby []int32) []int32 {
	var switched []int32
	for _, i := range nearby {
		if p := f.samples[i].point; windingNumber(a, p) != windingNumber(b, p) {
			switched = append(switched, i)
		}
	}
	return switched
}

// taubinSmooth moves all positions that are not pinned. Each round moves them simultaneously, so
// the result does not depend on where the ring begins, and rings that share a stretch still share
// it.
func taubinSmooth(raw []ringPoint, pinned []bool) []ringPoint {
	ring := append([]ringPoint(nil), raw...)
	n := len(ring)
	next := make([]geo.XY, n)
	for round := range 2 * smoothRounds {
		factor := taubinLambda
		if round%2 == 1 {
			factor = taubinMu
		}
		for i := range ring {
			p, a, b := ring[i].point, ring[(i+n-1)%n].point, ring[(i+1)%n].point
			next[i] = p
			if !pinned[i] {
				next[i] = geo.XY{X: p.X + factor*((a.X+b.X)/2-p.X),
					Y: p.Y + factor*((a.Y+b.Y)/2-p.Y)}
			}
		}
		for i := range ring {
			ring[i].point = next[i]
		}
	}
	return ring
}

// simplify removes positions in ascending order of the area of the triangle with their neighbours
// (Visvalingam and Whyatt, Line generalisation by repeated elimination of points, Cartographic
// Journal 30, 1993), unless a nearby sample lies in the triangle.
func (f *controlField) simplify(ring []ringPoint, nearby []int32) []ringPoint {
	n := len(ring)
	state := &visvalingam{ring: ring, prev: make([]int, n), next: make([]int, n),
		removed: make([]bool, n)}
	for i := range ring {
		state.prev[i], state.next[i] = (i+n-1)%n, (i+1)%n
		state.pushCandidate(i)
	}
	for remaining := n; len(state.heap) > 0 && remaining > 4; {
		c := heap.Pop(state).(removalCandidate)
		if state.removed[c.index] || c.area != state.triangleArea(c.index) {
			continue
		}
		if c.area > minTriangleArea {
			break
		}
		if f.sampleBlocks(ring[state.prev[c.index]].point, ring[c.index].point,
			ring[state.next[c.index]].point, nearby) {
			continue
		}
		state.remove(c.index)
		remaining--
	}
	var out []ringPoint
	for i := range ring {
		if !state.removed[i] {
			out = append(out, ring[i])
		}
	}
	return out
}

// sampleBlocks reports whether a sample lies in the triangle or within a few metres of it.
func (f *controlField) sampleBlocks(a, b, c geo.XY, nearby []int32) bool {
	if crossProduct(a, b, c) < 0 {
		a, b = b, a
	}
	const margin = 30.0
	inside := func(p, q, s geo.XY) bool {
		return crossProduct(p, q, s) > -margin*math.Hypot(q.X-p.X, q.Y-p.Y)
	}
	for _, i := range nearby {
		if s := f.samples[i].point; inside(a, b, s) && inside(b, c, s) && inside(c, a, s) {
			return true
		}
	}
	return false
}

type removalCandidate struct {
	area  float64
	index int
}

// visvalingam is the state of a simplification. It implements heap.Interface.
type visvalingam struct {
	ring       []ringPoint
	prev, next []int
	removed    []bool
	heap       []removalCandidate
}

func (t *visvalingam) triangleArea(i int) float64 {
	return math.Abs(crossProduct(t.ring[t.prev[i]].point, t.ring[i].point,
		t.ring[t.next[i]].point)) / 2
}

func (t *visvalingam) pushCandidate(i int) {
	if !t.ring[i].fixed {
		heap.Push(t, removalCandidate{t.triangleArea(i), i})
	}
}

func (t *visvalingam) remove(i int) {
	p, n := t.prev[i], t.next[i]
	t.removed[i] = true
	t.next[p], t.prev[n] = n, p
	t.pushCandidate(p)
	t.pushCandidate(n)
}

func (t *visvalingam) Len() int { return len(t.heap) }

// Less orders by area. Equal areas are ordered by position, so that the result does not depend on
// where the ring begins.
func (t *visvalingam) Less(a, b int) bool {
	x, y := t.heap[a], t.heap[b]
	if x.area != y.area {
		return x.area < y.area
	}
	p, q := t.ring[x.index].point, t.ring[y.index].point
	if p.X != q.X {
		return p.X < q.X
	}
	return p.Y < q.Y
}
func (t *visvalingam) Swap(a, b int) { t.heap[a], t.heap[b] = t.heap[b], t.heap[a] }
func (t *visvalingam) Push(x any)    { t.heap = append(t.heap, x.(removalCandidate)) }
func (t *visvalingam) Pop() any {
	last := t.heap[len(t.heap)-1]
	t.heap = t.heap[:len(t.heap)-1]
	return last
}
