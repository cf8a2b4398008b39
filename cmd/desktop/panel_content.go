package main

import (
	"github.com/ebitenui/ebitenui/widget"
)

// newContentColumn returns a vertical container with padding, width device pixels wide, and the
// width of its content.
func (p *panel) newContentColumn(width int) (c *widget.Container, innerWidth int) {
	pad := p.style.px(margin)
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(7)),
		widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad, Bottom: pad}),
	))), width - 2*pad
}

// newContent returns the panel's content.
func (p *panel) newContent(width int) *widget.Container {
	v := p.view
	c, innerWidth := p.newContentColumn(width)
	p.addMenu(c, innerWidth)
	c.AddChild(p.newSpacer(1))
	p.addIntro(c, innerWidth)
	if v.Card != nil {
		p.addCard(c, v.Card, innerWidth)
	}
	// With a scenario selected, its section comes before the others.
	scenarioFirst := v.Scenario != nil
	if scenarioFirst {
		p.addScenarios(c, innerWidth)
	}
	p.addStatements(c, innerWidth)
	p.addSearch(c, innerWidth)
	p.addTour(c, innerWidth)
	p.addTimeline(c, innerWidth)
	if !scenarioFirst {
		p.addScenarios(c, innerWidth)
	}
	p.addLegend(c, innerWidth)
	p.addTables(c, innerWidth)
	p.addSources(c, innerWidth)
	p.addAbout(c, innerWidth)
	p.addCorrections(c, innerWidth)
	return c
}
