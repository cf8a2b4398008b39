package scene

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"truceline/internal/geo"
)

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

// newPriorityArea returns the priority label of an oblast that is mostly held. It is placed on held
// land, because a reader takes the land under it for the oblast.
func (d labeller) newPriorityArea(p *labelPlacer, text string, style TextStyle,
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
	anchors, condensed := d.world.labelAnchorsOf(f), style.condensed()
	narrow := func() (out []placement) {
		p.avoidingEdgeOf(f, func() { out = find(condensed, d.world.narrowLabelAnchorsOf(f))() })
		return out
	}
	dx, dy := p.fonts.Advance(text, style)/p.lo, style.Size/p.lo
	reach := Bounds{
		geo.XY{X: f.bounds.Min.X - dx, Y: f.bounds.Min.Y - dy},
		geo.XY{X: f.bounds.Max.X + dx, Y: f.bounds.Max.Y + dy},
	}
	return &priorityLabel{
		finders:     []func() []placement{find(style, anchors), find(condensed, anchors), narrow},
		reachBounds: reach, maxTried: maxAreaPlacements,
	}
}

// placePriority places labels in their order. One without room may displace earlier ones that have
// another placement.
func (p *labelPlacer) placePriority(labels []*priorityLabel) {
	placer := &priorityPlacer{labelPlacer: p, attemptsLeft: maxAttempts}
	for i, l := range labels {
		if !placer.tryPlace(l) {
			placer.displaceOthers(labels[:i], l)
		}
	}
	for _, l := range labels {
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
		b := &p.takenBoxes[i]
		if b.boundsAt(p.lo).Union(b.boundsAt(p.hi)).Intersects(l.reachBounds) {
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
func (p *priorityPlacer) reposition(labels []*priorityLabel) bool {
	free := make([][]placement, len(labels))
	for i, l := range labels {
		if free[i] = p.freePlacements(l); len(free[i]) == 0 {
			return false
		}
	}
	chosen := p.chooseDisjoint(free, nil)
	if chosen == nil {
		return false
	}
	for i, l := range labels {
		l.placement = chosen[i]
		p.takenBoxes = append(p.takenBoxes, l.boxes...)
	}
	return true
}

// freePlacements returns the placements of a label that are clear of the boxes taken, the best
// first, at most maxPlacements of them.
func (p *priorityPlacer) freePlacements(l *priorityLabel) (free []placement) {
	near := p.boxesNear(l)
	for n := range l.placements() {
		if p.collides(n, near) {
			continue
		}
		if free = append(free, n); len(free) == maxPlacements {
			break
		}
	}
	return free
}

// chooseDisjoint returns one placement from each list so that no two overlap, beginning with those
// that are chosen already. It searches depth-first and returns nil if there is no such choice or no
// attempt is left.
func (p *priorityPlacer) chooseDisjoint(free [][]placement, chosen []placement) []placement {
	if len(chosen) == len(free) {
		return chosen
	}
	for _, n := range free[len(chosen)] {
		if p.attemptsLeft--; p.attemptsLeft < 0 {
			return nil
		}
		if slices.ContainsFunc(chosen, func(o placement) bool { return p.collides(n, o.boxes) }) {
			continue
		}
		if all := p.chooseDisjoint(free, append(chosen, n)); all != nil {
			return all
		}
	}
	return nil
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
