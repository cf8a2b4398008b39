package geojson

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
)

// edgeStrips divides the plane into horizontal strips of equal height and lists the edges that pass
// through each. Within a strip a sweep compares each edge with its neighbours only.
//
// Shapes on a map have short edges and take time near n·√n. So do long parallel edges, as the sweep
// runs across the direction that most of them have. The worst case takes n².
type edgeStrips struct {
	minY, stripHeight float64 // the lower border of strip 0, and the height of each strip
	shear             float64 // the sweep runs along x - shear·y
	positionTolerance float64 // greater than all rounding of positions and spans
	crossTolerance    float64 // greater than all rounding of cross products
	// starts has the index in edges where each strip begins, and at the end their count.
	starts []int32
	edges  []int32
}

const (
	minEdgesPerStrip = 16 // strips are not made to hold fewer
	maxStripsPerEdge = 4  // strips that an edge passes through at most, on average
)

func newEdgeStrips(edges []ringEdge) edgeStrips {
	low, high, maxAbs := math.Inf(1), math.Inf(-1), 0.0
	sumXY, sumYY := 0.0, 0.0
	for _, e := range edges {
		low, high = min(low, e.a[1]), max(high, e.a[1])
		maxAbs = max(maxAbs, math.Abs(e.a[0]), math.Abs(e.a[1]))
		dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
		sumXY, sumYY = sumXY+dx*dy, sumYY+dy*dy
	}
	s := edgeStrips{minY: low, crossTolerance: 1e-14 * maxAbs * maxAbs}
	if math.Abs(sumXY) < 1000*sumYY {
		s.shear = sumXY / sumYY // least squares
	}
	s.positionTolerance = 1e-12 * maxAbs * (1 + math.Abs(s.shear))
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
	forEachEntry := func(visit func(strip, edge int)) {
		for i, e := range edges {
			for k := s.stripAt(min(e.a[1], e.b[1])); k <= s.stripAt(max(e.a[1], e.b[1])); k++ {
				visit(k, i)
			}
		}
	}
	forEachEntry(func(strip, _ int) { s.starts[strip+1]++ })
	for k := range n {
		s.starts[k+1] += s.starts[k]
	}
	s.edges = make([]int32, s.starts[n])
	next := slices.Clone(s.starts[:n])
	forEachEntry(func(strip, edge int) {
		s.edges[next[strip]] = int32(edge)
		next[strip]++
	})
	return s
}

// countEntries returns the sum of the edges of all strips.
func (s *edgeStrips) countEntries(edges []ringEdge) int {
	sum := 0
	for _, e := range edges {
		sum += s.stripAt(max(e.a[1], e.b[1])) - s.stripAt(min(e.a[1], e.b[1])) + 1
	}
	return sum
}

// stripAt returns the strip that contains y, which must lie between the edges' least and greatest.
func (s *edgeStrips) stripAt(y float64) int {
	return max(0, min(int((y-s.minY)/s.stripHeight), len(s.starts)-2))
}

// edgesIn returns the edges of a strip.
func (s *edgeStrips) edgesIn(strip int) []int32 {
	return s.edges[s.starts[strip]:s.starts[strip+1]]
}

// span is the part of an edge within a strip: its extent along the sweep (u), and that of the whole
// edge in y.
type span struct {
	u0, u1, y0, y1 float64
	edge           int32
}

// edgeSpan returns the span of an edge within a strip, slightly widened by the tolerance.
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

// mayMeetLine reports whether f may meet the line that e lies on. It is a quick test that never
// returns false where they meet.
func (s *edgeStrips) mayMeetLine(e, f *ringEdge) bool {
	dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
	sa := dx*(f.a[1]-e.a[1]) - dy*(f.a[0]-e.a[0])
	sb := dx*(f.b[1]-e.a[1]) - dy*(f.b[0]-e.a[0])
	return !(sa > s.crossTolerance && sb > s.crossTolerance ||
		sa < -s.crossTolerance && sb < -s.crossTolerance)
}

// checkEdges looks for edges that meet where they must not. In each strip it sweeps across the
// spans of the edges.
func (s *ringSet) checkEdges() *diag.Diagnostic {
	var spans, active []span
	for strip := range len(s.strips.starts) - 1 {
		spans = spans[:0]
		for _, i := range s.strips.edgesIn(strip) {
			spans = append(spans, s.strips.edgeSpan(strip, &s.edges[i], i))
		}
		slices.SortFunc(spans, func(a, b span) int {
			return cmp.Or(cmp.Compare(a.u0, b.u0), cmp.Compare(a.edge, b.edge))
		})
		var err *diag.Diagnostic
		if active, err = s.sweepStrip(spans, active[:0]); err != nil {
			return err
		}
	}
	return nil
}

// sweepStrip checks all pairs of edges whose spans overlap. The spans must be sorted by their
// beginning; active is an empty buffer, which is returned for reuse.
func (s *ringSet) sweepStrip(spans, active []span) ([]span, *diag.Diagnostic) {
	for _, e := range spans {
		stillActive := active[:0]
		for _, f := range active {
			if f.u1 < e.u0 {
				continue
			}
			stillActive = append(stillActive, f)
			if f.y0 <= e.y1 && e.y0 <= f.y1 &&
				s.strips.mayMeetLine(&s.edges[e.edge], &s.edges[f.edge]) {
				if err := s.checkEdgePair(&s.edges[f.edge], &s.edges[e.edge]); err != nil {
					return active, err
				}
			}
		}
		active = append(stillActive, e)
	}
	return active, nil
}

// checkEdgePair checks two edges whose spans overlap.
func (s *ringSet) checkEdgePair(e, f *ringEdge) *diag.Diagnostic {
	if e.ring == f.ring {
		n := int32(len(s.rings[e.ring].points))
		switch {
		case (e.index+1)%n == f.index:
			return s.checkSpike(e, f)
		case (f.index+1)%n == e.index:
			return s.checkSpike(f, e)
		}
	}
	relation, at := intersectSegments(e.a, e.b, f.a, f.b)
	if relation == touching {
		relation = s.relationAt(at, e, f)
	}
	ring, other := min(e.ring, f.ring), max(e.ring, f.ring)
	switch {
	case relation == disjoint, relation == touching && ring != other:
		return nil
	case relation == touching:
		return s.newError(RuleSelfTouching, at, s.ringName(ring)+" touches itself")
	case ring == other && relation == overlapping:
		return s.newError(RuleSelfCrossing, at, s.ringName(ring)+" runs along itself")
	case ring == other:
		return s.newError(RuleSelfCrossing, at, s.ringName(ring)+" crosses itself")
	case relation == overlapping:
		return s.newError(s.overlapRule(ring, other), at,
			s.ringName(ring)+" and "+s.ringName(other)+" share an edge")
	}
	return s.newError(s.overlapRule(ring, other), at,
		s.ringName(ring)+" and "+s.ringName(other)+" cross")
}

// checkSpike checks that a ring does not turn back along itself at the position where edge e ends
// and f begins.
func (s *ringSet) checkSpike(e, f *ringEdge) *diag.Diagnostic {
	if sameDirection(f.a, e.a, f.b) {
		return s.newError(RuleSelfCrossing, f.a, s.ringName(e.ring)+" runs back along itself")
	}
	return nil
}

// relationAt returns the relation of the rings of two edges that touch at v: overlapping where the
// rings share a direction from v, crossing where one passes from one side of the other to the
// opposite side, otherwise touching.
func (s *ringSet) relationAt(v orb.Point, e, f *ringEdge) segmentRelation {
	eLast, eNext := s.adjacentPositions(v, e)
	fLast, fNext := s.adjacentPositions(v, f)
	switch {
	case sameDirection(v, eLast, fLast), sameDirection(v, eLast, fNext),
		sameDirection(v, eNext, fLast), sameDirection(v, eNext, fNext):
		return overlapping
	case directionInAngle(v, eNext, eLast, fLast) != directionInAngle(v, eNext, eLast, fNext):
		return crossing
	}
	return touching
}

// adjacentPositions returns the positions before and after v on the ring of e. v must lie on e.
func (s *ringSet) adjacentPositions(v orb.Point, e *ringEdge) (last, next orb.Point) {
	points := s.rings[e.ring].points
	n := len(points)
	switch v {
	case e.a:
		return points[(int(e.index)+n-1)%n], e.b
	case e.b:
		return e.a, points[(int(e.index)+2)%n]
	}
	return e.a, e.b
}
