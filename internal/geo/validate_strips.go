package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// strips cuts the plane into horizontal strips of equal height and lists the edges that pass through each. A sweep within
// a strip compares an edge with its neighbours only. Shapes on a map, whose edges are short, take time near n·√n, and so
// do long edges side by side, as the sweep goes across the direction that most have; the worst takes n².
type strips struct {
	low, height float64 // the lower border of strip 0, the height of each
	shear       float64 // the sweep goes along x - shear·y
	pad         float64 // more than all rounding of positions and spans
	doubt       float64 // more than all rounding of cross products
	start       []int32 // where the edges of each strip begin in edges, and the end of the last
	edges       []int32
}

const (
	edgesPerStrip = 16 // there are so many edges to a strip at least
	stripsPerEdge = 4  // an edge passes through so many strips at most, in the mean
)

func newStrips(edges []planeEdge) strips {
	low, high, size := math.Inf(1), math.Inf(-1), 0.0
	xy, yy := 0.0, 0.0
	for _, e := range edges {
		low, high = min(low, e.a[1]), max(high, e.a[1])
		size = max(size, math.Abs(e.a[0]), math.Abs(e.a[1]))
		dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
		xy, yy = xy+dx*dy, yy+dy*dy
	}
	s := strips{low: low, doubt: 1e-14 * size * size}
	if math.Abs(xy) < 1000*yy {
		s.shear = xy / yy // least squares
	}
	s.pad = 1e-12 * size * (1 + math.Abs(s.shear))
	n := max(1, min(int(math.Sqrt(float64(len(edges)))), len(edges)/edgesPerStrip))
	for ; n > 1; n /= 2 {
		s.start = make([]int32, n+1)
		if s.height = (high - low) / float64(n); s.height > 4*s.pad && s.entries(edges) <= stripsPerEdge*len(edges) {
			break
		}
	}
	if n == 1 {
		s.start, s.height = make([]int32, 2), math.Inf(1)
	}
	each := func(visit func(strip, edge int)) {
		for i, e := range edges {
			for k := s.of(min(e.a[1], e.b[1])); k <= s.of(max(e.a[1], e.b[1])); k++ {
				visit(k, i)
			}
		}
	}
	each(func(strip, _ int) { s.start[strip+1]++ })
	for k := range n {
		s.start[k+1] += s.start[k]
	}
	s.edges = make([]int32, s.start[n])
	next := slices.Clone(s.start[:n])
	each(func(strip, edge int) {
		s.edges[next[strip]] = int32(edge)
		next[strip]++
	})
	return s
}

// entries counts the edges of all strips.
func (s *strips) entries(edges []planeEdge) int {
	sum := 0
	for _, e := range edges {
		sum += s.of(max(e.a[1], e.b[1])) - s.of(min(e.a[1], e.b[1])) + 1
	}
	return sum
}

// of returns the strip of a y that lies between the edges' least and greatest.
func (s *strips) of(y float64) int {
	return max(0, min(int((y-s.low)/s.height), len(s.start)-2))
}

// in returns the edges of a strip.
func (s *strips) in(strip int) []int32 { return s.edges[s.start[strip]:s.start[strip+1]] }

// span is the part of an edge within a strip: from where to where it goes in the direction of the sweep, and, of the
// whole edge, in y.
type span struct {
	u0, u1, y0, y1 float64
	edge           int32
}

// spanIn returns the span of an edge within a strip, a little too wide rather than too narrow.
func (s *strips) spanIn(strip int, e *planeEdge, index int32) span {
	a, b := e.a, e.b
	if b[1] < a[1] {
		a, b = b, a
	}
	low := s.low + float64(strip)*s.height - s.pad
	high := low + s.height + 2*s.pad
	ua, ub := a[0]-s.shear*a[1], b[0]-s.shear*b[1]
	u := func(y float64) float64 { return ua + (y-a[1])/(b[1]-a[1])*(ub-ua) }
	from, to := ua, ub
	if len(s.start) > 2 && a[1] < low {
		from = u(low)
	}
	if len(s.start) > 2 && b[1] > high {
		to = u(high)
	}
	return span{min(from, to) - s.pad, max(from, to) + s.pad, a[1], b[1], index}
}

// near says whether f may meet the line that e lies on. It is quick, and right where it says no.
func (s *strips) near(e, f *planeEdge) bool {
	dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
	sa := dx*(f.a[1]-e.a[1]) - dy*(f.a[0]-e.a[0])
	sb := dx*(f.b[1]-e.a[1]) - dy*(f.b[0]-e.a[0])
	return !(sa > s.doubt && sb > s.doubt || sa < -s.doubt && sb < -s.doubt)
}

// checkEdges looks for edges that meet and must not: strip by strip it sweeps from west to east over the edges' spans.
func (p *plane) checkEdges() *Error {
	var spans, active []span
	for strip := range len(p.strips.start) - 1 {
		spans, active = spans[:0], active[:0]
		for _, i := range p.strips.in(strip) {
			spans = append(spans, p.strips.spanIn(strip, &p.edges[i], i))
		}
		slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.u0, b.u0), cmp.Compare(a.edge, b.edge)) })
		for _, e := range spans {
			keep := active[:0]
			for _, f := range active {
				if f.u1 < e.u0 {
					continue
				}
				keep = append(keep, f)
				if f.y0 <= e.y1 && e.y0 <= f.y1 && p.strips.near(&p.edges[e.edge], &p.edges[f.edge]) {
					if err := p.checkPair(&p.edges[f.edge], &p.edges[e.edge]); err != nil {
						return err
					}
				}
			}
			active = append(keep, e)
		}
	}
	return nil
}

// checkPair checks two edges whose spans overlap.
func (p *plane) checkPair(e, f *planeEdge) *Error {
	if e.ring == f.ring {
		n := int32(len(p.rings[e.ring].points))
		switch {
		case (e.i+1)%n == f.i:
			return p.checkTurn(e, f)
		case (f.i+1)%n == e.i:
			return p.checkTurn(f, e)
		}
	}
	how, at := meet(e.a, e.b, f.a, f.b)
	if how == touching {
		how = p.contactAt(at, e, f)
	}
	ring, other := min(e.ring, f.ring), max(e.ring, f.ring)
	switch {
	case how == apart, how == touching && ring != other:
		return nil
	case how == touching:
		return p.fault(RuleSelfTouching, at, p.name(ring)+" touches itself")
	case ring == other && how == overlapping:
		return p.fault(RuleSelfCrossing, at, p.name(ring)+" runs along itself")
	case ring == other:
		return p.fault(RuleSelfCrossing, at, p.name(ring)+" crosses itself")
	case how == overlapping:
		return p.fault(p.overlap(ring, other), at, p.name(ring)+" and "+p.name(other)+" share an edge")
	}
	return p.fault(p.overlap(ring, other), at, p.name(ring)+" and "+p.name(other)+" cross")
}

// checkTurn checks that a ring does not turn back where edge e ends and f begins.
func (p *plane) checkTurn(e, f *planeEdge) *Error {
	if along(f.a, e.a, f.b) {
		return p.fault(RuleSelfCrossing, f.a, p.name(e.ring)+" runs back along itself")
	}
	return nil
}

// contactAt says how the rings of two edges that touch at v meet there: whether they go on along each other, pass from
// one side of each other to the other, or only touch.
func (p *plane) contactAt(v orb.Point, e, f *planeEdge) contact {
	eLast, eNext := p.neighbours(v, e)
	fLast, fNext := p.neighbours(v, f)
	switch {
	case along(v, eLast, fLast), along(v, eLast, fNext), along(v, eNext, fLast), along(v, eNext, fNext):
		return overlapping
	case within(v, eNext, eLast, fLast) != within(v, eNext, eLast, fNext):
		return crossing
	}
	return touching
}

// neighbours returns the positions before and after v, which lies on edge e, along e's ring.
func (p *plane) neighbours(v orb.Point, e *planeEdge) (last, next orb.Point) {
	points := p.rings[e.ring].points
	n := len(points)
	switch v {
	case e.a:
		return points[(int(e.i)+n-1)%n], e.b
	case e.b:
		return e.a, points[(int(e.i)+2)%n]
	}
	return e.a, e.b
}
