package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// riverLabelMaxMetresPerPixel is the scale in metres a pixel below which rivers of a rank are
// named.
var riverLabelMaxMetresPerPixel = [...]float64{0, 2000, 900, 450}

// Reservoirs are named below this scale.
const reservoirLabelMaxMetresPerPixel = 800

// placeRivers names rivers of some ranks that are drawn.
func (d *painter) placeRivers(pl *labelPlacer, far float64, from, to int) {
	for _, s := range d.world.rivers {
		rank := min(max(s.rank, 1), len(riverLabelMaxMetresPerPixel)-1)
		if rank >= from && rank <= to && far <= riverLabelMaxMetresPerPixel[rank] &&
			showsRiver(s.rank, far) {
			pl.placeWaterLabel(s, s.shortName(d.p.Lang), d.textStyle("river"), d.world)
		}
	}
}

// placeReservoirs names reservoirs, on the water where it is wide enough.
func (d *painter) placeReservoirs(pl *labelPlacer, far float64) {
	if far > reservoirLabelMaxMetresPerPixel {
		return
	}
	for _, s := range d.world.reservoirsOn(d.p.Date) {
		if s.kind == KindRiver {
			continue // named along its course
		}
		text, style := s.shortName(d.p.Lang), d.textStyle("river")
		if pl.fonts.Advance(text, style) < s.bounds.Width()*pl.lo &&
			pl.placeAtAnchors(labelID{text: text}, style, d.world.labelAnchorsOf(s), 1) {
			continue
		}
		pl.placeWaterLabel(s, text, style, d.world)
	}
}

// placeBridges names bridges beside their course.
func (d *painter) placeBridges(pl *labelPlacer, far float64) {
	if far > bridgeLabelMaxMetresPerPixel {
		return
	}
	for _, s := range d.world.bridges {
		pl.placeWaterLabel(s, s.shortName(d.p.Lang), d.textStyle("river"), d.world)
	}
}

// Spots of a river's name lie so many CSS pixels apart, and a river has so many of them at most:
// one is seen.
const (
	riverLabelSpacing = 30
	maxRiverLabels    = 4
)

// placeWaterLabel names a river beside its course, or a reservoir at its shore, in Ukraine first.
func (p *labelPlacer) placeWaterLabel(s *feature, text string, style TextStyle, w *World) {
	var at []geo.XY
	for _, part := range s.parts {
		for _, r := range part.rings {
			at = append(at, pointsEvery(r.points, riverLabelSpacing/p.lo)...)
		}
	}
	orderMiddleOut(at)
	slices.SortStableFunc(at, func(a, b geo.XY) int {
		return w.countryBounds.outsideRank(a) - w.countryBounds.outsideRank(b)
	})
	p.placeBesideShore(s, at, text, style)
}

// outsideRank is 0 in the box and 1 out of it.
func (b Bounds) outsideRank(q geo.XY) int {
	if q.X < b.Min.X || q.X > b.Max.X || q.Y < b.Min.Y || q.Y > b.Max.Y {
		return 1
	}
	return 0
}

// pointsEvery are positions on a line at some distance from each other.
func pointsEvery(line []geo.XY, step float64) []geo.XY {
	var out []geo.XY
	left := step / 2
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for t := left; t <= length; t += step {
			out = append(out, geo.XY{X: a.X + (b.X-a.X)*t/length, Y: a.Y + (b.Y-a.Y)*t/length})
			left = t + step
		}
		left -= length
	}
	return out
}

// orderMiddleOut reorders positions: the middle one first, the ends last.
func orderMiddleOut(list []geo.XY) {
	in := slices.Clone(list)
	for i := range list {
		k := len(in)/2 + (i+1)/2*(1-2*(i%2))
		list[i] = in[min(max(k, 0), len(in)-1)]
	}
}

// placeBesideShore puts the name of a water beside it at some of the positions, where it lies
// neither across the water itself nor across a line that matters.
func (p *labelPlacer) placeBesideShore(s *feature, at []geo.XY, text string, style TextStyle) {
	width, capHeight := p.fonts.Advance(text, style), p.fonts.CapHeight(style)
	key := labelID{text: text}
	p.group++
	group, most := p.group, maxRiverLabels
	if earlier, ok := p.alreadyPlaced[key]; ok {
		if p.boxFilter != nil {
			return
		}
		group = earlier // further spots, for when the first is out of the picture
	}
	if p.boxFilter != nil {
		most = 1
	}
	for placed, i := 0, 0; i < len(at) && placed < most; i++ {
		for _, a := range dotSides {
			dx, dy := dotTextOrigin(a.x, a.y, width, capHeight, 2)
			h := newTextBox(at[i], dx, dy, width, style)
			if !p.isFree(&h) || !p.clearOfHubs(&h) || p.boxCrossesLines(p.avoidedLines, &h) ||
				p.boxCrossesLines(s.parts, &h) || p.hitsObstacle(&h) {
				continue
			}
			p.addLabel(placedLabel{text: text, style: style, anchor: at[i], dx: dx, dy: dy, box: h,
				group: group}, key)
			placed++
			break
		}
	}
}
