package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// labelAnchor is a point inside an area where a horizontal line of text may be centred, and the
// width of text that fits.
type labelAnchor struct {
	position  geo.XY
	halfWidth float64 // metres to the nearer edge, west or east
}

// An area has label anchors on about anchorRows rows, and on each span of a row about
// anchorsPerRow.
const (
	anchorRows    = 14
	anchorsPerRow = 9
)

// labelAnchors returns the label anchors of an area, the nearest to its label point first. The
// spans of the rows above and below are intersected with the row's own, so that text that fits is
// inside the area over its whole height.
func (f *feature) labelAnchors() []labelAnchor {
	b := f.bounds
	step := b.Height() / (anchorRows + 1)
	rows := f.spansAtRows(b.Min.Y, step, anchorRows+2)
	middle := b.Center()
	if f.hasAnchor {
		middle = f.anchor
	}
	out := make([]labelAnchor, 0, anchorRows*(anchorsPerRow+1)+1)
	for i := 1; i <= anchorRows; i++ {
		y := b.Min.Y + float64(i)*step
		for _, span := range intersectSpans(rows[i], intersectSpans(rows[i-1], rows[i+1])) {
			out = appendAnchors(out, span, y, middle.X, anchorsPerRow)
		}
	}
	if f.hasAnchor {
		if halfWidth := f.halfWidthAt(f.anchor); halfWidth > 0 {
			out = append(out, labelAnchor{f.anchor, halfWidth})
		}
	}
	sortByCost(out, func(anchor labelAnchor) float64 {
		x, y := anchor.position.X-middle.X, (anchor.position.Y-middle.Y)*1.5
		return x*x + y*y
	})
	return out
}

// narrowLabelAnchors returns label anchors without regard to the rows above and below, on twice as
// many rows and points, the best first. A box there may extend beyond the area's edge.
func (f *feature) narrowLabelAnchors() []labelAnchor {
	const rows = 2*anchorRows + 1
	b, middle := f.bounds, f.bounds.Center()
	if f.hasAnchor {
		middle = f.anchor
	}
	step := b.Height() / (rows + 1)
	var out []labelAnchor
	for i, spans := range f.spansAtRows(b.Min.Y+step, step, rows) {
		for _, span := range spans {
			out = appendAnchors(out, span, b.Min.Y+float64(i+1)*step, middle.X, 2*anchorsPerRow+1)
		}
	}
	sortByCost(out, func(anchor labelAnchor) float64 {
		x, y := anchor.position.X-middle.X, (anchor.position.Y-middle.Y)*1.5
		return x*x + y*y
	})
	return out
}

// sortByCost sorts label anchors by a cost of at least 0, stably. Costs that are equal as float32
// count as equal. Cost and index then form an integer key, which sorts without a call per
// comparison.
func sortByCost(anchors []labelAnchor, cost func(labelAnchor) float64) {
	keys := make([]uint64, len(anchors))
	for i, anchor := range anchors {
		keys[i] = uint64(math.Float32bits(float32(cost(anchor))))<<32 | uint64(i)
	}
	slices.Sort(keys)
	unsorted := slices.Clone(anchors)
	for i, key := range keys {
		anchors[i] = unsorted[uint32(key)]
	}
}

// appendAnchors appends label anchors along a span: count evenly spaced ones, and one at x.
func appendAnchors(out []labelAnchor, span [2]float64, y, x float64, count int) []labelAnchor {
	length := span[1] - span[0]
	for i := range count {
		anchorX := span[0] + length*float64(i+1)/float64(count+1)
		out = append(out,
			labelAnchor{geo.XY{X: anchorX, Y: y}, min(anchorX-span[0], span[1]-anchorX)})
	}
	if x > span[0] && x < span[1] {
		out = append(out, labelAnchor{geo.XY{X: x, Y: y}, min(x-span[0], span[1]-x)})
	}
	return out
}

// halfWidthAt returns the distance from a point to the nearer edge of the area on its row, west or
// east, in metres. It is 0 outside the area.
func (f *feature) halfWidthAt(q geo.XY) float64 {
	for _, span := range f.spansAt(q.Y) {
		if q.X >= span[0] && q.X <= span[1] {
			return min(q.X-span[0], span[1]-q.X)
		}
	}
	return 0
}

// spansAt returns the spans of a horizontal line inside the feature, from west to east.
func (f *feature) spansAt(y float64) [][2]float64 { return f.spansAtRows(y, 1, 1)[0] }

// maxSpanGap is the gap in metres below which two spans are merged: where parts of a feature meet.
const maxSpanGap = 0.1

// spansAtRows returns the spans of n horizontal lines inside the feature, each from west to east.
// The first line is at y and each is step above the last. All are found in one walk around the
// feature.
func (f *feature) spansAtRows(y, step float64, n int) [][][2]float64 {
	lines := scanlines{y, step, n}
	crossings := make([][]float64, n)
	for _, p := range f.parts {
		if !p.closed || p.bounds.Max.Y < y || p.bounds.Min.Y > lines.at(n-1) {
			continue
		}
		for _, r := range p.rings {
			lines.addCrossings(crossings, r.points)
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

// scanlines are n horizontal lines, the first at y and each step above the last.
type scanlines struct {
	y, step float64
	n       int
}

// at returns the y coordinate of a line.
func (s scanlines) at(row int) float64 { return s.y + float64(row)*s.step }

// below returns the number of lines below a y coordinate.
func (s scanlines) below(y float64) int {
	k := int(min(max(math.Ceil((y-s.y)/s.step), 0), float64(s.n)))
	for k > 0 && s.at(k-1) >= y { // rounding may have moved it
		k--
	}
	for k < s.n && s.at(k) < y {
		k++
	}
	return k
}

// addCrossings appends to each line's list the x coordinates at which a ring crosses the line.
func (s scanlines) addCrossings(crossings [][]float64, points []geo.XY) {
	last := s.below(points[0].Y)
	lower, upper := s.at(last-1), s.at(last) // the lines below and above the last point
	for i := 1; i < len(points); i++ {
		if y := points[i].Y; lower < y && y <= upper { // most edges cross no line
			continue
		}
		k := s.below(points[i].Y)
		lower, upper = s.at(k-1), s.at(k)
		for row := min(last, k); row < max(last, k); row++ {
			a, b := points[i-1], points[i]
			crossings[row] = append(crossings[row], a.X+(s.at(row)-a.Y)/(b.Y-a.Y)*(b.X-a.X))
		}
		last = k
	}
}

// intersectSpans returns the intersection of two rows of spans.
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

// labelAnchorsOf returns the label anchors of an area, which are cached.
func (w *World) labelAnchorsOf(f *feature) []labelAnchor {
	if t, ok := w.labelAnchors[f]; ok {
		return t
	}
	t := f.labelAnchors()
	w.labelAnchors[f] = t
	return t
}

// narrowLabelAnchorsOf returns the narrow label anchors of an area, which are cached.
func (w *World) narrowLabelAnchorsOf(f *feature) []labelAnchor {
	if t, ok := w.narrowLabelAnchors[f]; ok {
		return t
	}
	t := f.narrowLabelAnchors()
	w.narrowLabelAnchors[f] = t
	return t
}
