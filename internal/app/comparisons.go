package app

import (
	"math"

	"truceline/internal/locale"
	"truceline/internal/story"
)

// figuresForDate are the figures of a date, read once.
func (a *App) figuresForDate(date string) (*figures, bool) {
	f := a.figuresByDate[date]
	if f == nil {
		f = &figures{}
		if readJSON(a.fsys, figuresFile(date), f) != nil || f.Date != date {
			return nil, false
		}
		a.figuresByDate[date] = f
	}
	return f, true
}

// claimTable holds the claims that name an area and a share, each beside the estimate for the
// nearest date.
func (a *App) claimTable() Table {
	w := a.locale
	t := Table{Caption: w.Text("claims.caption"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("claims.who"), w.Text("claims.claimed"), w.Text("plan.date"),
		w.Text("claims.estimate"), w.Text("table.range"), w.Text("claims.verdict"),
	}}
	for _, c := range a.story.Claims() {
		x, _, ok := a.nearestArea(c.Date, c.Area)
		if !ok {
			continue
		}
		low, high := a.story.ClaimedRange(c)
		verdict := story.CompareShares(low, high, x.Low, x.High)
		t.Rows = append(t.Rows, TableRow{ID: c.Area, Name: a.areaName(c.Area), Cells: []string{
			a.sourceNames(c.Sources), a.statementText(c), w.Date(c.Date), a.formatShare(x),
			a.formatShareRange(x), w.Text(verdict.TextKey(), "range", a.formatShareRange(x)),
		}})
	}
	return t
}

// nearestArea is an area on the date of the map nearest to a day.
func (a *App) nearestArea(day, id string) (areaFigures, string, bool) {
	date, _ := a.story.NearestDate(day)
	f, ok := a.figuresForDate(date)
	if !ok {
		return areaFigures{}, "", false
	}
	x, ok := f.area(id)
	return x, date, ok
}

// publishedTable holds what other maps published beside this map's estimates. It has no verdict.
func (a *App) publishedTable() Table {
	w := a.locale
	t := Table{Caption: w.Text("published.caption"), Rows: []TableRow{}, Head: []string{
		w.Text("table.area"), w.Text("claims.who"), w.Text("published.date"),
		w.Text("published.share"), w.Text("claims.estimate"), w.Text("published.difference"),
	}}
	for _, p := range a.story.Published {
		for _, f := range p.Figures {
			x, date, ok := a.nearestArea(p.AsOf, f.Area)
			if !ok {
				continue
			}
			share, difference := "", ""
			if a.story.IsNumeric(f) {
				share, difference = w.Percent(f.Share), a.shareDifference(f.Share, x)
				if p.DenominatorKm2 > 0 && f.Area == idCountry {
					share = w.Text("published.of", "share", share, "km2", w.Km2(p.DenominatorKm2))
				}
			} else {
				share = w.Text(story.HedgeKey(f.Hedge))
			}
			t.Rows = append(t.Rows, TableRow{ID: f.Area, Name: a.areaName(f.Area), Cells: []string{
				w.Text("published." + p.ID), w.Date(p.AsOf), share,
				w.Text("published.on", "share", a.formatShare(x), "date", w.Date(date)), difference,
			}})
		}
	}
	return t
}

// shareDifference writes by how many points a published share is above this map's, as they stand
// beside each other.
func (a *App) shareDifference(published float64, x areaFigures) string {
	step := locale.ShareStep(x.Low, x.High)
	shown := x.Share
	if shown >= step && shown <= 1-step { // else it is written as less or more than a step
		shown = math.Round(shown/step) * step
	}
	above := published - shown
	if math.Abs(above) < 1e-9 { // 0.72 − 0.72 is not 0 in binary
		above = 0
	}
	return a.locale.PercentagePoints(above, step)
}
