package main

import (
	"image"
	"testing"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// fakeInput is a reader's hands, moved by a test.
type fakeInput struct {
	mousePosition image.Point
	mouseDown     bool
	activeTouches []touch
	wheelNotches  float64
	pressedKeys   []ebiten.Key
	shiftDown     bool
	typed         string
}

func (p *fakeInput) cursor() (image.Point, bool)         { return p.mousePosition, p.mouseDown }
func (p *fakeInput) appendTouches(list []touch) []touch  { return append(list, p.activeTouches...) }
func (p *fakeInput) wheel() float64                      { return p.wheelNotches }
func (p *fakeInput) shiftHeld() bool                     { return p.shiftDown }
func (p *fakeInput) appendTypedRunes(list []rune) []rune { return append(list, []rune(p.typed)...) }
func (p *fakeInput) keyPressed(key ebiten.Key) (down bool) {
	for _, k := range p.pressedKeys {
		down = down || k == key
	}
	return down
}

// windowDriver is a window that a puppet works.
type windowDriver struct {
	*window
	t      *testing.T
	fake   *fakeInput
	screen *ebiten.Image
}

func newWindowDriver(t *testing.T, link string, w, h int, ratio float64) *windowDriver {
	t.Helper()
	win := newTestWindow(t, link)
	x := &windowDriver{window: win, t: t, fake: &fakeInput{mousePosition: image.Pt(-9, -9)}}
	win.input.source = x.fake
	win.openInBrowser = func(string) error { return nil }
	win.copyText = func(string) error { return nil }
	win.resize(float64(w), float64(h), ratio)
	x.screen = ebiten.NewImageWithOptions(image.Rectangle{Max: win.size},
		&ebiten.NewImageOptions{Unmanaged: true})
	t.Cleanup(func() {
		for _, img := range []*ebiten.Image{x.screen, win.mapImage, win.panel.offscreen} {
			if img != nil {
				img.Deallocate()
			}
		}
	})
	x.runFrames(5)
	return x
}

func (x *windowDriver) runFrames(n int) {
	x.t.Helper()
	for range n {
		if err := x.Update(); err != nil {
			x.t.Fatal(err)
		}
		x.Draw(x.screen)
	}
}

// pressKey strikes a key once.
func (x *windowDriver) pressKey(key ebiten.Key) {
	x.t.Helper()
	x.fake.pressedKeys = []ebiten.Key{key}
	x.runFrames(1)
	x.fake.pressedKeys = nil
	x.runFrames(3)
}

// typeText types letters.
func (x *windowDriver) typeText(words string) {
	x.t.Helper()
	x.fake.typed = words
	x.runFrames(1)
	x.fake.typed = ""
	x.runFrames(3)
}

// click moves the mouse to a place, presses and lets go.
func (x *windowDriver) click(at image.Point) {
	x.t.Helper()
	x.fake.mousePosition = at
	x.runFrames(2)
	x.fake.mouseDown = true
	x.runFrames(2)
	x.fake.mouseDown = false
	x.runFrames(5)
}

// findControl is the control with an id, scrolled to where it can be seen.
func (x *windowDriver) findControl(id string) widget.Focuser {
	x.t.Helper()
	for range 3 {
		for _, f := range x.panel.focusOrder() {
			if controlOf(f).id != id {
				continue
			}
			box := f.GetWidget().Rect
			if x.panel.isMapButton(f) || box.Min.Y >= x.layout.panel.Min.Y &&
				box.Min.Y+x.panel.style.px(20) <= x.layout.panel.Max.Y {
				return f
			}
			x.panel.scrollTop += box.Min.Y - x.layout.panel.Min.Y - x.panel.style.px(60)
			x.panel.invalidate()
			x.runFrames(4)
			break
		}
	}
	x.t.Fatalf("no control %s to be seen", id)
	return nil
}

// clickOn clicks on a control, at a place in it or, where that is nil, in its middle.
func (x *windowDriver) clickOn(id string, at *image.Point) {
	x.t.Helper()
	box := x.findControl(id).GetWidget().Rect
	if at == nil {
		x.click(box.Min.Add(image.Pt(min(box.Dx()/2, 20), box.Dy()/2)))
		return
	}
	x.click(box.Min.Add(*at))
}

// focusedID is the id of the control with the keyboard; empty: none.
func (x *windowDriver) focusedID() string {
	if now := x.panel.ui.GetFocusedWidget(); now != nil {
		return controlOf(now).id
	}
	return ""
}

// pressTab presses Tab, without drawing.
func (x *windowDriver) pressTab() {
	x.t.Helper()
	x.input.dispatchKey(x.window, "Tab", false)
	if err := x.Update(); err != nil {
		x.t.Fatal(err)
	}
}

// tabTo presses Tab until the keyboard is on a control.
func (x *windowDriver) tabTo(id string) {
	x.t.Helper()
	for range 200 {
		if x.focusedID() == id {
			x.runFrames(4)
			return
		}
		x.pressTab()
	}
	x.t.Fatalf("Tab does not lead to %s", id)
}
