package main

import (
	"image"
	"slices"
	"unicode"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
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

// addTextField adds a text input. It shows the placeholder while it is empty.
func (p *Panel) addTextField(parent *widget.Container, ctl *control, f *textField,
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
