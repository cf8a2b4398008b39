package scene

import (
	"image/color"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A standalone picture, such as a file, a poster or a frame without a page, has all of its texts on
// opaque plates: above and below the map, or in a column at its left, whichever leaves more room to
// the focus bounds.

// Figure is a number shown with the headline.
type Figure struct {
	// Value is the number with its unit, Text its description.
	Value, Text string
	// DropFirst is set if the figure is the first to be left out.
	DropFirst bool
	// Paired is set for figures that are only shown together: what forces of one side would leave,
	// and the other side's.
	Paired bool
}

// sameTexts reports whether two pictures have the same texts where they are standalone.
func (p *Picture) sameTexts(o *Picture) bool {
	return p.ShortTitle == o.ShortTitle && p.Sentence == o.Sentence && p.Publisher == o.Publisher &&
		p.FocusBounds == o.FocusBounds &&
		slices.Equal(p.Figures, o.Figures) && slices.Equal(p.ShortNotes, o.ShortNotes)
}

// StandaloneSize returns the size in CSS pixels at which a picture of w by h pixels is laid out,
// and the number of its pixels in a CSS pixel. Type is then as large in a feed as on a page,
// whatever the number of pixels.
func StandaloneSize(w, h float64) (cssW, cssH, ratio float64) {
	minSize := standaloneSizes[1]
	switch {
	case h > 1.2*w:
		minSize = standaloneSizes[0]
	case w > 1.25*h:
		minSize = standaloneSizes[2]
	}
	ratio = max(1, min(w/minSize[0], h/minSize[1]))
	return w / ratio, h / ratio, ratio
}

// standaloneSizes are the minimum sizes in CSS pixels of tall, square and wide pictures, which is
// about how large a feed shows them.
var standaloneSizes = [3][2]float64{{400, 640}, {520, 520}, {600, 320}}

// contentLevel is how much content a standalone picture has, and its text scale.
type contentLevel struct {
	figures             int
	sentence, longNotes bool    // the full notes
	longTitle           bool    // the full title
	textScale           float64 // of font sizes
}

// contentLevels are tried in this order. The first that leaves the map enough room is used.
var contentLevels = func() (list []contentLevel) {
	for _, level := range []contentLevel{
		{figures: 5, sentence: true, longTitle: true},
		{figures: 4, sentence: true, longTitle: true},
		{figures: 5, longTitle: true}, {figures: 4, longTitle: true}, {figures: 4},
		{figures: 2, longTitle: true}, {figures: 2},
		{figures: 1, longTitle: true}, {figures: 1},
	} {
		level.textScale = 1
		for _, level.longNotes = range []bool{true, false} {
			list = append(list, level)
		}
	}
	for _, size := range []float64{0.93, 0.86, 0.8} {
		list = append(list, contentLevel{figures: 1, textScale: size})
	}
	return list
}()

// reducedLevels are for a picture that is too small for all contentLevels.
var reducedLevels = [...]contentLevel{{textScale: 0.93}, {textScale: 0.86}, {textScale: 0.79},
	{textScale: 0.72}, {textScale: 0.65}, {textScale: 0.58}}

// Preferred and minimum shares of the map in the area of the picture, in tall and square pictures
// and in wide ones.
const (
	preferredMapShareTall, minMapShareTall = 0.38, 0.35
	preferredMapShare, minMapShare         = 0.48, 0.45
	// preferredMapScale is the preferred scale of the map, as a share of its scale without plates.
	preferredMapScale = 0.56
)

// standaloneLayout is a layout of plates around the map.
type standaloneLayout struct {
	mapRect            rect
	plates             []rect
	labels             []Label
	swatches           []placedSwatch
	complete           bool // no text is truncated
	mapShare, mapScale float64
}

// layoutStandalone lays out a standalone picture.
func (d layouter) layoutStandalone(f *furniture) {
	d.wrapped = map[wrapKey]wrappedText{}
	entries := d.standaloneLegend(d.withoutObviousEntries(f.picture.Legend))
	shown, layout := entries, d.chooseLayout(entries)
	// a shorter legend may leave more room to the map, which then may show more
	for range maxLegendRounds {
		visible := d.visibleEntries(entries, layout.mapRect)
		if slices.Equal(visible, shown) {
			break
		}
		shown, layout = visible, d.chooseLayout(visible)
	}
	d.applyLayout(f, layout)
}

// maxLegendRounds is the maximum number of times that the layout is repeated for another legend.
const maxLegendRounds = 3

// applyLayout sets the furniture to a layout.
func (d layouter) applyLayout(f *furniture, layout standaloneLayout) {
	p := d.p
	f.mapRect, f.plates = layout.mapRect, layout.plates
	f.labels, f.swatches = layout.labels, layout.swatches
	right, bottom := p.Camera.W-p.Padding.Right, p.Camera.H-p.Padding.Bottom
	f.header = rect{p.Padding.Left, p.Padding.Top, layout.mapRect.x0, bottom}
	if layout.mapRect.x0 <= p.Padding.Left {
		f.header = rect{p.Padding.Left, p.Padding.Top, right, layout.mapRect.y0}
	}
	f.footer = rect{p.Padding.Left, layout.mapRect.y1, right, bottom}
	s := d.textStyle("scale")
	f.scaleBarX, f.scaleBarY = layout.mapRect.x0+platePaddingX, layout.mapRect.y1-10
	f.scaleBar = rect{f.scaleBarX - 6, f.scaleBarY - s.Size - 12,
		f.scaleBarX + maxScaleBarLength(p.Camera) + 6, f.scaleBarY + 5}
	if p.Zones.File != "" || p.FocusBounds.Width() > 0 {
		w := min(88, 0.24*(layout.mapRect.x1-layout.mapRect.x0))
		f.locator = rect{layout.mapRect.x1 - w, layout.mapRect.y1 - 0.7*w, layout.mapRect.x1,
			layout.mapRect.y1}
	}
}

// fitFocus returns the camera that shows the focus bounds as large as possible in a rectangle.
func (d *frame) fitFocus(mapRect rect) Camera {
	c, padding := d.p.Camera, max(6, 0.02*min(mapRect.x1-mapRect.x0, mapRect.y1-mapRect.y0))
	return c.Fit(d.focusBounds(), Insets{
		Top: mapRect.y0 + padding, Right: c.W - mapRect.x1 + padding,
		Bottom: c.H - mapRect.y1 + padding, Left: mapRect.x0 + padding,
	})
}

// chooseLayout returns the layout with the most content that leaves the map enough room.
func (d layouter) chooseLayout(entries []LegendEntry) (layout standaloneLayout) {
	c := d.p.Camera
	full := d.fitFocus(rect{0, 0, c.W, c.H})
	preferred, minimum := preferredMapShare, minMapShare
	if c.H >= c.W {
		preferred, minimum = preferredMapShareTall, minMapShareTall
	}
	for _, attempt := range []struct {
		from         []contentLevel
		share, scale float64
	}{{contentLevels, preferred, preferredMapScale}, {contentLevels, minimum, 0},
		{reducedLevels[:], minimum, 0}, {reducedLevels[:], 0, 0}} {
		for _, content := range attempt.from {
			layout = d.bestLayout(content, entries, full, attempt.share)
			if layout.complete && layout.mapShare >= attempt.share &&
				layout.mapScale >= attempt.scale {
				return layout
			}
		}
	}
	return layout
}

// columnShares are the possible widths of a plate beside the map, as shares of the picture's width.
var columnShares = [...]float64{0.27, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.48, 0.51, 0.54}

// columnKind is a way to arrange texts on a plate beside the map.
type columnKind struct {
	columns int
	// sourcesBelow is set if the sources are below the map.
	sourcesBelow bool
	// minWidth is the minimum width of the plate in CSS pixels.
	minWidth float64
}

var columnKinds = [...]columnKind{{1, false, 150}, {1, true, 150}, {2, false, 450}}

// bestLayout returns the layout of a content level with the largest map scale, among those that
// leave the map a share of the picture.
func (d layouter) bestLayout(content contentLevel, entries []LegendEntry, full Camera,
	minShare float64) standaloneLayout {
	best := d.rateLayout(d.layoutStacked(content, entries), full)
	c := d.p.Camera
	if c.W < 1.15*c.H {
		return best
	}
	for _, kind := range columnKinds {
		for _, columnShare := range columnShares {
			width := math.Round(columnShare * c.W)
			if width < kind.minWidth {
				continue
			}
			layout := d.rateLayout(d.layoutBeside(content, entries, width, kind), full)
			if !layout.complete || layout.mapShare < minShare {
				continue
			}
			if !best.complete || best.mapShare < minShare ||
				layout.mapScale > best.mapScale*1.02 {
				best = layout
			}
			break // a wider column leaves less to the map
		}
	}
	return best
}

// rateLayout sets the map's share and scale of a layout.
func (d layouter) rateLayout(layout standaloneLayout, full Camera) standaloneLayout {
	c, r := d.p.Camera, layout.mapRect
	if r.x1 <= r.x0 || r.y1 <= r.y0 {
		layout.complete = false
		return layout
	}
	layout.mapShare = (r.x1 - r.x0) * (r.y1 - r.y0) / (c.W * c.H)
	layout.mapScale = full.MetresPerPixel / d.fitFocus(r).MetresPerPixel
	return layout
}

// textColumn lays out texts one below another.
type textColumn struct {
	layouter  layouter
	x, w      float64
	y         float64 // top of the next line
	textScale float64
	labels    []Label
	swatches  []placedSwatch
	complete  bool
}

func (d layouter) newTextColumn(x, w, size float64) *textColumn {
	return &textColumn{layouter: d, x: x, w: w, textScale: size, complete: true}
}

// textStyle returns the style of a text role at a font size in CSS pixels, to which both text
// scales are applied.
func (c *textColumn) textStyle(role string, size float64) TextStyle {
	s := c.layouter.theme.Texts[role]
	s.Size = size * c.layouter.textScale * c.textScale
	s.Halo.A = 0
	return s
}

// addText adds a text after a gap of before CSS pixels. leading is its line height in ems.
func (c *textColumn) addText(text string, s TextStyle, leading, before float64) {
	if text == "" {
		return
	}
	c.addGap(before)
	block := c.layouter.wrapCached(text, s, c.w)
	c.complete = c.complete && block.complete
	for _, line := range block.lines {
		c.labels = append(c.labels,
			Label{Text: line, X: c.x, Y: c.y + s.Size*(leading-0.22), Style: s})
		c.y += s.Size * leading
	}
}

// wrapKey and wrappedText are the key and value of a cache of wrapped texts, because layouts wrap
// the same texts repeatedly.
type (
	wrapKey struct {
		text  string
		style TextStyle
		width float64
	}
	wrappedText struct {
		lines    []string
		complete bool
	}
)

// wrapCached returns a text wrapped to a width, from the cache if possible.
func (d layouter) wrapCached(text string, s TextStyle, w float64) wrappedText {
	key := wrapKey{text, s, w}
	b, ok := d.wrapped[key]
	if !ok {
		b.lines = d.wrapBalanced(text, s, w, maxTextLines)
		b.complete = d.fitsWidth(b.lines, s, w)
		d.wrapped[key] = b
	}
	return b
}

// maxTextLines is more than any text has.
const maxTextLines = 40

// addGap adds space, unless the column is empty.
func (c *textColumn) addGap(space float64) {
	if c.y > 0 {
		c.y += space * c.textScale
	}
}

// addHeadline adds date, title and scenario.
func (c *textColumn) addHeadline(content contentLevel) {
	p := c.layouter.p
	title := p.Title
	if !content.longTitle && p.ShortTitle != "" {
		title = p.ShortTitle
	}
	c.addText(p.Situation, c.textStyle("situation", 12), 1.2, 0)
	c.addText(title, c.textStyle("title", min(max(c.w/14, 16), 26)), 1.14, 3)
	if p.ScenarioName != p.Title {
		c.addText(p.ScenarioName, c.textStyle("scenario", 13), 1.2, 5)
	}
}

// Figures are placed side by side where each has minFigureWidth, with a gutter between them. Both
// are CSS pixels.
const (
	minFigureWidth = 125
	gutter         = 14.0
)

// selectFigures returns count of the picture's figures, or more if paired ones would otherwise be
// separated.
func (p *Picture) selectFigures(count int) []Figure {
	list := slices.Clone(p.Figures)
	if count == 0 {
		return nil
	}
	for len(list) > count {
		i := slices.IndexFunc(list, func(f Figure) bool { return f.DropFirst })
		if i < 0 {
			i = len(list) - 1
			for i >= 0 && list[i].Paired {
				i--
			}
		}
		if i < 0 {
			return list
		}
		list = slices.Delete(list, i, i+1)
	}
	return list
}

// addFigures adds a number of figures, side by side where there is room.
func (c *textColumn) addFigures(count int) {
	list := c.layouter.p.selectFigures(count)
	columns := min(int(c.w/(minFigureWidth*c.layouter.textScale)), len(list))
	if columns <= 1 {
		for i, f := range list {
			c.addGap([]float64{8, 4}[min(i, 1)])
			c.addFigureRow(f)
		}
		return
	}
	if columns > 2 && len(list)%columns == 1 { // no single figure in the last row
		columns--
	}
	width := (c.w - float64(columns-1)*gutter) / float64(columns)
	size := min(max(width/5, 20), 32, c.fittingSize(list, width))
	for row := 0; row < len(list); row += columns {
		c.addGap([]float64{8, 6}[min(row, 1)])
		top, bottom := c.y, c.y
		for i, f := range list[row:min(row+columns, len(list))] {
			sub := c.layouter.newTextColumn(c.x+float64(i)*(width+gutter), width, c.textScale)
			sub.addFigure(f, size)
			c.addColumn(sub, top)
			bottom = max(bottom, top+sub.y)
		}
		c.y = bottom
	}
}

// fittingSize returns the font size at which the widest of the values fits into a width.
func (c *textColumn) fittingSize(list []Figure, width float64) float64 {
	const size = 32
	s, longest := c.textStyle("title", size), 1.0
	for _, f := range list {
		longest = max(longest, c.layouter.world.Fonts.Advance(f.Value, s))
	}
	return math.Floor(size*width/longest*4) / 4
}

// addFigure adds a figure's value with its text below.
func (c *textColumn) addFigure(f Figure, size float64) {
	c.addText(f.Value, c.textStyle("title", size), 1.12, 0)
	c.addText(f.Text, c.textStyle("situation", 11.5), 1.24, 0)
}

// addFigureRow adds a figure's value with its text beside it, or below it if the value is too wide.
func (c *textColumn) addFigureRow(f Figure) {
	s := c.textStyle("title", 32)
	w := c.layouter.world.Fonts.Advance(f.Value, s) + 10
	if w > 0.5*c.w {
		sub := c.layouter.newTextColumn(c.x, c.w, c.textScale)
		sub.addFigure(f, min(30, c.fittingSize([]Figure{f}, c.w)))
		c.addColumn(sub, c.y)
		c.y += sub.y
		return
	}
	value, text := c.layouter.newTextColumn(c.x, w, c.textScale),
		c.layouter.newTextColumn(c.x+w, c.w-w, c.textScale)
	value.addText(f.Value, s, 1.1, 0)
	text.addText(f.Text, c.textStyle("situation", 11.5), 1.24, 0)
	height := max(value.y, text.y)
	c.addColumn(value, c.y+(height-value.y)/2)
	c.addColumn(text, c.y+(height-text.y)/2)
	c.y += height
}

// addColumn adds the contents of another column, moved down.
func (c *textColumn) addColumn(sub *textColumn, down float64) {
	for _, l := range sub.labels {
		l.Y += down
		c.labels = append(c.labels, l)
	}
	for _, swatch := range sub.swatches {
		swatch.y += down
		c.swatches = append(c.swatches, swatch)
	}
	c.complete = c.complete && sub.complete
}

// addLegend adds the legend in columns of about equal height.
func (c *textColumn) addLegend(entries []LegendEntry) {
	if len(entries) == 0 {
		return
	}
	const minColumn = 165 // width of a column
	columns := min(max(int(c.w/(minColumn*c.layouter.textScale*c.textScale)), 1), len(entries))
	width := (c.w - float64(columns-1)*gutter) / float64(columns)
	heights := make([]float64, len(entries))
	for i, entry := range entries {
		sub := c.layouter.newTextColumn(0, width, c.textScale)
		sub.addLegendEntry(entry)
		heights[i] = sub.y + 3*c.textScale
	}
	c.addGap(7)
	top, bottom := c.y, c.y
	for i, count := range splitEvenly(heights, columns) {
		sub := c.layouter.newTextColumn(c.x+float64(i)*(width+gutter), width, c.textScale)
		for _, entry := range entries[:count] {
			sub.addLegendEntry(entry)
		}
		entries = entries[count:]
		c.addColumn(sub, top)
		bottom = max(bottom, top+sub.y)
	}
	c.y = bottom
}

// splitEvenly divides a list of heights, in order, among at most some columns so that the highest
// column is as low as possible. It returns the number of heights in each column.
func splitEvenly(heights []float64, columns int) []int {
	var best []int
	lowest := math.Inf(1)
	for from := range heights {
		// the height of the highest column is one of these sums
		for to := from; to < len(heights); to++ {
			highest := 0.0
			for _, h := range heights[from : to+1] {
				highest += h
			}
			if groups := fillColumns(heights, highest); groups != nil && highest < lowest &&
				len(groups) <= columns {
				best, lowest = groups, highest
			}
		}
	}
	return best
}

// fillColumns returns the number of heights that fit into each column of a height, or nil if one of
// them is higher.
func fillColumns(heights []float64, highest float64) (groups []int) {
	const slack = 1e-6
	sum := math.Inf(1)
	for _, h := range heights {
		if h > highest+slack {
			return nil
		}
		if sum += h; sum > highest+slack {
			groups, sum = append(groups, 0), h
		}
		groups[len(groups)-1]++
	}
	return groups
}

// addLegendEntry adds an entry of the legend.
func (c *textColumn) addLegendEntry(entry LegendEntry) {
	const indent = swatchWidth + 8
	s := c.textStyle("legend", 11.5)
	c.addGap(3)
	c.swatches = append(c.swatches, placedSwatch{entry.Swatch, c.x, c.y + s.Size*0.64})
	text := c.layouter.newTextColumn(c.x+indent, c.w-indent, c.textScale)
	text.addText(entry.Label, s, 1.2, 0)
	c.addColumn(text, c.y)
	c.y += text.y
}

func (c *textColumn) addNotes(content contentLevel) {
	p := c.layouter.p
	notes := p.Notes
	if !content.longNotes && p.ShortNotes != nil {
		notes = p.ShortNotes
	}
	for i, note := range notes {
		c.addText(note, c.textStyle("note", 10.5), 1.22, []float64{7, 2}[min(i, 1)])
	}
}

// addSources adds the sources and the publisher.
func (c *textColumn) addSources() {
	p := c.layouter.p
	c.addText(p.Source, c.textStyle("source", 9.5), 1.24, 6)
	s := c.textStyle("note", 10.5)
	s.Bold = true
	c.addText(p.Publisher, s, 1.24, 4)
}

// Padding between a plate's edge and its texts, in CSS pixels.
const (
	standalonePaddingX = 12
	standalonePaddingY = 10
)

func (c *textColumn) addFiguresAndSentence(content contentLevel) {
	c.addFigures(content.figures)
	if content.sentence {
		c.addText(c.layouter.p.Sentence, c.textStyle("situation", 11.5), 1.28, 7)
	}
}

// addHeader adds headline, figures and sentence above the map. A single figure is beside the
// headline where there is room.
func (c *textColumn) addHeader(content contentLevel) {
	const minWidth, figureShare = 420, 0.27
	list := c.layouter.p.selectFigures(content.figures)
	if len(list) != 1 || c.w < minWidth {
		c.addHeadline(content)
		c.addFiguresAndSentence(content)
		return
	}
	width := max(figureShare*c.w, minFigureWidth)
	header := c.layouter.newTextColumn(c.x, c.w-width-gutter, c.textScale)
	header.addHeadline(content)
	figure := c.layouter.newTextColumn(c.x+c.w-width, width, c.textScale)
	figure.addFigure(list[0], min(32, figure.fittingSize(list, width)))
	height := max(header.y, figure.y)
	c.addColumn(header, c.y)
	c.addColumn(figure, c.y+height-figure.y)
	c.y += height
}

// layoutStacked returns the layout with plates above and below the map.
func (d layouter) layoutStacked(content contentLevel, entries []LegendEntry) standaloneLayout {
	padding, c := d.p.Padding, d.p.Camera
	left, right, top, bottom := padding.Left, c.W-padding.Right, padding.Top, c.H-padding.Bottom
	width := right - left - 2*standalonePaddingX
	header := d.newTextColumn(left+standalonePaddingX, width, content.textScale)
	header.addHeader(content)
	footer := d.newTextColumn(left+standalonePaddingX, width, content.textScale)
	footer.addLegend(entries)
	footer.addNotes(content)
	footer.addSources()
	all := d.newTextColumn(left, width, content.textScale)
	all.addColumn(header, top+standalonePaddingY)
	y0, y1 := math.Round(top+header.y+2*standalonePaddingY),
		math.Round(bottom-footer.y-2*standalonePaddingY)
	all.addColumn(footer, y1+standalonePaddingY)
	return standaloneLayout{
		mapRect: rect{left, y0, right, y1},
		plates:  []rect{{left, top, right, y0}, {left, y1, right, bottom}},
		labels:  all.labels, swatches: all.swatches, complete: all.complete && y1 > y0,
	}
}

// layoutBeside returns the layout with a plate of a width at the left of the map.
func (d layouter) layoutBeside(content contentLevel, entries []LegendEntry, width float64,
	kind columnKind) standaloneLayout {
	padding, c := d.p.Padding, d.p.Camera
	left, right, top, bottom := padding.Left, c.W-padding.Right, padding.Top, c.H-padding.Bottom
	x, columns := left+width, float64(kind.columns)
	inner := (width - (columns+1)*standalonePaddingX) / columns
	header := d.newTextColumn(left+standalonePaddingX, inner, content.textScale)
	header.addHeadline(content)
	header.addFiguresAndSentence(content)
	footer := d.newTextColumn(left+standalonePaddingX+(columns-1)*(inner+standalonePaddingX), inner,
		content.textScale)
	footer.addLegend(entries)
	footer.addNotes(content)
	all := d.newTextColumn(left, inner, content.textScale)
	layout := standaloneLayout{mapRect: rect{x, top, right, bottom},
		plates: []rect{{left, top, x, bottom}}}
	if kind.sourcesBelow {
		sources := d.newTextColumn(x+standalonePaddingX, right-x-2*standalonePaddingX,
			content.textScale)
		sources.addSources()
		layout.mapRect.y1 = math.Round(bottom - sources.y - 1.6*standalonePaddingY)
		layout.plates = append(layout.plates, rect{x, layout.mapRect.y1, right, bottom})
		all.addColumn(sources, layout.mapRect.y1+0.8*standalonePaddingY)
	} else {
		footer.addSources()
	}
	all.addColumn(header, top+standalonePaddingY)
	all.addColumn(footer, bottom-standalonePaddingY-footer.y)
	height := bottom - top - 2*standalonePaddingY
	fits := header.y <= height && footer.y <= height
	if kind.columns == 1 {
		const minGap = 12
		fits = header.y+footer.y+minGap <= height
	}
	layout.labels, layout.swatches, layout.complete = all.labels, all.swatches, all.complete && fits
	return layout
}

// drawMapEdges draws the edges between the map and the plates.
func (d *painter) drawMapEdges(f *furniture) {
	s, r, c := d.theme.Lines["neighbour-border"].Stroke, f.mapRect, d.p.Camera
	for _, x := range []float64{r.x0, r.x1} {
		if x > 0 && x < c.W {
			d.strokePath(unitVLine, Matrix{XX: 1, YY: r.y1 - r.y0, X0: x, Y0: r.y0}, s)
		}
	}
	for _, y := range []float64{r.y0, r.y1} {
		if y > 0 && y < c.H {
			d.strokePath(unitHLine, Matrix{XX: r.x1 - r.x0, YY: 1, X0: r.x0, Y0: y}, s)
		}
	}
}

// unitVLine is a vertical line from 0,0 to 0,1.
var unitVLine = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 0, Y: 1}}})

// plateStyle returns the fill of plates. In print it is white.
func (d *frame) plateStyle() FillStyle {
	if d.p.ForPrint {
		return FillStyle{Role: "plate", Color: color.NRGBA{R: 255, G: 255, B: 255, A: 255}}
	}
	return d.theme.Fills["plate"]
}
