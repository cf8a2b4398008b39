package app

import (
	"cmp"
	"slices"
)

// table holds the figures of the country and of each oblast: first where most was held. Where
// nothing was, rows may be folded.
func (a *App) table() Table {
	w := a.words
	t := Table{
		Caption: w.Text("table.caption", "date", w.Date(a.state.Date)),
		Head:    []string{w.Text("table.area"), w.Text("table.share"), w.Text("table.range"), w.Text("table.held"), w.Text("table.contested"), w.Text("table.km2")},
		Rows:    []TableRow{},
	}
	folded := 0
	for _, id := range append([]string{idCountry}, a.byShare()...) {
		x, ok := a.day().area(id)
		if !ok {
			continue
		}
		fold := id != idCountry && x.High == 0 && x.ContestedKm2 == 0
		if fold {
			folded++
		}
		t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Fold: fold, Cells: []string{
			a.share(x), a.shareRange(x), a.landNumber(id, x.HeldKm2), a.landNumber(id, x.ContestedKm2), a.outlineNumber(x),
		}})
	}
	if folded > 0 {
		t.Folded = w.Text("table.folded", "n", w.Number(float64(folded), 0))
	}
	return t
}

// byShare are the oblasts, first that of which most was held; those of one share in the order of
// their names.
func (a *App) byShare() []string {
	ids := a.oblasts()
	slices.SortStableFunc(ids, func(x, y string) int {
		one, _ := a.day().area(x)
		other, _ := a.day().area(y)
		return cmp.Or(cmp.Compare(other.Share, one.Share), cmp.Compare(other.High, one.High),
			cmp.Compare(other.ContestedKm2, one.ContestedKm2))
	})
	return ids
}

func (a *App) areaName(id string) string {
	if id == idCountry {
		return a.words.Text("country")
	}
	return a.world.FeatureName(id, a.words.Lang)
}
