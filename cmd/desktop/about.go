package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// aboutTexts are the headings and texts about the data, by key.
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

// addAbout adds what there is to know about the data.
func (p *panel) addAbout(to *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	if !p.addSection(to, "about", t["page.about"], width, false) {
		return
	}
	for _, x := range aboutTexts {
		c := p.newColumn(2)
		c.AddChild(p.newHeading(t[x[0]], &s.bold, width),
			p.newText(t[x[1]], &s.body, s.foreground, width))
		to.AddChild(c)
	}
}

// addCorrections adds what was mended after it had been shown.
func (p *panel) addCorrections(to *widget.Container, width int) {
	s, v := p.style, p.view
	if !p.addSection(to, "corrections", v.Texts["page.corrections"], width, false) {
		return
	}
	if len(v.Corrections) == 0 {
		to.AddChild(p.newText(v.Texts["page.corrections-none"], &s.body, s.foreground, width))
	}
	for _, x := range v.Corrections {
		to.AddChild(p.newFact(app.Row{Label: x.Date, Value: x.Text}, width))
	}
}
