package app

import (
	"slices"
	"strconv"
	"time"

	"truceline/internal/isodate"
	"truceline/internal/story"
)

// chart returns the share over time of the country and of the selected oblast. Between dates
// nothing is known, so its points must not be joined.
func (b *chartBuilder) chart() Chart {
	loc := b.locale
	c := Chart{Caption: loc.Text("chart.caption"), Note: loc.Text("chart.note"),
		Head: []string{loc.Text("plan.date")}, Series: []Series{}, YearTicks: b.yearTicks()}
	ids := []string{idCountry}
	if _, ok := b.dateData().Area(b.state.Select); ok && b.state.Select != idCountry {
		ids = append(ids, b.state.Select)
	}
	for _, id := range ids {
		s := Series{ID: id, Name: b.areaName(id), Points: b.sharePoints(id)}
		c.Series, c.Head = append(c.Series, s), append(c.Head, s.Name)
	}
	c.Max, c.Gridlines = b.shareAxis(c.Series)
	return c
}

// sparkline returns the share of an area over time, or nil if it is known for one date only or the
// same on all.
func (b *chartBuilder) sparkline(id string) *Chart {
	points := b.sharePoints(id)
	if !slices.ContainsFunc(points, func(p Point) bool { return p.Text != points[0].Text }) {
		return nil
	}
	loc := b.locale
	first, last := points[0], points[len(points)-1]
	c := &Chart{
		Caption: loc.Text("course.caption"),
		Note: loc.Text("course.note", "from", first.Text, "first", first.Label, "to", last.Text,
			"last", last.Label),
		Series: []Series{{ID: id, Name: b.areaName(id), Points: points}}, Head: []string{},
		YearTicks: b.yearTicks(),
	}
	c.Max, c.Gridlines = b.shareAxis(c.Series)
	return c
}

// sharePoints returns the shares of an area on all dates.
func (b *chartBuilder) sharePoints(id string) []Point {
	loc := b.locale
	points := []Point{}
	positions := b.datePositions()
	for _, d := range b.availableDates() {
		figures, ok := b.figuresForDate(d.ID)
		if !ok {
			continue
		}
		if area, ok := figures.Area(id); ok {
			points = append(points, Point{Date: d.ID, Label: loc.Date(d.ID),
				Offset: positions[d.ID],
				Share:  area.Share, Low: area.Low, High: area.High,
				Text: b.formatShareWithRange(area)})
		}
	}
	return points
}

// formatShareWithRange formats a share with its range, if it has one.
func (f *formatter) formatShareWithRange(area story.AreaFigures) string {
	if area.Low == area.High {
		return f.formatShare(area)
	}
	return f.locale.Text("card.share-range", "share", f.formatShare(area), "range",
		f.formatShareRange(area))
}

// shareAxis returns the share at the upper edge of a chart, the smallest of a fixed scale that no
// range exceeds, and gridlines at 0, the half and the whole of it.
func (b *chartBuilder) shareAxis(series []Series) (maxShare float64, gridlines []Gridline) {
	highest := 0.0
	for _, s := range series {
		for _, p := range s.Points {
			highest = max(highest, p.High)
		}
	}
	for _, maxShare = range []float64{0.02, 0.1, 0.2, 0.4, 0.6, 1} {
		if highest <= maxShare {
			break
		}
	}
	for _, fraction := range []float64{0, 0.5, 1} {
		share := fraction * maxShare
		gridlines = append(gridlines,
			Gridline{Share: share, Label: b.locale.WholePercent(share)})
	}
	return maxShare, gridlines
}

// yearTicks returns the years that begin between the first date and the last.
func (cat *catalog) yearTicks() []YearTick {
	years := []YearTick{}
	first, last, ok := cat.dateSpan()
	if !ok {
		return years
	}
	for year := first.Year() + 1; year <= last.Year(); year++ {
		position := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Sub(first).Hours() /
			last.Sub(first).Hours()
		years = append(years, YearTick{Label: strconv.Itoa(year), Offset: position})
	}
	return years
}

// dateSpan returns the first date and the last, or false if there are fewer than two.
func (cat *catalog) dateSpan() (first, last time.Time, ok bool) {
	ids := cat.availableDateIDs()
	if len(ids) == 0 {
		return first, last, false
	}
	first, errFirst := isodate.ParseDate(ids[0])
	last, errLast := isodate.ParseDate(ids[len(ids)-1])
	return first, last, errFirst == nil && errLast == nil && last.After(first)
}

// datePositions returns the position of each date on a line from the first (0) to the last (1), in
// proportion to time.
func (cat *catalog) datePositions() map[string]float64 {
	positions := map[string]float64{}
	first, last, ok := cat.dateSpan()
	if !ok {
		return positions
	}
	for _, id := range cat.availableDateIDs() {
		if date, err := isodate.ParseDate(id); err == nil {
			positions[id] = date.Sub(first).Hours() / last.Sub(first).Hours()
		}
	}
	return positions
}
