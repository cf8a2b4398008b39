// Package gesture turns pointer events into gestures: taps, drags, pinches and flings. Positions
// are CSS pixels, times milliseconds of any clock that never goes back.
package gesture

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

// Kind is a kind of gesture.
type Kind int

// The kinds of gestures.
const (
	Down      Kind = iota // a pointer went down: animations stop
	Hover                 // a pointer that is not down moved to x, y
	Leave                 // a pointer left the map
	Pan                   // the map follows a drag by dx, dy
	Pinch                 // two fingers zoom by levels about x, y, and pan by dx, dy
	Tap                   // a tap or click at x, y
	DoubleTap             // the second tap at x, y
	Fling                 // a drag ended with the velocity dx, dy
)

// Gesture is the meaning of a pointer event.
type Gesture struct {
	Kind   Kind
	X, Y   float64 // CSS pixels
	DX, DY float64 // CSS pixels; of a fling, CSS pixels a millisecond
	Levels float64 // zoom levels
	finger bool    // or pen; false: a mouse
}

// Event is a pointer event.
type Event struct {
	Phase    string // down, move, up, cancel or leave
	ID, Kind string // Kind is mouse, touch or pen
	X, Y     float64
	Button   int // as in the DOM: 0 is the main one
	// Held is for how many milliseconds a pointer that goes up was down. 0: as long as the events
	// say.
	Held float64
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

// Recognizer turns pointer events into gestures. Browsers may lose events, so no pointer may
// stay down for ever: one is removed on up, cancel and leave alike, and also when it goes down
// again or a pointer of another kind does.
type Recognizer struct {
	pointers []pointer // that are down, in the order in which they went down
	dragged  bool      // the map follows a pointer: there will be no tap
	trail    []dragSample

	hasLastTap         bool // another tap would make it a double tap
	lastTapT           float64
	lastTapX, lastTapY float64
	lastTapWasFinger   bool
}

// HandlePointer returns the gestures that a pointer event causes at a time in milliseconds.
func (r *Recognizer) HandlePointer(e Event, t float64) []Gesture {
	switch e.Phase {
	case "down":
		return r.pointerDown(e, t)
	case "move":
		return r.pointerMove(e, t)
	case "up":
		return r.pointerUp(e, t)
	default: // cancel, leave
		r.removePointer(e.ID)
		if e.Phase == "leave" {
			return []Gesture{{Kind: Leave}}
		}
		return nil
	}
}

// CancelAll removes all pointers, as when the map is hidden.
func (r *Recognizer) CancelAll() { *r = Recognizer{} }

// Dragging reports whether the map follows a pointer.
func (r *Recognizer) Dragging() bool { return r.dragged }

// AnyPointerDown reports whether a pointer is down.
func (r *Recognizer) AnyPointerDown() bool { return len(r.pointers) > 0 }

func (r *Recognizer) indexOf(id string) int {
	for i := range r.pointers {
		if r.pointers[i].id == id {
			return i
		}
	}
	return -1
}

// removePointer removes a pointer without causing a tap or a fling.
func (r *Recognizer) removePointer(id string) {
	if i := r.indexOf(id); i >= 0 {
		r.pointers = append(r.pointers[:i], r.pointers[i+1:]...)
		r.trail = r.trail[:0]
	}
	if len(r.pointers) == 0 {
		r.dragged = false
	}
}

func (r *Recognizer) pointerDown(e Event, t float64) []Gesture {
	if e.Button != 0 {
		return nil
	}
	r.removePointer(e.ID)
	if len(r.pointers) > 0 && (r.pointers[0].kind != e.Kind || e.Kind == "mouse") {
		// An event was lost: pointers of two kinds, or two mice, are never down at once.
		r.pointers, r.dragged = nil, false
	}
	r.trail = r.trail[:0]
	r.pointers = append(r.pointers,
		pointer{id: e.ID, kind: e.Kind, x: e.X, y: e.Y, x0: e.X, y0: e.Y, t0: t})
	if len(r.pointers) > 1 {
		r.dragged = true
	}
	return []Gesture{{Kind: Down}}
}

func (r *Recognizer) pointerMove(e Event, t float64) []Gesture {
	x, y := e.X, e.Y
	i := r.indexOf(e.ID)
	if i < 0 {
		if e.Kind == "touch" || len(r.pointers) > 0 {
			return nil
		}
		return []Gesture{{Kind: Hover, X: x, Y: y}}
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
	return []Gesture{{Kind: Pan, DX: dx, DY: dy}}
}

// addTrailSample appends to the drag's trail and drops what is too old for a fling's velocity.
func (r *Recognizer) addTrailSample(t, x, y float64) {
	first := 0
	for first < len(r.trail) && r.trail[first].t < t-flingWindow {
		first++
	}
	r.trail = append(r.trail[first:], dragSample{t, x, y})
}

// pinchMove moves the i-th pointer. The first two pointers scale and move the map, others do
// nothing.
func (r *Recognizer) pinchMove(i int, x, y float64) []Gesture {
	if i > 1 {
		r.pointers[i].x, r.pointers[i].y = x, y
		return nil
	}
	p0, p1 := &r.pointers[0], &r.pointers[1]
	midX, midY, before := (p0.x+p1.x)/2, (p0.y+p1.y)/2, math.Hypot(p0.x-p1.x, p0.y-p1.y)
	r.pointers[i].x, r.pointers[i].y = x, y
	g := Gesture{Kind: Pinch, X: (p0.x + p1.x) / 2, Y: (p0.y + p1.y) / 2, finger: true}
	g.DX, g.DY = g.X-midX, g.Y-midY
	// Fingers at the same position have no scale.
	if after := math.Hypot(p0.x-p1.x, p0.y-p1.y); before > 1 && after > 1 {
		g.Levels = math.Log2(after / before)
	}
	return []Gesture{g}
}

func (r *Recognizer) pointerUp(e Event, t float64) []Gesture {
	x, y := e.X, e.Y
	i := r.indexOf(e.ID)
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
	r.removePointer(e.ID)
	if dragged {
		return recognizeFling(trail, t)
	}
	held := t - p.t0
	if e.Held > 0 {
		held = e.Held
	}
	if math.Hypot(x-p.x0, y-p.y0) > p.moveTolerance() ||
		p.kind != "mouse" && held > maxTapDuration {
		return nil
	}
	return r.recognizeTap(Gesture{Kind: Tap, X: x, Y: y, finger: p.kind != "mouse"}, t)
}

// recognizeTap turns a tap into a double tap if it follows another one closely.
func (r *Recognizer) recognizeTap(g Gesture, t float64) []Gesture {
	isDouble := r.hasLastTap && t-r.lastTapT <= maxDoubleTapInterval &&
		r.lastTapWasFinger == g.finger &&
		math.Hypot(g.X-r.lastTapX, g.Y-r.lastTapY) <= maxDoubleTapDistance
	r.hasLastTap, r.lastTapT, r.lastTapX, r.lastTapY, r.lastTapWasFinger = !isDouble, t, g.X, g.Y,
		g.finger
	if isDouble {
		g.Kind = DoubleTap
	}
	return []Gesture{g}
}

// recognizeFling returns the fling with which a drag ends at time t, or nil if it had come to rest.
func recognizeFling(trail []dragSample, t float64) []Gesture {
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
	g := Gesture{Kind: Fling, DX: (last.x - first.x) / elapsed,
		DY: (last.y - first.y) / elapsed}
	if math.Hypot(g.DX, g.DY) < minFlingSpeed {
		return nil
	}
	return []Gesture{g}
}
