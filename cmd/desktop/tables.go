package main

import (
	"image"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/app"
)

// tableLayout is a table laid out in a width, in device pixels.
type tableLayout struct {
	lines    []textLine
	rows     []layoutRow
	dividers []int // lines below the head and between blocks
	height   int
}

// layoutRow is where a row lies; its id is empty where nothing can be selected.
type layoutRow struct {
	id          string
	top, bottom int
}

// addTable adds a table. It takes the narrowest form that keeps every figure: columns; columns
// below the names of the rows; or, where texts are long, a block a row.
func (p *panel) addTable(to *widget.Container, id string, t app.Table, width int) {
	if t.Caption != "" {
		to.AddChild(p.newText(t.Caption, &p.style.small, p.style.muted, width))
	}
	if len(t.Rows) == 0 {
		return
	}
	g := p.style.fitColumns(t, width)
	if g == nil {
		g = p.style.layoutStacked(t, width)
	}
	p.addTableWidget(to, id, g, width)
}

func (p *panel) addTableWidget(to *widget.Container, id string, g *tableLayout, width int) {
	s := p.style
	p.tableLayouts[id] = g
	selected := func() int {
		return slices.IndexFunc(g.rows,
			func(r layoutRow) bool { return r.id != "" && r.id == p.view.Select })
	}
	if _, ok := p.focusedRows[id]; !ok {
		p.focusedRows[id] = max(selected(), 0)
	}
	p.focusedRows[id] = min(p.focusedRows[id], len(g.rows)-1)
	pick := func() {
		if row := g.rows[p.focusedRows[id]]; row.id != "" {
			p.dispatch(app.Action{Type: app.ActionSelect, ID: row.id})
		}
	}
	k := &control{id: "table-" + id, activate: pick,
		handleKey: func(name string) bool { return p.moveTableFocus(id, name, len(g.rows)) }}
	over := -1
	l := p.newCustomWidget(image.Pt(width, g.height), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			mark := func(i int, share float64) {
				r := g.rows[i]
				s.fillRect(screen, image.Rect(box.Min.X-s.px(4), box.Min.Y+r.top, box.Max.X+s.px(4),
					box.Min.Y+r.bottom), mixColors(s.background, s.foreground, share))
			}
			if i := selected(); i >= 0 {
				mark(i, 0.14)
			}
			if over >= 0 && over < len(g.rows) && g.rows[over].id != "" {
				mark(over, 0.09)
			}
			for _, y := range g.dividers {
				s.fillRect(screen, image.Rect(box.Min.X, box.Min.Y+y, box.Max.X,
					box.Min.Y+y+max(s.px(1), 1)), s.divider)
			}
			for _, x := range g.lines {
				x.draw(screen, box.Min.X, box.Min.Y)
			}
		})
	at := func(y int) int {
		return slices.IndexFunc(g.rows,
			func(r layoutRow) bool { return y >= r.top && y < r.bottom })
	}
	l.focusRect = func() image.Rectangle {
		r := g.rows[p.focusedRows[id]]
		return image.Rect(0, r.top, width, r.bottom)
	}
	l.onHover = func(q image.Point) { over = at(q.Y) }
	l.onClick = func(q image.Point) {
		if i := at(q.Y); i >= 0 {
			p.focusedRows[id] = i
			p.ui.SetFocusedWidget(l)
			pick()
		}
	}
	to.AddChild(l)
}

// moveTableFocus moves the keyboard's row of a table.
func (p *panel) moveTableFocus(id, key string, rows int) bool {
	at := p.focusedRows[id]
	switch key {
	case "ArrowUp":
		at--
	case "ArrowDown":
		at++
	case "Home":
		at = 0
	case "End":
		at = rows - 1
	default:
		return false
	}
	if at < 0 || at >= rows { // beyond its ends the panel scrolls
		return false
	}
	p.focusedRows[id], p.revealFocus = at, true
	return true
}

// Measures of tables in CSS pixels.
const (
	cellGap        = 10 // between columns
	stackedCellGap = 6  // the same where names stand above
	rowPadding     = 4  // above and below a row
)

// fitColumns lays a table out in columns, the names of the rows in the first or, where that is too
// wide, above their cells; nil where texts are too long for either.
func (s *style) fitColumns(t app.Table, width int) *tableLayout {
	n := len(t.Head)
	wide := make([]float64, n)
	for i := range n {
		wide[i] = s.minColumnWidth(t, i)
	}
	for i := 1; i < n; i++ {
		if wide[i] > float64(s.px(96)) {
			return nil
		}
	}
	gaps := float64((n - 1) * s.px(cellGap))
	rest := float64(width) - gaps - sum(wide[1:])
	if name := max(wide[0], float64(s.px(90))); rest >= name {
		wide[0] = rest
		return s.layoutColumns(t, wide, false)
	}
	wide[0] = 0
	rest = float64(width-(n-2)*s.px(stackedCellGap)) - sum(wide)
	if rest < 0 {
		return nil
	}
	for i := 1; i < n; i++ { // what is left over goes between the columns
		wide[i] += rest / float64(n-1)
	}
	return s.layoutColumns(t, wide, true)
}

func sum(list []float64) (all float64) {
	for _, x := range list {
		all += x
	}
	return all
}

// minColumnWidth is the least width of a column: cells in a line, words of the heading whole.
func (s *style) minColumnWidth(t app.Table, i int) (w float64) {
	for word := range strings.FieldsSeq(t.Head[i]) {
		w = max(w, textWidth(word, s.tiny))
	}
	for _, r := range t.Rows {
		if i == 0 {
			for word := range strings.FieldsSeq(r.Name) {
				w = max(w, textWidth(word, s.small))
			}
			continue
		}
		w = max(w, textWidth(r.Cells[i-1], s.small))
	}
	return math.Ceil(w)
}

// isNumeric says whether a cell holds a figure, which stands at the right of its column.
func isNumeric(cell string) bool {
	return strings.IndexFunc(cell, unicode.IsLetter) < 0
}

// layoutColumns places a table's cells in columns of given widths; with names above, the first
// column has a line of its own.
func (s *style) layoutColumns(t app.Table, wide []float64, above bool) *tableLayout {
	g := &tableLayout{}
	gap := s.px(cellGap)
	if above {
		gap = s.px(stackedCellGap)
	}
	cells := func(y int, list []string, face text.Face, ink int,
		right func(i int) bool) (height int) {
		x := 0.0
		for i, cell := range list {
			if above && i == 0 {
				continue
			}
			lines := wrapText(cell, face, wide[i]+1)
			for k, line := range lines {
				at := x
				if right(i) {
					at = x + wide[i] - textWidth(line, face)
				}
				g.lines = append(g.lines, textLine{line, face, s.textColor(ink),
					int(math.Round(at)), y + k*lineHeight(face)})
			}
			height = max(height, len(lines)*lineHeight(face))
			x += wide[i] + float64(gap)
		}
		return height
	}
	right := func(i int) bool {
		return i > 0 && !slices.ContainsFunc(t.Rows,
			func(r app.TableRow) bool { return !isNumeric(r.Cells[i-1]) })
	}
	pad := s.px(rowPadding)
	y := 0
	if above {
		g.lines = append(g.lines, textLine{t.Head[0], s.tiny, s.muted, 0, y})
		y += lineHeight(s.tiny)
	}
	y += cells(y, t.Head, s.tiny, 1, right) + pad
	g.dividers = append(g.dividers, y)
	last := ""
	for _, r := range t.Rows {
		row := layoutRow{id: r.ID, top: y}
		y += pad
		face := s.small
		if r.ID == "UA" {
			face = s.smallBold
		}
		name := r.Name
		if r.ID != "" && r.ID == last {
			name = ""
		}
		last = r.ID
		if above && name != "" {
			for _, line := range wrapText(name, s.smallBold, sum(wide)+float64(len(wide)*gap)) {
				g.lines = append(g.lines, textLine{line, s.smallBold, s.foreground, 0, y})
				y += lineHeight(s.smallBold)
			}
		}
		y += cells(y, append([]string{name}, r.Cells...), face, 0, right) + pad
		row.bottom = y
		g.rows = append(g.rows, row)
		g.dividers = append(g.dividers, y)
	}
	g.height = y + max(s.px(1), 1)
	return g
}

// textColor are the panel's two: for what is said, and for what explains.
func (s *style) textColor(i int) (c nrgba) {
	if i == 0 {
		return s.foreground
	}
	return s.muted
}

// headingWidth is the width of the column of headings in blocks: none of their words is broken, as
// far as that leaves room for the cells.
func (s *style) headingWidth(t app.Table, width int) int {
	w := float64(s.px(96))
	for _, head := range t.Head[1:] {
		for word := range strings.FieldsSeq(head) {
			w = max(w, textWidth(word, s.small))
		}
	}
	return min(int(math.Ceil(w))+s.px(8), width*45/100)
}

// layoutStacked lays a table out a row below the other: its name, and each cell beside its heading.
func (s *style) layoutStacked(t app.Table, width int) *tableLayout {
	g := &tableLayout{}
	pad, left := s.px(rowPadding+2), s.headingWidth(t, width)
	high := lineHeight(s.small)
	y := 0
	for _, r := range t.Rows {
		row := layoutRow{id: r.ID, top: y}
		g.dividers = append(g.dividers, y)
		y += pad
		for _, line := range wrapText(r.Name, s.bold, float64(width)) {
			g.lines = append(g.lines, textLine{line, s.bold, s.foreground, 0, y})
			y += lineHeight(s.bold)
		}
		for i, cell := range r.Cells {
			if cell == "" {
				continue
			}
			heads := wrapText(t.Head[i+1], s.small, float64(left-s.px(8)))
			lines := wrapText(cell, s.small, float64(width-left))
			for k, line := range heads {
				g.lines = append(g.lines, textLine{line, s.small, s.muted, 0, y + k*high})
			}
			for k, line := range lines {
				g.lines = append(g.lines, textLine{line, s.small, s.foreground, left, y + k*high})
			}
			y += max(len(heads), len(lines)) * high
		}
		y += pad
		row.bottom = y
		g.rows = append(g.rows, row)
	}
	g.height = y
	return g
}

// addTables adds the figures of each oblast, what was claimed, and what other maps published.
func (p *panel) addTables(to *widget.Container, width int) {
	v := p.view
	shown, folded := splitFoldedRows(v.Table)
	for _, x := range []struct {
		id, words string
		table     app.Table
	}{
		{"figures", v.Texts["page.figures"], shown},
		{"claims", v.Texts["page.claims"], v.Claims},
		{"published", v.Texts["page.published"], v.Published},
	} {
		if len(x.table.Rows) == 0 || !p.addSection(to, x.id, x.words, width, false) {
			continue
		}
		p.addTable(to, x.id, x.table, width)
		if x.id == "figures" && folded.Rows != nil &&
			p.addSection(to, "folded", v.Table.Folded, width, false) {
			p.addTable(to, "folded", folded, width)
		}
	}
}

// splitFoldedRows is a table without the rows that may be folded, and these with what there is to
// tell of them: names and areas.
func splitFoldedRows(t app.Table) (shown, folded app.Table) {
	last := len(t.Head) - 1
	shown = app.Table{Caption: t.Caption, Head: t.Head}
	folded = app.Table{Head: []string{t.Head[0], t.Head[last]}}
	for _, r := range t.Rows {
		if !r.Fold {
			shown.Rows = append(shown.Rows, r)
			continue
		}
		r.Cells = r.Cells[last-1:]
		folded.Rows = append(folded.Rows, r)
	}
	return shown, folded
}
