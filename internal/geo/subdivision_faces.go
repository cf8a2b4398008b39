package geo

import (
	"cmp"
	"slices"
)

// link finds the nodes and how half-arcs follow one another around the faces, and indexes all segments.
func (s *Subdivision) link() {
	for i := range s.Arcs {
		p := s.Arcs[i].Points
		s.nodes = append(s.nodes, p[0], p[len(p)-1])
	}
	slices.SortFunc(s.nodes, subCompare)
	s.nodes = slices.Compact(s.nodes)
	out := make([][]int32, len(s.nodes))
	s.ends = make([]int32, 2*len(s.Arcs))
	var boxes []subBox
	for i := range s.Arcs {
		p := s.Arcs[i].Points
		for k, q := range [2]Grid{p[0], p[len(p)-1]} {
			at, _ := slices.BinarySearchFunc(s.nodes, q, subCompare)
			s.ends[2*i+k] = int32(at)
			out[at] = append(out[at], int32(2*i+k))
		}
		s.begin = append(s.begin, int32(len(boxes)))
		for j := 1; j < len(p); j++ {
			boxes = append(boxes, subBoxOf(p[j-1], p[j]))
		}
	}
	s.begin = append(s.begin, int32(len(boxes)))
	s.tree = newSubTree(boxes)
	s.next = make([]int32, 2*len(s.Arcs))
	s.prior = make([]int32, 2*len(s.Arcs))
	for node, around := range out {
		s.sortAround(s.nodes[node], around)
		for i, h := range around {
			// Arriving against h, the face on the left goes on with what comes clockwise after h.
			n := around[(i+len(around)-1)%len(around)]
			s.next[h^1], s.prior[n] = n, h^1
		}
	}
}

// sortAround sorts half-arcs that begin at a node anticlockwise, from due west.
func (s *Subdivision) sortAround(node Grid, around []int32) {
	below := func(q Grid) bool { return q.Lat < node.Lat || q.Lat == node.Lat && q.Lon < node.Lon }
	slices.SortFunc(around, func(g, h int32) int {
		p, q := s.second(g), s.second(h)
		if b := below(p); b != below(q) {
			if b {
				return -1
			}
			return 1
		}
		return -subSign(subCross(node, p, q))
	})
}

// A subWalk is a closed walk around a face: its outer ring, or the outer side of a connected group of arcs.
type subWalk struct {
	halves []int32
	area   int64 // twice, in square grid steps
	face   int32
}

// formFaces walks around all faces, nests the walks and sets what hangs on it.
func (s *Subdivision) formFaces() {
	walks, walkOf := s.walks()
	var outer []int32
	for i := range walks {
		if walks[i].area > 0 {
			walks[i].face = int32(len(s.Faces))
			s.Faces = append(s.Faces, Face{Rings: [][]ArcRef{subRefs(walks[i].halves)}})
		} else {
			outer = append(outer, int32(i))
		}
	}
	// A group's outer side lies in the face just west of its westernmost position. The arc found below that place
	// belongs to a group that begins further west, hence has been dealt with.
	slices.SortFunc(outer, func(a, b int32) int { return subCompare(s.least(walks[a].halves), s.least(walks[b].halves)) })
	for _, i := range outer {
		w := &walks[i]
		w.face = -1
		p := s.least(w.halves)
		if h, ok := s.below(float64(p.Lon), float64(p.Lat)); ok {
			w.face = walks[walkOf[h]].face
		}
		if w.face >= 0 {
			f := &s.Faces[w.face]
			f.Rings = append(f.Rings, subRefs(w.halves))
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
		s.Faces[i].Inside = s.inside(&s.Faces[i])
	}
}

// walks returns all walks and the walk of each half-arc.
func (s *Subdivision) walks() ([]subWalk, []int32) {
	area := make([]int64, len(s.Arcs))
	for i := range s.Arcs {
		for j, p := range s.Arcs[i].Points[1:] {
			area[i] += subCross(Grid{}, s.Arcs[i].Points[j], p)
		}
	}
	var walks []subWalk
	of := make([]int32, len(s.next))
	for i := range of {
		of[i] = -1
	}
	for h := range s.next {
		if of[h] >= 0 {
			continue
		}
		w := subWalk{}
		for g := int32(h); of[g] < 0; g = s.next[g] {
			of[g] = int32(len(walks))
			w.halves = append(w.halves, g)
			if g&1 == 0 {
				w.area += area[g>>1]
			} else {
				w.area -= area[g>>1]
			}
		}
		walks = append(walks, w)
	}
	return walks, of
}

// least is the westernmost, then southernmost, position of a walk.
func (s *Subdivision) least(halves []int32) Grid {
	best := s.nodes[s.ends[halves[0]]]
	for _, h := range halves {
		if p := slices.MinFunc(s.Arcs[h>>1].Points, subCompare); subCompare(p, best) < 0 {
			best = p
		}
	}
	return best
}

func subRefs(halves []int32) []ArcRef {
	out := make([]ArcRef, len(halves))
	for i, h := range halves {
		out[i] = subRef(h)
	}
	return out
}

// segment returns the ends of a segment, from west to east, and the half-arc that runs along it in that direction.
func (s *Subdivision) segment(i int32) (a, b Grid, h int32) {
	arc, ok := slices.BinarySearchFunc(s.begin, i, cmp.Compare[int32])
	if !ok {
		arc--
	}
	p := s.Arcs[arc].Points
	a, b = p[i-s.begin[arc]], p[i-s.begin[arc]+1]
	if subCompare(a, b) > 0 {
		return b, a, int32(2*arc + 1)
	}
	return a, b, int32(2 * arc)
}
