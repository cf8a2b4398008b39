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

// field is a line of text that can be changed. ebitenui's own counts bytes where it means letters, which spoils
// Cyrillic.
type field struct {
	letters []rune
	caret   int // before which letter
}

// longest is how many letters a field takes.
const longest = 60

func (f *field) text() string { return string(f.letters) }

func (f *field) set(words string) { f.letters, f.caret = []rune(words), len([]rune(words)) }

// write puts letters in at the caret.
func (f *field) write(chars []rune) {
	chars = slices.DeleteFunc(slices.Clone(chars), func(r rune) bool { return !unicode.IsPrint(r) })
	chars = chars[:min(len(chars), longest-len(f.letters))]
	f.letters = slices.Insert(f.letters, f.caret, chars...)
	f.caret += len(chars)
}

// key moves the caret or takes letters away; it says whether the key meant something.
func (f *field) key(name string) bool {
	switch name {
	case "ArrowLeft":
		f.caret = max(f.caret-1, 0)
	case "ArrowRight":
		f.caret = min(f.caret+1, len(f.letters))
	case "Home":
		f.caret = 0
	case "End":
		f.caret = len(f.letters)
	case "Backspace":
		if f.caret > 0 {
			f.caret--
			f.letters = slices.Delete(f.letters, f.caret, f.caret+1)
		}
	case "Delete":
		if f.caret < len(f.letters) {
			f.letters = slices.Delete(f.letters, f.caret, f.caret+1)
		}
	case "Escape":
		if len(f.letters) == 0 {
			return false
		}
		f.set("")
	default:
		return false
	}
	return true
}

// mostFound is how many places are shown at a time.
const mostFound = 6

// addSearch adds the field in which a place is looked for, and what has been found.
func (p *panel) addSearch(to *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	var found []app.Found
	if strings.TrimSpace(p.query.text()) != "" {
		found = p.call.search(p.query.text(), mostFound)
	}
	choose := func(id string) {
		p.query.set("")
		p.do(app.Action{Type: app.ActionSelect, ID: id})
		p.stale = true
	}
	k := &knob{id: "search", write: func(chars []rune) { p.query.write(chars); p.stale = true }}
	k.press = func() {
		if len(found) > 0 {
			choose(found[0].ID)
		}
	}
	k.key = func(name string) bool {
		if !p.query.key(name) {
			return false
		}
		p.stale = true
		return true
	}
	p.addField(to, k, &p.query, t["page.search"], width)
	for _, f := range found {
		p.addFound(to, f, width, choose)
	}
	if len(found) == 0 && strings.TrimSpace(p.query.text()) != "" {
		to.AddChild(p.text(t["page.found-none"], &s.small, s.quiet, width))
	}
}

// addField adds a field; its name stands in it while it is empty.
func (p *panel) addField(to *widget.Container, k *knob, f *field, name string, width int) {
	s := p.style
	pad, line := s.px(9), max(s.px(1), 1)
	high := lineHeight(s.body)
	var l *leaf
	l = p.newLeaf(image.Pt(width, high+2*pad), k, func(screen *ebiten.Image, box image.Rectangle) {
		edge := s.edge
		if l.over || l.focused {
			edge = s.ink
		}
		s.fill(screen, box, edge)
		s.fill(screen, box.Inset(line), mixed(s.back, s.field, 0.6))
		words, c := f.text(), s.ink
		if words == "" {
			words, c = name, s.quiet
		}
		before := advance(string(f.letters[:f.caret]), s.body)
		shift := max(before-float64(width-3*pad), 0) // the caret stays in sight
		inside := image.Rect(box.Min.X+pad, box.Min.Y, box.Max.X-pad, box.Max.Y).Intersect(screen.Bounds())
		if inside.Empty() {
			return
		}
		write(screen.SubImage(inside).(*ebiten.Image), words, s.body, c, box.Min.X+pad-int(shift), box.Min.Y+pad)
		if l.focused {
			x := box.Min.X + pad + int(before-shift)
			s.fill(screen, image.Rect(x, box.Min.Y+pad, x+max(s.px(1.5), 1), box.Max.Y-pad), s.ink)
		}
	})
	l.click = func(at image.Point) {
		p.ui.SetFocusedWidget(l)
		f.caret = len(f.letters)
		for i := range f.letters {
			if advance(string(f.letters[:i+1]), s.body) > float64(at.X-pad) {
				f.caret = i
				break
			}
		}
	}
	to.AddChild(l)
}

// addFound adds a place that has been found.
func (p *panel) addFound(to *widget.Container, x app.Found, width int, choose func(id string)) {
	s := p.style
	pad := s.px(3)
	pieces := []piece{{x.Name, s.body, s.ink, pad, pad}}
	y := pad + lineHeight(s.body)
	for _, line := range spread(x.Note, s.small, float64(width-2*pad)) {
		pieces = append(pieces, piece{line, s.small, s.quiet, pad, y})
		y += lineHeight(s.small)
	}
	k := &knob{id: "found-" + x.ID, press: func() { choose(x.ID) }}
	var l *leaf
	l = p.newLeaf(image.Pt(width, y+pad), k, func(screen *ebiten.Image, box image.Rectangle) {
		if l.over || l.focused {
			s.fill(screen, box, s.raised)
		}
		for _, x := range pieces {
			x.draw(screen, box.Min.X, box.Min.Y)
		}
	})
	to.AddChild(l)
}
