package scene

import (
	"truceline/internal/geo"
)

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

// feature is a map feature that can be drawn, picked and labelled.
type feature struct {
	kind       Kind
	id, ref    string
	names      map[string]string // by language
	shortNames map[string]string // short names for the map
	anchor     geo.XY            // of its label
	hasAnchor  bool
	radiusKm   float64 // of a hub's area around its anchor
	geometry           // areas or lines
	bounds     Bounds
	rank       int
	heldSince  string // of held territory: "2014", "2022-02-23" or a later date
	// removedOn is the first day, "2023-06-06", on which the feature no longer existed. Empty means
	// that it still exists.
	removedOn string
	capital   bool // of a town: Kyiv
	foreign   bool // of a town: in another country
}

// name returns the name in a language, or else in English.
func (f *feature) name(lang string) string {
	if n := f.names[lang]; n != "" {
		return n
	}
	return f.names["en"]
}

// shortName returns the short name in a language. Fallbacks are the name in that language, then the
// short name and the name in English.
func (f *feature) shortName(lang string) string {
	for _, n := range []string{f.shortNames[lang], f.names[lang], f.shortNames["en"]} {
		if n != "" {
			return n
		}
	}
	return f.names["en"]
}
