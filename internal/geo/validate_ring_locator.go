package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// ringLocator finds the rings that a ring lies in, for rings that do not cross or overlap.
type ringLocator struct {
	*ringSet
	state   []ringState // of every ring; all zero between calls
	visited []int32     // the rings whose state is not zero
}

type ringState byte

const (
	oddCrossings ringState = 1 << iota // a ray to the east crosses the ring an odd number of times
	onBoundary                         // the position lies on the ring
	visitedRing
)

func newRingLocator(p *ringSet) *ringLocator {
	return &ringLocator{ringSet: p, state: make([]ringState, len(p.rings))}
}

// enclosingRings returns the rings, in rising order, that a ring lies in.
func (l *ringLocator) enclosingRings(ring int32) []int32 {
	var out []int32
	l.classifyPosition(l.rings[ring].points[0], ring)
	for _, s := range l.visited {
		if l.state[s]&onBoundary != 0 && l.ringInRing(ring, s) ||
			l.state[s]&(oddCrossings|onBoundary) == oddCrossings {
			out = append(out, s)
		}
		l.state[s] = 0
	}
	l.visited = l.visited[:0]
	slices.Sort(out)
	return out
}

// classifyPosition sets the state of every ring but one for a position.
func (l *ringLocator) classifyPosition(at orb.Point, but int32) {
	for _, i := range l.strips.edgesIn(l.strips.stripAt(at[1])) {
		e := &l.edges[i]
		if e.ring == but {
			continue
		}
		if change := edgeCrossing(at, e); change != 0 {
			if l.state[e.ring] == 0 {
				l.visited = append(l.visited, e.ring)
			}
			l.state[e.ring] = (l.state[e.ring] ^ change&oddCrossings) | change&onBoundary |
				visitedRing
		}
	}
}

// edgeCrossing says whether an edge passes through a position (boundary) or east of it (odd). The
// upper end of an edge does not belong to it, so that a ray through a position of the ring is
// counted once.
func edgeCrossing(at orb.Point, e *ringEdge) ringState {
	low, high := e.a, e.b
	if high[1] < low[1] {
		low, high = high, low
	}
	if at[1] < low[1] || at[1] > high[1] || at[0] > max(low[0], high[0]) {
		return 0
	}
	side := orient(low, high, at)
	switch {
	case side == 0 && at[0] >= min(low[0], high[0]):
		return onBoundary
	case side > 0 && at[1] < high[1]:
		return oddCrossings
	}
	return 0
}

// ringInRing says whether a ring lies in another that it touches: by its first position that is not
// on the other, or, if all are, by the direction in which it leaves the first.
func (l *ringLocator) ringInRing(ring, other int32) bool {
	r, s := &l.rings[ring], &l.rings[other]
	for _, at := range r.points {
		state, on := l.positionInRing(at, other)
		if on == nil {
			return state == oddCrossings
		}
	}
	v, next := r.points[0], r.points[1]
	_, on := l.positionInRing(v, other)
	lastOn, nextOn := l.adjacentPositions(v, on)
	if s.clockwise {
		lastOn, nextOn = nextOn, lastOn
	}
	return directionInAngle(v, nextOn, lastOn, next)
}

// positionInRing says whether a position lies in a ring (odd), out of it (0), or on which of its
// edges.
func (l *ringLocator) positionInRing(at orb.Point, ring int32) (state ringState, on *ringEdge) {
	s := &l.rings[ring]
	if at[1] < s.min[1] || at[1] > s.max[1] || at[0] < s.min[0] || at[0] > s.max[0] {
		return 0, nil
	}
	for _, i := range l.strips.edgesIn(l.strips.stripAt(at[1])) {
		if e := &l.edges[i]; e.ring == ring {
			switch change := edgeCrossing(at, e); change {
			case onBoundary:
				return 0, e
			default:
				state ^= change
			}
		}
	}
	return state, nil
}
