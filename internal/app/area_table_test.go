package app

import (
	"slices"
	"strings"
	"testing"
)

// The country comes first, then the oblasts by share, with the foldable rows last.
func TestAreaTable_SortedByShare(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, date := range a.availableDateIDs() {
		a.mustDo(Action{Type: ActionDate, Date: date})
		table := a.View().Table
		if table.Rows[0].ID != idCountry || len(table.Rows) != len(a.dateData().Areas) {
			t.Fatalf("%s: %d rows, at first %s", date, len(table.Rows), table.Rows[0].ID)
		}
		last, folded := 1.0, 0
		for _, row := range table.Rows[1:] {
			area, _ := a.dateData().Area(row.ID)
			if area.Share > last {
				t.Errorf("%s: %s stands below %v", date, row.ID, last)
			}
			last = area.Share
			if fold := area.High == 0 && area.ContestedKm2 == 0; row.Folded != fold ||
				!fold && folded > 0 {
				t.Errorf("%s: %s folds: %v", date, row.ID, row.Folded)
			}
			if row.Folded {
				folded++
			}
		}
		if (folded > 0) != (table.FoldedHeading != "") || folded > 0 &&
			!strings.HasSuffix(table.FoldedHeading, " "+a.locale.Number(float64(folded), 0)) {
			t.Errorf("%s: %d are called %q", date, folded, table.FoldedHeading)
		}
	}
}

// Areas of equal share are sorted by name.
func TestAreaTable_TiesByName(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr"} {
		a := newTestApp(t, assets, State{Lang: lang})
		var folded []string
		for _, row := range a.View().Table.Rows {
			if row.Folded {
				folded = append(folded, row.ID)
			}
		}
		byName := slices.DeleteFunc(a.oblastIDs(),
			func(id string) bool { return !slices.Contains(folded, id) })
		if len(folded) < 10 || !slices.Equal(folded, byName) {
			t.Errorf("%s: %v", lang, folded)
		}
	}
}
