package app

import "math"

// Thresholds of gesture recognition.
const (
	mouseMoveTolerance   = 4.0   // CSS pixels that a mouse may move during a click
	touchMoveTolerance   = 10.0  // CSS pixels that a finger or pen may move during a tap
	maxTapDuration       = 500.0 // milliseconds that a finger may be down for a tap
	maxDoubleTapInterval = 320.0 // milliseconds between the two taps of a double tap
	maxDoubleTapDistance = 30.0  // CSS pixels between them
	flingWindow          = 90.0  // milliseconds before the release that give a fling its velocity
	minFlingSpeed        = 0.08  // CSS pixels a millisecond
)

type gestureKind int

const (
	gestureDown      gestureKind = iota // a pointer went down: animations stop
	gestureHover                        // a pointer that is not down moved to x, y
	gestureLeave                        // a pointer left the map
	gesturePan                          // the map follows a drag by dx, dy
	gesturePinch                        // two fingers zoom by levels about x, y, and pan by dx, dy
	gestureTap                          // a tap or click at x, y
	gestureDoubleTap                    // the second tap at x, y
	gestureFling                        // a drag ended with the velocity dx, dy
)

// gesture is the meaning of a pointer event.
type gesture struct {
	kind   gestureKind
	x, y   float64 // CSS pixels
	dx, dy float64 // CSS pixels; of a fling, CSS pixels a millisecond
	levels float64 // zoom levels
	finger bool    // or pen; false: a mouse
}

// pointer is a pointer that is down. Positions are CSS pixels, times milliseconds.
type pointer struct {
	id, kind string
	x, y     float64
	x0, y0   float64 // where it went down
	t0       float64 // when it went down
}

func (p pointer) moveTolerance() float64 {
	if p.kind == "mouse" {
		return mouseMoveTolerance
	}
	return touchMoveTolerance
}

// dragSample is the position of a drag at a time.
type dragSample struct{ t, x, y float64 }

// gestureRecognizer turns pointer events into gestures. Browsers may lose events, so no pointer may
// stay down for ever: one is removed on up, cancel and leave alike, and also when it goes down
// again or a pointer of another kind does.
type gestureRecognizer struct {
	pointers []pointer // that are down, in the order in which they went down
	dragged  bool      // the map follows a pointer: there will be no tap
	trail    []dragSample

	hasLastTap         bool // another tap would make it a double tap
	lastTapT           float64
	lastTapX, lastTapY float64
	lastTapWasFinger   bool
}

// handlePointer returns the gestures that a pointer event causes at a time in milliseconds.
func (r *gestureRecognizer) handlePointer(act Action, t float64) []gesture {
	x, y := *act.X, *act.Y
	switch act.Phase {
	case "down":
		return r.pointerDown(act, x, y, t)
	case "move":
		return r.pointerMove(act, x, y, t)
	case "up":
		return r.pointerUp(act, x, y, t)
	default: // cancel, leave
		r.removePointer(act.ID)
		if act.Phase == "leave" {
			return []gesture{{kind: gestureLeave}}
		}
		return nil
	}
}

// cancelAll removes all pointers, as when the map is hidden.
func (r *gestureRecognizer) cancelAll() { *r = gestureRecognizer{} }

// anyPointerDown reports whether a pointer is down.
func (r *gestureRecognizer) anyPointerDown() bool { return len(r.pointers) > 0 }

func (r *gestureRecognizer) indexOf(id string) int {
	for i := range r.pointers {
		if r.pointers[i].id == id {
			return i
		}
	}
	return -1
}

// removePointer removes a pointer without causing a tap or a fling.
func (r *gestureRecognizer) removePointer(id string) {
	if i := r.indexOf(id); i >= 0 {
		r.pointers = append(r.pointers[:i], r.pointers[i+1:]...)
		r.trail = r.trail[:0]
	}
	if len(r.pointers) == 0 {
		r.dragged = false
	}
}

func (r *gestureRecognizer) pointerDown(act Action, x, y, t float64) []gesture {
	if act.Button != 0 {
		return nil
	}
	r.removePointer(act.ID)
	if len(r.pointers) > 0 && (r.pointers[0].kind != act.Kind || act.Kind == "mouse") {
		// An event was lost: pointers of two kinds, or two mice, are never down at once.
		r.pointers, r.dragged = nil, false
	}
	r.trail = r.trail[:0]
	r.pointers = append(r.pointers,
		pointer{id: act.ID, kind: act.Kind, x: x, y: y, x0: x, y0: y, t0: t})
	if len(r.pointers) > 1 {
		r.dragged = true
	}
	return []gesture{{kind: gestureDown}}
}

func (r *gestureRecognizer) pointerMove(act Action, x, y, t float64) []gesture {
	i := r.indexOf(act.ID)
	if i < 0 {
		if act.Kind == "touch" || len(r.pointers) > 0 {
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
		// The pan begins where the pointer went down, so that the same point stays under it.
		p.x, p.y = p.x0, p.y0
		r.addTrailSample(p.t0, p.x0, p.y0)
	}
	dx, dy := x-p.x, y-p.y
	p.x, p.y = x, y
	r.addTrailSample(t, x, y)
	return []gesture{{kind: gesturePan, dx: dx, dy: dy}}
}

// addTrailSample appends to the drag's trail and drops what is too old for a fling's velocity.
func (r *gestureRecognizer) addTrailSample(t, x, y float64) {
	first := 0
	for first < len(r.trail) && r.trail[first].t < t-flingWindow {
		first++
	}
	r.trail = append(r.trail[first:], dragSample{t, x, y})
}

// pinchMove moves the i-th pointer. The first two pointers scale and move the map, others do
// nothing.
func (r *gestureRecognizer) pinchMove(i int, x, y float64) []gesture {
	if i > 1 {
		r.pointers[i].x, r.pointers[i].y = x, y
		return nil
	}
	p0, p1 := &r.pointers[0], &r.pointers[1]
	midX, midY, before := (p0.x+p1.x)/2, (p0.y+p1.y)/2, math.Hypot(p0.x-p1.x, p0.y-p1.y)
	r.pointers[i].x, r.pointers[i].y = x, y
	g := gesture{kind: gesturePinch, x: (p0.x + p1.x) / 2, y: (p0.y + p1.y) / 2, finger: true}
	g.dx, g.dy = g.x-midX, g.y-midY
	// Fingers at the same position have no scale.
	if after := math.Hypot(p0.x-p1.x, p0.y-p1.y); before > 1 && after > 1 {
		g.levels = math.Log2(after / before)
	}
	return []gesture{g}
}

func (r *gestureRecognizer) pointerUp(act Action, x, y, t float64) []gesture {
	i := r.indexOf(act.ID)
	if i < 0 {
		return nil
	}
	p := r.pointers[i]
	if len(r.pointers) > 1 {
		// The remaining finger continues the drag from its position.
		r.pointers = append(r.pointers[:i], r.pointers[i+1:]...)
		r.trail = r.trail[:0]
		return nil
	}
	dragged := r.dragged
	trail := r.trail
	r.removePointer(act.ID)
	if dragged {
		return recognizeFling(trail, t)
	}
	held := t - p.t0
	if act.Held > 0 {
		held = act.Held
	}
	if math.Hypot(x-p.x0, y-p.y0) > p.moveTolerance() ||
		p.kind != "mouse" && held > maxTapDuration {
		return nil
	}
	return r.recognizeTap(gesture{kind: gestureTap, x: x, y: y, finger: p.kind != "mouse"}, t)
}

// recognizeTap turns a tap into a double tap if it follows another one closely.
func (r *gestureRecognizer) recognizeTap(g gesture, t float64) []gesture {
	isDouble := r.hasLastTap && t-r.lastTapT <= maxDoubleTapInterval &&
		r.lastTapWasFinger == g.finger &&
		math.Hypot(g.x-r.lastTapX, g.y-r.lastTapY) <= maxDoubleTapDistance
	r.hasLastTap, r.lastTapT, r.lastTapX, r.lastTapY, r.lastTapWasFinger = !isDouble, t, g.x, g.y,
		g.finger
	if isDouble {
		g.kind = gestureDoubleTap
	}
	return []gesture{g}
}

// recognizeFling returns the fling with which a drag ends at time t, or nil if it had come to rest.
func recognizeFling(trail []dragSample, t float64) []gesture {
	for len(trail) > 0 && trail[0].t < t-flingWindow {
		trail = trail[1:]
	}
	if len(trail) < 2 {
		return nil
	}
	first, last := trail[0], trail[len(trail)-1]
	elapsed := last.t - first.t
	if elapsed <= 0 {
		return nil
	}
	g := gesture{kind: gestureFling, dx: (last.x - first.x) / elapsed,
		dy: (last.y - first.y) / elapsed}
	if math.Hypot(g.dx, g.dy) < minFlingSpeed {
		return nil
	}
	return []gesture{g}
}
