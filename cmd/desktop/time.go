package main

import (
	"slices"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addTime adds the way through the days: the shares over time and, on the same scale below them, the slider.
func (p *panel) addTime(to *widget.Container, width int) {
	v := p.view
	if len(v.Dates) < 2 || !p.fold(to, "time", v.Texts["page.date"], width, true) {
		return
	}
	at := max(slices.IndexFunc(v.Dates, func(d app.Day) bool { return d.ID == v.Date }), 0)
	p.addDay(to, v.Dates, at, width)
	p.addChart(to, width)
	days := &values{id: "date", chosen: at, inset: chartInset, choose: func(i int) { p.do(app.Action{Type: app.ActionDate, Date: v.Dates[i].ID}) }}
	for _, d := range v.Dates {
		days.at = append(days.at, d.At)
	}
	for _, y := range v.Chart.Years {
		days.labels = append(days.labels, tickLabel{y.Label, y.At})
	}
	p.slider(to, days, width)
	if v.Chart.Note != "" {
		to.AddChild(p.text(v.Chart.Note, &p.style.small, p.style.quiet, width))
	}

}

// addDay adds the day that is shown, with buttons for the one before, the next, and all one after another.
func (p *panel) addDay(to *widget.Container, dates []app.Day, at, width int) {
	s, v := p.style, p.view
	step := func(i int, id, words string) *widget.Button {
		symbol := s.symbol(id)
		if i < 0 || i >= len(dates) {
			return p.iconButton(symbol, words, &knob{id: id, press: func() {}}, disabled)
		}
		return p.iconButton(symbol, p.named(words, dates[i].Label), &knob{id: id, press: func() { p.do(app.Action{Type: app.ActionDate, Date: dates[i].ID}) }})
	}
	play, name := "play", v.Texts["page.play"]
	if v.Playing {
		play, name = "pause", v.Texts["page.pause"]
	}
	row := p.row(6)
	row.AddChild(
		step(at-1, "back", v.Texts["window.day-before"]),
		p.iconButton(s.symbol(play), name, &knob{id: "play", press: func() { p.do(app.Action{Type: app.ActionPlay, On: !v.Playing}) }}),
		step(at+1, "forward", v.Texts["window.day-after"]),
	)
	words := p.stack(0)
	room := width - 3*s.px(buttonSize+6) - s.px(4)
	words.GetWidget().LayoutData = widget.RowLayoutData{Position: widget.RowLayoutPositionCenter}
	words.AddChild(p.strong(dates[at].Label, &s.bold, room))
	if note := dates[at].Note; note != "" {
		words.AddChild(p.text(note, &s.small, s.quiet, room))
	}
	row.AddChild(words)
	to.AddChild(row)
}
