package app

import (
	"slices"
	"strconv"
	"time"

	"truceline/internal/isodate"
)

// chart holds the share over time of the country and of the oblast that is selected. Between dates
// nothing is known, so the points are not to be joined.
func (a *App) chart() Chart {
	w := a.locale
	c := Chart{Caption: w.Text("chart.caption"), Note: w.Text("chart.note"),
		Head: []string{w.Text("plan.date")}, Series: []Series{}, Years: a.yearTicks()}
	ids := []string{idCountry}
	if _, ok := a.dateData().area(a.state.Select); ok && a.state.Select != idCountry {
		ids = append(ids, a.state.Select)
	}
	for _, id := range ids {
		s := Series{ID: id, Name: a.areaName(id), Points: a.sharePoints(id)}
		c.Series, c.Head = append(c.Series, s), append(c.Head, s.Name)
	}
	c.Top, c.Lines = a.shareAxis(c.Series)
	return c
}

// sparkline is the share of an area over time; nil: it has one date, or was the same on all.
func (a *App) sparkline(id string) *Chart {
	points := a.sharePoints(id)
	if !slices.ContainsFunc(points, func(p Point) bool { return p.Text != points[0].Text }) {
		return nil
	}
	w := a.locale
	first, last := points[0], points[len(points)-1]
	c := &Chart{
		Caption: w.Text("course.caption"),
		Note: w.Text("course.note", "from", first.Text, "first", first.Label, "to", last.Text,
			"last", last.Label),
		Series: []Series{{ID: id, Name: a.areaName(id), Points: points}}, Head: []string{},
		Years: a.yearTicks(),
	}
	c.Top, c.Lines = a.shareAxis(c.Series)
	return c
}

// sharePoints are the shares of an area on all dates.
func (a *App) sharePoints(id string) []Point {
	w := a.locale
	points := []Point{}
	at := a.datePositions()
	for _, d := range a.availableDates() {
		f, ok := a.figuresForDate(d.ID)
		if !ok {
			continue
		}
		if x, ok := f.area(id); ok {
			points = append(points, Point{Date: d.ID, Label: w.Date(d.ID), At: at[d.ID],
				Share: x.Share, Low: x.Low, High: x.High, Text: a.formatShareWithRange(x)})
		}
	}
	return points
}

// formatShareWithRange is a share with its range where it has one.
func (a *App) formatShareWithRange(x areaFigures) string {
	if x.Low == x.High {
		return a.formatShare(x)
	}
	return a.locale.Text("card.share-range", "share", a.formatShare(x), "range",
		a.formatShareRange(x))
}

// shareAxis is the share at the upper edge of a chart, the first of a few that no range exceeds,
// with two lines below it and the edge itself.
func (a *App) shareAxis(series []Series) (top float64, lines []ChartLine) {
	highest := 0.0
	for _, s := range series {
		for _, p := range s.Points {
			highest = max(highest, p.High)
		}
	}
	for _, top = range []float64{0.02, 0.1, 0.2, 0.4, 0.6, 1} {
		if highest <= top {
			break
		}
	}
	for _, part := range []float64{0, 0.5, 1} {
		lines = append(lines,
			ChartLine{Share: part * top, Label: a.locale.WholePercent(part * top)})
	}
	return top, lines
}

// yearTicks are the years that begin between the first date and the last.
func (a *App) yearTicks() []ChartYear {
	years := []ChartYear{}
	first, last, ok := a.dateSpan()
	if !ok {
		return years
	}
	for year := first.Year() + 1; year <= last.Year(); year++ {
		at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Sub(first).Hours() /
			last.Sub(first).Hours()
		years = append(years, ChartYear{Label: strconv.Itoa(year), At: at})
	}
	return years
}

// dateSpan is from the first date to the last.
func (a *App) dateSpan() (first, last time.Time, ok bool) {
	ids := a.availableDateIDs()
	if len(ids) == 0 {
		return first, last, false
	}
	first, errFirst := isodate.ParseDate(ids[0])
	last, errLast := isodate.ParseDate(ids[len(ids)-1])
	return first, last, errFirst == nil && errLast == nil && last.After(first)
}

// datePositions are where the dates stand on a line from the first (0) to the last (1), in
// proportion to time.
func (a *App) datePositions() map[string]float64 {
	places := map[string]float64{}
	first, last, ok := a.dateSpan()
	if !ok {
		return places
	}
	for _, id := range a.availableDateIDs() {
		if day, err := isodate.ParseDate(id); err == nil {
			places[id] = day.Sub(first).Hours() / last.Sub(first).Hours()
		}
	}
	return places
}
