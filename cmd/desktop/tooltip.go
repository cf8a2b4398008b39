package main

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/scene"
)

// The line about what is under the pointer, in CSS pixels.
const (
	tooltipWidth      = 250 // of its text at most
	tooltipPadding    = 10
	tooltipOffset     = 14 // from the pointer
	tooltipLineHeight = 17 // from line to line
)

// drawTooltip writes what is under the pointer beside it, within the map, which is room device
// pixels large.
func (p *panel) drawTooltip(screen *ebiten.Image, tip *app.Tip, room image.Point) {
	if tip == nil || p.style == nil || p.view.UI == app.UINone {
		return
	}
	name, more := p.style.theme.Texts["legend"], p.style.theme.Texts["legend"]
	name.Bold, name.Size, name.Color = true, 13, p.style.foreground
	more.Size, more.Color = 12.5, p.style.muted
	fonts := p.world.Fonts
	names, lines := wrapTooltip(fonts, tip.Name, name), wrapTooltip(fonts, tip.Text, more)
	var w float64
	for _, line := range names {
		w = max(w, fonts.Advance(line, name))
	}
	for _, line := range lines {
		w = max(w, fonts.Advance(line, more))
	}
	w += 2 * tooltipPadding
	h := float64((len(names)+len(lines))*tooltipLineHeight) + 2*tooltipPadding - 4
	x, y := tip.X+tooltipOffset, tip.Y+tooltipOffset
	if x+w > float64(room.X)/p.ratio {
		x = max(tip.X-tooltipOffset-w, 4)
	}
	y = max(min(y, float64(room.Y)/p.ratio-h-4), 4)
	px := p.style.px
	p.canvas.BeginWithoutClear(screen)
	p.style.drawBox(p.canvas, image.Rect(px(x), px(y), px(x+w), px(y+h)))
	y += tooltipPadding - 4
	for i, line := range append(names, lines...) {
		style := name
		if i >= len(names) {
			style = more
		}
		y += tooltipLineHeight
		p.canvas.Label(scene.Label{Text: line, X: x + tooltipPadding, Y: y - 2, Style: style})
	}
	p.canvas.End()
}

// wrapTooltip divides a text into lines of at most tipWidth CSS pixels, at its spaces.
func wrapTooltip(fonts *scene.Fonts, words string, s scene.TextStyle) (lines []string) {
	line := ""
	for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return r == ' ' }) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if line != "" && fonts.Advance(longer, s) > tooltipWidth {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
