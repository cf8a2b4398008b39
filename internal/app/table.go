package app

// table holds the figures of the country and of each oblast, by name.
func (a *App) table() Table {
	w := a.words
	t := Table{
		Caption: w.Text("table.caption", "date", w.Date(a.state.Date)),
		Head:    []string{w.Text("table.area"), w.Text("table.share"), w.Text("table.range"), w.Text("table.held"), w.Text("table.contested"), w.Text("table.km2")},
		Rows:    []TableRow{},
	}
	for _, id := range append([]string{idCountry}, a.oblasts()...) {
		x, ok := a.day().area(id)
		if !ok {
			continue
		}
		t.Rows = append(t.Rows, TableRow{ID: id, Name: a.areaName(id), Cells: []string{
			a.share(x), a.shareRange(x), a.landNumber(id, x.HeldKm2), a.landNumber(id, x.ContestedKm2), a.outlineNumber(x),
		}})
	}
	return t
}

func (a *App) areaName(id string) string {
	if id == idCountry {
		return a.words.Text("country")
	}
	return a.world.Name(id, a.words.Lang)
}
