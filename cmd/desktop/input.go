package main

import (
	"image"
	"slices"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// wheelPixels is the scroll distance of a wheel's notch in CSS pixels, as in browsers.
const wheelPixels = 100

// inputRouter dispatches input to the map, as the app's device-neutral actions, or to the panel. A
// press or touch belongs until its end to the one of them that it started on.
type inputRouter struct {
	source          inputSource
	mousePosition   image.Point
	mouseDown       bool // the main button
	mouseOverMap    bool
	mouseDownOnMap  bool    // the button was pressed over the map
	mapTouches      []touch // touches that started on the map
	previousTouches []touch // all touches of the previous frame
	currentTouches  []touch
	panelTouch      panelTouch
	typedRunes      []rune
	mapFocused      bool // the map has the keyboard focus
}

// panelTouch is the one touch that operates the panel. It is a press until it has moved far enough
// to scroll.
type panelTouch struct {
	active          bool
	id              ebiten.TouchID
	start, position image.Point
	scrolling       bool
	released        bool // in this frame
}

// keyNames maps the keys that have a function to their names in the DOM.
var keyNames = []struct {
	key  ebiten.Key
	name string
}{
	{ebiten.KeyArrowLeft, "ArrowLeft"}, {ebiten.KeyArrowRight, "ArrowRight"},
	{ebiten.KeyArrowUp, "ArrowUp"},
	{ebiten.KeyArrowDown, "ArrowDown"}, {ebiten.KeyEnter, "Enter"},
	{ebiten.KeyNumpadEnter, "Enter"},
	{ebiten.KeyEscape, "Escape"}, {ebiten.KeyTab, "Tab"}, {ebiten.KeyPageUp, "PageUp"},
	{ebiten.KeyPageDown, "PageDown"},
	{ebiten.KeyHome, "Home"}, {ebiten.KeyEnd, "End"}, {ebiten.KeyBackspace, "Backspace"},
	{ebiten.KeyDelete, "Delete"},
	{ebiten.KeyF1, "F1"}, {ebiten.KeyF11, "F11"},
}

// mapChars are the characters that have a function on the map. They are handled as text, because
// their keys depend on the keyboard layout.
const mapChars = "+-=_0[]"

// update dispatches the input since the last frame. It reports whether there was any.
func (r *inputRouter) update(w *window) (changed bool) {
	mouse := r.handleMouse(w)
	touches := r.handleTouches(w)
	wheel := r.handleWheel(w)
	r.updatePanelCursor(w)
	return r.handleKeys(w) || mouse || touches || wheel
}

// updatePanelCursor sets the panel's pointer, which is the panel's touch or else the mouse.
func (r *inputRouter) updatePanelCursor(w *window) {
	position, down := r.mousePosition, r.mouseDown && !r.mouseDownOnMap
	switch touch := &r.panelTouch; {
	case touch.released:
		position, down = touch.position, false
		*touch = panelTouch{}
	case touch.active && touch.scrolling:
		position, down = noPosition, false // releases the pressed control
	case touch.active:
		position, down = touch.position, true
	case r.mouseDownOnMap || w.layout.overMap(position) && !w.panel.cursor.down:
		position, down = noPosition, false
	}
	previous := w.panel.cursor
	w.panel.cursor.setState(position, down)
	if position != previous.position || down != previous.down {
		w.panel.invalidate()
	}
}

func (r *inputRouter) handleMouse(w *window) (changed bool) {
	position, down := r.source.cursor()
	moved, pressed, released := position != r.mousePosition, down && !r.mouseDown,
		!down && r.mouseDown
	r.mousePosition, r.mouseDown = position, down
	overMap := w.layout.overMap(position)
	if pressed {
		r.setMapFocus(w, false)
		if overMap {
			r.mouseDownOnMap = true
			w.panel.clearFocus()
			w.sendPointer("down", "mouse", 0, position)
		}
	}
	switch {
	case moved && (overMap || r.mouseDownOnMap):
		r.mouseOverMap = true
		w.sendPointer("move", "mouse", 0, position)
	case r.mouseOverMap && !overMap && !r.mouseDownOnMap:
		r.mouseOverMap = false
		w.sendPointer("leave", "mouse", 0, position)
	}
	if r.mouseDownOnMap && released {
		r.mouseDownOnMap = false
		w.sendPointer("up", "mouse", 0, position)
	}
	return moved || pressed || released
}

func (r *inputRouter) handleTouches(w *window) (changed bool) {
	r.currentTouches = r.source.appendTouches(r.currentTouches[:0])
	indexOf := func(touches []touch, id ebiten.TouchID) int {
		return slices.IndexFunc(touches, func(t touch) bool { return t.id == id })
	}
	for _, t := range r.currentTouches {
		switch i := indexOf(r.mapTouches, t.id); {
		case indexOf(r.previousTouches, t.id) < 0:
			changed = true
			r.startTouch(w, t)
		case i >= 0 && r.mapTouches[i].position != t.position:
			changed = true
			r.mapTouches[i].position = t.position
			w.sendPointer("move", "touch", int(t.id)+1, t.position)
		case r.panelTouch.active && r.panelTouch.id == t.id && r.panelTouch.position != t.position:
			changed = true
			r.movePanelTouch(w, t.position)
		}
	}
	for _, t := range r.previousTouches {
		if indexOf(r.currentTouches, t.id) >= 0 {
			continue
		}
		changed = true
		if i := indexOf(r.mapTouches, t.id); i >= 0 {
			w.sendPointer("up", "touch", int(t.id)+1, r.mapTouches[i].position)
			r.mapTouches = slices.Delete(r.mapTouches, i, i+1)
		}
		if r.panelTouch.active && r.panelTouch.id == t.id {
			r.panelTouch.released = true
		}
	}
	r.previousTouches = append(r.previousTouches[:0], r.currentTouches...)
	return changed
}

// startTouch handles a new touch.
func (r *inputRouter) startTouch(w *window, t touch) {
	if w.layout.overMap(t.position) {
		r.mapTouches = append(r.mapTouches, t)
		w.sendPointer("down", "touch", int(t.id)+1, t.position)
		return
	}
	if !r.panelTouch.active {
		r.panelTouch = panelTouch{active: true, id: t.id, start: t.position, position: t.position}
		w.panel.invalidate()
	}
}

// moveTolerance is how far a touch may move, in CSS pixels, and still be a press.
const moveTolerance = 8

// movePanelTouch handles a movement of the panel's touch, which drags a control or scrolls.
func (r *inputRouter) movePanelTouch(w *window, position image.Point) {
	touch := &r.panelTouch
	delta := position.Sub(touch.start)
	if !touch.scrolling && w.panel.draggedID == "" &&
		max(delta.Y, -delta.Y) > int(moveTolerance*w.ratio) &&
		position.In(w.layout.panel) {
		touch.scrolling = true
	}
	if touch.scrolling {
		w.panel.scrollBy(float64(touch.position.Y-position.Y) / w.ratio)
	}
	touch.position = position
	w.panel.invalidate()
}

func (r *inputRouter) handleWheel(w *window) bool {
	dy := r.source.wheel()
	if dy == 0 {
		return false
	}
	if w.layout.overMap(r.mousePosition) {
		x, y := w.mapPosition(r.mousePosition)
		w.dispatch(app.Action{Type: app.ActionWheel, X: &x, Y: &y, DY: dy * wheelPixels})
	} else if r.mousePosition.In(w.layout.panel) {
		w.panel.scrollBy(dy * wheelPixels)
	}
	return true
}

func (r *inputRouter) handleKeys(w *window) (changed bool) {
	shift := r.source.shiftHeld()
	for _, k := range keyNames {
		if r.source.keyPressed(k.key) {
			changed = true
			r.dispatchKey(w, k.name, shift)
		}
	}
	r.typedRunes = r.source.appendTypedRunes(r.typedRunes[:0])
	if len(r.typedRunes) > 0 {
		changed = true
		r.dispatchRunes(w, r.typedRunes, shift)
	}
	return changed
}

// dispatchKey dispatches a key to the window, to the panel or to the map.
func (r *inputRouter) dispatchKey(w *window, key string, shift bool) {
	switch {
	case key == "F1":
		w.openHelp()
	case key == "F11":
		w.toggleFullscreen()
	case key == "Tab":
		r.setMapFocus(w, false)
		if !w.panel.moveFocus(shift) {
			r.setMapFocus(w, true)
		}
	case w.panel.hasFocus() && key == "Escape":
		if !w.panel.handleKey(key) {
			w.panel.clearFocus()
			r.setMapFocus(w, true)
		}
	case w.panel.hasFocus():
		w.panel.handleKey(key)
	case key == "PageUp" || key == "PageDown":
		w.panel.handleScrollKey(key)
	case key == "Home" || key == "End" || key == "Backspace" || key == "Delete":
	default:
		r.sendKeyToMap(w, key, shift)
	}
}

// dispatchRunes dispatches typed runes to the focused control or to the map.
func (r *inputRouter) dispatchRunes(w *window, runes []rune, shift bool) {
	if focused := w.panel.ui.GetFocusedWidget(); focused != nil {
		ctl := controlOf(focused)
		switch {
		case ctl != nil && ctl.insertRunes != nil:
			ctl.insertRunes(runes)
		case slices.Contains(runes, ' '):
			w.panel.handleKey(" ")
		}
		w.panel.invalidate()
		return
	}
	for _, char := range runes {
		if slices.Contains([]rune(mapChars), char) {
			r.sendKeyToMap(w, string(char), shift)
		}
	}
}

func (r *inputRouter) sendKeyToMap(w *window, key string, shift bool) {
	r.setMapFocus(w, true)
	w.dispatch(app.Action{Type: app.ActionKey, Key: key, Shift: shift})
}

// setMapFocus sets whether the map has the keyboard focus, and reports it to the app.
func (r *inputRouter) setMapFocus(w *window, focused bool) {
	if r.mapFocused == focused {
		return
	}
	r.mapFocused = focused
	if focused {
		w.panel.clearFocus()
	}
	w.dispatch(app.Action{Type: app.ActionFocus, On: focused})
}

// overMap reports whether a position is on the map and not on a button over it.
func (l layout) overMap(position image.Point) bool {
	return position.In(l.mapRect) && !l.overButton(position)
}

// overButton reports whether a position is on a map button. The grid's two lower corners, which
// have no buttons, belong to the map.
func (l layout) overButton(position image.Point) bool {
	if !position.In(l.buttons) {
		return false
	}
	if !l.toolbar.Empty() {
		return true
	}
	cellSize := l.buttons.Dx() / 3
	inBottomRow := position.Y >= l.buttons.Max.Y-cellSize
	return !inBottomRow || position.X >= l.buttons.Min.X+cellSize &&
		position.X < l.buttons.Max.X-cellSize
}

// mapPosition converts a position in the window to CSS pixels relative to the map.
func (w *window) mapPosition(position image.Point) (x, y float64) {
	position = position.Sub(w.layout.mapRect.Min)
	return float64(position.X) / w.ratio, float64(position.Y) / w.ratio
}

// sendPointer dispatches a pointer event at a position in the window.
func (w *window) sendPointer(phase, kind string, id int, position image.Point) {
	x, y := w.mapPosition(position)
	w.dispatch(app.Action{Type: app.ActionPointer, Phase: phase, Kind: kind, ID: strconv.Itoa(id),
		X: &x, Y: &y})
}
