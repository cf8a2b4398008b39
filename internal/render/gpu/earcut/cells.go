package earcut

// cells files reflex corners by place, so that a corner is tested against its neighbourhood only. Entries that are
// gone are taken out when they are met; when most are gone the cells are made again, larger.
type cells struct {
	head          []int32 // the first node of each cell, or -1
	columns, rows int32
	min           point
	shift         uint // a cell is 1<<shift steps wide and high
	live, filed   int32
}

// fill files the reflex corners of the list at start.
func (g *cells) fill(nodes []node, start int32) {
	lo, hi := nodes[start].point, nodes[start].point
	g.live = 0
	for i := start; ; {
		n := &nodes[i]
		lo.x, lo.y = min(lo.x, n.x), min(lo.y, n.y)
		hi.x, hi.y = max(hi.x, n.x), max(hi.y, n.y)
		if n.reflex {
			g.live++
		}
		n.inCell = false
		if i = n.next; i == start {
			break
		}
	}
	g.size(lo, hi)
	g.filed = 0
	for i := start; ; {
		if nodes[i].reflex {
			g.add(nodes, i)
		}
		if i = nodes[i].next; i == start {
			break
		}
	}
}

// size chooses the cells: about two for each entry.
func (g *cells) size(lo, hi point) {
	g.min = lo
	want := int64(2*g.live) + 1
	for g.shift = 0; ; g.shift++ {
		g.columns = (hi.x-lo.x)>>g.shift + 1
		g.rows = (hi.y-lo.y)>>g.shift + 1
		if int64(g.columns)*int64(g.rows) <= want {
			break
		}
	}
	n := int(g.columns * g.rows)
	if cap(g.head) < n {
		g.head = make([]int32, n)
	}
	g.head = g.head[:n]
	for i := range g.head {
		g.head[i] = -1
	}
}

func (g *cells) cell(p point) (x, y int32) {
	return (p.x - g.min.x) >> g.shift, (p.y - g.min.y) >> g.shift
}

func (g *cells) add(nodes []node, i int32) {
	n := &nodes[i]
	if n.inCell {
		return
	}
	x, y := g.cell(n.point)
	at := &g.head[y*g.columns+x]
	n.below, n.inCell = *at, true
	*at = i
	g.filed++
}

// thin says whether so few entries are left that new cells pay.
func (g *cells) thin() bool { return g.filed > 16 && g.live < g.filed/4 }
