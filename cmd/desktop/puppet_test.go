package main

import (
	"image"
	"testing"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// puppet is a reader's hands, moved by a test.
type puppet struct {
	at      image.Point
	down    bool
	fingers []touch
	turned  float64
	keys    []ebiten.Key
	shifted bool
	chars   string
}

func (p *puppet) cursor() (image.Point, bool)  { return p.at, p.down }
func (p *puppet) touches(list []touch) []touch { return append(list, p.fingers...) }
func (p *puppet) wheel() float64               { return p.turned }
func (p *puppet) shift() bool                  { return p.shifted }
func (p *puppet) letters(list []rune) []rune   { return append(list, []rune(p.chars)...) }
func (p *puppet) struck(key ebiten.Key) (down bool) {
	for _, k := range p.keys {
		down = down || k == key
	}
	return down
}

// worked is a window that a puppet works.
type worked struct {
	*window
	t      *testing.T
	hands  *puppet
	screen *ebiten.Image
}

func workedWindow(t *testing.T, link string, w, h int, ratio float64) *worked {
	t.Helper()
	win := testWindow(t, link)
	x := &worked{window: win, t: t, hands: &puppet{at: image.Pt(-9, -9)}}
	win.gestures.hands = x.hands
	win.outside = func(string) error { return nil }
	win.copy = func(string) error { return nil }
	win.resize(float64(w), float64(h), ratio)
	x.screen = ebiten.NewImageWithOptions(image.Rectangle{Max: win.size}, &ebiten.NewImageOptions{Unmanaged: true})
	t.Cleanup(func() {
		for _, img := range []*ebiten.Image{x.screen, win.shown, win.panel.drawn} {
			if img != nil {
				img.Deallocate()
			}
		}
	})
	x.frames(5)
	return x
}

func (x *worked) frames(n int) {
	x.t.Helper()
	for range n {
		if err := x.Update(); err != nil {
			x.t.Fatal(err)
		}
		x.Draw(x.screen)
	}
}

// press strikes a key once.
func (x *worked) press(key ebiten.Key) {
	x.t.Helper()
	x.hands.keys = []ebiten.Key{key}
	x.frames(1)
	x.hands.keys = nil
	x.frames(3)
}

// typed types letters.
func (x *worked) typed(words string) {
	x.t.Helper()
	x.hands.chars = words
	x.frames(1)
	x.hands.chars = ""
	x.frames(3)
}

// click moves the mouse to a place, presses and lets go.
func (x *worked) click(at image.Point) {
	x.t.Helper()
	x.hands.at = at
	x.frames(2)
	x.hands.down = true
	x.frames(2)
	x.hands.down = false
	x.frames(5)
}

// control is the control with an id, scrolled to where it can be seen.
func (x *worked) control(id string) widget.Focuser {
	x.t.Helper()
	for range 3 {
		for _, f := range x.panel.controls() {
			if knobOf(f).id != id {
				continue
			}
			box := f.GetWidget().Rect
			if x.panel.isTool(f) || box.Min.Y >= x.layout.panel.Min.Y && box.Min.Y+x.panel.style.px(20) <= x.layout.panel.Max.Y {
				return f
			}
			x.panel.top += box.Min.Y - x.layout.panel.Min.Y - x.panel.style.px(60)
			x.panel.touch()
			x.frames(4)
			break
		}
	}
	x.t.Fatalf("no control %s to be seen", id)
	return nil
}

// clickOn clicks on a control, at a place in it or, where that is nil, in its middle.
func (x *worked) clickOn(id string, at *image.Point) {
	x.t.Helper()
	box := x.control(id).GetWidget().Rect
	if at == nil {
		x.click(box.Min.Add(image.Pt(min(box.Dx()/2, 20), box.Dy()/2)))
		return
	}
	x.click(box.Min.Add(*at))
}

// on is the id of the control with the keyboard; empty: none.
func (x *worked) on() string {
	if now := x.panel.ui.GetFocusedWidget(); now != nil {
		return knobOf(now).id
	}
	return ""
}

// tab presses Tab, without drawing.
func (x *worked) tab() {
	x.t.Helper()
	x.gestures.press(x.window, "Tab", false)
	if err := x.Update(); err != nil {
		x.t.Fatal(err)
	}
}

// tabTo presses Tab until the keyboard is on a control.
func (x *worked) tabTo(id string) {
	x.t.Helper()
	for range 200 {
		if x.on() == id {
			x.frames(4)
			return
		}
		x.tab()
	}
	x.t.Fatalf("Tab does not lead to %s", id)
}
