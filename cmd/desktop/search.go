package main

import (
	"image"
	"slices"
	"strings"
	"unicode"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/app"
)

// textField is a single-line text input. ebitenui's own counts bytes instead of runes, which
// corrupts Cyrillic.
type textField struct {
	runes []rune
	caret int // the index of the rune that it precedes
}

const maxFieldRunes = 60

func (f *textField) text() string { return string(f.runes) }

func (f *textField) setText(text string) { f.runes, f.caret = []rune(text), len([]rune(text)) }

// setCaretAt moves the caret before the rune at x device pixels from the text's beginning.
func (f *textField) setCaretAt(x float64, face text.Face) {
	f.caret = len(f.runes)
	for i := range f.runes {
		if textWidth(string(f.runes[:i+1]), face) > x {
			f.caret = i
			return
		}
	}
}

// insertRunes inserts the printable runes at the caret.
func (f *textField) insertRunes(runes []rune) {
	runes = slices.DeleteFunc(slices.Clone(runes), func(r rune) bool { return !unicode.IsPrint(r) })
	runes = runes[:min(len(runes), maxFieldRunes-len(f.runes))]
	f.runes = slices.Insert(f.runes, f.caret, runes...)
	f.caret += len(runes)
}

// handleKey moves the caret or deletes runes. It reports whether it handled the key.
func (f *textField) handleKey(name string) bool {
	switch name {
	case "ArrowLeft":
		f.caret = max(f.caret-1, 0)
	case "ArrowRight":
		f.caret = min(f.caret+1, len(f.runes))
	case "Home":
		f.caret = 0
	case "End":
		f.caret = len(f.runes)
	case "Backspace":
		if f.caret > 0 {
			f.caret--
			f.runes = slices.Delete(f.runes, f.caret, f.caret+1)
		}
	case "Delete":
		if f.caret < len(f.runes) {
			f.runes = slices.Delete(f.runes, f.caret, f.caret+1)
		}
	case "Escape":
		if len(f.runes) == 0 {
			return false
		}
		f.setText("")
	default:
		return false
	}
	return true
}

const maxSearchResults = 6

// addSearch adds the search field and the places found.
func (p *panel) addSearch(parent *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	var results []app.SearchResult
	if strings.TrimSpace(p.searchField.text()) != "" {
		results = p.actions.search(p.searchField.text(), maxSearchResults)
	}
	selectResult := func(id string) {
		p.searchField.setText("")
		p.dispatch(app.Action{Type: app.ActionSelect, ID: id})
		p.needsRebuild = true
	}
	ctl := &control{id: "search",
		insertRunes: func(runes []rune) { p.searchField.insertRunes(runes); p.needsRebuild = true }}
	ctl.activate = func() {
		if len(results) > 0 {
			selectResult(results[0].ID)
		}
	}
	ctl.handleKey = func(name string) bool {
		if !p.searchField.handleKey(name) {
			return false
		}
		p.needsRebuild = true
		return true
	}
	p.addTextField(parent, ctl, &p.searchField, t["page.search"], width)
	for _, result := range results {
		p.addSearchResult(parent, result, width, selectResult)
	}
	if len(results) == 0 && strings.TrimSpace(p.searchField.text()) != "" {
		parent.AddChild(p.newText(t["page.found-none"], &s.small, s.muted, width))
	}
}

// addTextField adds a text input. It shows the placeholder while it is empty.
func (p *panel) addTextField(parent *widget.Container, ctl *control, f *textField,
	placeholder string,
	width int) {
	s := p.style
	pad, line := s.px(9), max(s.px(1), 1)
	textHeight := lineHeight(s.body)
	var fieldWidget *customWidget
	fieldWidget = p.newCustomWidget(image.Pt(width, textHeight+2*pad), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			edge := s.border
			if fieldWidget.hovered || fieldWidget.focused {
				edge = s.foreground
			}
			s.fillRect(screen, rect, edge)
			s.fillRect(screen, rect.Inset(line), mixColors(s.background, s.fieldBackground, 0.6))
			text, c := f.text(), s.foreground
			if text == "" {
				text, c = placeholder, s.muted
			}
			caretX := textWidth(string(f.runes[:f.caret]), s.body)
			scrollX := max(caretX-float64(width-3*pad), 0) // keeps the caret visible
			clip := image.Rect(rect.Min.X+pad, rect.Min.Y, rect.Max.X-pad,
				rect.Max.Y).Intersect(screen.Bounds())
			if clip.Empty() {
				return
			}
			drawText(screen.SubImage(clip).(*ebiten.Image), text, s.body, c,
				rect.Min.X+pad-int(scrollX), rect.Min.Y+pad)
			if fieldWidget.focused {
				x := rect.Min.X + pad + int(caretX-scrollX)
				s.fillRect(screen,
					image.Rect(x, rect.Min.Y+pad, x+max(s.px(1.5), 1), rect.Max.Y-pad),
					s.foreground)
			}
		})
	fieldWidget.onClick = func(position image.Point) {
		p.ui.SetFocusedWidget(fieldWidget)
		f.setCaretAt(float64(position.X-pad), s.body)
	}
	parent.AddChild(fieldWidget)
}

// addSearchResult adds one of the places found.
func (p *panel) addSearchResult(parent *widget.Container, result app.SearchResult, width int,
	selectResult func(id string)) {
	s := p.style
	pad := s.px(3)
	lines := []textLine{{result.Name, s.body, s.foreground, pad, pad}}
	y := pad + lineHeight(s.body)
	for _, line := range wrapText(result.Note, s.small, float64(width-2*pad)) {
		lines = append(lines, textLine{line, s.small, s.muted, pad, y})
		y += lineHeight(s.small)
	}
	ctl := &control{id: "found-" + result.ID, activate: func() { selectResult(result.ID) }}
	var resultWidget *customWidget
	resultWidget = p.newCustomWidget(image.Pt(width, y+pad), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			if resultWidget.hovered || resultWidget.focused {
				s.fillRect(screen, rect, s.raised)
			}
			for _, line := range lines {
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
		})
	parent.AddChild(resultWidget)
}
