package planar

import (
	"math"

	"truceline/internal/geo"
)

// A pointIndex holds positions in one of the two planes in which lines must not cross: in metres,
// or in grid steps, where all predicates are exact.
type pointIndex struct {
	points []geo.XY
	tree   *rtree
	ids    []int32 // the items of tree
}

// rebuild indexes the positions that remain.
func (ix *pointIndex) rebuild(ids []int32) {
	boxes := make([]rect, len(ids))
	for i, id := range ids {
		q := ix.points[id]
		boxes[i] = rect{q.X, q.Y, q.X, q.Y}
	}
	ix.ids, ix.tree = ids, newRTree(boxes)
}

// isTriangleEmpty reports whether the triangle with the corners u, v, w contains no position that
// obstructs.
func (ix *pointIndex) isTriangleEmpty(u, v, w int32, obstructs func(id int32) bool) bool {
	a, b, c := ix.points[u], ix.points[v], ix.points[w]
	if crossXY(a, b, c) < 0 {
		b, c = c, b
	}
	box := rect{min(a.X, b.X, c.X), min(a.Y, b.Y, c.Y), max(a.X, b.X, c.X), max(a.Y, b.Y, c.Y)}
	empty := true
	ix.tree.search(box, func(rect) bool { return empty }, func(i int32) {
		q := ix.points[ix.ids[i]]
		if crossXY(a, b, q) >= 0 && crossXY(b, c, q) >= 0 && crossXY(c, a, q) >= 0 &&
			obstructs(ix.ids[i]) {
			empty = false
		}
	})
	return empty
}

// crossXY returns twice the signed area of the triangle abc, positive where it runs anticlockwise.
func crossXY(a, b, c geo.XY) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// distanceToSegment returns the distance from p to the segment ab.
func distanceToSegment(p, a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	px, py := p.X-a.X, p.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max((px*dx+py*dy)/l, 0), 1)
		px, py = px-t*dx, py-t*dy
	}
	return math.Sqrt(px*px + py*py)
}
