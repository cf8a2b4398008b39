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

// balanced is spread with two lines about equally long, so that no word of a heading is left alone.
func balanced(words string, face text.Face, width float64) []string {
	lines := spread(words, face, width)
	if len(lines) != 2 {
		return lines
	}
	return scene.BalanceLines(lines, width, func(width float64) ([]string, bool) {
		narrower := spread(words, face, width)
		return narrower, advance(narrower[len(narrower)-1], face) <= width
	})
}

// spread divides a text into lines of at most width device pixels, at its spaces; words that are too long for a line
// of their own are broken.
func spread(words string, face text.Face, width float64) (lines []string) {
	line := ""
	for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return r == ' ' || r == '\n' }) {
		if line != "" {
			if advance(line+" "+word, face) <= width {
				line += " " + word
				continue
			}
			lines = append(lines, line)
		}
		parts := broken(word, face, width)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// broken divides a long word, such as an address, into lines of at most width device pixels, after a slash or a hyphen
// where it can.
func broken(word string, face text.Face, width float64) (lines []string) {
	for advance(word, face) > width {
		end, nice := 0, 0
		for i, r := range word {
			next := i + utf8.RuneLen(r)
			if advance(word[:next], face) > width && end > 0 {
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

// write draws a line of text with its upper left corner at a place in device pixels.
func write(screen *ebiten.Image, words string, face text.Face, c color.Color, x, y int) {
	o := &text.DrawOptions{}
	o.GeoM.Translate(float64(x), float64(y))
	o.ColorScale.ScaleWithColor(c)
	text.Draw(screen, words, face, o)
}

// piece is a line of text at a place in a widget, in device pixels.
type piece struct {
	words string
	face  text.Face
	color color.Color
	x, y  int
}

func (p piece) draw(screen *ebiten.Image, left, top int) {
	y := top + p.y
	if bounds := screen.Bounds(); y > bounds.Max.Y || y+2*lineHeight(p.face) < bounds.Min.Y {
		return
	}
	write(screen, p.words, p.face, p.color, left+p.x, y)
}
