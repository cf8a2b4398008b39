package scene

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"

	"truceline/internal/geo"
)

// placedLabel is a label with a placement: a box anchored at a map point.
type placedLabel struct {
	text   string
	style  TextStyle
	anchor geo.XY
	// dx and dy lead from the anchor to the left end of the baseline, in CSS pixels.
	dx, dy float64
	box    anchoredBox
	// group is the same for all placements of one label. Only the first visible placement of a
	// group is drawn.
	group int
	town  *feature // nil: not a town's label
	// dotRadius is the radius of the dot or disc beside which the label is, or 0 if there is none.
	dotRadius float64
	// clearance is the radius around the anchor that the label avoids: that of the dot, or of the
	// ring around a selected one.
	clearance float64
	leader    Leader
	// lines are the lines of a callout. text is then the whole text; style, dx and dy are those of
	// the first line. Empty means one line.
	lines []textLine
}

// Leader is a thin line from a label's anchor to a label that is farther away: its ends in CSS
// pixels from the anchor. The zero value means that there is none.
type Leader struct{ X0, Y0, X1, Y1 float64 }

// newLeader returns the leader of a text that begins at dx, dy. It starts at a distance of from
// pixels from the anchor and ends at a gap before the text.
func newLeader(dx, dy, width, capHeight, from float64) Leader {
	x, y := min(max(0, dx), dx+width), min(max(0, dy-capHeight), dy)
	length := math.Hypot(x, y)
	const gap = 1.5
	if length <= from+gap {
		return Leader{}
	}
	startShare, endShare := from/length, (length-gap)/length
	return Leader{x * startShare, y * startShare, x * endShare, y * endShare}
}

// collisionBoxes returns small boxes along a leader, which other labels avoid.
func (l Leader) collisionBoxes(anchor geo.XY) []anchoredBox {
	return l.appendCollisionBoxes(nil, anchor)
}

// appendCollisionBoxes appends the boxes of collisionBoxes to out.
func (l Leader) appendCollisionBoxes(out []anchoredBox, anchor geo.XY) []anchoredBox {
	const step, half = 6, 1.5
	n := int(math.Ceil(math.Hypot(l.X1-l.X0, l.Y1-l.Y0) / step))
	if n == 0 {
		return out
	}
	for i := range n + 1 {
		t := float64(i) / float64(n)
		x, y := l.X0+(l.X1-l.X0)*t, l.Y0+(l.Y1-l.Y0)*t
		out = append(out, anchoredBox{anchor, x - half, y - half, x + half, y + half})
	}
	return out
}

// anchoredBox is a box in CSS pixels relative to an anchor on the map.
type anchoredBox struct {
	anchor         geo.XY
	x0, y0, x1, y1 float64
}

// scaleRange is the range of scales, in CSS pixels per metre, at which a set of labels is used.
type scaleRange struct{ lo, hi float64 }

func (s scaleRange) mid() float64 { return (s.lo + s.hi) / 2 }

// disjoint reports whether two boxes are disjoint at all scales of the range. The offset between
// their anchors grows linearly with the scale, so boxes separated along the same axis at both ends
// of the range never overlap within it.
func (s scaleRange) disjoint(a, b *anchoredBox) bool {
	dx, dy := b.anchor.X-a.anchor.X, a.anchor.Y-b.anchor.Y
	return s.staysBefore(a.x1, dx, b.x0) || s.staysBefore(b.x1, -dx, a.x0) ||
		s.staysBefore(a.y1, dy, b.y0) || s.staysBefore(b.y1, -dy, a.y0)
}

// staysBefore reports whether, at all scales of the range, coordinate from is not beyond coordinate
// to of an anchor d metres farther.
func (s scaleRange) staysBefore(from, d, to float64) bool {
	return from <= d*s.lo+to && from <= d*s.hi+to
}

// labelPlacer places labels so that none overlaps one that was placed before.
type labelPlacer struct {
	scaleRange
	fonts        *Fonts
	boxes        []anchoredBox // of the labels and dots placed so far
	hubBoxes     []anchoredBox // towns' labels may overlap these, areas' labels may not
	labels       []placedLabel
	avoidedLines []*geometryPart // labels cross these at a cost
	obstacles    []*geometryPart // no label may touch these
	// shownScales are the scales at which the labels may be shown: those at which they are placed,
	// or more, because a moving map reuses a label set.
	shownScales      scaleRange
	level, fineLevel int // levels of detail at the smallest scale, and at the greatest
	group            int
	sweptBounds      []Bounds // of boxes over the range of scales, computed on demand
	sweptScales      scaleRange
	// boxFilter reports whether a box may be used. Nil allows every box.
	boxFilter func(*anchoredBox) bool
	// placedGroups are the groups of the labels of this round. alreadyPlaced are those of earlier
	// rounds, which are not placed again.
	placedGroups, alreadyPlaced map[labelID]int
	// calloutCache has the constraints of callouts by the start of their leaders, at the current
	// scales.
	calloutCache map[geo.XY]*calloutConstraints
}

// labelID identifies a label: by its text, and for a label of a point by the point too.
type labelID struct {
	text   string
	anchor geo.XY
}

// placerSnapshot is a state of a labelPlacer to return to.
type placerSnapshot struct {
	labels, boxes int
	placedGroups  map[labelID]int
}

// snapshot returns the current state.
func (p *labelPlacer) snapshot() placerSnapshot {
	return placerSnapshot{len(p.labels), len(p.boxes), maps.Clone(p.placedGroups)}
}

// restore removes the labels placed since a snapshot.
func (p *labelPlacer) restore(snapshot placerSnapshot) {
	p.labels, p.boxes = p.labels[:snapshot.labels], p.boxes[:snapshot.boxes]
	p.sweptBounds = p.sweptBounds[:min(len(p.sweptBounds), snapshot.boxes)]
	p.placedGroups = maps.Clone(snapshot.placedGroups)
}

// setScales sets the range of scales for the labels placed from now on.
func (p *labelPlacer) setScales(s scaleRange) {
	p.scaleRange, p.level = s, detailLevel(1/s.lo, 1, areaTolerance)
	p.shownScales, p.calloutCache = s, nil
	p.fineLevel = detailLevel(1/s.hi, 1, areaTolerance/2)
}

// recordPlaced records that a label was placed in the current group.
func (p *labelPlacer) recordPlaced(k labelID) {
	if p.placedGroups != nil {
		p.placedGroups[k] = p.group
	}
}

// isFree reports whether a box may be used and overlaps no other.
func (p *labelPlacer) isFree(box *anchoredBox) bool { return p.isFreeAmong(p.boxes, box) }

// isFreeAmong reports whether a box may be used and overlaps none of some others.
func (p *labelPlacer) isFreeAmong(boxes []anchoredBox, box *anchoredBox) bool {
	if p.boxFilter != nil && !p.boxFilter(box) {
		return false
	}
	for i := range boxes {
		if !p.disjoint(&boxes[i], box) {
			return false
		}
	}
	return true
}

// withFilter calls place with an additional filter for boxes.
func (p *labelPlacer) withFilter(allows func(*anchoredBox) bool, place func()) {
	outer := p.boxFilter
	p.boxFilter = func(box *anchoredBox) bool { return (outer == nil || outer(box)) && allows(box) }
	place()
	p.boxFilter = outer
}

// clearOfHubs reports whether a box overlaps no hub's ring, except one around its own anchor.
func (p *labelPlacer) clearOfHubs(box *anchoredBox) bool {
	for i := range p.hubBoxes {
		if p.hubBoxes[i].anchor != box.anchor && !p.disjoint(&p.hubBoxes[i], box) {
			return false
		}
	}
	return true
}

// Extents of glyphs above and below the baseline, in ems.
const (
	ascent  = 0.76
	descent = 0.24
)

// textPadding is the padding around a text's box in CSS pixels. It is the minimum distance of
// glyphs from other labels, from the middle of the line of contact and from borders.
const textPadding = 1.5

// newTextBox returns the box of a text whose baseline begins at dx, dy from an anchor.
func newTextBox(anchor geo.XY, dx, dy, width float64, s TextStyle) anchoredBox {
	return anchoredBox{anchor, dx - textPadding, dy - ascent*s.Size - textPadding,
		dx + width + textPadding, dy + descent*s.Size + textPadding}
}

// placeAreaLabel labels an area at up to maxPlaced of its label anchors. If the text does not fit
// in its style, it is placed condensed. If that does not fit either, it is placed at a narrow
// anchor, where it just stays within the area's edge.
func (p *labelPlacer) placeAreaLabel(text string, style TextStyle, f *feature, w *World, maxPlaced int) {
	anchors, closer, key := w.labelAnchorsOf(f), style.condensed(), labelID{text: text}
	if p.placeAtAnchors(key, style, anchors, maxPlaced) || p.placeAtAnchors(key, closer, anchors, maxPlaced) {
		return
	}
	if p.fonts.Advance(text, closer) > f.bounds.Width()*p.lo {
		return
	}
	p.avoidingEdgeOf(f, func() { p.placeAtAnchors(key, closer, w.narrowLabelAnchorsOf(f), 1) })
}

// avoidingEdgeOf calls place with the area's edge in the place of the lines that labels avoid.
func (p *labelPlacer) avoidingEdgeOf(f *feature, place func()) {
	lines := p.avoidedLines
	p.avoidedLines = f.parts
	place()
	p.avoidedLines = lines
}

// newPriorityArea returns the priority label of an oblast that is mostly held. It is placed on held
// land, because a reader takes the land under it for the oblast.
func (d *painter) newPriorityArea(p *labelPlacer, text string, style TextStyle,
	f *feature) *priorityLabel {
	find := func(style TextStyle, anchors []labelAnchor) func() []placement {
		return func() (out []placement) {
			for n := range p.anchorPlacements(text, style, anchors) {
				if d.onHeldLand(n.anchor) {
					out = append(out, placement{n, labelID{text: text}, []anchoredBox{n.box}})
				}
			}
			return out
		}
	}
	anchors, closer := d.world.labelAnchorsOf(f), style.condensed()
	narrow := func() (out []placement) {
		p.avoidingEdgeOf(f, func() { out = find(closer, d.world.narrowLabelAnchorsOf(f))() })
		return out
	}
	dx, dy := p.fonts.Advance(text, style)/p.lo, style.Size/p.lo
	reach := Bounds{
		geo.XY{X: f.bounds.Min.X - dx, Y: f.bounds.Min.Y - dy},
		geo.XY{X: f.bounds.Max.X + dx, Y: f.bounds.Max.Y + dy},
	}
	return &priorityLabel{
		finders:     []func() []placement{find(style, anchors), find(closer, anchors), narrow},
		reachBounds: reach, maxTried: maxAreaPlacements,
	}
}

// condensed returns the style with a smaller size and hardly any letter spacing.
func (s TextStyle) condensed() TextStyle {
	s.Spacing = min(s.Spacing, 0.04*s.Size)
	s.Size *= 0.9
	return s
}

// placeAtAnchors places a label at up to maxPlaced label anchors and reports whether one had room.
func (p *labelPlacer) placeAtAnchors(key labelID, style TextStyle, anchors []labelAnchor, maxPlaced int) bool {
	p.group++
	group := p.group
	if earlier, ok := p.alreadyPlaced[key]; ok {
		if p.boxFilter != nil {
			return true
		}
		group = earlier // more placements, in case the first is outside the picture
	}
	if p.boxFilter != nil {
		maxPlaced = 1
	}
	placed := 0
	for label := range p.anchorPlacements(key.text, style, anchors) {
		if placed == maxPlaced {
			break
		}
		if label.group = group; p.isFree(&label.box) { // earlier placements included
			p.addLabel(label, key)
			placed++
		}
	}
	return placed > 0
}

// anchorPlacements yields the placements at label anchors that have room.
func (p *labelPlacer) anchorPlacements(text string, style TextStyle,
	anchors []labelAnchor) iter.Seq[placedLabel] {
	return func(yield func(placedLabel) bool) {
		width, capHeight := p.fonts.Advance(text, style), p.fonts.CapHeight(style)
		for _, anchor := range anchors {
			if width/2+3 > anchor.halfWidth*p.lo {
				continue
			}
			box := newTextBox(anchor.position, -width/2, capHeight/2, width, style)
			if !p.isFree(&box) || !p.clearOfHubs(&box) || p.boxCrossesLines(p.avoidedLines, &box) ||
				p.hitsObstacle(&box) {
				continue
			}
			if !yield(placedLabel{text: text, style: style, anchor: anchor.position, dx: -width / 2,
				dy: capHeight / 2, box: box}) {
				return
			}
		}
	}
}

// addLabel adds a placed label and records its boxes.
func (p *labelPlacer) addLabel(l placedLabel, key labelID) {
	p.labels = append(p.labels, l)
	p.boxes = append(p.boxes, l.box)
	p.boxes = append(p.boxes, l.leader.collisionBoxes(l.anchor)...)
	p.recordPlaced(key)
}

// labelSide is a side of an anchor, as factors of the offset: x to the right, y down.
type labelSide struct{ x, y float64 }

// dotSides are the sides of a dot, the best first.
var dotSides = []labelSide{{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}}

// isPlaced reports whether a town was labelled in an earlier round.
func (p *labelPlacer) isPlaced(l *townLabel, f *feature) bool {
	_, done := p.alreadyPlaced[labelID{l.text, f.anchor}]
	return done
}

// placement is a possible placement of a label with all boxes that it occupies: of the label, of
// its leader and of the town's dot.
type placement struct {
	placedLabel
	key   labelID
	boxes []anchoredBox
}

func (p *labelPlacer) addPlacement(n placement) {
	p.group++
	n.group = p.group
	p.labels = append(p.labels, n.placedLabel)
	p.boxes = append(p.boxes, n.boxes...)
	p.recordPlaced(n.key)
}

// placeTownLabel places a town's label beside its dot. If there is no room for both, the town is
// left out with its dot.
func (p *labelPlacer) placeTownLabel(c *townConstraints, f *feature, l *townLabel) {
	for _, variant := range l.variants() {
		for n := range p.townPlacements(c, f, l, variant) {
			p.addPlacement(n)
			return
		}
	}
}

// townPlacements yields the placements of a variant that are free and on land of the town's holder,
// the best first. One that crosses an avoided line is moved crossingCost down the list.
func (p *labelPlacer) townPlacements(t *townConstraints, f *feature, l *townLabel,
	try townVariant) iter.Seq[placement] {
	return func(yield func(placement) bool) {
		p.collectConstraints(t, l.reachBounds(p, f.anchor))
		r := l.clearance + 1
		dot := anchoredBox{f.anchor, -r, -r, r, r}
		if !t.isFree(&dot) {
			return
		}
		width, capHeight := p.fonts.Advance(l.text, try.style), p.fonts.CapHeight(try.style)
		offer := func(c candidate) bool {
			if !p.onOwnLand(t, &c.box) {
				return true
			}
			n := placement{key: labelID{l.text, f.anchor}, placedLabel: placedLabel{
				text: l.text, style: try.style, anchor: f.anchor, dx: c.dx, dy: c.dy, box: c.box,
				town: f, dotRadius: l.dotRadius, clearance: l.clearance,
			}}
			if try.leader {
				if t.seaBetween(p, &c.box) {
					return true
				}
				n.leader = newLeader(c.dx, c.dy, width, capHeight, l.clearance+1)
			}
			leads := n.leader.collisionBoxes(f.anchor)
			if slices.ContainsFunc(leads, func(b anchoredBox) bool { return !t.isFree(&b) }) {
				return true
			}
			n.boxes = append(append(n.boxes, n.box, dot), leads...)
			return yield(n)
		}
		var later []candidate
		for _, c := range l.candidates(width, capHeight, try.leader) {
			for len(later) > 0 && later[0].cost <= c.cost {
				if !offer(later[0]) {
					return
				}
				later = later[1:]
			}
			c.box = newTextBox(f.anchor, c.dx, c.dy, width, try.style)
			if !t.isFree(&c.box) {
				continue
			}
			if p.boxCrossesLines(p.avoidedLines, &c.box) {
				c.cost += crossingCost
				later = append(later, c)
			} else if !offer(c) {
				return
			}
		}
		for _, c := range later {
			if !offer(c) {
				return
			}
		}
	}
}

// priorityLabel is one of the labels that are placed first and may displace each other.
type priorityLabel struct {
	// finders are functions that return the placements clear of all earlier labels, those of the
	// best variant first. found caches their results.
	finders     []func() []placement
	found       [][]placement
	reachBounds Bounds // of all placements
	maxTried    int    // maximum of placements that displace others
	placed      bool
	placement
}

// newPriorityTown returns the priority label of a town.
func (p *labelPlacer) newPriorityTown(c *townConstraints, f *feature, l *townLabel) *priorityLabel {
	n := &priorityLabel{reachBounds: l.reachBounds(p, f.anchor), maxTried: maxPlacements}
	for _, variant := range l.variants() {
		n.finders = append(n.finders,
			func() []placement { return slices.Collect(p.townPlacements(c, f, l, variant)) })
	}
	return n
}

// placePriority places labels in their order. One without room may displace earlier ones that have
// another placement.
func (p *labelPlacer) placePriority(names []*priorityLabel) {
	placer := &priorityPlacer{labelPlacer: p, attemptsLeft: maxAttempts}
	for i, l := range names {
		if !placer.tryPlace(l) {
			placer.displaceOthers(names[:i], l)
		}
	}
	for _, l := range names {
		if l.placed {
			p.addPlacement(l.placement)
		}
	}
}

// Limits of the search. maxMoved is the number of labels that may be displaced for another.
// maxPlacements is the number of placements of each label that are tried, maxAreaPlacements that of
// an area's label for which others are displaced. maxAttempts is the number of placements that are
// tried again in all.
const (
	maxMoved          = 3
	maxPlacements     = 60
	maxAreaPlacements = 8
	maxAttempts       = 20_000
)

// priorityPlacer places priority labels clear of earlier labels and of each other.
type priorityPlacer struct {
	*labelPlacer
	takenBoxes   []anchoredBox // boxes of priority labels placed so far
	attemptsLeft int
}

// placements yields the placements of a label, the best first.
func (l *priorityLabel) placements() iter.Seq[placement] {
	return func(yield func(placement) bool) {
		for i, find := range l.finders {
			if i == len(l.found) {
				l.found = append(l.found, find())
			}
			for _, n := range l.found[i] {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// tryPlace places a label at its best free placement and reports whether there was one.
func (p *priorityPlacer) tryPlace(l *priorityLabel) bool {
	near := p.boxesNear(l)
	for n := range l.placements() {
		if !p.collides(n, near) {
			l.placement, l.placed = n, true
			p.takenBoxes = append(p.takenBoxes, n.boxes...)
			return true
		}
	}
	return false
}

// boxesNear returns the boxes taken within a label's reach.
func (p *priorityPlacer) boxesNear(l *priorityLabel) (out []anchoredBox) {
	for i := range p.takenBoxes {
		if b := &p.takenBoxes[i]; b.boundsAt(p.lo).Union(b.boundsAt(p.hi)).Intersects(
			l.reachBounds) {
			out = append(out, *b)
		}
	}
	return out
}

// displaceOthers places a label at the cost of earlier ones that have another placement.
func (p *priorityPlacer) displaceOthers(before []*priorityLabel, l *priorityLabel) {
	previous := p.takenBoxes
	tried := 0
	for n := range l.placements() {
		moved := p.collidingWith(before, n)
		if len(moved) == 0 || len(moved) > maxMoved {
			continue
		}
		moved = addNearest(moved, before)
		p.takenBoxes = slices.Clone(n.boxes)
		for _, b := range before {
			if b.placed && !slices.Contains(moved, b) {
				p.takenBoxes = append(p.takenBoxes, b.boxes...)
			}
		}
		if p.reposition(moved) {
			l.placement, l.placed = n, true
			return
		}
		if tried++; tried == l.maxTried {
			break
		}
	}
	p.takenBoxes = previous
}

// reposition finds new placements for some labels, so that all of them are clear of the boxes taken
// and of each other. It reports whether there are such placements; if not, the labels are
// unchanged.
func (p *priorityPlacer) reposition(names []*priorityLabel) bool {
	free := make([][]placement, len(names))
	for i, l := range names {
		near := p.boxesNear(l)
		for n := range l.placements() {
			if !p.collides(n, near) {
				if free[i] = append(free[i], n); len(free[i]) == maxPlacements {
					break
				}
			}
		}
		if len(free[i]) == 0 {
			return false
		}
	}
	var chosen []placement
	var choose func() bool
	choose = func() bool {
		k := len(chosen)
		if k == len(names) {
			return true
		}
		for _, n := range free[k] {
			if p.attemptsLeft--; p.attemptsLeft < 0 {
				return false
			}
			if slices.ContainsFunc(chosen,
				func(o placement) bool { return p.collides(n, o.boxes) }) {
				continue
			}
			chosen = append(chosen, n)
			if choose() {
				return true
			}
			chosen = chosen[:k]
		}
		return false
	}
	if !choose() {
		return false
	}
	for i, l := range names {
		l.placement = chosen[i]
		p.takenBoxes = append(p.takenBoxes, l.boxes...)
	}
	return true
}

// collides reports whether a placement overlaps any of the boxes.
func (p *priorityPlacer) collides(n placement, boxes []anchoredBox) bool {
	for i := range n.boxes {
		for k := range boxes {
			if !p.disjoint(&n.boxes[i], &boxes[k]) {
				return true
			}
		}
	}
	return false
}

// addNearest returns the labels to be moved with the nearest of the others, up to maxMoved.
func addNearest(moved, all []*priorityLabel) []*priorityLabel {
	distance := func(l *priorityLabel) float64 {
		best := math.Inf(1)
		for _, m := range moved {
			best = min(best, math.Hypot(l.anchor.X-m.anchor.X, l.anchor.Y-m.anchor.Y))
		}
		return best
	}
	var others []*priorityLabel
	for _, l := range all {
		if l.placed && !slices.Contains(moved, l) {
			others = append(others, l)
		}
	}
	slices.SortStableFunc(others,
		func(a, b *priorityLabel) int { return cmp.Compare(distance(a), distance(b)) })
	return append(slices.Clone(moved), others[:min(len(others), maxMoved-len(moved))]...)
}

// collidingWith returns the placed labels that a placement overlaps.
func (p *priorityPlacer) collidingWith(placed []*priorityLabel, n placement) []*priorityLabel {
	var out []*priorityLabel
	for _, l := range placed {
		if l.placed && p.collides(n, l.boxes) {
			out = append(out, l)
		}
	}
	return out
}

// townLabel is the label of a town before its placement.
type townLabel struct {
	text                 string
	style                TextStyle
	dotRadius, clearance float64
	allowLeader          bool
}

// townVariant is a variant of a town's label: in a style, beside its dot or farther away with a
// leader.
type townVariant struct {
	style  TextStyle
	leader bool
}

// variants returns the variants of the label, the best first. The most important towns may have a
// smaller size and a leader.
func (l *townLabel) variants() []townVariant {
	variants := []townVariant{{l.style, false}}
	if !l.allowLeader {
		return variants
	}
	smaller := func(share float64) TextStyle {
		s := l.style
		s.Size = max(share*s.Size, min(s.Size, minLabelSize))
		return s
	}
	smallest := smaller(0)
	smallest.Bold = false
	for _, s := range [...]TextStyle{smaller(0.9), smaller(0.8), smallest} {
		variants = append(variants, townVariant{s, false})
	}
	return append(variants, townVariant{smaller(0.9), true}, townVariant{smallest, true})
}

// minLabelSize is the minimum font size of a label that is reduced for lack of room, in CSS pixels.
const minLabelSize = 9

// candidate is a candidate placement: the start of its baseline, in CSS pixels from the anchor, and
// its cost.
type candidate struct {
	dx, dy, cost float64
	box          anchoredBox
}

// candidates returns the candidate placements of a town's label: at the eight sides of its dot,
// between them and slightly farther away, or on rings around the dot with a leader.
func (l *townLabel) candidates(width, capHeight float64, leader bool) []candidate {
	out := make([]candidate, 0, len(leaderGaps)*len(fineSides))
	ring := func(sides []labelSide, gap, cost float64) {
		for i, side := range sides {
			dx, dy := side.textOrigin(width, capHeight, l.clearance+gap)
			out = append(out, candidate{dx: dx, dy: dy, cost: cost + float64(i)})
		}
	}
	if leader {
		for i, gap := range leaderGaps {
			ring(fineSides, gap, float64(i*len(fineSides)))
		}
		return out
	}
	for i, side := range dotSides {
		dx, dy := dotTextOrigin(side.x, side.y, width, capHeight, l.clearance)
		out = append(out, candidate{dx: dx, dy: dy, cost: float64(i)})
	}
	ring(intermediateSides, 3, float64(len(dotSides)))
	ring(allSides, 5, float64(len(allSides)))
	if l.allowLeader {
		ring(fineSides, 7, float64(2*len(allSides)))
	}
	return out
}

// reachBounds returns the part of the map that the town's label may touch, at the smallest scale.
func (l *townLabel) reachBounds(p *labelPlacer, anchor geo.XY) Bounds {
	gap := l.clearance + 8
	if l.allowLeader {
		gap = l.clearance + leaderGaps[len(leaderGaps)-1] + 1
	}
	dx, dy := gap+p.fonts.Advance(l.text, l.style)+textPadding, gap+l.style.Size+textPadding
	return (&anchoredBox{anchor, -dx, -dy, dx, dy}).boundsAt(p.lo)
}

// leaderGaps are the distances of labels with leaders from their dots, in CSS pixels.
var leaderGaps = [...]float64{7, 11, 16, 22, 29, 37, 46, 56}

// intermediateSides are sides between those of dotSides, allSides are both, and fineSides are
// allSides and extraSides.
var (
	intermediateSides = []labelSide{{1, -0.5}, {1, 0.5}, {-1, -0.5}, {-1, 0.5}, {0.5, -1},
		{-0.5, -1}, {0.5, 1}, {-0.5, 1}}
	allSides  = slices.Concat(dotSides, intermediateSides)
	fineSides = slices.Concat(allSides, extraSides())
)

// extraSides returns sides between those of allSides. Labels are wide, so there are more of them
// above and below.
func extraSides() (out []labelSide) {
	for _, y := range [...]float64{-1, 1} {
		for x := -7; x < 8; x++ {
			if x%4 != 0 {
				out = append(out, labelSide{float64(x) / 8, y})
			}
		}
		for _, x := range [...]float64{-0.75, -0.25, 0.25, 0.75} {
			out = append(out, labelSide{y, x})
		}
	}
	return out
}

// textOrigin returns the start of the baseline of a text whose box is at a gap from an anchor, to
// one side of it. All are CSS pixels.
func (side labelSide) textOrigin(width, capHeight, gap float64) (dx, dy float64) {
	return side.x*(width/2+gap) - width/2, side.y*(capHeight/2+gap) + capHeight/2
}

// dotTextOrigin returns the start of the baseline of a text to one side of a dot. All but x and y,
// which are a labelSide, are CSS pixels.
func dotTextOrigin(x, y, width, capHeight, radius float64) (dx, dy float64) {
	gap := radius + 3
	switch {
	case x > 0:
		dx = gap
	case x < 0:
		dx = -gap - width
	default:
		dx = -width / 2
	}
	dy = capHeight / 2
	if y != 0 { // above or below: nearer at a corner than straight over the dot
		off := gap + capHeight/2
		if x != 0 {
			off = radius*0.7 + 1 + capHeight/2
			dx -= x * radius * 0.6
		}
		dy += y * off
	}
	return dx, dy
}

// crossingCost is the number of candidates by which a placement across an avoided line is moved
// down the list.
const crossingCost = 5

// boundsAt returns the part of the map under a box at a scale.
func (b *anchoredBox) boundsAt(scale float64) Bounds {
	return Bounds{
		Min: geo.XY{X: b.anchor.X + b.x0/scale, Y: b.anchor.Y - b.y1/scale},
		Max: geo.XY{X: b.anchor.X + b.x1/scale, Y: b.anchor.Y - b.y0/scale},
	}
}

// boxCrossesLines reports whether a box intersects lines, at the smaller scale.
func (p *labelPlacer) boxCrossesLines(lines []*geometryPart, box *anchoredBox) bool {
	bounds := box.boundsAt(p.lo)
	for _, part := range lines {
		path := part.path(p.level)
		if path == nil || !bounds.Intersects(path.Bounds) {
			continue
		}
		runs := path.edgeRuns()
		for i := range runs {
			if runs[i].intersectsBounds(bounds) {
				return true
			}
		}
	}
	return false
}

// intersectsSegment reports whether a segment intersects the box (Liang and Barsky's clipping,
// 1984).
func (b Bounds) intersectsSegment(p, q geo.XY) bool {
	t0, t1 := 0.0, 1.0
	clip := func(d, distance float64) bool {
		switch {
		case d == 0:
			return distance >= 0
		case d < 0:
			t0 = max(t0, distance/d)
		default:
			t1 = min(t1, distance/d)
		}
		return t0 <= t1
	}
	dx, dy := q.X-p.X, q.Y-p.Y
	return clip(-dx, p.X-b.Min.X) && clip(dx, b.Max.X-p.X) && clip(-dy, p.Y-b.Min.Y) &&
		clip(dy, b.Max.Y-p.Y)
}
