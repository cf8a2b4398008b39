package main

import (
	"image"
	"testing"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// fakeInput is an inputSource that a test controls.
type fakeInput struct {
	mousePosition image.Point
	mouseDown     bool
	activeTouches []touch
	wheelNotches  float64
	pressedKeys   []ebiten.Key
	shiftDown     bool
	typed         string
}

func (f *fakeInput) cursor() (image.Point, bool) { return f.mousePosition, f.mouseDown }
func (f *fakeInput) appendTouches(touches []touch) []touch {
	return append(touches, f.activeTouches...)
}
func (f *fakeInput) wheel() float64  { return f.wheelNotches }
func (f *fakeInput) shiftHeld() bool { return f.shiftDown }
func (f *fakeInput) appendTypedRunes(runes []rune) []rune {
	return append(runes, []rune(f.typed)...)
}
func (f *fakeInput) keyPressed(key ebiten.Key) (down bool) {
	for _, k := range f.pressedKeys {
		down = down || k == key
	}
	return down
}

// windowDriver is a window with a fake input.
type windowDriver struct {
	*window
	t      *testing.T
	fake   *fakeInput
	screen *ebiten.Image
}

func newWindowDriver(t *testing.T, link string, width, height int, ratio float64) *windowDriver {
	t.Helper()
	w := newTestWindow(t, link)
	d := &windowDriver{window: w, t: t, fake: &fakeInput{mousePosition: image.Pt(-9, -9)}}
	w.input.source = d.fake
	w.openInBrowser = func(string) error { return nil }
	w.copyText = func(string) error { return nil }
	w.resize(float64(width), float64(height), ratio)
	d.screen = ebiten.NewImageWithOptions(image.Rectangle{Max: w.size},
		&ebiten.NewImageOptions{Unmanaged: true})
	t.Cleanup(func() {
		for _, img := range []*ebiten.Image{d.screen, w.mapImage, w.panel.offscreen} {
			if img != nil {
				img.Deallocate()
			}
		}
	})
	d.runFrames(5)
	return d
}

func (d *windowDriver) runFrames(n int) {
	d.t.Helper()
	for range n {
		if err := d.Update(); err != nil {
			d.t.Fatal(err)
		}
		d.Draw(d.screen)
	}
}

// pressKey presses and releases a key.
func (d *windowDriver) pressKey(key ebiten.Key) {
	d.t.Helper()
	d.fake.pressedKeys = []ebiten.Key{key}
	d.runFrames(1)
	d.fake.pressedKeys = nil
	d.runFrames(3)
}

// typeText types a text.
func (d *windowDriver) typeText(text string) {
	d.t.Helper()
	d.fake.typed = text
	d.runFrames(1)
	d.fake.typed = ""
	d.runFrames(3)
}

// click moves the mouse to a position and clicks.
func (d *windowDriver) click(position image.Point) {
	d.t.Helper()
	d.fake.mousePosition = position
	d.runFrames(2)
	d.fake.mouseDown = true
	d.runFrames(2)
	d.fake.mouseDown = false
	d.runFrames(5)
}

// findControl returns the control with an id, scrolled into view.
func (d *windowDriver) findControl(id string) widget.Focuser {
	d.t.Helper()
	for range 3 {
		for _, f := range d.panel.focusOrder() {
			if controlOf(f).id != id {
				continue
			}
			rect := f.GetWidget().Rect
			if d.panel.isFixed(f) || rect.Min.Y >= d.layout.panel.Min.Y &&
				rect.Min.Y+d.panel.style.px(20) <= d.layout.panel.Max.Y {
				return f
			}
			d.panel.scrollTop += rect.Min.Y - d.layout.panel.Min.Y - d.panel.style.px(60)
			d.panel.invalidate()
			d.runFrames(4)
			break
		}
	}
	d.t.Fatalf("no control %s to be seen", id)
	return nil
}

// clickOn clicks on a control, at an offset from its upper left corner or, if that is nil, near its
// middle.
func (d *windowDriver) clickOn(id string, offset *image.Point) {
	d.t.Helper()
	rect := d.findControl(id).GetWidget().Rect
	if offset == nil {
		d.click(rect.Min.Add(image.Pt(min(rect.Dx()/2, 20), rect.Dy()/2)))
		return
	}
	d.click(rect.Min.Add(*offset))
}

// focusedID returns the id of the focused control, or "".
func (d *windowDriver) focusedID() string {
	if focused := d.panel.ui.GetFocusedWidget(); focused != nil {
		return controlOf(focused).id
	}
	return ""
}

// pressTab presses Tab without drawing a frame.
func (d *windowDriver) pressTab() {
	d.t.Helper()
	d.input.dispatchKey(d.window, "Tab", false)
	if err := d.Update(); err != nil {
		d.t.Fatal(err)
	}
}

// tabTo presses Tab until a control has the focus.
func (d *windowDriver) tabTo(id string) {
	d.t.Helper()
	for range 200 {
		if d.focusedID() == id {
			d.runFrames(4)
			return
		}
		d.pressTab()
	}
	d.t.Fatalf("Tab does not lead to %s", id)
}
