package planar

import (
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Dissolve merges the faces for which include returns true into polygons as RFC 7946 defines them:
// outer rings anticlockwise, holes clockwise and after the outer ring that contains them, rings
// closed. Faces that share an arc become one polygon; faces that only touch at nodes stay separate.
//
// No ring passes a position twice: where the border returns to a node the ring is split, so the
// polygons are also valid by OGC Simple Features. Each ring begins at its westernmost, then
// southernmost, position, by which the polygons are sorted.
//
// levels has a string of digits for each ring, in the order of the coordinates, as in
// Feature.Levels. It is nil before Simplify.
func (s *Subdivision) Dissolve(include func(face int) bool) (m orb.MultiPolygon, levels [][]byte) {
	selected := make([]bool, len(s.Faces)+1) // the last one is the unbounded face
	for f := range s.Faces {
		selected[f] = include(f)
	}
	inside := func(h int32) bool { f := s.face[h]; return f >= 0 && selected[f] }
	group := s.connectedFaces(selected)
	polygons := make(map[int32][]dissolvedRing)
	used := make([]bool, len(s.face))
	for h := range s.face {
		h := int32(h)
		if used[h] || !inside(h) || inside(h^1) {
			continue
		}
		g := group[s.face[h]]
		polygons[g] = append(polygons[g], s.traceBoundary(h, used, inside)...)
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

// A dissolvedRing is a closed ring. area is twice its area in square grid steps, negative for a
// hole.
type dissolvedRing struct {
	points []geo.GridPoint
	levels []byte
	area   int64
}

// connectedFaces returns a number for each face. Selected faces that are connected through arcs
// have the same one.
func (s *Subdivision) connectedFaces(selected []bool) []int32 {
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
		if l, r := s.Arcs[i].Left, s.Arcs[i].Right; l >= 0 && r >= 0 && selected[l] && selected[r] {
			group[find(max(find(l), find(r)))] = find(min(find(l), find(r)))
		}
	}
	for i := range group {
		group[i] = find(int32(i))
	}
	return group
}

// traceBoundary follows the border of the selected faces from half-arc h and returns its rings.
func (s *Subdivision) traceBoundary(h int32, used []bool, inside func(int32) bool) []dissolvedRing {
	var rings []dissolvedRing
	var path []int32
	indexAtNode := map[int32]int{} // per node the index in path of the half-arc that begins there
	for g := h; ; {
		used[g] = true
		indexAtNode[s.origin[g]] = len(path)
		path = append(path, g)
		node := s.origin[g^1]
		// Turn clockwise around the node through selected faces, so that faces connected only at
		// the node stay separate.
		n := s.next[g]
		for inside(n ^ 1) {
			n = s.next[n^1]
		}
		if start, ok := indexAtNode[node]; ok { // back at a node: split off the loop
			rings = append(rings, s.ringFromHalfArcs(path[start:]))
			for _, k := range path[start:] {
				delete(indexAtNode, s.origin[k])
			}
			path = path[:start]
		}
		if n == h {
			return rings
		}
		g = n
	}
}

func (s *Subdivision) ringFromHalfArcs(halfArcs []int32) dissolvedRing {
	var r dissolvedRing
	for _, h := range halfArcs {
		r.points, r.levels = s.appendHalfArc(r.points, r.levels, h)
	}
	start := 0
	for i, p := range r.points {
		if compareGrid(p, r.points[start]) < 0 {
			start = i
		}
		r.area += crossGrid(geo.GridPoint{}, p, r.points[(i+1)%len(r.points)])
	}
	r.points = append(slices.Concat(r.points[start:], r.points[:start]), r.points[start])
	if r.levels != nil {
		r.levels = append(slices.Concat(r.levels[start:], r.levels[:start]), r.levels[start])
	}
	return r
}

func compareLines(a, b []geo.GridPoint) int {
	return slices.CompareFunc(a, b, compareGrid)
}
