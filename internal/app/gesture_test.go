package app

import (
	"math"
	"testing"
)

// A drag keeps the point that it began at under the pointer, and a pinch that is undone restores
// the scale.
func TestDragAndPinch_KeepPointUnderPointer(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(Action{Type: ActionResize, W: 900, H: 600, Ratio: 1},
		atPoint(Action{Type: ActionZoom, By: 2}, 500, 300))
	a.runUntilIdle()
	grasped := a.picture.Camera.Unproject(450, 300)
	a.mustDo(mouseEvent("down", 450, 300), mouseEvent("move", 480, 310),
		mouseEvent("move", 520, 340))
	if x, y := a.picture.Camera.Project(grasped); math.Hypot(x-520, y-340) > 1e-6 {
		t.Errorf("the map slipped to %v, %v", x, y)
	}
	a.mustDo(mouseEvent("up", 520, 340))
	a.runUntilIdle()
	before := a.picture.Camera
	a.mustDo(pointerEvent("down", "2", "touch", 400, 300),
		pointerEvent("down", "3", "touch", 500, 300),
		pointerEvent("move", "3", "touch", 560, 350), pointerEvent("move", "2", "touch", 380, 280),
		pointerEvent("move", "2", "touch", 400, 300), pointerEvent("move", "3", "touch", 500, 300),
		pointerEvent("cancel", "2", "touch", 400, 300),
		pointerEvent("cancel", "3", "touch", 500, 300))
	after := a.picture.Camera
	if math.Abs(after.MetresPerPixel/before.MetresPerPixel-1) > 1e-9 {
		t.Errorf("the scale changed from %v to %v", before.MetresPerPixel, after.MetresPerPixel)
	}
}

// A busy page may handle events late. What counts is how long the finger was down.
func TestTap_ReportedLate(t *testing.T) {
	a := newTestApp(t, assets, State{})
	a.mustDo(pointerEvent("down", "1", "touch", 450, 300))
	a.ms += 2000
	up := pointerEvent("up", "1", "touch", 450, 300)
	up.Held = 60
	a.mustDo(up)
	if a.View().Card == nil {
		t.Error("no card")
	}
	a.mustDo(Action{Type: ActionClose})
	a.ms += 2000
	a.mustDo(pointerEvent("down", "1", "touch", 450, 300))
	a.ms += 10
	up.Held = 900
	a.mustDo(up)
	if a.View().Card != nil {
		t.Error("a finger that rested opened a card")
	}
}
