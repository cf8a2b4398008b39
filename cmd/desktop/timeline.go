package main

import (
	"slices"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addTimeline adds the chart of shares over time with the date slider on the same scale below it.
func (p *panel) addTimeline(parent *widget.Container, width int) {
	v := p.view
	if len(v.Dates) < 2 || !p.addSection(parent, "time", v.Texts["page.date"], width, true) {
		return
	}
	index := max(slices.IndexFunc(v.Dates, func(d app.Day) bool { return d.ID == v.Date }), 0)
	p.addDateControls(parent, v.Dates, index, width)
	p.addChart(parent, width)
	values := &sliderValues{id: "date", selected: index, inset: chartInset,
		onSelect: func(i int) { p.dispatch(app.Action{Type: app.ActionDate, Date: v.Dates[i].ID}) }}
	for _, d := range v.Dates {
		values.positions = append(values.positions, d.Offset)
	}
	for _, year := range v.Chart.YearTicks {
		values.labels = append(values.labels, tickLabel{year.Label, year.Offset})
	}
	p.addSlider(parent, values, width)
	if v.Chart.Note != "" {
		parent.AddChild(p.newText(v.Chart.Note, &p.style.small, p.style.muted, width))
	}

}

// addDateControls adds the current date with buttons for the previous and the next date and for
// playback.
func (p *panel) addDateControls(parent *widget.Container, dates []app.Day, index, width int) {
	s, v := p.style, p.view
	stepButton := func(i int, id, label string) *widget.Button {
		icon := s.icon(id)
		if i < 0 || i >= len(dates) {
			return p.newIconButton(icon, label, &control{id: id, activate: func() {}},
				disabledIf(true))
		}
		return p.newIconButton(icon, p.nameAndText(label, dates[i].Label),
			&control{id: id, activate: func() {
				p.dispatch(app.Action{Type: app.ActionDate, Date: dates[i].ID})
			}})
	}
	playIcon, playLabel := "play", v.Texts["page.play"]
	if v.Playing {
		playIcon, playLabel = "pause", v.Texts["page.pause"]
	}
	row := p.newRow(6)
	row.AddChild(
		stepButton(index-1, "back", v.Texts["window.day-before"]),
		p.newIconButton(s.icon(playIcon), playLabel,
			&control{id: "play",
				activate: func() { p.dispatch(app.Action{Type: app.ActionPlay, On: !v.Playing}) }}),
		stepButton(index+1, "forward", v.Texts["window.day-after"]),
	)
	dateColumn := p.newColumn(0)
	labelWidth := width - 3*s.px(buttonSize+6) - s.px(4)
	dateColumn.GetWidget().LayoutData = widget.RowLayoutData{
		Position: widget.RowLayoutPositionCenter}
	dateColumn.AddChild(p.newHeading(dates[index].Label, &s.bold, labelWidth))
	if note := dates[index].Note; note != "" {
		dateColumn.AddChild(p.newText(note, &s.small, s.muted, labelWidth))
	}
	row.AddChild(dateColumn)
	parent.AddChild(row)
}
