package scene

import (
	"truceline/internal/geo"
)

// detailLevels is the number of levels of detail.
const detailLevels = len(geo.LevelTolerances)

// ring is one ring or line with the coarsest level at which each position is drawn. No digits: all
// are, at all levels.
type ring struct {
	points      []geo.XY
	levelDigits []byte
}

// pointsAtLevel is what is drawn of the ring at a level; nil if nothing is left. The ends of an
// open line always stay.
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
		out = append(out, out[0]) // the position that closed the ring is drawn at finer levels only
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

// geometryPart is what is drawn or left out as a whole: a polygon with its holes, or a stretch of a
// line.
type geometryPart struct {
	rings    []ring
	closed   bool
	bounds   Bounds
	lineSize float64 // of the whole line that it is a part of, in metres; 0: not known
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

// path is the part at a level of detail; nil if nothing of it is drawn there. It is made when first
// asked for and then kept, so that a backend may keep what it makes of it.
func (p *geometryPart) path(level int) *Path {
	if p.built[level] {
		return p.paths[level]
	}
	p.built[level] = true
	var lines [][]geo.XY
	for i, r := range p.rings {
		line := r.pointsAtLevel(level, p.closed)
		if line == nil && p.closed && i == 0 {
			break // without its outer ring a polygon is gone, holes and all
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

// geometry are parts drawn in one style. At coarse levels, where most of them are in the picture
// anyway, they are one path, which takes a canvas one call; at fine levels each stretch is on its
// own, so that most can be left out.
type geometry struct {
	parts []*geometryPart
	// neverMerged says that stretches are drawn on their own at all levels, because they reach far
	// beyond the picture.
	neverMerged bool
	merged      [detailLevels]*Path
	mergedBuilt [detailLevels]bool
}

// chunkedLevels is the number of levels, the finest, at which stretches are drawn on their own.
const chunkedLevels = 2

// mergedPath is every line at a level as one path.
func (l *geometry) mergedPath(level int) *Path {
	if l.mergedBuilt[level] {
		return l.merged[level]
	}
	l.mergedBuilt[level] = true
	var out [][]geo.XY
	for _, p := range l.parts {
		if path := p.path(level); path != nil {
			out = append(out, path.Lines...)
		}
	}
	if len(out) > 0 {
		l.merged[level] = NewPath(out)
	}
	return l.merged[level]
}

// feature is a feature that can be drawn, picked and named.
type feature struct {
	kind       Kind
	id, ref    string
	names      map[string]string // by language
	shortNames map[string]string // short names for the map
	anchor     geo.XY            // where its label stands
	hasAnchor  bool              // it has an anchor
	radiusKm   float64           // of a soft area about its anchor, in km
	geometry                     // its areas or lines
	bounds     Bounds
	rank       int
	heldSince  string // of held territory: "2014", "2022-02-23" or a later date
	// removedOn is the first day, "2023-06-06", on which the shape was no more. Empty: it stayed.
	removedOn string
	capital   bool // of a town: Kyiv
	foreign   bool // of a town: in another country
}

// name is the name in a language, or in English.
func (s *feature) name(lang string) string {
	if n := s.names[lang]; n != "" {
		return n
	}
	return s.names["en"]
}

// shortName is the short name in a language.
func (s *feature) shortName(lang string) string {
	for _, n := range []string{s.shortNames[lang], s.names[lang], s.shortNames["en"]} {
		if n != "" {
			return n
		}
	}
	return s.names["en"]
}
