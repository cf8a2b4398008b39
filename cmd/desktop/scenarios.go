package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addScenarios adds what can be chosen; below the one that is, all that there is to say about it.
func (p *panel) addScenarios(to *widget.Container, width int) {
	v := p.view
	if len(v.Scenarios) == 0 || !p.fold(to, "scenarios", v.Texts["page.scenarios"], width, true) {
		return
	}
	p.addScenario(to, width, v.Texts["page.scenario-none"], "", v.Scenario == nil, app.Action{Type: app.ActionScenario})
	for _, c := range v.Scenarios {
		p.addScenario(to, width, c.Name, c.Note, c.On, app.Action{Type: app.ActionScenario, ID: c.ID})
		if c.On && v.Scenario != nil {
			p.addPlan(to, v.Scenario, width)
		}
	}
}

const radioSize = 16 // CSS pixels

// addScenario adds one of several to choose: a ring, its name and a line about it.
func (p *panel) addScenario(to *widget.Container, width int, name, note string, on bool, a app.Action) {
	s := p.style
	left := s.px(radioSize + 10)
	face := s.body
	if on {
		face = s.bold
	}
	var pieces []piece
	y := s.px(4)
	for _, line := range spread(name, face, float64(width-left)) {
		pieces = append(pieces, piece{line, face, s.ink, left, y})
		y += lineHeight(face)
	}
	for _, line := range spread(note, s.small, float64(width-left)) {
		pieces = append(pieces, piece{line, s.small, s.quiet, left, y})
		y += lineHeight(s.small)
	}
	var l *leaf
	l = p.newLeaf(image.Pt(width, y+s.px(4)), p.acting(a), func(screen *ebiten.Image, box image.Rectangle) {
		if l.over {
			s.fill(screen, box, s.raised)
		}
		x, y := float64(box.Min.X+s.px(radioSize/2+1)), float64(box.Min.Y+s.px(4)+lineHeight(s.body)/2)
		s.dot(screen, x, y, radioSize/2-1, s.back, s.quiet)
		if on {
			s.dot(screen, x, y, 4.5, s.mark, s.mark)
		}
		for _, x := range pieces {
			x.draw(screen, box.Min.X, box.Min.Y)
		}
	})
	to.AddChild(l)
}

// addPlan adds all about the scenario that is chosen.
func (p *panel) addPlan(to *widget.Container, x *app.ScenarioView, width int) {
	s, t := p.style, p.view.Texts
	c, width := p.box(width)
	c.AddChild(p.text(x.Summary, &s.body, s.ink, width))
	p.addPullback(c, x.Pullbacks, width)
	p.pairs(c, x.Facts, width)
	if len(x.Figures) > 0 {
		c.AddChild(p.gap(2), p.text(t["page.scenario-figures"], &s.head, s.quiet, width))
		p.pairs(c, x.Figures, width)
	}
	p.notes(c, x.Notes, width)
	if len(x.Zones.Rows) > 0 && p.fold(c, "zones", t["page.plan-below"], width, false) {
		p.table(c, "zones", x.Zones, width)
	}
	if len(x.Rules.Rows) > 0 && p.fold(c, "rules", x.Rules.Caption, width, false) {
		p.table(c, "rules", x.Rules, width)
	}
	if len(x.Sources) > 0 && p.fold(c, "plan-sources", t["page.sources"], width, false) {
		p.links(c, x.Sources, width)
	}
	to.AddChild(c)
}

// addPullback adds the slider for the distance of a pull-back.
func (p *panel) addPullback(to *widget.Container, list []app.PullbackChoice, width int) {
	s := p.style
	if len(list) == 0 {
		return
	}
	first, last := list[0].Km, list[len(list)-1].Km
	v := &values{id: "pullback", choose: func(i int) { p.do(app.Action{Type: app.ActionPullback, Km: list[i].Km}) }}
	label := ""
	for i, c := range list {
		v.at = append(v.at, float64(c.Km-first)/float64(max(last-first, 1)))
		if c.On {
			v.chosen, label = i, c.Label
		}
	}
	to.AddChild(p.gap(2), p.text(p.view.Texts["page.pullback"], &s.head, s.quiet, width))
	p.slider(to, v, width)
	to.AddChild(p.strong(label, &s.bold, width))
}
