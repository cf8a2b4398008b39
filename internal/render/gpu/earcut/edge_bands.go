package earcut

// edgeBands indexes the edges of the outer list by height, so that a hole is tested only against
// edges at its height. An edge is listed in each band that it reaches, by its first node. Entries
// may be out of date, so their users check them.
type edgeBands struct {
	edges [][]int32
	min   int32
	shift uint
}

// reset makes bands for heights from lo to hi. Their number depends on the numbers of edges and
// holes.
func (b *edgeBands) reset(lo, hi int32, edges, holes int) {
	for i := range b.edges {
		b.edges[i] = b.edges[i][:0]
	}
	maxBands := min(edges/16, 8*holes)
	for b.min, b.shift = lo, 0; int((hi-lo)>>b.shift)+1 > max(maxBands, 1); b.shift++ {
	}
	n := int((hi-lo)>>b.shift) + 1
	for len(b.edges) < n {
		b.edges = append(b.edges, nil)
	}
	b.edges = b.edges[:n]
}

// add adds the edge from node i at y0 to its next node at y1.
func (b *edgeBands) add(i, y0, y1 int32) {
	from, to := b.bandAt(min(y0, y1)), b.bandAt(max(y0, y1))
	for k := from; k <= to; k++ {
		b.edges[k] = append(b.edges[k], i)
	}
}

// bandAt returns the band of a height. Heights outside belong to the first or last band.
func (b *edgeBands) bandAt(y int32) int {
	return min(max(int((y-b.min)>>b.shift), 0), len(b.edges)-1)
}
