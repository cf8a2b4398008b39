package geo

import (
	"github.com/paulmach/orb"
)

// EdgesBetween returns the lines between the faces that a picks and those that b picks, with those
// of a on the left, joined as far as they go. Both are asked about the unbounded face as -1. Where
// lines touch at a node each goes on along its own side, so none crosses another. Closed lines
// repeat their first position. The levels are digits as in Feature.Levels, nil before Simplify.
func (s *Subdivision) EdgesBetween(a, b func(face int) bool) (lines []orb.LineString,
	levels [][]byte) {
	inA, inB := s.pickFaces(a), s.pickFaces(b)
	p := newLinePaths(len(s.face))
	for h := range p.chosen {
		l, r := s.face[h]+1, s.face[h^1]+1
		p.chosen[h] = l != r && inA[l] && inB[r] && !(h&1 == 1 && p.chosen[h^1])
	}
	for h := range p.next {
		if p.chosen[h] {
			p.link(int32(h), s.nextOnLeft(p, int32(h), inA))
		}
	}
	for h := range p.next {
		if p.chosen[h] && p.next[h] < 0 {
			p.link(int32(h), s.nextOnRight(p, int32(h), inB))
		}
	}
	return s.joinLines(p)
}

// pickFaces returns the answers for all faces, that for the unbounded one first.
func (s *Subdivision) pickFaces(pick func(face int) bool) []bool {
	out := make([]bool, len(s.Faces)+1)
	for i := range out {
		out[i] = pick(i - 1)
	}
	return out
}

// nextOnLeft goes clockwise around the far node of h, as long as the faces are in, to the next
// chosen half-arc.
func (s *Subdivision) nextOnLeft(p *linePaths, h int32, in []bool) int32 {
	for g := s.next[h]; g != h^1; g = s.next[g^1] {
		if p.chosen[g] {
			return g
		}
		if !in[s.face[g^1]+1] {
			break
		}
	}
	return -1
}

// nextOnRight does the same anticlockwise, through the faces on the right of h.
func (s *Subdivision) nextOnRight(p *linePaths, h int32, in []bool) int32 {
	for g := s.prev[h^1] ^ 1; g != h^1; g = s.prev[g] ^ 1 {
		if p.chosen[g] {
			return g
		}
		if !in[s.face[g]+1] {
			break
		}
	}
	return -1
}

// LinesWithLabel returns the arcs on which input lines with the label lie, joined where just two of
// them meet. The direction of the input is not kept.
func (s *Subdivision) LinesWithLabel(label int) (lines []orb.LineString, levels [][]byte) {
	meet := make([][]int32, len(s.nodes)) // half-arcs that begin at a node
	for i := range s.Arcs {
		if s.Arcs[i].HasLabel(label) {
			meet[s.origin[2*i]] = append(meet[s.origin[2*i]], int32(2*i))
			meet[s.origin[2*i+1]] = append(meet[s.origin[2*i+1]], int32(2*i+1))
		}
	}
	across := func(h int32) int32 { // the half-arc after h, -1: none
		m := meet[s.origin[h^1]]
		switch {
		case len(m) != 2:
			return -1
		case m[0] == h^1:
			return m[1]
		}
		return m[0]
	}
	p := newLinePaths(len(s.face))
	for i := range s.Arcs {
		h := int32(2 * i)
		if p.chosen[h] || p.chosen[h^1] || !s.Arcs[i].HasLabel(label) {
			continue
		}
		for g := across(h ^ 1); g >= 0 && g>>1 != int32(i); g = across(g) {
			h = g ^ 1 // back to where the line begins
		}
		for g := h; g >= 0 && !p.chosen[g]; g = p.next[g] {
			p.chosen[g] = true
			p.link(g, across(g))
		}
	}
	return s.joinLines(p)
}

// A linePaths says which half-arcs make up lines and how they follow one another.
type linePaths struct {
	chosen  []bool
	next    []int32 // the half-arc that follows, -1: none
	hasPrev []bool  // whether it follows another
}

func newLinePaths(n int) *linePaths {
	p := &linePaths{make([]bool, n), make([]int32, n), make([]bool, n)}
	for i := range p.next {
		p.next[i] = -1
	}
	return p
}

func (p *linePaths) link(h, next int32) {
	if next >= 0 && !p.hasPrev[next] {
		p.next[h], p.hasPrev[next] = next, true
	}
}

// joinLines makes the lines, open ones first.
func (s *Subdivision) joinLines(p *linePaths) (lines []orb.LineString, levels [][]byte) {
	used := make([]bool, len(p.chosen))
	for _, closed := range [2]bool{false, true} {
		for h := range p.chosen {
			if p.chosen[h] && !used[h] && p.hasPrev[h] == closed {
				points, digits := s.traceLine(p, int32(h), used)
				lines = append(lines, toLineString(points))
				if digits != nil {
					levels = append(levels, digits)
				}
			}
		}
	}
	return lines, levels
}

func (s *Subdivision) traceLine(p *linePaths, h int32,
	used []bool) (points []GridPoint, levels []byte) {
	last := h
	for g := h; g >= 0 && !used[g]; g = p.next[g] {
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

func toLineString(points []GridPoint) orb.LineString {
	out := make(orb.LineString, len(points))
	for i, p := range points {
		out[i] = p.Point()
	}
	return out
}
