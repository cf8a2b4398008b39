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
	if len(v.Scenarios) == 0 ||
		!p.addSection(to, "scenarios", v.Texts["page.scenarios"], width, true) {
		return
	}
	p.addScenarioChoice(to, width, v.Texts["page.scenario-none"], "", v.Scenario == nil,
		app.Action{Type: app.ActionScenario})
	for _, c := range v.Scenarios {
		p.addScenarioChoice(to, width, c.Name, c.Note, c.On,
			app.Action{Type: app.ActionScenario, ID: c.ID})
		if c.On && v.Scenario != nil {
			p.addScenarioDetails(to, v.Scenario, width)
		}
	}
}

const radioSize = 16 // CSS pixels

// addScenarioChoice adds one of several to choose: a ring, its name and a line about it.
func (p *panel) addScenarioChoice(to *widget.Container, width int, name, note string, on bool,
	a app.Action) {
	s := p.style
	left := s.px(radioSize + 10)
	face := s.body
	if on {
		face = s.bold
	}
	var pieces []textLine
	y := s.px(4)
	for _, line := range wrapText(name, face, float64(width-left)) {
		pieces = append(pieces, textLine{line, face, s.foreground, left, y})
		y += lineHeight(face)
	}
	for _, line := range wrapText(note, s.small, float64(width-left)) {
		pieces = append(pieces, textLine{line, s.small, s.muted, left, y})
		y += lineHeight(s.small)
	}
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, y+s.px(4)), p.actionControl(a),
		func(screen *ebiten.Image, box image.Rectangle) {
			if l.hovered {
				s.fillRect(screen, box, s.raised)
			}
			x, y := float64(box.Min.X+s.px(radioSize/2+1)),
				float64(box.Min.Y+s.px(4)+lineHeight(s.body)/2)
			s.drawDot(screen, x, y, radioSize/2-1, s.background, s.muted)
			if on {
				s.drawDot(screen, x, y, 4.5, s.accent, s.accent)
			}
			for _, x := range pieces {
				x.draw(screen, box.Min.X, box.Min.Y)
			}
		})
	to.AddChild(l)
}

// addScenarioDetails adds all about the scenario that is chosen.
func (p *panel) addScenarioDetails(to *widget.Container, x *app.ScenarioView, width int) {
	s, t := p.style, p.view.Texts
	c, width := p.newBox(width)
	c.AddChild(p.newText(x.Summary, &s.body, s.foreground, width))
	p.addPullbackSlider(c, x.Pullbacks, width)
	p.addFacts(c, x.Facts, width)
	if len(x.Figures) > 0 {
		c.AddChild(p.newSpacer(2),
			p.newText(t["page.scenario-figures"], &s.heading, s.muted, width))
		p.addFacts(c, x.Figures, width)
	}
	p.addNotes(c, x.Notes, width)
	if len(x.Zones.Rows) > 0 && p.addSection(c, "zones", t["page.plan-below"], width, false) {
		p.addTable(c, "zones", x.Zones, width)
	}
	if len(x.Rules.Rows) > 0 && p.addSection(c, "rules", x.Rules.Caption, width, false) {
		p.addTable(c, "rules", x.Rules, width)
	}
	if len(x.Sources) > 0 && p.addSection(c, "plan-sources", t["page.sources"], width, false) {
		p.addLinks(c, x.Sources, width)
	}
	to.AddChild(c)
}

// addPullbackSlider adds the slider for the distance of a pull-back.
func (p *panel) addPullbackSlider(to *widget.Container, list []app.PullbackChoice, width int) {
	s := p.style
	if len(list) == 0 {
		return
	}
	first, last := list[0].Km, list[len(list)-1].Km
	v := &sliderValues{id: "pullback",
		onSelect: func(i int) { p.dispatch(app.Action{Type: app.ActionPullback, Km: list[i].Km}) }}
	label := ""
	for i, c := range list {
		v.positions = append(v.positions, float64(c.Km-first)/float64(max(last-first, 1)))
		if c.On {
			v.selected, label = i, c.Label
		}
	}
	to.AddChild(p.newSpacer(2),
		p.newText(p.view.Texts["page.pullback"], &s.heading, s.muted, width))
	p.addSlider(to, v, width)
	to.AddChild(p.newHeading(label, &s.bold, width))
}
