package geo

import "math"

// A pointIndex holds positions in one of the two planes in which lines must not cross: in metres,
// or in grid steps, where all predicates are exact.
type pointIndex struct {
	points []XY
	tree   *rtree
	ids    []int32 // the items of tree
}

// rebuild takes up the positions that are still there.
func (p *pointIndex) rebuild(ids []int32) {
	boxes := make([]rect, len(ids))
	for i, id := range ids {
		q := p.points[id]
		boxes[i] = rect{q.X, q.Y, q.X, q.Y}
	}
	p.ids, p.tree = ids, newRTree(boxes)
}

// isTriangleEmpty tells whether the triangle with the corners u, v, w holds no position that
// obstructs.
func (p *pointIndex) isTriangleEmpty(u, v, w int32, obstructs func(id int32) bool) bool {
	a, b, c := p.points[u], p.points[v], p.points[w]
	if crossXY(a, b, c) < 0 {
		b, c = c, b
	}
	box := rect{min(a.X, b.X, c.X), min(a.Y, b.Y, c.Y), max(a.X, b.X, c.X), max(a.Y, b.Y, c.Y)}
	empty := true
	p.tree.search(box, func(rect) bool { return empty }, func(i int32) {
		q := p.points[p.ids[i]]
		if crossXY(a, b, q) >= 0 && crossXY(b, c, q) >= 0 && crossXY(c, a, q) >= 0 &&
			obstructs(p.ids[i]) {
			empty = false
		}
	})
	return empty
}

// crossXY is twice the area of the triangle abc, positive where it runs anticlockwise.
func crossXY(a, b, c XY) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// distanceToSegment is the distance of p from the segment ab.
func distanceToSegment(p, a, b XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	px, py := p.X-a.X, p.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max((px*dx+py*dy)/l, 0), 1)
		px, py = px-t*dx, py-t*dy
	}
	return math.Sqrt(px*px + py*py)
}
