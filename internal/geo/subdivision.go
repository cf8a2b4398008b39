package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// Subdivision is the plane cut into faces by arcs that meet only at their ends. Arrangement.Build
// makes it; its methods need what Build found, so Arcs and Faces are for reading. All methods but
// Simplify may be called at the same time.
type Subdivision struct {
	// Arcs are sorted by their first two positions.
	Arcs []Arc
	// Faces are the bounded faces, sorted by the first arc of their outer ring. The unbounded one
	// has index -1.
	Faces []Face

	nodes        []GridPoint // where arcs begin and end
	origin       []int32     // per half-arc the node where it begins
	next         []int32     // per half-arc the next one around the face on its left
	prev         []int32     // the inverse of next
	face         []int32     // per half-arc the face on its left
	firstSegment []int32     // per arc the number of its first segment, and at the end their count
	segmentTree  *rtree
}

// Arc is a maximal chain of positions between nodes: positions where other than two edges meet or
// where the labels change. A ring without any node is one arc that begins and ends at its
// westernmost, then southernmost, position.
type Arc struct {
	Points []GridPoint
	// Levels says per position the coarsest level of detail at which it stays, as Feature.Levels
	// does but in numbers rather than digits. Nil before Simplify.
	Levels []byte
	// Left and Right are the faces beside the arc, -1 for the unbounded face. They are the same on
	// a dangling arc and on a bridge.
	Left, Right int32
	// Labels are the labels of the input lines that lie on the arc, ascending.
	Labels []int

	windings []int // per label how often its rings pass along the arc, less how often against it
}

// HasLabel tells whether an input line with that label lies on the arc.
func (a *Arc) HasLabel(label int) bool {
	_, ok := slices.BinarySearch(a.Labels, label)
	return ok
}

// ArcRef points to an arc in a ring: r ≥ 0 is the arc r along its direction, r < 0 the arc ^r
// against it.
type ArcRef int32

// Index returns the arc's index and whether it is passed against its direction.
func (r ArcRef) Index() (index int, reversed bool) {
	if r < 0 {
		return int(^r), true
	}
	return int(r), false
}

// Face is a bounded face.
type Face struct {
	// Rings bound the face, which lies on their left: first the outer ring, anticlockwise, then the
	// holes, clockwise. A dangling arc stands in its ring twice, once in each direction; loose
	// lines inside the face are holes of no area.
	Rings [][]ArcRef
	// InteriorPoint is a point in the interior, in degrees. It need not lie on the grid, since a
	// face may be thinner.
	InteriorPoint orb.Point
}

// Half-arcs: 2i runs along arc i, 2i+1 against it.

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

// secondPoint is the position after the first on half-arc h.
func (s *Subdivision) secondPoint(h int32) GridPoint {
	p := s.Arcs[h>>1].Points
	if h&1 == 0 {
		return p[1]
	}
	return p[len(p)-2]
}

// appendHalfArc appends the half-arc's positions but the last, and their levels as digits if there
// are any.
func (s *Subdivision) appendHalfArc(points []GridPoint, levels []byte,
	h int32) ([]GridPoint, []byte) {
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

// FaceArea returns a face's area in km² on WGS84, its holes taken off. The areas of all faces
// inside an outline add up to that of the outline.
func (s *Subdivision) FaceArea(face int) float64 {
	sum := 0.0
	for _, refs := range s.Faces[face].Rings {
		var points []GridPoint
		for _, r := range refs {
			points, _ = s.appendHalfArc(points, nil, halfArcOf(r))
		}
		sum += RingArea(orb.Ring(toLineString(append(points, points[0]))))
	}
	return sum
}

// Neighbours returns the faces that share an arc with the face, ascending and without the face
// itself. -1 stands for the unbounded face, of which the neighbours may also be asked.
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

// WindingNumbers tells per face how often the rings added with AddRing under the label wind around
// it anticlockwise: for a polygon's rings 1 inside, 0 outside and in holes. It follows the arcs, so
// it is exact even where rounding made a face of no width disappear.
func (s *Subdivision) WindingNumbers(label int) []int {
	out := make([]int, len(s.Faces)+1) // the unbounded face last
	seen := make([]bool, len(out))
	at := func(face int32) int { return (int(face) + len(out)) % len(out) }
	beside := make([][]int32, len(out))
	for i := range s.Arcs {
		a := &s.Arcs[i]
		beside[at(a.Left)] = append(beside[at(a.Left)], int32(i))
		beside[at(a.Right)] = append(beside[at(a.Right)], int32(i))
	}
	queue := []int{len(s.Faces)}
	seen[len(s.Faces)] = true
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, i := range beside[f] {
			a := &s.Arcs[i]
			to, turn := at(a.Left), a.winding(label)
			if to == f {
				to, turn = at(a.Right), -turn
			}
			if !seen[to] {
				seen[to], out[to] = true, out[f]+turn
				queue = append(queue, to)
			}
		}
	}
	return out[:len(s.Faces)]
}

func (a *Arc) winding(label int) int {
	if i, ok := slices.BinarySearch(a.Labels, label); ok {
		return a.windings[i]
	}
	return 0
}
