package main

import (
	"encoding/json"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// actionID returns an id for a control that dispatches an action.
func actionID(action app.Action) string {
	id, err := json.Marshal(action)
	if err != nil {
		return action.Type
	}
	return string(id)
}

// actionControl returns a control that dispatches an action.
func (p *panel) actionControl(action app.Action) *control {
	return &control{id: actionID(action), activate: func() { p.dispatch(action) }}
}

// newFact returns a fact with its label above its value.
func (p *panel) newFact(row app.Row, width int) *widget.Container {
	c := p.newColumn(0)
	c.AddChild(p.newText(row.Label, &p.style.small, p.style.muted, width),
		p.newHeading(row.Value, &p.style.bold, width))
	return c
}

func (p *panel) addFacts(parent *widget.Container, rows []app.Row, width int) {
	for _, row := range rows {
		parent.AddChild(p.newFact(row, width))
	}
}
