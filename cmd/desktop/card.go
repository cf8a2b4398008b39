package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addCard adds what is told of one shape.
func (p *panel) addCard(to *widget.Container, card *app.Card, width int) {
	s, t := p.style, p.view.Texts
	c, width := p.box(width)
	head := p.row(8)
	shut := p.iconButton(s.symbol("close"), t["page.close"], p.acting(app.Action{Type: app.ActionClose}), middle)
	room := width - s.px(buttonSize+8)
	head.AddChild(p.text(card.Kind, &s.small, s.quiet, room, middle, widget.WidgetOpts.MinSize(room, 1)), shut)
	c.AddChild(head, p.strong(begin(card.Name), &s.title, width))
	if card.Figure != nil {
		p.addFigure(c, card.Figure, width)
	}
	if card.Lead != "" {
		c.AddChild(p.text(card.Lead, &s.body, s.ink, width))
	}
	p.pairs(c, card.Rows, width)
	if len(card.Times) > 0 && p.fold(c, "card-times", t["page.over-time"], width, false) {
		p.pairs(c, card.Times, width)
	}
	p.notes(c, card.Notes, width)
	if len(card.Sources) > 0 {
		c.AddChild(p.text(t["page.sources"], &s.head, s.quiet, width))
		p.links(c, card.Sources, width)
	}
	if len(card.Others) > 0 {
		c.AddChild(p.text(t["page.others"], &s.head, s.quiet, width))
		for _, o := range card.Others {
			c.AddChild(p.textButton(o.Name, p.acting(app.Action{Type: app.ActionSelect, ID: o.ID})))
		}
	}
	to.AddChild(c)
}

// courseHeight is the height in CSS pixels of a card's figure over time.
const courseHeight = 92

// addFigure adds the number that a card is about, with its range and its course over the dates.
func (p *panel) addFigure(to *widget.Container, f *app.CardFigure, width int) {
	s := p.style
	to.AddChild(p.strong(f.Value, &s.figure, width), p.text(f.Label, &s.body, s.ink, width))
	if f.Range != "" {
		to.AddChild(p.text(f.Range, &s.body, s.quiet, width))
	}
	if f.Course == nil {
		return
	}
	x := s.across(width, chartInset)
	paint := func(screen *ebiten.Image, box image.Rectangle) {
		at := func(share float64) float64 { return float64(box.Min.X) + x(share) }
		p.paintChart(screen, box, *f.Course, at)
	}
	to.AddChild(p.newLeaf(image.Pt(width, s.px(courseHeight)), nil, paint))
	to.AddChild(p.text(f.Course.Caption, &s.small, s.quiet, width))
}
