package earcut

import (
	"cmp"
	"slices"
)

// loadShell links a shell's outer loop and its holes into one list, joined by bridges of zero
// width, and returns twice the shell's area.
func (c *earClipper) loadShell(loops []loop, shell []int) (area2 int64) {
	capacity := 2 * (len(shell) - 1) // a bridge doubles the nodes at its ends
	for _, index := range shell {
		capacity += len(loops[index].points)
	}
	c.nodes = slices.Grow(c.nodes[:0], capacity)
	c.start = c.linkLoop(&loops[shell[0]], true)
	area2 = abs(loops[shell[0]].doubleArea)
	if len(shell) == 1 {
		return area2
	}
	holes := make([]int32, 0, len(shell)-1)
	for _, index := range shell[1:] {
		area2 -= abs(loops[index].doubleArea)
		holes = append(holes, c.leftmost(c.linkLoop(&loops[index], false)))
	}
	// From left to right, so that everything to the left of a hole is joined before the hole.
	slices.SortFunc(holes, func(a, b int32) int {
		p, q := c.nodes[a].point, c.nodes[b].point
		return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	c.edgeBands.reset(loops[shell[0]].min.y, loops[shell[0]].max.y, len(c.nodes), len(holes))
	c.addEdges(c.start)
	for _, hole := range holes {
		if to := c.findHoleBridge(hole); to >= 0 {
			c.spliceHole(to, hole)
		}
	}
	return area2
}

// addEdges adds the edges of the list at start to the bands.
func (c *earClipper) addEdges(start int32) {
	for i := start; ; {
		n := &c.nodes[i]
		c.edgeBands.add(i, n.y, c.nodes[n.next].y)
		if i = n.next; i == start {
			return
		}
	}
}

// linkLoop appends a loop to the nodes as a separate ring, anticlockwise or clockwise, and returns
// one of its nodes.
func (c *earClipper) linkLoop(l *loop, anticlockwise bool) int32 {
	first, n := int32(len(c.nodes)), int32(len(l.points))
	forward := (l.doubleArea > 0) == anticlockwise
	for i := range n {
		from := i
		if !forward {
			from = n - 1 - i
		}
		c.nodes = append(c.nodes, node{point: l.points[from], index: l.indices[from],
			prev: first + i - 1, next: first + i + 1})
	}
	c.nodes[first].prev, c.nodes[first+n-1].next = first+n-1, first
	return first
}

// leftmost returns the leftmost node of a ring, the lowest of several.
func (c *earClipper) leftmost(start int32) int32 {
	best := start
	for i := c.nodes[start].next; i != start; i = c.nodes[i].next {
		p, b := c.nodes[i].point, c.nodes[best].point
		if p.x < b.x || p.x == b.x && p.y < b.y {
			best = i
		}
	}
	return best
}

// findHoleBridge returns the node of the outer list to which the leftmost node of a hole can be
// joined without crossing anything (Eberly, Triangulation by Ear Clipping, section 3), or -1.
func (c *earClipper) findHoleBridge(hole int32) int32 {
	holePoint := c.nodes[hole].point
	if touching := c.findTouchingNode(hole); touching >= 0 {
		return touching
	}
	edge := c.edgeLeftOf(holePoint)
	if edge < 0 {
		return -1
	}
	// e to f is the first edge that a ray from holePoint to the left meets.
	e, f := c.nodes[edge].point, c.nodes[c.nodes[edge].next].point
	best := c.nodes[edge].next
	if e.x < f.x {
		best = edge
	}
	candidate := c.nodes[best].point
	for k, lastBand := c.edgeBands.bandAt(min(holePoint.y, candidate.y)),
		c.edgeBands.bandAt(max(holePoint.y, candidate.y)); k <= lastBand; k++ {
		for _, i := range c.edgeBands.edges[k] {
			// Nodes in the triangle of holePoint, the ray's end and candidate come before
			// candidate.
			p := c.nodes[i].point
			if p.x > holePoint.x || !isBetween(holePoint.y, p.y, candidate.y) ||
				cross(e, f, p) < 0 || !c.angleContains(i, holePoint) {
				continue
			}
			b := c.nodes[best].point
			turn := cross(holePoint, b, p) // positive: p is nearer to the ray, which runs left
			if candidate.y < holePoint.y {
				turn = -turn
			}
			if turn > 0 || turn == 0 && isNearer(holePoint, p, b) {
				best = i
			}
		}
	}
	return c.nodeFacing(best, holePoint)
}

// findTouchingNode returns a node of the outer list at the same position as the hole's node, or -1.
func (c *earClipper) findTouchingNode(hole int32) int32 {
	m := c.nodes[hole]
	next, prev := c.nodes[m.next].point, c.nodes[m.prev].point
	strict, loose := int32(-1), int32(-1)
	for _, i := range c.edgeBands.edges[c.edgeBands.bandAt(m.y)] {
		if c.nodes[i].point != m.point {
			continue
		}
		if c.angleContainsStrictly(i, next) || c.angleContainsStrictly(i, prev) {
			strict = i
		}
		if c.angleContains(i, next) && c.angleContains(i, prev) {
			loose = i
		}
	}
	if strict >= 0 {
		return strict
	}
	return loose
}

// edgeLeftOf returns the first node of the nearest edge of the outer list that runs down past m on
// its left, or -1.
func (c *earClipper) edgeLeftOf(m point) int32 {
	best := int32(-1)
	var be, bf point
	for _, i := range c.edgeBands.edges[c.edgeBands.bandAt(m.y)] {
		e, f := c.nodes[i].point, c.nodes[c.nodes[i].next].point
		if e.y < m.y || f.y > m.y || e.y == f.y || cross(e, f, m) < 0 {
			continue
		}
		if best < 0 || isRightOf(e, f, be, bf) {
			best, be, bf = i, e, f
		}
	}
	return best
}

// isRightOf reports whether the edge from a to b lies to the right of the edge from e to f at
// heights that both have. Both must run down, and they must not cross.
func isRightOf(a, b, e, f point) bool {
	// The lower of the upper ends and the higher of the lower ends are at heights of both edges.
	var turn int64
	if a.y <= e.y {
		turn = cross(e, f, a)
	} else {
		turn = -cross(a, b, e)
	}
	if turn == 0 {
		if b.y >= f.y {
			turn = cross(e, f, b)
		} else {
			turn = -cross(a, b, f)
		}
	}
	return turn > 0
}

// nodeFacing returns the node at the position of i whose inner angle contains m. There may be
// several nodes, because bridges double them.
func (c *earClipper) nodeFacing(i int32, m point) int32 {
	if c.angleContainsStrictly(i, m) {
		return i
	}
	position, best := c.nodes[i].point, i
	found := c.angleContains(i, m)
	for _, j := range c.edgeBands.edges[c.edgeBands.bandAt(position.y)] {
		if c.nodes[j].point != position {
			continue
		}
		if c.angleContainsStrictly(j, m) {
			best, found = j, true
		} else if !found && c.angleContains(j, m) {
			best, found = j, true
		}
	}
	return best
}

// angleContains reports whether q lies in the inner angle of node i, including its sides.
func (c *earClipper) angleContains(i int32, q point) bool {
	n := &c.nodes[i]
	a, b, d := c.nodes[n.prev].point, n.point, c.nodes[n.next].point
	if cross(a, b, d) > 0 {
		return cross(a, b, q) >= 0 && cross(b, d, q) >= 0
	}
	return cross(a, b, q) >= 0 || cross(b, d, q) >= 0
}

// angleContainsStrictly is angleContains without the sides of the angle.
func (c *earClipper) angleContainsStrictly(i int32, q point) bool {
	n := &c.nodes[i]
	a, b, d := c.nodes[n.prev].point, n.point, c.nodes[n.next].point
	if cross(a, b, d) > 0 {
		return cross(a, b, q) > 0 && cross(b, d, q) > 0
	}
	return cross(a, b, q) > 0 || cross(b, d, q) > 0
}

// spliceHole joins two lists into one: …, to, hole, …, copy of hole, copy of to, ….
func (c *earClipper) spliceHole(to, hole int32) {
	c.addEdges(hole)
	holeCopy, toCopy := int32(len(c.nodes)), int32(len(c.nodes)+1)
	c.nodes = append(c.nodes, c.nodes[hole], c.nodes[to])
	c.nodes[holeCopy].next, c.nodes[toCopy].prev = toCopy, holeCopy
	c.nodes[c.nodes[holeCopy].prev].next = holeCopy
	c.nodes[c.nodes[toCopy].next].prev = toCopy
	c.nodes[to].next, c.nodes[hole].prev = hole, to
	c.edgeBands.add(to, c.nodes[to].y, c.nodes[hole].y)
	c.edgeBands.add(holeCopy, c.nodes[hole].y, c.nodes[to].y)
	c.edgeBands.add(toCopy, c.nodes[to].y, c.nodes[c.nodes[toCopy].next].y)
}

// isBetween reports whether v lies between a and b, in either order.
func isBetween(a, v, b int32) bool {
	if a > b {
		a, b = b, a
	}
	return a <= v && v <= b
}

// isNearer reports whether a is nearer to m than b is. All three must be collinear.
func isNearer(m, a, b point) bool {
	return abs(int64(a.x-m.x))+abs(int64(a.y-m.y)) < abs(int64(b.x-m.x))+abs(int64(b.y-m.y))
}
