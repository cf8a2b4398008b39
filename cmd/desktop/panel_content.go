package main

import (
	"github.com/ebitenui/ebitenui/widget"
)

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
