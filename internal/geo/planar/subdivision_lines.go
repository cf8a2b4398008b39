package planar

import (
	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// EdgesBetween returns the lines between the faces that a selects and those that b selects, with
// the faces of a on the left, joined as far as possible. Both functions are also called with -1 for
// the unbounded face.
//
// Where lines touch at a node each continues along its own side, so none crosses another. Closed
// lines repeat their first position. levels has a string of digits for each line, as in
// Feature.Levels; it is nil before Simplify.
func (s *Subdivision) EdgesBetween(a, b func(face int) bool) (lines []orb.LineString,
	levels [][]byte) {
	inA, inB := s.pickFaces(a), s.pickFaces(b)
	paths := newLinePaths(len(s.face))
	for h := range paths.chosen {
		l, r := s.face[h]+1, s.face[h^1]+1
		paths.chosen[h] = l != r && inA[l] && inB[r] && !(h&1 == 1 && paths.chosen[h^1])
	}
	for h := range paths.next {
		if paths.chosen[h] {
			paths.link(int32(h), s.nextOnLeft(paths, int32(h), inA))
		}
	}
	for h := range paths.next {
		if paths.chosen[h] && paths.next[h] < 0 {
			paths.link(int32(h), s.nextOnRight(paths, int32(h), inB))
		}
	}
	return s.joinLines(paths)
}

// pickFaces calls pick for all faces and returns the results, that of the unbounded face first.
func (s *Subdivision) pickFaces(pick func(face int) bool) []bool {
	out := make([]bool, len(s.Faces)+1)
	for i := range out {
		out[i] = pick(i - 1)
	}
	return out
}

// nextOnLeft searches clockwise around the end of h, through faces that are in, for the next chosen
// half-arc. It returns -1 if there is none.
func (s *Subdivision) nextOnLeft(paths *linePaths, h int32, in []bool) int32 {
	for g := s.next[h]; g != h^1; g = s.next[g^1] {
		if paths.chosen[g] {
			return g
		}
		if !in[s.face[g^1]+1] {
			break
		}
	}
	return -1
}

// nextOnRight is nextOnLeft in the other direction, through the faces on the right of h.
func (s *Subdivision) nextOnRight(paths *linePaths, h int32, in []bool) int32 {
	for g := s.prev[h^1] ^ 1; g != h^1; g = s.prev[g] ^ 1 {
		if paths.chosen[g] {
			return g
		}
		if !in[s.face[g]+1] {
			break
		}
	}
	return -1
}

// LinesWithLabel returns the arcs on which input lines with the label lie, joined where exactly two
// of them meet. The lines need not have the direction of the input.
func (s *Subdivision) LinesWithLabel(label int) (lines []orb.LineString, levels [][]byte) {
	incident := make([][]int32, len(s.nodes)) // per node the half-arcs that begin there
	for i := range s.Arcs {
		if s.Arcs[i].HasLabel(label) {
			incident[s.origin[2*i]] = append(incident[s.origin[2*i]], int32(2*i))
			incident[s.origin[2*i+1]] = append(incident[s.origin[2*i+1]], int32(2*i+1))
		}
	}
	continuation := func(h int32) int32 { // the half-arc after h; -1: none
		m := incident[s.origin[h^1]]
		switch {
		case len(m) != 2:
			return -1
		case m[0] == h^1:
			return m[1]
		}
		return m[0]
	}
	paths := newLinePaths(len(s.face))
	for i := range s.Arcs {
		h := int32(2 * i)
		if paths.chosen[h] || paths.chosen[h^1] || !s.Arcs[i].HasLabel(label) {
			continue
		}
		for g := continuation(h ^ 1); g >= 0 && g>>1 != int32(i); g = continuation(g) {
			h = g ^ 1 // search the beginning of the line
		}
		for g := h; g >= 0 && !paths.chosen[g]; g = paths.next[g] {
			paths.chosen[g] = true
			paths.link(g, continuation(g))
		}
	}
	return s.joinLines(paths)
}

// linePaths holds the half-arcs that make up lines, and how they follow one another.
type linePaths struct {
	chosen  []bool
	next    []int32 // per half-arc the one that follows; -1: none
	hasPrev []bool  // whether it follows another
}

func newLinePaths(n int) *linePaths {
	p := &linePaths{make([]bool, n), make([]int32, n), make([]bool, n)}
	for i := range p.next {
		p.next[i] = -1
	}
	return p
}

// link makes next follow h, unless next is -1 or follows another half-arc already.
func (p *linePaths) link(h, next int32) {
	if next >= 0 && !p.hasPrev[next] {
		p.next[h], p.hasPrev[next] = next, true
	}
}

// joinLines returns the lines, open ones first.
func (s *Subdivision) joinLines(paths *linePaths) (lines []orb.LineString, levels [][]byte) {
	used := make([]bool, len(paths.chosen))
	for _, closed := range [2]bool{false, true} {
		for h := range paths.chosen {
			if paths.chosen[h] && !used[h] && paths.hasPrev[h] == closed {
				points, digits := s.traceLine(paths, int32(h), used)
				lines = append(lines, toLineString(points))
				if digits != nil {
					levels = append(levels, digits)
				}
			}
		}
	}
	return lines, levels
}

// traceLine returns the positions of the line that begins with half-arc h, and marks its half-arcs
// as used.
func (s *Subdivision) traceLine(paths *linePaths, h int32,
	used []bool) (points []geo.GridPoint, levels []byte) {
	last := h
	for g := h; g >= 0 && !used[g]; g = paths.next[g] {
		used[g] = true
		points, levels = s.appendHalfArc(points, levels, g)
		last = g
	}
	a := &s.Arcs[last>>1]
	end := 0
	if last&1 == 0 {
		end = len(a.Points) - 1
	}
	points = append(points, a.Points[end])
	if a.Levels != nil {
		levels = append(levels, '0'+a.Levels[end])
	}
	return points, levels
}

func toLineString(points []geo.GridPoint) orb.LineString {
	out := make(orb.LineString, len(points))
	for i, p := range points {
		out[i] = p.Point()
	}
	return out
}
