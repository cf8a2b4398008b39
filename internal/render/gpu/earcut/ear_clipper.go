package earcut

// A node is a position in the list of those not yet cut off.
type node struct {
	point
	index      uint32
	prev, next int32
	nextInCell int32 // the next node in the same cell
	reflex     bool  // the inner angle is 180 degrees or more, so it may stand in an ear
	inCell     bool
	queued     bool
	removed    bool
	waiters    int32 // the first entry of those that wait for this node, or -1
}

// A waiter is a corner that a node stood in when it was last asked.
type waiter struct{ node, next int32 }

// A earClipper cuts ears off one list of nodes.
type earClipper struct {
	nodes     []node
	start     int32
	remaining int
	// queue holds corners that may be ears, first come first served; the others wait for the node
	// in their way.
	queue      []int32
	waiters    []waiter
	reflexGrid reflexGrid
	edgeBands  edgeBands
	triangles  []uint32
	doubleArea int64 // twice the area of out
	forcedEars int
}

// clipEars cuts the list into triangles.
//
// An ear is a corner a, b, c with nothing standing in it. In a list that does not cross itself
// there always is one (Meisters 1975), also where it touches itself, if standing in it is
// understood as in blocks and corners without area are taken away as soon as they appear.
func (c *earClipper) clipEars() {
	c.prepare()
	for at := 0; c.remaining > 2; {
		if at == len(c.queue) {
			b := c.smallestCorner(c.start)
			if b < 0 {
				return
			}
			c.forcedEars++
			c.clipEar(b)
			continue
		}
		b := c.queue[at]
		at++
		n := &c.nodes[b]
		n.queued = false
		if n.removed || n.reflex {
			continue
		}
		if by := c.firstInside(b); by >= 0 {
			c.waiters = append(c.waiters, waiter{b, c.nodes[by].waiters})
			c.nodes[by].waiters = int32(len(c.waiters) - 1)
			continue
		}
		c.clipEar(b)
	}
}

// prepare marks reflex corners and files them in cells, takes away corners without area and queues
// the others.
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
	// Every second corner first makes fewer slivers.
	for from := range 2 {
		i := c.start
		for k := range c.remaining {
			if k%2 == from {
				c.enqueue(i)
			}
			i = c.nodes[i].next
		}
	}
}

// enqueue queues a corner.
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

func (c *earClipper) cornerCross(i int32) int64 {
	n := &c.nodes[i]
	return cross(c.nodes[n.prev].point, n.point, c.nodes[n.next].point)
}

// clipEar takes the triangle at b and removes b.
func (c *earClipper) clipEar(b int32) {
	n := &c.nodes[b]
	p, q := &c.nodes[n.prev], &c.nodes[n.next]
	c.triangles = append(c.triangles, p.index, n.index, q.index)
	c.doubleArea += cross(p.point, n.point, q.point)
	c.remove(b)
	c.filterCollinear(n.next)
}

// filterCollinear removes corners without area at i and around it: straight ones and the tips of
// lines there and back. It returns a node that is left.
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

// updateReflex sees a corner again whose neighbour has changed.
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

// firstInside finds a node that stands in the corner at b, which turns left, or returns -1: then it
// is an ear.
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

// firstInCell asks the reflex corners of one cell and takes out those that are none any more.
func (c *earClipper) firstInCell(at *int32, t *corner, lo, hi point) int32 {
	for *at >= 0 {
		i := *at
		n := &c.nodes[i]
		if n.removed || !n.reflex {
			n.inCell = false
			*at = n.nextInCell
			continue
		}
		if n.x >= lo.x && n.x <= hi.x && n.y >= lo.y && n.y <= hi.y && c.blocksEar(n, t) {
			return i
		}
		at = &n.nextInCell
	}
	return -1
}

// A corner is the triangle of three nodes that follow one another, anticlockwise.
type corner struct{ a, b, c point }

// blocksEar says whether the line through node n stands in the corner. A line that only touches the
// corner from outside does not; one that enters through a or c must turn back inside, and its
// turning point is asked itself.
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
	// n lies on a side, or on b itself: do its neighbours lie inside of that side, or of both?
	prev, next := c.sideOfCorner(n.prev, ab, bc, t), c.sideOfCorner(n.next, ab, bc, t)
	if n.point == t.b && prev == 0 && next == 0 {
		return true // back along both sides: the corner is one end of a passage without width
	}
	return prev > 0 || next > 0
}

// sideOfCorner says where node i lies to those sides of the corner for which ab or bc is 0: 1
// inside, 0 on one, -1 outside.
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

// smallestCorner finds the left turn with the least area, or -1: for lists that cross themselves.
func (c *earClipper) smallestCorner(start int32) int32 {
	best, least := int32(-1), int64(0)
	for i := start; ; {
		if turn := c.cornerCross(i); turn > 0 && (best < 0 || turn < least) {
			best, least = i, turn
		}
		if i = c.nodes[i].next; i == start {
			return best
		}
	}
}
