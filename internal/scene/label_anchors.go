package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// labelAnchor is a place inside an area where a level line of text may stand: its middle, and the
// length of text that fits.
type labelAnchor struct {
	position  geo.XY
	halfWidth float64 // metres to either side
}

// Seats lie on rows; an area gets about this many rows, and few seats on each.
const (
	anchorRows    = 14
	anchorsPerRow = 9
)

// labelAnchors finds where the name of an area may stand, the best first: near the area's label
// point. Text that has room there keeps inside the area on the rows above and below, too.
func (s *feature) labelAnchors() []labelAnchor {
	b := s.bounds
	step := b.Height() / (anchorRows + 1)
	rows := s.spansAtRows(b.Min.Y, step, anchorRows+2)
	middle := b.Center()
	if s.hasAnchor {
		middle = s.anchor
	}
	out := make([]labelAnchor, 0, anchorRows*(anchorsPerRow+1)+1)
	for i := 1; i <= anchorRows; i++ {
		y := b.Min.Y + float64(i)*step
		for _, span := range intersectSpans(rows[i], intersectSpans(rows[i-1], rows[i+1])) {
			out = appendAnchors(out, span, y, middle.X, anchorsPerRow)
		}
	}
	if s.hasAnchor {
		if room := s.halfWidthAt(s.anchor); room > 0 {
			out = append(out, labelAnchor{s.anchor, room})
		}
	}
	sortByCost(out, func(t labelAnchor) float64 {
		x, y := t.position.X-middle.X, (t.position.Y-middle.Y)*1.5
		return x*x + y*y
	})
	return out
}

// narrowLabelAnchors finds where text may stand that does not keep inside the area on the rows
// above and below, on rows and positions twice as near, the best first. A box there may reach over
// the area's edge.
func (s *feature) narrowLabelAnchors() []labelAnchor {
	const rows = 2*anchorRows + 1
	b, middle := s.bounds, s.bounds.Center()
	if s.hasAnchor {
		middle = s.anchor
	}
	step := b.Height() / (rows + 1)
	var out []labelAnchor
	for i, spans := range s.spansAtRows(b.Min.Y+step, step, rows) {
		for _, span := range spans {
			out = appendAnchors(out, span, b.Min.Y+float64(i+1)*step, middle.X, 2*anchorsPerRow+1)
		}
	}
	sortByCost(out, func(t labelAnchor) float64 {
		x, y := t.position.X-middle.X, (t.position.Y-middle.Y)*1.5
		return x*x + y*y
	})
	return out
}

// sortByCost sorts seats by a measure of each, at least 0, and leaves those of one measure in their
// order. Measures count as alike where a float32 does not tell them apart: with their places they
// then are whole numbers, which sort without a call for each comparison.
func sortByCost(seats []labelAnchor, measure func(labelAnchor) float64) {
	keys := make([]uint64, len(seats))
	for i, t := range seats {
		keys[i] = uint64(math.Float32bits(float32(measure(t))))<<32 | uint64(i)
	}
	slices.Sort(keys)
	before := slices.Clone(seats)
	for i, key := range keys {
		seats[i] = before[uint32(key)]
	}
}

// appendAnchors adds seats along a span: at its middle, nearest to x, and evenly between.
func appendAnchors(out []labelAnchor, span [2]float64, y, x float64, count int) []labelAnchor {
	length := span[1] - span[0]
	for i := range count {
		at := span[0] + length*float64(i+1)/float64(count+1)
		out = append(out, labelAnchor{geo.XY{X: at, Y: y}, min(at-span[0], span[1]-at)})
	}
	if x > span[0] && x < span[1] {
		out = append(out, labelAnchor{geo.XY{X: x, Y: y}, min(x-span[0], span[1]-x)})
	}
	return out
}

// halfWidthAt is how far an area reaches to either side of a position, in metres.
func (s *feature) halfWidthAt(q geo.XY) float64 {
	for _, span := range s.spansAt(q.Y) {
		if q.X >= span[0] && q.X <= span[1] {
			return min(q.X-span[0], span[1]-q.X)
		}
	}
	return 0
}

// spansAt is where a level line runs inside the shape: spans from west to east.
func (s *feature) spansAt(y float64) [][2]float64 { return s.spansAtRows(y, 1, 1)[0] }

// maxSpanGap is the distance in metres below which two spans are one: where parts of a shape meet.
const maxSpanGap = 0.1

// spansAtRows is where n level lines run inside the shape, the first at y and each step above the
// last: spans from west to east. All are found in one walk around the shape.
func (s *feature) spansAtRows(y, step float64, n int) [][][2]float64 {
	at := func(row int) float64 { return y + float64(row)*step }
	// below is how many of the lines are below a position.
	below := func(to float64) int {
		k := int(min(max(math.Ceil((to-y)/step), 0), float64(n)))
		for k > 0 && at(k-1) >= to { // what rounding has moved
			k--
		}
		for k < n && at(k) < to {
			k++
		}
		return k
	}
	crossings := make([][]float64, n)
	for _, p := range s.parts {
		if !p.closed || p.bounds.Max.Y < y || p.bounds.Min.Y > at(n-1) {
			continue
		}
		for _, r := range p.rings {
			last := below(r.points[0].Y)
			under, over := at(last-1), at(last) // the lines next to the position
			for i := 1; i < len(r.points); i++ {
				if q := r.points[i].Y; under < q && q <= over { // as most
					continue
				}
				k := below(r.points[i].Y)
				under, over = at(k-1), at(k)
				for row := min(last, k); row < max(last, k); row++ {
					a, b := r.points[i-1], r.points[i]
					crossings[row] = append(crossings[row], a.X+(at(row)-a.Y)/(b.Y-a.Y)*(b.X-a.X))
				}
				last = k
			}
		}
	}
	rows := make([][][2]float64, n)
	for row, xs := range crossings {
		slices.Sort(xs)
		for i := 1; i < len(xs); i += 2 {
			span := [2]float64{xs[i-1], xs[i]}
			if n := len(rows[row]); n > 0 && span[0]-rows[row][n-1][1] < maxSpanGap {
				rows[row][n-1][1] = span[1]
			} else {
				rows[row] = append(rows[row], span)
			}
		}
	}
	return rows
}

// intersectSpans is what two rows of spans have in common.
func intersectSpans(a, b [][2]float64) [][2]float64 {
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
