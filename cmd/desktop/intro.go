package main

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// addIntro adds what the page has above its map: the day, the headline with its sentence and
// figures, and the choice of what the map shows.
func (p *panel) addIntro(to *widget.Container, width int) {
	s, v := p.style, p.view
	day := v.Stale
	if day == "" {
		day = v.Situation
	}
	to.AddChild(p.newText(day, &s.small, s.muted, width))
	if v.Headline != "" {
		to.AddChild(p.newHeading(v.Headline, &s.title, width))
	}
	if v.Sentence != "" && v.Step == nil { // the tour tells its own, with the buttons
		to.AddChild(p.newText(v.Sentence, &s.body, s.foreground, width))
	}
	if len(v.Figures) > 0 {
		to.AddChild(p.newFigureStrip(v.Figures, width))
	}
	if len(v.Tabs) > 0 {
		p.addTabs(to, width)
	}
}

// newFigureStrip is the row of figures, two side by side: each large, with what it is of below it.
func (p *panel) newFigureStrip(figures []app.Figure, width int) *customWidget {
	s := p.style
	gap := s.px(14)
	column := (width - gap) / 2
	var pieces []textLine
	y := s.px(2)
	for i := 0; i < len(figures); i += 2 {
		end := y
		for j, f := range figures[i:min(i+2, len(figures))] {
			at, x := y, j*(column+gap)
			pieces = append(pieces, textLine{f.Value, s.title, s.foreground, x, at})
			at += lineHeight(s.title)
			for _, line := range balanceLines(f.Text, s.small, float64(column)) {
				pieces = append(pieces, textLine{line, s.small, s.muted, x, at})
				at += lineHeight(s.small)
			}
			end = max(end, at)
		}
		y = end + s.px(5)
	}
	return p.newCustomWidget(image.Pt(width, y), nil,
		func(screen *ebiten.Image, box image.Rectangle) {
			for _, x := range pieces {
				x.draw(screen, box.Min.X, box.Min.Y)
			}
		})
}

// addTabs adds the choice of what the map shows.
func (p *panel) addTabs(to *widget.Container, width int) {
	v := p.view
	var buttons []*widget.Button
	for _, t := range v.Tabs {
		buttons = append(buttons, p.newChoiceButton(t.Label, t.ID == v.Tab,
			p.actionControl(app.Action{Type: app.ActionTab, ID: t.ID})))
	}
	p.addWrappedButtons(to, width, buttons...)
}

// addStatements adds what was said on the topics of the tab.
func (p *panel) addStatements(to *widget.Container, width int) {
	v := p.view
	if len(v.Said) == 0 || !p.addSection(to, "said", v.Texts["page.said"], width, true) {
		return
	}
	for _, said := range v.Said {
		to.AddChild(p.newText(said.Text, &p.style.body, p.style.foreground, width))
		p.addLinks(to, said.Sources, width)
	}
}
