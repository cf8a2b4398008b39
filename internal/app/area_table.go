package app

import (
	"cmp"
	"slices"
)

// areaTable returns the figures of the country, then of each oblast by the share that was held,
// largest first. Rows of oblasts where nothing was held or contested may be folded.
func (b *tableBuilder) areaTable() Table {
	loc := b.locale
	t := Table{
		Caption: loc.Text("table.caption", "date", loc.Date(b.state.Date)),
		Head: []string{loc.Text("table.area"), loc.Text("table.share"), loc.Text("table.range"),
			loc.Text("table.held"), loc.Text("table.contested"), loc.Text("table.km2")},
		Rows: []TableRow{},
	}
	folded := 0
	for _, id := range append([]string{idCountry}, b.oblastIDsByShare()...) {
		area, ok := b.dateData().Area(id)
		if !ok {
			continue
		}
		fold := id != idCountry && area.High == 0 && area.ContestedKm2 == 0
		if fold {
			folded++
		}
		t.Rows = append(t.Rows, TableRow{ID: id, Name: b.areaName(id), Folded: fold,
			Cells: []string{
				b.formatShare(area), b.formatShareRange(area), b.formatLandNumber(id, area.HeldKm2),
				b.formatLandNumber(id, area.ContestedKm2), b.formatTotalNumber(area),
			}})
	}
	if folded > 0 {
		t.FoldedHeading = loc.Text("table.folded", "n", loc.Number(float64(folded), 0))
	}
	return t
}

// oblastIDsByShare returns the oblasts by the share that was held, largest first. Equal ones are in
// the order of their names.
func (sel *selection) oblastIDsByShare() []string {
	ids := sel.oblastIDs()
	slices.SortStableFunc(ids, func(idA, idB string) int {
		areaA, _ := sel.dateData().Area(idA)
		areaB, _ := sel.dateData().Area(idB)
		return cmp.Or(cmp.Compare(areaB.Share, areaA.Share), cmp.Compare(areaB.High, areaA.High),
			cmp.Compare(areaB.ContestedKm2, areaA.ContestedKm2))
	})
	return ids
}

func (f *formatter) areaName(id string) string {
	if id == idCountry {
		return f.locale.Text("country")
	}
	return f.world.FeatureName(id, f.locale.Lang)
}
