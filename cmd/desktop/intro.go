package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addIntro adds the date, the headline with its sentence and figures, and the tabs.
func (p *panel) addIntro(parent *widget.Container, width int) {
	s, v := p.style, p.view
	dateLine := v.StaleWarning
	if dateLine == "" {
		dateLine = v.Situation
	}
	parent.AddChild(p.newText(dateLine, &s.small, s.muted, width))
	if v.Headline != "" {
		parent.AddChild(p.newHeading(v.Headline, &s.title, width))
	}
	if v.Sentence != "" && v.Step == nil { // the tour has its own text
		parent.AddChild(p.newText(v.Sentence, &s.body, s.foreground, width))
	}
	if len(v.Figures) > 0 {
		parent.AddChild(p.newFigureStrip(v.Figures, width))
	}
	if len(v.Tabs) > 0 {
		p.addTabs(parent, width)
	}
}

// newFigureStrip returns a widget with the figures in two columns, each with its label below it.
func (p *panel) newFigureStrip(figures []app.Figure, width int) *customWidget {
	s := p.style
	gap := s.px(14)
	column := (width - gap) / 2
	var lines []textLine
	y := s.px(2)
	for i := 0; i < len(figures); i += 2 {
		end := y
		for j, figure := range figures[i:min(i+2, len(figures))] {
			lineY, x := y, j*(column+gap)
			lines = append(lines, textLine{figure.Value, s.title, s.foreground, x, lineY})
			lineY += lineHeight(s.title)
			for _, line := range balanceLines(figure.Text, s.small, float64(column)) {
				lines = append(lines, textLine{line, s.small, s.muted, x, lineY})
				lineY += lineHeight(s.small)
			}
			end = max(end, lineY)
		}
		y = end + s.px(5)
	}
	return p.newCustomWidget(image.Pt(width, y), nil,
		func(screen *ebiten.Image, rect image.Rectangle) {
			for _, line := range lines {
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
		})
}

// addTabs adds the choice of what the map shows.
func (p *panel) addTabs(parent *widget.Container, width int) {
	v := p.view
	var buttons []*widget.Button
	for _, tab := range v.Tabs {
		buttons = append(buttons, p.newChoiceButton(tab.Label, tab.ID == v.Tab,
			p.actionControl(app.Action{Type: app.ActionTab, ID: tab.ID})))
	}
	p.addWrappedButtons(parent, width, buttons...)
}

// addStatements adds the statements on the topics of the tab.
func (p *panel) addStatements(parent *widget.Container, width int) {
	v := p.view
	if len(v.Statements) == 0 ||
		!p.addSection(parent, "statements", v.Texts["page.statements"], width, true) {
		return
	}
	for _, statement := range v.Statements {
		parent.AddChild(p.newText(statement.Text, &p.style.body, p.style.foreground, width))
		p.addLinks(parent, statement.Sources, width)
	}
}
