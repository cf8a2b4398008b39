package earcut

// edgeBands files the edges of the outer list by height, so that a hole looks at those beside it
// only. An edge stands in each band that it reaches into, by the node it begins at; entries may be
// out of date, so they are asked again.
type edgeBands struct {
	edges [][]int32
	min   int32
	shift uint
}

// reset makes bands for heights from lo to hi and about that many edges, or none where they would
// not pay.
func (b *edgeBands) reset(lo, hi int32, edges, holes int) {
	for i := range b.edges {
		b.edges[i] = b.edges[i][:0]
	}
	want := min(edges/16, 8*holes)
	for b.min, b.shift = lo, 0; int((hi-lo)>>b.shift)+1 > max(want, 1); b.shift++ {
	}
	n := int((hi-lo)>>b.shift) + 1
	for len(b.edges) < n {
		b.edges = append(b.edges, nil)
	}
	b.edges = b.edges[:n]
}

// add files the edge from node i at y0 to the next at y1.
func (b *edgeBands) add(i, y0, y1 int32) {
	from, to := b.bandAt(min(y0, y1)), b.bandAt(max(y0, y1))
	for k := from; k <= to; k++ {
		b.edges[k] = append(b.edges[k], i)
	}
}

// bandAt returns the band of a height; heights outside belong to the first or last.
func (b *edgeBands) bandAt(y int32) int {
	return min(max(int((y-b.min)>>b.shift), 0), len(b.edges)-1)
}
