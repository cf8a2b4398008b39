package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// edgeStrips cuts the plane into horizontal strips of equal height and lists the edges that pass
// through each. A sweep within a strip compares an edge with its neighbours only. Shapes on a map,
// whose edges are short, take time near n·√n, and so do long edges side by side, as the sweep goes
// across the direction that most have; the worst takes n².
type edgeStrips struct {
	minY, stripHeight float64 // the lower border of strip 0, the height of each
	shear             float64 // the sweep goes along x - shear·y
	positionTolerance float64 // more than all rounding of positions and spans
	crossTolerance    float64 // more than all rounding of cross products
	// where the edges of each strip begin in edges, and the end of the last
	starts []int32
	edges  []int32
}

const (
	minEdgesPerStrip = 16 // there are so many edges to a strip at least
	maxStripsPerEdge = 4  // an edge passes through so many strips at most, in the mean
)

func newEdgeStrips(edges []ringEdge) edgeStrips {
	low, high, size := math.Inf(1), math.Inf(-1), 0.0
	xy, yy := 0.0, 0.0
	for _, e := range edges {
		low, high = min(low, e.a[1]), max(high, e.a[1])
		size = max(size, math.Abs(e.a[0]), math.Abs(e.a[1]))
		dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
		xy, yy = xy+dx*dy, yy+dy*dy
	}
	s := edgeStrips{minY: low, crossTolerance: 1e-14 * size * size}
	if math.Abs(xy) < 1000*yy {
		s.shear = xy / yy // least squares
	}
	s.positionTolerance = 1e-12 * size * (1 + math.Abs(s.shear))
	n := max(1, min(int(math.Sqrt(float64(len(edges)))), len(edges)/minEdgesPerStrip))
	for ; n > 1; n /= 2 {
		s.starts = make([]int32, n+1)
		if s.stripHeight = (high - low) / float64(n); s.stripHeight > 4*s.positionTolerance &&
			s.countEntries(edges) <= maxStripsPerEdge*len(edges) {
			break
		}
	}
	if n == 1 {
		s.starts, s.stripHeight = make([]int32, 2), math.Inf(1)
	}
	each := func(visit func(strip, edge int)) {
		for i, e := range edges {
			for k := s.stripAt(min(e.a[1], e.b[1])); k <= s.stripAt(max(e.a[1], e.b[1])); k++ {
				visit(k, i)
			}
		}
	}
	each(func(strip, _ int) { s.starts[strip+1]++ })
	for k := range n {
		s.starts[k+1] += s.starts[k]
	}
	s.edges = make([]int32, s.starts[n])
	next := slices.Clone(s.starts[:n])
	each(func(strip, edge int) {
		s.edges[next[strip]] = int32(edge)
		next[strip]++
	})
	return s
}

// countEntries counts the edges of all strips.
func (s *edgeStrips) countEntries(edges []ringEdge) int {
	sum := 0
	for _, e := range edges {
		sum += s.stripAt(max(e.a[1], e.b[1])) - s.stripAt(min(e.a[1], e.b[1])) + 1
	}
	return sum
}

// stripAt returns the strip of a y that lies between the edges' least and greatest.
func (s *edgeStrips) stripAt(y float64) int {
	return max(0, min(int((y-s.minY)/s.stripHeight), len(s.starts)-2))
}

// edgesIn returns the edges of a strip.
func (s *edgeStrips) edgesIn(strip int) []int32 {
	return s.edges[s.starts[strip]:s.starts[strip+1]]
}

// span is the part of an edge within a strip: from where to where it goes in the direction of the
// sweep, and, of the whole edge, in y.
type span struct {
	u0, u1, y0, y1 float64
	edge           int32
}

// edgeSpan returns the span of an edge within a strip, a little too wide rather than too narrow.
func (s *edgeStrips) edgeSpan(strip int, e *ringEdge, index int32) span {
	a, b := e.a, e.b
	if b[1] < a[1] {
		a, b = b, a
	}
	low := s.minY + float64(strip)*s.stripHeight - s.positionTolerance
	high := low + s.stripHeight + 2*s.positionTolerance
	ua, ub := a[0]-s.shear*a[1], b[0]-s.shear*b[1]
	u := func(y float64) float64 { return ua + (y-a[1])/(b[1]-a[1])*(ub-ua) }
	from, to := ua, ub
	if len(s.starts) > 2 && a[1] < low {
		from = u(low)
	}
	if len(s.starts) > 2 && b[1] > high {
		to = u(high)
	}
	return span{min(from, to) - s.positionTolerance, max(from, to) + s.positionTolerance, a[1],
		b[1], index}
}

// mayMeetLine says whether f may meet the line that e lies on. It is quick, and right where it says
// no.
func (s *edgeStrips) mayMeetLine(e, f *ringEdge) bool {
	dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
	sa := dx*(f.a[1]-e.a[1]) - dy*(f.a[0]-e.a[0])
	sb := dx*(f.b[1]-e.a[1]) - dy*(f.b[0]-e.a[0])
	return !(sa > s.crossTolerance && sb > s.crossTolerance ||
		sa < -s.crossTolerance && sb < -s.crossTolerance)
}

// checkEdges looks for edges that meet and must not: strip by strip it sweeps from west to east
// over the edges' spans.
func (p *ringSet) checkEdges() *Error {
	var spans, active []span
	for strip := range len(p.strips.starts) - 1 {
		spans, active = spans[:0], active[:0]
		for _, i := range p.strips.edgesIn(strip) {
			spans = append(spans, p.strips.edgeSpan(strip, &p.edges[i], i))
		}
		slices.SortFunc(spans, func(a, b span) int {
			return cmp.Or(cmp.Compare(a.u0, b.u0), cmp.Compare(a.edge, b.edge))
		})
		for _, e := range spans {
			keep := active[:0]
			for _, f := range active {
				if f.u1 < e.u0 {
					continue
				}
				keep = append(keep, f)
				if f.y0 <= e.y1 && e.y0 <= f.y1 &&
					p.strips.mayMeetLine(&p.edges[e.edge], &p.edges[f.edge]) {
					if err := p.checkEdgePair(&p.edges[f.edge], &p.edges[e.edge]); err != nil {
						return err
					}
				}
			}
			active = append(keep, e)
		}
	}
	return nil
}

// checkEdgePair checks two edges whose spans overlap.
func (p *ringSet) checkEdgePair(e, f *ringEdge) *Error {
	if e.ring == f.ring {
		n := int32(len(p.rings[e.ring].points))
		switch {
		case (e.index+1)%n == f.index:
			return p.checkSpike(e, f)
		case (f.index+1)%n == e.index:
			return p.checkSpike(f, e)
		}
	}
	how, at := intersectSegments(e.a, e.b, f.a, f.b)
	if how == touching {
		how = p.relationAt(at, e, f)
	}
	ring, other := min(e.ring, f.ring), max(e.ring, f.ring)
	switch {
	case how == disjoint, how == touching && ring != other:
		return nil
	case how == touching:
		return p.newError(RuleSelfTouching, at, p.ringName(ring)+" touches itself")
	case ring == other && how == overlapping:
		return p.newError(RuleSelfCrossing, at, p.ringName(ring)+" runs along itself")
	case ring == other:
		return p.newError(RuleSelfCrossing, at, p.ringName(ring)+" crosses itself")
	case how == overlapping:
		return p.newError(p.overlapRule(ring, other), at,
			p.ringName(ring)+" and "+p.ringName(other)+" share an edge")
	}
	return p.newError(p.overlapRule(ring, other), at,
		p.ringName(ring)+" and "+p.ringName(other)+" cross")
}

// checkSpike checks that a ring does not turn back where edge e ends and f begins.
func (p *ringSet) checkSpike(e, f *ringEdge) *Error {
	if sameDirection(f.a, e.a, f.b) {
		return p.newError(RuleSelfCrossing, f.a, p.ringName(e.ring)+" runs back along itself")
	}
	return nil
}

// relationAt says how the rings of two edges that touch at v meet there: whether they go on along
// each other, pass from one side of each other to the other, or only touch.
func (p *ringSet) relationAt(v orb.Point, e, f *ringEdge) segmentRelation {
	eLast, eNext := p.adjacentPositions(v, e)
	fLast, fNext := p.adjacentPositions(v, f)
	switch {
	case sameDirection(v, eLast, fLast), sameDirection(v, eLast, fNext),
		sameDirection(v, eNext, fLast), sameDirection(v, eNext, fNext):
		return overlapping
	case directionInAngle(v, eNext, eLast, fLast) != directionInAngle(v, eNext, eLast, fNext):
		return crossing
	}
	return touching
}

// adjacentPositions returns the positions before and after v, which lies on edge e, along e's ring.
func (p *ringSet) adjacentPositions(v orb.Point, e *ringEdge) (last, next orb.Point) {
	points := p.rings[e.ring].points
	n := len(points)
	switch v {
	case e.a:
		return points[(int(e.index)+n-1)%n], e.b
	case e.b:
		return e.a, points[(int(e.index)+2)%n]
	}
	return e.a, e.b
}
