package main

import (
	"github.com/ebitenui/ebitenui/widget"
)

// newContentColumn is where content stands from top to bottom, width device pixels wide; inner is
// the content's width.
func (p *panel) newContentColumn(width int) (c *widget.Container, inner int) {
	pad := p.style.px(margin)
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(7)),
		widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad, Bottom: pad}),
	))), width - 2*pad
}

// newContent is the panel's content.
func (p *panel) newContent(width int) *widget.Container {
	v := p.view
	c, inner := p.newContentColumn(width)
	p.addMenu(c, inner)
	c.AddChild(p.newSpacer(1))
	p.addIntro(c, inner)
	if v.Card != nil {
		p.addCard(c, v.Card, inner)
	}
	// What the chosen tab is for comes first.
	lines := v.Scenario != nil
	if lines {
		p.addScenarios(c, inner)
	}
	p.addStatements(c, inner)
	p.addSearch(c, inner)
	p.addTour(c, inner)
	p.addTimeline(c, inner)
	if !lines {
		p.addScenarios(c, inner)
	}
	p.addLegend(c, inner)
	p.addTables(c, inner)
	p.addSources(c, inner)
	p.addAbout(c, inner)
	p.addCorrections(c, inner)
	return c
}
