package site

import (
	"html/template"
	"math"
	"slices"

	"truceline/internal/app"
)

// This file has the page's methods for the templates. The template also writes parts that are not
// shown, empty, for the script to fill.

// Step returns the current step of the tour, or an empty one.
func (p *page) Step() app.StepView {
	if p.View.Step == nil {
		return app.StepView{}
	}
	return *p.View.Step
}

// Scenario returns the selected scenario, or an empty one.
func (p *page) Scenario() app.ScenarioView {
	if p.View.Scenario == nil {
		return app.ScenarioView{}
	}
	return *p.View.Scenario
}

// Day returns the selected day.
func (p *page) Day() app.Day {
	for _, day := range p.View.Dates {
		if day.ID == p.View.Date {
			return day
		}
	}
	return app.Day{}
}

// EmbedCodeURL returns the relative URL of the "Embed this" page for what the page shows.
func (p *page) EmbedCodeURL() template.URL {
	address := p.Root + embedCodeDir + "/" + p.View.Lang + "/"
	if p.Config.PageState != "" {
		address += "?" + p.Config.PageState
	}
	return template.URL(address)
}

// LatestDay returns the latest day.
func (p *page) LatestDay() app.Day {
	if len(p.View.Dates) == 0 {
		return app.Day{}
	}
	return p.View.Dates[len(p.View.Dates)-1]
}

// dateStops returns the stops of the date slider.
func dateStops(view app.View) []sliderStop {
	stops := []sliderStop{}
	for _, day := range view.Dates {
		stops = append(stops, sliderStop{day.ID, day.Label, thousandths(day.Offset)})
	}
	return stops
}

// pullbackStops returns the stops of the pull-back slider, or nil if there is no pull-back.
func pullbackStops(view app.View) []sliderStop {
	if view.Scenario == nil || len(view.Scenario.Pullbacks) == 0 {
		return nil
	}
	choices := view.Scenario.Pullbacks
	first, last := choices[0].Km, choices[len(choices)-1].Km
	stops := []sliderStop{}
	for _, choice := range choices {
		stops = append(stops, sliderStop{choice.Km, choice.Label,
			thousandths(float64(choice.Km-first) / float64(max(last-first, 1)))})
	}
	return stops
}

// thousandths converts a fraction to a position on a slider, from 0 to 1000.
func thousandths(share float64) int { return int(math.Round(share * 1000)) }

// DateStop and PullbackStop return the current stops of the sliders.
func (p *page) DateStop() sliderStop { return findStop(p.Config.Dates, p.View.Date) }

func (p *page) PullbackStop() sliderStop {
	for _, choice := range p.Scenario().Pullbacks {
		if choice.On {
			return findStop(p.Config.Pullbacks, choice.Km)
		}
	}
	return sliderStop{}
}

func findStop(stops []sliderStop, value any) sliderStop {
	if i := slices.IndexFunc(stops, func(s sliderStop) bool { return s.Value == value }); i >= 0 {
		return stops[i]
	}
	return sliderStop{}
}

// About returns the sections of "About the data".
func (p *page) About() []app.AboutSection { return app.AboutSections }

// pageTable is a table that the page's script replaces as a whole.
type pageTable struct {
	Page        *page
	ID, Caption string
	Head        []string
	Rows        []pageTableRow
}

// pageTableRow is a row of a table. RowSpan is the number of rows that its heading spans, or 0 if
// the heading of an earlier row spans it.
type pageTableRow struct {
	app.TableRow
	RowSpan int
}

// Table returns a table of the view with an element id.
func (p *page) Table(id string, t app.Table) pageTable {
	table := pageTable{Page: p, ID: id, Caption: t.Caption, Head: t.Head}
	first := 0
	for i, row := range t.Rows {
		if i > 0 && row.ID == t.Rows[i-1].ID && row.Name == t.Rows[i-1].Name {
			table.Rows[first].RowSpan++
			table.Rows = append(table.Rows, pageTableRow{TableRow: row})
			continue
		}
		first = i
		table.Rows = append(table.Rows, pageTableRow{TableRow: row, RowSpan: 1})
	}
	return table
}

// ChartTable returns the data of the chart as a table with one row per date.
func (p *page) ChartTable() app.Table {
	chart := p.View.Chart
	table := app.Table{Caption: chart.Caption, Head: chart.Head}
	for _, s := range chart.Series {
		for i, point := range s.Points {
			if i == len(table.Rows) {
				table.Rows = append(table.Rows, app.TableRow{ID: point.Date, Name: point.Label})
			}
			table.Rows[i].Cells = append(table.Rows[i].Cells, point.Text)
		}
	}
	return table
}
