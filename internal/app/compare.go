package app

import (
	"time"

	"truceline/internal/story"
)

// figuresOf are the figures of a date, read once.
func (a *App) figuresOf(date string) (*figures, bool) {
	f := a.figures[date]
	if f == nil {
		f = &figures{}
		if readJSON(a.fsys, figuresFile(date), f) != nil || f.Date != date {
			return nil, false
		}
		a.figures[date] = f
	}
	return f, true
}

// claimTable holds the claims that name an area and a share, each beside the estimate for the nearest date.
func (a *App) claimTable() Table {
	w := a.words
	t := Table{Caption: w.Text("claims.caption"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("claims.who"), w.Text("claims.claimed"), w.Text("plan.date"), w.Text("claims.estimate"), w.Text("table.range"), w.Text("claims.verdict"),
	}}
	for _, c := range a.story.Claims() {
		x, _, ok := a.nearest(c.Date, c.Area)
		if !ok {
			continue
		}
		low, high := a.story.Interval(c)
		verdict := story.Judge(low, high, x.Low, x.High)
		t.Rows = append(t.Rows, TableRow{ID: c.Area, Name: a.areaName(c.Area), Cells: []string{
			a.sourceNames(c.Sources), a.statement(c), w.Date(c.Date), w.Percent(x.Share), w.PercentRange(x.Low, x.High), w.Text(verdict.TextKey()),
		}})
	}
	return t
}

// nearest is an area on the date of the map nearest to a day.
func (a *App) nearest(day, id string) (area, string, bool) {
	date, _ := a.story.Nearest(day)
	f, ok := a.figuresOf(date)
	if !ok {
		return area{}, "", false
	}
	x, ok := f.area(id)
	return x, date, ok
}

// publishedTable holds what other maps published beside this map's estimates. It has no verdict.
func (a *App) publishedTable() Table {
	w := a.words
	t := Table{Caption: w.Text("published.caption"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("claims.who"), w.Text("published.date"), w.Text("published.share"), w.Text("claims.estimate"), w.Text("published.difference"),
	}}
	for _, p := range a.story.Published {
		for _, f := range p.Figures {
			x, date, ok := a.nearest(p.AsOf, f.Area)
			if !ok {
				continue
			}
			share, difference := "", ""
			if a.story.Numeric(f) {
				share, difference = w.Percent(f.Share), w.Signed(100*(f.Share-x.Share), 1)
				if p.DenominatorKm2 > 0 && f.Area == idCountry {
					share = w.Text("published.of", "share", share, "km2", w.Km2(p.DenominatorKm2))
				}
			} else {
				share = w.Text(story.HedgeKey(f.Hedge))
			}
			t.Rows = append(t.Rows, TableRow{ID: f.Area, Name: a.areaName(f.Area), Cells: []string{
				w.Text("published." + p.ID), w.Date(p.AsOf), share, w.Text("published.on", "share", w.Percent(x.Share), "date", w.Date(date)), difference,
			}})
		}
	}
	return t
}

// chart holds the share over time of the country and of the oblast that is selected. Between dates nothing is known,
// so the points are not to be joined.
func (a *App) chart() Chart {
	c := Chart{Caption: a.words.Text("chart.caption"), Series: []Series{}}
	ids := []string{idCountry}
	if _, ok := a.day().area(a.state.Select); ok && a.state.Select != idCountry {
		ids = append(ids, a.state.Select)
	}
	at := a.places()
	for _, id := range ids {
		s := Series{ID: id, Name: a.areaName(id), Points: []Point{}}
		for _, d := range a.dates() {
			f, ok := a.figuresOf(d.ID)
			if !ok {
				continue
			}
			if x, ok := f.area(id); ok {
				s.Points = append(s.Points, Point{
					Date: d.ID, Label: a.words.Date(d.ID), At: at[d.ID], Share: x.Share, Low: x.Low, High: x.High,
					Text: a.words.Text("plan.with-range", "value", a.words.Percent(x.Share), "low", a.words.Percent(x.Low), "high", a.words.Percent(x.High)),
				})
			}
		}
		c.Series = append(c.Series, s)
	}
	return c
}

// places are where the dates stand on a line from the first (0) to the last (1), in proportion to time.
func (a *App) places() map[string]float64 {
	places := map[string]float64{}
	ids := a.dateIDs()
	if len(ids) == 0 {
		return places
	}
	first, errFirst := time.Parse(time.DateOnly, ids[0])
	last, errLast := time.Parse(time.DateOnly, ids[len(ids)-1])
	for _, id := range ids {
		day, err := time.Parse(time.DateOnly, id)
		if err == nil && errFirst == nil && errLast == nil && last.After(first) {
			places[id] = day.Sub(first).Hours() / last.Sub(first).Hours()
		}
	}
	return places
}
