package main

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// With the mouse, a user selects a scenario, drags its pull-back, selects a date, follows the tour
// and selects an oblast in the table.
func TestPanelControlsMap(t *testing.T) {
	d := newWindowDriver(t, "", 820, 560, 1)
	d.clickOn(actionID(app.Action{Type: app.ActionScenario, ID: "mutual-pullback"}), nil)
	if d.view.Scenario == nil || d.view.Scenario.ID != "mutual-pullback" {
		t.Fatalf("scenario %+v", d.view.Scenario)
	}
	last := d.view.Scenario.Pullbacks[len(d.view.Scenario.Pullbacks)-1]
	slider := d.findControl("slider-pullback").GetWidget().Rect
	d.fake.mousePosition = slider.Min.Add(image.Pt(12, 15))
	d.runFrames(2)
	d.fake.mouseDown = true
	d.runFrames(3)
	// the panel is rebuilt during the drag
	d.fake.mousePosition = image.Pt(slider.Max.X-11, slider.Min.Y+15)
	d.runFrames(12)
	d.fake.mouseDown = false
	d.runFrames(8)
	if on := selectedPullback(d.view); on != last.Km {
		t.Errorf("pulled to %d km, want %d", on, last.Km)
	}
	d.clickOn("slider-date", &image.Point{X: chartInset, Y: 15})
	if d.view.Date != d.view.Dates[0].ID || d.view.Scenario != nil {
		t.Errorf("date %s with %+v", d.view.Date, d.view.Scenario)
	}
	d.clickOn("forward", nil)
	if d.view.Date != d.view.Dates[1].ID {
		t.Errorf("date %s", d.view.Date)
	}
	d.clickOn("fold-figures", nil)
	d.click(d.tableRowPosition(t, "table-figures", "UA-63"))
	if d.view.Select != "UA-63" || d.view.Card == nil || len(d.view.Chart.Series) != 2 {
		t.Errorf("selected %q", d.view.Select)
	}
	d.clickOn(actionID(app.Action{Type: app.ActionClose}), nil)
	if d.view.Card != nil {
		t.Error("the card is open still")
	}
	d.clickOn(actionID(app.Action{Type: app.ActionStep, ID: d.view.Steps[0].ID}), nil)
	d.clickOn(actionID(app.Action{Type: app.ActionStep, ID: "next"}), nil)
	if d.view.Step == nil || d.view.Step.ID != d.view.Steps[1].ID {
		t.Errorf("step %+v", d.view.Step)
	}
	d.clickOn(actionID(app.Action{Type: app.ActionStep}), nil)
	if d.view.Step != nil {
		t.Errorf("step %+v", d.view.Step)
	}
}

func selectedPullback(v app.View) (km int) {
	if v.Scenario != nil {
		for _, pullback := range v.Scenario.Pullbacks {
			if pullback.On {
				km = pullback.Km
			}
		}
	}
	return km
}

// tableRowPosition scrolls to a row of a table and returns its position.
func (d *windowDriver) tableRowPosition(t *testing.T, id, row string) image.Point {
	t.Helper()
	tableWidget := d.findControl(id).(*customWidget)
	layout := d.panel.tables[strings.TrimPrefix(id, "table-")].layout
	for _, r := range layout.rows {
		if r.id == row {
			d.panel.scrollTop += tableWidget.widget.Rect.Min.Y + r.top - d.layout.panel.Min.Y - 100
			d.panel.invalidate()
			d.runFrames(3)
			return tableWidget.widget.Rect.Min.Add(image.Pt(20, (r.top+r.bottom)/2))
		}
	}
	t.Fatalf("%s has no row %s", id, row)
	return image.Point{}
}

// Playback advances the date and stops at a click.
func TestPlay(t *testing.T) {
	d := newWindowDriver(t, "", 700, 480, 1)
	d.clickOn("play", nil)
	// how far it has advanced depends on the time
	if !d.view.Playing || d.view.Date == d.view.Dates[len(d.view.Dates)-1].ID {
		t.Fatalf("playing %v at %s", d.view.Playing, d.view.Date)
	}
	d.clickOn("play", nil)
	if d.view.Playing {
		t.Error("does not stop")
	}
}

// Everything can be reached and operated by keys. The focus survives a rebuild of the panel and is
// visible.
func TestKeyboard(t *testing.T) {
	d := newWindowDriver(t, "", 760, 500, 1)
	before := d.pixels()
	d.pressKey(ebiten.KeyTab)
	if d.focusedID() != actionID(mapButtons[0].action) {
		t.Errorf("Tab leads to %q first", d.focusedID())
	}
	if ring := d.countChangedPixels(before, d.layout.buttons.Inset(-8)); ring < 100 {
		t.Errorf("a ring of %d pixels", ring)
	}
	d.pressKey(ebiten.KeyEnter)
	d.runFrames(40)
	if d.State().View == nil {
		t.Error("Enter does not press the button that zooms")
	}
	plan := actionID(app.Action{Type: app.ActionScenario, ID: "mutual-pullback"})
	d.tabTo(plan)
	if rect := d.panel.ui.GetFocusedWidget().GetWidget().Rect; !rect.In(d.layout.panel) {
		t.Errorf("%v has the keyboard, but cannot be seen", rect)
	}
	d.typeText(" ")
	if d.view.Scenario == nil || d.focusedID() != plan {
		t.Fatalf("scenario %v, keyboard on %q", d.view.Scenario, d.focusedID())
	}
	d.tabTo("slider-pullback")
	km := selectedPullback(d.view)
	d.pressKey(ebiten.KeyArrowRight)
	if got := selectedPullback(d.view); got <= km || d.focusedID() != "slider-pullback" {
		t.Errorf("%d km after %d, keyboard on %q", got, km, d.focusedID())
	}
	d.tabTo("slider-date")
	d.pressKey(ebiten.KeyHome)
	if d.view.Date != d.view.Dates[0].ID {
		t.Errorf("date %s", d.view.Date)
	}
	d.tabTo("fold-figures")
	d.pressKey(ebiten.KeyEnter)
	d.tabTo("table-figures")
	d.pressKey(ebiten.KeyArrowDown)
	d.pressKey(ebiten.KeyArrowDown)
	d.pressKey(ebiten.KeyEnter)
	if want := d.view.Table.Rows[2].ID; d.view.Select != want {
		t.Errorf("the table selects %q, want %q", d.view.Select, want)
	}
	d.pressKey(ebiten.KeyEscape)
	if d.focusedID() != "" || !d.view.Crosshair {
		t.Errorf("Escape leaves the keyboard on %q, crosshair %v", d.focusedID(), d.view.Crosshair)
	}
	d.pressKey(ebiten.KeyEscape)
	if d.view.Card != nil {
		t.Error("Escape on the map does not close the card")
	}
	d.typeText("]")
	if d.view.Card == nil {
		t.Error("] opens no oblast")
	}
}

// Clicks and touches show no crosshair; the first key after them does.
func TestCrosshairForKeyboardOnly(t *testing.T) {
	d := newWindowDriver(t, "", 760, 500, 1)
	position := d.layout.mapRect.Min.Add(d.layout.mapRect.Size().Div(3))
	checkCrosshair := func(want bool, what string) {
		t.Helper()
		d.runFrames(2)
		if d.app.View().Crosshair != want {
			t.Errorf("%s: a crosshair: %v, want %v", what, !want, want)
		}
	}
	d.click(position)
	checkCrosshair(false, "a click")
	d.pressKey(ebiten.KeyArrowLeft)
	checkCrosshair(true, "an arrow")
	d.fake.activeTouches = []touch{{id: 1, position: position}}
	d.runFrames(2)
	d.fake.activeTouches = nil
	checkCrosshair(false, "a finger")
	d.pressKey(ebiten.KeyArrowRight)
	checkCrosshair(true, "another arrow")
}

// Tab visits every control once and returns to the map. With shift it goes backwards.
func TestTabOrder(t *testing.T) {
	d := newWindowDriver(t, "", 700, 480, 1)
	seen := map[string]bool{}
	n := len(d.panel.focusOrder())
	for range n {
		d.pressTab()
		if d.focusedID() == "" || seen[d.focusedID()] {
			t.Fatalf("Tab leads to %q after %d of %d", d.focusedID(), len(seen), n)
		}
		seen[d.focusedID()] = true
	}
	d.pressKey(ebiten.KeyTab)
	if d.focusedID() != "" {
		t.Errorf("after the last Tab leads to %q, not to the map", d.focusedID())
	}
	d.fake.shiftDown = true
	d.pressKey(ebiten.KeyTab)
	if !seen[d.focusedID()] {
		t.Errorf("shift and Tab lead to %q", d.focusedID())
	}
}

func (d *windowDriver) pixels() *image.RGBA {
	img := image.NewRGBA(d.screen.Bounds())
	d.screen.ReadPixels(img.Pix)
	return img
}

// countChangedPixels returns how many pixels in a rectangle have changed visibly.
func (d *windowDriver) countChangedPixels(before *image.RGBA, rect image.Rectangle) (n int) {
	after := d.pixels()
	for y := rect.Min.Y; y < rect.Max.Y; y++ {
		for x := rect.Min.X; x < rect.Max.X; x++ {
			if differsVisibly(before.RGBAAt(x, y), after.RGBAAt(x, y)) {
				n++
			}
		}
	}
	return n
}

// A search in any script finds a place, and Enter selects it.
func TestSearch(t *testing.T) {
	d := newWindowDriver(t, "", 700, 480, 1)
	d.tabTo("search")
	d.typeText("Харківх")
	d.pressKey(ebiten.KeyBackspace)
	if d.panel.searchField.text() != "Харків" {
		t.Fatalf("%q", d.panel.searchField.text())
	}
	d.pressKey(ebiten.KeyEnter)
	if d.view.Card == nil || !strings.Contains(d.view.Card.Name, "Kharkiv") {
		t.Fatalf("card %+v", d.view.Card)
	}
	d.tabTo("search")
	d.typeText("mariup")
	d.clickOn("found-town-mariupol", nil)
	if d.view.Select != "town-mariupol" || d.panel.searchField.text() != "" {
		t.Errorf("selected %q, the field says %q", d.view.Select, d.panel.searchField.text())
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

// On the map one touch pans, two zoom, and a tap opens a card. On the panel a touch scrolls, or
// presses if it does not move.
func TestTouch(t *testing.T) {
	d := newWindowDriver(t, "", 340, 620, 1)
	center := image.Pt(d.layout.mapRect.Dx()/2, d.layout.mapRect.Dy()/2)
	zoom := func() float64 {
		c := d.app.Picture().Camera
		return c.Zoom()
	}
	d.fake.activeTouches = []touch{{1, center.Div(2)}} // the legend covers the middle
	d.runFrames(2)
	d.fake.activeTouches = nil
	d.runFrames(40)
	if d.view.Card == nil {
		t.Error("a tap opens no card")
	}
	before := zoom()
	for i := range 12 {
		offset := image.Pt(25+6*i, 0)
		d.fake.activeTouches = []touch{{1, center.Sub(offset)}, {2, center.Add(offset)}}
		d.runFrames(1)
	}
	d.fake.activeTouches = nil
	d.runFrames(40)
	if zoom() < before+0.8 {
		t.Errorf("two fingers zoom from %.2f to %.2f", before, zoom())
	}
	centre := d.app.Picture().Camera.Center
	for i := range 10 {
		d.fake.activeTouches = []touch{{3, center.Add(image.Pt(8*i, 0))}}
		d.runFrames(1)
	}
	d.fake.activeTouches = nil
	d.runFrames(60)
	if moved := d.app.Picture().Camera.Center; moved.X > centre.X-1000 {
		t.Errorf("one finger moves from %v to %v", centre, moved)
	}
	start := d.layout.panel.Min.Add(image.Pt(150, d.layout.panel.Dy()-10))
	scenario := d.view.Scenario
	for i := range 10 {
		d.fake.activeTouches = []touch{{4, start.Sub(image.Pt(0, 20*i))}}
		d.runFrames(1)
	}
	d.fake.activeTouches = nil
	d.runFrames(6)
	if d.panel.scrollTop < 100 || d.view.Scenario != scenario {
		t.Errorf("the panel is scrolled to %d", d.panel.scrollTop)
	}
	rect := d.findControl("fold-legend").GetWidget().Rect
	d.fake.activeTouches = []touch{{5, rect.Min.Add(image.Pt(30, rect.Dy()/2))}}
	d.runFrames(3)
	d.fake.activeTouches = nil
	d.runFrames(6)
	if open, ok := d.panel.openSections["legend"]; !ok || open {
		t.Error("a finger on a heading does not close it")
	}
}

// Changes of the map neither scroll the panel nor redraw it while the map moves.
func TestPanelKeepsScroll(t *testing.T) {
	d := newWindowDriver(t, "", 700, 440, 1)
	d.panel.scrollBy(300)
	d.runFrames(20)
	top := d.panel.scrollTop
	d.dispatch(app.Action{Type: app.ActionLayer, ID: "contact", On: false})
	d.runFrames(8)
	if d.panel.scrollTop != top {
		t.Errorf("scrolled from %d to %d by a switch", top, d.panel.scrollTop)
	}
	d.runFrames(20)
	paints, link := d.panel.paintCount, d.view.Link
	d.dispatch(app.Action{Type: app.ActionPan, DX: 100})
	d.runFrames(10)
	if d.panel.paintCount != paints || d.view.Link == link {
		t.Errorf("the panel was drawn %d times while the map moved, link %q",
			d.panel.paintCount-paints, d.view.Link)
	}
}

// Every form of a table shows every cell within the width.
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
				checkTableAtWidths(t, s, w.panel.table(table))
			}
		}
	}
}

func checkTableAtWidths(t *testing.T, s *style, table table) {
	t.Helper()
	for _, css := range []float64{210, 270, 330, 400, 640} {
		width := s.px(css)
		layout := s.fitColumns(table, width)
		if layout == nil {
			layout = s.layoutStacked(table, width)
		}
		checkTableLayout(t, layout, table, width)
	}
}

func checkTableLayout(t *testing.T, layout *tableLayout, table table, width int) {
	t.Helper()
	var text strings.Builder
	for _, line := range layout.lines {
		if end := float64(line.x) + textWidth(line.text, line.face); end > float64(width)+2 ||
			line.x < 0 ||
			line.y < 0 || line.y+lineHeight(line.face) > layout.height+1 {
			t.Fatalf("%q at %d,%d ends at %.0f of %d", line.text, line.x, line.y, math.Ceil(end),
				width)
		}
		text.WriteString(strings.ReplaceAll(line.text, " ", ""))
	}
	if len(layout.rows) != len(table.rows) {
		t.Fatalf("%d rows of %d", len(layout.rows), len(table.rows))
	}
	for i, a := range layout.lines {
		for _, b := range layout.lines[i+1:] {
			if a.y == b.y && a.x < b.x+int(textWidth(b.text, b.face)) &&
				b.x < a.x+int(textWidth(a.text, a.face)) {
				t.Fatalf("%q and %q lie upon one another in %d", a.text, b.text, width)
			}
		}
	}
	for _, r := range table.rows {
		for _, cell := range r.cells {
			for word := range strings.FieldsSeq(cell) {
				if !strings.Contains(text.String(), word) && len([]rune(word)) < 14 {
					t.Fatalf("%q is not in the table", word)
				}
			}
		}
	}
}
