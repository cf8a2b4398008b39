package scene

import (
	"iter"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// callout is a label of one or more lines that explains an area or a line. It is placed wholly
// inside its area or, where outsideRules allow it, near the area with a leader.
type callout struct {
	key labelID
	// paragraphs begin on lines of their own unless all of them fit on one line.
	paragraphs []paragraph
	// area is the labelled area. Nil means that the callout is placed beside the points of
	// leaderStarts.
	area *feature
	// leaderStarts are the points where a leader may start. Nil means points inside the area.
	leaderStarts []geo.XY
	// maxCrossings is the number of obstacles that a leader may cross. 0 means 1, for the edge of
	// its own area.
	maxCrossings int
	// maxLines is the maximum number of lines.
	maxLines int
	// avoidAreas are the areas that the callout avoids when it is outside its own area. The area
	// itself is among them. All callouts that are placed together have the same avoidAreas. Nil
	// means its own area.
	avoidAreas []*geometryPart
	// outsideRules are the rules for placements outside the area, the best first. Without any the
	// callout is placed inside or not at all.
	outsideRules []outsideRule
}

// outsideRule restricts where a callout may be placed outside its area.
type outsideRule struct {
	// allowedAt reports whether the middle of the callout, and of its leader, may be at a point.
	// Nil allows all points.
	allowedAt func(geo.XY) bool
	// checkCorners applies allowedAt to the corners of the callout too.
	checkCorners bool
	// avoidCoasts excludes boxes that intersect a coast.
	avoidCoasts bool
}

// allows reports whether a callout may cover a box, with the middle of its leader at halfway.
func (r outsideRule) allows(b Bounds, halfway geo.XY) bool {
	switch {
	case r.allowedAt == nil:
		return true
	case r.checkCorners:
		return holdsAtCorners(b, r.allowedAt)
	}
	return r.allowedAt(b.Center()) && r.allowedAt(halfway)
}

// holdsAtCorners reports whether a condition holds at a box's middle and at all of its corners.
func holdsAtCorners(b Bounds, holds func(geo.XY) bool) bool {
	for _, q := range [...]geo.XY{b.Center(), b.Min, b.Max, {X: b.Min.X, Y: b.Max.Y},
		{X: b.Max.X, Y: b.Min.Y}} {
		if !holds(q) {
			return false
		}
	}
	return true
}

// paragraph is a text in one style.
type paragraph struct {
	text  string
	style TextStyle
}

// textLine is a line of a label. dx and dy lead from the label's anchor to the left end of its
// baseline, in CSS pixels.
type textLine struct {
	text   string
	style  TextStyle
	dx, dy float64
}

const (
	// calloutLineHeight is the distance between baselines in ems.
	calloutLineHeight = 1.2
	// calloutMaxEms is the width in ems, of the first paragraph's style, beyond which a callout
	// gets another line.
	calloutMaxEms = 15
	// calloutMaxLines is the maximum number of lines of most callouts.
	calloutMaxLines = 5
	// maxCalloutPlacements is the maximum number of placements of one callout. The first that is
	// visible is drawn, because the picture's edge or furniture may hide one.
	maxCalloutPlacements = 2
)

// placeCallout places a callout and reports whether there was room.
func (d *painter) placeCallout(placer *labelPlacer, c *callout) bool {
	if _, done := placer.alreadyPlaced[c.key]; done {
		return true
	}
	maxPlaced := maxCalloutPlacements
	if placer.boxFilter != nil {
		maxPlaced = 1
	}
	placer.group++
	group, placed := placer.group, 0
	for label := range d.calloutPlacements(placer, c) {
		if !placer.isFree(&label.box) { // earlier placements included
			continue
		}
		label.group = group
		placer.addLabel(label, c.key)
		if placed++; placed == maxPlaced || label.leader != (Leader{}) && d.p.inPage() {
			break
		}
	}
	return placed > 0
}

// calloutPlacements yields the placements of a callout, the best first: inside its area or, if
// there is none, outside.
func (d *painter) calloutPlacements(placer *labelPlacer, c *callout) iter.Seq[placedLabel] {
	return func(yield func(placedLabel) bool) {
		found := false
		inside := func(label placedLabel) bool {
			found = true
			return yield(label)
		}
		if (c.area == nil || d.insidePlacements(placer, c, inside)) && !found &&
			len(c.outsideRules) > 0 {
			d.outsidePlacements(placer, c, yield)
		}
	}
}

// insidePlacements yields the placements inside the area. It returns false if yield stopped it.
func (d *painter) insidePlacements(placer *labelPlacer, c *callout, yield func(placedLabel) bool) bool {
	var near *calloutConstraints
	anchors := d.world.narrowLabelAnchorsOf(c.area)
	blocks := c.textBlocks(placer.fonts, calloutMaxLines+2, 1, 0.9)
	for i := range blocks {
		b := &blocks[i]
		if b.height > c.area.bounds.Height()*placer.lo {
			continue
		}
		for _, anchor := range anchors {
			if b.width/2+textPadding > anchor.halfWidth*placer.lo {
				continue
			}
			if near == nil {
				near = placer.newCalloutConstraints(c.area.parts, c.area.bounds)
				near.areas = withoutSharedEdges(near.areas)
			}
			box := b.anchoredBox(anchor.position, labelSide{}, 0)
			if !near.isFree(&box) || !placer.clearOfHubs(&box) {
				continue
			}
			if r := box.sweptRegion(placer.shownScales); r.intersectsAny(near.obstacles) ||
				r.intersectsAny(near.areas) {
				continue
			}
			if !yield(b.placedLabel(c.key, anchor.position, labelSide{}, 0)) {
				return false
			}
		}
	}
	return true
}

// calloutConstraints are the boxes and lines near a callout's placements that it must not overlap.
type calloutConstraints struct {
	placer           *labelPlacer
	placedBoxes      []anchoredBox
	obstacles, areas []edgeRun
	coasts           []edgeRun
}

// newCalloutConstraints collects what is in a part of the map, including the edges of some areas.
func (p *labelPlacer) newCalloutConstraints(areas []*geometryPart,
	reach Bounds) *calloutConstraints {
	return &calloutConstraints{
		placer: p, placedBoxes: p.appendBoxesIn(nil, reach),
		obstacles: p.appendRunsIn(nil, p.obstacles, reach),
		areas:     p.appendRunsIn(nil, areas, reach),
	}
}

// isFree reports whether a box overlaps no label.
func (c *calloutConstraints) isFree(box *anchoredBox) bool {
	return c.placer.isFreeAmong(c.placedBoxes, box)
}

// A callout outside its area is on one of calloutRings rings, calloutRingStep CSS pixels apart,
// around one of at most maxLeaderStarts points inside the area. Of the placements by each rule but
// the first at most maxFallbacks are considered.
const (
	calloutRings    = 12
	calloutRingStep = 10
	maxLeaderStarts = 6
	maxFallbacks    = 30
)

// outsidePlacements yields the places of a note beside its area, those of the best rule and with
// the shortest leaders first.
func (d *painter) outsidePlacements(placer *labelPlacer, c *callout, yield func(placedLabel) bool) {
	blocks := c.textBlocks(placer.fonts, 3, 1, 0.84)
	areas := c.avoidAreas
	if areas == nil && c.area != nil {
		areas = c.area.parts
	}
	starts := c.leaderStarts
	if starts == nil {
		starts = c.defaultLeaderStarts(d.world.narrowLabelAnchorsOf(c.area))
	}
	constraints := make([]*calloutConstraints, len(starts))
	for i, start := range starts {
		constraints[i] = d.constraintsAt(placer, start, areas)
	}
	fallbacks := make([][]placedLabel, len(c.outsideRules))
	for ring := 1; ring <= calloutRings; ring++ {
		for i := range blocks {
			for k, start := range starts {
				for _, side := range allSides {
					rule, label := constraints[k].outsidePlacement(c, areas, &blocks[i], start, side,
						float64(ring*calloutRingStep))
					switch {
					case rule < 0:
					case rule > 0:
						if len(fallbacks[rule]) < maxFallbacks {
							fallbacks[rule] = append(fallbacks[rule], label)
						}
					case !yield(label):
						return
					}
				}
			}
		}
	}
	for _, list := range fallbacks {
		for _, label := range list {
			if !yield(label) {
				return
			}
		}
	}
}

// Half the width and height, in CSS pixels, of the box around a leader's start that contains all
// placements outside an area.
const (
	calloutReachX = calloutRings*calloutRingStep + 260
	calloutReachY = calloutRings*calloutRingStep + 120
)

// constraintsAt returns the constraints within reach of callouts around a leader's start. Lines are
// cached, because they are the same for all callouts of a label set.
func (d *painter) constraintsAt(placer *labelPlacer, start geo.XY,
	areas []*geometryPart) *calloutConstraints {
	reach := (&anchoredBox{start, -calloutReachX, -calloutReachY, calloutReachX,
		calloutReachY}).boundsAt(placer.lo)
	c := placer.calloutCache[start]
	if c == nil {
		c = placer.newCalloutConstraints(areas, reach)
		for _, coast := range d.coasts() {
			c.coasts = placer.appendRunsIn(c.coasts, coast, reach)
		}
		if placer.calloutCache == nil {
			placer.calloutCache = map[geo.XY]*calloutConstraints{}
		}
		placer.calloutCache[start] = c
	}
	c.placedBoxes = placer.appendBoxesIn(c.placedBoxes[:0], reach)
	return c
}

// outsidePlacement returns the index of the first rule that allows a block at a side of a leader's
// start, and its placement, or -1 if none does. The block is outside the areas. Its leader overlaps
// no label and crosses no more obstacles than allowed.
func (c *calloutConstraints) outsidePlacement(
	note *callout, areas []*geometryPart, block *textBlock, start geo.XY, side labelSide, gap float64,
) (rule int, label placedLabel) {
	p := c.placer
	box := block.anchoredBox(start, side, gap)
	if !c.isFree(&box) || !p.clearOfHubs(&box) {
		return -1, label
	}
	region := box.sweptRegion(p.shownScales)
	if region.intersectsAny(c.obstacles) || region.intersectsAny(c.areas) {
		return -1, label
	}
	to := box.boundsAt(p.lo).nearestPoint(start)
	if countCrossings(c.obstacles, start, to) > max(note.maxCrossings, 1) {
		return -1, label
	}
	bounds := box.boundsAt(p.lo)
	middle := bounds.Center()
	coast := region.intersectsAny(c.coasts)
	halfway := geo.XY{X: (start.X + to.X) / 2, Y: (start.Y + to.Y) / 2}
	rule = slices.IndexFunc(note.outsideRules, func(rule outsideRule) bool {
		return !(rule.avoidCoasts && coast) && rule.allows(bounds, halfway)
	})
	if rule < 0 ||
		slices.ContainsFunc(areas, func(area *geometryPart) bool { return area.contains(middle) }) {
		return -1, label
	}
	label = block.placedLabel(note.key, start, side, gap)
	if slices.ContainsFunc(label.leader.collisionBoxes(start),
		func(block anchoredBox) bool { return !c.isFree(&block) }) {
		return -1, label
	}
	return rule, label
}

// defaultLeaderStarts returns points inside the area where a leader may start, the best first. They
// are in the wide part of the area, not in a corner.
func (c *callout) defaultLeaderStarts(anchors []labelAnchor) []geo.XY {
	out := []geo.XY{c.area.innerPoint(anchors)}
	widest := 0.0
	for _, anchor := range anchors {
		widest = max(widest, anchor.halfWidth)
	}
	wide := slices.Clone(anchors)
	wide = slices.DeleteFunc(wide,
		func(anchor labelAnchor) bool { return anchor.halfWidth < minBodyShare*widest })
	step := max(len(wide)/(maxLeaderStarts-1), 1)
	for i := step - 1; i < len(wide) && len(out) < maxLeaderStarts; i += step {
		out = append(out, wide[i].position)
	}
	return out
}

// minBodyShare is the minimum width of the wide part of an area, as a share of its greatest width.
const minBodyShare = 0.4

// textBlock is a text broken into lines.
type textBlock struct {
	lines      []textLine // dy is from the first baseline; dx is not set yet
	lineWidths []float64
	// width is the width of the widest line. height is from the top of the first line's capitals to
	// the last baseline. All lengths are CSS pixels.
	width, height, capHeight float64
}

// textBlocks returns the ways to break the callout's text, the best first. Its sizes are shares of
// the text's own size, and of each size there are at most maxBlocks.
func (c *callout) textBlocks(fonts *Fonts, maxBlocks int, shares ...float64) (out []textBlock) {
	for _, share := range shares {
		paragraphs := slices.Clone(c.paragraphs)
		for i := range paragraphs {
			s := &paragraphs[i].style
			s.Size = max(share*s.Size, min(s.Size, minLabelSize))
		}
		widest := calloutMaxEms * paragraphs[0].style.Size
		count := 0
		for lines := 1; lines <= c.maxLines && count < maxBlocks; lines++ {
			b, ok := breakIntoLines(fonts, paragraphs, lines)
			if ok && (b.width <= widest || lines == c.maxLines) {
				out = append(out, b)
				count++
			}
		}
	}
	return out
}

// breakIntoLines breaks paragraphs into a number of lines, as equally long as they get. It is false
// where there are not as many words.
func breakIntoLines(fonts *Fonts, paragraphs []paragraph, count int) (b textBlock, ok bool) {
	if count < len(paragraphs) {
		if count > 1 || slices.ContainsFunc(paragraphs, func(p paragraph) bool {
			return p.style != paragraphs[0].style
		}) {
			return b, false
		}
		texts := make([]string, len(paragraphs))
		for i, p := range paragraphs {
			texts[i] = p.text
		}
		paragraphs = []paragraph{{strings.Join(texts, " "), paragraphs[0].style}}
	}
	lines := make([][]string, len(paragraphs))
	for i, p := range paragraphs {
		lines[i] = []string{p.text}
	}
	for range count - len(paragraphs) { // the widest has another line
		k, width := 0, -1.0
		for i, p := range paragraphs {
			if w := maxLineWidth(fonts, lines[i], p.style); w > width &&
				len(lines[i]) < len(splitWords(p.text)) {
				k, width = i, w
			}
		}
		if width < 0 {
			return b, false
		}
		lines[k] = breakEvenly(fonts, paragraphs[k], len(lines[k])+1)
	}
	y := 0.0
	for i, p := range paragraphs {
		for _, text := range lines[i] {
			if len(b.lines) > 0 {
				y += calloutLineHeight * p.style.Size
			}
			w := fonts.Advance(text, p.style)
			b.lines = append(b.lines, textLine{text: text, style: p.style, dy: y})
			b.lineWidths = append(b.lineWidths, w)
			b.width = max(b.width, w)
		}
	}
	b.capHeight = fonts.CapHeight(paragraphs[0].style)
	b.height = y + b.capHeight
	return b, len(b.lines) == count
}

// splitWords returns the pieces of a text between which a line may break. There is no break at a
// no-break space, before an enclitic or a dash, or after a number of one or two digits, such as a
// day before its month.
func splitWords(text string) (out []string) {
	tokens := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	for i, word := range tokens {
		if i > 0 && (slices.Contains(noLineStart, word) || isShortNumber(tokens[i-1])) {
			out[len(out)-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// isShortNumber reports whether a word is a number of one or two digits.
func isShortNumber(word string) bool {
	return len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// noLineStart are the words that may not begin a line. The enclitics of Ukrainian belong to the
// word before them.
var noLineStart = []string{"б", "ж", "—", "–"}

func maxLineWidth(fonts *Fonts, lines []string, s TextStyle) (width float64) {
	for _, line := range lines {
		width = max(width, fonts.Advance(line, s))
	}
	return width
}

// breakEvenly breaks a text of at least count words into count lines, so that the widest is as
// narrow as possible.
func breakEvenly(fonts *Fonts, p paragraph, count int) []string {
	words := splitWords(p.text)
	// ends[i] is the width of the first i words, with a space after each.
	space := fonts.Advance("\u00a0", p.style)
	ends := make([]float64, len(words)+1)
	for i, word := range words {
		ends[i+1] = ends[i] + fonts.Advance(word, p.style) + space
	}
	// best[n][i] is the smallest possible width of the widest of n lines with the first i words.
	best, cut := make([][]float64, count+1), make([][]int, count+1)
	for n := range best {
		best[n], cut[n] = make([]float64, len(words)+1), make([]int, len(words)+1)
		for i := range best[n] {
			if best[n][i] = math.Inf(1); n == 0 && i == 0 {
				best[n][i] = 0
			}
			for k := range i {
				if n == 0 || math.IsInf(best[n-1][k], 1) {
					continue
				}
				if w := max(best[n-1][k], ends[i]-ends[k]-space); w < best[n][i] {
					best[n][i], cut[n][i] = w, k
				}
			}
		}
	}
	lines := make([]string, count)
	for n, i := count, len(words); n > 0; n-- {
		k := cut[n][i]
		lines[n-1], i = strings.Join(words[k:i], " "), k
	}
	return lines
}

// anchoredBox returns the box of the block at a side of an anchor, at a gap in CSS pixels. Without
// a gap it is centred on the anchor.
func (b *textBlock) anchoredBox(anchor geo.XY, side labelSide, gap float64) anchoredBox {
	left, last := side.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	lastStyle := b.lines[len(b.lines)-1].style
	return anchoredBox{
		anchor, left - textPadding, first - ascent*b.lines[0].style.Size - textPadding,
		left + b.width + textPadding, last + descent*lastStyle.Size + textPadding,
	}
}

// placedLabel returns the block as a label at the position of anchoredBox, with a leader if there
// is a gap. Its lines are centred, or aligned to the leader's side.
func (b *textBlock) placedLabel(key labelID, anchor geo.XY, side labelSide, gap float64) placedLabel {
	left, last := side.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	label := placedLabel{
		text: key.text, style: b.lines[0].style, anchor: anchor, lines: slices.Clone(b.lines),
		box: b.anchoredBox(anchor, side, gap),
	}
	for i := range label.lines {
		l := &label.lines[i]
		spare := b.width - b.lineWidths[i]
		switch {
		case side.x > 0.5:
			spare = 0
		case side.x >= -0.5:
			spare /= 2
		}
		l.dx, l.dy = left+spare, first+l.dy
	}
	label.dx, label.dy = label.lines[0].dx, label.lines[0].dy
	if gap > 0 {
		label.leader = newLeader(left, last, b.width, b.height, 0)
	}
	return label
}

// restyle changes the style of all lines of a label.
func (l *placedLabel) restyle(change func(*TextStyle)) {
	change(&l.style)
	for i := range l.lines {
		change(&l.lines[i].style)
	}
}

// textLines returns the lines of a label: those of a callout, or its only one.
func (l *placedLabel) textLines() []textLine {
	if len(l.lines) > 0 {
		return l.lines
	}
	return []textLine{{l.text, l.style, l.dx, l.dy}}
}
