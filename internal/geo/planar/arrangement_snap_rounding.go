package planar

import (
	"slices"

	"truceline/internal/geo"
)

// snapRound nodes the edges by iterated snap rounding and returns them sorted, without duplicates.
func snapRound(edges []labelledEdge, sets *labelSets) []labelledEdge {
	hot := findHotPixels(edges)
	boxes := make([]rect, len(hot))
	for i, p := range hot {
		boxes[i] = segmentRect(p, p)
	}
	r := &segmentRouter{hotPixels: hot, tree: newRTree(boxes)}
	out := make([]labelledEdge, 0, len(edges)+len(edges)/8)
	for _, e := range edges {
		r.path = append(r.path[:0], e.a)
		r.route(e.a, e.b)
		for i := 1; i < len(r.path); i++ {
			out = append(out, newLabelledEdge(r.path[i-1], r.path[i], e.labelSet, sets))
		}
	}
	return mergeEdges(out, sets)
}

// findHotPixels returns the ends and the rounded crossings of all edges, sorted.
func findHotPixels(edges []labelledEdge) []geo.GridPoint {
	boxes := make([]rect, len(edges))
	hot := make([]geo.GridPoint, 0, 2*len(edges))
	for i, e := range edges {
		boxes[i] = segmentRect(e.a, e.b)
		hot = append(hot, e.a, e.b)
	}
	tree := newRTree(boxes)
	for i, e := range edges {
		tree.searchSegment(e.a, e.b, 0, func(j int32) {
			if int(j) <= i {
				return
			}
			if p, ok := crossingPoint(e.a, e.b, edges[j].a, edges[j].b); ok {
				hot = append(hot, p)
			}
		})
	}
	slices.SortFunc(hot, compareGrid)
	return slices.Compact(hot)
}

// A segmentRouter routes segments through the hot pixels that they pass.
type segmentRouter struct {
	hotPixels []geo.GridPoint
	tree      *rtree
	path      []geo.GridPoint
}

// route appends the path from p to q, without p. The pixels that a segment passes are strictly
// monotonic in longitude or latitude and monotonic in the other, so each part is shorter than the
// whole and the recursion ends.
func (r *segmentRouter) route(p, q geo.GridPoint) {
	var via []geo.GridPoint
	r.tree.searchSegment(p, q, 0.5, func(i int32) {
		if c := r.hotPixels[i]; c != p && c != q && passesPixel(p, q, c) {
			via = append(via, c)
		}
	})
	if via == nil {
		r.path = append(r.path, q)
		return
	}
	dx, dy := int64(q.Lon)-int64(p.Lon), int64(q.Lat)-int64(p.Lat)
	along := func(c geo.GridPoint) int64 { return dx*int64(c.Lon) + dy*int64(c.Lat) }
	slices.SortFunc(via, func(c, d geo.GridPoint) int { return signInt(along(c) - along(d)) })
	for _, c := range append(via, q) {
		r.route(p, c)
		p = c
	}
}
