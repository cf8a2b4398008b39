package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// links adds sources by the names of their publishers. One with an address is underlined and opens in the system's
// browser; the window itself never uses the network.
func (p *panel) links(to *widget.Container, list []app.Link, width int) {
	for _, l := range list {
		p.addLink(to, l, width)
	}
}

func (p *panel) addLink(to *widget.Container, x app.Link, width int) {
	s := p.style
	if x.URL == "" {
		to.AddChild(p.text(x.Text, &s.small, s.ink, width))
		return
	}
	var pieces []piece
	y := 0
	for _, line := range spread(x.Text, s.small, float64(width)) {
		pieces = append(pieces, piece{line, s.small, s.ink, 0, y})
		y += lineHeight(s.small)
	}
	k := &knob{id: "link-" + x.URL + x.Text, press: func() { p.call.follow(x.URL) }}
	var l *leaf
	l = p.newLeaf(image.Pt(width, y), k, func(screen *ebiten.Image, box image.Rectangle) {
		under := s.edge
		if l.over || l.focused {
			under = s.ink
		}
		for _, x := range pieces {
			w := int(advance(x.words, x.face))
			y := box.Min.Y + x.y + lineHeight(x.face) - s.px(2)
			s.fill(screen, image.Rect(box.Min.X, y, box.Min.X+w, y+max(s.px(1), 1)), under)
			x.draw(screen, box.Min.X, box.Min.Y)
		}
	})
	to.AddChild(l)
}

// addSources adds where the data come from, and under which licences.
func (p *panel) addSources(to *widget.Container, width int) {
	s, v := p.style, p.view
	if !p.fold(to, "sources", v.Texts["page.sources"], width, false) {
		return
	}
	p.links(to, v.Sources, width)
	to.AddChild(p.text(v.Credit, &s.small, s.quiet, width))
}
