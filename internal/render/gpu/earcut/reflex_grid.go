package earcut

// reflexGrid indexes reflex nodes in a uniform grid, so that a corner is tested only against nodes
// nearby. Nodes that are not reflex any more are removed lazily; when most are, the grid is rebuilt
// with larger cells.
type reflexGrid struct {
	heads                 []int32 // the first node of each cell, or -1
	columns, rows         int32
	min                   point
	shift                 uint // the side of a cell is 1<<shift steps
	liveCount, entryCount int32
}

// rebuild indexes the reflex nodes of the list at start.
func (g *reflexGrid) rebuild(nodes []node, start int32) {
	lo, hi := nodes[start].point, nodes[start].point
	g.liveCount = 0
	for i := start; ; {
		n := &nodes[i]
		lo.x, lo.y = min(lo.x, n.x), min(lo.y, n.y)
		hi.x, hi.y = max(hi.x, n.x), max(hi.y, n.y)
		if n.reflex {
			g.liveCount++
		}
		n.inCell = false
		if i = n.next; i == start {
			break
		}
	}
	g.resize(lo, hi)
	g.entryCount = 0
	for i := start; ; {
		if nodes[i].reflex {
			g.add(nodes, i)
		}
		if i = nodes[i].next; i == start {
			break
		}
	}
}

// resize chooses the cells: about two for each reflex node.
func (g *reflexGrid) resize(lo, hi point) {
	g.min = lo
	maxCells := int64(2*g.liveCount) + 1
	for g.shift = 0; ; g.shift++ {
		g.columns = (hi.x-lo.x)>>g.shift + 1
		g.rows = (hi.y-lo.y)>>g.shift + 1
		if int64(g.columns)*int64(g.rows) <= maxCells {
			break
		}
	}
	n := int(g.columns * g.rows)
	if cap(g.heads) < n {
		g.heads = make([]int32, n)
	}
	g.heads = g.heads[:n]
	for i := range g.heads {
		g.heads[i] = -1
	}
}

// cellAt returns the column and row of the cell that contains p.
func (g *reflexGrid) cellAt(p point) (x, y int32) {
	return (p.x - g.min.x) >> g.shift, (p.y - g.min.y) >> g.shift
}

// add indexes a node, unless it is indexed already.
func (g *reflexGrid) add(nodes []node, i int32) {
	n := &nodes[i]
	if n.inCell {
		return
	}
	x, y := g.cellAt(n.point)
	head := &g.heads[y*g.columns+x]
	n.nextInCell, n.inCell = *head, true
	*head = i
	g.entryCount++
}

// isSparse reports whether so few reflex nodes are left that a rebuild is worthwhile.
func (g *reflexGrid) isSparse() bool { return g.entryCount > 16 && g.liveCount < g.entryCount/4 }
