package scene

import (
	"math"

	"truceline/internal/geo"
)

// spot is a label with a place: a box that hangs on a map position.
type spot struct {
	text  string
	style TextStyle
	at    geo.XY
	// dx and dy lead from the position to the left end of the baseline, in CSS pixels.
	dx, dy float64
	box    hung
	// group numbers the name that it is one spot for; only the first spot of a name that can be seen is drawn.
	group int
	town  *shape // nil: not a town's
	// radius is that of the dot or disc that it stands beside; 0: it stands beside none.
	radius float64
}

// hung is a box in CSS pixels that hangs on a map position.
type hung struct {
	at             geo.XY
	x0, y0, x1, y1 float64
}

// scales are the smallest and the greatest scale, in CSS pixels a metre, between which a set of labels is used.
type scales struct{ lo, hi float64 }

func (s scales) middle() float64 { return (s.lo + s.hi) / 2 }

// apart says whether two boxes keep apart at all scales between two. The distance of their positions grows evenly
// with the scale, so boxes that one level or upright line parts at both ends are parted by it all the way.
func (s scales) apart(a, b *hung) bool {
	dx, dy := b.at.X-a.at.X, a.at.Y-b.at.Y
	return s.beyond(a.x1, dx, b.x0) || s.beyond(b.x1, -dx, a.x0) || s.beyond(a.y1, dy, b.y0) || s.beyond(b.y1, -dy, a.y0)
}

// beyond says whether from lies before to, which is d metres on.
func (s scales) beyond(from, d, to float64) bool {
	return from <= d*s.lo+to && from <= d*s.hi+to
}

// placer puts labels where they meet nothing that was put before.
type placer struct {
	scales
	fonts *Fonts
	boxes []hung // of labels and dots placed so far
	discs []hung // on which towns may stand, but no name of an area
	spots []spot
	lines []*part // labels rather keep off these
	level int
	group int
	// within says whether a box may be used at all. Nil: every box may.
	within func(*hung) bool
	// placed are the groups of the names that are placed; again those of an earlier round, which are not placed twice.
	placed, again map[placeKey]int
}

// placeKey tells one name from another: by its text, and that of a point by its position too.
type placeKey struct {
	text string
	at   geo.XY
}

// at begins to place for other scales.
func (p *placer) at(s scales) {
	p.scales, p.level = s, detail(1/s.lo, 1, detailPixels)
}

// note keeps that a name of the present group was placed.
func (p *placer) note(k placeKey) {
	if p.placed != nil {
		p.placed[k] = p.group
	}
}

// free says whether a box meets no other.
func (p *placer) free(h *hung) bool {
	if p.within != nil && !p.within(h) {
		return false
	}
	for i := range p.boxes {
		if !p.apart(&p.boxes[i], h) {
			return false
		}
	}
	return true
}

// only places what place does with boxes that ok allows, besides what has been asked of them already.
func (p *placer) only(ok func(*hung) bool, place func()) {
	within := p.within
	p.within = func(h *hung) bool { return (within == nil || within(h)) && ok(h) }
	place()
	p.within = within
}

// offDiscs says whether a box meets no disc but that on whose position it hangs.
func (p *placer) offDiscs(h *hung) bool {
	for i := range p.discs {
		if p.discs[i].at != h.at && !p.apart(&p.discs[i], h) {
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

// boxGap is the air around a text's box in CSS pixels.
const boxGap = 1.5

// hang is the box of a text whose baseline begins at dx, dy from a position.
func hang(at geo.XY, dx, dy, width float64, s TextStyle) hung {
	return hung{at, dx - boxGap, dy - ascent*s.Size - boxGap, dx + width + boxGap, dy + descent*s.Size + boxGap}
}

// area places the name of an area on as many of its seats as there is room, at most most of them.
func (p *placer) area(text string, s TextStyle, seats []seat, most int) {
	width := p.fonts.Advance(text, s)
	capHeight := p.fonts.CapHeight(s)
	p.group++
	group := p.group
	if earlier, ok := p.again[placeKey{text: text}]; ok {
		group = earlier // further seats, for when the first is out of the picture
	}
	if p.within != nil {
		most = 1
	}
	for _, t := range seats {
		if width/2+3 > t.room*p.lo {
			continue
		}
		h := hang(t.at, -width/2, capHeight/2, width, s)
		if !p.free(&h) || !p.offDiscs(&h) || p.crossing(&h) > 0 {
			continue
		}
		p.spots = append(p.spots, spot{text: text, style: s, at: t.at, dx: -width / 2, dy: capHeight / 2, box: h, group: group})
		p.boxes = append(p.boxes, h)
		p.note(placeKey{text: text})
		if most--; most == 0 {
			return
		}
	}
}

// side is a place of a name beside its dot: x to the right, y down.
type side struct{ x, y float64 }

// aroundDot are the sides of a dot, the best first.
var aroundDot = []side{{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}}

// town places a town's name beside its dot; without room for both the town is left out, dot and all.
func (p *placer) town(s *shape, text string, style TextStyle, radius float64) {
	dot := hung{s.anchor, -radius - 1, -radius - 1, radius + 1, radius + 1}
	if _, done := p.again[placeKey{text, s.anchor}]; done || !p.free(&dot) || !p.point(text, style, s.anchor, radius, aroundDot) {
		return
	}
	p.spots[len(p.spots)-1].town = s
	p.boxes = append(p.boxes, dot)
}

// point places a name at one side of a position, radius pixels and a gap away.
func (p *placer) point(text string, s TextStyle, at geo.XY, radius float64, sides []side) bool {
	if _, done := p.again[placeKey{text, at}]; done {
		return true
	}
	width, capHeight := p.fonts.Advance(text, s), p.fonts.CapHeight(s)
	best, bestCost := hung{}, math.Inf(1)
	var bestX, bestY float64
	for i, a := range sides {
		dx, dy := beside(a.x, a.y, width, capHeight, radius)
		h := hang(at, dx, dy, width, s)
		cost := float64(i)
		if cost >= bestCost || !p.free(&h) {
			continue
		}
		if cost += p.crossing(&h); cost < bestCost {
			best, bestCost, bestX, bestY = h, cost, dx, dy
		}
	}
	if math.IsInf(bestCost, 1) {
		return false
	}
	p.group++
	p.spots = append(p.spots, spot{text: text, style: s, at: at, dx: bestX, dy: bestY, box: best, group: p.group, radius: radius})
	p.boxes = append(p.boxes, best)
	p.note(placeKey{text, at})
	return true
}

// beside is where a text begins that stands to one side of a dot.
func beside(x, y, width, capHeight, radius float64) (dx, dy float64) {
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

// crossCost is how many places further down the list a name goes rather than lie across a line.
const crossCost = 5

// on is the part of the map under a box at a scale.
func (h *hung) on(scale float64) Box {
	return Box{
		Min: geo.XY{X: h.at.X + h.x0/scale, Y: h.at.Y - h.y1/scale},
		Max: geo.XY{X: h.at.X + h.x1/scale, Y: h.at.Y - h.y0/scale},
	}
}

// crossing is the cost of lying across one of the lines, at the smaller scale.
func (p *placer) crossing(h *hung) float64 {
	if p.across(p.lines, h) {
		return crossCost
	}
	return 0
}

// across says whether a box lies across lines, at the smaller scale.
func (p *placer) across(lines []*part, h *hung) bool {
	box := h.on(p.lo)
	for _, part := range lines {
		path := part.path(p.level)
		if path == nil || !box.Meets(path.Bounds) {
			continue
		}
		for _, line := range path.Lines {
			for i := 1; i < len(line); i++ {
				if box.crossedBy(line[i-1], line[i]) {
					return true
				}
			}
		}
	}
	return false
}

// crossedBy says whether a segment has a position in the box (Liang and Barsky's clipping, 1984).
func (b Box) crossedBy(p, q geo.XY) bool {
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
	return clip(-dx, p.X-b.Min.X) && clip(dx, b.Max.X-p.X) && clip(-dy, p.Y-b.Min.Y) && clip(dy, b.Max.Y-p.Y)
}
