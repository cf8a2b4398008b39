package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/scene"
	"truceline/internal/textwrap"
)

// Sizes of the tooltip in CSS pixels.
const (
	tooltipWidth      = 250 // the maximum width of its text
	tooltipPadding    = 10
	tooltipOffset     = 14 // from the pointer
	tooltipLineHeight = 17
)

// drawTooltip draws the tooltip beside the pointer, within a map of a size in device pixels.
func (p *panel) drawTooltip(screen *ebiten.Image, tip *app.Tooltip, mapSize image.Point) {
	if tip == nil || p.style == nil || p.view.UI == app.UINone {
		return
	}
	nameStyle, textStyle := p.theme.Texts["legend"], p.theme.Texts["legend"]
	nameStyle.Bold, nameStyle.Size, nameStyle.Color = true, 13, p.style.foreground
	textStyle.Size, textStyle.Color = 12.5, p.style.muted
	fonts := p.world.Fonts
	nameLines, textLines := wrapTooltip(fonts, tip.Name, nameStyle),
		wrapTooltip(fonts, tip.Text, textStyle)
	var w float64
	for _, line := range nameLines {
		w = max(w, fonts.Advance(line, nameStyle))
	}
	for _, line := range textLines {
		w = max(w, fonts.Advance(line, textStyle))
	}
	w += 2 * tooltipPadding
	h := float64((len(nameLines)+len(textLines))*tooltipLineHeight) + 2*tooltipPadding - 4
	x, y := tip.X+tooltipOffset, tip.Y+tooltipOffset
	if x+w > float64(mapSize.X)/p.ratio {
		x = max(tip.X-tooltipOffset-w, 4)
	}
	y = max(min(y, float64(mapSize.Y)/p.ratio-h-4), 4)
	px := p.style.px
	p.canvas.BeginWithoutClear(screen)
	p.drawBox(p.canvas, image.Rect(px(x), px(y), px(x+w), px(y+h)))
	y += tooltipPadding - 4
	for i, line := range append(nameLines, textLines...) {
		style := nameStyle
		if i >= len(nameLines) {
			style = textStyle
		}
		y += tooltipLineHeight
		p.canvas.Label(scene.Label{Text: line, X: x + tooltipPadding, Y: y - 2, Style: style})
	}
	p.canvas.End()
}

// wrapTooltip breaks a text into lines of at most tooltipWidth CSS pixels.
func wrapTooltip(fonts *scene.Fonts, text string, s scene.TextStyle) []string {
	w := textwrap.Wrapper{Measure: func(text string) float64 { return fonts.Advance(text, s) }}
	return w.Wrap(textwrap.Words(text), tooltipWidth)
}

// drawBox draws a filled rectangle with a border. rect is in device pixels.
func (p *panel) drawBox(c scene.Canvas, rect image.Rectangle) {
	s, scale := p.style, 1/p.ratio
	m := scene.Matrix{
		XX: float64(rect.Dx()) / 2 * scale, YY: float64(rect.Dy()) / 2 * scale,
		X0: float64(rect.Min.X+rect.Max.X) / 2 * scale,
		Y0: float64(rect.Min.Y+rect.Max.Y) / 2 * scale,
	}
	c.Fill(square, m, scene.FillStyle{Color: s.background})
	c.Stroke(square, m, scene.StrokeStyle{Color: s.border, Width: 1})
}
