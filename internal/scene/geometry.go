package scene

import "truceline/internal/geo"

// detailLevels is the number of levels of detail.
const detailLevels = len(geo.LevelTolerances)

// ring is a ring or line. levelDigits has for each point the digit of the coarsest level of detail
// at which the point is drawn. Nil means that all points are drawn at all levels.
type ring struct {
	points      []geo.XY
	levelDigits []byte
}

// pointsAtLevel returns the points of the ring that are drawn at a level, or nil if fewer remain
// than a ring needs. The ends of an open line always remain.
func (r ring) pointsAtLevel(level int, closed bool) []geo.XY {
	if level == 0 || r.levelDigits == nil {
		return r.points
	}
	out := make([]geo.XY, 0, len(r.points)/2)
	last := len(r.points) - 1
	for i, q := range r.points {
		if int(r.levelDigits[i]-'0') >= level || !closed && (i == 0 || i == last) {
			out = append(out, q)
		}
	}
	if !closed {
		return out
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0]) // the closing point is drawn at finer levels only
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

// geometryPart is the unit that is drawn or culled as a whole: a polygon with its holes, or a chunk
// of a line.
type geometryPart struct {
	rings    []ring
	closed   bool
	bounds   Bounds
	lineSize float64 // longer side of the bounds of the whole line, in metres; 0: unknown
	paths    [detailLevels]*Path
	built    [detailLevels]bool
}

func newGeometryPart(rings []ring, closed bool) *geometryPart {
	p := &geometryPart{rings: rings, closed: closed, bounds: EmptyBounds()}
	for _, r := range rings {
		p.bounds = p.bounds.extendAll(r.points)
	}
	return p
}

// path returns the part at a level of detail, or nil if nothing of it is drawn at that level. It is
// made on the first call and then cached, so that a backend can cache the mesh of its address.
func (p *geometryPart) path(level int) *Path {
	if p.built[level] {
		return p.paths[level]
	}
	p.built[level] = true
	var lines [][]geo.XY
	for i, r := range p.rings {
		line := r.pointsAtLevel(level, p.closed)
		if line == nil && p.closed && i == 0 {
			break // without its outer ring a polygon is gone, holes included
		}
		if line != nil {
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		p.paths[level] = NewPath(lines)
	}
	return p.paths[level]
}

// geometry is a list of parts that are drawn in one style. At coarse levels most parts are visible
// anyway, so its lines are merged into one path, which is one draw call. At fine levels the chunks
// of a line are drawn separately, so that most can be culled.
type geometry struct {
	parts []*geometryPart
	// neverMerged is set if chunks are drawn separately at all levels, because the lines extend far
	// beyond the picture.
	neverMerged bool
	merged      [detailLevels]*Path
	mergedBuilt [detailLevels]bool
}

// chunkedLevels is the number of levels, from the finest, at which chunks are drawn separately.
const chunkedLevels = 2

// mergedPath returns all lines at a level as one path.
func (g *geometry) mergedPath(level int) *Path {
	if g.mergedBuilt[level] {
		return g.merged[level]
	}
	g.mergedBuilt[level] = true
	var out [][]geo.XY
	for _, p := range g.parts {
		if path := p.path(level); path != nil {
			out = append(out, path.Lines...)
		}
	}
	if len(out) > 0 {
		g.merged[level] = NewPath(out)
	}
	return g.merged[level]
}

// contains reports whether q is inside the part, at the finest level of detail.
func (p *geometryPart) contains(q geo.XY) bool {
	return p.closed && p.bounds.Contains(q) && p.path(0).contains(q)
}

// pathAtOrFiner returns the part at a level of detail or, if nothing of it is drawn there, at the
// next finer one that has it.
func (p *geometryPart) pathAtOrFiner(level int) *Path {
	for ; level > 0; level-- {
		if path := p.path(level); path != nil {
			return path
		}
	}
	return p.path(0)
}
