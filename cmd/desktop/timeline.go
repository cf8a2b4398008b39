package main

import (
	"slices"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addTimeline adds the way through the days: the shares over time and, on the same scale below
// them, the slider.
func (p *panel) addTimeline(to *widget.Container, width int) {
	v := p.view
	if len(v.Dates) < 2 || !p.addSection(to, "time", v.Texts["page.date"], width, true) {
		return
	}
	at := max(slices.IndexFunc(v.Dates, func(d app.Day) bool { return d.ID == v.Date }), 0)
	p.addDateControls(to, v.Dates, at, width)
	p.addChart(to, width)
	days := &sliderValues{id: "date", selected: at, inset: chartInset,
		onSelect: func(i int) { p.dispatch(app.Action{Type: app.ActionDate, Date: v.Dates[i].ID}) }}
	for _, d := range v.Dates {
		days.positions = append(days.positions, d.At)
	}
	for _, y := range v.Chart.Years {
		days.labels = append(days.labels, tickLabel{y.Label, y.At})
	}
	p.addSlider(to, days, width)
	if v.Chart.Note != "" {
		to.AddChild(p.newText(v.Chart.Note, &p.style.small, p.style.muted, width))
	}

}

// addDateControls adds the day that is shown, with buttons for the one before, the next, and all
// one after another.
func (p *panel) addDateControls(to *widget.Container, dates []app.Day, at, width int) {
	s, v := p.style, p.view
	step := func(i int, id, words string) *widget.Button {
		symbol := s.icon(id)
		if i < 0 || i >= len(dates) {
			return p.newIconButton(symbol, words, &control{id: id, activate: func() {}}, disabled)
		}
		return p.newIconButton(symbol, p.nameAndText(words, dates[i].Label),
			&control{id: id, activate: func() {
				p.dispatch(app.Action{Type: app.ActionDate, Date: dates[i].ID})
			}})
	}
	play, name := "play", v.Texts["page.play"]
	if v.Playing {
		play, name = "pause", v.Texts["page.pause"]
	}
	row := p.newRow(6)
	row.AddChild(
		step(at-1, "back", v.Texts["window.day-before"]),
		p.newIconButton(s.icon(play), name,
			&control{id: "play",
				activate: func() { p.dispatch(app.Action{Type: app.ActionPlay, On: !v.Playing}) }}),
		step(at+1, "forward", v.Texts["window.day-after"]),
	)
	words := p.newColumn(0)
	room := width - 3*s.px(buttonSize+6) - s.px(4)
	words.GetWidget().LayoutData = widget.RowLayoutData{Position: widget.RowLayoutPositionCenter}
	words.AddChild(p.newHeading(dates[at].Label, &s.bold, room))
	if note := dates[at].Note; note != "" {
		words.AddChild(p.newText(note, &s.small, s.muted, room))
	}
	row.AddChild(words)
	to.AddChild(row)
}
