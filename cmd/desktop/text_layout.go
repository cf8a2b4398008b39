package main

import (
	"image/color"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/scene"
)

// lineHeight returns the height of a line in device pixels.
func lineHeight(face text.Face) int {
	m := face.Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent + m.HLineGap))
}

// balanceLines is like wrapText, but balances the lengths of two lines, so that no word of a
// heading is alone.
func balanceLines(s string, face text.Face, width float64) []string {
	lines := wrapText(s, face, width)
	if len(lines) != 2 {
		return lines
	}
	return scene.BalanceLines(lines, width, func(width float64) ([]string, bool) {
		lines := wrapText(s, face, width)
		return lines, textWidth(lines[len(lines)-1], face) <= width
	})
}

// wrapText breaks a text at spaces and line breaks into lines of at most width device pixels. Words
// longer than a line are broken by breakWord.
func wrapText(s string, face text.Face, width float64) (lines []string) {
	line := ""
	for word := range strings.FieldsFuncSeq(s,
		func(r rune) bool { return r == ' ' || r == '\n' }) {
		if line != "" {
			if textWidth(line+" "+word, face) <= width {
				line += " " + word
				continue
			}
			lines = append(lines, line)
		}
		parts := breakWord(word, face, width)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// breakWord breaks a long word, such as an address, into lines of at most width device pixels,
// where possible after a slash, a hyphen or a plus.
func breakWord(word string, face text.Face, width float64) (lines []string) {
	for textWidth(word, face) > width {
		end, breakAfter := 0, 0
		for i, r := range word {
			next := i + utf8.RuneLen(r)
			if textWidth(word[:next], face) > width && end > 0 {
				break
			}
			if end = next; r == '/' || r == '-' || r == '+' || r == '–' {
				breakAfter = next
			}
		}
		if end == len(word) {
			break
		}
		if breakAfter > end/2 {
			end = breakAfter
		}
		lines = append(lines, word[:end])
		word = word[end:]
	}
	return append(lines, word)
}

// drawText draws a line of text with its upper left corner at a position in device pixels.
func drawText(screen *ebiten.Image, s string, face text.Face, c color.Color, x, y int) {
	opts := &text.DrawOptions{}
	opts.GeoM.Translate(float64(x), float64(y))
	opts.ColorScale.ScaleWithColor(c)
	text.Draw(screen, s, face, opts)
}

// textLine is a line of text at a position in a widget, in device pixels.
type textLine struct {
	text  string
	face  text.Face
	color color.Color
	x, y  int
}

func (l textLine) draw(screen *ebiten.Image, left, top int) {
	y := top + l.y
	if bounds := screen.Bounds(); y > bounds.Max.Y || y+2*lineHeight(l.face) < bounds.Min.Y {
		return
	}
	drawText(screen, l.text, l.face, l.color, left+l.x, y)
}
