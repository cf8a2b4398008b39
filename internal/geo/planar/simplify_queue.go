package planar

// A removalCandidate is a slot that may be removed. It is stale if its stamp differs from the
// simplifier's.
type removalCandidate struct {
	displacement float64 // in metres
	slot, stamp  int32
}

func (c removalCandidate) less(d removalCandidate) bool {
	if c.displacement != d.displacement {
		return c.displacement < d.displacement
	}
	return c.slot < d.slot
}

// removalQueue is a binary heap with the smallest displacement first.
type removalQueue []removalCandidate

func (q *removalQueue) push(c removalCandidate) {
	h := append(*q, c)
	i := len(h) - 1
	for i > 0 && c.less(h[(i-1)/2]) {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = c
	*q = h
}

func (q *removalQueue) pop() removalCandidate {
	h := *q
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	i := 0
	for len(h) > 0 {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1].less(h[child]) {
			child++
		}
		if child >= len(h) || !h[child].less(last) {
			h[i] = last
			break
		}
		h[i] = h[child]
		i = child
	}
	return first
}
