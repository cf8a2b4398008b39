package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// aboutTexts are the keys of the headings and texts about the data.
var aboutTexts = [][2]string{
	{"page.about-control", "page.about-control-text"},
	{"page.about-method", "page.about-method-text"},
	{"page.about-range", "page.about-range-text"},
	{"page.about-length", "page.about-length-text"},
	{"page.about-water", "page.about-water-text"},
	{"page.about-hidden", "page.about-hidden-text"},
	{"page.about-projection", "page.about-projection-text"},
	{"page.about-licence", "page.about-licence-text"},
}

// addAbout adds the section about the data.
func (p *panel) addAbout(parent *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	if !p.addSection(parent, "about", t["page.about"], width, false) {
		return
	}
	for _, item := range aboutTexts {
		c := p.newColumn(2)
		c.AddChild(p.newHeading(t[item[0]], &s.bold, width),
			p.newText(t[item[1]], &s.body, s.foreground, width))
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
