package earcut

// A node is a position in the list of those not yet clipped.
type node struct {
	point
	index      uint32
	prev, next int32
	nextInCell int32 // the next node in the same cell
	reflex     bool  // the inner angle is 180 degrees or more, so the node may lie in an ear
	inCell     bool
	queued     bool
	removed    bool
	waiters    int32 // the first of the corners that wait for this node, or -1
}

// A waiter is a corner that was no ear when it was last tested, because the node it waits for lies
// in it.
type waiter struct{ node, next int32 }

// An earClipper clips ears off one list of nodes.
type earClipper struct {
	nodes     []node
	start     int32
	remaining int
	// queue holds corners that may be ears, in order of arrival. The other corners wait for the
	// node that lies in them.
	queue      []int32
	waiters    []waiter
	reflexGrid reflexGrid
	edgeBands  edgeBands
	triangles  []uint32
	doubleArea int64 // of the triangles
	forcedEars int
}

// clipEars divides the list into triangles.
//
// An ear is a corner a, b, c that contains no other node. A list that does not cross itself always
// has one (Meisters 1975). This holds also where it touches itself, if containment is defined as in
// blocksEar and corners without area are removed as soon as they appear.
func (c *earClipper) clipEars() {
	c.prepare()
	for head := 0; c.remaining > 2; {
		if head == len(c.queue) {
			b := c.smallestCorner(c.start)
			if b < 0 {
				return
			}
			c.forcedEars++
			c.clipEar(b)
			continue
		}
		b := c.queue[head]
		head++
		n := &c.nodes[b]
		n.queued = false
		if n.removed || n.reflex {
			continue
		}
		if blocker := c.firstInside(b); blocker >= 0 {
			c.waiters = append(c.waiters, waiter{b, c.nodes[blocker].waiters})
			c.nodes[blocker].waiters = int32(len(c.waiters) - 1)
			continue
		}
		c.clipEar(b)
	}
}

// prepare marks and indexes reflex corners, removes corners without area and queues the others.
func (c *earClipper) prepare() {
	c.remaining, c.queue, c.waiters = 0, c.queue[:0], c.waiters[:0]
	for i := c.start; ; {
		c.remaining++
		n := &c.nodes[i]
		n.reflex, n.waiters = c.cornerCross(i) <= 0, -1
		if i = n.next; i == c.start {
			break
		}
	}
	c.reflexGrid.rebuild(c.nodes, c.start)
	for n := c.remaining; n > 0 && c.remaining > 2; n-- {
		c.start = c.nodes[c.filterCollinear(c.start)].next
	}
	// Clipping every second corner first makes fewer slivers.
	for parity := range 2 {
		i := c.start
		for k := range c.remaining {
			if k%2 == parity {
				c.enqueue(i)
			}
			i = c.nodes[i].next
		}
	}
}

// enqueue queues a corner, unless it is reflex, queued or removed.
func (c *earClipper) enqueue(i int32) {
	if n := &c.nodes[i]; !n.queued && !n.reflex && !n.removed {
		n.queued = true
		c.queue = append(c.queue, i)
	}
}

// wakeWaiters queues the corners that wait for node i.
func (c *earClipper) wakeWaiters(i int32) {
	w := c.nodes[i].waiters
	c.nodes[i].waiters = -1
	for ; w >= 0; w = c.waiters[w].next {
		c.enqueue(c.waiters[w].node)
	}
}

// cornerCross returns twice the signed area of the corner at node i.
func (c *earClipper) cornerCross(i int32) int64 {
	n := &c.nodes[i]
	return cross(c.nodes[n.prev].point, n.point, c.nodes[n.next].point)
}

// clipEar adds the triangle at b and removes b.
func (c *earClipper) clipEar(b int32) {
	n := &c.nodes[b]
	p, q := &c.nodes[n.prev], &c.nodes[n.next]
	c.triangles = append(c.triangles, p.index, n.index, q.index)
	c.doubleArea += cross(p.point, n.point, q.point)
	c.remove(b)
	c.filterCollinear(n.next)
}

// filterCollinear removes corners without area at i and around it: straight ones and the tips of
// lines that turn back. It returns a node that remains.
func (c *earClipper) filterCollinear(i int32) int32 {
	for c.remaining > 2 {
		n := &c.nodes[i]
		switch {
		case c.cornerCross(i) == 0:
			c.remove(i)
			i = n.next
		case c.nodes[n.prev].reflex && c.cornerCross(n.prev) == 0:
			i = n.prev
		default:
			return i
		}
	}
	return i
}

// remove removes node b from the list and updates its neighbours.
func (c *earClipper) remove(b int32) {
	n := &c.nodes[b]
	n.removed = true
	c.remaining--
	c.nodes[n.prev].next, c.nodes[n.next].prev = n.next, n.prev
	if n.reflex {
		c.reflexGrid.liveCount--
	}
	c.updateReflex(n.prev)
	c.updateReflex(n.next)
	c.wakeWaiters(b)
	c.start = n.next
	if c.reflexGrid.isSparse() {
		c.reflexGrid.rebuild(c.nodes, n.next)
	}
}

// updateReflex updates a corner whose neighbour has changed.
func (c *earClipper) updateReflex(i int32) {
	n := &c.nodes[i]
	if reflex := c.cornerCross(i) <= 0; reflex != n.reflex {
		n.reflex = reflex
		if reflex {
			c.reflexGrid.liveCount++
			c.reflexGrid.add(c.nodes, i)
		} else {
			c.reflexGrid.liveCount--
		}
	}
	c.enqueue(i)
	c.wakeWaiters(i)
}

// firstInside returns a node that lies in the corner at b, or -1 if the corner is an ear. b must be
// a left turn.
func (c *earClipper) firstInside(b int32) int32 {
	n := &c.nodes[b]
	t := corner{c.nodes[n.prev].point, n.point, c.nodes[n.next].point}
	lo := point{min(t.a.x, t.b.x, t.c.x), min(t.a.y, t.b.y, t.c.y)}
	hi := point{max(t.a.x, t.b.x, t.c.x), max(t.a.y, t.b.y, t.c.y)}
	x0, y0 := c.reflexGrid.cellAt(lo)
	x1, y1 := c.reflexGrid.cellAt(hi)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			if i := c.firstInCell(&c.reflexGrid.heads[y*c.reflexGrid.columns+x], &t, lo,
				hi); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// firstInCell returns the first reflex node of a cell that lies in the corner, or -1. It removes
// the nodes of the cell that are not reflex any more.
func (c *earClipper) firstInCell(link *int32, t *corner, lo, hi point) int32 {
	for *link >= 0 {
		i := *link
		n := &c.nodes[i]
		if n.removed || !n.reflex {
			n.inCell = false
			*link = n.nextInCell
			continue
		}
		if n.x >= lo.x && n.x <= hi.x && n.y >= lo.y && n.y <= hi.y && c.blocksEar(n, t) {
			return i
		}
		link = &n.nextInCell
	}
	return -1
}

// A corner is the triangle of three consecutive nodes, anticlockwise.
type corner struct{ a, b, c point }

// blocksEar reports whether the line through node n enters the corner. A line that only touches the
// corner from outside does not. A line that enters through a or c must turn back inside, where its
// turning point blocks the ear.
func (c *earClipper) blocksEar(n *node, t *corner) bool {
	if n.point == t.a || n.point == t.c {
		return false
	}
	ab, bc := cross(t.a, t.b, n.point), cross(t.b, t.c, n.point)
	if ab < 0 || bc < 0 || cross(t.c, t.a, n.point) < 0 {
		return false
	}
	if ab > 0 && bc > 0 {
		return true
	}
	// n lies on a side, or on b itself: test whether its neighbours lie inside of that side, or of
	// both.
	prev, next := c.sideOfCorner(n.prev, ab, bc, t), c.sideOfCorner(n.next, ab, bc, t)
	if n.point == t.b && prev == 0 && next == 0 {
		return true // turns back along both sides: the corner ends a passage of zero width
	}
	return prev > 0 || next > 0
}

// sideOfCorner returns the position of node i relative to the sides of the corner for which ab or
// bc is 0: 1 for inside, 0 for on one, -1 for outside.
func (c *earClipper) sideOfCorner(i int32, ab, bc int64, t *corner) int {
	q, side := c.nodes[i].point, int64(1)
	if ab == 0 {
		side = cross(t.a, t.b, q)
	}
	if bc == 0 {
		side = min(side, cross(t.b, t.c, q))
	}
	switch {
	case side > 0:
		return 1
	case side < 0:
		return -1
	}
	return 0
}

// smallestCorner returns the left turn with the smallest area, or -1. It is for lists that cross
// themselves.
func (c *earClipper) smallestCorner(start int32) int32 {
	smallest, minArea := int32(-1), int64(0)
	for i := start; ; {
		if area := c.cornerCross(i); area > 0 && (smallest < 0 || area < minArea) {
			smallest, minArea = i, area
		}
		if i = c.nodes[i].next; i == start {
			return smallest
		}
	}
}
