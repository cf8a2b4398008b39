package planar

import (
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Subdivision is the plane, cut into faces by arcs that meet only at their ends. Arrangement.Build
// returns it. Arcs and Faces are read-only, since the methods rely on what Build computed. All
// methods except Simplify may be called concurrently.
//
// It is a doubly connected edge list: each arc has two half-arcs, 2i along arc i and 2i+1 against
// it.
type Subdivision struct {
	// Arcs are sorted by their first two positions.
	Arcs []Arc
	// Faces are the bounded faces, sorted by the first arc of their outer ring. The unbounded face
	// has index -1.
	Faces []Face

	nodes        []geo.GridPoint // where arcs begin and end
	origin       []int32         // per half-arc the node where it begins
	next         []int32         // per half-arc the next one around the face on its left
	prev         []int32         // the inverse of next
	face         []int32         // per half-arc the face on its left
	firstSegment []int32         // per arc its first segment, and at the end their number
	segmentTree  *rtree
}

// Arc is a maximal chain of positions between nodes. Nodes are the positions where the number of
// edges is not two or where the labels change. A ring without a node is one arc that begins and
// ends at its westernmost, then southernmost, position.
type Arc struct {
	Points []geo.GridPoint
	// Levels holds for each position the coarsest level of detail at which it is drawn: the values
	// of Feature.Levels as numbers, not digits. Nil before Simplify.
	Levels []byte
	// Left and Right are the faces on either side of the arc, -1 for the unbounded face. They are
	// equal on a dangling arc and on a bridge.
	Left, Right int32
	// Labels are the labels of the input lines that lie on the arc, ascending.
	Labels []int

	windings []int // per label how often its rings pass along the arc, less how often against it
}

// HasLabel reports whether an input line with the label lies on the arc.
func (a *Arc) HasLabel(label int) bool {
	_, ok := slices.BinarySearch(a.Labels, label)
	return ok
}

// ArcRef refers to an arc in a ring: r ≥ 0 is arc r along its direction, r < 0 arc ^r against it.
type ArcRef int32

// Index returns the arc's index and whether the arc is traversed against its direction.
func (r ArcRef) Index() (index int, reversed bool) {
	if r < 0 {
		return int(^r), true
	}
	return int(r), false
}

// Face is a bounded face.
type Face struct {
	// Rings bound the face, which lies on their left: first the outer ring, anticlockwise, then the
	// holes, clockwise. A dangling arc occurs in its ring twice, once in each direction. Loose
	// lines inside the face are holes without area.
	Rings [][]ArcRef
	// InteriorPoint is a point inside the face (longitude, latitude in degrees). It need not lie on
	// the grid, since a face may be thinner than a grid step.
	InteriorPoint orb.Point
}

func halfArcOf(r ArcRef) int32 {
	if r < 0 {
		return 2*int32(^r) + 1
	}
	return 2 * int32(r)
}

func arcRefOf(h int32) ArcRef {
	if h&1 == 1 {
		return ArcRef(^(h >> 1))
	}
	return ArcRef(h >> 1)
}

// secondPoint returns the second position on half-arc h.
func (s *Subdivision) secondPoint(h int32) geo.GridPoint {
	p := s.Arcs[h>>1].Points
	if h&1 == 0 {
		return p[1]
	}
	return p[len(p)-2]
}

// appendHalfArc appends the positions of half-arc h except the last, and their levels as digits if
// it has any.
func (s *Subdivision) appendHalfArc(points []geo.GridPoint, levels []byte,
	h int32) ([]geo.GridPoint, []byte) {
	a := &s.Arcs[h>>1]
	last := len(a.Points) - 1
	for i := range last {
		if h&1 == 1 {
			i = last - i
		}
		points = append(points, a.Points[i])
		if a.Levels != nil {
			levels = append(levels, '0'+a.Levels[i])
		}
	}
	return points, levels
}

// FaceArea returns a face's area in km² on WGS84 without its holes. The areas of all faces inside
// an outline add up to the outline's.
func (s *Subdivision) FaceArea(face int) float64 {
	sum := 0.0
	for _, refs := range s.Faces[face].Rings {
		var points []geo.GridPoint
		for _, r := range refs {
			points, _ = s.appendHalfArc(points, nil, halfArcOf(r))
		}
		sum += geo.RingArea(orb.Ring(toLineString(append(points, points[0]))))
	}
	return sum
}

// Neighbours returns the faces that share an arc with a face, in ascending order and without the
// face itself. -1 stands for the unbounded face, both as an argument and in the result.
func (s *Subdivision) Neighbours(face int) []int {
	var out []int
	for i := range s.Arcs {
		switch l, r := int(s.Arcs[i].Left), int(s.Arcs[i].Right); {
		case l == r:
		case l == face:
			out = append(out, r)
		case r == face:
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// WindingNumbers returns for each face how often the rings added with AddRing under the label wind
// around it anticlockwise: for the rings of a polygon 1 inside, 0 outside and in holes. It crosses
// arcs from face to face, so it is exact even where rounding collapsed a narrow face.
func (s *Subdivision) WindingNumbers(label int) []int {
	out := make([]int, len(s.Faces)+1) // the unbounded face last
	seen := make([]bool, len(out))
	index := func(face int32) int { return (int(face) + len(out)) % len(out) }
	beside := make([][]int32, len(out))
	for i := range s.Arcs {
		a := &s.Arcs[i]
		beside[index(a.Left)] = append(beside[index(a.Left)], int32(i))
		beside[index(a.Right)] = append(beside[index(a.Right)], int32(i))
	}
	queue := []int{len(s.Faces)}
	seen[len(s.Faces)] = true
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, i := range beside[f] {
			a := &s.Arcs[i]
			to, winding := index(a.Left), a.winding(label)
			if to == f {
				to, winding = index(a.Right), -winding
			}
			if !seen[to] {
				seen[to], out[to] = true, out[f]+winding
				queue = append(queue, to)
			}
		}
	}
	return out[:len(s.Faces)]
}

// winding returns the winding of a label along the arc, 0 if the label does not lie on it.
func (a *Arc) winding(label int) int {
	if i, ok := slices.BinarySearch(a.Labels, label); ok {
		return a.windings[i]
	}
	return 0
}
