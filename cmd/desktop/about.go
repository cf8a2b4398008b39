package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addAbout adds the section about the data.
func (p *panel) addAbout(parent *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	if !p.addSection(parent, "about", t["page.about"], width, false) {
		return
	}
	for _, section := range app.AboutSections {
		c := p.newColumn(2)
		c.AddChild(p.newHeading(t[section.HeadingKey], &s.bold, width),
			p.newText(t[section.TextKey], &s.body, s.foreground, width))
		parent.AddChild(c)
	}
}

// addCorrections adds the corrections of what the map showed earlier.
func (p *panel) addCorrections(parent *widget.Container, width int) {
	s, v := p.style, p.view
	if !p.addSection(parent, "corrections", v.Texts["page.corrections"], width, false) {
		return
	}
	if len(v.Corrections) == 0 {
		parent.AddChild(p.newText(v.Texts["page.corrections-none"], &s.body, s.foreground, width))
	}
	for _, correction := range v.Corrections {
		parent.AddChild(p.newFact(app.Row{Label: correction.Date, Value: correction.Text}, width))
	}
}
