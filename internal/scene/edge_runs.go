package scene

import "truceline/internal/geo"

// edgeRun is a run of consecutive edges of a line, those between its points. Most runs are ruled
// out by their bounds.
type edgeRun struct {
	points []geo.XY
	bounds Bounds
}

// maxRunEdges is the maximum number of edges in a run.
const maxRunEdges = 16

func newEdgeRun(points []geo.XY) edgeRun {
	return edgeRun{points, EmptyBounds().extendAll(points)}
}

// edgeRuns returns all edges of the path in runs, which are cached.
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

// contains reports whether a point is inside the path by the even-odd rule: a ray to the east
// crosses an odd number of edges.
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

// crosses reports whether an edge of the path intersects a box.
func (p *Path) crosses(b Bounds) bool {
	if !b.Intersects(p.Bounds) {
		return false
	}
	runs := p.edgeRuns()
	for i := range runs {
		if runs[i].intersectsBounds(b) {
			return true
		}
	}
	return false
}

// appendRunsIn appends the runs of lines that may intersect a box, in the detail of the greatest
// scale.
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

// intersectsAny reports whether an edge of any run intersects the region. It moves that run to the
// front, because the next region is usually close to this one and intersects the same run.
func (r *sweptRegion) intersectsAny(runs []edgeRun) bool {
	for i := range runs {
		if r.intersectsRun(&runs[i]) {
			runs[0], runs[i] = runs[i], runs[0]
			return true
		}
	}
	return false
}

// intersectsRun reports whether an edge of a run intersects the region.
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

// intersectsBounds reports whether an edge of the run intersects a box.
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

// regionCrossesLines reports whether one of the lines intersects the region.
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

// countCrossings returns the number of edges that the segment from a to b crosses.
func countCrossings(runs []edgeRun, a, b geo.XY) (crossings int) {
	isLeft := func(o, q, s geo.XY) bool { return (q.X-o.X)*(s.Y-o.Y) > (q.Y-o.Y)*(s.X-o.X) }
	box := EmptyBounds().Extend(a).Extend(b)
	for i := range runs {
		r := &runs[i]
		if !r.bounds.Intersects(box) {
			continue
		}
		for k := 1; k < len(r.points); k++ {
			c, d := r.points[k-1], r.points[k]
			if !onOneSideOf(c, d, &box) && isLeft(a, b, c) != isLeft(a, b, d) &&
				isLeft(c, d, a) != isLeft(c, d, b) {
				crossings++
			}
		}
	}
	return crossings
}

// onOneSideOf reports whether an edge is wholly to one side of a box.
func onOneSideOf(a, b geo.XY, box *Bounds) bool {
	return a.X < box.Min.X && b.X < box.Min.X || a.X > box.Max.X && b.X > box.Max.X ||
		a.Y < box.Min.Y && b.Y < box.Min.Y || a.Y > box.Max.Y && b.Y > box.Max.Y
}

// withoutSharedEdges returns the runs without the edges at which two parts of a feature meet.
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
