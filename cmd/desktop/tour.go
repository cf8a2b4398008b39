package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addTour adds the guided tour: a button to start it, or its current step.
func (p *panel) addTour(parent *widget.Container, width int) {
	s, v := p.style, p.view
	if len(v.Steps) == 0 {
		return
	}
	if v.Step == nil {
		parent.AddChild(p.newTextButton(v.Texts["page.steps-start"],
			p.actionControl(app.Action{Type: app.ActionStep, ID: v.Steps[0].ID})))
		return
	}
	c, width := p.newBox(width)
	c.AddChild(p.newText(v.Texts["page.steps"]+" · "+v.Step.Position, &s.small, s.muted, width))
	p.addWrappedButtons(c, width,
		p.newTextButton(v.Texts["page.steps-back"],
			p.actionControl(app.Action{Type: app.ActionStep, ID: "back"}),
			disabledIf(v.Step.First)),
		p.newTextButton(v.Texts["page.steps-next"],
			p.actionControl(app.Action{Type: app.ActionStep, ID: "next"}), disabledIf(v.Step.Last)),
		p.newTextButton(v.Texts["page.steps-leave"],
			p.actionControl(app.Action{Type: app.ActionStep})),
	)
	c.AddChild(p.newHeading(v.Step.Title, &s.title, width))
	c.AddChild(p.newText(v.Step.Text, &s.body, s.foreground, width))
	p.addLinks(c, v.Step.Sources, width)
	parent.AddChild(c)
}

// disabledIf returns an option that disables a widget if the condition is true.
func disabledIf(condition bool) widget.WidgetOpt {
	return func(w *widget.Widget) { w.Disabled = condition }
}
