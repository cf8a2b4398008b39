package scene

import (
	"image/color"
	"math"
	"slices"

	"truceline/internal/geo"
)

// A picture that stands alone, as a file, a poster or a frame without a page, says all that it needs on solid plates:
// above and below the map, or in a column at its left, whichever leaves the land that it is about larger.

// Figure is a figure that stands with the headline.
type Figure struct {
	// Value is the figure with its unit, Text what it is of.
	Value, Text string
	// Wide says that it is the first to be left out.
	Wide bool
	// Paired figures are shown together: what forces of one side would leave, and the other side's.
	Paired bool
}

// sameWords reports whether two pictures say the same where they stand alone.
func (p *Picture) sameWords(o *Picture) bool {
	return p.Short == o.Short && p.Sentence == o.Sentence && p.Publisher == o.Publisher && p.About == o.About &&
		slices.Equal(p.Figures, o.Figures) && slices.Equal(p.ShortNotes, o.ShortNotes)
}

// Format is the size in CSS pixels at which a picture of w by h pixels is laid out, and how many of its pixels one of
// those takes: type is as large in a feed as it is on a page, whatever the number of pixels.
func Format(w, h float64) (cssW, cssH, ratio float64) {
	least := formats[1]
	switch {
	case h > 1.2*w:
		least = formats[0]
	case w > 1.25*h:
		least = formats[2]
	}
	ratio = max(1, min(w/least[0], h/least[1]))
	return w / ratio, h / ratio, ratio
}

// formats are the least sizes in CSS pixels of upright, square and wide pictures: a feed shows them about as large.
var formats = [3][2]float64{{400, 640}, {520, 520}, {600, 320}}

// measure says how much a standalone picture tells and how large.
type measure struct {
	figures         int
	sentence, notes bool    // notes at length
	long            bool    // the headline
	size            float64 // of type
}

// measures are tried in this order: the first that leaves the map its room is taken.
var measures = func() (list []measure) {
	for _, m := range []measure{
		{figures: 5, sentence: true, long: true}, {figures: 4, sentence: true, long: true},
		{figures: 5, long: true}, {figures: 4, long: true}, {figures: 4},
		{figures: 2, long: true}, {figures: 2},
		{figures: 1, long: true}, {figures: 1},
	} {
		m.size = 1
		for _, m.notes = range []bool{true, false} {
			list = append(list, m)
		}
	}
	for _, size := range []float64{0.93, 0.86, 0.8} {
		list = append(list, measure{figures: 1, size: size})
	}
	return list
}()

// least are those for a picture that is too small for any of measures.
var least = [...]measure{{size: 0.93}, {size: 0.86}, {size: 0.79}, {size: 0.72}, {size: 0.65}, {size: 0.58}}

// Shares of the picture that are the map's: what it should have and what it has to have, in upright pictures and
// squares, and in wide ones.
const (
	niceUpright, minUpright = 0.38, 0.35
	niceShare, minShare     = 0.48, 0.45
	// niceScale is how large the land should be beside how large it would be with the whole picture to itself.
	niceScale = 0.56
)

// arrangement is a layout of plates around the room of the map.
type arrangement struct {
	room         rect
	plates       []rect
	texts        []Label
	keys         []placedKey
	whole        bool // nothing is cut
	share, scale float64
}

// layAlone lays out a picture that stands alone.
func (d *drawer) layAlone(f *furniture) {
	d.blocks = map[blockKey]block{}
	keys := d.aloneKeys(d.explained(f.made.Legend))
	shown, a := keys, d.arrange(keys)
	for range mostRounds { // with a shorter key the map may have more room, and show more
		seen := d.visible(keys, a.room)
		if slices.Equal(seen, shown) {
			break
		}
		shown, a = seen, d.arrange(seen)
	}
	d.furnish(f, a)
}

// mostRounds is how often a key is set anew for what is seen beside it.
const mostRounds = 3

// furnish takes over an arrangement.
func (d *drawer) furnish(f *furniture, a arrangement) {
	p := d.p
	f.room, f.plates, f.texts, f.keys = a.room, a.plates, a.texts, a.keys
	right, bottom := p.Camera.W-p.Covered.Right, p.Camera.H-p.Covered.Bottom
	f.head = rect{p.Covered.Left, p.Covered.Top, a.room.x0, bottom}
	if a.room.x0 <= p.Covered.Left {
		f.head = rect{p.Covered.Left, p.Covered.Top, right, a.room.y0}
	}
	f.foot = rect{p.Covered.Left, a.room.y1, right, bottom}
	s := d.text("scale")
	f.scaleX, f.scaleY = a.room.x0+marginX, a.room.y1-10
	f.bar = rect{f.scaleX - 6, f.scaleY - s.Size - 12, f.scaleX + scaleLength(p.Camera) + 6, f.scaleY + 5}
	if p.Zones.File != "" || p.About.Width() > 0 {
		w := min(88, 0.24*(a.room.x1-a.room.x0))
		f.locator = rect{a.room.x1 - w, a.room.y1 - 0.7*w, a.room.x1, a.room.y1}
	}
}

// roomCamera shows what the picture is about as large as it goes in a room.
func (d *drawer) roomCamera(r rect) Camera {
	c, air := d.p.Camera, max(6, 0.02*min(r.x1-r.x0, r.y1-r.y0))
	return c.Fit(d.about(), Insets{Top: r.y0 + air, Right: c.W - r.x1 + air, Bottom: c.H - r.y1 + air, Left: r.x0 + air})
}

// arrange finds the arrangement that tells most and leaves the map its room.
func (d *drawer) arrange(keys []Key) (a arrangement) {
	c := d.p.Camera
	full := d.roomCamera(rect{0, 0, c.W, c.H})
	nice, must := niceShare, minShare
	if c.H >= c.W {
		nice, must = niceUpright, minUpright
	}
	for _, try := range []struct {
		from         []measure
		share, scale float64
	}{{measures, nice, niceScale}, {measures, must, 0}, {least[:], must, 0}, {least[:], 0, 0}} {
		for _, m := range try.from {
			a = d.best(m, keys, full, try.share)
			if a.whole && a.share >= try.share && a.scale >= try.scale {
				return a
			}
		}
	}
	return a
}

// columnWidths are those that a plate beside the map may have, as parts of the picture's.
var columnWidths = [...]float64{0.27, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.48, 0.51, 0.54}

// A plateKind is how texts stand on a plate beside the map.
type plateKind struct {
	columns int
	// under says that the sources stand below the map.
	under bool
	// least is its least width in CSS pixels.
	least float64
}

var plateKinds = [...]plateKind{{1, false, 150}, {1, true, 150}, {2, false, 450}}

// best is the arrangement of a measure in which the land is largest, among those that leave the map a share.
func (d *drawer) best(m measure, keys []Key, full Camera, share float64) arrangement {
	best := d.rate(d.stack(m, keys), full)
	c := d.p.Camera
	if c.W < 1.15*c.H {
		return best
	}
	for _, kind := range plateKinds {
		for _, part := range columnWidths {
			width := math.Round(part * c.W)
			if width < kind.least {
				continue
			}
			a := d.rate(d.beside(m, keys, width, kind), full)
			if !a.whole || a.share < share {
				continue
			}
			if !best.whole || best.share < share || a.scale > best.scale*1.02 {
				best = a
			}
			break // a wider column leaves less
		}
	}
	return best
}

// rate measures what an arrangement leaves to the map.
func (d *drawer) rate(a arrangement, full Camera) arrangement {
	c, r := d.p.Camera, a.room
	if r.x1 <= r.x0 || r.y1 <= r.y0 {
		a.whole = false
		return a
	}
	a.share = (r.x1 - r.x0) * (r.y1 - r.y0) / (c.W * c.H)
	a.scale = full.MetresPerPixel / d.roomCamera(r).MetresPerPixel
	return a
}

// column sets texts one below another.
type column struct {
	d     *drawer
	x, w  float64
	y     float64 // where the next line begins
	size  float64
	texts []Label
	keys  []placedKey
	whole bool
}

func (d *drawer) column(x, w, size float64) *column {
	return &column{d: d, x: x, w: w, size: size, whole: true}
}

// style is a role of the theme at a size in CSS pixels before all scaling.
func (c *column) style(role string, size float64) TextStyle {
	s := c.d.theme.Texts[role]
	s.Size = size * c.d.scale * c.size
	s.Halo.A = 0
	return s
}

// set sets a text with some room before it.
func (c *column) set(text string, s TextStyle, leading, before float64) {
	if text == "" {
		return
	}
	c.gap(before)
	block := c.d.broken(text, s, c.w)
	c.whole = c.whole && block.whole
	for _, line := range block.lines {
		c.texts = append(c.texts, Label{Text: line, X: c.x, Y: c.y + s.Size*(leading-0.22), Style: s})
		c.y += s.Size * leading
	}
}

// blockKey is a text in a style and a width, block its lines. Arrangements ask for the same ones again and again.
type (
	blockKey struct {
		text  string
		style TextStyle
		w     float64
	}
	block struct {
		lines []string
		whole bool
	}
)

// broken is a text in lines, all of it.
func (d *drawer) broken(text string, s TextStyle, w float64) block {
	key := blockKey{text, s, w}
	b, ok := d.blocks[key]
	if !ok {
		b.lines = d.balance(text, s, w, mostLines)
		b.whole = d.within(b.lines, s, w)
		d.blocks[key] = b
	}
	return b
}

// mostLines is more than any text has.
const mostLines = 40

// gap leaves room where something stands above.
func (c *column) gap(room float64) {
	if c.y > 0 {
		c.y += room * c.size
	}
}

// head sets date, headline and what belongs to it.
func (c *column) head(m measure) {
	p := c.d.p
	title := p.Title
	if !m.long && p.Short != "" {
		title = p.Short
	}
	c.set(p.Situation, c.style("situation", 12), 1.2, 0)
	c.set(title, c.style("title", min(max(c.w/14, 16), 26)), 1.14, 3)
	if p.Scenario != p.Title {
		c.set(p.Scenario, c.style("scenario", 13), 1.2, 5)
	}
}

// Figures stand side by side where each has this width, and are divided by a gutter.
const (
	figureWidth = 125
	gutter      = 14.0
)

// chosen are so many of the picture's figures, or more where paired ones stay together.
func (p *Picture) chosen(count int) []Figure {
	list := slices.Clone(p.Figures)
	if count == 0 {
		return nil
	}
	for len(list) > count {
		i := slices.IndexFunc(list, func(f Figure) bool { return f.Wide })
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

// figures sets so many figures, side by side where there is room.
func (c *column) figures(count int) {
	list := c.d.p.chosen(count)
	across := min(int(c.w/(figureWidth*c.d.scale)), len(list))
	if across <= 1 {
		for i, f := range list {
			c.gap([]float64{8, 4}[min(i, 1)])
			c.figureInRow(f)
		}
		return
	}
	if across > 2 && len(list)%across == 1 { // none alone in the last row
		across--
	}
	width := (c.w - float64(across-1)*gutter) / float64(across)
	size := min(max(width/5, 20), 32, c.fitting(list, width))
	for row := 0; row < len(list); row += across {
		c.gap([]float64{8, 6}[min(row, 1)])
		top, bottom := c.y, c.y
		for i, f := range list[row:min(row+across, len(list))] {
			part := c.d.column(c.x+float64(i)*(width+gutter), width, c.size)
			part.figure(f, size)
			c.take(part, top)
			bottom = max(bottom, top+part.y)
		}
		c.y = bottom
	}
}

// fitting is the size at which the longest of the values fits into a width.
func (c *column) fitting(list []Figure, width float64) float64 {
	const size = 32
	s, longest := c.style("title", size), 1.0
	for _, f := range list {
		longest = max(longest, c.d.world.Fonts.Advance(f.Value, s))
	}
	return math.Floor(size*width/longest*4) / 4
}

// figure sets a figure over what it is of.
func (c *column) figure(f Figure, size float64) {
	c.set(f.Value, c.style("title", size), 1.12, 0)
	c.set(f.Text, c.style("situation", 11.5), 1.24, 0)
}

// figureInRow sets a figure with what it is of beside it, where that has room.
func (c *column) figureInRow(f Figure) {
	s := c.style("title", 32)
	w := c.d.world.Fonts.Advance(f.Value, s) + 10
	if w > 0.5*c.w {
		part := c.d.column(c.x, c.w, c.size)
		part.figure(f, min(30, c.fitting([]Figure{f}, c.w)))
		c.take(part, c.y)
		c.y += part.y
		return
	}
	value, text := c.d.column(c.x, w, c.size), c.d.column(c.x+w, c.w-w, c.size)
	value.set(f.Value, s, 1.1, 0)
	text.set(f.Text, c.style("situation", 11.5), 1.24, 0)
	height := max(value.y, text.y)
	c.take(value, c.y+(height-value.y)/2)
	c.take(text, c.y+(height-text.y)/2)
	c.y += height
}

// take adds what stands in a part, moved down.
func (c *column) take(part *column, down float64) {
	for _, l := range part.texts {
		l.Y += down
		c.texts = append(c.texts, l)
	}
	for _, k := range part.keys {
		k.y += down
		c.keys = append(c.keys, k)
	}
	c.whole = c.whole && part.whole
}

// key sets the key in columns side by side, about equally high.
func (c *column) key(keys []Key) {
	if len(keys) == 0 {
		return
	}
	const least = 165 // the width of a column
	across := min(max(int(c.w/(least*c.d.scale*c.size)), 1), len(keys))
	width := (c.w - float64(across-1)*gutter) / float64(across)
	heights := make([]float64, len(keys))
	for i, k := range keys {
		part := c.d.column(0, width, c.size)
		part.entry(k)
		heights[i] = part.y + 3*c.size
	}
	c.gap(7)
	top, bottom := c.y, c.y
	for i, group := range evenly(heights, across) {
		part := c.d.column(c.x+float64(i)*(width+gutter), width, c.size)
		for _, k := range keys[:group] {
			part.entry(k)
		}
		keys = keys[group:]
		c.take(part, top)
		bottom = max(bottom, top+part.y)
	}
	c.y = bottom
}

// evenly divides a list of heights, in its order, among so many columns that the highest is as low as it can be: how
// many of them each column has.
func evenly(heights []float64, columns int) []int {
	var best []int
	lowest := math.Inf(1)
	for from := range heights {
		for to := from; to < len(heights); to++ { // the highest column is one of these sums
			highest := 0.0
			for _, h := range heights[from : to+1] {
				highest += h
			}
			if groups := filled(heights, highest); groups != nil && highest < lowest && len(groups) <= columns {
				best, lowest = groups, highest
			}
		}
	}
	return best
}

// filled is how many of a list of heights go into each column of a height; nil: one of them is higher.
func filled(heights []float64, highest float64) (groups []int) {
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

// entry sets a line of the key.
func (c *column) entry(k Key) {
	const indent = swatchW + 8
	s := c.style("legend", 11.5)
	c.gap(3)
	c.keys = append(c.keys, placedKey{k.Swatch, c.x, c.y + s.Size*0.64})
	text := c.d.column(c.x+indent, c.w-indent, c.size)
	text.set(k.Label, s, 1.2, 0)
	c.take(text, c.y)
	c.y += text.y
}

// notes sets the notes.
func (c *column) notes(m measure) {
	p := c.d.p
	notes := p.Notes
	if !m.notes && p.ShortNotes != nil {
		notes = p.ShortNotes
	}
	for i, note := range notes {
		c.set(note, c.style("note", 10.5), 1.22, []float64{7, 2}[min(i, 1)])
	}
}

// sources sets the sources and the publisher.
func (c *column) sources() {
	p := c.d.p
	c.set(p.Source, c.style("source", 9.5), 1.24, 6)
	s := c.style("note", 10.5)
	s.Bold = true
	c.set(p.Publisher, s, 1.24, 4)
}

// Room between a plate's edge and its texts, in CSS pixels.
const (
	plateX = 12
	plateY = 10
)

// rest sets what follows the headline.
func (c *column) rest(m measure) {
	c.figures(m.figures)
	if m.sentence {
		c.set(c.d.p.Sentence, c.style("situation", 11.5), 1.28, 7)
	}
}

// above sets headline, figures and sentence over the map. A figure alone stands beside the headline where there is room.
func (c *column) above(m measure) {
	const least, part = 420, 0.27
	list := c.d.p.chosen(m.figures)
	if len(list) != 1 || c.w < least {
		c.head(m)
		c.rest(m)
		return
	}
	width := max(part*c.w, figureWidth)
	head := c.d.column(c.x, c.w-width-gutter, c.size)
	head.head(m)
	figure := c.d.column(c.x+c.w-width, width, c.size)
	figure.figure(list[0], min(32, figure.fitting(list, width)))
	height := max(head.y, figure.y)
	c.take(head, c.y)
	c.take(figure, c.y+height-figure.y)
	c.y += height
}

// stack lays the plates above and below the map.
func (d *drawer) stack(m measure, keys []Key) arrangement {
	in, c := d.p.Covered, d.p.Camera
	left, right, top, bottom := in.Left, c.W-in.Right, in.Top, c.H-in.Bottom
	width := right - left - 2*plateX
	head := d.column(left+plateX, width, m.size)
	head.above(m)
	foot := d.column(left+plateX, width, m.size)
	foot.key(keys)
	foot.notes(m)
	foot.sources()
	all := d.column(left, width, m.size)
	all.take(head, top+plateY)
	y0, y1 := math.Round(top+head.y+2*plateY), math.Round(bottom-foot.y-2*plateY)
	all.take(foot, y1+plateY)
	return arrangement{
		room:   rect{left, y0, right, y1},
		plates: []rect{{left, top, right, y0}, {left, y1, right, bottom}},
		texts:  all.texts, keys: all.keys, whole: all.whole && y1 > y0,
	}
}

// beside lays a plate with texts at the left of the map.
func (d *drawer) beside(m measure, keys []Key, width float64, kind plateKind) arrangement {
	in, c := d.p.Covered, d.p.Camera
	left, right, top, bottom := in.Left, c.W-in.Right, in.Top, c.H-in.Bottom
	x, columns := left+width, float64(kind.columns)
	inner := (width - (columns+1)*plateX) / columns
	head := d.column(left+plateX, inner, m.size)
	head.head(m)
	head.rest(m)
	foot := d.column(left+plateX+(columns-1)*(inner+plateX), inner, m.size)
	foot.key(keys)
	foot.notes(m)
	all := d.column(left, inner, m.size)
	a := arrangement{room: rect{x, top, right, bottom}, plates: []rect{{left, top, x, bottom}}}
	if kind.under {
		under := d.column(x+plateX, right-x-2*plateX, m.size)
		under.sources()
		a.room.y1 = math.Round(bottom - under.y - 1.6*plateY)
		a.plates = append(a.plates, rect{x, a.room.y1, right, bottom})
		all.take(under, a.room.y1+0.8*plateY)
	} else {
		foot.sources()
	}
	all.take(head, top+plateY)
	all.take(foot, bottom-plateY-foot.y)
	room := bottom - top - 2*plateY
	fits := head.y <= room && foot.y <= room
	if kind.columns == 1 {
		const apart = 12
		fits = head.y+foot.y+apart <= room
	}
	a.texts, a.keys, a.whole = all.texts, all.keys, all.whole && fits
	return a
}

// roomEdges divides the map from the plates beside it.
func (d *drawer) roomEdges(f *furniture) {
	s, r, c := d.theme.Lines["neighbour-border"].Stroke, f.room, d.p.Camera
	for _, x := range []float64{r.x0, r.x1} {
		if x > 0 && x < c.W {
			d.strokePath(unitDrop, Matrix{XX: 1, YY: r.y1 - r.y0, X0: x, Y0: r.y0}, s)
		}
	}
	for _, y := range []float64{r.y0, r.y1} {
		if y > 0 && y < c.H {
			d.strokePath(unitDash, Matrix{XX: r.x1 - r.x0, YY: 1, X0: r.x0, Y0: y}, s)
		}
	}
}

// unitDrop is an upright line from 0,0 to 0,1.
var unitDrop = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 0, Y: 1}}})

// plate is the look of plates: on paper its own.
func (d *drawer) plate() FillStyle {
	if d.p.Paper {
		return FillStyle{Color: color.NRGBA{R: 255, G: 255, B: 255, A: 255}}
	}
	return d.theme.Fills["plate"]
}
