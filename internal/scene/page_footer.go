package scene

import (
	"cmp"
	"math"
	"slices"
)

// Lengths of the legend in a picture in a page, in CSS pixels.
const (
	legendSwatchGap = 6  // between a swatch and its label
	legendEntryGap  = 18 // between entries on one line
	legendMargin    = 7  // above and below the legend
)

// layoutPage lays out a picture whose page has the title: the legend and under it the sources, on a
// plate along the bottom. In a picture that is wide and low the plate is at the right.
func (d layouter) layoutPage(f *furniture) {
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

// layoutFooter lays out the legend and the sources below the map.
func (d layouter) layoutFooter(f *furniture) {
	p := d.p
	bottom, right := p.Camera.H-p.Padding.Bottom, p.Camera.W-p.Padding.Right
	maxWidth := min(p.Camera.W, breakpoints[breakpointFor(p.Camera)].minWidth) - p.Padding.Left -
		p.Padding.Right - 2*platePaddingX
	lines, sources := d.footerLines(d.drawnEntries(), p.Source, maxWidth)
	height := d.footerHeight(len(lines), len(sources))
	reservedLines, reservedSources := d.footerLines(d.withoutObviousEntries(p.ReservedLegend),
		p.ReservedSource, maxWidth)
	f.mapBottom = bottom - max(height, d.footerHeight(len(reservedLines), len(reservedSources)))
	f.footer = rect{p.Padding.Left, bottom - height, right, bottom}
	d.layoutPlate(f, lines, sources, 1)
}

// footerLines wraps the legend and the sources to maxWidth. In a low picture each has one line: the
// legend's entries that fit, and the short line of sources.
func (d layouter) footerLines(entries []LegendEntry, source string,
	maxWidth float64) (lines [][]legendItem, sources []string) {
	if d.p.isLow() {
		return d.fitLegendLine(entries, maxWidth), d.wrapSources(d.p.ShortSource, maxWidth)
	}
	return d.wrapLegend(entries, maxWidth), d.wrapSources(source, maxWidth)
}

// fitLegendLine returns one line of the entries that fit completely, with their short labels.
func (d layouter) fitLegendLine(entries []LegendEntry, maxWidth float64) [][]legendItem {
	var fit []LegendEntry
	var line [][]legendItem
	for _, entry := range entries {
		entry.Label = cmp.Or(entry.ShortLabel, entry.Label)
		if longer := d.wrapLegend(append(fit, entry), maxWidth); len(longer) == 1 {
			fit, line = append(fit, entry), longer
		}
	}
	return line
}

// layoutColumn lays out the legend and the sources at the right of the map, with one entry below
// the other. The column has the breakpoint's width, so the map has the same scale whatever is
// shown. The line spacing is reduced if more layers are on than fit into the lowest picture of the
// breakpoint.
func (d layouter) layoutColumn(f *furniture) {
	p, bp := d.p, breakpoints[breakpointFor(d.p.Camera)]
	f.mapBottom = p.Camera.H - p.Padding.Bottom
	right := p.Camera.W - p.Padding.Right
	f.footer = rect{p.roundInPage(right - bp.columnWidth), p.Padding.Top, right, f.mapBottom}
	f.mapRect = rect{p.Padding.Left, p.Padding.Top, f.footer.x0, f.mapBottom}
	maxWidth := bp.columnWidth - 2*platePaddingX
	var lines [][]legendItem
	for _, entry := range d.drawnEntries() {
		entry.Label = cmp.Or(entry.LongLabel, entry.Label)
		lines = append(lines, d.wrapLegend([]LegendEntry{entry}, maxWidth)...)
	}
	sources := d.wrapSources(p.Source, maxWidth)
	height := d.footerHeight(len(lines), len(sources))
	d.layoutPlate(f, lines, sources, min(1, (bp.minHeight-p.Padding.Top-p.Padding.Bottom)/height))
}

// layoutPlate lays out lines of the legend and of the sources on the plate of a picture in a page.
// spacing is the factor of all line spacings.
func (d layouter) layoutPlate(f *furniture, lines [][]legendItem, sources []string,
	spacing float64) {
	legendStyle, sourceStyle := d.textStyle("legend"), d.textStyle("source")
	f.plates = append(f.plates, f.footer)
	y := f.footer.y0 + spacing*legendMargin
	for _, line := range lines {
		d.layoutLegendLine(f, line, y, spacing*legendLineHeight(legendStyle), legendStyle)
		y += spacing * legendLineHeight(legendStyle)
	}
	if len(lines) == 0 {
		y = f.footer.y0
	}
	y += spacing * (4.5 + sourceStyle.Size*0.98)
	for _, line := range sources {
		f.labels = append(f.labels,
			Label{Text: line, X: f.footer.x0 + platePaddingX, Y: math.Round(y), Style: sourceStyle})
		y += spacing * sourceLineHeight(sourceStyle)
	}
}

// drawnEntries returns the entries of the legend of which the picture has something.
func (d layouter) drawnEntries() []LegendEntry {
	entries := d.withoutObviousEntries(d.p.Legend)
	return slices.DeleteFunc(entries,
		func(entry LegendEntry) bool { return !d.hasLook(entry.Swatch) })
}

// withoutObviousEntries returns the entries without those that need no explanation: in a small
// picture the border.
func (d layouter) withoutObviousEntries(entries []LegendEntry) []LegendEntry {
	return slices.DeleteFunc(slices.Clone(entries),
		func(entry LegendEntry) bool { return entry.Swatch == "border" && IsSmall(d.p.Camera) })
}

// footerHeight returns the height of a number of lines of legend and sources, in CSS pixels.
func (d layouter) footerHeight(legendLines, sourceLines int) (h float64) {
	if legendLines > 0 {
		h += legendMargin + float64(legendLines)*legendLineHeight(d.textStyle("legend"))
	}
	if sourceLines > 0 {
		h += 9 + float64(sourceLines)*sourceLineHeight(d.textStyle("source"))
	}
	return math.Round(h)
}

// wrapSources wraps the sources.
func (d layouter) wrapSources(text string, maxWidth float64) []string {
	if text == "" {
		return nil
	}
	const maxLines = 12
	s := d.textStyle("source")
	lines := d.wrapText(text, s, maxWidth, maxLines)
	if len(lines) > 2 {
		lines = d.wrapBalanced(text, s, maxWidth, maxLines)
	}
	return lines
}

// PageFooter returns the plate below the map of a picture in a page, or at its right.
func (w *World) PageFooter(p *Picture) Plate { return layouter{newFrame(w, p)}.pageFooter() }

func (d layouter) pageFooter() Plate {
	f := d.furniture
	plate, x, y := Plate{ReservedHeight: d.p.Camera.H - f.mapBottom,
		TopGap: f.footer.y0 - f.mapBottom}, 0.0, f.mapBottom
	if width := d.p.columnWidth(); width > 0 {
		plate, x, y = Plate{ColumnWidth: width}, f.footer.x0, f.footer.y0
	}
	for _, l := range f.labels {
		l.X, l.Y = l.X-x, l.Y-y
		plate.Labels = append(plate.Labels, l)
	}
	for _, swatch := range f.swatches {
		plate.Swatches = append(plate.Swatches,
			StaticSwatch{swatch.role, swatch.x - x, swatch.y - y})
	}
	return plate
}

func legendLineHeight(s TextStyle) float64 { return math.Round(s.Size*1.22 + 2) }
func sourceLineHeight(s TextStyle) float64 { return s.Size * 1.28 }

// legendItem is a line of a legend entry. Only the first line of an entry has its swatch.
type legendItem struct {
	role string
	text string
	x    float64 // left end, relative to the legend's
}

// wrapLegend wraps the legend to maxWidth, with as many entries on a line as fit. A label that is
// too wide is wrapped over several lines.
func (d layouter) wrapLegend(entries []LegendEntry, maxWidth float64) (lines [][]legendItem) {
	s := d.textStyle("legend")
	const indent = swatchWidth + legendSwatchGap
	x := math.Inf(1)
	for _, entry := range entries {
		width := indent + d.world.Fonts.Advance(entry.Label, s)
		if x+width > maxWidth {
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		if width <= maxWidth {
			lines[last] = append(lines[last], legendItem{entry.Swatch, entry.Label, x})
			x += width + legendEntryGap
			continue
		}
		for i, text := range d.wrapBalanced(entry.Label, s, maxWidth-indent, 3) {
			role := entry.Swatch
			if i > 0 {
				lines, role = append(lines, nil), ""
			}
			lines[len(lines)-1] = []legendItem{{role, text, 0}}
		}
		x = math.Inf(1)
	}
	return lines
}

// layoutLegendLine lays out a line of the legend whose upper edge is at y. leading is its height.
func (d layouter) layoutLegendLine(f *furniture, line []legendItem, y, leading float64,
	s TextStyle) {
	left := f.footer.x0 + platePaddingX
	baseline := math.Round(y + (leading+d.world.Fonts.CapHeight(s))/2)
	for _, item := range line {
		if item.role != "" {
			f.swatches = append(f.swatches,
				placedSwatch{item.role, left + math.Round(item.x),
					baseline - math.Round(d.world.Fonts.CapHeight(s)/2)})
		}
		f.labels = append(f.labels, Label{Text: item.text,
			X: left + math.Round(item.x) + swatchWidth + legendSwatchGap, Y: baseline, Style: s})
	}
}
