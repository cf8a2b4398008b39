package main

import (
	"image"
	"slices"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// wheelPixels is how many CSS pixels a notch of the wheel counts, as in browsers.
const wheelPixels = 100

// inputRouter turn what the hands do into the app's device-neutral actions, or hand it to the
// panel. What begins on the panel stays there, and what begins on the map stays on the map.
type inputRouter struct {
	source          inputSource
	mousePosition   image.Point // of the mouse
	mouseDown       bool        // its button
	mouseOverMap    bool        // the mouse is over the map
	mouseDownOnMap  bool        // the button went down over the map
	mapTouches      []touch     // fingers that began on the map
	previousTouches []touch     // all fingers in the frame before
	currentTouches  []touch
	panelTouch      panelTouch
	typedRunes      []rune
	mapFocused      bool // the keyboard speaks to the map
}

// panelTouch is the one that works the panel: it presses, or it scrolls once it has moved far
// enough.
type panelTouch struct {
	active          bool
	id              ebiten.TouchID
	start, position image.Point
	scrolling       bool
	released        bool // in this frame
}

// keyNames are the keys that mean something, with their names in the DOM.
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

// mapChars are the characters that speak to the map, wherever the keyboard has them.
const mapChars = "+-=_0[]"

// update sends what has happened since the last frame; it says whether anything has.
func (g *inputRouter) update(w *window) (touched bool) {
	mouse := g.handleMouse(w)
	fingers := g.handleTouches(w)
	wheel := g.handleWheel(w)
	g.updatePanelCursor(w)
	return g.handleKeys(w) || mouse || fingers || wheel
}

// updatePanelCursor tells the panel where the pointer is that is its business: a finger before the
// mouse.
func (g *inputRouter) updatePanelCursor(w *window) {
	at, down := g.mousePosition, g.mouseDown && !g.mouseDownOnMap
	switch f := &g.panelTouch; {
	case f.released:
		at, down = f.position, false
		*f = panelTouch{}
	case f.active && f.scrolling:
		at, down = noPosition, false // it lets go of what it had pressed
	case f.active:
		at, down = f.position, true
	case g.mouseDownOnMap || w.layout.overMap(at) && !w.panel.cursor.down:
		at, down = noPosition, false
	}
	before := w.panel.cursor
	w.panel.cursor.setState(at, down)
	if at != before.position || down != before.down {
		w.panel.invalidate()
	}
}

func (g *inputRouter) handleMouse(w *window) (touched bool) {
	at, down := g.source.cursor()
	moved, pressed, released := at != g.mousePosition, down && !g.mouseDown, !down && g.mouseDown
	g.mousePosition, g.mouseDown = at, down
	over := w.layout.overMap(at)
	if pressed {
		g.setMapFocus(w, false)
		if over {
			g.mouseDownOnMap = true
			w.panel.clearFocus()
			w.sendPointer("down", "mouse", 0, at)
		}
	}
	switch {
	case moved && (over || g.mouseDownOnMap):
		g.mouseOverMap = true
		w.sendPointer("move", "mouse", 0, at)
	case g.mouseOverMap && !over && !g.mouseDownOnMap:
		g.mouseOverMap = false
		w.sendPointer("leave", "mouse", 0, at)
	}
	if g.mouseDownOnMap && released {
		g.mouseDownOnMap = false
		w.sendPointer("up", "mouse", 0, at)
	}
	return moved || pressed || released
}

func (g *inputRouter) handleTouches(w *window) (touched bool) {
	g.currentTouches = g.source.appendTouches(g.currentTouches[:0])
	find := func(list []touch, id ebiten.TouchID) int {
		return slices.IndexFunc(list, func(t touch) bool { return t.id == id })
	}
	for _, t := range g.currentTouches {
		switch k := find(g.mapTouches, t.id); {
		case find(g.previousTouches, t.id) < 0:
			touched = true
			g.startTouch(w, t)
		case k >= 0 && g.mapTouches[k].position != t.position:
			touched = true
			g.mapTouches[k].position = t.position
			w.sendPointer("move", "touch", int(t.id)+1, t.position)
		case g.panelTouch.active && g.panelTouch.id == t.id && g.panelTouch.position != t.position:
			touched = true
			g.movePanelTouch(w, t.position)
		}
	}
	for _, t := range g.previousTouches {
		if find(g.currentTouches, t.id) >= 0 {
			continue
		}
		touched = true
		if k := find(g.mapTouches, t.id); k >= 0 {
			w.sendPointer("up", "touch", int(t.id)+1, g.mapTouches[k].position)
			g.mapTouches = slices.Delete(g.mapTouches, k, k+1)
		}
		if g.panelTouch.active && g.panelTouch.id == t.id {
			g.panelTouch.released = true
		}
	}
	g.previousTouches = append(g.previousTouches[:0], g.currentTouches...)
	return touched
}

// startTouch takes a finger that has come down.
func (g *inputRouter) startTouch(w *window, t touch) {
	if w.layout.overMap(t.position) {
		g.mapTouches = append(g.mapTouches, t)
		w.sendPointer("down", "touch", int(t.id)+1, t.position)
		return
	}
	if !g.panelTouch.active {
		g.panelTouch = panelTouch{active: true, id: t.id, start: t.position, position: t.position}
		w.panel.invalidate()
	}
}

// moveTolerance is how far a finger may move and still press what is under it, in CSS pixels.
const moveTolerance = 8

// movePanelTouch takes the panel's finger along: it moves the control that it holds, or scrolls.
func (g *inputRouter) movePanelTouch(w *window, at image.Point) {
	f := &g.panelTouch
	far := at.Sub(f.start)
	if !f.scrolling && w.panel.draggedID == "" && max(far.Y, -far.Y) > int(moveTolerance*w.ratio) &&
		at.In(w.layout.panel) {
		f.scrolling = true
	}
	if f.scrolling {
		w.panel.scrollBy(float64(f.position.Y-at.Y) / w.ratio)
	}
	f.position = at
	w.panel.invalidate()
}

func (g *inputRouter) handleWheel(w *window) bool {
	dy := g.source.wheel()
	if dy == 0 {
		return false
	}
	if w.layout.overMap(g.mousePosition) {
		x, y := w.mapPosition(g.mousePosition)
		w.dispatch(app.Action{Type: app.ActionWheel, X: &x, Y: &y, DY: dy * wheelPixels})
	} else if g.mousePosition.In(w.layout.panel) {
		w.panel.scrollBy(dy * wheelPixels)
	}
	return true
}

func (g *inputRouter) handleKeys(w *window) (touched bool) {
	shift := g.source.shiftHeld()
	for _, k := range keyNames {
		if g.source.keyPressed(k.key) {
			touched = true
			g.dispatchKey(w, k.name, shift)
		}
	}
	g.typedRunes = g.source.appendTypedRunes(g.typedRunes[:0])
	if len(g.typedRunes) > 0 {
		touched = true
		g.dispatchRunes(w, g.typedRunes, shift)
	}
	return touched
}

// dispatchKey gives a key to the window, to the panel, or to the map.
func (g *inputRouter) dispatchKey(w *window, key string, shift bool) {
	switch {
	case key == "F1":
		w.openHelp()
	case key == "F11":
		w.toggleFullscreen()
	case key == "Tab":
		g.setMapFocus(w, false)
		if !w.panel.moveFocus(shift) {
			g.setMapFocus(w, true)
		}
	case w.panel.hasFocus() && key == "Escape":
		if !w.panel.handleKey(key) {
			w.panel.clearFocus()
			g.setMapFocus(w, true)
		}
	case w.panel.hasFocus():
		w.panel.handleKey(key)
	case key == "PageUp" || key == "PageDown":
		w.panel.handleScrollKey(key)
	case key == "Home" || key == "End" || key == "Backspace" || key == "Delete":
	default:
		g.sendKeyToMap(w, key, shift)
	}
}

// dispatchRunes gives letters to the panel's field for text, or to the map those that mean
// something there.
func (g *inputRouter) dispatchRunes(w *window, chars []rune, shift bool) {
	if now := w.panel.ui.GetFocusedWidget(); now != nil {
		k := controlOf(now)
		switch {
		case k != nil && k.insertRunes != nil:
			k.insertRunes(chars)
		case slices.Contains(chars, ' '):
			w.panel.handleKey(" ")
		}
		w.panel.invalidate()
		return
	}
	for _, c := range chars {
		if slices.Contains([]rune(mapChars), c) {
			g.sendKeyToMap(w, string(c), shift)
		}
	}
}

func (g *inputRouter) sendKeyToMap(w *window, key string, shift bool) {
	g.setMapFocus(w, true)
	w.dispatch(app.Action{Type: app.ActionKey, Key: key, Shift: shift})
}

// setMapFocus tells the app whether the keyboard speaks to the map.
func (g *inputRouter) setMapFocus(w *window, on bool) {
	if g.mapFocused == on {
		return
	}
	g.mapFocused = on
	if on {
		w.panel.clearFocus()
	}
	w.dispatch(app.Action{Type: app.ActionFocus, On: on})
}

// overMap says whether a place is on the map, not on what lies over it.
func (l layout) overMap(at image.Point) bool { return at.In(l.mapRect) && !l.overButton(at) }

// overButton says whether a place is on a button that moves the map. The two corners without one
// are the map's.
func (l layout) overButton(at image.Point) bool {
	if !at.In(l.buttons) {
		return false
	}
	if !l.toolbar.Empty() {
		return true
	}
	third := l.buttons.Dx() / 3
	below := at.Y >= l.buttons.Max.Y-third
	return !below || at.X >= l.buttons.Min.X+third && at.X < l.buttons.Max.X-third
}

// mapPosition is a place in CSS pixels from the map's upper left corner.
func (w *window) mapPosition(at image.Point) (x, y float64) {
	at = at.Sub(w.layout.mapRect.Min)
	return float64(at.X) / w.ratio, float64(at.Y) / w.ratio
}

func (w *window) sendPointer(phase, kind string, id int, at image.Point) {
	x, y := w.mapPosition(at)
	w.dispatch(app.Action{Type: app.ActionPointer, Phase: phase, Kind: kind, ID: strconv.Itoa(id),
		X: &x, Y: &y})
}
