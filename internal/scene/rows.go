package scene

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// seat is a place inside an area where a level line of text may stand: its middle, and the length of text that fits.
type seat struct {
	at   geo.XY
	room float64 // metres to either side
}

// Seats lie on rows; an area gets about this many rows, and few seats on each.
const (
	seatRows    = 14
	seatsPerRow = 9
)

// seats finds where the name of an area may stand, the best first: near the area's label point. Text that has room
// there keeps inside the area on the rows above and below, too.
func (s *shape) seats() []seat {
	b := s.bounds
	step := b.Height() / (seatRows + 1)
	rows := make([][][2]float64, seatRows+2)
	for i := range rows {
		rows[i] = s.row(b.Min.Y + float64(i)*step)
	}
	middle := b.Center()
	if s.placed {
		middle = s.anchor
	}
	var out []seat
	for i := 1; i <= seatRows; i++ {
		y := b.Min.Y + float64(i)*step
		for _, span := range meet(rows[i], meet(rows[i-1], rows[i+1])) {
			out = append(out, spread(span, y, middle.X)...)
		}
	}
	if s.placed {
		if room := s.room(s.anchor); room > 0 {
			out = append(out, seat{s.anchor, room})
		}
	}
	away := func(t seat) float64 { return math.Hypot(t.at.X-middle.X, (t.at.Y-middle.Y)*1.5) }
	slices.SortStableFunc(out, func(a, b seat) int { return cmp.Compare(away(a), away(b)) })
	return out
}

// spread sets seats along a span: at its middle, nearest to x, and evenly between.
func spread(span [2]float64, y, x float64) []seat {
	var out []seat
	length := span[1] - span[0]
	for i := range seatsPerRow {
		at := span[0] + length*(float64(i)+1)/(seatsPerRow+1)
		out = append(out, seat{geo.XY{X: at, Y: y}, min(at-span[0], span[1]-at)})
	}
	if x > span[0] && x < span[1] {
		out = append(out, seat{geo.XY{X: x, Y: y}, min(x-span[0], span[1]-x)})
	}
	return out
}

// room is how far an area reaches to either side of a position, in metres.
func (s *shape) room(q geo.XY) float64 {
	for _, span := range s.row(q.Y) {
		if q.X >= span[0] && q.X <= span[1] {
			return min(q.X-span[0], span[1]-q.X)
		}
	}
	return 0
}

// row is where a level line runs inside the shape: spans from west to east.
func (s *shape) row(y float64) [][2]float64 {
	var crossings []float64
	for _, p := range s.parts {
		if !p.closed || y < p.bounds.Min.Y || y > p.bounds.Max.Y {
			continue
		}
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				a, b := r.points[i-1], r.points[i]
				if (a.Y > y) != (b.Y > y) {
					crossings = append(crossings, a.X+(y-a.Y)/(b.Y-a.Y)*(b.X-a.X))
				}
			}
		}
	}
	slices.Sort(crossings)
	spans := make([][2]float64, 0, len(crossings)/2)
	for i := 1; i < len(crossings); i += 2 {
		spans = append(spans, [2]float64{crossings[i-1], crossings[i]})
	}
	return spans
}

// meet is what two rows of spans have in common.
func meet(a, b [][2]float64) [][2]float64 {
	var out [][2]float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		from, to := max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
		if from < to {
			out = append(out, [2]float64{from, to})
		}
		if a[i][1] < b[j][1] {
			i++
		} else {
			j++
		}
	}
	return out
}
