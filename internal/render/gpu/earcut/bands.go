package earcut

// bands files the edges of the outer list by height, so that a hole looks at those beside it only. An edge stands
// in each band that it reaches into, by the node it begins at; entries may be out of date, so they are asked again.
type bands struct {
	nodes [][]int32
	min   int32
	shift uint
}

// size makes bands for heights from lo to hi and about that many edges, or none where they would not pay.
func (b *bands) size(lo, hi int32, edges, holes int) {
	for i := range b.nodes {
		b.nodes[i] = b.nodes[i][:0]
	}
	want := min(edges/16, 8*holes)
	for b.min, b.shift = lo, 0; int((hi-lo)>>b.shift)+1 > max(want, 1); b.shift++ {
	}
	n := int((hi-lo)>>b.shift) + 1
	for len(b.nodes) < n {
		b.nodes = append(b.nodes, nil)
	}
	b.nodes = b.nodes[:n]
}

// add files the edge from node i at y0 to the next at y1.
func (b *bands) add(i, y0, y1 int32) {
	from, to := b.at(min(y0, y1)), b.at(max(y0, y1))
	for k := from; k <= to; k++ {
		b.nodes[k] = append(b.nodes[k], i)
	}
}

// at returns the band of a height; heights outside belong to the first or last.
func (b *bands) at(y int32) int {
	return min(max(int((y-b.min)>>b.shift), 0), len(b.nodes)-1)
}
