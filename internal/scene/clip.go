package scene

import "truceline/internal/geo"

// The sides of a box, in the order of clipping.
const (
	minXSide = iota
	maxXSide
	minYSide
	maxYSide
	sideCount
)

// insideDistance returns the distance of q from a side of the box, negative outside.
func (b *Bounds) insideDistance(side int, q geo.XY) float64 {
	switch side {
	case minXSide:
		return q.X - b.Min.X
	case maxXSide:
		return b.Max.X - q.X
	case minYSide:
		return q.Y - b.Min.Y
	}
	return b.Max.Y - q.Y
}

// ClipRing returns the part of a ring that lies in the box (Sutherland and Hodgman, Reentrant
// Polygon Clipping, 1974). A part in several pieces is returned as one ring, whose pieces are
// connected along the sides of the box. The result is ring itself, or it lies in one of the two
// buffers, which are allocated as needed.
func (b Bounds) ClipRing(ring []geo.XY, buffers *[2][]geo.XY) []geo.XY {
	next := 0
	for side := range sideCount {
		if b.isInsideSide(side, ring) {
			continue
		}
		buffers[next] = b.clipToSide(buffers[next][:0], side, ring)
		ring = buffers[next]
		next = 1 - next
	}
	return ring
}

func (b *Bounds) isInsideSide(side int, ring []geo.XY) bool {
	for _, q := range ring {
		if b.insideDistance(side, q) < 0 {
			return false
		}
	}
	return true
}

// clipToSide appends the part of a ring that lies inside a side of the box to out.
func (b *Bounds) clipToSide(out []geo.XY, side int, ring []geo.XY) []geo.XY {
	p := ring[len(ring)-1]
	dp := b.insideDistance(side, p)
	for _, q := range ring {
		dq := b.insideDistance(side, q)
		if (dp < 0) != (dq < 0) {
			t := dp / (dp - dq)
			out = append(out, geo.XY{X: p.X + t*(q.X-p.X), Y: p.Y + t*(q.Y-p.Y)})
		}
		if dq >= 0 {
			out = append(out, q)
		}
		p, dp = q, dq
	}
	return out
}

// ClipSegment returns the part of the segment from p to q that lies in the box, as fractions of its
// length (Liang and Barsky, A New Concept and Method for Line Clipping, 1984); ok is false if no
// point lies in the box. The fractions are equal if one point does.
func (b Bounds) ClipSegment(p, q geo.XY) (from, to float64, ok bool) {
	from, to = 0, 1
	// clip clips to a side at a distance from p, of which the segment covers d.
	clip := func(d, distance float64) bool {
		switch {
		case d == 0:
			return distance >= 0
		case d < 0:
			from = max(from, distance/d)
		default:
			to = min(to, distance/d)
		}
		return from <= to
	}
	dx, dy := q.X-p.X, q.Y-p.Y
	ok = clip(-dx, p.X-b.Min.X) && clip(dx, b.Max.X-p.X) && clip(-dy, p.Y-b.Min.Y) &&
		clip(dy, b.Max.Y-p.Y)
	return from, to, ok
}

// intersectsSegment reports whether a segment intersects the box.
func (b Bounds) intersectsSegment(p, q geo.XY) bool {
	_, _, ok := b.ClipSegment(p, q)
	return ok
}

// An EdgeRange is the part of a line from its point Start to its point End.
type EdgeRange struct{ Start, End int }

// EdgesNear returns the longest parts of a line all of whose edges have bounds that intersect the
// box.
func (b Bounds) EdgesNear(line []geo.XY) []EdgeRange {
	var ranges []EdgeRange
	for i := 1; i < len(line); i++ {
		if !EmptyBounds().Extend(line[i-1]).Extend(line[i]).Intersects(b) {
			continue
		}
		if n := len(ranges); n > 0 && ranges[n-1].End == i-1 {
			ranges[n-1].End = i
		} else {
			ranges = append(ranges, EdgeRange{i - 1, i})
		}
	}
	return ranges
}
