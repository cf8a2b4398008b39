package gesture

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// pointerInput is a pointer event at a time in milliseconds.
type pointerInput struct {
	ms    float64
	phase string
	id    string
	kind  string
	x, y  float64
}

func (e pointerInput) event() Event {
	return Event{Phase: e.phase, ID: e.id, Kind: e.kind, X: e.x, Y: e.y}
}

// recognize returns the gestures that events cause, as text.
func recognize(r *Recognizer, events ...pointerInput) []string {
	var out []string
	for _, e := range events {
		for _, g := range r.HandlePointer(e.event(), e.ms) {
			out = append(out, g.String())
		}
	}
	return out
}

func (g Gesture) String() string {
	names := [...]string{"down", "hover", "leave", "pan", "pinch", "tap", "doubletap", "fling"}
	switch g.Kind {
	case Pan:
		return fmt.Sprintf("pan %.0f,%.0f", g.DX, g.DY)
	case Pinch:
		return fmt.Sprintf("pinch %.0f,%.0f by %.2f and %.0f,%.0f", g.X, g.Y, g.Levels, g.DX, g.DY)
	case Fling:
		return fmt.Sprintf("fling %.2f,%.2f", g.DX, g.DY)
	case Down, Leave:
		return names[g.Kind]
	}
	return fmt.Sprintf("%s %.0f,%.0f", names[g.Kind], g.X, g.Y)
}

func TestGestures(t *testing.T) {
	const m, f = "mouse", "touch"
	for _, c := range []struct {
		name   string
		events []pointerInput
		want   []string
	}{
		{"a hover", []pointerInput{{0, "move", "1", m, 5, 6}, {1, "leave", "1", m, 5, 6}},
			[]string{"hover 5,6", "leave"}},
		{"a click", []pointerInput{{0, "down", "1", m, 5, 6}, {900, "up", "1", m, 6, 6}},
			[]string{"down", "tap 6,6"}},
		{"a click that trembles", []pointerInput{{0, "down", "1", m, 5, 6},
			{1, "move", "1", m, 8, 6}, {2, "up", "1", m, 8, 6}}, []string{"down", "tap 8,6"}},
		{"a mouse's drag", []pointerInput{{0, "down", "1", m, 0, 0}, {10, "move", "1", m, 6, 0},
			{300, "move", "1", m, 8, 1}, {500, "up", "1", m, 8, 1}},
			[]string{"down", "pan 6,0", "pan 2,1"}},
		{"a fling", []pointerInput{{0, "down", "1", f, 0, 0}, {10, "move", "1", f, 20, 0},
			{20, "move", "1", f, 40, 0}, {30, "up", "1", f, 40, 0}},
			[]string{"down", "pan 20,0", "pan 20,0", "fling 2.00,0.00"}},
		{"a drag that stops first", []pointerInput{{0, "down", "1", f, 0, 0},
			{10, "move", "1", f, 20, 0}, {20, "move", "1", f, 40, 0}, {200, "up", "1", f, 40, 0}},
			[]string{"down", "pan 20,0", "pan 20,0"}},
		{"a tap", []pointerInput{{0, "down", "1", f, 5, 6}, {100, "move", "1", f, 12, 6},
			{200, "up", "1", f, 12, 6}}, []string{"down", "tap 12,6"}},
		{"a finger that rests", []pointerInput{{0, "down", "1", f, 5, 6},
			{600, "up", "1", f, 5, 6}}, []string{"down"}},
		{"two taps", []pointerInput{{0, "down", "1", f, 5, 6}, {50, "up", "1", f, 5, 6},
			{150, "down", "2", f, 9, 9}, {200, "up", "2", f, 9, 9}},
			[]string{"down", "tap 5,6", "down", "doubletap 9,9"}},
		{"three taps", []pointerInput{{0, "down", "1", f, 5, 6}, {50, "up", "1", f, 5, 6},
			{150, "down", "2", f, 9, 9}, {200, "up", "2", f, 9, 9}, {250, "down", "3", f, 9, 9},
			{300, "up", "3", f, 9, 9}},
			[]string{"down", "tap 5,6", "down", "doubletap 9,9", "down", "tap 9,9"}},
		{"two slow taps", []pointerInput{{0, "down", "1", f, 5, 6}, {50, "up", "1", f, 5, 6},
			{500, "down", "2", f, 9, 9}, {550, "up", "2", f, 9, 9}},
			[]string{"down", "tap 5,6", "down", "tap 9,9"}},
		{"two taps apart", []pointerInput{{0, "down", "1", f, 5, 6}, {50, "up", "1", f, 5, 6},
			{100, "down", "2", f, 90, 9}, {150, "up", "2", f, 90, 9}},
			[]string{"down", "tap 5,6", "down", "tap 90,9"}},
		{"a pinch", []pointerInput{{0, "down", "1", f, 0, 0}, {1, "down", "2", f, 100, 0},
			{2, "move", "2", f, 200, 0}, {3, "up", "2", f, 200, 0}, {4, "move", "1", f, 10, 0},
			{5, "up", "1", f, 10, 0}},
			[]string{"down", "down", "pinch 100,0 by 1.00 and 50,0", "pan 10,0"}},
		{"two fingers drag", []pointerInput{{0, "down", "1", f, 0, 0}, {1, "down", "2", f, 100, 0},
			{2, "move", "1", f, 0, 50}, {3, "move", "2", f, 100, 50}},
			[]string{"down", "down", "pinch 50,25 by 0.16 and 0,25",
				"pinch 50,50 by -0.16 and 0,25"}},
		{"a third finger", []pointerInput{{0, "down", "1", f, 0, 0}, {1, "down", "2", f, 100, 0},
			{2, "down", "3", f, 50, 50}, {3, "move", "3", f, 60, 60}},
			[]string{"down", "down", "down"}},
		{"a cancelled tap", []pointerInput{{0, "down", "1", f, 5, 6}, {10, "cancel", "1", f, 5, 6},
			{20, "up", "1", f, 5, 6}}, []string{"down"}},
		{"a cancelled drag", []pointerInput{{0, "down", "1", f, 0, 0}, {10, "move", "1", f, 20, 0},
			{20, "cancel", "1", f, 20, 0}, {30, "move", "1", f, 40, 0}},
			[]string{"down", "pan 20,0"}},
		{"up without down", []pointerInput{{0, "up", "1", m, 5, 6}, {1, "move", "1", m, 7, 7}},
			[]string{"hover 7,7"}},
		{"down twice", []pointerInput{{0, "down", "1", m, 0, 0}, {1, "down", "1", m, 50, 50},
			{2, "up", "1", m, 50, 50}, {3, "move", "1", m, 60, 60}},
			[]string{"down", "down", "tap 50,50", "hover 60,60"}},
		{"a second mouse", []pointerInput{{0, "down", "1", m, 0, 0}, {1, "down", "2", m, 50, 50},
			{2, "up", "2", m, 50, 50}, {3, "move", "2", m, 60, 60}},
			[]string{"down", "down", "tap 50,50", "hover 60,60"}},
		{"a finger after a lost mouse",
			[]pointerInput{{0, "down", "1", m, 0, 0}, {1, "down", "2", f, 50, 50},
				{2, "move", "2", f, 70, 50}},
			[]string{"down", "down", "pan 20,0"}},
		{"a finger that was never down", []pointerInput{{0, "move", "1", f, 5, 6}}, nil},
		{"a drag out of the map", []pointerInput{{0, "down", "1", m, 0, 0},
			{1, "move", "1", m, 20, 0}, {2, "leave", "1", m, 20, 0}, {3, "move", "1", m, 30, 0}},
			[]string{"down", "pan 20,0", "leave", "hover 30,0"}},
	} {
		got := recognize(&Recognizer{}, c.events...)
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %v\nwant %v", c.name, got, c.want)
		}
	}
}

func TestGestures_OtherButtons(t *testing.T) {
	r := &Recognizer{}
	e := Event{Phase: "down", ID: "1", Kind: "mouse", X: 5, Y: 5, Button: 2}
	if got := r.HandlePointer(e, 0); len(got) > 0 || r.AnyPointerDown() {
		t.Errorf("the right button: %v", got)
	}
}

// After any sequence of events in which every pointer has gone up, been cancelled or left, none is
// down, and a mouse that moves hovers.
func TestGestures_NoPointerStaysDown(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	ids := []string{"1", "2", "3"}
	kinds := map[string]string{"1": "mouse", "2": "touch", "3": "touch"}
	phases := []string{"down", "down", "move", "move", "up", "cancel", "leave"}
	ends := []string{"up", "cancel", "leave"}
	for round := range 3000 {
		rec := &Recognizer{}
		ms := 0.0
		for range r.IntN(30) {
			id := ids[r.IntN(3)]
			ms += r.Float64() * 200
			recognize(rec, pointerInput{ms, phases[r.IntN(len(phases))], id, kinds[id],
				r.Float64() * 500, r.Float64() * 500})
		}
		for _, id := range ids {
			recognize(rec, pointerInput{ms, ends[r.IntN(3)], id, kinds[id], 10, 10})
		}
		if rec.AnyPointerDown() || rec.dragged {
			t.Fatalf("round %d: down %v, moved %v", round, rec.pointers, rec.dragged)
		}
		if got := recognize(rec,
			pointerInput{ms + 1, "move", "1", "mouse", 5, 5}); fmt.Sprint(got) != "[hover 5,5]" {
			t.Fatalf("round %d: a move is %v", round, got)
		}
	}
}
