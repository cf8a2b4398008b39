package app

import "math"

// Thresholds of the gestures.
const (
	mouseSlack   = 4.0   // CSS pixels that a mouse may move while it clicks
	fingerSlack  = 10.0  // and a finger or pen while it taps
	tapTime      = 500.0 // milliseconds that a finger may rest and still tap
	doubleTime   = 320.0 // milliseconds between two taps that count as one double tap
	doubleSlack  = 30.0  // CSS pixels between them
	throwWindow  = 90.0  // milliseconds before the release from which a throw's speed is taken
	throwMinimum = 0.08  // CSS pixels a millisecond below which a release throws nothing
)

type gestureKind int

const (
	gestureTouch  gestureKind = iota // a pointer went down: what moves stops
	gestureHover                     // a pointer that is not down moved to x, y
	gestureLeave                     // it left the map
	gesturePan                       // the map follows by dx, dy
	gesturePinch                     // two fingers: about x, y by levels, and dx, dy
	gestureTap                       // at x, y
	gestureDouble                    // a second tap at x, y
	gestureThrow                     // the map was let go at dx, dy CSS pixels a millisecond
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

func (p pointer) slack() float64 {
	if p.kind == "mouse" {
		return mouseSlack
	}
	return fingerSlack
}

// sample is where the dragged point was at a time.
type sample struct{ t, x, y float64 }

// recogniser turns pointer events into gestures. A pointer that is down is forgotten on up, cancel and leave alike, and
// whenever a pointer of another kind or the same one goes down again, so none can stay down for good.
type recogniser struct {
	down  []pointer // in the order in which they went down
	moved bool      // the map follows: no tap any more
	trail []sample

	tapped       bool // there was a tap a moment ago
	tapT         float64
	tapX, tapY   float64
	tapWasFinger bool
}

// handle takes a pointer event at a time in milliseconds.
func (r *recogniser) handle(a Action, t float64) []gesture {
	x, y := *a.X, *a.Y
	switch a.Phase {
	case "down":
		return r.press(a, x, y, t)
	case "move":
		return r.move(a, x, y, t)
	case "up":
		return r.release(a, x, y, t)
	default: // cancel, leave
		r.forget(a.ID)
		if a.Phase == "leave" {
			return []gesture{{kind: gestureLeave}}
		}
		return nil
	}
}

// cancelAll forgets every pointer, as when the map is hidden.
func (r *recogniser) cancelAll() { *r = recogniser{} }

// dragging says that a pointer is down.
func (r *recogniser) dragging() bool { return len(r.down) > 0 }

func (r *recogniser) find(id string) int {
	for i := range r.down {
		if r.down[i].id == id {
			return i
		}
	}
	return -1
}

// forget drops a pointer without a tap or a throw.
func (r *recogniser) forget(id string) {
	if i := r.find(id); i >= 0 {
		r.down = append(r.down[:i], r.down[i+1:]...)
		r.trail = r.trail[:0]
	}
	if len(r.down) == 0 {
		r.moved = false
	}
}

func (r *recogniser) press(a Action, x, y, t float64) []gesture {
	if a.Button != 0 {
		return nil
	}
	r.forget(a.ID)
	if len(r.down) > 0 && (r.down[0].kind != a.Kind || a.Kind == "mouse") {
		r.down, r.moved = nil, false // an event was lost: two kinds are never down at once, nor two mice
	}
	r.trail = r.trail[:0]
	r.down = append(r.down, pointer{id: a.ID, kind: a.Kind, x: x, y: y, x0: x, y0: y, t0: t})
	if len(r.down) > 1 {
		r.moved = true
	}
	return []gesture{{kind: gestureTouch}}
}

func (r *recogniser) move(a Action, x, y, t float64) []gesture {
	i := r.find(a.ID)
	if i < 0 {
		if a.Kind == "touch" || len(r.down) > 0 {
			return nil
		}
		return []gesture{{kind: gestureHover, x: x, y: y}}
	}
	if len(r.down) > 1 {
		return r.pinch(i, x, y)
	}
	p := &r.down[0]
	if !r.moved {
		if math.Hypot(x-p.x0, y-p.y0) <= p.slack() {
			return nil
		}
		r.moved = true
		p.x, p.y = p.x0, p.y0 // the map catches up, so that what was grasped stays under the pointer
		r.follow(p.t0, p.x0, p.y0)
	}
	dx, dy := x-p.x, y-p.y
	p.x, p.y = x, y
	r.follow(t, x, y)
	return []gesture{{kind: gesturePan, dx: dx, dy: dy}}
}

// follow notes where a drag is, and forgets what is too old to count for a throw.
func (r *recogniser) follow(t, x, y float64) {
	first := 0
	for first < len(r.trail) && r.trail[first].t < t-throwWindow {
		first++
	}
	r.trail = append(r.trail[first:], sample{t, x, y})
}

// pinch moves the i-th pointer; the first two stretch and move the map, any other rests.
func (r *recogniser) pinch(i int, x, y float64) []gesture {
	if i > 1 {
		r.down[i].x, r.down[i].y = x, y
		return nil
	}
	a, b := &r.down[0], &r.down[1]
	midX, midY, span := (a.x+b.x)/2, (a.y+b.y)/2, math.Hypot(a.x-b.x, a.y-b.y)
	r.down[i].x, r.down[i].y = x, y
	g := gesture{kind: gesturePinch, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, finger: true}
	g.dx, g.dy = g.x-midX, g.y-midY
	if now := math.Hypot(a.x-b.x, a.y-b.y); span > 1 && now > 1 { // fingers on one spot have no scale
		g.levels = math.Log2(now / span)
	}
	return []gesture{g}
}

func (r *recogniser) release(a Action, x, y, t float64) []gesture {
	i := r.find(a.ID)
	if i < 0 {
		return nil
	}
	p := r.down[i]
	if len(r.down) > 1 {
		// The finger that stays goes on dragging from where it is.
		r.down = append(r.down[:i], r.down[i+1:]...)
		r.trail = r.trail[:0]
		return nil
	}
	moved := r.moved
	trail := r.trail
	r.forget(a.ID)
	if moved {
		return throw(trail, t)
	}
	held := t - p.t0
	if a.Held > 0 {
		held = a.Held
	}
	if math.Hypot(x-p.x0, y-p.y0) > p.slack() || p.kind != "mouse" && held > tapTime {
		return nil
	}
	return r.tap(gesture{kind: gestureTap, x: x, y: y, finger: p.kind != "mouse"}, t)
}

// tap is one tap, or the second of two.
func (r *recogniser) tap(g gesture, t float64) []gesture {
	again := r.tapped && t-r.tapT <= doubleTime && r.tapWasFinger == g.finger && math.Hypot(g.x-r.tapX, g.y-r.tapY) <= doubleSlack
	r.tapped, r.tapT, r.tapX, r.tapY, r.tapWasFinger = !again, t, g.x, g.y, g.finger
	if again {
		g.kind = gestureDouble
	}
	return []gesture{g}
}

// throw is the speed at which a drag was let go.
func throw(trail []sample, t float64) []gesture {
	for len(trail) > 0 && trail[0].t < t-throwWindow {
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
	g := gesture{kind: gestureThrow, dx: (last.x - first.x) / ms, dy: (last.y - first.y) / ms}
	if math.Hypot(g.dx, g.dy) < throwMinimum {
		return nil
	}
	return []gesture{g}
}
