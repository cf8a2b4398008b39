package main

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/textwrap"
)

// lineHeight returns the height of a line in device pixels.
func lineHeight(face text.Face) int {
	m := face.Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent + m.HLineGap))
}

// wrapper returns the wrapper of texts in a face, with widths in device pixels. It breaks words
// that are longer than a line, such as addresses.
func wrapper(face text.Face) textwrap.Wrapper {
	return textwrap.Wrapper{
		Measure:    func(s string) float64 { return textWidth(s, face) },
		BreakWords: true,
	}
}

// balanceLines is like wrapText, but balances the lengths of two lines, so that no word of a
// heading is alone.
func balanceLines(s string, face text.Face, width float64) []string {
	if lines := wrapText(s, face, width); len(lines) != 2 {
		return lines
	}
	return wrapper(face).Balanced(textwrap.Words(s), width)
}

// wrapText breaks a text into lines of at most width device pixels.
func wrapText(s string, face text.Face, width float64) []string {
	return wrapper(face).Wrap(textwrap.Words(s), width)
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
