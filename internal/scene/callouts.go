package scene

import (
	"iter"
	"slices"

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
func (d labeller) placeCallout(placer *labelPlacer, c *callout) bool {
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
func (d labeller) calloutPlacements(placer *labelPlacer, c *callout) iter.Seq[placedLabel] {
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
func (d labeller) insidePlacements(placer *labelPlacer, c *callout,
	yield func(placedLabel) bool) bool {
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

// outsideSearch is the search for placements of a callout outside its area.
type outsideSearch struct {
	*callout
	areas       []*geometryPart // that the callout avoids
	blocks      []textBlock
	starts      []geo.XY              // of leaders
	constraints []*calloutConstraints // by start
	fallbacks   [][]placedLabel       // by rule, without those by the first rule
}

// outsidePlacements yields the placements of a callout outside its area, those by the first rule
// and with the shortest leaders first.
func (d labeller) outsidePlacements(placer *labelPlacer, c *callout,
	yield func(placedLabel) bool) {
	s := d.newOutsideSearch(placer, c)
	for ring := 1; ring <= calloutRings; ring++ {
		if !s.searchRing(float64(ring*calloutRingStep), yield) {
			return
		}
	}
	for _, list := range s.fallbacks {
		for _, label := range list {
			if !yield(label) {
				return
			}
		}
	}
}

func (d labeller) newOutsideSearch(placer *labelPlacer, c *callout) *outsideSearch {
	s := &outsideSearch{
		callout: c, areas: c.avoidAreas, blocks: c.textBlocks(placer.fonts, 3, 1, 0.84),
		starts: c.leaderStarts, fallbacks: make([][]placedLabel, len(c.outsideRules)),
	}
	if s.areas == nil && c.area != nil {
		s.areas = c.area.parts
	}
	if s.starts == nil {
		s.starts = c.defaultLeaderStarts(d.world.narrowLabelAnchorsOf(c.area))
	}
	s.constraints = make([]*calloutConstraints, len(s.starts))
	for i, start := range s.starts {
		s.constraints[i] = d.constraintsAt(placer, start, s.areas)
	}
	return s
}

// searchRing yields the placements by the first rule at a gap in CSS pixels from the leaders'
// starts, and keeps those by other rules. It returns false if yield stopped it.
func (s *outsideSearch) searchRing(gap float64, yield func(placedLabel) bool) bool {
	for i := range s.blocks {
		for k := range s.starts {
			for _, side := range allSides {
				rule, label := s.placement(k, &s.blocks[i], side, gap)
				if rule == 0 && !yield(label) {
					return false
				}
				if rule > 0 && len(s.fallbacks[rule]) < maxFallbacks {
					s.fallbacks[rule] = append(s.fallbacks[rule], label)
				}
			}
		}
	}
	return true
}

// Half the width and height, in CSS pixels, of the box around a leader's start that contains all
// placements outside an area.
const (
	calloutReachX = calloutRings*calloutRingStep + 260
	calloutReachY = calloutRings*calloutRingStep + 120
)

// constraintsAt returns the constraints within reach of callouts around a leader's start. Lines are
// cached, because they are the same for all callouts of a label set.
func (d labeller) constraintsAt(placer *labelPlacer, start geo.XY,
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

// placement returns the index of the first rule that allows a block at a side of a leader's start,
// and its placement, or -1 if none does. k is the index of the start. The block is outside the
// areas. Its leader overlaps no label and crosses no more obstacles than allowed.
func (s *outsideSearch) placement(k int, block *textBlock, side labelSide,
	gap float64) (rule int, label placedLabel) {
	start, c := s.starts[k], s.constraints[k]
	p := c.placer
	box := block.anchoredBox(start, side, gap)
	if !c.isFree(&box) || !p.clearOfHubs(&box) {
		return -1, label
	}
	region := box.sweptRegion(p.shownScales)
	if region.intersectsAny(c.obstacles) || region.intersectsAny(c.areas) {
		return -1, label
	}
	bounds := box.boundsAt(p.lo)
	to := bounds.nearestPoint(start)
	if countCrossings(c.obstacles, start, to) > max(s.maxCrossings, 1) {
		return -1, label
	}
	middle, crossesCoast := bounds.Center(), region.intersectsAny(c.coasts)
	halfway := geo.XY{X: (start.X + to.X) / 2, Y: (start.Y + to.Y) / 2}
	rule = slices.IndexFunc(s.outsideRules, func(rule outsideRule) bool {
		return !(rule.avoidCoasts && crossesCoast) && rule.allows(bounds, halfway)
	})
	if rule < 0 || slices.ContainsFunc(s.areas,
		func(area *geometryPart) bool { return area.contains(middle) }) {
		return -1, label
	}
	label = block.placedLabel(s.key, start, side, gap)
	if slices.ContainsFunc(label.leader.collisionBoxes(start),
		func(box anchoredBox) bool { return !c.isFree(&box) }) {
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
