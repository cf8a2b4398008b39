package geo

import "slices"

// subSnap nodes the edges by iterated snap rounding and returns them sorted and without duplicates.
func subSnap(edges []subEdge, sets *subSets) []subEdge {
	hot := subHotPixels(edges)
	boxes := make([]subBox, len(hot))
	for i, p := range hot {
		boxes[i] = subBoxOf(p, p)
	}
	r := &subRouter{hot: hot, tree: newSubTree(boxes)}
	out := make([]subEdge, 0, len(edges)+len(edges)/8)
	for _, e := range edges {
		r.path = append(r.path[:0], e.a)
		r.route(e.a, e.b)
		for i := 1; i < len(r.path); i++ {
			out = append(out, subEdgeBetween(r.path[i-1], r.path[i], e.set, sets))
		}
	}
	return subMerge(out, sets)
}

// subHotPixels returns the ends and the rounded crossings of all edges.
func subHotPixels(edges []subEdge) []Grid {
	boxes := make([]subBox, len(edges))
	hot := make([]Grid, 0, 2*len(edges))
	for i, e := range edges {
		boxes[i] = subBoxOf(e.a, e.b)
		hot = append(hot, e.a, e.b)
	}
	tree := newSubTree(boxes)
	for i, e := range edges {
		tree.alongSegment(e.a, e.b, 0, func(j int32) {
			if int(j) <= i {
				return
			}
			if p, ok := subCrossing(e.a, e.b, edges[j].a, edges[j].b); ok {
				hot = append(hot, p)
			}
		})
	}
	slices.SortFunc(hot, subCompare)
	return slices.Compact(hot)
}

// A subRouter leads segments through the hot pixels that they pass.
type subRouter struct {
	hot  []Grid
	tree *subTree
	path []Grid
}

// route appends to the path what follows p on the way to q. Along a segment the pixels that it passes go strictly
// one way in longitude or latitude and never back in the other, so each part is shorter than the whole and the
// recursion ends.
func (r *subRouter) route(p, q Grid) {
	var via []Grid
	r.tree.alongSegment(p, q, 0.5, func(i int32) {
		if c := r.hot[i]; c != p && c != q && subInPixel(p, q, c) {
			via = append(via, c)
		}
	})
	if via == nil {
		r.path = append(r.path, q)
		return
	}
	dx, dy := int64(q.Lon)-int64(p.Lon), int64(q.Lat)-int64(p.Lat)
	along := func(c Grid) int64 { return dx*int64(c.Lon) + dy*int64(c.Lat) }
	slices.SortFunc(via, func(c, d Grid) int { return subSign(along(c) - along(d)) })
	for _, c := range append(via, q) {
		r.route(p, c)
		p = c
	}
}
