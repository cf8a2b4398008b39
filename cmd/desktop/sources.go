package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addLinks adds sources by the names of their publishers. One with an address is underlined and
// opens in the system's browser; the window itself never uses the network.
func (p *panel) addLinks(to *widget.Container, list []app.Link, width int) {
	for _, l := range list {
		p.addLink(to, l, width)
	}
}

func (p *panel) addLink(to *widget.Container, x app.Link, width int) {
	s := p.style
	if x.URL == "" {
		to.AddChild(p.newText(x.Text, &s.small, s.foreground, width))
		return
	}
	var pieces []textLine
	y := 0
	for _, line := range wrapText(x.Text, s.small, float64(width)) {
		pieces = append(pieces, textLine{line, s.small, s.foreground, 0, y})
		y += lineHeight(s.small)
	}
	k := &control{id: "link-" + x.URL + x.Text, activate: func() { p.actions.openURL(x.URL) }}
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, y), k, func(screen *ebiten.Image, box image.Rectangle) {
		under := s.border
		if l.hovered || l.focused {
			under = s.foreground
		}
		for _, x := range pieces {
			w := int(textWidth(x.text, x.face))
			y := box.Min.Y + x.y + lineHeight(x.face) - s.px(2)
			s.fillRect(screen, image.Rect(box.Min.X, y, box.Min.X+w, y+max(s.px(1), 1)), under)
			x.draw(screen, box.Min.X, box.Min.Y)
		}
	})
	to.AddChild(l)
}

// addSources adds where the data come from, and under which licences.
func (p *panel) addSources(to *widget.Container, width int) {
	s, v := p.style, p.view
	if !p.addSection(to, "sources", v.Texts["page.sources"], width, false) {
		return
	}
	p.addLinks(to, v.Sources, width)
	to.AddChild(p.newText(v.Credit, &s.small, s.muted, width))
}
