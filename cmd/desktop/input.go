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

// gestures turn what the hands do into the app's device-neutral actions, or hand it to the panel. What begins on the
// panel stays there, and what begins on the map stays on the map.
type gestures struct {
	hands  hands
	at     image.Point // of the mouse
	down   bool        // its button
	inside bool        // the mouse is over the map
	held   bool        // the button went down over the map
	drags  []touch     // fingers that began on the map
	known  []touch     // all fingers in the frame before
	now    []touch
	finger finger
	chars  []rune
	onMap  bool // the keyboard speaks to the map
}

// finger is the one that works the panel: it presses, or it scrolls once it has moved far enough.
type finger struct {
	on        bool
	id        ebiten.TouchID
	from, at  image.Point
	scrolling bool
	lifted    bool // in this frame
}

// keyNames are the keys that mean something, with their names in the DOM.
var keyNames = []struct {
	key  ebiten.Key
	name string
}{
	{ebiten.KeyArrowLeft, "ArrowLeft"}, {ebiten.KeyArrowRight, "ArrowRight"}, {ebiten.KeyArrowUp, "ArrowUp"},
	{ebiten.KeyArrowDown, "ArrowDown"}, {ebiten.KeyEnter, "Enter"}, {ebiten.KeyNumpadEnter, "Enter"},
	{ebiten.KeyEscape, "Escape"}, {ebiten.KeyTab, "Tab"}, {ebiten.KeyPageUp, "PageUp"}, {ebiten.KeyPageDown, "PageDown"},
	{ebiten.KeyHome, "Home"}, {ebiten.KeyEnd, "End"}, {ebiten.KeyBackspace, "Backspace"}, {ebiten.KeyDelete, "Delete"},
	{ebiten.KeyF1, "F1"}, {ebiten.KeyF11, "F11"},
}

// mapChars are the characters that speak to the map, wherever the keyboard has them.
const mapChars = "+-=_0[]"

// update sends what has happened since the last frame; it says whether anything has.
func (g *gestures) update(w *window) (touched bool) {
	mouse := g.mouse(w)
	fingers := g.fingers(w)
	wheel := g.wheel(w)
	g.lead(w)
	return g.keys(w) || mouse || fingers || wheel
}

// lead tells the panel where the pointer is that is its business: a finger before the mouse.
func (g *gestures) lead(w *window) {
	at, down := g.at, g.down && !g.held
	switch f := &g.finger; {
	case f.lifted:
		at, down = f.at, false
		*f = finger{}
	case f.on && f.scrolling:
		at, down = nowhere, false // it lets go of what it had pressed
	case f.on:
		at, down = f.at, true
	case g.held || w.layout.over(at) && !w.panel.hand.down:
		at, down = nowhere, false
	}
	before := w.panel.hand
	w.panel.hand.move(at, down)
	if at != before.at || down != before.down {
		w.panel.touch()
	}
}

func (g *gestures) mouse(w *window) (touched bool) {
	at, down := g.hands.cursor()
	moved, pressed, released := at != g.at, down && !g.down, !down && g.down
	g.at, g.down = at, down
	over := w.layout.over(at)
	if pressed {
		g.keyboard(w, false)
		if over {
			g.held = true
			w.panel.leave()
			w.point("down", "mouse", 0, at)
		}
	}
	switch {
	case moved && (over || g.held):
		g.inside = true
		w.point("move", "mouse", 0, at)
	case g.inside && !over && !g.held:
		g.inside = false
		w.point("leave", "mouse", 0, at)
	}
	if g.held && released {
		g.held = false
		w.point("up", "mouse", 0, at)
	}
	return moved || pressed || released
}

func (g *gestures) fingers(w *window) (touched bool) {
	g.now = g.hands.touches(g.now[:0])
	find := func(list []touch, id ebiten.TouchID) int {
		return slices.IndexFunc(list, func(t touch) bool { return t.id == id })
	}
	for _, t := range g.now {
		switch k := find(g.drags, t.id); {
		case find(g.known, t.id) < 0:
			touched = true
			g.landed(w, t)
		case k >= 0 && g.drags[k].at != t.at:
			touched = true
			g.drags[k].at = t.at
			w.point("move", "touch", int(t.id)+1, t.at)
		case g.finger.on && g.finger.id == t.id && g.finger.at != t.at:
			touched = true
			g.slid(w, t.at)
		}
	}
	for _, t := range g.known {
		if find(g.now, t.id) >= 0 {
			continue
		}
		touched = true
		if k := find(g.drags, t.id); k >= 0 {
			w.point("up", "touch", int(t.id)+1, g.drags[k].at)
			g.drags = slices.Delete(g.drags, k, k+1)
		}
		if g.finger.on && g.finger.id == t.id {
			g.finger.lifted = true
		}
	}
	g.known = append(g.known[:0], g.now...)
	return touched
}

// landed takes a finger that has come down.
func (g *gestures) landed(w *window, t touch) {
	if w.layout.over(t.at) {
		g.drags = append(g.drags, t)
		w.point("down", "touch", int(t.id)+1, t.at)
		return
	}
	if !g.finger.on {
		g.finger = finger{on: true, id: t.id, from: t.at, at: t.at}
		w.panel.touch()
	}
}

// slack is how far a finger may move and still press what is under it, in CSS pixels.
const slack = 8

// slid takes the panel's finger along: it moves the control that it holds, or scrolls.
func (g *gestures) slid(w *window, at image.Point) {
	f := &g.finger
	far := at.Sub(f.from)
	if !f.scrolling && w.panel.grab == "" && max(far.Y, -far.Y) > int(slack*w.ratio) && at.In(w.layout.panel) {
		f.scrolling = true
	}
	if f.scrolling {
		w.panel.scroll(float64(f.at.Y-at.Y) / w.ratio)
	}
	f.at = at
	w.panel.touch()
}

func (g *gestures) wheel(w *window) bool {
	dy := g.hands.wheel()
	if dy == 0 {
		return false
	}
	if w.layout.over(g.at) {
		x, y := w.toMap(g.at)
		w.do(app.Action{Type: app.ActionWheel, X: &x, Y: &y, DY: dy * wheelPixels})
	} else if g.at.In(w.layout.panel) {
		w.panel.scroll(dy * wheelPixels)
	}
	return true
}

func (g *gestures) keys(w *window) (touched bool) {
	shift := g.hands.shift()
	for _, k := range keyNames {
		if g.hands.struck(k.key) {
			touched = true
			g.press(w, k.name, shift)
		}
	}
	g.chars = g.hands.letters(g.chars[:0])
	if len(g.chars) > 0 {
		touched = true
		g.write(w, g.chars, shift)
	}
	return touched
}

// press gives a key to the window, to the panel, or to the map.
func (g *gestures) press(w *window, key string, shift bool) {
	switch {
	case key == "F1":
		w.help()
	case key == "F11":
		w.fullscreen()
	case key == "Tab":
		g.keyboard(w, false)
		if !w.panel.tab(shift) {
			g.keyboard(w, true)
		}
	case w.panel.focused() && key == "Escape":
		if !w.panel.key(key) {
			w.panel.leave()
			g.keyboard(w, true)
		}
	case w.panel.focused():
		w.panel.key(key)
	case key == "PageUp" || key == "PageDown":
		w.panel.page(key)
	case key == "Home" || key == "End" || key == "Backspace" || key == "Delete":
	default:
		g.toMap(w, key, shift)
	}
}

// write gives letters to the panel's field for text, or to the map those that mean something there.
func (g *gestures) write(w *window, chars []rune, shift bool) {
	if now := w.panel.ui.GetFocusedWidget(); now != nil {
		k := knobOf(now)
		switch {
		case k != nil && k.write != nil:
			k.write(chars)
		case slices.Contains(chars, ' '):
			w.panel.key(" ")
		}
		w.panel.touch()
		return
	}
	for _, c := range chars {
		if slices.Contains([]rune(mapChars), c) {
			g.toMap(w, string(c), shift)
		}
	}
}

func (g *gestures) toMap(w *window, key string, shift bool) {
	g.keyboard(w, true)
	w.do(app.Action{Type: app.ActionKey, Key: key, Shift: shift})
}

// keyboard tells the app whether the keyboard speaks to the map.
func (g *gestures) keyboard(w *window, on bool) {
	if g.onMap == on {
		return
	}
	g.onMap = on
	if on {
		w.panel.leave()
	}
	w.do(app.Action{Type: app.ActionFocus, On: on})
}

// over says whether a place is on the map, not on what lies over it.
func (l layout) over(at image.Point) bool { return at.In(l.mapped) && !l.onButton(at) }

// onButton says whether a place is on a button that moves the map. The two corners without one are the map's.
func (l layout) onButton(at image.Point) bool {
	if !at.In(l.buttons) {
		return false
	}
	if !l.head.Empty() {
		return true
	}
	third := l.buttons.Dx() / 3
	below := at.Y >= l.buttons.Max.Y-third
	return !below || at.X >= l.buttons.Min.X+third && at.X < l.buttons.Max.X-third
}

// toMap is a place in CSS pixels from the map's upper left corner.
func (w *window) toMap(at image.Point) (x, y float64) {
	at = at.Sub(w.layout.mapped.Min)
	return float64(at.X) / w.ratio, float64(at.Y) / w.ratio
}

func (w *window) point(phase, kind string, id int, at image.Point) {
	x, y := w.toMap(at)
	w.do(app.Action{Type: app.ActionPointer, Phase: phase, Kind: kind, ID: strconv.Itoa(id), X: &x, Y: &y})
}
