package planar

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// rect is a closed rectangle in grid steps or metres.
type rect struct{ x0, y0, x1, y1 float64 }

func segmentRect(p, q geo.GridPoint) rect {
	return rect{float64(min(p.Lon, q.Lon)), float64(min(p.Lat, q.Lat)), float64(max(p.Lon, q.Lon)),
		float64(max(p.Lat, q.Lat))}
}

func (b rect) grow(d float64) rect { return rect{b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d} }

func (b rect) union(c rect) rect {
	return rect{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

func (b rect) intersects(c rect) bool {
	return b.x0 <= c.x1 && c.x0 <= b.x1 && b.y0 <= c.y1 && c.y0 <= b.y1
}

// intersectsLine reports whether the rectangle meets the straight line through (x, y) in the
// direction (dx, dy).
func (b rect) intersectsLine(x, y, dx, dy float64) bool {
	s := dx*(b.y0-y) - dy*(b.x0-x)
	t := dx*(b.y0-y) - dy*(b.x1-x)
	u := dx*(b.y1-y) - dy*(b.x0-x)
	v := dx*(b.y1-y) - dy*(b.x1-x)
	return min(s, t, u, v) <= 0 && max(s, t, u, v) >= 0
}

const rtreeFanout = 8

// rtree is a packed R-tree whose leaves are sorted along a Hilbert curve (Kamel and Faloutsos, On
// packing R-trees, 1993). It is immutable; callers that remove items filter the results.
type rtree struct {
	items []int32 // in the order of the leaves
	// levels[0] has a box for each item, each further level one for rtreeFanout boxes of the one
	// below.
	levels [][]rect
}

func newRTree(boxes []rect) *rtree {
	t := &rtree{items: make([]int32, len(boxes))}
	keys := hilbertKeys(boxes)
	for i, k := range keys {
		t.items[i] = int32(uint32(k))
	}
	level := make([]rect, len(boxes))
	for i, item := range t.items {
		level[i] = boxes[item]
	}
	t.levels = append(t.levels, level)
	for len(level) > rtreeFanout {
		parents := make([]rect, 0, (len(level)+rtreeFanout-1)/rtreeFanout)
		for i := 0; i < len(level); i += rtreeFanout {
			box := level[i]
			for _, b := range level[i+1 : min(i+rtreeFanout, len(level))] {
				box = box.union(b)
			}
			parents = append(parents, box)
		}
		level = parents
		t.levels = append(t.levels, level)
	}
	return t
}

// hilbertKeys returns a sorted key for each box: the position of its centre on the Hilbert curve in
// the upper 32 bits, the box's index in the lower.
func hilbertKeys(boxes []rect) []uint64 {
	extent := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, b := range boxes {
		extent = extent.union(b)
	}
	side := max(extent.x1-extent.x0, extent.y1-extent.y0, 1)
	keys := make([]uint64, len(boxes))
	for i, b := range boxes {
		x := uint32(((b.x0+b.x1)/2 - extent.x0) / side * 65535)
		y := uint32(((b.y0+b.y1)/2 - extent.y0) / side * 65535)
		keys[i] = uint64(hilbertIndex(x, y))<<32 | uint64(i)
	}
	slices.Sort(keys)
	return keys
}

// hilbertIndex returns the position of a cell of a 65,536 × 65,536 raster on the Hilbert curve.
func hilbertIndex(x, y uint32) uint32 {
	var d uint32
	for s := uint32(1 << 15); s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d += s * s * ((3 * rx) ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = 65535-x, 65535-y
			}
			x, y = y, x
		}
	}
	return d
}

// search calls found for each item whose box meets the query box and passes keep. keep may be nil;
// it is called for inner boxes as well.
func (t *rtree) search(q rect, keep func(rect) bool, found func(item int32)) {
	if len(t.items) > 0 {
		top := len(t.levels) - 1
		t.searchLevel(top, 0, len(t.levels[top]), q, keep, found)
	}
}

func (t *rtree) searchLevel(level, from, to int, q rect, keep func(rect) bool,
	found func(item int32)) {
	for i := from; i < to; i++ {
		b := t.levels[level][i]
		if !b.intersects(q) || keep != nil && !keep(b) {
			continue
		}
		if level == 0 {
			found(t.items[i])
			continue
		}
		first := i * rtreeFanout
		t.searchLevel(level-1, first, min(first+rtreeFanout, len(t.levels[level-1])), q, keep,
			found)
	}
}

// searchSegment calls found for each item whose box, grown by d, meets the segment.
func (t *rtree) searchSegment(p, q geo.GridPoint, d float64, found func(item int32)) {
	x, y := float64(p.Lon), float64(p.Lat)
	dx, dy := float64(q.Lon)-x, float64(q.Lat)-y
	t.search(segmentRect(p, q).grow(d),
		func(b rect) bool { return b.grow(d).intersectsLine(x, y, dx, dy) }, found)
}
