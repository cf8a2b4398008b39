package scene

import (
	"slices"

	"truceline/internal/geo"
)

// labelSide is a side of an anchor, as factors of the offset: x to the right, y down.
type labelSide struct{ x, y float64 }

// dotSides are the sides of a dot, the best first.
var dotSides = []labelSide{{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}}

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
func (s labelSide) textOrigin(width, capHeight, gap float64) (dx, dy float64) {
	return s.x*(width/2+gap) - width/2, s.y*(capHeight/2+gap) + capHeight/2
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
