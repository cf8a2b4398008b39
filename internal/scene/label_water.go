package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// riverLabelMaxMetresPerPixel is the scale in metres per pixel below which rivers are labelled, by
// rank.
var riverLabelMaxMetresPerPixel = [...]float64{0, 2000, 900, 450}

// reservoirLabelMaxMetresPerPixel is the scale in metres per pixel below which reservoirs are
// labelled.
const reservoirLabelMaxMetresPerPixel = 800

// placeRivers labels the rivers of some ranks that are drawn.
func (d labeller) placeRivers(placer *labelPlacer, metresPerPixel float64, from, to int) {
	for _, f := range d.world.rivers {
		rank := min(max(f.rank, 1), len(riverLabelMaxMetresPerPixel)-1)
		if rank >= from && rank <= to && metresPerPixel <= riverLabelMaxMetresPerPixel[rank] &&
			showsRiver(f.rank, metresPerPixel) {
			placer.placeWaterLabel(f, f.shortName(d.p.Lang), d.textStyle("river"), d.world)
		}
	}
}

// placeReservoirs labels reservoirs, on the water where it is wide enough, else beside it.
func (d labeller) placeReservoirs(placer *labelPlacer, metresPerPixel float64) {
	if metresPerPixel > reservoirLabelMaxMetresPerPixel {
		return
	}
	for _, f := range d.world.reservoirsOn(d.p.Date) {
		if f.kind == KindRiver {
			continue // labelled along its course
		}
		text, style := f.shortName(d.p.Lang), d.textStyle("river")
		if placer.fonts.Advance(text, style) < f.bounds.Width()*placer.lo &&
			placer.placeAtAnchors(labelID{text: text}, style, d.world.labelAnchorsOf(f), 1) {
			continue
		}
		placer.placeWaterLabel(f, text, style, d.world)
	}
}

// placeBridges labels bridges beside their course.
func (d labeller) placeBridges(placer *labelPlacer, metresPerPixel float64) {
	if metresPerPixel > bridgeLabelMaxMetresPerPixel {
		return
	}
	for _, f := range d.world.features["bridges"] {
		placer.placeWaterLabel(f, f.shortName(d.p.Lang), d.textStyle("river"), d.world)
	}
}

// The candidates for a river's label are riverLabelSpacing CSS pixels apart. At most maxRiverLabels
// are placed, and one is drawn.
const (
	riverLabelSpacing = 30
	maxRiverLabels    = 4
)

// placeWaterLabel labels a river beside its course or a reservoir at its shore, in Ukraine first.
func (p *labelPlacer) placeWaterLabel(f *feature, text string, style TextStyle, w *World) {
	var points []geo.XY
	for _, part := range f.parts {
		for _, r := range part.rings {
			points = append(points, pointsEvery(r.points, riverLabelSpacing/p.lo)...)
		}
	}
	orderMiddleOut(points)
	slices.SortStableFunc(points, func(a, b geo.XY) int {
		return w.countryBounds.outsideRank(a) - w.countryBounds.outsideRank(b)
	})
	p.placeBesideShore(f, points, text, style)
}

// pointsEvery returns points on a line at a constant distance, in metres.
func pointsEvery(line []geo.XY, step float64) []geo.XY {
	var out []geo.XY
	toNext := step / 2
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for t := toNext; t <= length; t += step {
			out = append(out, geo.XY{X: a.X + (b.X-a.X)*t/length, Y: a.Y + (b.Y-a.Y)*t/length})
			toNext = t + step
		}
		toNext -= length
	}
	return out
}

// orderMiddleOut reorders points so that the middle one is first and the ends are last.
func orderMiddleOut(list []geo.XY) {
	unordered := slices.Clone(list)
	for i := range list {
		k := len(unordered)/2 + (i+1)/2*(1-2*(i%2))
		list[i] = unordered[min(max(k, 0), len(unordered)-1)]
	}
}

// placeBesideShore places the label of a water beside some of the points, where it overlaps neither
// the water itself nor a line that labels avoid.
func (p *labelPlacer) placeBesideShore(f *feature, points []geo.XY, text string, style TextStyle) {
	width, capHeight := p.fonts.Advance(text, style), p.fonts.CapHeight(style)
	key := labelID{text: text}
	p.group++
	group, maxPlaced := p.group, maxRiverLabels
	if earlier, ok := p.alreadyPlaced[key]; ok {
		if p.boxFilter != nil {
			return
		}
		group = earlier // more placements, in case the first is outside the picture
	}
	if p.boxFilter != nil {
		maxPlaced = 1
	}
	for placed, i := 0, 0; i < len(points) && placed < maxPlaced; i++ {
		for _, side := range dotSides {
			dx, dy := dotTextOrigin(side.x, side.y, width, capHeight, 2)
			box := newTextBox(points[i], dx, dy, width, style)
			if !p.isFree(&box) || !p.clearOfHubs(&box) || p.boxCrossesLines(p.avoidedLines, &box) ||
				p.boxCrossesLines(f.parts, &box) || p.hitsObstacle(&box) {
				continue
			}
			p.addLabel(placedLabel{
				text: text, style: style, anchor: points[i], dx: dx, dy: dy, box: box, group: group,
			}, key)
			placed++
			break
		}
	}
}
