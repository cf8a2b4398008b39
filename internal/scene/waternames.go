package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// riverNamed is the scale in metres a pixel below which rivers of a rank are named.
var riverNamed = [...]float64{0, 2000, 900, 450}

// Reservoirs are named below this scale.
const reservoirNamed = 800

// placeRivers names rivers of some ranks that are drawn.
func (d *drawer) placeRivers(pl *placer, far float64, from, to int) {
	for _, s := range d.world.rivers {
		rank := min(max(s.rank, 1), len(riverNamed)-1)
		if rank >= from && rank <= to && far <= riverNamed[rank] && riverShown(s.rank, far) {
			pl.river(s, s.label(d.p.Lang), d.text("river"), d.world)
		}
	}
}

// placeReservoirs names reservoirs, on the water where it is wide enough.
func (d *drawer) placeReservoirs(pl *placer, far float64) {
	if far > reservoirNamed {
		return
	}
	for _, s := range d.world.reservoirsOn(d.p.Date) {
		if s.kind == KindRiver {
			continue // named along its course
		}
		text, style := s.label(d.p.Lang), d.text("river")
		if pl.fonts.Advance(text, style) < s.bounds.Width()*pl.lo && pl.onSeats(placeKey{text: text}, style, d.world.seatsOf(s), 1) {
			continue
		}
		pl.river(s, text, style, d.world)
	}
}

// placeBridges names bridges beside their course.
func (d *drawer) placeBridges(pl *placer, far float64) {
	if far > bridgeNamed {
		return
	}
	for _, s := range d.world.bridges {
		pl.river(s, s.label(d.p.Lang), d.text("river"), d.world)
	}
}

// Spots of a river's name lie so many CSS pixels apart, and a river has so many of them at most: one is seen.
const (
	riverStep  = 30
	riverSpots = 4
)

// river names a river beside its course, or a reservoir at its shore, in Ukraine first.
func (p *placer) river(s *shape, text string, style TextStyle, w *World) {
	var at []geo.XY
	for _, part := range s.parts {
		for _, r := range part.rings {
			at = append(at, spaced(r.points, riverStep/p.lo)...)
		}
	}
	middleOut(at)
	slices.SortStableFunc(at, func(a, b geo.XY) int { return w.home.off(a) - w.home.off(b) })
	p.bank(s, at, text, style)
}

// off is 0 in the box and 1 out of it.
func (b Box) off(q geo.XY) int {
	if q.X < b.Min.X || q.X > b.Max.X || q.Y < b.Min.Y || q.Y > b.Max.Y {
		return 1
	}
	return 0
}

// spaced are positions on a line at some distance from each other.
func spaced(line []geo.XY, step float64) []geo.XY {
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

// middleOut reorders positions: the middle one first, the ends last.
func middleOut(list []geo.XY) {
	in := slices.Clone(list)
	for i := range list {
		k := len(in)/2 + (i+1)/2*(1-2*(i%2))
		list[i] = in[min(max(k, 0), len(in)-1)]
	}
}

// bank puts the name of a water beside it at some of the positions, where it lies neither across the water itself nor
// across a line that matters.
func (p *placer) bank(s *shape, at []geo.XY, text string, style TextStyle) {
	width, capHeight := p.fonts.Advance(text, style), p.fonts.CapHeight(style)
	key := placeKey{text: text}
	p.group++
	group, most := p.group, riverSpots
	if earlier, ok := p.again[key]; ok {
		if p.within != nil {
			return
		}
		group = earlier // further spots, for when the first is out of the picture
	}
	if p.within != nil {
		most = 1
	}
	for placed, i := 0, 0; i < len(at) && placed < most; i++ {
		for _, a := range aroundDot {
			dx, dy := beside(a.x, a.y, width, capHeight, 2)
			h := hang(at[i], dx, dy, width, style)
			if !p.free(&h) || !p.offDiscs(&h) || p.across(p.lines, &h) || p.across(s.parts, &h) || p.barred(&h) {
				continue
			}
			p.take(spot{text: text, style: style, at: at[i], dx: dx, dy: dy, box: h, group: group}, key)
			placed++
			break
		}
	}
}
