package site

import (
	"html/template"
	"math"
	"slices"

	"truceline/internal/app"
)

// What the templates ask the page for besides the view. Parts that are not shown are written all
// the same, empty, so that the script has them to fill.

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

// EmbedCodeURL leads to the page that writes the code to embed what this page shows.
func (p *page) EmbedCodeURL() template.URL {
	to := p.Root + embedCodeDir + "/" + p.View.Lang + "/"
	if p.Config.PageState != "" {
		to += "?" + p.Config.PageState
	}
	return template.URL(to)
}

// LatestDay is the newest day.
func (p *page) LatestDay() app.Day {
	if len(p.View.Dates) == 0 {
		return app.Day{}
	}
	return p.View.Dates[len(p.View.Dates)-1]
}

// dateStops are the stops of the slider over the dates.
func dateStops(view app.View) []sliderStop {
	stops := []sliderStop{}
	for _, day := range view.Dates {
		stops = append(stops, sliderStop{day.ID, day.Label, thousandths(day.At)})
	}
	return stops
}

// pullbackStops are those of the slider over the distances of a pull-back; none: the page shows no
// pull-back.
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

// thousandths is a share of a slider that goes from 0 to 1000.
func thousandths(share float64) int { return int(math.Round(share * 1000)) }

// DateStop and PullbackStop are where the sliders stand.
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

// aboutSection is a heading of "About the data" and what stands under it, by their keys.
type aboutSection struct{ HeadKey, TextKey string }

// About lists what is told about the data.
func (p *page) About() []aboutSection {
	return []aboutSection{
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

// pageTable is a table that the script fills anew as a whole.
type pageTable struct {
	Page        *page
	ID, Caption string
	Head        []string
	Rows        []pageTableRow
}

// pageTableRow is a row whose heading spans it and the rows below that tell of the same; 0: it
// stands under such a heading.
type pageTableRow struct {
	app.TableRow
	RowSpan int
}

// Table is a table of the view under an id of the page.
func (p *page) Table(id string, t app.Table) pageTable {
	g := pageTable{Page: p, ID: id, Caption: t.Caption, Head: t.Head}
	head := 0
	for i, row := range t.Rows {
		if i > 0 && row.ID == t.Rows[i-1].ID && row.Name == t.Rows[i-1].Name {
			g.Rows[head].RowSpan++
			g.Rows = append(g.Rows, pageTableRow{TableRow: row})
			continue
		}
		head = i
		g.Rows = append(g.Rows, pageTableRow{TableRow: row, RowSpan: 1})
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
