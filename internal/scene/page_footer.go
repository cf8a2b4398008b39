package scene

import (
	"cmp"
	"math"
	"slices"
)

// Lengths of the key in a page's picture, in CSS pixels.
const (
	legendSwatchGap = 6  // between a swatch and its label
	legendEntryGap  = 18 // between entries on one line
	legendMargin    = 7  // above and below the key
)

// layoutPage sets what stands in a picture whose page names it: on a plate along the bottom the
// key, and under it the sources; in a picture that is wide and low on a plate at the right.
func (d *painter) layoutPage(f *furniture) {
	p := d.p
	if p.columnWidth() > 0 {
		d.layoutColumn(f)
	} else {
		d.layoutFooter(f)
	}
	if p.Controls {
		f.controls = p.controlsRect(f.mapBottom)
	}
}

// layoutFooter sets the key and the sources below the map.
func (d *painter) layoutFooter(f *furniture) {
	p := d.p
	bottom, right := p.Camera.H-p.Padding.Bottom, p.Camera.W-p.Padding.Right
	room := min(p.Camera.W, breakpoints[breakpointFor(p.Camera)].minWidth) - p.Padding.Left -
		p.Padding.Right - 2*platePaddingX
	lines, sources := d.footerLines(d.drawnEntries(), p.Source, room)
	height := d.footerHeight(len(lines), len(sources))
	keptLines, keptSources := d.footerLines(d.withoutObviousEntries(p.ReservedLegend),
		p.ReservedSource, room)
	f.mapBottom = bottom - max(height, d.footerHeight(len(keptLines), len(keptSources)))
	f.footer = rect{p.Padding.Left, bottom - height, right, bottom}
	d.layoutPlate(f, lines, sources, 1)
}

// footerLines breaks the key and the sources into lines. In a low picture each has one: the entries
// of the key that fit, and the brief line of sources.
func (d *painter) footerLines(keys []LegendEntry, source string,
	room float64) (lines [][]legendItem, sources []string) {
	if d.p.isLow() {
		return d.fitLegendLine(keys, room), d.wrapSources(d.p.ShortSource, room)
	}
	return d.wrapLegend(keys, room), d.wrapSources(source, room)
}

// fitLegendLine is a line of those entries that fit whole, in few words.
func (d *painter) fitLegendLine(keys []LegendEntry, room float64) [][]legendItem {
	var fit []LegendEntry
	var line [][]legendItem
	for _, key := range keys {
		key.Label = cmp.Or(key.ShortLabel, key.Label)
		if longer := d.wrapLegend(append(fit, key), room); len(longer) == 1 {
			fit, line = append(fit, key), longer
		}
	}
	return line
}

// layoutColumn sets the key and the sources at the right of the map, entries one under the other.
// Its width is that of the set, so the map has one scale whatever is shown. The line spacing is
// reduced if a reader switches on more layers than fit into the lowest picture of the set.
func (d *painter) layoutColumn(f *furniture) {
	p, s := d.p, breakpoints[breakpointFor(d.p.Camera)]
	f.mapBottom = p.Camera.H - p.Padding.Bottom
	right := p.Camera.W - p.Padding.Right
	f.footer = rect{p.roundInPage(right - s.columnWidth), p.Padding.Top, right, f.mapBottom}
	f.mapRect = rect{p.Padding.Left, p.Padding.Top, f.footer.x0, f.mapBottom}
	room := s.columnWidth - 2*platePaddingX
	var lines [][]legendItem
	for _, key := range d.drawnEntries() {
		key.Label = cmp.Or(key.LongLabel, key.Label)
		lines = append(lines, d.wrapLegend([]LegendEntry{key}, room)...)
	}
	sources := d.wrapSources(p.Source, room)
	height := d.footerHeight(len(lines), len(sources))
	d.layoutPlate(f, lines, sources, min(1, (s.minHeight-p.Padding.Top-p.Padding.Bottom)/height))
}

// layoutPlate sets lines of the key and of the sources on the plate of a picture in a page; share
// is how far apart they stand, of the distance that lines have.
func (d *painter) layoutPlate(f *furniture, lines [][]legendItem, sources []string, share float64) {
	key, source := d.textStyle("legend"), d.textStyle("source")
	f.plates = append(f.plates, f.footer)
	y := f.footer.y0 + share*legendMargin
	for _, line := range lines {
		d.layoutLegendLine(f, line, y, share*legendLineHeight(key), key)
		y += share * legendLineHeight(key)
	}
	if len(lines) == 0 {
		y = f.footer.y0
	}
	y += share * (4.5 + source.Size*0.98)
	for _, line := range sources {
		f.labels = append(f.labels,
			Label{Text: line, X: f.footer.x0 + platePaddingX, Y: math.Round(y), Style: source})
		y += share * sourceLineHeight(source)
	}
}

// drawnEntries are the entries of the picture's key, those of which it has something.
func (d *painter) drawnEntries() []LegendEntry {
	keys := d.withoutObviousEntries(d.p.Legend)
	return slices.DeleteFunc(keys, func(k LegendEntry) bool { return !d.hasLook(k.Swatch) })
}

// withoutObviousEntries are the entries of a key, in a small picture without the border: what it is
// goes without saying there.
func (d *painter) withoutObviousEntries(keys []LegendEntry) []LegendEntry {
	return slices.DeleteFunc(slices.Clone(keys),
		func(k LegendEntry) bool { return k.Swatch == "border" && IsSmall(d.p.Camera) })
}

// footerHeight is the height of so many lines of key and sources.
func (d *painter) footerHeight(keys, sources int) (h float64) {
	if keys > 0 {
		h += legendMargin + float64(keys)*legendLineHeight(d.textStyle("legend"))
	}
	if sources > 0 {
		h += 9 + float64(sources)*sourceLineHeight(d.textStyle("source"))
	}
	return math.Round(h)
}

// wrapSources breaks the line of sources.
func (d *painter) wrapSources(text string, room float64) []string {
	if text == "" {
		return nil
	}
	const most = 12
	s := d.textStyle("source")
	lines := d.wrapText(text, s, room, most)
	if len(lines) > 2 {
		lines = d.wrapBalanced(text, s, room, most)
	}
	return lines
}

// PageFooter is what stands below the map of a picture in a page, or at its right.
func (w *World) PageFooter(p *Picture) Plate { return newPainter(nil, w, p).pageFooter() }

func (d *painter) pageFooter() Plate {
	f := d.furniture
	foot, x, y := Plate{ReservedHeight: d.p.Camera.H - f.mapBottom,
		TopGap: f.footer.y0 - f.mapBottom}, 0.0, f.mapBottom
	if side := d.p.columnWidth(); side > 0 {
		foot, x, y = Plate{ColumnWidth: side}, f.footer.x0, f.footer.y0
	}
	for _, l := range f.labels {
		l.X, l.Y = l.X-x, l.Y-y
		foot.Labels = append(foot.Labels, l)
	}
	for _, k := range f.swatches {
		foot.Swatches = append(foot.Swatches, StaticSwatch{k.role, k.x - x, k.y - y})
	}
	return foot
}

func legendLineHeight(s TextStyle) float64 { return math.Round(s.Size*1.22 + 2) }
func sourceLineHeight(s TextStyle) float64 { return s.Size * 1.28 }

// legendItem is a line of an entry of the key: its swatch stands before the first.
type legendItem struct {
	role string
	text string
	x    float64 // of its left end, from the key's
}

// wrapLegend breaks the key into lines no wider than room, as many entries on each as have room. A
// label that is longer goes on over several lines.
func (d *painter) wrapLegend(keys []LegendEntry, room float64) (lines [][]legendItem) {
	s := d.textStyle("legend")
	const indent = swatchWidth + legendSwatchGap
	x := math.Inf(1)
	for _, key := range keys {
		width := indent + d.world.Fonts.Advance(key.Label, s)
		if x+width > room {
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		if width <= room {
			lines[last] = append(lines[last], legendItem{key.Swatch, key.Label, x})
			x += width + legendEntryGap
			continue
		}
		for i, text := range d.wrapBalanced(key.Label, s, room-indent, 3) {
			swatch := key.Swatch
			if i > 0 {
				lines, swatch = append(lines, nil), ""
			}
			lines[len(lines)-1] = []legendItem{{swatch, text, 0}}
		}
		x = math.Inf(1)
	}
	return lines
}

// layoutLegendLine sets a line of the key whose upper edge is at y; leading is its height.
func (d *painter) layoutLegendLine(f *furniture, line []legendItem, y, leading float64,
	s TextStyle) {
	left := f.footer.x0 + platePaddingX
	base := math.Round(y + (leading+d.world.Fonts.CapHeight(s))/2)
	for _, piece := range line {
		if piece.role != "" {
			f.swatches = append(f.swatches,
				placedSwatch{piece.role, left + math.Round(piece.x),
					base - math.Round(d.world.Fonts.CapHeight(s)/2)})
		}
		f.labels = append(f.labels, Label{Text: piece.text,
			X: left + math.Round(piece.x) + swatchWidth + legendSwatchGap, Y: base, Style: s})
	}
}
