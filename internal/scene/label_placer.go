package scene

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"

	"truceline/internal/geo"
)

// placedLabel is a label with a place: a box that hangs on a map position.
type placedLabel struct {
	text   string
	style  TextStyle
	anchor geo.XY
	// dx and dy lead from the position to the left end of the baseline, in CSS pixels.
	dx, dy float64
	box    anchoredBox
	// group numbers the name that it is one spot for; only the first spot of a name that can be
	// seen is drawn.
	group int
	town  *feature // nil: not a town's
	// dotRadius is that of the dot or disc that it stands beside; 0: it stands beside none.
	dotRadius float64
	// clearance is the radius that the name keeps off: that of the dot, or of the ring around a
	// selected one.
	clearance float64
	leader    Leader
	// lines are those of a note; text is then all of it, style, dx and dy are those of the first.
	// Empty: the label has one line.
	lines []textLine
}

// Leader is a thin line from what is named to its name, where that stands further away: its ends,
// in CSS pixels from the position. The zero value: there is none.
type Leader struct{ X0, Y0, X1, Y1 float64 }

// newLeader is the leader of a text that begins at dx, dy, from a distance off the position to a
// gap before the text.
func newLeader(dx, dy, width, capHeight, off float64) Leader {
	x, y := min(max(0, dx), dx+width), min(max(0, dy-capHeight), dy)
	length := math.Hypot(x, y)
	const gap = 1.5
	if length <= off+gap {
		return Leader{}
	}
	from, to := off/length, (length-gap)/length
	return Leader{x * from, y * from, x * to, y * to}
}

// collisionBoxes are small boxes along a leader: other names keep off them.
func (l Leader) collisionBoxes(at geo.XY) []anchoredBox { return l.appendCollisionBoxes(nil, at) }

// appendCollisionBoxes appends the boxes of boxes.
func (l Leader) appendCollisionBoxes(out []anchoredBox, at geo.XY) []anchoredBox {
	const step, half = 6, 1.5
	n := int(math.Ceil(math.Hypot(l.X1-l.X0, l.Y1-l.Y0) / step))
	if n == 0 {
		return out
	}
	for i := range n + 1 {
		t := float64(i) / float64(n)
		x, y := l.X0+(l.X1-l.X0)*t, l.Y0+(l.Y1-l.Y0)*t
		out = append(out, anchoredBox{at, x - half, y - half, x + half, y + half})
	}
	return out
}

// anchoredBox is a box in CSS pixels that hangs on a map position.
type anchoredBox struct {
	anchor         geo.XY
	x0, y0, x1, y1 float64
}

// scaleRange are the smallest and the greatest scale, in CSS pixels a metre, between which a set of
// labels is used.
type scaleRange struct{ lo, hi float64 }

func (s scaleRange) mid() float64 { return (s.lo + s.hi) / 2 }

// disjoint says whether two boxes keep apart at all scales between two. The distance of their
// positions grows evenly with the scale, so boxes that one level or upright line parts at both ends
// are parted by it all the way.
func (s scaleRange) disjoint(a, b *anchoredBox) bool {
	dx, dy := b.anchor.X-a.anchor.X, a.anchor.Y-b.anchor.Y
	return s.staysBefore(a.x1, dx, b.x0) || s.staysBefore(b.x1, -dx, a.x0) ||
		s.staysBefore(a.y1, dy, b.y0) || s.staysBefore(b.y1, -dy, a.y0)
}

// staysBefore says whether from lies before to, which is d metres on.
func (s scaleRange) staysBefore(from, d, to float64) bool {
	return from <= d*s.lo+to && from <= d*s.hi+to
}

// labelPlacer puts labels where they meet nothing that was put before.
type labelPlacer struct {
	scaleRange
	fonts        *Fonts
	boxes        []anchoredBox // of labels and dots placed so far
	hubBoxes     []anchoredBox // on which towns may stand, but no name of an area
	labels       []placedLabel
	avoidedLines []*geometryPart // labels rather keep off these
	obstacles    []*geometryPart // no label may touch these
	// shownScales are the scales between which the labels may be shown: those between which they
	// are placed, or more, because a map in motion keeps them for longer.
	shownScales      scaleRange
	level, fineLevel int // of detail: at the smallest scale, and at the greatest
	group            int
	sweptBounds      []Bounds // of the boxes over the range of scales, computed on demand
	sweptScales      scaleRange
	// boxFilter says whether a box may be used at all. Nil: every box may.
	boxFilter func(*anchoredBox) bool
	// placedGroups are the groups of the names that are placed; again those of an earlier round,
	// which are not placed twice.
	placedGroups, alreadyPlaced map[labelID]int
	// calloutCache is what notes find near positions at the present scales.
	calloutCache map[geo.XY]*calloutConstraints
}

// labelID tells one name from another: by its text, and that of a point by its position too.
type labelID struct {
	text   string
	anchor geo.XY
}

// placerSnapshot is how much a placer has placed.
type placerSnapshot struct {
	labels, boxes int
	placedGroups  map[labelID]int
}

// snapshot remembers what is placed.
func (p *labelPlacer) snapshot() placerSnapshot {
	return placerSnapshot{len(p.labels), len(p.boxes), maps.Clone(p.placedGroups)}
}

// restore takes away what was placed since.
func (p *labelPlacer) restore(to placerSnapshot) {
	p.labels, p.boxes = p.labels[:to.labels], p.boxes[:to.boxes]
	p.sweptBounds = p.sweptBounds[:min(len(p.sweptBounds), to.boxes)]
	p.placedGroups = maps.Clone(to.placedGroups)
}

// setScales begins to place for other scales.
func (p *labelPlacer) setScales(s scaleRange) {
	p.scaleRange, p.level = s, detailLevel(1/s.lo, 1, areaTolerance)
	p.shownScales, p.calloutCache = s, nil
	p.fineLevel = detailLevel(1/s.hi, 1, areaTolerance/2)
}

// recordPlaced keeps that a name of the present group was placed.
func (p *labelPlacer) recordPlaced(k labelID) {
	if p.placedGroups != nil {
		p.placedGroups[k] = p.group
	}
}

// isFree says whether a box meets no other.
func (p *labelPlacer) isFree(h *anchoredBox) bool { return p.isFreeAmong(p.boxes, h) }

// isFreeAmong reports whether a box may be used and meets none of some others.
func (p *labelPlacer) isFreeAmong(boxes []anchoredBox, h *anchoredBox) bool {
	if p.boxFilter != nil && !p.boxFilter(h) {
		return false
	}
	for i := range boxes {
		if !p.disjoint(&boxes[i], h) {
			return false
		}
	}
	return true
}

// withFilter places what place does with boxes that ok allows, besides what has been asked of them
// already.
func (p *labelPlacer) withFilter(ok func(*anchoredBox) bool, place func()) {
	within := p.boxFilter
	p.boxFilter = func(h *anchoredBox) bool { return (within == nil || within(h)) && ok(h) }
	place()
	p.boxFilter = within
}

// clearOfHubs says whether a box meets no disc but that on whose position it hangs.
func (p *labelPlacer) clearOfHubs(h *anchoredBox) bool {
	for i := range p.hubBoxes {
		if p.hubBoxes[i].anchor != h.anchor && !p.disjoint(&p.hubBoxes[i], h) {
			return false
		}
	}
	return true
}

// Letters reach this far above and below the baseline, in ems.
const (
	ascent  = 0.76
	descent = 0.24
)

// textPadding is the air around a text's box in CSS pixels: so far its letters keep from other
// names, from the middle of the line of contact and from borders.
const textPadding = 1.5

// newTextBox is the box of a text whose baseline begins at dx, dy from a position.
func newTextBox(at geo.XY, dx, dy, width float64, s TextStyle) anchoredBox {
	return anchoredBox{at, dx - textPadding, dy - ascent*s.Size - textPadding,
		dx + width + textPadding, dy + descent*s.Size + textPadding}
}

// placeAreaLabel places the name of an area on as many of its seats as there is room, at most most
// of them. Without room for its letters as wide apart as its style has them they are set closer,
// and at last where it just keeps within the area.
func (p *labelPlacer) placeAreaLabel(text string, style TextStyle, s *feature, w *World, most int) {
	seats, closer, key := w.labelAnchorsOf(s), style.condensed(), labelID{text: text}
	if p.placeAtAnchors(key, style, seats, most) || p.placeAtAnchors(key, closer, seats, most) {
		return
	}
	if p.fonts.Advance(text, closer) > s.bounds.Width()*p.lo {
		return
	}
	p.avoidingEdgeOf(s, func() { p.placeAtAnchors(key, closer, w.narrowLabelAnchorsOf(s), 1) })
}

// avoidingEdgeOf does what place does with names that keep off an area's edge rather than off the
// lines.
func (p *labelPlacer) avoidingEdgeOf(s *feature, place func()) {
	lines := p.avoidedLines
	p.avoidedLines = s.parts
	place()
	p.avoidedLines = lines
}

// newPriorityArea is the name of an oblast that is mostly held among those that are placed first.
// It stands on held land: a reader takes it for that.
func (d *painter) newPriorityArea(p *labelPlacer, text string, style TextStyle,
	s *feature) *priorityLabel {
	find := func(style TextStyle, seats []labelAnchor) func() []placement {
		return func() (out []placement) {
			for n := range p.anchorPlacements(text, style, seats) {
				if d.onHeldLand(n.anchor) {
					out = append(out, placement{n, labelID{text: text}, []anchoredBox{n.box}})
				}
			}
			return out
		}
	}
	seats, closer := d.world.labelAnchorsOf(s), style.condensed()
	narrow := func() (out []placement) {
		p.avoidingEdgeOf(s, func() { out = find(closer, d.world.narrowLabelAnchorsOf(s))() })
		return out
	}
	dx, dy := p.fonts.Advance(text, style)/p.lo, style.Size/p.lo
	reach := Bounds{
		geo.XY{X: s.bounds.Min.X - dx, Y: s.bounds.Min.Y - dy},
		geo.XY{X: s.bounds.Max.X + dx, Y: s.bounds.Max.Y + dy},
	}
	return &priorityLabel{
		finders:     []func() []placement{find(style, seats), find(closer, seats), narrow},
		reachBounds: reach, maxTried: maxAreaPlacements,
	}
}

// condensed is the style with letters that are a little smaller and stand as in a plain text.
func (s TextStyle) condensed() TextStyle {
	s.Spacing = min(s.Spacing, 0.04*s.Size)
	s.Size *= 0.9
	return s
}

// placeAtAnchors places a name on seats, and reports whether there is one that has room. The key
// tells it from other names.
func (p *labelPlacer) placeAtAnchors(key labelID, s TextStyle, seats []labelAnchor, most int) bool {
	p.group++
	group := p.group
	if earlier, ok := p.alreadyPlaced[key]; ok {
		if p.boxFilter != nil {
			return true
		}
		group = earlier // further seats, for when the first is out of the picture
	}
	if p.boxFilter != nil {
		most = 1
	}
	placed := 0
	for n := range p.anchorPlacements(key.text, s, seats) {
		if placed == most {
			break
		}
		if n.group = group; p.isFree(&n.box) { // of those before, too
			p.addLabel(n, key)
			placed++
		}
	}
	return placed > 0
}

// anchorPlacements yields the places on seats that have room.
func (p *labelPlacer) anchorPlacements(text string, s TextStyle,
	seats []labelAnchor) iter.Seq[placedLabel] {
	return func(yield func(placedLabel) bool) {
		width, capHeight := p.fonts.Advance(text, s), p.fonts.CapHeight(s)
		for _, t := range seats {
			if width/2+3 > t.halfWidth*p.lo {
				continue
			}
			h := newTextBox(t.position, -width/2, capHeight/2, width, s)
			if !p.isFree(&h) || !p.clearOfHubs(&h) || p.boxCrossesLines(p.avoidedLines, &h) ||
				p.hitsObstacle(&h) {
				continue
			}
			if !yield(placedLabel{text: text, style: s, anchor: t.position, dx: -width / 2,
				dy: capHeight / 2, box: h}) {
				return
			}
		}
	}
}

// addLabel adds a label that has found its place.
func (p *labelPlacer) addLabel(s placedLabel, key labelID) {
	p.labels = append(p.labels, s)
	p.boxes = append(p.boxes, s.box)
	p.boxes = append(p.boxes, s.leader.collisionBoxes(s.anchor)...)
	p.recordPlaced(key)
}

// labelSide is a place of a name beside its dot: x to the right, y down.
type labelSide struct{ x, y float64 }

// dotSides are the sides of a dot, the best first.
var dotSides = []labelSide{{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}}

// isPlaced reports whether a town has its name from an earlier round.
func (p *labelPlacer) isPlaced(l *townLabel, s *feature) bool {
	_, done := p.alreadyPlaced[labelID{l.text, s.anchor}]
	return done
}

// placement is a place of a name, and what of the map it takes: the box of the name, its leader,
// the town's dot.
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

// placeTownLabel places a town's name beside its dot; without room for both the town is left out,
// dot and all. It keeps off a ring around the dot if clearance is wider than the dot, and with far
// it may stand further away, with a leader.
func (p *labelPlacer) placeTownLabel(t *townConstraints, s *feature, l *townLabel) {
	for _, try := range l.variants() {
		for n := range p.townPlacements(t, s, l, try) {
			p.addPlacement(n)
			return
		}
	}
}

// townPlacements yields the places of a name in one style that are free and on its town's ground.
// One that crosses a line which names rather keep off stands crossCost further down the list.
func (p *labelPlacer) townPlacements(t *townConstraints, s *feature, l *townLabel,
	try townVariant) iter.Seq[placement] {
	return func(yield func(placement) bool) {
		p.collectConstraints(t, l.reachBounds(p, s.anchor))
		r := l.clearance + 1
		dot := anchoredBox{s.anchor, -r, -r, r, r}
		if !t.isFree(&dot) {
			return
		}
		width, capHeight := p.fonts.Advance(l.text, try.style), p.fonts.CapHeight(try.style)
		offer := func(c candidate) bool {
			if !p.onOwnLand(t, &c.box) {
				return true
			}
			n := placement{key: labelID{l.text, s.anchor}, placedLabel: placedLabel{
				text: l.text, style: try.style, anchor: s.anchor, dx: c.dx, dy: c.dy, box: c.box,
				town: s, dotRadius: l.dotRadius, clearance: l.clearance,
			}}
			if try.leader {
				if t.seaBetween(p, &c.box) {
					return true
				}
				n.leader = newLeader(c.dx, c.dy, width, capHeight, l.clearance+1)
			}
			leads := n.leader.collisionBoxes(s.anchor)
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
			c.box = newTextBox(s.anchor, c.dx, c.dy, width, try.style)
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

// priorityLabel is a name among those that are placed first, with its place if it has one.
type priorityLabel struct {
	// finders are functions that find the places that no earlier label takes, those of the best
	// ones first; found are the places, as far as they have been looked for.
	finders     []func() []placement
	found       [][]placement
	reachBounds Bounds // of all places
	maxTried    int    // that are tried where others would have to move
	placed      bool
	placement
}

// newPriorityTown is the name of a town among those that are placed first.
func (p *labelPlacer) newPriorityTown(t *townConstraints, s *feature, l *townLabel) *priorityLabel {
	n := &priorityLabel{reachBounds: l.reachBounds(p, s.anchor), maxTried: maxPlacements}
	for _, try := range l.variants() {
		n.finders = append(n.finders,
			func() []placement { return slices.Collect(p.townPlacements(t, s, l, try)) })
	}
	return n
}

// placePriority places names in their order. One that finds no room may move some of those before
// it that find another place.
func (p *labelPlacer) placePriority(list []*priorityLabel) {
	f := &priorityPlacer{labelPlacer: p, attemptsLeft: maxAttempts}
	for i, t := range list {
		if !f.tryPlace(t) {
			f.displaceOthers(list[:i], t)
		}
	}
	for _, t := range list {
		if t.placed {
			p.addPlacement(t.placement)
		}
	}
}

// mostMoved is how many names may be moved for another, mostPlaces how many places of each are
// tried (areaPlaces of an area that others are moved for), and mostTries how often names are placed
// anew in all.
const (
	maxMoved          = 3
	maxPlacements     = 60
	maxAreaPlacements = 8
	maxAttempts       = 20_000
)

// priorityPlacer places names off what is placed already and off each other.
type priorityPlacer struct {
	*labelPlacer
	takenBoxes   []anchoredBox // by the names
	attemptsLeft int
}

// placements yields the places of a name, the best first.
func (t *priorityLabel) placements() iter.Seq[placement] {
	return func(yield func(placement) bool) {
		for i, find := range t.finders {
			if i == len(t.found) {
				t.found = append(t.found, find())
			}
			for _, n := range t.found[i] {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// tryPlace places a name where it has room.
func (f *priorityPlacer) tryPlace(t *priorityLabel) bool {
	near := f.boxesNear(t)
	for n := range t.placements() {
		if !f.collides(n, near) {
			t.placement, t.placed = n, true
			f.takenBoxes = append(f.takenBoxes, n.boxes...)
			return true
		}
	}
	return false
}

// boxesNear are the boxes that are taken within a name's reach.
func (f *priorityPlacer) boxesNear(t *priorityLabel) (out []anchoredBox) {
	for i := range f.takenBoxes {
		if b := &f.takenBoxes[i]; b.boundsAt(f.lo).Union(b.boundsAt(f.hi)).Intersects(
			t.reachBounds) {
			out = append(out, *b)
		}
	}
	return out
}

// displaceOthers places a name where others stand that find another place.
func (f *priorityPlacer) displaceOthers(before []*priorityLabel, t *priorityLabel) {
	was := f.takenBoxes
	places := 0
	for n := range t.placements() {
		moved := f.collidingWith(before, n)
		if len(moved) == 0 || len(moved) > maxMoved {
			continue
		}
		moved = addNearest(moved, before)
		f.takenBoxes = slices.Clone(n.boxes)
		for _, b := range before {
			if b.placed && !slices.Contains(moved, b) {
				f.takenBoxes = append(f.takenBoxes, b.boxes...)
			}
		}
		if f.reposition(moved) {
			t.placement, t.placed = n, true
			return
		}
		if places++; places == t.maxTried {
			break
		}
	}
	f.takenBoxes = was
}

// reposition places names again, so that all of them find room off what is taken. Otherwise they
// stay as they were.
func (f *priorityPlacer) reposition(names []*priorityLabel) bool {
	free := make([][]placement, len(names))
	for i, t := range names {
		near := f.boxesNear(t)
		for n := range t.placements() {
			if !f.collides(n, near) {
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
			if f.attemptsLeft--; f.attemptsLeft < 0 {
				return false
			}
			if slices.ContainsFunc(chosen,
				func(o placement) bool { return f.collides(n, o.boxes) }) {
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
	for i, t := range names {
		t.placement = chosen[i]
		f.takenBoxes = append(f.takenBoxes, t.boxes...)
	}
	return true
}

// collides reports whether a name in a place would meet boxes.
func (f *priorityPlacer) collides(n placement, boxes []anchoredBox) bool {
	for i := range n.boxes {
		for k := range boxes {
			if !f.disjoint(&n.boxes[i], &boxes[k]) {
				return true
			}
		}
	}
	return false
}

// addNearest adds to names that are moved the nearest of the others, up to mostMoved.
func addNearest(moved, all []*priorityLabel) []*priorityLabel {
	off := func(t *priorityLabel) float64 {
		best := math.Inf(1)
		for _, m := range moved {
			best = min(best, math.Hypot(t.anchor.X-m.anchor.X, t.anchor.Y-m.anchor.Y))
		}
		return best
	}
	var others []*priorityLabel
	for _, t := range all {
		if t.placed && !slices.Contains(moved, t) {
			others = append(others, t)
		}
	}
	slices.SortStableFunc(others,
		func(a, b *priorityLabel) int { return cmp.Compare(off(a), off(b)) })
	return append(slices.Clone(moved), others[:min(len(others), maxMoved-len(moved))]...)
}

// collidingWith are the names that are placed where another would stand.
func (f *priorityPlacer) collidingWith(placed []*priorityLabel, n placement) []*priorityLabel {
	var out []*priorityLabel
	for _, t := range placed {
		if t.placed && f.collides(n, t.boxes) {
			out = append(out, t)
		}
	}
	return out
}

// townLabel is how a town is labelled.
type townLabel struct {
	text                 string
	style                TextStyle
	dotRadius, clearance float64
	allowLeader          bool
}

// townVariant is a way to name a town: in a style, at its dot or further off with a leader.
type townVariant struct {
	style  TextStyle
	leader bool
}

// variants are the ways to name a town, the best first: the most important may have smaller
// letters, and a leader.
func (l *townLabel) variants() []townVariant {
	tries := []townVariant{{l.style, false}}
	if !l.allowLeader {
		return tries
	}
	smaller := func(share float64) TextStyle {
		s := l.style
		s.Size = max(share*s.Size, min(s.Size, minLabelSize))
		return s
	}
	least := smaller(0)
	least.Bold = false
	for _, s := range [...]TextStyle{smaller(0.9), smaller(0.8), least} {
		tries = append(tries, townVariant{s, false})
	}
	return append(tries, townVariant{smaller(0.9), true}, townVariant{least, true})
}

// minLabelSize is the least size of a name that is set smaller for want of room, in CSS pixels.
const minLabelSize = 9

// candidate is a place of a name: where its baseline begins, in CSS pixels from the position.
type candidate struct {
	dx, dy, cost float64
	box          anchoredBox
}

// candidates are the places of a town's name: at the eight sides of its dot, between them and a
// little further off, or on rings about the dot with a leader.
func (l *townLabel) candidates(width, capHeight float64, leader bool) []candidate {
	list := make([]candidate, 0, len(leaderGaps)*len(fineSides))
	ring := func(sides []labelSide, gap, cost float64) {
		for i, a := range sides {
			dx, dy := a.textOrigin(width, capHeight, l.clearance+gap)
			list = append(list, candidate{dx: dx, dy: dy, cost: cost + float64(i)})
		}
	}
	if leader {
		for i, gap := range leaderGaps {
			ring(fineSides, gap, float64(i*len(fineSides)))
		}
		return list
	}
	for i, a := range dotSides {
		dx, dy := dotTextOrigin(a.x, a.y, width, capHeight, l.clearance)
		list = append(list, candidate{dx: dx, dy: dy, cost: float64(i)})
	}
	ring(intermediateSides, 3, float64(len(dotSides)))
	ring(allSides, 5, float64(len(allSides)))
	if l.allowLeader {
		ring(fineSides, 7, float64(2*len(allSides)))
	}
	return list
}

// reachBounds is the part of the map that the town's name may touch, at the smallest scale.
func (l *townLabel) reachBounds(p *labelPlacer, at geo.XY) Bounds {
	gap := l.clearance + 8
	if l.allowLeader {
		gap = l.clearance + leaderGaps[len(leaderGaps)-1] + 1
	}
	dx, dy := gap+p.fonts.Advance(l.text, l.style)+textPadding, gap+l.style.Size+textPadding
	return (&anchoredBox{at, -dx, -dy, dx, dy}).boundsAt(p.lo)
}

// leaderGaps are the distances of names with leaders from their dots, in CSS pixels.
var leaderGaps = [...]float64{7, 11, 16, 22, 29, 37, 46, 56}

// Sides between those of aroundDot, and all of them.
var (
	intermediateSides = []labelSide{{1, -0.5}, {1, 0.5}, {-1, -0.5}, {-1, 0.5}, {0.5, -1},
		{-0.5, -1}, {0.5, 1}, {-0.5, 1}}
	allSides  = slices.Concat(dotSides, intermediateSides)
	fineSides = slices.Concat(allSides, extraSides())
)

// extraSides are sides between those of aroundAll: names are wide, so there are more of them above
// and below.
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

// textOrigin is where a text begins whose box keeps a gap from a position, to one side of it.
func (a labelSide) textOrigin(width, capHeight, gap float64) (dx, dy float64) {
	return a.x*(width/2+gap) - width/2, a.y*(capHeight/2+gap) + capHeight/2
}

// dotTextOrigin is where a text begins that stands to one side of a dot.
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

// crossingCost is how many places further down the list a name goes rather than lie across a line.
const crossingCost = 5

// boundsAt is the part of the map under a box at a scale.
func (h *anchoredBox) boundsAt(scale float64) Bounds {
	return Bounds{
		Min: geo.XY{X: h.anchor.X + h.x0/scale, Y: h.anchor.Y - h.y1/scale},
		Max: geo.XY{X: h.anchor.X + h.x1/scale, Y: h.anchor.Y - h.y0/scale},
	}
}

// boxCrossesLines says whether a box lies across lines, at the smaller scale.
func (p *labelPlacer) boxCrossesLines(lines []*geometryPart, h *anchoredBox) bool {
	box := h.boundsAt(p.lo)
	for _, part := range lines {
		path := part.path(p.level)
		if path == nil || !box.Intersects(path.Bounds) {
			continue
		}
		runs := path.edgeRuns()
		for i := range runs {
			if runs[i].intersectsBounds(box) {
				return true
			}
		}
	}
	return false
}

// intersectsSegment says whether a segment has a position in the box (Liang and Barsky's clipping,
// 1984).
func (b Bounds) intersectsSegment(p, q geo.XY) bool {
	t0, t1 := 0.0, 1.0
	clip := func(d, room float64) bool {
		switch {
		case d == 0:
			return room >= 0
		case d < 0:
			t0 = max(t0, room/d)
		default:
			t1 = min(t1, room/d)
		}
		return t0 <= t1
	}
	dx, dy := q.X-p.X, q.Y-p.Y
	return clip(-dx, p.X-b.Min.X) && clip(dx, b.Max.X-p.X) && clip(-dy, p.Y-b.Min.Y) &&
		clip(dy, b.Max.Y-p.Y)
}
