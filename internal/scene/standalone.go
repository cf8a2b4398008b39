package scene

import (
	"image/color"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A picture that stands alone, as a file, a poster or a frame without a page, says all that it
// needs on solid plates: above and below the map, or in a column at its left, whichever leaves the
// land that it is about larger.

// Figure is a figure that stands with the headline.
type Figure struct {
	// Value is the figure with its unit, Text what it is of.
	Value, Text string
	// DropFirst says that it is the first to be left out.
	DropFirst bool
	// Paired figures are shown together: what forces of one side would leave, and the other side's.
	Paired bool
}

// sameTexts reports whether two pictures say the same where they stand alone.
func (p *Picture) sameTexts(o *Picture) bool {
	return p.ShortTitle == o.ShortTitle && p.Sentence == o.Sentence && p.Publisher == o.Publisher &&
		p.FocusBounds == o.FocusBounds &&
		slices.Equal(p.Figures, o.Figures) && slices.Equal(p.ShortNotes, o.ShortNotes)
}

// StandaloneSize is the size in CSS pixels at which a picture of w by h pixels is laid out, and how
// many of its pixels one of those takes: type is as large in a feed as it is on a page, whatever
// the number of pixels.
func StandaloneSize(w, h float64) (cssW, cssH, ratio float64) {
	least := standaloneSizes[1]
	switch {
	case h > 1.2*w:
		least = standaloneSizes[0]
	case w > 1.25*h:
		least = standaloneSizes[2]
	}
	ratio = max(1, min(w/least[0], h/least[1]))
	return w / ratio, h / ratio, ratio
}

// standaloneSizes are the least sizes in CSS pixels of upright, square and wide pictures: a feed
// shows them about as large.
var standaloneSizes = [3][2]float64{{400, 640}, {520, 520}, {600, 320}}

// contentLevel says how much a standalone picture tells and how large.
type contentLevel struct {
	figures             int
	sentence, longNotes bool    // notes at length
	longTitle           bool    // the headline
	textScale           float64 // of type
}

// contentLevels are tried in this order: the first that leaves the map its room is taken.
var contentLevels = func() (list []contentLevel) {
	for _, m := range []contentLevel{
		{figures: 5, sentence: true, longTitle: true},
		{figures: 4, sentence: true, longTitle: true},
		{figures: 5, longTitle: true}, {figures: 4, longTitle: true}, {figures: 4},
		{figures: 2, longTitle: true}, {figures: 2},
		{figures: 1, longTitle: true}, {figures: 1},
	} {
		m.textScale = 1
		for _, m.longNotes = range []bool{true, false} {
			list = append(list, m)
		}
	}
	for _, size := range []float64{0.93, 0.86, 0.8} {
		list = append(list, contentLevel{figures: 1, textScale: size})
	}
	return list
}()

// reducedLevels are those for a picture that is too small for any of measures.
var reducedLevels = [...]contentLevel{{textScale: 0.93}, {textScale: 0.86}, {textScale: 0.79},
	{textScale: 0.72}, {textScale: 0.65}, {textScale: 0.58}}

// Shares of the picture that are the map's: what it should have and what it has to have, in upright
// pictures and squares, and in wide ones.
const (
	preferredMapShareTall, minMapShareTall = 0.38, 0.35
	preferredMapShare, minMapShare         = 0.48, 0.45
	// preferredMapScale is how large the land should be beside how large it would be with the whole
	// picture to itself.
	preferredMapScale = 0.56
)

// standaloneLayout is a layout of plates around the room of the map.
type standaloneLayout struct {
	mapRect            rect
	plates             []rect
	labels             []Label
	swatches           []placedSwatch
	complete           bool // nothing is cut
	mapShare, mapScale float64
}

// layoutStandalone lays out a picture that stands alone.
func (d *painter) layoutStandalone(f *furniture) {
	d.wrapped = map[wrapKey]wrappedText{}
	keys := d.standaloneLegend(d.withoutObviousEntries(f.picture.Legend))
	shown, a := keys, d.chooseLayout(keys)
	for range maxLegendRounds { // with a shorter key the map may have more room, and show more
		seen := d.visibleEntries(keys, a.mapRect)
		if slices.Equal(seen, shown) {
			break
		}
		shown, a = seen, d.chooseLayout(seen)
	}
	d.applyLayout(f, a)
}

// maxLegendRounds is how often a key is set anew for what is seen beside it.
const maxLegendRounds = 3

// applyLayout takes over an arrangement.
func (d *painter) applyLayout(f *furniture, a standaloneLayout) {
	p := d.p
	f.mapRect, f.plates, f.labels, f.swatches = a.mapRect, a.plates, a.labels, a.swatches
	right, bottom := p.Camera.W-p.Padding.Right, p.Camera.H-p.Padding.Bottom
	f.header = rect{p.Padding.Left, p.Padding.Top, a.mapRect.x0, bottom}
	if a.mapRect.x0 <= p.Padding.Left {
		f.header = rect{p.Padding.Left, p.Padding.Top, right, a.mapRect.y0}
	}
	f.footer = rect{p.Padding.Left, a.mapRect.y1, right, bottom}
	s := d.textStyle("scale")
	f.scaleBarX, f.scaleBarY = a.mapRect.x0+platePaddingX, a.mapRect.y1-10
	f.scaleBar = rect{f.scaleBarX - 6, f.scaleBarY - s.Size - 12,
		f.scaleBarX + maxScaleBarLength(p.Camera) + 6, f.scaleBarY + 5}
	if p.Zones.File != "" || p.FocusBounds.Width() > 0 {
		w := min(88, 0.24*(a.mapRect.x1-a.mapRect.x0))
		f.locator = rect{a.mapRect.x1 - w, a.mapRect.y1 - 0.7*w, a.mapRect.x1, a.mapRect.y1}
	}
}

// fitFocus shows what the picture is about as large as it goes in a room.
func (d *painter) fitFocus(r rect) Camera {
	c, air := d.p.Camera, max(6, 0.02*min(r.x1-r.x0, r.y1-r.y0))
	return c.Fit(d.focusBounds(), Insets{Top: r.y0 + air, Right: c.W - r.x1 + air,
		Bottom: c.H - r.y1 + air, Left: r.x0 + air})
}

// chooseLayout finds the arrangement that tells most and leaves the map its room.
func (d *painter) chooseLayout(keys []LegendEntry) (a standaloneLayout) {
	c := d.p.Camera
	full := d.fitFocus(rect{0, 0, c.W, c.H})
	nice, must := preferredMapShare, minMapShare
	if c.H >= c.W {
		nice, must = preferredMapShareTall, minMapShareTall
	}
	for _, try := range []struct {
		from         []contentLevel
		share, scale float64
	}{{contentLevels, nice, preferredMapScale}, {contentLevels, must, 0},
		{reducedLevels[:], must, 0}, {reducedLevels[:], 0, 0}} {
		for _, m := range try.from {
			a = d.bestLayout(m, keys, full, try.share)
			if a.complete && a.mapShare >= try.share && a.mapScale >= try.scale {
				return a
			}
		}
	}
	return a
}

// columnShares are those that a plate beside the map may have, as parts of the picture's.
var columnShares = [...]float64{0.27, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.48, 0.51, 0.54}

// A columnKind is how texts stand on a plate beside the map.
type columnKind struct {
	columns int
	// sourcesBelow says that the sources stand below the map.
	sourcesBelow bool
	// minWidth is its least width in CSS pixels.
	minWidth float64
}

var columnKinds = [...]columnKind{{1, false, 150}, {1, true, 150}, {2, false, 450}}

// bestLayout is the arrangement of a measure in which the land is largest, among those that leave
// the map a share.
func (d *painter) bestLayout(m contentLevel, keys []LegendEntry, full Camera,
	share float64) standaloneLayout {
	best := d.rateLayout(d.layoutStacked(m, keys), full)
	c := d.p.Camera
	if c.W < 1.15*c.H {
		return best
	}
	for _, kind := range columnKinds {
		for _, part := range columnShares {
			width := math.Round(part * c.W)
			if width < kind.minWidth {
				continue
			}
			a := d.rateLayout(d.layoutBeside(m, keys, width, kind), full)
			if !a.complete || a.mapShare < share {
				continue
			}
			if !best.complete || best.mapShare < share || a.mapScale > best.mapScale*1.02 {
				best = a
			}
			break // a wider column leaves less
		}
	}
	return best
}

// rateLayout measures what an arrangement leaves to the map.
func (d *painter) rateLayout(a standaloneLayout, full Camera) standaloneLayout {
	c, r := d.p.Camera, a.mapRect
	if r.x1 <= r.x0 || r.y1 <= r.y0 {
		a.complete = false
		return a
	}
	a.mapShare = (r.x1 - r.x0) * (r.y1 - r.y0) / (c.W * c.H)
	a.mapScale = full.MetresPerPixel / d.fitFocus(r).MetresPerPixel
	return a
}

// textColumn sets texts one below another.
type textColumn struct {
	painter   *painter
	x, w      float64
	y         float64 // where the next line begins
	textScale float64
	labels    []Label
	swatches  []placedSwatch
	complete  bool
}

func (d *painter) newTextColumn(x, w, size float64) *textColumn {
	return &textColumn{painter: d, x: x, w: w, textScale: size, complete: true}
}

// textStyle is a role of the theme at a size in CSS pixels before all scaling.
func (c *textColumn) textStyle(role string, size float64) TextStyle {
	s := c.painter.theme.Texts[role]
	s.Size = size * c.painter.textScale * c.textScale
	s.Halo.A = 0
	return s
}

// addText sets a text with some room before it.
func (c *textColumn) addText(text string, s TextStyle, leading, before float64) {
	if text == "" {
		return
	}
	c.addGap(before)
	block := c.painter.wrapCached(text, s, c.w)
	c.complete = c.complete && block.complete
	for _, line := range block.lines {
		c.labels = append(c.labels,
			Label{Text: line, X: c.x, Y: c.y + s.Size*(leading-0.22), Style: s})
		c.y += s.Size * leading
	}
}

// blockKey is a text in a style and a width, block its lines. Arrangements ask for the same ones
// again and again.
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

// wrapCached is a text in lines, all of it.
func (d *painter) wrapCached(text string, s TextStyle, w float64) wrappedText {
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

// addGap leaves room where something stands above.
func (c *textColumn) addGap(room float64) {
	if c.y > 0 {
		c.y += room * c.textScale
	}
}

// addHeadline sets date, headline and what belongs to it.
func (c *textColumn) addHeadline(m contentLevel) {
	p := c.painter.p
	title := p.Title
	if !m.longTitle && p.ShortTitle != "" {
		title = p.ShortTitle
	}
	c.addText(p.Situation, c.textStyle("situation", 12), 1.2, 0)
	c.addText(title, c.textStyle("title", min(max(c.w/14, 16), 26)), 1.14, 3)
	if p.ScenarioName != p.Title {
		c.addText(p.ScenarioName, c.textStyle("scenario", 13), 1.2, 5)
	}
}

// Figures stand side by side where each has this width, and are divided by a gutter.
const (
	minFigureWidth = 125
	gutter         = 14.0
)

// selectFigures are so many of the picture's figures, or more where paired ones stay together.
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

// addFigures sets so many figures, side by side where there is room.
func (c *textColumn) addFigures(count int) {
	list := c.painter.p.selectFigures(count)
	across := min(int(c.w/(minFigureWidth*c.painter.textScale)), len(list))
	if across <= 1 {
		for i, f := range list {
			c.addGap([]float64{8, 4}[min(i, 1)])
			c.addFigureRow(f)
		}
		return
	}
	if across > 2 && len(list)%across == 1 { // none alone in the last row
		across--
	}
	width := (c.w - float64(across-1)*gutter) / float64(across)
	size := min(max(width/5, 20), 32, c.fittingSize(list, width))
	for row := 0; row < len(list); row += across {
		c.addGap([]float64{8, 6}[min(row, 1)])
		top, bottom := c.y, c.y
		for i, f := range list[row:min(row+across, len(list))] {
			part := c.painter.newTextColumn(c.x+float64(i)*(width+gutter), width, c.textScale)
			part.addFigure(f, size)
			c.addColumn(part, top)
			bottom = max(bottom, top+part.y)
		}
		c.y = bottom
	}
}

// fittingSize is the size at which the longest of the values fits into a width.
func (c *textColumn) fittingSize(list []Figure, width float64) float64 {
	const size = 32
	s, longest := c.textStyle("title", size), 1.0
	for _, f := range list {
		longest = max(longest, c.painter.world.Fonts.Advance(f.Value, s))
	}
	return math.Floor(size*width/longest*4) / 4
}

// addFigure sets a figure over what it is of.
func (c *textColumn) addFigure(f Figure, size float64) {
	c.addText(f.Value, c.textStyle("title", size), 1.12, 0)
	c.addText(f.Text, c.textStyle("situation", 11.5), 1.24, 0)
}

// addFigureRow sets a figure with what it is of beside it, where that has room.
func (c *textColumn) addFigureRow(f Figure) {
	s := c.textStyle("title", 32)
	w := c.painter.world.Fonts.Advance(f.Value, s) + 10
	if w > 0.5*c.w {
		part := c.painter.newTextColumn(c.x, c.w, c.textScale)
		part.addFigure(f, min(30, c.fittingSize([]Figure{f}, c.w)))
		c.addColumn(part, c.y)
		c.y += part.y
		return
	}
	value, text := c.painter.newTextColumn(c.x, w, c.textScale),
		c.painter.newTextColumn(c.x+w, c.w-w, c.textScale)
	value.addText(f.Value, s, 1.1, 0)
	text.addText(f.Text, c.textStyle("situation", 11.5), 1.24, 0)
	height := max(value.y, text.y)
	c.addColumn(value, c.y+(height-value.y)/2)
	c.addColumn(text, c.y+(height-text.y)/2)
	c.y += height
}

// addColumn adds what stands in a part, moved down.
func (c *textColumn) addColumn(part *textColumn, down float64) {
	for _, l := range part.labels {
		l.Y += down
		c.labels = append(c.labels, l)
	}
	for _, k := range part.swatches {
		k.y += down
		c.swatches = append(c.swatches, k)
	}
	c.complete = c.complete && part.complete
}

// addLegend sets the key in columns side by side, about equally high.
func (c *textColumn) addLegend(keys []LegendEntry) {
	if len(keys) == 0 {
		return
	}
	const least = 165 // the width of a column
	across := min(max(int(c.w/(least*c.painter.textScale*c.textScale)), 1), len(keys))
	width := (c.w - float64(across-1)*gutter) / float64(across)
	heights := make([]float64, len(keys))
	for i, k := range keys {
		part := c.painter.newTextColumn(0, width, c.textScale)
		part.addLegendEntry(k)
		heights[i] = part.y + 3*c.textScale
	}
	c.addGap(7)
	top, bottom := c.y, c.y
	for i, group := range splitEvenly(heights, across) {
		part := c.painter.newTextColumn(c.x+float64(i)*(width+gutter), width, c.textScale)
		for _, k := range keys[:group] {
			part.addLegendEntry(k)
		}
		keys = keys[group:]
		c.addColumn(part, top)
		bottom = max(bottom, top+part.y)
	}
	c.y = bottom
}

// splitEvenly divides a list of heights, in its order, among so many columns that the highest is as
// low as it can be: how many of them each column has.
func splitEvenly(heights []float64, columns int) []int {
	var best []int
	lowest := math.Inf(1)
	for from := range heights {
		for to := from; to < len(heights); to++ { // the highest column is one of these sums
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

// fillColumns is how many of a list of heights go into each column of a height; nil: one of them is
// higher.
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

// addLegendEntry sets a line of the key.
func (c *textColumn) addLegendEntry(k LegendEntry) {
	const indent = swatchWidth + 8
	s := c.textStyle("legend", 11.5)
	c.addGap(3)
	c.swatches = append(c.swatches, placedSwatch{k.Swatch, c.x, c.y + s.Size*0.64})
	text := c.painter.newTextColumn(c.x+indent, c.w-indent, c.textScale)
	text.addText(k.Label, s, 1.2, 0)
	c.addColumn(text, c.y)
	c.y += text.y
}

// addNotes sets the notes.
func (c *textColumn) addNotes(m contentLevel) {
	p := c.painter.p
	notes := p.Notes
	if !m.longNotes && p.ShortNotes != nil {
		notes = p.ShortNotes
	}
	for i, note := range notes {
		c.addText(note, c.textStyle("note", 10.5), 1.22, []float64{7, 2}[min(i, 1)])
	}
}

// addSources sets the sources and the publisher.
func (c *textColumn) addSources() {
	p := c.painter.p
	c.addText(p.Source, c.textStyle("source", 9.5), 1.24, 6)
	s := c.textStyle("note", 10.5)
	s.Bold = true
	c.addText(p.Publisher, s, 1.24, 4)
}

// Room between a plate's edge and its texts, in CSS pixels.
const (
	standalonePaddingX = 12
	standalonePaddingY = 10
)

// addFiguresAndSentence sets what follows the headline.
func (c *textColumn) addFiguresAndSentence(m contentLevel) {
	c.addFigures(m.figures)
	if m.sentence {
		c.addText(c.painter.p.Sentence, c.textStyle("situation", 11.5), 1.28, 7)
	}
}

// addHeader sets headline, figures and sentence over the map. A figure alone stands beside the
// headline where there is room.
func (c *textColumn) addHeader(m contentLevel) {
	const least, part = 420, 0.27
	list := c.painter.p.selectFigures(m.figures)
	if len(list) != 1 || c.w < least {
		c.addHeadline(m)
		c.addFiguresAndSentence(m)
		return
	}
	width := max(part*c.w, minFigureWidth)
	head := c.painter.newTextColumn(c.x, c.w-width-gutter, c.textScale)
	head.addHeadline(m)
	figure := c.painter.newTextColumn(c.x+c.w-width, width, c.textScale)
	figure.addFigure(list[0], min(32, figure.fittingSize(list, width)))
	height := max(head.y, figure.y)
	c.addColumn(head, c.y)
	c.addColumn(figure, c.y+height-figure.y)
	c.y += height
}

// layoutStacked lays the plates above and below the map.
func (d *painter) layoutStacked(m contentLevel, keys []LegendEntry) standaloneLayout {
	in, c := d.p.Padding, d.p.Camera
	left, right, top, bottom := in.Left, c.W-in.Right, in.Top, c.H-in.Bottom
	width := right - left - 2*standalonePaddingX
	head := d.newTextColumn(left+standalonePaddingX, width, m.textScale)
	head.addHeader(m)
	foot := d.newTextColumn(left+standalonePaddingX, width, m.textScale)
	foot.addLegend(keys)
	foot.addNotes(m)
	foot.addSources()
	all := d.newTextColumn(left, width, m.textScale)
	all.addColumn(head, top+standalonePaddingY)
	y0, y1 := math.Round(top+head.y+2*standalonePaddingY),
		math.Round(bottom-foot.y-2*standalonePaddingY)
	all.addColumn(foot, y1+standalonePaddingY)
	return standaloneLayout{
		mapRect: rect{left, y0, right, y1},
		plates:  []rect{{left, top, right, y0}, {left, y1, right, bottom}},
		labels:  all.labels, swatches: all.swatches, complete: all.complete && y1 > y0,
	}
}

// layoutBeside lays a plate with texts at the left of the map.
func (d *painter) layoutBeside(m contentLevel, keys []LegendEntry, width float64,
	kind columnKind) standaloneLayout {
	in, c := d.p.Padding, d.p.Camera
	left, right, top, bottom := in.Left, c.W-in.Right, in.Top, c.H-in.Bottom
	x, columns := left+width, float64(kind.columns)
	inner := (width - (columns+1)*standalonePaddingX) / columns
	head := d.newTextColumn(left+standalonePaddingX, inner, m.textScale)
	head.addHeadline(m)
	head.addFiguresAndSentence(m)
	foot := d.newTextColumn(left+standalonePaddingX+(columns-1)*(inner+standalonePaddingX), inner,
		m.textScale)
	foot.addLegend(keys)
	foot.addNotes(m)
	all := d.newTextColumn(left, inner, m.textScale)
	a := standaloneLayout{mapRect: rect{x, top, right, bottom},
		plates: []rect{{left, top, x, bottom}}}
	if kind.sourcesBelow {
		under := d.newTextColumn(x+standalonePaddingX, right-x-2*standalonePaddingX, m.textScale)
		under.addSources()
		a.mapRect.y1 = math.Round(bottom - under.y - 1.6*standalonePaddingY)
		a.plates = append(a.plates, rect{x, a.mapRect.y1, right, bottom})
		all.addColumn(under, a.mapRect.y1+0.8*standalonePaddingY)
	} else {
		foot.addSources()
	}
	all.addColumn(head, top+standalonePaddingY)
	all.addColumn(foot, bottom-standalonePaddingY-foot.y)
	room := bottom - top - 2*standalonePaddingY
	fits := head.y <= room && foot.y <= room
	if kind.columns == 1 {
		const apart = 12
		fits = head.y+foot.y+apart <= room
	}
	a.labels, a.swatches, a.complete = all.labels, all.swatches, all.complete && fits
	return a
}

// drawMapEdges divides the map from the plates beside it.
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

// unitVLine is an upright line from 0,0 to 0,1.
var unitVLine = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 0, Y: 1}}})

// plateStyle is the look of plates: on paper its own.
func (d *painter) plateStyle() FillStyle {
	if d.p.ForPrint {
		return FillStyle{Color: color.NRGBA{R: 255, G: 255, B: 255, A: 255}}
	}
	return d.theme.Fills["plate"]
}
