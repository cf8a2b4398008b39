package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addLegend adds the legend with the switches of the layers.
func (p *panel) addLegend(parent *widget.Container, width int) {
	v := p.view
	if !p.addSection(parent, "legend", v.Texts["page.legend"], width, true) {
		return
	}
	for _, entry := range v.Legend {
		p.addLegendEntry(parent, entry, width)
	}
	p.addNotes(parent, v.Notes, width)
}

const switchSize = 18 // CSS pixels

// addLegendEntry adds an entry of the legend: a swatch, its label and note and, for layers that can
// be switched, a checkbox.
func (p *panel) addLegendEntry(parent *widget.Container, entry app.LegendEntry, width int) {
	s := p.style
	left, labelWidth := s.px(swatchWidth+10), width-s.px(swatchWidth+10)
	if entry.Toggle {
		labelWidth -= s.px(switchSize + 10)
	}
	c := s.foreground
	if entry.Toggle && !entry.On {
		c = s.muted
	}
	pad := s.px(3)
	y := pad
	var lines []textLine
	for _, line := range wrapText(entry.Label, s.body, float64(labelWidth)) {
		lines = append(lines, textLine{line, s.body, c, left, y})
		y += lineHeight(s.body)
	}
	for _, line := range wrapText(entry.Note, s.small, float64(labelWidth)) {
		lines = append(lines, textLine{line, s.small, s.muted, left, y})
		y += lineHeight(s.small)
	}
	y = max(y, pad+s.px(switchSize))
	swatch := p.swatch(entry.Swatch)
	var entryWidget *customWidget
	entryWidget = p.newCustomWidget(image.Pt(width, y+pad), p.layerControl(entry),
		func(screen *ebiten.Image, rect image.Rectangle) {
			centerY := rect.Min.Y + pad + lineHeight(s.body)/2
			opts := &ebiten.DrawImageOptions{}
			opts.GeoM.Translate(float64(rect.Min.X), float64(centerY-swatch.Bounds().Dy()/2))
			screen.DrawImage(swatch, opts)
			for _, line := range lines {
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
			if entry.Toggle {
				s.drawCheckbox(screen, float64(rect.Max.X-s.px(switchSize/2)), float64(centerY),
					entry.On,
					entryWidget.hovered || entryWidget.focused)
			}
		})
	parent.AddChild(entryWidget)
}

// layerControl returns the control of an entry whose layer can be switched, otherwise nil.
func (p *panel) layerControl(entry app.LegendEntry) *control {
	if !entry.Toggle {
		return nil
	}
	return &control{id: "layer-" + entry.Layer + "-" + entry.ID,
		activate: func() {
			p.dispatch(app.Action{Type: app.ActionLayer, ID: entry.Layer, On: !entry.On})
		}}
}
