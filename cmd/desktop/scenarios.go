package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addScenarios adds the list of scenarios, with the details of the selected one below it.
func (p *panel) addScenarios(parent *widget.Container, width int) {
	v := p.view
	if len(v.Scenarios) == 0 ||
		!p.addSection(parent, "scenarios", v.Texts["page.scenarios"], width, true) {
		return
	}
	p.addScenarioChoice(parent, width, v.Texts["page.scenario-none"], "", v.Scenario == nil,
		app.Action{Type: app.ActionScenario})
	for _, choice := range v.Scenarios {
		p.addScenarioChoice(parent, width, choice.Name, choice.Note, choice.On,
			app.Action{Type: app.ActionScenario, ID: choice.ID})
		if choice.On && v.Scenario != nil {
			p.addScenarioDetails(parent, v.Scenario, width)
		}
	}
}

const radioSize = 16 // CSS pixels

// addScenarioChoice adds a radio button with a name and a note.
func (p *panel) addScenarioChoice(parent *widget.Container, width int, name, note string, on bool,
	action app.Action) {
	s := p.style
	left := s.px(radioSize + 10)
	face := s.body
	if on {
		face = s.bold
	}
	var lines []textLine
	y := s.px(4)
	for _, line := range wrapText(name, face, float64(width-left)) {
		lines = append(lines, textLine{line, face, s.foreground, left, y})
		y += lineHeight(face)
	}
	for _, line := range wrapText(note, s.small, float64(width-left)) {
		lines = append(lines, textLine{line, s.small, s.muted, left, y})
		y += lineHeight(s.small)
	}
	var choiceWidget *customWidget
	choiceWidget = p.newCustomWidget(image.Pt(width, y+s.px(4)), p.actionControl(action),
		func(screen *ebiten.Image, rect image.Rectangle) {
			if choiceWidget.hovered {
				s.fillRect(screen, rect, s.raised)
			}
			centerX, centerY := float64(rect.Min.X+s.px(radioSize/2+1)),
				float64(rect.Min.Y+s.px(4)+lineHeight(s.body)/2)
			s.drawDot(screen, centerX, centerY, radioSize/2-1, s.background, s.muted)
			if on {
				s.drawDot(screen, centerX, centerY, 4.5, s.accent, s.accent)
			}
			for _, line := range lines {
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
		})
	parent.AddChild(choiceWidget)
}

// addScenarioDetails adds the details of the selected scenario.
func (p *panel) addScenarioDetails(parent *widget.Container, scenario *app.ScenarioView,
	width int) {
	s, t := p.style, p.view.Texts
	c, width := p.newBox(width)
	c.AddChild(p.newText(scenario.Summary, &s.body, s.foreground, width))
	p.addPullbackSlider(c, scenario.Pullbacks, width)
	p.addFacts(c, scenario.Facts, width)
	if len(scenario.Figures) > 0 {
		c.AddChild(p.newSpacer(2),
			p.newText(t["page.scenario-figures"], &s.heading, s.muted, width))
		p.addFacts(c, scenario.Figures, width)
	}
	p.addNotes(c, scenario.Notes, width)
	if len(scenario.Zones.Rows) > 0 &&
		p.addSection(c, "zones", t["page.plan-below"], width, false) {
		p.addTable(c, "zones", p.table(scenario.Zones), width)
	}
	if len(scenario.Rules.Rows) > 0 &&
		p.addSection(c, "rules", scenario.Rules.Caption, width, false) {
		p.addTable(c, "rules", p.table(scenario.Rules), width)
	}
	if len(scenario.Sources) > 0 &&
		p.addSection(c, "plan-sources", t["page.sources"], width, false) {
		p.addLinks(c, scenario.Sources, width)
	}
	parent.AddChild(c)
}

// addPullbackSlider adds the slider of the pull-back's distance.
func (p *panel) addPullbackSlider(parent *widget.Container, choices []app.PullbackChoice,
	width int) {
	s := p.style
	if len(choices) == 0 {
		return
	}
	first, last := choices[0].Km, choices[len(choices)-1].Km
	values := &sliderValues{id: "pullback",
		onSelect: func(i int) {
			p.dispatch(app.Action{Type: app.ActionPullback, Km: choices[i].Km})
		}}
	label := ""
	for i, c := range choices {
		values.positions = append(values.positions, float64(c.Km-first)/float64(max(last-first, 1)))
		if c.On {
			values.selected, label = i, c.Label
		}
	}
	parent.AddChild(p.newSpacer(2),
		p.newText(p.view.Texts["page.pullback"], &s.heading, s.muted, width))
	p.addSlider(parent, values, width)
	parent.AddChild(p.newHeading(label, &s.bold, width))
}
