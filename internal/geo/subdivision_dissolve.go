package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// Dissolve joins the picked faces into polygons as RFC 7946 has them: outer rings anticlockwise,
// holes clockwise and after the outer ring that they lie in, rings closed. Faces that share an arc
// become one polygon; faces that only touch at nodes stay apart. No ring passes a position twice:
// where the border comes back to a node the ring is split there, so the polygons are valid by OGC
// Simple Features too. Each ring begins at its westernmost, then southernmost, position, and
// polygons are sorted by it.
//
// The levels are per ring in the order of the coordinates, digits as in Feature.Levels; nil before
// Simplify.
func (s *Subdivision) Dissolve(pick func(face int) bool) (m orb.MultiPolygon, levels [][]byte) {
	in := make([]bool, len(s.Faces)+1) // the last one is the unbounded face
	for f := range s.Faces {
		in[f] = pick(f)
	}
	picked := func(h int32) bool { f := s.face[h]; return f >= 0 && in[f] }
	group := s.connectedFaces(in)
	polygons := make(map[int32][]dissolvedRing)
	used := make([]bool, len(s.face))
	for h := range s.face {
		h := int32(h)
		if used[h] || !picked(h) || picked(h^1) {
			continue
		}
		g := group[s.face[h]]
		polygons[g] = append(polygons[g], s.traceBoundary(h, used, picked)...)
	}
	var sorted [][]dissolvedRing
	for _, rings := range polygons {
		slices.SortFunc(rings, func(a, b dissolvedRing) int {
			if (a.area > 0) != (b.area > 0) {
				return signInt(b.area)
			}
			return compareLines(a.points, b.points)
		})
		sorted = append(sorted, rings)
	}
	slices.SortFunc(sorted,
		func(a, b []dissolvedRing) int { return compareLines(a[0].points, b[0].points) })
	for _, rings := range sorted {
		var p orb.Polygon
		for _, r := range rings {
			p = append(p, orb.Ring(toLineString(r.points)))
			if r.levels != nil {
				levels = append(levels, r.levels)
			}
		}
		m = append(m, p)
	}
	return m, levels
}

// A dissolvedRing is a closed ring; area is twice its area in square grid steps, negative for a
// hole.
type dissolvedRing struct {
	points []GridPoint
	levels []byte
	area   int64
}

// connectedFaces numbers the picked faces such that those connected through arcs have the same
// number.
func (s *Subdivision) connectedFaces(in []bool) []int32 {
	group := make([]int32, len(s.Faces))
	for i := range group {
		group[i] = int32(i)
	}
	find := func(f int32) int32 {
		for group[f] != f {
			group[f] = group[group[f]]
			f = group[f]
		}
		return f
	}
	for i := range s.Arcs {
		if l, r := s.Arcs[i].Left, s.Arcs[i].Right; l >= 0 && r >= 0 && in[l] && in[r] {
			group[find(max(find(l), find(r)))] = find(min(find(l), find(r)))
		}
	}
	for i := range group {
		group[i] = find(int32(i))
	}
	return group
}

// traceBoundary follows the border of the picked faces from half-arc h and returns its rings.
func (s *Subdivision) traceBoundary(h int32, used []bool, picked func(int32) bool) []dissolvedRing {
	var rings []dissolvedRing
	var path []int32
	place := map[int32]int{} // where in path the half-arc that begins at a node stands
	for g := h; ; {
		used[g] = true
		place[s.origin[g]] = len(path)
		path = append(path, g)
		node := s.origin[g^1]
		// On around the node, clockwise through picked faces: what is connected only there stays
		// apart.
		n := s.next[g]
		for picked(n ^ 1) {
			n = s.next[n^1]
		}
		if at, ok := place[node]; ok { // back at a node: split the loop off
			rings = append(rings, s.ringFromHalfArcs(path[at:]))
			for _, k := range path[at:] {
				delete(place, s.origin[k])
			}
			path = path[:at]
		}
		if n == h {
			return rings
		}
		g = n
	}
}

func (s *Subdivision) ringFromHalfArcs(halves []int32) dissolvedRing {
	var r dissolvedRing
	for _, h := range halves {
		r.points, r.levels = s.appendHalfArc(r.points, r.levels, h)
	}
	least := 0
	for i, p := range r.points {
		if compareGrid(p, r.points[least]) < 0 {
			least = i
		}
		r.area += crossGrid(GridPoint{}, p, r.points[(i+1)%len(r.points)])
	}
	r.points = append(slices.Concat(r.points[least:], r.points[:least]), r.points[least])
	if r.levels != nil {
		r.levels = append(slices.Concat(r.levels[least:], r.levels[:least]), r.levels[least])
	}
	return r
}

func compareLines(a, b []GridPoint) int {
	return slices.CompareFunc(a, b, compareGrid)
}
