package scene

import (
	"iter"
	"maps"

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
	constraints  townConstraints // of the label that is being checked
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

// placeAreaLabel labels an area at up to maxPlaced of its label anchors. If the text does not fit
// in its style, it is placed condensed. If that does not fit either, it is placed at a narrow
// anchor, where it just stays within the area's edge.
func (p *labelPlacer) placeAreaLabel(text string, style TextStyle, f *feature, w *World,
	maxPlaced int) {
	anchors, condensed, key := w.labelAnchorsOf(f), style.condensed(), labelID{text: text}
	if p.placeAtAnchors(key, style, anchors, maxPlaced) ||
		p.placeAtAnchors(key, condensed, anchors, maxPlaced) {
		return
	}
	if p.fonts.Advance(text, condensed) > f.bounds.Width()*p.lo {
		return
	}
	p.avoidingEdgeOf(f, func() { p.placeAtAnchors(key, condensed, w.narrowLabelAnchorsOf(f), 1) })
}

// avoidingEdgeOf calls place with the area's edge in the place of the lines that labels avoid.
func (p *labelPlacer) avoidingEdgeOf(f *feature, place func()) {
	lines := p.avoidedLines
	p.avoidedLines = f.parts
	place()
	p.avoidedLines = lines
}

// condensed returns the style with a smaller size and hardly any letter spacing.
func (s TextStyle) condensed() TextStyle {
	s.Spacing = min(s.Spacing, 0.04*s.Size)
	s.Size *= 0.9
	return s
}

// placeAtAnchors places a label at up to maxPlaced label anchors and reports whether one had room.
func (p *labelPlacer) placeAtAnchors(key labelID, style TextStyle, anchors []labelAnchor,
	maxPlaced int) bool {
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

// boxCrossesLines reports whether a box intersects lines, at the smaller scale.
func (p *labelPlacer) boxCrossesLines(lines []*geometryPart, box *anchoredBox) bool {
	bounds := box.boundsAt(p.lo)
	for _, part := range lines {
		if path := part.path(p.level); path != nil && path.crosses(bounds) {
			return true
		}
	}
	return false
}
