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

// lineHeight is the height of a line in device pixels.
func lineHeight(face text.Face) int {
	m := face.Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent + m.HLineGap))
}

// balanceLines is spread with two lines about equally long, so that no word of a heading is left
// alone.
func balanceLines(words string, face text.Face, width float64) []string {
	lines := wrapText(words, face, width)
	if len(lines) != 2 {
		return lines
	}
	return scene.BalanceLines(lines, width, func(width float64) ([]string, bool) {
		narrower := wrapText(words, face, width)
		return narrower, textWidth(narrower[len(narrower)-1], face) <= width
	})
}

// wrapText divides a text into lines of at most width device pixels, at its spaces; words that are
// too long for a line of their own are broken.
func wrapText(words string, face text.Face, width float64) (lines []string) {
	line := ""
	for word := range strings.FieldsFuncSeq(words,
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

// breakWord divides a long word, such as an address, into lines of at most width device pixels,
// after a slash or a hyphen where it can.
func breakWord(word string, face text.Face, width float64) (lines []string) {
	for textWidth(word, face) > width {
		end, nice := 0, 0
		for i, r := range word {
			next := i + utf8.RuneLen(r)
			if textWidth(word[:next], face) > width && end > 0 {
				break
			}
			if end = next; r == '/' || r == '-' || r == '+' || r == '–' {
				nice = next
			}
		}
		if end == len(word) {
			break
		}
		if nice > end/2 {
			end = nice
		}
		lines = append(lines, word[:end])
		word = word[end:]
	}
	return append(lines, word)
}

// drawText draws a line of text with its upper left corner at a place in device pixels.
func drawText(screen *ebiten.Image, words string, face text.Face, c color.Color, x, y int) {
	o := &text.DrawOptions{}
	o.GeoM.Translate(float64(x), float64(y))
	o.ColorScale.ScaleWithColor(c)
	text.Draw(screen, words, face, o)
}

// textLine is a line of text at a place in a widget, in device pixels.
type textLine struct {
	text  string
	face  text.Face
	color color.Color
	x, y  int
}

func (p textLine) draw(screen *ebiten.Image, left, top int) {
	y := top + p.y
	if bounds := screen.Bounds(); y > bounds.Max.Y || y+2*lineHeight(p.face) < bounds.Min.Y {
		return
	}
	drawText(screen, p.text, p.face, p.color, left+p.x, y)
}
