package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addLegend adds what the looks mean, and the switches of the layers.
func (p *panel) addLegend(to *widget.Container, width int) {
	v := p.view
	if !p.addSection(to, "legend", v.Texts["page.legend"], width, true) {
		return
	}
	for _, e := range v.Legend {
		p.addLegendEntry(to, e, width)
	}
	p.addNotes(to, v.Notes, width)
}

const switchSize = 18 // CSS pixels

// addLegendEntry adds a line of the legend: the sample, what it says and, where it is one, the
// switch.
func (p *panel) addLegendEntry(to *widget.Container, e app.LegendEntry, width int) {
	s := p.style
	left, room := s.px(swatchWidth+10), width-s.px(swatchWidth+10)
	if e.Toggle {
		room -= s.px(switchSize + 10)
	}
	c := s.foreground
	if e.Toggle && !e.On {
		c = s.muted
	}
	pad := s.px(3)
	y := pad
	var pieces []textLine
	for _, line := range wrapText(e.Label, s.body, float64(room)) {
		pieces = append(pieces, textLine{line, s.body, c, left, y})
		y += lineHeight(s.body)
	}
	for _, line := range wrapText(e.Note, s.small, float64(room)) {
		pieces = append(pieces, textLine{line, s.small, s.muted, left, y})
		y += lineHeight(s.small)
	}
	y = max(y, pad+s.px(switchSize))
	swatch := s.swatch(e.Swatch)
	var k *control
	if e.Toggle {
		k = &control{id: "layer-" + e.Layer + "-" + e.ID,
			activate: func() {
				p.dispatch(app.Action{Type: app.ActionLayer, ID: e.Layer, On: !e.On})
			}}
	}
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, y+pad), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			mid := box.Min.Y + pad + lineHeight(s.body)/2
			o := &ebiten.DrawImageOptions{}
			o.GeoM.Translate(float64(box.Min.X), float64(mid-swatch.Bounds().Dy()/2))
			screen.DrawImage(swatch, o)
			for _, x := range pieces {
				x.draw(screen, box.Min.X, box.Min.Y)
			}
			if e.Toggle {
				s.drawCheckbox(screen, float64(box.Max.X-s.px(switchSize/2)), float64(mid), e.On,
					l.hovered || l.focused)
			}
		})
	to.AddChild(l)
}
