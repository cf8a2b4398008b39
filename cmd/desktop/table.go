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
)

// table is a table whose rows can be selected.
type table struct {
	caption  string
	head     []string // the heading of the names, then of each cell
	rows     []tableRow
	selected string          // the id of the selected row, or ""
	onSelect func(id string) // called for a row with an id
}

// tableRow is a row of a table. Consecutive rows with the same id have one name.
type tableRow struct {
	id    string // "" if the row cannot be selected
	name  string
	cells []string
	bold  bool
}

// tableLayout is the layout of a table, in device pixels.
type tableLayout struct {
	lines    []textLine
	rows     []layoutRow
	dividers []int // the y coordinates of lines between rows
	height   int
}

// layoutRow is the vertical extent of a row. Its id is empty if it cannot be selected.
type layoutRow struct {
	id          string
	top, bottom int
}

// addTable adds a table in the first of three forms that fits the width: columns, columns with the
// row's name above its cells, or one block per row.
func (p *Panel) addTable(parent *widget.Container, id string, t table, width int) {
	if t.caption != "" {
		parent.AddChild(p.newText(t.caption, &p.style.small, p.style.muted, width))
	}
	if len(t.rows) == 0 {
		return
	}
	layout := p.style.fitColumns(t, width)
	if layout == nil {
		layout = p.style.layoutStacked(t, width)
	}
	p.addTableWidget(parent, id, t, layout, width)
}

// tableWidget draws a table and selects its rows.
type tableWidget struct {
	panel      *Panel
	id         string
	table      table
	layout     *tableLayout
	hoveredRow int // -1 if none
}

func (p *Panel) addTableWidget(parent *widget.Container, id string, content table,
	layout *tableLayout, width int) {
	t := &tableWidget{panel: p, id: id, table: content, layout: layout, hoveredRow: -1}
	p.tables[id] = t
	if _, ok := p.focusedRows[id]; !ok {
		p.focusedRows[id] = max(t.selectedRow(), 0)
	}
	p.focusedRows[id] = min(p.focusedRows[id], len(layout.rows)-1)
	ctl := &control{id: "table-" + id, activate: t.selectFocusedRow,
		handleKey: func(name string) bool { return p.moveTableFocus(id, name, len(layout.rows)) }}
	w := p.newCustomWidget(image.Pt(width, layout.height), ctl, t.paint)
	w.focusRect = func() image.Rectangle {
		row := layout.rows[p.focusedRows[id]]
		return image.Rect(0, row.top, width, row.bottom)
	}
	w.onHover = func(position image.Point) { t.hoveredRow = layout.rowAt(position.Y) }
	w.onClick = func(position image.Point) {
		if row := layout.rowAt(position.Y); row >= 0 {
			p.focusedRows[id] = row
			p.ui.SetFocusedWidget(w)
			t.selectFocusedRow()
		}
	}
	parent.AddChild(w)
}

// selectedRow returns the index of the row that is selected, or -1.
func (t *tableWidget) selectedRow() int {
	return slices.IndexFunc(t.layout.rows,
		func(r layoutRow) bool { return r.id != "" && r.id == t.table.selected })
}

// rowAt returns the index of the row at a y coordinate, or -1.
func (l *tableLayout) rowAt(y int) int {
	return slices.IndexFunc(l.rows, func(r layoutRow) bool { return y >= r.top && y < r.bottom })
}

// selectFocusedRow selects the focused row.
func (t *tableWidget) selectFocusedRow() {
	if row := t.layout.rows[t.panel.focusedRows[t.id]]; row.id != "" {
		t.table.onSelect(row.id)
	}
}

func (t *tableWidget) paint(screen *ebiten.Image, rect image.Rectangle) {
	s := t.panel.style
	fillRow := func(i int, tint float64) {
		row := t.layout.rows[i]
		s.fillRect(screen, image.Rect(rect.Min.X-s.px(4), rect.Min.Y+row.top, rect.Max.X+s.px(4),
			rect.Min.Y+row.bottom), mixColors(s.background, s.foreground, tint))
	}
	if i := t.selectedRow(); i >= 0 {
		fillRow(i, 0.14)
	}
	if i := t.hoveredRow; i >= 0 && i < len(t.layout.rows) && t.layout.rows[i].id != "" {
		fillRow(i, 0.09)
	}
	for _, y := range t.layout.dividers {
		s.fillRect(screen, image.Rect(rect.Min.X, rect.Min.Y+y, rect.Max.X,
			rect.Min.Y+y+max(s.px(1), 1)), s.divider)
	}
	for _, line := range t.layout.lines {
		line.draw(screen, rect.Min.X, rect.Min.Y)
	}
}

// moveTableFocus moves the focused row of a table. It reports whether it handled the key.
func (p *Panel) moveTableFocus(id, key string, rows int) bool {
	row := p.focusedRows[id]
	switch key {
	case "ArrowUp":
		row--
	case "ArrowDown":
		row++
	case "Home":
		row = 0
	case "End":
		row = rows - 1
	default:
		return false
	}
	if row < 0 || row >= rows { // the panel scrolls instead
		return false
	}
	p.focusedRows[id], p.revealFocus = row, true
	return true
}

// Sizes of tables in CSS pixels.
const (
	cellGap        = 10 // between columns
	stackedCellGap = 6  // between columns below the row's name
	rowPadding     = 4  // above and below a row
)

// fitColumns lays a table out in columns. If the column of names is too wide, the names are above
// the cells. It returns nil if the texts are too long for either.
func (s *style) fitColumns(t table, width int) *tableLayout {
	n := len(t.head)
	widths := make([]float64, n)
	for i := range n {
		widths[i] = s.minColumnWidth(t, i)
	}
	for i := 1; i < n; i++ {
		if widths[i] > float64(s.px(96)) {
			return nil
		}
	}
	gaps := float64((n - 1) * s.px(cellGap))
	spare := float64(width) - gaps - sum(widths[1:])
	if name := max(widths[0], float64(s.px(90))); spare >= name {
		widths[0] = spare
		return s.layoutColumns(t, widths, false)
	}
	widths[0] = 0
	spare = float64(width-(n-2)*s.px(stackedCellGap)) - sum(widths)
	if spare < 0 {
		return nil
	}
	for i := 1; i < n; i++ { // distributes the spare width
		widths[i] += spare / float64(n-1)
	}
	return s.layoutColumns(t, widths, true)
}

func sum(values []float64) (total float64) {
	for _, value := range values {
		total += value
	}
	return total
}

// minColumnWidth returns the minimum width of a column, whose cells are not wrapped and whose
// heading is wrapped at spaces.
func (s *style) minColumnWidth(t table, i int) (w float64) {
	for word := range strings.FieldsSeq(t.head[i]) {
		w = max(w, textWidth(word, s.tiny))
	}
	for _, r := range t.rows {
		if i == 0 {
			for word := range strings.FieldsSeq(r.name) {
				w = max(w, textWidth(word, s.small))
			}
			continue
		}
		w = max(w, textWidth(r.cells[i-1], s.small))
	}
	return math.Ceil(w)
}

// isNumeric reports whether a cell has no letters. Columns of such cells are right-aligned.
func isNumeric(cell string) bool {
	return strings.IndexFunc(cell, unicode.IsLetter) < 0
}

// layoutColumns lays a table out in columns of the given widths. With namesAbove, the first column
// is a line above the others.
func (s *style) layoutColumns(t table, widths []float64, namesAbove bool) *tableLayout {
	b := &columnBuilder{style: s, table: t, widths: widths, gap: s.px(cellGap),
		namesAbove: namesAbove, layout: &tableLayout{}}
	if namesAbove {
		b.gap = s.px(stackedCellGap)
	}
	y := b.addHeader()
	previousID := ""
	for _, row := range t.rows {
		y = b.addRow(row, row.id != "" && row.id == previousID, y)
		previousID = row.id
	}
	b.layout.height = y + max(s.px(1), 1)
	return b.layout
}

// columnBuilder builds the layout of a table in columns.
type columnBuilder struct {
	style      *style
	table      table
	widths     []float64
	gap        int // between columns
	namesAbove bool
	layout     *tableLayout
}

// addHeader adds the headings and returns the y coordinate below them.
func (b *columnBuilder) addHeader() int {
	s, y := b.style, 0
	if b.namesAbove {
		b.layout.lines = append(b.layout.lines, textLine{b.table.head[0], s.tiny, s.muted, 0, y})
		y += lineHeight(s.tiny)
	}
	y += b.addCells(y, b.table.head, s.tiny, s.muted) + s.px(rowPadding)
	b.layout.dividers = append(b.layout.dividers, y)
	return y
}

// addRow adds a row at y and returns the y coordinate below it. A row that continues the previous
// one, with the same id, has no name.
func (b *columnBuilder) addRow(r tableRow, continues bool, y int) int {
	s := b.style
	row := layoutRow{id: r.id, top: y}
	y += s.px(rowPadding)
	face := s.small
	if r.bold {
		face = s.smallBold
	}
	name := r.name
	if continues {
		name = ""
	}
	if b.namesAbove && name != "" {
		width := sum(b.widths) + float64(len(b.widths)*b.gap)
		for _, line := range wrapText(name, s.smallBold, width) {
			b.layout.lines = append(b.layout.lines, textLine{line, s.smallBold, s.foreground, 0, y})
			y += lineHeight(s.smallBold)
		}
	}
	y += b.addCells(y, append([]string{name}, r.cells...), face, s.foreground) + s.px(rowPadding)
	row.bottom = y
	b.layout.rows = append(b.layout.rows, row)
	b.layout.dividers = append(b.layout.dividers, y)
	return y
}

// addCells adds the cells of a row at y and returns their height.
func (b *columnBuilder) addCells(y int, cells []string, face text.Face, c nrgba) (height int) {
	x := 0.0
	for i, cell := range cells {
		if b.namesAbove && i == 0 {
			continue
		}
		lines := wrapText(cell, face, b.widths[i]+1)
		for j, line := range lines {
			lineX := x
			if b.isRightAligned(i) {
				lineX = x + b.widths[i] - textWidth(line, face)
			}
			b.layout.lines = append(b.layout.lines,
				textLine{line, face, c, int(math.Round(lineX)), y + j*lineHeight(face)})
		}
		height = max(height, len(lines)*lineHeight(face))
		x += b.widths[i] + float64(b.gap)
	}
	return height
}

// isRightAligned reports whether a column consists of figures.
func (b *columnBuilder) isRightAligned(column int) bool {
	return column > 0 && !slices.ContainsFunc(b.table.rows,
		func(r tableRow) bool { return !isNumeric(r.cells[column-1]) })
}

// headingWidth returns the width of the column of headings in a stacked table. It fits their
// longest word, but leaves more than half of the width for the cells.
func (s *style) headingWidth(t table, width int) int {
	w := float64(s.px(96))
	for _, head := range t.head[1:] {
		for word := range strings.FieldsSeq(head) {
			w = max(w, textWidth(word, s.small))
		}
	}
	return min(int(math.Ceil(w))+s.px(8), width*45/100)
}

// layoutStacked lays a table out as one block per row: the row's name, then each cell beside its
// heading.
func (s *style) layoutStacked(t table, width int) *tableLayout {
	layout := &tableLayout{}
	pad, left := s.px(rowPadding+2), s.headingWidth(t, width)
	rowHeight := lineHeight(s.small)
	y := 0
	for _, r := range t.rows {
		row := layoutRow{id: r.id, top: y}
		layout.dividers = append(layout.dividers, y)
		y += pad
		for _, line := range wrapText(r.name, s.bold, float64(width)) {
			layout.lines = append(layout.lines, textLine{line, s.bold, s.foreground, 0, y})
			y += lineHeight(s.bold)
		}
		for i, cell := range r.cells {
			if cell == "" {
				continue
			}
			headingLines := wrapText(t.head[i+1], s.small, float64(left-s.px(8)))
			lines := wrapText(cell, s.small, float64(width-left))
			for j, line := range headingLines {
				layout.lines = append(layout.lines,
					textLine{line, s.small, s.muted, 0, y + j*rowHeight})
			}
			for j, line := range lines {
				layout.lines = append(layout.lines,
					textLine{line, s.small, s.foreground, left, y + j*rowHeight})
			}
			y += max(len(headingLines), len(lines)) * rowHeight
		}
		y += pad
		row.bottom = y
		layout.rows = append(layout.rows, row)
	}
	layout.height = y
	return layout
}
