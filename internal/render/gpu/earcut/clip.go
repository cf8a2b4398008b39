package earcut

// A node is a position in the list of those not yet cut off.
type node struct {
	point
	index      uint32
	prev, next int32
	below      int32 // the next node in the same cell
	reflex     bool  // the inner angle is 180 degrees or more, so it may stand in an ear
	inCell     bool
	queued     bool
	gone       bool
	waiters    int32 // the first entry of those that wait for this node, or -1
}

// A waiter is a corner that a node stood in when it was last asked.
type waiter struct{ node, next int32 }

// A clipper cuts ears off one list of nodes.
type clipper struct {
	nodes []node
	start int32
	left  int
	// queue holds corners that may be ears, first come first served; the others wait for the node in their way.
	queue   []int32
	waiters []waiter
	cells   cells
	bands   bands
	out     []uint32
	area    int64 // twice the area of out
	forced  int
}

// clip cuts the list into triangles.
//
// An ear is a corner a, b, c with nothing standing in it. In a list that does not cross itself there always is one
// (Meisters 1975), also where it touches itself, if standing in it is understood as in blocks and corners without
// area are taken away as soon as they appear.
func (c *clipper) clip() {
	c.prepare()
	for at := 0; c.left > 2; {
		if at == len(c.queue) {
			b := c.cheapest(c.start)
			if b < 0 {
				return
			}
			c.forced++
			c.cut(b)
			continue
		}
		b := c.queue[at]
		at++
		n := &c.nodes[b]
		n.queued = false
		if n.gone || n.reflex {
			continue
		}
		if by := c.blocker(b); by >= 0 {
			c.waiters = append(c.waiters, waiter{b, c.nodes[by].waiters})
			c.nodes[by].waiters = int32(len(c.waiters) - 1)
			continue
		}
		c.cut(b)
	}
}

// prepare marks reflex corners and files them in cells, takes away corners without area and queues the others.
func (c *clipper) prepare() {
	c.left, c.queue, c.waiters = 0, c.queue[:0], c.waiters[:0]
	for i := c.start; ; {
		c.left++
		n := &c.nodes[i]
		n.reflex, n.waiters = c.turn(i) <= 0, -1
		if i = n.next; i == c.start {
			break
		}
	}
	c.cells.fill(c.nodes, c.start)
	for n := c.left; n > 0 && c.left > 2; n-- {
		c.start = c.nodes[c.tidy(c.start)].next
	}
	// Every second corner first makes fewer slivers.
	for from := range 2 {
		i := c.start
		for k := range c.left {
			if k%2 == from {
				c.ask(i)
			}
			i = c.nodes[i].next
		}
	}
}

// ask queues a corner.
func (c *clipper) ask(i int32) {
	if n := &c.nodes[i]; !n.queued && !n.reflex && !n.gone {
		n.queued = true
		c.queue = append(c.queue, i)
	}
}

// wake queues the corners that wait for node i.
func (c *clipper) wake(i int32) {
	w := c.nodes[i].waiters
	c.nodes[i].waiters = -1
	for ; w >= 0; w = c.waiters[w].next {
		c.ask(c.waiters[w].node)
	}
}

func (c *clipper) turn(i int32) int64 {
	n := &c.nodes[i]
	return cross(c.nodes[n.prev].point, n.point, c.nodes[n.next].point)
}

// cut takes the triangle at b and removes b.
func (c *clipper) cut(b int32) {
	n := &c.nodes[b]
	p, q := &c.nodes[n.prev], &c.nodes[n.next]
	c.out = append(c.out, p.index, n.index, q.index)
	c.area += cross(p.point, n.point, q.point)
	c.remove(b)
	c.tidy(n.next)
}

// tidy removes corners without area at i and around it: straight ones and the tips of lines there and back. It
// returns a node that is left.
func (c *clipper) tidy(i int32) int32 {
	for c.left > 2 {
		n := &c.nodes[i]
		switch {
		case c.turn(i) == 0:
			c.remove(i)
			i = n.next
		case c.nodes[n.prev].reflex && c.turn(n.prev) == 0:
			i = n.prev
		default:
			return i
		}
	}
	return i
}

func (c *clipper) remove(b int32) {
	n := &c.nodes[b]
	n.gone = true
	c.left--
	c.nodes[n.prev].next, c.nodes[n.next].prev = n.next, n.prev
	if n.reflex {
		c.cells.live--
	}
	c.look(n.prev)
	c.look(n.next)
	c.wake(b)
	c.start = n.next
	if c.cells.thin() {
		c.cells.fill(c.nodes, n.next)
	}
}

// look sees a corner again whose neighbour has changed.
func (c *clipper) look(i int32) {
	n := &c.nodes[i]
	if reflex := c.turn(i) <= 0; reflex != n.reflex {
		n.reflex = reflex
		if reflex {
			c.cells.live++
			c.cells.add(c.nodes, i)
		} else {
			c.cells.live--
		}
	}
	c.ask(i)
	c.wake(i)
}

// blocker finds a node that stands in the corner at b, which turns left, or returns -1: then it is an ear.
func (c *clipper) blocker(b int32) int32 {
	n := &c.nodes[b]
	t := corner{c.nodes[n.prev].point, n.point, c.nodes[n.next].point}
	lo := point{min(t.a.x, t.b.x, t.c.x), min(t.a.y, t.b.y, t.c.y)}
	hi := point{max(t.a.x, t.b.x, t.c.x), max(t.a.y, t.b.y, t.c.y)}
	x0, y0 := c.cells.cell(lo)
	x1, y1 := c.cells.cell(hi)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			if i := c.inCell(&c.cells.head[y*c.cells.columns+x], &t, lo, hi); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// inCell asks the reflex corners of one cell and takes out those that are none any more.
func (c *clipper) inCell(at *int32, t *corner, lo, hi point) int32 {
	for *at >= 0 {
		i := *at
		n := &c.nodes[i]
		if n.gone || !n.reflex {
			n.inCell = false
			*at = n.below
			continue
		}
		if n.x >= lo.x && n.x <= hi.x && n.y >= lo.y && n.y <= hi.y && c.blocks(n, t) {
			return i
		}
		at = &n.below
	}
	return -1
}

// A corner is the triangle of three nodes that follow one another, anticlockwise.
type corner struct{ a, b, c point }

// blocks says whether the line through node n stands in the corner. A line that only touches the corner from
// outside does not; one that enters through a or c must turn back inside, and its turning point is asked itself.
func (c *clipper) blocks(n *node, t *corner) bool {
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
	prev, next := c.beside(n.prev, ab, bc, t), c.beside(n.next, ab, bc, t)
	if n.point == t.b && prev == 0 && next == 0 {
		return true // back along both sides: the corner is one end of a passage without width
	}
	return prev > 0 || next > 0
}

// beside says where node i lies to those sides of the corner for which ab or bc is 0: 1 inside, 0 on one, -1 outside.
func (c *clipper) beside(i int32, ab, bc int64, t *corner) int {
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

// cheapest finds the left turn with the least area, or -1: for lists that cross themselves.
func (c *clipper) cheapest(start int32) int32 {
	best, least := int32(-1), int64(0)
	for i := start; ; {
		if turn := c.turn(i); turn > 0 && (best < 0 || turn < least) {
			best, least = i, turn
		}
		if i = c.nodes[i].next; i == start {
			return best
		}
	}
}
