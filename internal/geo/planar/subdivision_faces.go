package planar

import (
	"cmp"
	"slices"

	"truceline/internal/geo"
)

// linkHalfArcs finds the nodes, links each half-arc to the next around its face, and indexes all
// segments.
func (s *Subdivision) linkHalfArcs() {
	for i := range s.Arcs {
		p := s.Arcs[i].Points
		s.nodes = append(s.nodes, p[0], p[len(p)-1])
	}
	slices.SortFunc(s.nodes, compareGrid)
	s.nodes = slices.Compact(s.nodes)
	outgoingAt := make([][]int32, len(s.nodes))
	s.origin = make([]int32, 2*len(s.Arcs))
	var boxes []rect
	for i := range s.Arcs {
		p := s.Arcs[i].Points
		for k, q := range [2]geo.GridPoint{p[0], p[len(p)-1]} {
			at, _ := slices.BinarySearchFunc(s.nodes, q, compareGrid)
			s.origin[2*i+k] = int32(at)
			outgoingAt[at] = append(outgoingAt[at], int32(2*i+k))
		}
		s.firstSegment = append(s.firstSegment, int32(len(boxes)))
		for j := 1; j < len(p); j++ {
			boxes = append(boxes, segmentRect(p[j-1], p[j]))
		}
	}
	s.firstSegment = append(s.firstSegment, int32(len(boxes)))
	s.segmentTree = newRTree(boxes)
	s.next = make([]int32, 2*len(s.Arcs))
	s.prev = make([]int32, 2*len(s.Arcs))
	for node, outgoing := range outgoingAt {
		s.sortByAngle(s.nodes[node], outgoing)
		for i, h := range outgoing {
			// A face on the left of the half-arc that arrives against h continues with the half-arc
			// clockwise of h.
			n := outgoing[(i+len(outgoing)-1)%len(outgoing)]
			s.next[h^1], s.prev[n] = n, h^1
		}
	}
}

// sortByAngle sorts half-arcs that begin at a node anticlockwise, from due west.
func (s *Subdivision) sortByAngle(node geo.GridPoint, outgoing []int32) {
	below := func(q geo.GridPoint) bool {
		return q.Lat < node.Lat || q.Lat == node.Lat && q.Lon < node.Lon
	}
	slices.SortFunc(outgoing, func(g, h int32) int {
		p, q := s.secondPoint(g), s.secondPoint(h)
		if b := below(p); b != below(q) {
			if b {
				return -1
			}
			return 1
		}
		return -signInt(crossGrid(node, p, q))
	})
}

// A faceWalk is a closed walk along the border of a face: its outer ring, or the outer side of a
// connected group of arcs.
type faceWalk struct {
	halfArcs []int32
	area     int64 // twice the area in square grid steps
	face     int32
}

// buildFaces traces all walks, assigns each to its face, and sets the faces of half-arcs and arcs.
func (s *Subdivision) buildFaces() {
	walks, walkOf := s.traceFaceWalks()
	var outer []int32
	for i := range walks {
		if walks[i].area > 0 {
			walks[i].face = int32(len(s.Faces))
			s.Faces = append(s.Faces, Face{Rings: [][]ArcRef{arcRefsOf(walks[i].halfArcs)}})
		} else {
			outer = append(outer, int32(i))
		}
	}
	// The outer side of a group lies in the face just west of its westernmost position. The arc
	// below that position belongs to a group that begins further west, which has been assigned
	// already.
	slices.SortFunc(outer, func(a, b int32) int {
		return compareGrid(s.minPoint(walks[a].halfArcs), s.minPoint(walks[b].halfArcs))
	})
	for _, i := range outer {
		w := &walks[i]
		w.face = -1
		p := s.minPoint(w.halfArcs)
		if h, ok := s.halfArcBelow(float64(p.Lon), float64(p.Lat)); ok {
			w.face = walks[walkOf[h]].face
		}
		if w.face >= 0 {
			f := &s.Faces[w.face]
			f.Rings = append(f.Rings, arcRefsOf(w.halfArcs))
		}
	}
	s.face = make([]int32, len(walkOf))
	for h, w := range walkOf {
		s.face[h] = walks[w].face
	}
	for i := range s.Arcs {
		s.Arcs[i].Left, s.Arcs[i].Right = s.face[2*i], s.face[2*i+1]
	}
	for i := range s.Faces {
		s.Faces[i].InteriorPoint = s.interiorPoint(&s.Faces[i])
	}
}

// traceFaceWalks returns all walks, and for each half-arc the index of its walk.
func (s *Subdivision) traceFaceWalks() ([]faceWalk, []int32) {
	area := make([]int64, len(s.Arcs))
	for i := range s.Arcs {
		for j, p := range s.Arcs[i].Points[1:] {
			area[i] += crossGrid(geo.GridPoint{}, s.Arcs[i].Points[j], p)
		}
	}
	var walks []faceWalk
	walkOf := make([]int32, len(s.next))
	for i := range walkOf {
		walkOf[i] = -1
	}
	for h := range s.next {
		if walkOf[h] >= 0 {
			continue
		}
		w := faceWalk{}
		for g := int32(h); walkOf[g] < 0; g = s.next[g] {
			walkOf[g] = int32(len(walks))
			w.halfArcs = append(w.halfArcs, g)
			if g&1 == 0 {
				w.area += area[g>>1]
			} else {
				w.area -= area[g>>1]
			}
		}
		walks = append(walks, w)
	}
	return walks, walkOf
}

// minPoint returns the westernmost, then southernmost, position of a walk.
func (s *Subdivision) minPoint(halfArcs []int32) geo.GridPoint {
	lowest := s.nodes[s.origin[halfArcs[0]]]
	for _, h := range halfArcs {
		if p := slices.MinFunc(s.Arcs[h>>1].Points, compareGrid); compareGrid(p, lowest) < 0 {
			lowest = p
		}
	}
	return lowest
}

func arcRefsOf(halfArcs []int32) []ArcRef {
	out := make([]ArcRef, len(halfArcs))
	for i, h := range halfArcs {
		out[i] = arcRefOf(h)
	}
	return out
}

// segmentEnds returns the ends of a segment, from west to east, and the half-arc that runs along it
// in that direction.
func (s *Subdivision) segmentEnds(i int32) (a, b geo.GridPoint, h int32) {
	arc, ok := slices.BinarySearchFunc(s.firstSegment, i, cmp.Compare[int32])
	if !ok {
		arc--
	}
	p := s.Arcs[arc].Points
	a, b = p[i-s.firstSegment[arc]], p[i-s.firstSegment[arc]+1]
	if compareGrid(a, b) > 0 {
		return b, a, int32(2*arc + 1)
	}
	return a, b, int32(2 * arc)
}
