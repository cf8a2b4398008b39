package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// addTables adds the tables of figures by oblast, of claims, and of figures that other maps
// published.
func (p *panel) addTables(parent *widget.Container, width int) {
	v := p.view
	shown, folded := splitFoldedRows(v.Table)
	for _, section := range []struct {
		id, title string
		table     app.Table
	}{
		{"figures", v.Texts["page.figures"], shown},
		{"claims", v.Texts["page.claims"], v.Claims},
		{"published", v.Texts["page.published"], v.Published},
	} {
		if len(section.table.Rows) == 0 ||
			!p.addSection(parent, section.id, section.title, width, false) {
			continue
		}
		p.addTable(parent, section.id, p.table(section.table), width)
		if section.id == "figures" && folded.Rows != nil &&
			p.addSection(parent, "folded", v.Table.FoldedHeading, width, false) {
			p.addTable(parent, "folded", p.table(folded), width)
		}
	}
}

// splitFoldedRows returns a table without its folded rows, and a table of these with the columns of
// names and areas.
func splitFoldedRows(t app.Table) (shown, folded app.Table) {
	last := len(t.Head) - 1
	shown = app.Table{Caption: t.Caption, Head: t.Head}
	folded = app.Table{Head: []string{t.Head[0], t.Head[last]}}
	for _, r := range t.Rows {
		if !r.Folded {
			shown.Rows = append(shown.Rows, r)
			continue
		}
		r.Cells = r.Cells[last-1:]
		folded.Rows = append(folded.Rows, r)
	}
	return shown, folded
}

// table returns the widget's table for a table of the view.
func (p *panel) table(t app.Table) table {
	result := table{caption: t.Caption, head: t.Head, selected: p.view.Select,
		onSelect: func(id string) {
			p.dispatch(app.Action{Type: app.ActionSelect, ID: id})
		}}
	for _, r := range t.Rows {
		result.rows = append(result.rows,
			tableRow{id: r.ID, name: r.Name, cells: r.Cells, bold: r.ID == countryID})
	}
	return result
}

// countryID is the id of the row of the whole country.
const countryID = "UA"
