package main

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// TestPanelControlsMap: with the mouse a reader chooses a scenario, moves its pull-back, goes to a
// date, follows the tour and takes an oblast from the table.
func TestPanelControlsMap(t *testing.T) {
	x := newWindowDriver(t, "", 820, 560, 1)
	x.clickOn(actionID(app.Action{Type: app.ActionScenario, ID: "mutual-pullback"}), nil)
	if x.view.Scenario == nil || x.view.Scenario.ID != "mutual-pullback" {
		t.Fatalf("scenario %+v", x.view.Scenario)
	}
	last := x.view.Scenario.Pullbacks[len(x.view.Scenario.Pullbacks)-1]
	slider := x.findControl("slider-pullback").GetWidget().Rect
	x.fake.mousePosition = slider.Min.Add(image.Pt(12, 15))
	x.runFrames(2)
	x.fake.mouseDown = true
	x.runFrames(3)
	// the panel is made anew under the hand
	x.fake.mousePosition = image.Pt(slider.Max.X-11, slider.Min.Y+15)
	x.runFrames(12)
	x.fake.mouseDown = false
	x.runFrames(8)
	if on := selectedPullback(x.view); on != last.Km {
		t.Errorf("pulled to %d km, want %d", on, last.Km)
	}
	x.clickOn("slider-date", &image.Point{X: chartInset, Y: 15})
	if x.view.Date != x.view.Dates[0].ID || x.view.Scenario != nil {
		t.Errorf("date %s with %+v", x.view.Date, x.view.Scenario)
	}
	x.clickOn("forward", nil)
	if x.view.Date != x.view.Dates[1].ID {
		t.Errorf("date %s", x.view.Date)
	}
	x.clickOn("fold-figures", nil)
	x.click(x.tableRowPosition(t, "table-figures", "UA-63"))
	if x.view.Select != "UA-63" || x.view.Card == nil || len(x.view.Chart.Series) != 2 {
		t.Errorf("selected %q", x.view.Select)
	}
	x.clickOn(actionID(app.Action{Type: app.ActionClose}), nil)
	if x.view.Card != nil {
		t.Error("the card is open still")
	}
	x.clickOn(actionID(app.Action{Type: app.ActionStep, ID: x.view.Steps[0].ID}), nil)
	x.clickOn(actionID(app.Action{Type: app.ActionStep, ID: "next"}), nil)
	if x.view.Step == nil || x.view.Step.ID != x.view.Steps[1].ID {
		t.Errorf("step %+v", x.view.Step)
	}
	x.clickOn(actionID(app.Action{Type: app.ActionStep}), nil)
	if x.view.Step != nil {
		t.Errorf("step %+v", x.view.Step)
	}
}

func selectedPullback(v app.View) (km int) {
	if v.Scenario != nil {
		for _, b := range v.Scenario.Pullbacks {
			if b.On {
				km = b.Km
			}
		}
	}
	return km
}

// tableRowPosition is where a row of a table lies, in the middle of the panel.
func (x *windowDriver) tableRowPosition(t *testing.T, id, row string) image.Point {
	t.Helper()
	l := x.findControl(id).(*customWidget)
	g := x.panel.tableLayouts[strings.TrimPrefix(id, "table-")]
	for _, r := range g.rows {
		if r.id == row {
			x.panel.scrollTop += l.widget.Rect.Min.Y + r.top - x.layout.panel.Min.Y - 100
			x.panel.invalidate()
			x.runFrames(3)
			return l.widget.Rect.Min.Add(image.Pt(20, (r.top+r.bottom)/2))
		}
	}
	t.Fatalf("%s has no row %s", id, row)
	return image.Point{}
}

// TestPlay: the dates follow one another, and stop at a press.
func TestPlay(t *testing.T) {
	x := newWindowDriver(t, "", 700, 480, 1)
	x.clickOn("play", nil)
	// how far it has come is a matter of time
	if !x.view.Playing || x.view.Date == x.view.Dates[len(x.view.Dates)-1].ID {
		t.Fatalf("playing %v at %s", x.view.Playing, x.view.Date)
	}
	x.clickOn("play", nil)
	if x.view.Playing {
		t.Error("does not stop")
	}
}

// TestKeyboard: all is reached and worked by keys; the keyboard stays where it is while the panel
// is made anew, and shows where that is.
func TestKeyboard(t *testing.T) {
	x := newWindowDriver(t, "", 760, 500, 1)
	before := x.pixels()
	x.pressKey(ebiten.KeyTab)
	if x.focusedID() != actionID(mapButtons[0].action) {
		t.Errorf("Tab leads to %q first", x.focusedID())
	}
	if ring := x.countChangedPixels(before, x.layout.buttons.Inset(-8)); ring < 100 {
		t.Errorf("a ring of %d pixels", ring)
	}
	x.pressKey(ebiten.KeyEnter)
	x.runFrames(40)
	if x.State().View == nil {
		t.Error("Enter does not press the button that zooms")
	}
	plan := actionID(app.Action{Type: app.ActionScenario, ID: "mutual-pullback"})
	x.tabTo(plan)
	if box := x.panel.ui.GetFocusedWidget().GetWidget().Rect; !box.In(x.layout.panel) {
		t.Errorf("%v has the keyboard, but cannot be seen", box)
	}
	x.typeText(" ")
	if x.view.Scenario == nil || x.focusedID() != plan {
		t.Fatalf("scenario %v, keyboard on %q", x.view.Scenario, x.focusedID())
	}
	x.tabTo("slider-pullback")
	km := selectedPullback(x.view)
	x.pressKey(ebiten.KeyArrowRight)
	if got := selectedPullback(x.view); got <= km || x.focusedID() != "slider-pullback" {
		t.Errorf("%d km after %d, keyboard on %q", got, km, x.focusedID())
	}
	x.tabTo("slider-date")
	x.pressKey(ebiten.KeyHome)
	if x.view.Date != x.view.Dates[0].ID {
		t.Errorf("date %s", x.view.Date)
	}
	x.tabTo("fold-figures")
	x.pressKey(ebiten.KeyEnter)
	x.tabTo("table-figures")
	x.pressKey(ebiten.KeyArrowDown)
	x.pressKey(ebiten.KeyArrowDown)
	x.pressKey(ebiten.KeyEnter)
	if want := x.view.Table.Rows[2].ID; x.view.Select != want {
		t.Errorf("the table selects %q, want %q", x.view.Select, want)
	}
	x.pressKey(ebiten.KeyEscape)
	if x.focusedID() != "" || !x.view.Crosshair {
		t.Errorf("Escape leaves the keyboard on %q, crosshair %v", x.focusedID(), x.view.Crosshair)
	}
	x.pressKey(ebiten.KeyEscape)
	if x.view.Card != nil {
		t.Error("Escape on the map does not close the card")
	}
	x.typeText("]")
	if x.view.Card == nil {
		t.Error("] opens no oblast")
	}
}

// TestCrosshairForKeyboardOnly: a click and a finger show no crosshair, the first key after them
// does.
func TestCrosshairForKeyboardOnly(t *testing.T) {
	x := newWindowDriver(t, "", 760, 500, 1)
	at := x.layout.mapRect.Min.Add(x.layout.mapRect.Size().Div(3))
	shown := func(want bool, what string) {
		t.Helper()
		x.runFrames(2)
		if x.app.View().Crosshair != want {
			t.Errorf("%s: a crosshair: %v, want %v", what, !want, want)
		}
	}
	x.click(at)
	shown(false, "a click")
	x.pressKey(ebiten.KeyArrowLeft)
	shown(true, "an arrow")
	x.fake.activeTouches = []touch{{id: 1, position: at}}
	x.runFrames(2)
	x.fake.activeTouches = nil
	shown(false, "a finger")
	x.pressKey(ebiten.KeyArrowRight)
	shown(true, "another arrow")
}

// TestTabOrder: Tab leads through every control once and back to the map; with shift the other way.
func TestTabOrder(t *testing.T) {
	x := newWindowDriver(t, "", 700, 480, 1)
	seen := map[string]bool{}
	n := len(x.panel.focusOrder())
	for range n {
		x.pressTab()
		if x.focusedID() == "" || seen[x.focusedID()] {
			t.Fatalf("Tab leads to %q after %d of %d", x.focusedID(), len(seen), n)
		}
		seen[x.focusedID()] = true
	}
	x.pressKey(ebiten.KeyTab)
	if x.focusedID() != "" {
		t.Errorf("after the last Tab leads to %q, not to the map", x.focusedID())
	}
	x.fake.shiftDown = true
	x.pressKey(ebiten.KeyTab)
	if !seen[x.focusedID()] {
		t.Errorf("shift and Tab lead to %q", x.focusedID())
	}
}

func (x *windowDriver) pixels() *image.RGBA {
	img := image.NewRGBA(x.screen.Bounds())
	x.screen.ReadPixels(img.Pix)
	return img
}

// countChangedPixels counts the pixels in a box that have changed.
func (x *windowDriver) countChangedPixels(before *image.RGBA, box image.Rectangle) (n int) {
	now := x.pixels()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for c := box.Min.X; c < box.Max.X; c++ {
			if a, b := before.RGBAAt(c, y), now.RGBAAt(c, y); differsVisibly(a.R, b.R) ||
				differsVisibly(a.G, b.G) || differsVisibly(a.B, b.B) {
				n++
			}
		}
	}
	return n
}

// TestSearch: letters of any language find a place; Enter goes there.
func TestSearch(t *testing.T) {
	x := newWindowDriver(t, "", 700, 480, 1)
	x.tabTo("search")
	x.typeText("Харківх")
	x.pressKey(ebiten.KeyBackspace)
	if x.panel.searchField.text() != "Харків" {
		t.Fatalf("%q", x.panel.searchField.text())
	}
	x.pressKey(ebiten.KeyEnter)
	if x.view.Card == nil || !strings.Contains(x.view.Card.Name, "Kharkiv") {
		t.Fatalf("card %+v", x.view.Card)
	}
	x.tabTo("search")
	x.typeText("mariup")
	x.clickOn("found-town-mariupol", nil)
	if x.view.Select != "town-mariupol" || x.panel.searchField.text() != "" {
		t.Errorf("selected %q, the field says %q", x.view.Select, x.panel.searchField.text())
	}
}

func TestTextField(t *testing.T) {
	f := &textField{}
	f.insertRunes([]rune("Запоріжжя\t"))
	for _, key := range []string{"Home", "Delete", "ArrowRight", "Backspace", "End", "Backspace",
		"ArrowLeft", "Backspace"} {
		if !f.handleKey(key) {
			t.Errorf("%s means nothing", key)
		}
	}
	f.insertRunes([]rune("ї"))
	if f.text() != "поріїж" {
		t.Errorf("%q", f.text())
	}
	f.insertRunes([]rune(strings.Repeat("я", 100)))
	if len(f.runes) != maxFieldRunes || f.handleKey("F5") {
		t.Errorf("%d letters", len(f.runes))
	}
	if !f.handleKey("Escape") || f.text() != "" || f.handleKey("Escape") {
		t.Error("Escape empties it once")
	}
}

// TestTouch: one finger moves the map, two pinch it, a tap opens a card; on the panel one finger
// scrolls, or presses where it stays.
func TestTouch(t *testing.T) {
	x := newWindowDriver(t, "", 340, 620, 1)
	mid := image.Pt(x.layout.mapRect.Dx()/2, x.layout.mapRect.Dy()/2)
	zoom := func() float64 {
		c := x.app.Picture().Camera
		return c.Zoom()
	}
	x.fake.activeTouches = []touch{{1, mid.Div(2)}} // the middle is on the key
	x.runFrames(2)
	x.fake.activeTouches = nil
	x.runFrames(40)
	if x.view.Card == nil {
		t.Error("a tap opens no card")
	}
	before := zoom()
	for i := range 12 {
		d := image.Pt(25+6*i, 0)
		x.fake.activeTouches = []touch{{1, mid.Sub(d)}, {2, mid.Add(d)}}
		x.runFrames(1)
	}
	x.fake.activeTouches = nil
	x.runFrames(40)
	if zoom() < before+0.8 {
		t.Errorf("two fingers zoom from %.2f to %.2f", before, zoom())
	}
	centre := x.app.Picture().Camera.Center
	for i := range 10 {
		x.fake.activeTouches = []touch{{3, mid.Add(image.Pt(8*i, 0))}}
		x.runFrames(1)
	}
	x.fake.activeTouches = nil
	x.runFrames(60)
	if moved := x.app.Picture().Camera.Center; moved.X > centre.X-1000 {
		t.Errorf("one finger moves from %v to %v", centre, moved)
	}
	from := x.layout.panel.Min.Add(image.Pt(150, x.layout.panel.Dy()-10))
	scenario := x.view.Scenario
	for i := range 10 {
		x.fake.activeTouches = []touch{{4, from.Sub(image.Pt(0, 20*i))}}
		x.runFrames(1)
	}
	x.fake.activeTouches = nil
	x.runFrames(6)
	if x.panel.scrollTop < 100 || x.view.Scenario != scenario {
		t.Errorf("the panel is scrolled to %d", x.panel.scrollTop)
	}
	box := x.findControl("fold-legend").GetWidget().Rect
	x.fake.activeTouches = []touch{{5, box.Min.Add(image.Pt(30, box.Dy()/2))}}
	x.runFrames(3)
	x.fake.activeTouches = nil
	x.runFrames(6)
	if open, ok := x.panel.openSections["legend"]; !ok || open {
		t.Error("a finger on a heading does not close it")
	}
}

// TestPanelKeepsScroll: what changes on the map does not scroll the panel, nor is it drawn while
// the map moves.
func TestPanelKeepsScroll(t *testing.T) {
	x := newWindowDriver(t, "", 700, 440, 1)
	x.panel.scrollBy(300)
	x.runFrames(20)
	top := x.panel.scrollTop
	x.dispatch(app.Action{Type: app.ActionLayer, ID: "contact", On: false})
	x.runFrames(8)
	if x.panel.scrollTop != top {
		t.Errorf("scrolled from %d to %d by a switch", top, x.panel.scrollTop)
	}
	x.runFrames(20)
	paints, link := x.panel.paintCount, x.view.Link
	x.dispatch(app.Action{Type: app.ActionPan, DX: 100})
	x.runFrames(10)
	if x.panel.paintCount != paints || x.view.Link == link {
		t.Errorf("the panel was drawn %d times while the map moved, link %q",
			x.panel.paintCount-paints, x.view.Link)
	}
}

// TestTableLayouts: every form of a table keeps every cell, in the width.
func TestTableLayouts(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		w := newTestWindow(t, "scenario=plan-28&lang="+lang)
		for _, ratio := range []float64{1, 1.5} {
			w.resize(900, 600, ratio)
			w.renderFrames(t, 2)
			s := w.panel.style
			shown, folded := splitFoldedRows(w.view.Table)
			if n := len(shown.Rows) + len(folded.Rows); n != len(w.view.Table.Rows) ||
				len(folded.Rows) == 0 {
				t.Fatalf("%d rows of %d", n, len(w.view.Table.Rows))
			}
			for _, table := range []app.Table{w.view.Table, shown, folded, w.view.Claims,
				w.view.Published, w.view.Scenario.Zones, w.view.Scenario.Rules} {
				for _, width := range []float64{210, 270, 330, 400, 640} {
					px := s.px(width)
					g := s.fitColumns(table, px)
					if g == nil {
						g = s.layoutStacked(table, px)
					}
					checkTableLayout(t, g, table, px)
				}
			}
		}
	}
}

func checkTableLayout(t *testing.T, g *tableLayout, table app.Table, width int) {
	t.Helper()
	var all strings.Builder
	for _, p := range g.lines {
		if end := float64(p.x) + textWidth(p.text, p.face); end > float64(width)+2 || p.x < 0 ||
			p.y < 0 || p.y+lineHeight(p.face) > g.height+1 {
			t.Fatalf("%q at %d,%d ends at %.0f of %d", p.text, p.x, p.y, math.Ceil(end), width)
		}
		all.WriteString(strings.ReplaceAll(p.text, " ", ""))
	}
	if len(g.rows) != len(table.Rows) {
		t.Fatalf("%d rows of %d", len(g.rows), len(table.Rows))
	}
	for i, a := range g.lines {
		for _, b := range g.lines[i+1:] {
			if a.y == b.y && a.x < b.x+int(textWidth(b.text, b.face)) &&
				b.x < a.x+int(textWidth(a.text, a.face)) {
				t.Fatalf("%q and %q lie upon one another in %d", a.text, b.text, width)
			}
		}
	}
	for _, r := range table.Rows {
		for _, cell := range r.Cells {
			for word := range strings.FieldsSeq(cell) {
				if !strings.Contains(all.String(), word) && len([]rune(word)) < 14 {
					t.Fatalf("%q is not in the table", word)
				}
			}
		}
	}
}
