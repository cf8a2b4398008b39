package scene

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// lineLabelSides are the sides of a point of a line for its label, the best first. North and west
// are the government's side of most of the line of contact.
var lineLabelSides = []labelSide{
	{0, -1}, {-0.5, -1}, {-1, -1}, {-1, -0.5}, {-1, 0}, {0.5, -1}, {1, -1}, {-1, 0.5}, {-1, 1},
	{0, 1}, {1, 0}, {1, 1},
}

// lineLabelGap is the gap between a line and its label, in CSS pixels.
const lineLabelGap = 11

// placeLineLabel labels a line beside its longest connected run, where the line stays nearest to
// the label over its whole width. The initial view has one placement. Otherwise there are several,
// of which one is drawn. A label without room on one line has two or three.
func (d labeller) placeLineLabel(placer *labelPlacer, text string, style TextStyle,
	parts []*geometryPart) {
	key := labelID{text: text}
	if _, done := placer.alreadyPlaced[key]; done || text == "" {
		return
	}
	maxPlaced := 3
	if placer.boxFilter != nil {
		maxPlaced = 1
	}
	placer.group++
	line, placed := longestLine(parts), 0
	for lines := 1; lines <= 3 && placed == 0; lines++ {
		block, ok := breakIntoLines(placer.fonts, []paragraph{{text, style}}, lines)
		if !ok {
			return
		}
		for _, c := range placer.lineLabelCandidates(&block, line) {
			if placer.isFree(&c.box) && !placer.hitsObstacle(&c.box) {
				label := block.placedLabel(key, c.box.anchor, c.side, lineLabelGap)
				label.group, label.leader = placer.group, Leader{}
				placer.addLabel(label, key)
				if placed++; placed == maxPlaced {
					return
				}
			}
		}
	}
}

// lineLabelCandidate is a candidate placement of a line's label. Its cost is mainly the sum of the
// distances of the label's ends and middle from the line.
type lineLabelCandidate struct {
	side labelSide
	box  anchoredBox
	cost float64
}

// lineLabelCandidates returns the candidate placements beside a line, the lowest cost first.
func (p *labelPlacer) lineLabelCandidates(block *textBlock, line []geo.XY) []lineLabelCandidate {
	const maxPositions, maxSamples = 20, 90
	samples := sampleEvenly(line, maxSamples)
	var out []lineLabelCandidate
	for _, q := range sampleEvenly(line, maxPositions) {
		for i, side := range lineLabelSides {
			c := lineLabelCandidate{side: side, box: block.anchoredBox(q, side, lineLabelGap),
				cost: 2 * float64(i)}
			b := c.box.boundsAt(p.lo)
			for _, x := range [...]float64{b.Min.X, b.Center().X, b.Max.X} {
				best := math.Inf(1)
				for _, sample := range samples {
					best = min(best, math.Hypot(sample.X-x, sample.Y-b.Center().Y))
				}
				c.cost += best * p.lo
			}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out,
		func(a, b lineLabelCandidate) int { return cmp.Compare(a.cost, b.cost) })
	return out
}

// sampleEvenly returns about n of the points of a line, at even intervals of the index.
func sampleEvenly(line []geo.XY, n int) []geo.XY {
	var out []geo.XY
	step := max(float64(len(line))/float64(n), 1)
	for next := step / 2; int(next) < len(line); next += step {
		out = append(out, line[int(next)])
	}
	return out
}

// longestLine returns the longest of the lines. Parts that begin where the previous one ends form
// one line. The choice excludes pockets at the border, beside which the label would seem to belong
// to the pocket.
func longestLine(parts []*geometryPart) []geo.XY {
	var longest, line []geo.XY
	maxLength, length := 0.0, 0.0
	for _, p := range parts {
		points := p.rings[0].points
		if len(line) == 0 || line[len(line)-1] != points[0] {
			line, length = nil, 0
		}
		for i := 1; i < len(points); i++ {
			length += math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
		}
		line = append(line, points...)
		if length > maxLength {
			longest, maxLength = line, length
		}
	}
	return longest
}

// distanceToLines returns the distance from a point to the nearest of the lines, in metres.
func distanceToLines(parts []*geometryPart, q geo.XY) float64 {
	best := math.Inf(1)
	for _, p := range parts {
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				best = min(best, distanceToSegment(q, r.points[i-1], r.points[i]))
			}
		}
	}
	return best
}
