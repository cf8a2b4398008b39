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

// grid is a table laid out in a width, in device pixels.
type grid struct {
	pieces []piece
	rows   []gridRow
	rules  []int // lines below the head and between blocks
	height int
}

// gridRow is where a row lies; its id is empty where nothing can be selected.
type gridRow struct {
	id          string
	top, bottom int
}

// table adds a table. It takes the narrowest form that keeps every figure: columns; columns below the names of the
// rows; or, where texts are long, a block a row.
func (p *panel) table(to *widget.Container, id string, t app.Table, width int) {
	if t.Caption != "" {
		to.AddChild(p.text(t.Caption, &p.style.small, p.style.quiet, width))
	}
	if len(t.Rows) == 0 {
		return
	}
	g := p.style.columns(t, width)
	if g == nil {
		g = p.style.blocks(t, width)
	}
	p.addGrid(to, id, g, width)
}

func (p *panel) addGrid(to *widget.Container, id string, g *grid, width int) {
	s := p.style
	p.grids[id] = g
	selected := func() int {
		return slices.IndexFunc(g.rows, func(r gridRow) bool { return r.id != "" && r.id == p.view.Select })
	}
	if _, ok := p.rows[id]; !ok {
		p.rows[id] = max(selected(), 0)
	}
	p.rows[id] = min(p.rows[id], len(g.rows)-1)
	pick := func() {
		if row := g.rows[p.rows[id]]; row.id != "" {
			p.do(app.Action{Type: app.ActionSelect, ID: row.id})
		}
	}
	k := &knob{id: "table-" + id, press: pick, key: func(name string) bool { return p.moveRow(id, name, len(g.rows)) }}
	over := -1
	l := p.newLeaf(image.Pt(width, g.height), k, func(screen *ebiten.Image, box image.Rectangle) {
		mark := func(i int, share float64) {
			r := g.rows[i]
			s.fill(screen, image.Rect(box.Min.X-s.px(4), box.Min.Y+r.top, box.Max.X+s.px(4), box.Min.Y+r.bottom), mixed(s.back, s.ink, share))
		}
		if i := selected(); i >= 0 {
			mark(i, 0.14)
		}
		if over >= 0 && over < len(g.rows) && g.rows[over].id != "" {
			mark(over, 0.09)
		}
		for _, y := range g.rules {
			s.fill(screen, image.Rect(box.Min.X, box.Min.Y+y, box.Max.X, box.Min.Y+y+max(s.px(1), 1)), s.line)
		}
		for _, x := range g.pieces {
			x.draw(screen, box.Min.X, box.Min.Y)
		}
	})
	at := func(y int) int {
		return slices.IndexFunc(g.rows, func(r gridRow) bool { return y >= r.top && y < r.bottom })
	}
	l.part = func() image.Rectangle {
		r := g.rows[p.rows[id]]
		return image.Rect(0, r.top, width, r.bottom)
	}
	l.hover = func(q image.Point) { over = at(q.Y) }
	l.click = func(q image.Point) {
		if i := at(q.Y); i >= 0 {
			p.rows[id] = i
			p.ui.SetFocusedWidget(l)
			pick()
		}
	}
	to.AddChild(l)
}

// moveRow moves the keyboard's row of a table.
func (p *panel) moveRow(id, key string, rows int) bool {
	at := p.rows[id]
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
	p.rows[id], p.reveal = at, true
	return true
}

// Measures of tables in CSS pixels.
const (
	cellGap   = 10 // between columns
	cellTight = 6  // the same where names stand above
	rowPad    = 4  // above and below a row
)

// columns lays a table out in columns, the names of the rows in the first or, where that is too wide, above their
// cells; nil where texts are too long for either.
func (s *style) columns(t app.Table, width int) *grid {
	n := len(t.Head)
	wide := make([]float64, n)
	for i := range n {
		wide[i] = s.columnWidth(t, i)
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
		return s.laid(t, wide, false)
	}
	wide[0] = 0
	rest = float64(width-(n-2)*s.px(cellTight)) - sum(wide)
	if rest < 0 {
		return nil
	}
	for i := 1; i < n; i++ { // what is left over goes between the columns
		wide[i] += rest / float64(n-1)
	}
	return s.laid(t, wide, true)
}

func sum(list []float64) (all float64) {
	for _, x := range list {
		all += x
	}
	return all
}

// columnWidth is the least width of a column: cells in a line, words of the heading whole.
func (s *style) columnWidth(t app.Table, i int) (w float64) {
	for word := range strings.FieldsSeq(t.Head[i]) {
		w = max(w, advance(word, s.tiny))
	}
	for _, r := range t.Rows {
		if i == 0 {
			for word := range strings.FieldsSeq(r.Name) {
				w = max(w, advance(word, s.small))
			}
			continue
		}
		w = max(w, advance(r.Cells[i-1], s.small))
	}
	return math.Ceil(w)
}

// figure says whether a cell holds a figure, which stands at the right of its column.
func figure(cell string) bool {
	return strings.IndexFunc(cell, unicode.IsLetter) < 0
}

// laid places a table's cells in columns of given widths; with names above, the first column has a line of its own.
func (s *style) laid(t app.Table, wide []float64, above bool) *grid {
	g := &grid{}
	gap := s.px(cellGap)
	if above {
		gap = s.px(cellTight)
	}
	cells := func(y int, list []string, face text.Face, ink int, right func(i int) bool) (height int) {
		x := 0.0
		for i, cell := range list {
			if above && i == 0 {
				continue
			}
			lines := spread(cell, face, wide[i]+1)
			for k, line := range lines {
				at := x
				if right(i) {
					at = x + wide[i] - advance(line, face)
				}
				g.pieces = append(g.pieces, piece{line, face, s.inks(ink), int(math.Round(at)), y + k*lineHeight(face)})
			}
			height = max(height, len(lines)*lineHeight(face))
			x += wide[i] + float64(gap)
		}
		return height
	}
	right := func(i int) bool {
		return i > 0 && !slices.ContainsFunc(t.Rows, func(r app.TableRow) bool { return !figure(r.Cells[i-1]) })
	}
	pad := s.px(rowPad)
	y := 0
	if above {
		g.pieces = append(g.pieces, piece{t.Head[0], s.tiny, s.quiet, 0, y})
		y += lineHeight(s.tiny)
	}
	y += cells(y, t.Head, s.tiny, 1, right) + pad
	g.rules = append(g.rules, y)
	last := ""
	for _, r := range t.Rows {
		row := gridRow{id: r.ID, top: y}
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
			for _, line := range spread(name, s.smallBold, sum(wide)+float64(len(wide)*gap)) {
				g.pieces = append(g.pieces, piece{line, s.smallBold, s.ink, 0, y})
				y += lineHeight(s.smallBold)
			}
		}
		y += cells(y, append([]string{name}, r.Cells...), face, 0, right) + pad
		row.bottom = y
		g.rows = append(g.rows, row)
		g.rules = append(g.rules, y)
	}
	g.height = y + max(s.px(1), 1)
	return g
}

// inks are the panel's two: for what is said, and for what explains.
func (s *style) inks(i int) (c rgba) {
	if i == 0 {
		return s.ink
	}
	return s.quiet
}

// headWidth is the width of the column of headings in blocks: none of their words is broken, as far as that leaves
// room for the cells.
func (s *style) headWidth(t app.Table, width int) int {
	w := float64(s.px(96))
	for _, head := range t.Head[1:] {
		for word := range strings.FieldsSeq(head) {
			w = max(w, advance(word, s.small))
		}
	}
	return min(int(math.Ceil(w))+s.px(8), width*45/100)
}

// blocks lays a table out a row below the other: its name, and each cell beside its heading.
func (s *style) blocks(t app.Table, width int) *grid {
	g := &grid{}
	pad, left := s.px(rowPad+2), s.headWidth(t, width)
	high := lineHeight(s.small)
	y := 0
	for _, r := range t.Rows {
		row := gridRow{id: r.ID, top: y}
		g.rules = append(g.rules, y)
		y += pad
		for _, line := range spread(r.Name, s.bold, float64(width)) {
			g.pieces = append(g.pieces, piece{line, s.bold, s.ink, 0, y})
			y += lineHeight(s.bold)
		}
		for i, cell := range r.Cells {
			if cell == "" {
				continue
			}
			heads := spread(t.Head[i+1], s.small, float64(left-s.px(8)))
			lines := spread(cell, s.small, float64(width-left))
			for k, line := range heads {
				g.pieces = append(g.pieces, piece{line, s.small, s.quiet, 0, y + k*high})
			}
			for k, line := range lines {
				g.pieces = append(g.pieces, piece{line, s.small, s.ink, left, y + k*high})
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
	shown, folded := parted(v.Table)
	for _, x := range []struct {
		id, words string
		table     app.Table
	}{
		{"figures", v.Texts["page.figures"], shown},
		{"claims", v.Texts["page.claims"], v.Claims},
		{"published", v.Texts["page.published"], v.Published},
	} {
		if len(x.table.Rows) == 0 || !p.fold(to, x.id, x.words, width, false) {
			continue
		}
		p.table(to, x.id, x.table, width)
		if x.id == "figures" && folded.Rows != nil && p.fold(to, "folded", v.Table.Folded, width, false) {
			p.table(to, "folded", folded, width)
		}
	}
}

// parted is a table without the rows that may be folded, and these with what there is to tell of
// them: names and areas.
func parted(t app.Table) (shown, folded app.Table) {
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
