package scene

import (
	"truceline/internal/geo"
)

// levels is the number of levels of detail.
const levels = len(geo.LevelTolerances)

// ring is one ring or line with the coarsest level at which each position is drawn. No digits: all are, at all levels.
type ring struct {
	points []geo.XY
	digits []byte
}

// at is what is drawn of the ring at a level; nil if nothing is left. The ends of an open line always stay.
func (r ring) at(level int, closed bool) []geo.XY {
	if level == 0 || r.digits == nil {
		return r.points
	}
	out := make([]geo.XY, 0, len(r.points)/2)
	last := len(r.points) - 1
	for i, q := range r.points {
		if int(r.digits[i]-'0') >= level || !closed && (i == 0 || i == last) {
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

// part is what is drawn or left out as a whole: a polygon with its holes, or a stretch of a line.
type part struct {
	rings  []ring
	closed bool
	bounds Box
	extent float64 // of the whole line that it is a part of, in metres; 0: not known
	paths  [levels]*Path
	made   [levels]bool
}

func newPart(rings []ring, closed bool) *part {
	p := &part{rings: rings, closed: closed, bounds: EmptyBox()}
	for _, r := range rings {
		p.bounds = p.bounds.addAll(r.points)
	}
	return p
}

// path is the part at a level of detail; nil if nothing of it is drawn there. It is made when first asked for and
// then kept, so that a backend may keep what it makes of it.
func (p *part) path(level int) *Path {
	if p.made[level] {
		return p.paths[level]
	}
	p.made[level] = true
	var lines [][]geo.XY
	for i, r := range p.rings {
		line := r.at(level, p.closed)
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

// lines are parts drawn in one style. At coarse levels, where most of them are in the picture anyway, they are one
// path, which takes a canvas one call; at fine levels each stretch is on its own, so that most can be left out.
type lines struct {
	parts []*part
	// apart says that stretches are drawn on their own at all levels, because they reach far beyond the picture.
	apart bool
	whole [levels]*Path
	made  [levels]bool
}

// stretchLevels is the number of levels, the finest, at which stretches are drawn on their own.
const stretchLevels = 2

// all is every line at a level as one path.
func (l *lines) all(level int) *Path {
	if l.made[level] {
		return l.whole[level]
	}
	l.made[level] = true
	var out [][]geo.XY
	for _, p := range l.parts {
		if path := p.path(level); path != nil {
			out = append(out, path.Lines...)
		}
	}
	if len(out) > 0 {
		l.whole[level] = NewPath(out)
	}
	return l.whole[level]
}

// shape is a feature that can be drawn, picked and named.
type shape struct {
	kind    Kind
	id, ref string
	names   map[string]string // by language
	labels  map[string]string // short names for the map
	anchor  geo.XY            // where its label stands
	placed  bool              // it has an anchor
	reach   float64           // of a soft area about its anchor, in km
	lines                     // its areas or lines
	bounds  Box
	rank    int
	since   string // of held territory: "2014", "2022-02-23" or a later date
	// until is the first day, "2023-06-06", on which the shape was no more. Empty: it stayed.
	until   string
	capital bool // of a town: Kyiv
	foreign bool // of a town: in another country
}

// name is the name in a language, or in English.
func (s *shape) name(lang string) string {
	if n := s.names[lang]; n != "" {
		return n
	}
	return s.names["en"]
}

// label is the short name in a language.
func (s *shape) label(lang string) string {
	for _, n := range []string{s.labels[lang], s.names[lang], s.labels["en"]} {
		if n != "" {
			return n
		}
	}
	return s.names["en"]
}
