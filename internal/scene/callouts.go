package scene

import (
	"iter"
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// callout is a text of one or more lines that says something of an area or a line. It stands wholly
// inside the area or, where that may be, near it with a leader.
type callout struct {
	key labelID
	// paragraphs begin on lines of their own unless all of them have room on one line.
	paragraphs []paragraph
	// area is what the note is of. Nil: it stands beside the positions in from.
	area *feature
	// leaderStarts are the positions from which a leader may start. Nil: some inside the area.
	leaderStarts []geo.XY
	// maxCrossings is how many barriers a leader may cross. 0: one, the edge of its own area.
	maxCrossings int
	// maxLines is the greatest number of lines.
	maxLines int
	// avoidAreas are the areas that the note keeps off where it stands beside its own, which is
	// among them; all notes that are placed at a time have the same. Nil: it keeps off its own.
	avoidAreas []*geometryPart
	// outsideRules are where a note may stand outside its area, the best first. None: it stands
	// inside or not at all.
	outsideRules []outsideRule
}

// outsideRule says where a note may stand outside its area.
type outsideRule struct {
	// allowedAt reports whether its middle, and that of its leader, may be at a position. Nil: they
	// may anywhere.
	allowedAt func(geo.XY) bool
	// checkCorners asks of its corners, too, what ground asks of its middle.
	checkCorners bool
	// avoidCoasts keeps it off coasts.
	avoidCoasts bool
}

// allows reports whether a note may cover a box, with the middle of its leader at a position.
func (r outsideRule) allows(b Bounds, halfway geo.XY) bool {
	switch {
	case r.allowedAt == nil:
		return true
	case r.checkCorners:
		return holdsAtCorners(b, r.allowedAt)
	}
	return r.allowedAt(b.Center()) && r.allowedAt(halfway)
}

// holdsAtCorners reports whether something is so of a box's middle and of its corners.
func holdsAtCorners(b Bounds, so func(geo.XY) bool) bool {
	for _, q := range [...]geo.XY{b.Center(), b.Min, b.Max, {X: b.Min.X, Y: b.Max.Y},
		{X: b.Max.X, Y: b.Min.Y}} {
		if !so(q) {
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

// textLine is a line of a note: dx and dy lead from the note's position to the left end of its
// baseline, in CSS pixels.
type textLine struct {
	text   string
	style  TextStyle
	dx, dy float64
}

const (
	// calloutLineHeight is the distance of a note's baselines in ems.
	calloutLineHeight = 1.2
	// calloutMaxEms is the width in ems of the first paragraph's style beyond which a note has
	// another line.
	calloutMaxEms = 15
	// calloutMaxLines is the greatest number of lines of most notes.
	calloutMaxLines = 5
	// maxCalloutPlacements is how many places a note is given at most, of which the first that can
	// be seen is used: its edge, or furniture, may hide one.
	maxCalloutPlacements = 2
)

// placeCallout places a note, and reports whether there was room.
func (d *painter) placeCallout(pl *labelPlacer, n *callout) bool {
	if _, done := pl.alreadyPlaced[n.key]; done {
		return true
	}
	most := maxCalloutPlacements
	if pl.boxFilter != nil {
		most = 1
	}
	pl.group++
	group, placed := pl.group, 0
	for s := range d.calloutPlacements(pl, n) {
		if !pl.isFree(&s.box) { // of those before, too
			continue
		}
		s.group = group
		pl.addLabel(s, n.key)
		if placed++; placed == most || s.leader != (Leader{}) && d.p.inPage() {
			break
		}
	}
	return placed > 0
}

// calloutPlacements yields the places of a note, the best first: inside its area, or where there is
// none beside it.
func (d *painter) calloutPlacements(pl *labelPlacer, n *callout) iter.Seq[placedLabel] {
	return func(yield func(placedLabel) bool) {
		found := false
		inside := func(s placedLabel) bool {
			found = true
			return yield(s)
		}
		if (n.area == nil || d.insidePlacements(pl, n, inside)) && !found &&
			len(n.outsideRules) > 0 {
			d.outsidePlacements(pl, n, yield)
		}
	}
}

// insidePlacements yields the places of a note inside its area.
func (d *painter) insidePlacements(pl *labelPlacer, n *callout, yield func(placedLabel) bool) bool {
	var near *calloutConstraints
	seats := d.world.narrowLabelAnchorsOf(n.area)
	blocks := n.textBlocks(pl.fonts, calloutMaxLines+2, 1, 0.9)
	for i := range blocks {
		b := &blocks[i]
		if b.height > n.area.bounds.Height()*pl.lo {
			continue
		}
		for _, t := range seats {
			if b.width/2+textPadding > t.halfWidth*pl.lo {
				continue
			}
			if near == nil {
				near = pl.newCalloutConstraints(n.area.parts, n.area.bounds)
				near.areas = withoutSharedEdges(near.areas)
			}
			h := b.anchoredBox(t.position, labelSide{}, 0)
			if !near.isFree(&h) || !pl.clearOfHubs(&h) {
				continue
			}
			if r := h.sweptRegion(pl.shownScales); r.intersectsAny(near.obstacles) ||
				r.intersectsAny(near.areas) {
				continue
			}
			if !yield(b.placedLabel(n.key, t.position, labelSide{}, 0)) {
				return false
			}
		}
	}
	return true
}

// calloutConstraints is what near a note's places decides whether it may stand there.
type calloutConstraints struct {
	placer           *labelPlacer
	placedBoxes      []anchoredBox
	obstacles, areas []edgeRun
	coasts           []edgeRun
}

// newCalloutConstraints is what there is in a part of the map, of some areas too.
func (p *labelPlacer) newCalloutConstraints(areas []*geometryPart,
	reach Bounds) *calloutConstraints {
	return &calloutConstraints{
		placer: p, placedBoxes: p.appendBoxesIn(nil, reach),
		obstacles: p.appendRunsIn(nil, p.obstacles, reach),
		areas:     p.appendRunsIn(nil, areas, reach),
	}
}

// isFree reports whether a box meets no name.
func (g *calloutConstraints) isFree(h *anchoredBox) bool {
	return g.placer.isFreeAmong(g.placedBoxes, h)
}

// A note beside its area stands on one of so many rings, noteRing CSS pixels apart, about one of
// some positions inside the area. Of places that are not of the best rule so many are kept.
const (
	calloutRings    = 12
	calloutRingStep = 10
	maxLeaderStarts = 6
	maxFallbacks    = 30
)

// outsidePlacements yields the places of a note beside its area, those of the best rule and with
// the shortest leaders first.
func (d *painter) outsidePlacements(pl *labelPlacer, n *callout, yield func(placedLabel) bool) {
	blocks := n.textBlocks(pl.fonts, 3, 1, 0.84)
	areas := n.avoidAreas
	if areas == nil && n.area != nil {
		areas = n.area.parts
	}
	anchors := n.leaderStarts
	if anchors == nil {
		anchors = n.defaultLeaderStarts(d.world.narrowLabelAnchorsOf(n.area))
	}
	grounds := make([]*calloutConstraints, len(anchors))
	for i, at := range anchors {
		grounds[i] = d.constraintsAt(pl, at, areas)
	}
	later := make([][]placedLabel, len(n.outsideRules))
	for ring := 1; ring <= calloutRings; ring++ {
		for i := range blocks {
			for k, at := range anchors {
				for _, a := range allSides {
					rule, s := grounds[k].outsidePlacement(n, areas, &blocks[i], at, a,
						float64(ring*calloutRingStep))
					switch {
					case rule < 0:
					case rule > 0:
						if len(later[rule]) < maxFallbacks {
							later[rule] = append(later[rule], s)
						}
					case !yield(s):
						return
					}
				}
			}
		}
	}
	for _, list := range later {
		for _, s := range list {
			if !yield(s) {
				return
			}
		}
	}
}

// Within so many CSS pixels from where its leader starts a note beside its area stands.
const (
	calloutReachX = calloutRings*calloutRingStep + 260
	calloutReachY = calloutRings*calloutRingStep + 120
)

// constraintsAt is what there is within the reach of notes about a position. Lines are kept: they
// are the same for all notes of a set.
func (d *painter) constraintsAt(pl *labelPlacer, at geo.XY,
	areas []*geometryPart) *calloutConstraints {
	box := (&anchoredBox{at, -calloutReachX, -calloutReachY, calloutReachX,
		calloutReachY}).boundsAt(pl.lo)
	g := pl.calloutCache[at]
	if g == nil {
		g = pl.newCalloutConstraints(areas, box)
		for _, coast := range d.coasts() {
			g.coasts = pl.appendRunsIn(g.coasts, coast, box)
		}
		if pl.calloutCache == nil {
			pl.calloutCache = map[geo.XY]*calloutConstraints{}
		}
		pl.calloutCache[at] = g
	}
	g.placedBoxes = pl.appendBoxesIn(g.placedBoxes[:0], box)
	return g
}

// outsidePlacement is the first rule by which a block may stand at a side of a position, and its
// place there; -1: it may not. It stands off areas, and its leader meets no other name and crosses
// one barrier at most: that which is its own area's edge.
func (g *calloutConstraints) outsidePlacement(
	n *callout, areas []*geometryPart, b *textBlock, at geo.XY, a labelSide, gap float64,
) (rule int, s placedLabel) {
	p := g.placer
	h := b.anchoredBox(at, a, gap)
	if !g.isFree(&h) || !p.clearOfHubs(&h) {
		return -1, s
	}
	r := h.sweptRegion(p.shownScales)
	if r.intersectsAny(g.obstacles) || r.intersectsAny(g.areas) {
		return -1, s
	}
	to := h.boundsAt(p.lo).nearestPoint(at)
	if countCrossings(g.obstacles, at, to) > max(n.maxCrossings, 1) {
		return -1, s
	}
	box := h.boundsAt(p.lo)
	middle := box.Center()
	coast := r.intersectsAny(g.coasts)
	halfway := geo.XY{X: (at.X + to.X) / 2, Y: (at.Y + to.Y) / 2}
	rule = slices.IndexFunc(n.outsideRules, func(rule outsideRule) bool {
		return !(rule.avoidCoasts && coast) && rule.allows(box, halfway)
	})
	if rule < 0 ||
		slices.ContainsFunc(areas, func(x *geometryPart) bool { return x.contains(middle) }) {
		return -1, s
	}
	s = b.placedLabel(n.key, at, a, gap)
	if slices.ContainsFunc(s.leader.collisionBoxes(at),
		func(b anchoredBox) bool { return !g.isFree(&b) }) {
		return -1, s
	}
	return rule, s
}

// defaultLeaderStarts are positions inside the area from which a leader may start, the best first:
// in its body, not in a corner.
func (n *callout) defaultLeaderStarts(seats []labelAnchor) []geo.XY {
	out := []geo.XY{n.area.innerPoint(seats)}
	widest := 0.0
	for _, t := range seats {
		widest = max(widest, t.halfWidth)
	}
	body := slices.Clone(seats)
	body = slices.DeleteFunc(body,
		func(t labelAnchor) bool { return t.halfWidth < minBodyShare*widest })
	step := max(len(body)/(maxLeaderStarts-1), 1)
	for i := step - 1; i < len(body) && len(out) < maxLeaderStarts; i += step {
		out = append(out, body[i].position)
	}
	return out
}

// minBodyShare is the share of an area's widest room that its body has everywhere.
const minBodyShare = 0.4

// textBlock is a note's text, broken into lines.
type textBlock struct {
	lines      []textLine // dy from the first baseline; dx is not set yet
	lineWidths []float64  // of each line
	// width is that of the widest line, height reaches from the top of the first line's capitals to
	// the last baseline. All in CSS pixels.
	width, height, capHeight float64
}

// textBlocks are the ways to break a note's text, in sizes of which each is a share of its own and
// of each size at most most, the best first.
func (n *callout) textBlocks(fonts *Fonts, most int, shares ...float64) (out []textBlock) {
	for _, share := range shares {
		paragraphs := slices.Clone(n.paragraphs)
		for i := range paragraphs {
			s := &paragraphs[i].style
			s.Size = max(share*s.Size, min(s.Size, minLabelSize))
		}
		widest := calloutMaxEms * paragraphs[0].style.Size
		count := 0
		for lines := 1; lines <= n.maxLines && count < most; lines++ {
			b, ok := breakIntoLines(fonts, paragraphs, lines)
			if ok && (b.width <= widest || lines == n.maxLines) {
				out = append(out, b)
				count++
			}
		}
	}
	return out
}

// breakIntoLines breaks paragraphs into a number of lines, as equally long as they get. It is false
// where there are not as many words.
func breakIntoLines(fonts *Fonts, paragraphs []paragraph, lines int) (b textBlock, ok bool) {
	if lines < len(paragraphs) {
		if lines > 1 || slices.ContainsFunc(paragraphs, func(p paragraph) bool {
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
	broken := make([][]string, len(paragraphs))
	for i, p := range paragraphs {
		broken[i] = []string{p.text}
	}
	for range lines - len(paragraphs) { // the widest has another line
		k, wide := 0, -1.0
		for i, p := range paragraphs {
			if w := maxLineWidth(fonts, broken[i], p.style); w > wide &&
				len(broken[i]) < len(splitWords(p.text)) {
				k, wide = i, w
			}
		}
		if wide < 0 {
			return b, false
		}
		broken[k] = breakEvenly(fonts, paragraphs[k], len(broken[k])+1)
	}
	y := 0.0
	for i, p := range paragraphs {
		for _, text := range broken[i] {
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
	return b, len(b.lines) == lines
}

// splitWords are what a text may be broken between: not at a no-break space, nor before an enclitic
// or a dash, nor after a number of one or two digits, such as a day before its month.
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

// noLineStart begin no line: the enclitics of Ukrainian lean on the word before them.
var noLineStart = []string{"б", "ж", "—", "–"}

func maxLineWidth(fonts *Fonts, lines []string, s TextStyle) (wide float64) {
	for _, line := range lines {
		wide = max(wide, fonts.Advance(line, s))
	}
	return wide
}

// breakEvenly breaks a text with at least count words into count lines of which the widest is as
// narrow as it gets.
func breakEvenly(fonts *Fonts, p paragraph, count int) []string {
	list := splitWords(p.text)
	// to is how far a line with the first words reaches, with a space behind it.
	space := fonts.Advance("\u00a0", p.style)
	to := make([]float64, len(list)+1)
	for i, word := range list {
		to[i+1] = to[i] + fonts.Advance(word, p.style) + space
	}
	// best[n][i] is the least width of the widest of n lines that hold the first i words.
	best, cut := make([][]float64, count+1), make([][]int, count+1)
	for n := range best {
		best[n], cut[n] = make([]float64, len(list)+1), make([]int, len(list)+1)
		for i := range best[n] {
			if best[n][i] = math.Inf(1); n == 0 && i == 0 {
				best[n][i] = 0
			}
			for k := range i {
				if n == 0 || math.IsInf(best[n-1][k], 1) {
					continue
				}
				if w := max(best[n-1][k], to[i]-to[k]-space); w < best[n][i] {
					best[n][i], cut[n][i] = w, k
				}
			}
		}
	}
	lines := make([]string, count)
	for n, i := count, len(list); n > 0; n-- {
		k := cut[n][i]
		lines[n-1], i = strings.Join(list[k:i], " "), k
	}
	return lines
}

// anchoredBox is that of the block at a side of a position, a gap in CSS pixels off; without a gap
// it stands about the position.
func (b *textBlock) anchoredBox(at geo.XY, a labelSide, gap float64) anchoredBox {
	left, last := a.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	end := b.lines[len(b.lines)-1].style
	return anchoredBox{
		at, left - textPadding, first - ascent*b.lines[0].style.Size - textPadding,
		left + b.width + textPadding, last + descent*end.Size + textPadding,
	}
}

// placedLabel is the block in the place of box, with a leader where there is a gap. Its lines are
// centred, or begin or end at the leader.
func (b *textBlock) placedLabel(key labelID, at geo.XY, a labelSide, gap float64) placedLabel {
	left, last := a.textOrigin(b.width, b.height, gap)
	first := last - b.height + b.capHeight
	s := placedLabel{
		text: key.text, style: b.lines[0].style, anchor: at, lines: slices.Clone(b.lines),
		box: b.anchoredBox(at, a, gap),
	}
	for i := range s.lines {
		l := &s.lines[i]
		spare := b.width - b.lineWidths[i]
		switch {
		case a.x > 0.5:
			spare = 0
		case a.x >= -0.5:
			spare /= 2
		}
		l.dx, l.dy = left+spare, first+l.dy
	}
	s.dx, s.dy = s.lines[0].dx, s.lines[0].dy
	if gap > 0 {
		s.leader = newLeader(left, last, b.width, b.height, 0)
	}
	return s
}

// restyle changes the style of a label, of all of its lines.
func (s *placedLabel) restyle(change func(*TextStyle)) {
	change(&s.style)
	for i := range s.lines {
		change(&s.lines[i].style)
	}
}

// textLines are the lines of a label: those of a note, or its only one.
func (s *placedLabel) textLines() []textLine {
	if len(s.lines) > 0 {
		return s.lines
	}
	return []textLine{{s.text, s.style, s.dx, s.dy}}
}
