package geojson

import (
	"slices"

	"github.com/paulmach/orb"
)

// ringLocator finds the rings that contain a ring. The rings must not cross or overlap.
type ringLocator struct {
	*ringSet
	state   []ringState // per ring; all zero between calls
	visited []int32     // the rings whose state is not zero
}

type ringState byte

const (
	oddCrossings ringState = 1 << iota // a ray to the east crosses the ring an odd number of times
	onBoundary                         // the position lies on the ring
	visitedRing
)

func newRingLocator(rings *ringSet) *ringLocator {
	return &ringLocator{ringSet: rings, state: make([]ringState, len(rings.rings))}
}

// enclosingRings returns, in ascending order, the rings that contain a ring.
func (l *ringLocator) enclosingRings(ring int32) []int32 {
	var out []int32
	l.classifyPosition(l.rings[ring].points[0], ring)
	for _, container := range l.visited {
		if l.state[container]&onBoundary != 0 && l.ringInRing(ring, container) ||
			l.state[container]&(oddCrossings|onBoundary) == oddCrossings {
			out = append(out, container)
		}
		l.state[container] = 0
	}
	l.visited = l.visited[:0]
	slices.Sort(out)
	return out
}

// classifyPosition sets the state of every ring, relative to a position. It ignores the ring
// except.
func (l *ringLocator) classifyPosition(at orb.Point, except int32) {
	for _, i := range l.strips.edgesIn(l.strips.stripAt(at[1])) {
		e := &l.edges[i]
		if e.ring == except {
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

// edgeCrossing returns onBoundary where an edge passes through a position, oddCrossings where it
// passes east of it, otherwise 0. The upper end of an edge does not belong to it, so that a ray
// through a position of the ring is counted once.
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

// ringInRing reports whether a ring lies in another ring that it touches. The first position that
// is not on the other ring decides; if there is none, the direction in which the ring leaves its
// first position does.
func (l *ringLocator) ringInRing(ring, other int32) bool {
	inner, outer := &l.rings[ring], &l.rings[other]
	for _, at := range inner.points {
		state, on := l.positionInRing(at, other)
		if on == nil {
			return state == oddCrossings
		}
	}
	v, next := inner.points[0], inner.points[1]
	_, on := l.positionInRing(v, other)
	lastOn, nextOn := l.adjacentPositions(v, on)
	if outer.clockwise {
		lastOn, nextOn = nextOn, lastOn
	}
	return directionInAngle(v, nextOn, lastOn, next)
}

// positionInRing returns oddCrossings for a position in a ring and 0 outside. For a position on the
// ring it returns the edge that contains it.
func (l *ringLocator) positionInRing(at orb.Point, ring int32) (state ringState, on *ringEdge) {
	r := &l.rings[ring]
	if at[1] < r.min[1] || at[1] > r.max[1] || at[0] < r.min[0] || at[0] > r.max[0] {
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
