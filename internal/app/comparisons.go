package app

import (
	"math"

	"truceline/internal/locale"
	"truceline/internal/story"
)

// figuresForDate returns the figures of a date, reading them once.
func (cat *catalog) figuresForDate(date string) (*story.Figures, bool) {
	f := cat.figuresByDate[date]
	if f == nil {
		var err error
		if f, err = story.ReadFigures(cat.fsys, date); err != nil {
			return nil, false
		}
		cat.figuresByDate[date] = f
	}
	return f, true
}

// claimTable returns the claims about the share of an area, each beside the estimate for the
// nearest date.
func (b *tableBuilder) claimTable() Table {
	loc := b.locale
	t := Table{Caption: loc.Text("claims.caption"), Rows: []TableRow{}, Head: []string{
		loc.Text("table.area"), loc.Text("claims.who"), loc.Text("claims.claimed"),
		loc.Text("plan.date"), loc.Text("claims.estimate"), loc.Text("table.range"),
		loc.Text("claims.verdict"),
	}}
	for _, claim := range b.story.Claims() {
		area, _, ok := b.nearestArea(claim.Date, claim.Area)
		if !ok {
			continue
		}
		low, high := b.story.ClaimedRange(claim)
		verdict := story.CompareShares(low, high, area.Low, area.High)
		shareRange := b.formatShareRange(area)
		cells := []string{
			b.sourceNames(claim.Sources), b.statementText(claim), loc.Date(claim.Date),
			b.formatShare(area), shareRange, loc.Text(verdict.TextKey(), "range", shareRange),
		}
		t.Rows = append(t.Rows,
			TableRow{ID: claim.Area, Name: b.areaName(claim.Area), Cells: cells})
	}
	return t
}

// nearestArea returns the figures of an area on the map's date that is nearest to another date, and
// that date.
func (cat *catalog) nearestArea(date, id string) (story.AreaFigures, string, bool) {
	nearest, _ := cat.story.NearestDate(date)
	figures, ok := cat.figuresForDate(nearest)
	if !ok {
		return story.AreaFigures{}, "", false
	}
	area, ok := figures.Area(id)
	return area, nearest, ok
}

// publishedTable returns what other maps published, beside this map's estimates for the nearest
// dates. Unlike claimTable it has no verdict.
func (b *tableBuilder) publishedTable() Table {
	loc := b.locale
	t := Table{Caption: loc.Text("published.caption"), Rows: []TableRow{}, Head: []string{
		loc.Text("table.area"), loc.Text("claims.who"), loc.Text("published.date"),
		loc.Text("published.share"), loc.Text("claims.estimate"), loc.Text("published.difference"),
	}}
	for _, publication := range b.story.Published {
		for _, figure := range publication.Figures {
			area, date, ok := b.nearestArea(publication.AsOf, figure.Area)
			if !ok {
				continue
			}
			share, difference := "", ""
			if b.story.IsNumeric(figure) {
				share, difference = loc.Percent(figure.Share), b.shareDifference(figure.Share, area)
				if publication.DenominatorKm2 > 0 && figure.Area == idCountry {
					share = loc.Text("published.of", "share", share, "km2",
						loc.Km2(publication.DenominatorKm2))
				}
			} else {
				share = loc.Text(story.HedgeKey(figure.Hedge))
			}
			estimate := loc.Text("published.on", "share", b.formatShare(area),
				"date", loc.Date(date))
			cells := []string{loc.Text("published." + publication.ID),
				loc.Date(publication.AsOf), share, estimate, difference}
			t.Rows = append(t.Rows,
				TableRow{ID: figure.Area, Name: b.areaName(figure.Area), Cells: cells})
		}
	}
	return t
}

// shareDifference formats by how many percentage points a published share exceeds this map's. It
// subtracts the rounded share, so that the difference agrees with the numbers beside it.
func (b *tableBuilder) shareDifference(published float64, area story.AreaFigures) string {
	step := locale.ShareStep(area.Low, area.High)
	rounded := area.Share
	if rounded >= step && rounded <= 1-step { // else it is written as "less than" or "more than"
		rounded = math.Round(rounded/step) * step
	}
	above := published - rounded
	if math.Abs(above) < 1e-9 { // rounding errors must not be written as −0
		above = 0
	}
	return b.locale.PercentagePoints(above, step)
}
