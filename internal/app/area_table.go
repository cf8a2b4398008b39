package app

import (
	"cmp"
	"slices"
)

// areaTable holds the figures of the country and of each oblast: first where most was held. Where
// nothing was, rows may be folded.
func (a *App) areaTable() Table {
	w := a.locale
	t := Table{
		Caption: w.Text("table.caption", "date", w.Date(a.state.Date)),
		Head: []string{w.Text("table.area"), w.Text("table.share"), w.Text("table.range"),
			w.Text("table.held"), w.Text("table.contested"), w.Text("table.km2")},
		Rows: []TableRow{},
	}
	folded := 0
	for _, id := range append([]string{idCountry}, a.oblastIDsByShare()...) {
		x, ok := a.dateData().area(id)
		if !ok {
			continue
		}
		fold := id != idCountry && x.High == 0 && x.ContestedKm2 == 0
		if fold {
			folded++
		}
		t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Fold: fold, Cells: []string{
			a.formatShare(x), a.formatShareRange(x), a.formatLandNumber(id, x.HeldKm2),
			a.formatLandNumber(id, x.ContestedKm2), a.formatTotalNumber(x),
		}})
	}
	if folded > 0 {
		t.Folded = w.Text("table.folded", "n", w.Number(float64(folded), 0))
	}
	return t
}

// oblastIDsByShare are the oblasts, first that of which most was held; those of one share in the
// order of their names.
func (a *App) oblastIDsByShare() []string {
	ids := a.oblastIDs()
	slices.SortStableFunc(ids, func(x, y string) int {
		one, _ := a.dateData().area(x)
		other, _ := a.dateData().area(y)
		return cmp.Or(cmp.Compare(other.Share, one.Share), cmp.Compare(other.High, one.High),
			cmp.Compare(other.ContestedKm2, one.ContestedKm2))
	})
	return ids
}

func (a *App) areaName(id string) string {
	if id == idCountry {
		return a.locale.Text("country")
	}
	return a.world.FeatureName(id, a.locale.Lang)
}
