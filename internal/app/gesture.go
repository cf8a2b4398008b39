package app

import "math"

// Thresholds of the gestures.
const (
	mouseMoveTolerance   = 4.0   // CSS pixels that a mouse may move while it clicks
	touchMoveTolerance   = 10.0  // and a finger or pen while it taps
	maxTapDuration       = 500.0 // milliseconds that a finger may rest and still tap
	maxDoubleTapInterval = 320.0 // milliseconds between two taps that count as one double tap
	maxDoubleTapDistance = 30.0  // CSS pixels between them
	// milliseconds before the release from which a throw's speed is taken
	flingWindow   = 90.0
	minFlingSpeed = 0.08 // CSS pixels a millisecond below which a release throws nothing
)

type gestureKind int

const (
	gestureDown      gestureKind = iota // a pointer went down: what moves stops
	gestureHover                        // a pointer that is not down moved to x, y
	gestureLeave                        // it left the map
	gesturePan                          // the map follows by dx, dy
	gesturePinch                        // two fingers: about x, y by levels, and dx, dy
	gestureTap                          // at x, y
	gestureDoubleTap                    // a second tap at x, y
	gestureFling                        // the map was let go at dx, dy CSS pixels a millisecond
)

// gesture is what one pointer event amounts to.
type gesture struct {
	kind   gestureKind
	x, y   float64 // CSS pixels
	dx, dy float64
	levels float64 // zoom levels
	finger bool    // not a mouse
}

// pointer is one that is down.
type pointer struct {
	id, kind string
	x, y     float64
	x0, y0   float64 // where it went down
	t0       float64 // when
}

func (p pointer) moveTolerance() float64 {
	if p.kind == "mouse" {
		return mouseMoveTolerance
	}
	return touchMoveTolerance
}

// dragSample is where the dragged point was at a time.
type dragSample struct{ t, x, y float64 }

// gestureRecognizer turns pointer events into gestures. A pointer that is down is forgotten on up,
// cancel and leave alike, and whenever a pointer of another kind or the same one goes down again,
// so none can stay down for good.
type gestureRecognizer struct {
	pointers []pointer // in the order in which they went down
	dragged  bool      // the map follows: no tap any more
	trail    []dragSample

	hasLastTap         bool // there was a tap a moment ago
	lastTapT           float64
	lastTapX, lastTapY float64
	lastTapWasFinger   bool
}

// handlePointer takes a pointer event at a time in milliseconds.
func (r *gestureRecognizer) handlePointer(a Action, t float64) []gesture {
	x, y := *a.X, *a.Y
	switch a.Phase {
	case "down":
		return r.pointerDown(a, x, y, t)
	case "move":
		return r.pointerMove(a, x, y, t)
	case "up":
		return r.pointerUp(a, x, y, t)
	default: // cancel, leave
		r.removePointer(a.ID)
		if a.Phase == "leave" {
			return []gesture{{kind: gestureLeave}}
		}
		return nil
	}
}

// cancelAll forgets every pointer, as when the map is hidden.
func (r *gestureRecognizer) cancelAll() { *r = gestureRecognizer{} }

// anyPointerDown says that a pointer is down.
func (r *gestureRecognizer) anyPointerDown() bool { return len(r.pointers) > 0 }

func (r *gestureRecognizer) indexOf(id string) int {
	for i := range r.pointers {
		if r.pointers[i].id == id {
			return i
		}
	}
	return -1
}

// removePointer drops a pointer without a tap or a throw.
func (r *gestureRecognizer) removePointer(id string) {
	if i := r.indexOf(id); i >= 0 {
		r.pointers = append(r.pointers[:i], r.pointers[i+1:]...)
		r.trail = r.trail[:0]
	}
	if len(r.pointers) == 0 {
		r.dragged = false
	}
}

func (r *gestureRecognizer) pointerDown(a Action, x, y, t float64) []gesture {
	if a.Button != 0 {
		return nil
	}
	r.removePointer(a.ID)
	if len(r.pointers) > 0 && (r.pointers[0].kind != a.Kind || a.Kind == "mouse") {
		// an event was lost: two kinds are never down at once, nor two mice
		r.pointers, r.dragged = nil, false
	}
	r.trail = r.trail[:0]
	r.pointers = append(r.pointers,
		pointer{id: a.ID, kind: a.Kind, x: x, y: y, x0: x, y0: y, t0: t})
	if len(r.pointers) > 1 {
		r.dragged = true
	}
	return []gesture{{kind: gestureDown}}
}

func (r *gestureRecognizer) pointerMove(a Action, x, y, t float64) []gesture {
	i := r.indexOf(a.ID)
	if i < 0 {
		if a.Kind == "touch" || len(r.pointers) > 0 {
			return nil
		}
		return []gesture{{kind: gestureHover, x: x, y: y}}
	}
	if len(r.pointers) > 1 {
		return r.pinchMove(i, x, y)
	}
	p := &r.pointers[0]
	if !r.dragged {
		if math.Hypot(x-p.x0, y-p.y0) <= p.moveTolerance() {
			return nil
		}
		r.dragged = true
		// the map catches up, so that what was grasped stays under the pointer
		p.x, p.y = p.x0, p.y0
		r.addTrailSample(p.t0, p.x0, p.y0)
	}
	dx, dy := x-p.x, y-p.y
	p.x, p.y = x, y
	r.addTrailSample(t, x, y)
	return []gesture{{kind: gesturePan, dx: dx, dy: dy}}
}

// addTrailSample notes where a drag is, and forgets what is too old to count for a throw.
func (r *gestureRecognizer) addTrailSample(t, x, y float64) {
	first := 0
	for first < len(r.trail) && r.trail[first].t < t-flingWindow {
		first++
	}
	r.trail = append(r.trail[first:], dragSample{t, x, y})
}

// pinchMove moves the i-th pointer; the first two stretch and move the map, any other rests.
func (r *gestureRecognizer) pinchMove(i int, x, y float64) []gesture {
	if i > 1 {
		r.pointers[i].x, r.pointers[i].y = x, y
		return nil
	}
	a, b := &r.pointers[0], &r.pointers[1]
	midX, midY, span := (a.x+b.x)/2, (a.y+b.y)/2, math.Hypot(a.x-b.x, a.y-b.y)
	r.pointers[i].x, r.pointers[i].y = x, y
	g := gesture{kind: gesturePinch, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, finger: true}
	g.dx, g.dy = g.x-midX, g.y-midY
	// fingers on one spot have no scale
	if now := math.Hypot(a.x-b.x, a.y-b.y); span > 1 && now > 1 {
		g.levels = math.Log2(now / span)
	}
	return []gesture{g}
}

func (r *gestureRecognizer) pointerUp(a Action, x, y, t float64) []gesture {
	i := r.indexOf(a.ID)
	if i < 0 {
		return nil
	}
	p := r.pointers[i]
	if len(r.pointers) > 1 {
		// The finger that stays goes on dragging from where it is.
		r.pointers = append(r.pointers[:i], r.pointers[i+1:]...)
		r.trail = r.trail[:0]
		return nil
	}
	moved := r.dragged
	trail := r.trail
	r.removePointer(a.ID)
	if moved {
		return recognizeFling(trail, t)
	}
	held := t - p.t0
	if a.Held > 0 {
		held = a.Held
	}
	if math.Hypot(x-p.x0, y-p.y0) > p.moveTolerance() ||
		p.kind != "mouse" && held > maxTapDuration {
		return nil
	}
	return r.recognizeTap(gesture{kind: gestureTap, x: x, y: y, finger: p.kind != "mouse"}, t)
}

// recognizeTap is one tap, or the second of two.
func (r *gestureRecognizer) recognizeTap(g gesture, t float64) []gesture {
	again := r.hasLastTap && t-r.lastTapT <= maxDoubleTapInterval &&
		r.lastTapWasFinger == g.finger &&
		math.Hypot(g.x-r.lastTapX, g.y-r.lastTapY) <= maxDoubleTapDistance
	r.hasLastTap, r.lastTapT, r.lastTapX, r.lastTapY, r.lastTapWasFinger = !again, t, g.x, g.y,
		g.finger
	if again {
		g.kind = gestureDoubleTap
	}
	return []gesture{g}
}

// recognizeFling is the speed at which a drag was let go.
func recognizeFling(trail []dragSample, t float64) []gesture {
	for len(trail) > 0 && trail[0].t < t-flingWindow {
		trail = trail[1:]
	}
	if len(trail) < 2 {
		return nil
	}
	first, last := trail[0], trail[len(trail)-1]
	ms := last.t - first.t
	if ms <= 0 {
		return nil
	}
	g := gesture{kind: gestureFling, dx: (last.x - first.x) / ms, dy: (last.y - first.y) / ms}
	if math.Hypot(g.dx, g.dy) < minFlingSpeed {
		return nil
	}
	return []gesture{g}
}
