package site

import (
	"html/template"
	"math"
	"slices"

	"truceline/internal/app"
)

// What the templates ask the page for besides the view. Parts that are not shown are written all the same, empty, so
// that the script has them to fill.

// Step is the guided step that is shown, or an empty one.
func (p *page) Step() app.StepView {
	if p.View.Step == nil {
		return app.StepView{}
	}
	return *p.View.Step
}

// Scenario is the one that is chosen, or an empty one.
func (p *page) Scenario() app.ScenarioView {
	if p.View.Scenario == nil {
		return app.ScenarioView{}
	}
	return *p.View.Scenario
}

// Day is the day that is shown.
func (p *page) Day() app.Day {
	for _, day := range p.View.Dates {
		if day.ID == p.View.Date {
			return day
		}
	}
	return app.Day{}
}

// Codes leads to the page that writes the code to embed what this page shows.
func (p *page) Codes() template.URL {
	to := p.Root + codesFolder + "/" + p.View.Lang + "/"
	if p.Config.Own != "" {
		to += "?" + p.Config.Own
	}
	return template.URL(to)
}

// Newest is the newest day.
func (p *page) Newest() app.Day {
	if len(p.View.Dates) == 0 {
		return app.Day{}
	}
	return p.View.Dates[len(p.View.Dates)-1]
}

// dateStops are the stops of the slider over the dates.
func dateStops(view app.View) []stop {
	stops := []stop{}
	for _, day := range view.Dates {
		stops = append(stops, stop{day.ID, day.Label, thousandths(day.At)})
	}
	return stops
}

// pullbackStops are those of the slider over the distances of a pull-back; none: the page shows no pull-back.
func pullbackStops(view app.View) []stop {
	if view.Scenario == nil || len(view.Scenario.Pullbacks) == 0 {
		return nil
	}
	choices := view.Scenario.Pullbacks
	first, last := choices[0].Km, choices[len(choices)-1].Km
	stops := []stop{}
	for _, choice := range choices {
		stops = append(stops, stop{choice.Km, choice.Label, thousandths(float64(choice.Km-first) / float64(max(last-first, 1)))})
	}
	return stops
}

// thousandths is a share of a slider that goes from 0 to 1000.
func thousandths(share float64) int { return int(math.Round(share * 1000)) }

// DateStop and PullbackStop are where the sliders stand.
func (p *page) DateStop() stop { return stopAt(p.Config.Dates, p.View.Date) }

func (p *page) PullbackStop() stop {
	for _, choice := range p.Scenario().Pullbacks {
		if choice.On {
			return stopAt(p.Config.Pullbacks, choice.Km)
		}
	}
	return stop{}
}

func stopAt(stops []stop, value any) stop {
	if i := slices.IndexFunc(stops, func(s stop) bool { return s.Value == value }); i >= 0 {
		return stops[i]
	}
	return stop{}
}

// aboutText is a heading of "About the data" and what stands under it, by their keys.
type aboutText struct{ Head, Text string }

// About lists what is told about the data.
func (p *page) About() []aboutText {
	return []aboutText{
		{"page.about-control", "page.about-control-text"},
		{"page.about-method", "page.about-method-text"},
		{"page.about-range", "page.about-range-text"},
		{"page.about-length", "page.about-length-text"},
		{"page.about-water", "page.about-water-text"},
		{"page.about-hidden", "page.about-hidden-text"},
		{"page.about-projection", "page.about-projection-text"},
		{"page.about-licence", "page.about-licence-text"},
	}
}

// grid is a table that the script fills anew as a whole.
type grid struct {
	Page        *page
	ID, Caption string
	Head        []string
	Rows        []gridRow
}

// gridRow is a row whose heading spans it and the rows below that tell of the same; 0: it stands under such a heading.
type gridRow struct {
	app.TableRow
	Span int
}

// Grid is a table of the view under an id of the page.
func (p *page) Grid(id string, t app.Table) grid {
	g := grid{Page: p, ID: id, Caption: t.Caption, Head: t.Head}
	head := 0
	for i, row := range t.Rows {
		if i > 0 && row.ID == t.Rows[i-1].ID && row.Name == t.Rows[i-1].Name {
			g.Rows[head].Span++
			g.Rows = append(g.Rows, gridRow{TableRow: row})
			continue
		}
		head = i
		g.Rows = append(g.Rows, gridRow{TableRow: row, Span: 1})
	}
	return g
}

// ChartTable is the chart as a table: a row a date.
func (p *page) ChartTable() app.Table {
	chart := p.View.Chart
	t := app.Table{Caption: chart.Caption, Head: chart.Head}
	for _, s := range chart.Series {
		for i, point := range s.Points {
			if i == len(t.Rows) {
				t.Rows = append(t.Rows, app.TableRow{ID: point.Date, Name: point.Label})
			}
			t.Rows[i].Cells = append(t.Rows[i].Cells, point.Text)
		}
	}
	return t
}
