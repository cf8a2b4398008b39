package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addCard adds the card of the selected feature.
func (p *panel) addCard(parent *widget.Container, card *app.Card, width int) {
	s, t := p.style, p.view.Texts
	c, width := p.newBox(width)
	headRow := p.newRow(8)
	closeButton := p.newIconButton(s.icon("close"), t["page.close"],
		p.actionControl(app.Action{Type: app.ActionClose}), centerInRow)
	kindWidth := width - s.px(buttonSize+8)
	headRow.AddChild(p.newText(card.Kind, &s.small, s.muted, kindWidth, centerInRow,
		widget.WidgetOpts.MinSize(kindWidth, 1)), closeButton)
	c.AddChild(headRow, p.newHeading(capitalize(card.Name), &s.title, width))
	if card.Figure != nil {
		p.addFigure(c, card.Figure, width)
	}
	if card.Summary != "" {
		c.AddChild(p.newText(card.Summary, &s.body, s.foreground, width))
	}
	p.addFacts(c, card.Rows, width)
	if len(card.History) > 0 && p.addSection(c, "card-times", t["page.history"], width, false) {
		p.addFacts(c, card.History, width)
	}
	p.addNotes(c, card.Notes, width)
	if len(card.Sources) > 0 {
		c.AddChild(p.newText(t["page.sources"], &s.heading, s.muted, width))
		p.addLinks(c, card.Sources, width)
	}
	if len(card.Alternatives) > 0 {
		c.AddChild(p.newText(t["page.alternatives"], &s.heading, s.muted, width))
		for _, other := range card.Alternatives {
			c.AddChild(p.newTextButton(other.Name,
				p.actionControl(app.Action{Type: app.ActionSelect, ID: other.ID})))
		}
	}
	parent.AddChild(c)
}

// cardChartHeight is the height in CSS pixels of a card's chart.
const cardChartHeight = 92

// addFigure adds a card's main number, with its range and its course over the dates.
func (p *panel) addFigure(parent *widget.Container, figure *app.CardFigure, width int) {
	s := p.style
	parent.AddChild(p.newHeading(figure.Value, &s.figure, width),
		p.newText(figure.Label, &s.body, s.foreground, width))
	if figure.Range != "" {
		parent.AddChild(p.newText(figure.Range, &s.body, s.muted, width))
	}
	if figure.Chart == nil {
		return
	}
	x := s.horizontalScale(width, chartInset)
	paint := func(screen *ebiten.Image, rect image.Rectangle) {
		toX := func(share float64) float64 { return float64(rect.Min.X) + x(share) }
		p.drawChart(screen, rect, *figure.Chart, toX)
	}
	parent.AddChild(p.newCustomWidget(image.Pt(width, s.px(cardChartHeight)), nil, paint))
	parent.AddChild(p.newText(figure.Chart.Caption, &s.small, s.muted, width))
}
