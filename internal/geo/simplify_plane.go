package geo

import "math"

// A subPlane holds positions in one of the two planes in which lines must not cross: in metres, or in grid steps,
// where all predicates are exact.
type subPlane struct {
	at   []XY
	tree *subTree
	ids  []int32 // the items of tree
}

// index takes up the positions that are still there.
func (p *subPlane) index(ids []int32) {
	boxes := make([]subBox, len(ids))
	for i, id := range ids {
		q := p.at[id]
		boxes[i] = subBox{q.X, q.Y, q.X, q.Y}
	}
	p.ids, p.tree = ids, newSubTree(boxes)
}

// empty tells whether the triangle with the corners u, v, w holds no position that obstructs.
func (p *subPlane) empty(u, v, w int32, obstructs func(id int32) bool) bool {
	a, b, c := p.at[u], p.at[v], p.at[w]
	if subTurn(a, b, c) < 0 {
		b, c = c, b
	}
	box := subBox{min(a.X, b.X, c.X), min(a.Y, b.Y, c.Y), max(a.X, b.X, c.X), max(a.Y, b.Y, c.Y)}
	empty := true
	p.tree.search(box, func(subBox) bool { return empty }, func(i int32) {
		q := p.at[p.ids[i]]
		if subTurn(a, b, q) >= 0 && subTurn(b, c, q) >= 0 && subTurn(c, a, q) >= 0 && obstructs(p.ids[i]) {
			empty = false
		}
	})
	return empty
}

// subTurn is twice the area of the triangle abc, positive where it runs anticlockwise.
func subTurn(a, b, c XY) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// subDistance is the distance of p from the segment ab.
func subDistance(p, a, b XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	px, py := p.X-a.X, p.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max((px*dx+py*dy)/l, 0), 1)
		px, py = px-t*dx, py-t*dy
	}
	return math.Sqrt(px*px + py*py)
}
