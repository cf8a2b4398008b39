package planar

import (
	"cmp"
	"slices"

	"truceline/internal/geo"
)

// arcBuilder joins noded edges into arcs. Half-edge 2i runs along edge i, half-edge 2i+1 against
// it.
type arcBuilder struct {
	edges  []labelledEdge
	points []geo.GridPoint // distinct positions, sorted
	ends   [][2]int32      // per edge the indices of its end points
	// firstHalfEdge has for each point the index in halfEdges of the first half-edge that begins
	// there, and at the end their number.
	firstHalfEdge []int32
	halfEdges     []int32 // sorted by the point where they begin
	used          []bool  // per edge
	sets          *labelSets
}

func newArcBuilder(edges []labelledEdge, sets *labelSets) *arcBuilder {
	c := &arcBuilder{edges: edges, sets: sets, used: make([]bool, len(edges)),
		ends: make([][2]int32, len(edges))}
	for _, e := range edges {
		c.points = append(c.points, e.a, e.b)
	}
	slices.SortFunc(c.points, compareGrid)
	c.points = slices.Compact(c.points)
	c.firstHalfEdge = make([]int32, len(c.points)+1)
	for i, e := range edges {
		for k, p := range [2]geo.GridPoint{e.a, e.b} {
			at, _ := slices.BinarySearchFunc(c.points, p, compareGrid)
			c.ends[i][k] = int32(at)
			c.firstHalfEdge[at+1]++
		}
	}
	for i := range c.points {
		c.firstHalfEdge[i+1] += c.firstHalfEdge[i]
	}
	nextSlot := slices.Clone(c.firstHalfEdge)
	c.halfEdges = make([]int32, 2*len(edges))
	for i := range edges {
		for k := range 2 {
			p := c.ends[i][k]
			c.halfEdges[nextSlot[p]] = int32(2*i + k)
			nextSlot[p]++
		}
	}
	return c
}

// halfEdgesAt returns the half-edges that begin at a point.
func (c *arcBuilder) halfEdgesAt(p int32) []int32 {
	return c.halfEdges[c.firstHalfEdge[p]:c.firstHalfEdge[p+1]]
}

// labelSetAlong returns the labels of a half-edge, with windings along its direction.
func (c *arcBuilder) labelSetAlong(h int32) int32 {
	if h&1 == 1 {
		return c.sets.reverse(c.edges[h>>1].labelSet)
	}
	return c.edges[h>>1].labelSet
}

// continuation returns the half-edge that continues h at its end. The result is false at a node.
func (c *arcBuilder) continuation(h int32) (int32, bool) {
	incident := c.halfEdgesAt(c.ends[h>>1][1-h&1])
	if len(incident) != 2 {
		return 0, false
	}
	n := incident[0]
	if n == h^1 {
		n = incident[1]
	}
	return n, c.labelSetAlong(n) == c.labelSetAlong(h)
}

// traceArc appends the arc that begins with half-edge h, unless its edge is used already.
func (c *arcBuilder) traceArc(h int32, arcs []Arc) []Arc {
	if c.used[h>>1] {
		return arcs
	}
	set := c.labelSetAlong(h)
	points := []geo.GridPoint{c.points[c.ends[h>>1][h&1]]}
	for ok := true; ok && !c.used[h>>1]; {
		c.used[h>>1] = true
		points = append(points, c.points[c.ends[h>>1][1-h&1]])
		h, ok = c.continuation(h)
	}
	// The direction must not depend on the half-edge from which the arc was traced.
	n := len(points)
	if d := compareGrid(points[0], points[n-1]); d > 0 ||
		d == 0 && compareGrid(points[1], points[n-2]) > 0 {
		slices.Reverse(points)
		set = c.sets.reverse(set)
	}
	arc := Arc{Points: points}
	for _, l := range c.sets.sets[set] {
		arc.Labels = append(arc.Labels, l.label)
		arc.windings = append(arc.windings, l.winding)
	}
	return append(arcs, arc)
}

// buildArcs joins the edges into arcs, sorted by their first two positions.
func (s *Subdivision) buildArcs(edges []labelledEdge, sets *labelSets) {
	c := newArcBuilder(edges, sets)
	var arcs []Arc
	for p := range c.points {
		incident := c.halfEdgesAt(int32(p))
		if len(incident) == 2 && c.labelSetAlong(incident[0]^1) == c.labelSetAlong(incident[1]) {
			continue
		}
		for _, h := range incident {
			arcs = c.traceArc(h, arcs)
		}
	}
	// The remaining edges form rings without a node. Points are sorted, so each ring is reached
	// first at its least position.
	for p := range c.points {
		for _, h := range c.halfEdgesAt(int32(p)) {
			arcs = c.traceArc(h, arcs)
		}
	}
	slices.SortFunc(arcs, func(a, b Arc) int {
		return cmp.Or(compareGrid(a.Points[0], b.Points[0]), compareGrid(a.Points[1], b.Points[1]))
	})
	s.Arcs = arcs
}
