package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// locator finds the rings that a ring lies in, for rings that do not cross or overlap.
type locator struct {
	*plane
	state []ringState // of every ring; all zero between calls
	seen  []int32     // the rings whose state is not zero
}

type ringState byte

const (
	odd      ringState = 1 << iota // a ray to the east crosses the ring an odd number of times
	boundary                       // the position lies on the ring
	noticed
)

func newLocator(p *plane) *locator { return &locator{plane: p, state: make([]ringState, len(p.rings))} }

// around returns the rings, in rising order, that a ring lies in.
func (l *locator) around(ring int32) []int32 {
	var out []int32
	l.locate(l.rings[ring].points[0], ring)
	for _, s := range l.seen {
		if l.state[s]&boundary != 0 && l.lies(ring, s) || l.state[s]&(odd|boundary) == odd {
			out = append(out, s)
		}
		l.state[s] = 0
	}
	l.seen = l.seen[:0]
	slices.Sort(out)
	return out
}

// locate sets the state of every ring but one for a position.
func (l *locator) locate(at orb.Point, but int32) {
	for _, i := range l.strips.in(l.strips.of(at[1])) {
		e := &l.edges[i]
		if e.ring == but {
			continue
		}
		if change := passes(at, e); change != 0 {
			if l.state[e.ring] == 0 {
				l.seen = append(l.seen, e.ring)
			}
			l.state[e.ring] = (l.state[e.ring] ^ change&odd) | change&boundary | noticed
		}
	}
}

// passes says whether an edge passes through a position (boundary) or east of it (odd). The upper end of an edge does
// not belong to it, so that a ray through a position of the ring is counted once.
func passes(at orb.Point, e *planeEdge) ringState {
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
		return boundary
	case side > 0 && at[1] < high[1]:
		return odd
	}
	return 0
}

// lies says whether a ring lies in another that it touches: by its first position that is not on the other, or, if all
// are, by the direction in which it leaves the first.
func (l *locator) lies(ring, other int32) bool {
	r, s := &l.rings[ring], &l.rings[other]
	for _, at := range r.points {
		state, on := l.side(at, other)
		if on == nil {
			return state == odd
		}
	}
	v, next := r.points[0], r.points[1]
	_, on := l.side(v, other)
	lastOn, nextOn := l.neighbours(v, on)
	if s.clockwise {
		lastOn, nextOn = nextOn, lastOn
	}
	return within(v, nextOn, lastOn, next)
}

// side says whether a position lies in a ring (odd), out of it (0), or on which of its edges.
func (l *locator) side(at orb.Point, ring int32) (state ringState, on *planeEdge) {
	s := &l.rings[ring]
	if at[1] < s.min[1] || at[1] > s.max[1] || at[0] < s.min[0] || at[0] > s.max[0] {
		return 0, nil
	}
	for _, i := range l.strips.in(l.strips.of(at[1])) {
		if e := &l.edges[i]; e.ring == ring {
			switch change := passes(at, e); change {
			case boundary:
				return 0, e
			default:
				state ^= change
			}
		}
	}
	return state, nil
}
