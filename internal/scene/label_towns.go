package scene

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
)

// townLabelMaxMetresPerPixel is the scale in metres per pixel below which towns may be labelled, by
// label rank.
var townLabelMaxMetresPerPixel = [...]float64{0, math.Inf(1), math.Inf(1), 2600, 1050, 520}

func (d labeller) placeTowns(placer *labelPlacer, metresPerPixel float64, from, to int,
	foreign bool) {
	for _, f := range d.townsOfRanks(metresPerPixel, from, to, foreign) {
		d.placeTown(placer, f)
	}
}

// townsOfRanks returns the towns of the label ranks from–to that are labelled at a scale, in the
// order of placement.
func (d labeller) townsOfRanks(metresPerPixel float64, from, to int,
	foreign bool) (list []*feature) {
	for _, t := range d.rankedTowns() {
		n := min(max(t.labelRank, 1), len(townLabelMaxMetresPerPixel)-1)
		atLine := t.labelRank < t.town.rank
		if n < from || n > to || t.town.foreign != foreign ||
			metresPerPixel > townLabelMaxMetresPerPixel[n] ||
			atLine && metresPerPixel > nearContactMaxMetresPerPixel {
			continue
		}
		list = append(list, t.town)
	}
	return list
}

// placePriorityLabels labels the towns of the first two ranks and, where not all oblasts are
// labelled, the oblasts that are mostly held.
func (d labeller) placePriorityLabels(placer *labelPlacer, key labelSetKey) {
	metresPerPixel := 1 / placer.lo
	var first []*priorityLabel
	for _, f := range d.townsOfRanks(metresPerPixel, 1, 2, false) {
		if l := d.townLabel(f); !placer.isPlaced(l, f) {
			first = append(first, placer.newPriorityTown(d.newTownConstraints(f), f, l))
		}
	}
	if key.oblasts && metresPerPixel >= oblastLabelMaxMetresPerPixel &&
		metresPerPixel < heldOblastLabelMaxMetresPerPixel {
		for _, f := range d.world.oblasts {
			text := strings.ToUpper(f.shortName(d.p.Lang))
			if _, done := placer.alreadyPlaced[labelID{text: text}]; !done && !cityOblasts[f.ref] &&
				d.mostlyHeld(f) {
				first = append(first, d.newPriorityArea(placer, text, d.textStyle("oblast"), f))
			}
		}
	}
	placer.placePriority(first)
}

// rankedTown is a town with the rank at which it is labelled.
type rankedTown struct {
	town            *feature
	labelRank       int
	contactDistance float64 // distance to the line of contact, in metres; 0 from label rank 3 on
}

// The news is about the towns near the line of contact. A town of rank 3 within nearContactDistance
// metres of the line is therefore labelled with those of rank 2, below
// nearContactMaxMetresPerPixel. It is sorted among them as if it were nearContactPenalty metres
// farther away.
const (
	nearContactDistance          = 15_000
	nearContactPenalty           = 60_000
	nearContactMaxMetresPerPixel = 3400
)

// rankedTowns returns the towns in the order of placement: by label rank, and those of rank 2 by
// distance to the line of contact, because the nearest have the least room.
func (d labeller) rankedTowns() []rankedTown {
	if d.control != nil && d.control.townsByRank != nil {
		return d.control.townsByRank
	}
	list := make([]rankedTown, len(d.world.towns))
	for i, f := range d.world.towns {
		t := rankedTown{town: f, labelRank: f.rank}
		if d.control != nil && !f.foreign && f.rank <= 3 {
			t.contactDistance = distanceToLines(d.control.contactLine.parts, f.anchor)
			switch {
			case f.rank == 3 && t.contactDistance <= nearContactDistance:
				t.labelRank, t.contactDistance = 2, t.contactDistance+nearContactPenalty
			case f.rank == 3:
				t.contactDistance = 0
			}
		}
		list[i] = t
	}
	slices.SortStableFunc(list, func(a, b rankedTown) int {
		return cmp.Or(a.labelRank-b.labelRank, cmp.Compare(a.contactDistance, b.contactDistance))
	})
	if d.control != nil {
		d.control.townsByRank = list
	}
	return list
}

// placeTown labels a town on land of its own holder.
func (d labeller) placeTown(placer *labelPlacer, f *feature) {
	if l := d.townLabel(f); !placer.isPlaced(l, f) {
		placer.placeTownLabel(d.newTownConstraints(f), f, l)
	}
}

func (d labeller) townLabel(f *feature) *townLabel {
	r := townDotRadius(f) * d.textScale
	l := &townLabel{
		text: f.name(d.p.Lang), style: d.townTextStyle(f), dotRadius: r, clearance: r,
		allowLeader: f.rank <= 3 && !f.foreign,
	}
	if d.p.isLow() && d.hasHubMark(f) {
		l.clearance = hubRadius + hubLabelGap
	}
	return l
}

// placeSelectedTown labels the selected town before all others, outside its ring, at every scale.
func (d labeller) placeSelectedTown(placer *labelPlacer) {
	f := d.selectedTown()
	l := d.townLabel(f)
	l.clearance, l.allowLeader = max(l.clearance, l.dotRadius+ringGap), true
	if !placer.isPlaced(l, f) {
		placer.placeTownLabel(d.newTownConstraints(f), f, l)
	}
}

// selectedTown returns the selected town, or nil.
func (d *frame) selectedTown() *feature {
	if !strings.HasPrefix(d.p.Selected, "town-") {
		return nil
	}
	return d.world.featuresByID[d.p.Selected]
}

func (d labeller) townTextStyle(f *feature) TextStyle {
	if f.foreign {
		return d.textStyle("town-foreign")
	}
	return d.textStyle(townTextRoles[min(max(f.rank, 1), len(townTextRoles))-1])
}

var townTextRoles = [...]string{"town-1", "town-2", "town-3", "town-4", "town-4"}

// townDotRadius returns the radius of a town's dot in CSS pixels.
func townDotRadius(f *feature) float64 {
	return []float64{4, 2.8, 2.3, 1.9, 1.6}[min(max(f.rank, 1), 5)-1]
}

// townLabel is the label of a town before its placement.
type townLabel struct {
	text                 string
	style                TextStyle
	dotRadius, clearance float64
	allowLeader          bool
}

// isPlaced reports whether a town was labelled in an earlier round.
func (p *labelPlacer) isPlaced(l *townLabel, f *feature) bool {
	_, done := p.alreadyPlaced[labelID{l.text, f.anchor}]
	return done
}

// placeTownLabel places a town's label beside its dot and reports whether both fit.
// If not, the town is left out with its dot.
func (p *labelPlacer) placeTownLabel(c *townConstraints, f *feature, l *townLabel) bool {
	for _, variant := range l.variants() {
		for n := range p.townPlacements(c, f, l, variant) {
			p.addPlacement(n)
			return true
		}
	}
	return false
}

// townPlacements yields the placements of a variant that are free and on land of the town's holder,
// the best first.
func (p *labelPlacer) townPlacements(c *townConstraints, f *feature, l *townLabel,
	variant townVariant) iter.Seq[placement] {
	return func(yield func(placement) bool) {
		p.collectConstraints(c, l.reachBounds(p, f.anchor))
		r := l.clearance + 1
		s := &townSearch{
			placer: p, constraints: c, town: f, label: l, variant: variant,
			dot: anchoredBox{f.anchor, -r, -r, r, r},
		}
		if !c.isFree(&s.dot) {
			return
		}
		s.width, s.capHeight = p.fonts.Advance(l.text, variant.style),
			p.fonts.CapHeight(variant.style)
		for candidate := range s.freeCandidates() {
			if n, ok := s.placement(candidate); ok && !yield(n) {
				return
			}
		}
	}
}

// townSearch is the search for placements of one variant of a town's label.
type townSearch struct {
	placer           *labelPlacer
	constraints      *townConstraints
	town             *feature
	label            *townLabel
	variant          townVariant
	dot              anchoredBox
	width, capHeight float64 // of the text, in CSS pixels
}

// freeCandidates yields the candidates that overlap no label, the best first. One that crosses an
// avoided line is moved crossingCost down the list.
func (s *townSearch) freeCandidates() iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		p := s.placer
		var deferred []candidate
		for _, c := range s.label.candidates(s.width, s.capHeight, s.variant.leader) {
			for len(deferred) > 0 && deferred[0].cost <= c.cost {
				if !yield(deferred[0]) {
					return
				}
				deferred = deferred[1:]
			}
			c.box = newTextBox(s.town.anchor, c.dx, c.dy, s.width, s.variant.style)
			if !s.constraints.isFree(&c.box) {
				continue
			}
			if p.boxCrossesLines(p.avoidedLines, &c.box) {
				c.cost += crossingCost
				deferred = append(deferred, c)
			} else if !yield(c) {
				return
			}
		}
		for _, c := range deferred {
			if !yield(c) {
				return
			}
		}
	}
}

// placement returns the placement of a candidate. It is false if the candidate is not on land of
// the town's holder or its leader is not free.
func (s *townSearch) placement(c candidate) (n placement, ok bool) {
	f, l := s.town, s.label
	if !s.placer.onOwnLand(s.constraints, &c.box) {
		return n, false
	}
	n = placement{key: labelID{l.text, f.anchor}, placedLabel: placedLabel{
		text: l.text, style: s.variant.style, anchor: f.anchor, dx: c.dx, dy: c.dy, box: c.box,
		town: f, dotRadius: l.dotRadius, clearance: l.clearance,
	}}
	if s.variant.leader {
		if s.constraints.seaBetween(s.placer, &c.box) {
			return n, false
		}
		n.leader = newLeader(c.dx, c.dy, s.width, s.capHeight, l.clearance+1)
	}
	leaderBoxes := n.leader.collisionBoxes(f.anchor)
	if slices.ContainsFunc(leaderBoxes,
		func(b anchoredBox) bool { return !s.constraints.isFree(&b) }) {
		return n, false
	}
	n.boxes = append(append(n.boxes, n.box, s.dot), leaderBoxes...)
	return n, true
}

// crossingCost is the number of candidates by which a placement across an avoided line is moved
// down the list.
const crossingCost = 5
