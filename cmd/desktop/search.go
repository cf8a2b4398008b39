package main

import (
	"image"
	"slices"
	"strings"
	"unicode"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// textField is a line of text that can be changed. ebitenui's own counts bytes where it means
// letters, which spoils Cyrillic.
type textField struct {
	runes []rune
	caret int // before which letter
}

// maxFieldRunes is how many letters a field takes.
const maxFieldRunes = 60

func (f *textField) text() string { return string(f.runes) }

func (f *textField) setText(words string) { f.runes, f.caret = []rune(words), len([]rune(words)) }

// insertRunes puts letters in at the caret.
func (f *textField) insertRunes(chars []rune) {
	chars = slices.DeleteFunc(slices.Clone(chars), func(r rune) bool { return !unicode.IsPrint(r) })
	chars = chars[:min(len(chars), maxFieldRunes-len(f.runes))]
	f.runes = slices.Insert(f.runes, f.caret, chars...)
	f.caret += len(chars)
}

// handleKey moves the caret or takes letters away; it says whether the key meant something.
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

// maxSearchResults is how many places are shown at a time.
const maxSearchResults = 6

// addSearch adds the field in which a place is looked for, and what has been found.
func (p *panel) addSearch(to *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	var found []app.SearchResult
	if strings.TrimSpace(p.searchField.text()) != "" {
		found = p.actions.search(p.searchField.text(), maxSearchResults)
	}
	choose := func(id string) {
		p.searchField.setText("")
		p.dispatch(app.Action{Type: app.ActionSelect, ID: id})
		p.needsRebuild = true
	}
	k := &control{id: "search",
		insertRunes: func(chars []rune) { p.searchField.insertRunes(chars); p.needsRebuild = true }}
	k.activate = func() {
		if len(found) > 0 {
			choose(found[0].ID)
		}
	}
	k.handleKey = func(name string) bool {
		if !p.searchField.handleKey(name) {
			return false
		}
		p.needsRebuild = true
		return true
	}
	p.addTextField(to, k, &p.searchField, t["page.search"], width)
	for _, f := range found {
		p.addSearchResult(to, f, width, choose)
	}
	if len(found) == 0 && strings.TrimSpace(p.searchField.text()) != "" {
		to.AddChild(p.newText(t["page.found-none"], &s.small, s.muted, width))
	}
}

// addTextField adds a field; its name stands in it while it is empty.
func (p *panel) addTextField(to *widget.Container, k *control, f *textField, name string,
	width int) {
	s := p.style
	pad, line := s.px(9), max(s.px(1), 1)
	high := lineHeight(s.body)
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, high+2*pad), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			edge := s.border
			if l.hovered || l.focused {
				edge = s.foreground
			}
			s.fillRect(screen, box, edge)
			s.fillRect(screen, box.Inset(line), mixColors(s.background, s.fieldBackground, 0.6))
			words, c := f.text(), s.foreground
			if words == "" {
				words, c = name, s.muted
			}
			before := textWidth(string(f.runes[:f.caret]), s.body)
			shift := max(before-float64(width-3*pad), 0) // the caret stays in sight
			inside := image.Rect(box.Min.X+pad, box.Min.Y, box.Max.X-pad,
				box.Max.Y).Intersect(screen.Bounds())
			if inside.Empty() {
				return
			}
			drawText(screen.SubImage(inside).(*ebiten.Image), words, s.body, c,
				box.Min.X+pad-int(shift), box.Min.Y+pad)
			if l.focused {
				x := box.Min.X + pad + int(before-shift)
				s.fillRect(screen, image.Rect(x, box.Min.Y+pad, x+max(s.px(1.5), 1), box.Max.Y-pad),
					s.foreground)
			}
		})
	l.onClick = func(at image.Point) {
		p.ui.SetFocusedWidget(l)
		f.caret = len(f.runes)
		for i := range f.runes {
			if textWidth(string(f.runes[:i+1]), s.body) > float64(at.X-pad) {
				f.caret = i
				break
			}
		}
	}
	to.AddChild(l)
}

// addSearchResult adds a place that has been found.
func (p *panel) addSearchResult(to *widget.Container, x app.SearchResult, width int,
	choose func(id string)) {
	s := p.style
	pad := s.px(3)
	pieces := []textLine{{x.Name, s.body, s.foreground, pad, pad}}
	y := pad + lineHeight(s.body)
	for _, line := range wrapText(x.Note, s.small, float64(width-2*pad)) {
		pieces = append(pieces, textLine{line, s.small, s.muted, pad, y})
		y += lineHeight(s.small)
	}
	k := &control{id: "found-" + x.ID, activate: func() { choose(x.ID) }}
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, y+pad), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			if l.hovered || l.focused {
				s.fillRect(screen, box, s.raised)
			}
			for _, x := range pieces {
				x.draw(screen, box.Min.X, box.Min.Y)
			}
		})
	to.AddChild(l)
}
