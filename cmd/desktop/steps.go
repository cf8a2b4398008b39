package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addSteps adds the guided tour: a way in, or the step that is shown.
func (p *panel) addSteps(to *widget.Container, width int) {
	s, v := p.style, p.view
	if len(v.Steps) == 0 {
		return
	}
	if v.Step == nil {
		to.AddChild(p.textButton(v.Texts["page.steps-start"], p.acting(app.Action{Type: app.ActionStep, ID: v.Steps[0].ID})))
		return
	}
	c, width := p.box(width)
	c.AddChild(p.text(v.Texts["page.steps"]+" · "+v.Step.Place, &s.small, s.quiet, width))
	p.flow(c, width,
		p.textButton(v.Texts["page.steps-back"], p.acting(app.Action{Type: app.ActionStep, ID: "back"}), off(v.Step.First)),
		p.textButton(v.Texts["page.steps-next"], p.acting(app.Action{Type: app.ActionStep, ID: "next"}), off(v.Step.Last)),
		p.textButton(v.Texts["page.steps-leave"], p.acting(app.Action{Type: app.ActionStep})),
	)
	c.AddChild(p.strong(v.Step.Title, &s.title, width))
	c.AddChild(p.text(v.Step.Text, &s.body, s.ink, width))
	p.links(c, v.Step.Sources, width)
	to.AddChild(c)
}

// off switches a widget off where that is so.
func off(is bool) widget.WidgetOpt { return func(w *widget.Widget) { w.Disabled = is } }
