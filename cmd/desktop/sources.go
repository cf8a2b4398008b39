package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addLinks adds sources by the names of their publishers. A source with an address is underlined
// and opens in the default browser; the window itself never uses the network.
func (p *panel) addLinks(parent *widget.Container, links []app.Link, width int) {
	for _, link := range links {
		p.addLink(parent, link, width)
	}
}

func (p *panel) addLink(parent *widget.Container, link app.Link, width int) {
	s := p.style
	if link.URL == "" {
		parent.AddChild(p.newText(link.Text, &s.small, s.foreground, width))
		return
	}
	var lines []textLine
	y := 0
	for _, line := range wrapText(link.Text, s.small, float64(width)) {
		lines = append(lines, textLine{line, s.small, s.foreground, 0, y})
		y += lineHeight(s.small)
	}
	ctl := &control{id: "link-" + link.URL + link.Text,
		activate: func() { p.actions.openURL(link.URL) }}
	var linkWidget *customWidget
	linkWidget = p.newCustomWidget(image.Pt(width, y), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			underline := s.border
			if linkWidget.hovered || linkWidget.focused {
				underline = s.foreground
			}
			for _, line := range lines {
				w := int(textWidth(line.text, line.face))
				y := rect.Min.Y + line.y + lineHeight(line.face) - s.px(2)
				s.fillRect(screen, image.Rect(rect.Min.X, y, rect.Min.X+w, y+max(s.px(1), 1)),
					underline)
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
		})
	parent.AddChild(linkWidget)
}

// addSources adds the sources of the data and their licences.
func (p *panel) addSources(parent *widget.Container, width int) {
	s, v := p.style, p.view
	if !p.addSection(parent, "sources", v.Texts["page.sources"], width, false) {
		return
	}
	p.addLinks(parent, v.Sources, width)
	parent.AddChild(p.newText(v.Credit, &s.small, s.muted, width))
}
