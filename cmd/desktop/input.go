package main

import (
	"image"
	"slices"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"truceline/internal/app"
)

// wheelPixels is how many CSS pixels a notch of the wheel counts, as in browsers.
const wheelPixels = 100

// input turns what Ebitengine reports into the app's device-neutral actions. What begins on the panel stays there.
type input struct {
	at      image.Point // of the mouse
	inside  bool        // the mouse is over the map
	pressed bool        // a button that went down over the map is held
	touches []touch     // those that began on the map
	ids     []ebiten.TouchID
	chars   []rune
	focused bool // the keyboard speaks to the map
}

// touch is a finger on the map.
type touch struct {
	id ebiten.TouchID
	at image.Point
}

// mapKeys are the keys that speak to the map, with their names in the DOM.
var mapKeys = []struct {
	key  ebiten.Key
	name string
}{
	{ebiten.KeyArrowLeft, "ArrowLeft"}, {ebiten.KeyArrowRight, "ArrowRight"}, {ebiten.KeyArrowUp, "ArrowUp"},
	{ebiten.KeyArrowDown, "ArrowDown"}, {ebiten.KeyEnter, "Enter"}, {ebiten.KeyNumpadEnter, "Enter"}, {ebiten.KeyEscape, "Escape"},
}

// mapChars are the characters that speak to the map, wherever the keyboard has them.
const mapChars = "+-=_0[]"

// update sends what has happened since the last frame; it says whether anything has.
func (in *input) update(w *window) (touched bool) {
	mouse := in.mouse(w)
	fingers := in.fingers(w)
	wheel := in.wheel(w)
	return in.keys(w) || mouse || fingers || wheel
}

func (in *input) mouse(w *window) (touched bool) {
	x, y := ebiten.CursorPosition()
	at := image.Pt(x, y)
	moved := at != in.at
	in.at = at
	over := w.places.over(at)
	if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft) {
		touched = true
		in.keyboard(w, false)
		if over {
			in.pressed = true
			w.point("down", "mouse", 0, at)
		}
	}
	switch {
	case moved && (over || in.pressed):
		touched, in.inside = true, true
		w.point("move", "mouse", 0, at)
	case in.inside && !over && !in.pressed:
		touched, in.inside = true, false
		w.point("leave", "mouse", 0, at)
	case moved:
		touched = true // the panel may light up
	}
	if in.pressed && !ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) {
		touched, in.pressed = true, false
		w.point("up", "mouse", 0, at)
	}
	return touched || inpututil.IsMouseButtonJustReleased(ebiten.MouseButtonLeft)
}

func (in *input) fingers(w *window) (touched bool) {
	for i, t := range in.touches {
		if inpututil.IsTouchJustReleased(t.id) {
			w.point("up", "touch", int(t.id)+1, t.at)
			touched = true
			continue
		}
		if x, y := ebiten.TouchPosition(t.id); image.Pt(x, y) != t.at {
			in.touches[i].at = image.Pt(x, y)
			w.point("move", "touch", int(t.id)+1, in.touches[i].at)
			touched = true
		}
	}
	in.touches = slices.DeleteFunc(in.touches, func(t touch) bool { return inpututil.IsTouchJustReleased(t.id) })
	in.ids = inpututil.AppendJustPressedTouchIDs(in.ids[:0])
	for _, id := range in.ids {
		x, y := ebiten.TouchPosition(id)
		if at := image.Pt(x, y); w.places.over(at) {
			in.touches = append(in.touches, touch{id, at})
			w.point("down", "touch", int(id)+1, at)
		}
		touched = true
	}
	return touched
}

func (in *input) wheel(w *window) bool {
	_, dy := ebiten.Wheel()
	if dy == 0 {
		return false
	}
	if w.places.over(in.at) {
		x, y := w.toMap(in.at)
		w.do(app.Action{Type: app.ActionWheel, X: &x, Y: &y, DY: -dy * wheelPixels})
	} else if in.at.In(w.places.panel) {
		w.panel.scroll(-dy * wheelPixels)
	}
	return true
}

func (in *input) keys(w *window) (touched bool) {
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	for _, k := range mapKeys {
		if !struck(k.key) {
			continue
		}
		touched = true
		if k.name == "Enter" && w.panel.focused() {
			continue // presses the panel's button
		}
		in.press(w, k.name, shift)
	}
	in.chars = ebiten.AppendInputChars(in.chars[:0])
	for _, c := range in.chars {
		touched = true
		if slices.Contains([]rune(mapChars), c) {
			in.press(w, string(c), shift)
		}
	}
	if inpututil.IsKeyJustPressed(ebiten.KeyTab) || inpututil.IsKeyJustPressed(ebiten.KeySpace) {
		in.keyboard(w, false)
		touched = true
	}
	return touched
}

// struck says whether a key has gone down or, held, repeats.
func struck(key ebiten.Key) bool {
	const first, every = 24, 5 // frames
	held := inpututil.KeyPressDuration(key)
	return held == 1 || held >= first && (held-first)%every == 0
}

func (in *input) press(w *window, key string, shift bool) {
	in.keyboard(w, true)
	w.do(app.Action{Type: app.ActionKey, Key: key, Shift: shift})
}

// keyboard tells the app whether the keyboard speaks to the map.
func (in *input) keyboard(w *window, on bool) {
	if in.focused == on {
		return
	}
	in.focused = on
	if on {
		w.panel.leave()
	}
	w.do(app.Action{Type: app.ActionFocus, On: on})
}

// over says whether a place is on the map, not on what lies over it.
func (p places) over(at image.Point) bool { return at.In(p.mapped) && !at.In(p.buttons) }

// toMap is a place in CSS pixels from the map's upper left corner.
func (w *window) toMap(at image.Point) (x, y float64) {
	at = at.Sub(w.places.mapped.Min)
	return float64(at.X) / w.ratio, float64(at.Y) / w.ratio
}

func (w *window) point(phase, kind string, id int, at image.Point) {
	x, y := w.toMap(at)
	w.do(app.Action{Type: app.ActionPointer, Phase: phase, Kind: kind, ID: strconv.Itoa(id), X: &x, Y: &y})
}
