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
	c, width := p.newBox(width)
	head := p.newRow(8)
	shut := p.newIconButton(s.icon("close"), t["page.close"],
		p.actionControl(app.Action{Type: app.ActionClose}), centerInRow)
	room := width - s.px(buttonSize+8)
	head.AddChild(p.newText(card.Kind, &s.small, s.muted, room, centerInRow,
		widget.WidgetOpts.MinSize(room, 1)), shut)
	c.AddChild(head, p.newHeading(capitalize(card.Name), &s.title, width))
	if card.Figure != nil {
		p.addFigure(c, card.Figure, width)
	}
	if card.Lead != "" {
		c.AddChild(p.newText(card.Lead, &s.body, s.foreground, width))
	}
	p.addFacts(c, card.Rows, width)
	if len(card.Times) > 0 && p.addSection(c, "card-times", t["page.over-time"], width, false) {
		p.addFacts(c, card.Times, width)
	}
	p.addNotes(c, card.Notes, width)
	if len(card.Sources) > 0 {
		c.AddChild(p.newText(t["page.sources"], &s.heading, s.muted, width))
		p.addLinks(c, card.Sources, width)
	}
	if len(card.Others) > 0 {
		c.AddChild(p.newText(t["page.others"], &s.heading, s.muted, width))
		for _, o := range card.Others {
			c.AddChild(p.newTextButton(o.Name,
				p.actionControl(app.Action{Type: app.ActionSelect, ID: o.ID})))
		}
	}
	to.AddChild(c)
}

// cardChartHeight is the height in CSS pixels of a card's figure over time.
const cardChartHeight = 92

// addFigure adds the number that a card is about, with its range and its course over the dates.
func (p *panel) addFigure(to *widget.Container, f *app.CardFigure, width int) {
	s := p.style
	to.AddChild(p.newHeading(f.Value, &s.figure, width),
		p.newText(f.Label, &s.body, s.foreground, width))
	if f.Range != "" {
		to.AddChild(p.newText(f.Range, &s.body, s.muted, width))
	}
	if f.Course == nil {
		return
	}
	x := s.horizontalScale(width, chartInset)
	paint := func(screen *ebiten.Image, box image.Rectangle) {
		at := func(share float64) float64 { return float64(box.Min.X) + x(share) }
		p.drawChart(screen, box, *f.Course, at)
	}
	to.AddChild(p.newCustomWidget(image.Pt(width, s.px(cardChartHeight)), nil, paint))
	to.AddChild(p.newText(f.Course.Caption, &s.small, s.muted, width))
}
