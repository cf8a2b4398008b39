package geo

import (
	"cmp"
	"slices"
)

// subChains makes arcs of noded edges.
type subChains struct {
	edges  []subEdge
	points []Grid     // distinct positions, sorted
	ends   [][2]int32 // per edge the points where it begins and ends
	first  []int32    // per point where its half-edges begin in around, and at the end their count
	around []int32    // half-edges that begin at a point: 2i runs along edge i, 2i+1 against it
	used   []bool     // per edge
	sets   *subSets
}

func newSubChains(edges []subEdge, sets *subSets) *subChains {
	c := &subChains{edges: edges, sets: sets, used: make([]bool, len(edges)), ends: make([][2]int32, len(edges))}
	for _, e := range edges {
		c.points = append(c.points, e.a, e.b)
	}
	slices.SortFunc(c.points, subCompare)
	c.points = slices.Compact(c.points)
	c.first = make([]int32, len(c.points)+1)
	for i, e := range edges {
		for k, p := range [2]Grid{e.a, e.b} {
			at, _ := slices.BinarySearchFunc(c.points, p, subCompare)
			c.ends[i][k] = int32(at)
			c.first[at+1]++
		}
	}
	for i := range c.points {
		c.first[i+1] += c.first[i]
	}
	fill := slices.Clone(c.first)
	c.around = make([]int32, 2*len(edges))
	for i := range edges {
		for k := range 2 {
			p := c.ends[i][k]
			c.around[fill[p]] = int32(2*i + k)
			fill[p]++
		}
	}
	return c
}

func (c *subChains) at(p int32) []int32 { return c.around[c.first[p]:c.first[p+1]] }

// set is the half-edge's set of labels seen along its direction.
func (c *subChains) set(h int32) int32 {
	if h&1 == 1 {
		return c.sets.flip(c.edges[h>>1].set)
	}
	return c.edges[h>>1].set
}

// on returns the half-edge that continues h through a position that is no node.
func (c *subChains) on(h int32) (int32, bool) {
	here := c.at(c.ends[h>>1][1-h&1])
	if len(here) != 2 {
		return 0, false
	}
	n := here[0]
	if n == h^1 {
		n = here[1]
	}
	return n, c.set(n) == c.set(h)
}

// walk makes an arc that begins with half-edge h, unless that has been used.
func (c *subChains) walk(h int32, arcs []Arc) []Arc {
	if c.used[h>>1] {
		return arcs
	}
	set := c.set(h)
	points := []Grid{c.points[c.ends[h>>1][h&1]]}
	for ok := true; ok && !c.used[h>>1]; {
		c.used[h>>1] = true
		points = append(points, c.points[c.ends[h>>1][1-h&1]])
		h, ok = c.on(h)
	}
	// The direction must not depend on where the walk began.
	n := len(points)
	if d := subCompare(points[0], points[n-1]); d > 0 || d == 0 && subCompare(points[1], points[n-2]) > 0 {
		slices.Reverse(points)
		set = c.sets.flip(set)
	}
	arc := Arc{Points: points}
	for _, l := range c.sets.sets[set] {
		arc.Labels = append(arc.Labels, l.label)
		arc.turns = append(arc.turns, l.turn)
	}
	return append(arcs, arc)
}

// chain forms the arcs.
func (s *Subdivision) chain(edges []subEdge, sets *subSets) {
	c := newSubChains(edges, sets)
	var arcs []Arc
	for p := range c.points {
		here := c.at(int32(p))
		if len(here) == 2 && c.set(here[0]^1) == c.set(here[1]) {
			continue
		}
		for _, h := range here {
			arcs = c.walk(h, arcs)
		}
	}
	// What is left are rings without a node; points are sorted, so each is met first at its least position.
	for p := range c.points {
		for _, h := range c.at(int32(p)) {
			arcs = c.walk(h, arcs)
		}
	}
	slices.SortFunc(arcs, func(a, b Arc) int {
		return cmp.Or(subCompare(a.Points[0], b.Points[0]), subCompare(a.Points[1], b.Points[1]))
	})
	s.Arcs = arcs
}
