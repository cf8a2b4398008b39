package scene

import "truceline/internal/geo"

// edgeRun is some consecutive edges of a line: those between its positions. Most runs of a line are
// ruled out by their bounds.
type edgeRun struct {
	points []geo.XY
	bounds Bounds
}

// maxRunEdges is how many edges a run has at most.
const maxRunEdges = 16

func newEdgeRun(points []geo.XY) edgeRun {
	return edgeRun{points, EmptyBounds().extendAll(points)}
}

// edgeRuns are all edges of the path, which are kept.
func (p *Path) edgeRuns() []edgeRun {
	if p.runs != nil {
		return p.runs
	}
	for _, line := range p.Lines {
		for from := 0; from < len(line)-1; from += maxRunEdges {
			p.runs = append(p.runs, newEdgeRun(line[from:min(from+maxRunEdges+1, len(line))]))
		}
	}
	return p.runs
}

// contains reports whether a position is inside the path: it counts the edges that a ray to the
// east crosses, of which an odd number means inside (even-odd rule).
func (p *Path) contains(q geo.XY) bool {
	if !p.Bounds.Contains(q) {
		return false
	}
	inside := false
	runs := p.edgeRuns()
	for i := range runs {
		r := &runs[i]
		if q.Y < r.bounds.Min.Y || q.Y > r.bounds.Max.Y || q.X > r.bounds.Max.X {
			continue
		}
		for k := 1; k < len(r.points); k++ {
			a, b := r.points[k-1], r.points[k]
			if (a.Y > q.Y) != (b.Y > q.Y) && q.X < a.X+(q.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				inside = !inside
			}
		}
	}
	return inside
}

// appendRunsIn adds the runs of lines that may have a position in a box, in the detail of the
// greatest scale.
func (p *labelPlacer) appendRunsIn(out []edgeRun, lines []*geometryPart, box Bounds) []edgeRun {
	for _, part := range lines {
		if !part.bounds.Intersects(box) {
			continue
		}
		for _, r := range part.pathAtOrFiner(p.fineLevel).edgeRuns() {
			if r.bounds.Intersects(box) {
				out = append(out, r)
			}
		}
	}
	return out
}

// intersectsAny reports whether an edge of some runs has a position in the region. It moves its run
// to the front: the next region is mostly one beside this, and meets it, too.
func (r *sweptRegion) intersectsAny(runs []edgeRun) bool {
	for i := range runs {
		if r.intersectsRun(&runs[i]) {
			runs[0], runs[i] = runs[i], runs[0]
			return true
		}
	}
	return false
}

// intersectsRun reports whether an edge of a run has a position in the region.
func (r *sweptRegion) intersectsRun(run *edgeRun) bool {
	if !run.bounds.Intersects(r.bounds) {
		return false
	}
	for i := 1; i < len(run.points); i++ {
		a, b := run.points[i-1], run.points[i]
		if !onOneSideOf(a, b, &r.bounds) && r.intersectsSegment(a, b) {
			return true
		}
	}
	return false
}

// intersectsBounds reports whether an edge of the run has a position in a box.
func (r *edgeRun) intersectsBounds(b Bounds) bool {
	if !r.bounds.Intersects(b) {
		return false
	}
	for i := 1; i < len(r.points); i++ {
		if b.intersectsSegment(r.points[i-1], r.points[i]) {
			return true
		}
	}
	return false
}

// regionCrossesLines reports whether one of the lines has a position in the region.
func (p *labelPlacer) regionCrossesLines(lines []*geometryPart, r *sweptRegion) bool {
	for _, part := range lines {
		if !part.bounds.Intersects(r.bounds) {
			continue
		}
		runs := part.pathAtOrFiner(p.fineLevel).edgeRuns()
		for i := range runs {
			if r.intersectsRun(&runs[i]) {
				return true
			}
		}
	}
	return false
}

// countCrossings counts the edges that lie between two positions.
func countCrossings(runs []edgeRun, a, b geo.XY) (n int) {
	left := func(o, q, s geo.XY) bool { return (q.X-o.X)*(s.Y-o.Y) > (q.Y-o.Y)*(s.X-o.X) }
	box := EmptyBounds().Extend(a).Extend(b)
	for i := range runs {
		r := &runs[i]
		if !r.bounds.Intersects(box) {
			continue
		}
		for k := 1; k < len(r.points); k++ {
			c, d := r.points[k-1], r.points[k]
			if !onOneSideOf(c, d, &box) && left(a, b, c) != left(a, b, d) &&
				left(c, d, a) != left(c, d, b) {
				n++
			}
		}
	}
	return n
}

// onOneSideOf reports whether an edge lies wholly to one side of a box.
func onOneSideOf(a, b geo.XY, box *Bounds) bool {
	return a.X < box.Min.X && b.X < box.Min.X || a.X > box.Max.X && b.X > box.Max.X ||
		a.Y < box.Min.Y && b.Y < box.Min.Y || a.Y > box.Max.Y && b.Y > box.Max.Y
}

// withoutSharedEdges leaves out the edges at which two parts of a shape meet.
func withoutSharedEdges(runs []edgeRun) (out []edgeRun) {
	count := map[segment]int{}
	for _, r := range runs {
		for i := 1; i < len(r.points); i++ {
			count[newSegment(r.points[i-1], r.points[i])]++
		}
	}
	for _, r := range runs {
		from := 0
		for i := 1; i <= len(r.points); i++ {
			if i < len(r.points) && count[newSegment(r.points[i-1], r.points[i])] == 1 {
				continue
			}
			if i-1 > from {
				out = append(out, newEdgeRun(r.points[from:i]))
			}
			from = i
		}
	}
	return out
}
