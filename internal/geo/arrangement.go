package geo

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Arrangement collects labelled lines and rings and nodes them into a Subdivision.
//
// A label is any number of the caller's choosing that names what a line is: an oblast's border, the
// coast, a contour. Several lines may carry the same label. The zero value is ready for use.
type Arrangement struct {
	// PruneDangles drops the parts of lines that end inside a face, however long: edges are taken
	// away from their loose ends until each node has at least two. False: they stay as arcs with
	// the same face on both sides. Bridges, which join two rings without ending, stay in either
	// case.
	PruneDangles bool

	edges     []labelledEdge
	labelSets labelSets
	firstErr  *PositionError
}

// NewArrangement returns an empty arrangement.
func NewArrangement() *Arrangement { return &Arrangement{} }

// PositionError says that an input line has a position that is not on the globe.
type PositionError struct {
	Label    int
	Position GridPoint
}

func (e *PositionError) Error() string {
	return fmt.Sprintf("line labelled %d: position %d,%d (1e-5 degrees) lies off the globe",
		e.Label, e.Position.Lon, e.Position.Lat)
}

// AddLine adds an open or closed line. Repeated positions count once; a line of fewer than two
// distinct positions adds nothing.
func (a *Arrangement) AddLine(points []GridPoint, label int) { a.addPath(points, label, false) }

// AddRing adds a ring, whose last position may repeat the first or not. Unlike a line it has an
// inside, on the left of its direction, which Subdivision.Winding tells.
func (a *Arrangement) AddRing(points []GridPoint, label int) { a.addPath(points, label, true) }

// AddPolygons adds every ring of a MultiPolygon, outer rings anticlockwise and holes clockwise, as
// Decode leaves them. Positions in degrees are rounded to the grid.
func (a *Arrangement) AddPolygons(m orb.MultiPolygon, label int) {
	for _, p := range m {
		for _, r := range p {
			points := make([]GridPoint, len(r))
			for i, q := range r {
				points[i] = roundToGrid(q)
			}
			a.AddRing(points, label)
		}
	}
}

func (a *Arrangement) addPath(points []GridPoint, label int, ring bool) {
	for i, p := range points {
		if a.firstErr == nil && !onGlobe(p) {
			a.firstErr = &PositionError{label, p}
		}
		if i > 0 {
			a.addEdge(points[i-1], p, label, ring)
		}
	}
	if n := len(points); ring && n > 1 {
		a.addEdge(points[n-1], points[0], label, ring)
	}
}

func (a *Arrangement) addEdge(p, q GridPoint, label int, ring bool) {
	turn := 0
	if ring {
		turn = 1
	}
	if set := a.labelSets.singleton(label, turn); p != q {
		a.edges = append(a.edges, newLabelledEdge(p, q, set, &a.labelSets))
	}
}

// Build nodes all lines on the grid by snap rounding and forms the faces. Whatever the order in
// which lines were added, the result is the same but for Arc.Labels, which are the caller's
// numbers.
//
// Every end of a segment and every crossing, rounded to the grid, becomes a node or a bend; a
// segment that passes through the unit square around one of these is led through its centre, again
// and again until none passes through any (Halperin and Packer, Iterated snap rounding,
// Computational Geometry 23, 2002). Positions of the input are never moved. A crossing moves by at
// most half a grid step in longitude and in latitude, a line between two of its positions usually
// by less than one step and, where many lie within a few steps, by up to three; no line moves
// across a position. Build of what Build returned changes nothing.
//
// The only error is a *PositionError.
func (a *Arrangement) Build() (*Subdivision, error) {
	if a.firstErr != nil {
		return nil, a.firstErr
	}
	edges := mergeEdges(slices.Clone(a.edges), &a.labelSets)
	edges = snapRound(edges, &a.labelSets)
	if a.PruneDangles {
		edges = pruneDangles(edges)
	}
	s := &Subdivision{}
	s.buildArcs(edges, &a.labelSets)
	s.linkHalfArcs()
	s.buildFaces()
	return s, nil
}

// A labelledEdge is a segment from its lesser end a to its greater end b, in the order of
// subCompare.
type labelledEdge struct {
	a, b     GridPoint
	labelSet int32 // the labels that lie on it, turns counted from a to b
}

func newLabelledEdge(p, q GridPoint, set int32, sets *labelSets) labelledEdge {
	if compareGrid(p, q) > 0 {
		return labelledEdge{q, p, sets.reverse(set)}
	}
	return labelledEdge{p, q, set}
}

// mergeEdges sorts the edges and makes one of those with the same ends.
func mergeEdges(edges []labelledEdge, sets *labelSets) []labelledEdge {
	slices.SortStableFunc(edges, func(e, f labelledEdge) int {
		if c := compareGrid(e.a, f.a); c != 0 {
			return c
		}
		return compareGrid(e.b, f.b)
	})
	out := edges[:0]
	for _, e := range edges {
		if n := len(out); n > 0 && out[n-1].a == e.a && out[n-1].b == e.b {
			out[n-1].labelSet = sets.union(out[n-1].labelSet, e.labelSet)
			continue
		}
		out = append(out, e)
	}
	return out
}

// pruneDangles takes edges away from loose ends until there is none.
func pruneDangles(edges []labelledEdge) []labelledEdge {
	at := make(map[GridPoint][]int32, len(edges))
	for i, e := range edges {
		at[e.a] = append(at[e.a], int32(i))
		at[e.b] = append(at[e.b], int32(i))
	}
	gone := make([]bool, len(edges))
	degree := make(map[GridPoint]int, len(at))
	var loose []GridPoint
	for p, list := range at {
		if degree[p] = len(list); len(list) == 1 {
			loose = append(loose, p)
		}
	}
	for len(loose) > 0 {
		p := loose[len(loose)-1]
		loose = loose[:len(loose)-1]
		for _, i := range at[p] {
			if gone[i] {
				continue
			}
			gone[i] = true
			other := edges[i].a
			if other == p {
				other = edges[i].b
			}
			if degree[other]--; degree[other] == 1 {
				loose = append(loose, other)
			}
		}
	}
	out := edges[:0]
	for i, e := range edges {
		if !gone[i] {
			out = append(out, e)
		}
	}
	return out
}
