package planar

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Arrangement collects labelled lines and rings and nodes them into a Subdivision.
//
// A label is a number that identifies what a line is: an oblast's border, the coast, a contour. The
// caller chooses it, and several lines may have the same label. The zero value is ready for use.
type Arrangement struct {
	// PruneDangles drops the parts of lines that end inside a face, however long: edges are removed
	// from the loose ends until each node has at least two. False: they stay, as arcs with the same
	// face on both sides. Bridges, which join two rings, stay in either case.
	PruneDangles bool

	edges     []labelledEdge
	labelSets labelSets
	firstErr  *PositionError
}

// NewArrangement returns an empty arrangement.
func NewArrangement() *Arrangement { return &Arrangement{} }

// PositionError reports that an input line has a position that is not on the globe.
type PositionError struct {
	Label    int
	Position geo.GridPoint
}

func (e *PositionError) Error() string {
	return fmt.Sprintf("line labelled %d: position %d,%d (1e-5 degrees) lies off the globe",
		e.Label, e.Position.Lon, e.Position.Lat)
}

// AddLine adds an open or closed line. Repeated positions count once; a line of fewer than two
// distinct positions adds nothing.
func (a *Arrangement) AddLine(points []geo.GridPoint, label int) { a.addPath(points, label, false) }

// AddRing adds a ring; its last position may repeat the first. Unlike a line a ring has an inside,
// on the left of its direction, which Subdivision.WindingNumbers counts.
func (a *Arrangement) AddRing(points []geo.GridPoint, label int) { a.addPath(points, label, true) }

// AddPolygons adds every ring of a MultiPolygon in degrees, rounded to the grid. Outer rings run
// anticlockwise and holes clockwise, as Decode returns them.
func (a *Arrangement) AddPolygons(m orb.MultiPolygon, label int) {
	for _, p := range m {
		for _, r := range p {
			points := make([]geo.GridPoint, len(r))
			for i, q := range r {
				points[i] = roundToGrid(q)
			}
			a.AddRing(points, label)
		}
	}
}

func (a *Arrangement) addPath(points []geo.GridPoint, label int, ring bool) {
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

func (a *Arrangement) addEdge(p, q geo.GridPoint, label int, ring bool) {
	winding := 0
	if ring {
		winding = 1
	}
	if set := a.labelSets.singleton(label, winding); p != q {
		a.edges = append(a.edges, newLabelledEdge(p, q, set, &a.labelSets))
	}
}

// Build nodes all lines on the grid by snap rounding and forms the faces. The result does not
// depend on the order in which the lines were added.
//
// Every end of a segment and every crossing, rounded to the grid, becomes a position of the result.
// A segment that passes through the unit square around one of these is routed through its centre,
// repeatedly until none passes through any other (Halperin and Packer, Iterated snap rounding,
// Computational Geometry 23, 2002).
//
// Positions of the input never move. A crossing moves by at most half a grid step in longitude and
// in latitude. A line moves between two of its positions by less than one step usually and, where
// many positions lie within a few steps, by up to three; no line moves across a position. Building
// the result again changes nothing.
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
// compareGrid.
type labelledEdge struct {
	a, b     geo.GridPoint
	labelSet int32 // the labels that lie on it, with windings counted from a to b
}

func newLabelledEdge(p, q geo.GridPoint, set int32, sets *labelSets) labelledEdge {
	if compareGrid(p, q) > 0 {
		return labelledEdge{q, p, sets.reverse(set)}
	}
	return labelledEdge{p, q, set}
}

// mergeEdges sorts the edges and merges those with the same ends.
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

// pruneDangles removes edges from loose ends until there are none.
func pruneDangles(edges []labelledEdge) []labelledEdge {
	incident := make(map[geo.GridPoint][]int32, len(edges))
	for i, e := range edges {
		incident[e.a] = append(incident[e.a], int32(i))
		incident[e.b] = append(incident[e.b], int32(i))
	}
	removed := make([]bool, len(edges))
	degree := make(map[geo.GridPoint]int, len(incident))
	var dangling []geo.GridPoint
	for p, list := range incident {
		if degree[p] = len(list); len(list) == 1 {
			dangling = append(dangling, p)
		}
	}
	for len(dangling) > 0 {
		p := dangling[len(dangling)-1]
		dangling = dangling[:len(dangling)-1]
		for _, i := range incident[p] {
			if removed[i] {
				continue
			}
			removed[i] = true
			other := edges[i].a
			if other == p {
				other = edges[i].b
			}
			if degree[other]--; degree[other] == 1 {
				dangling = append(dangling, other)
			}
		}
	}
	out := edges[:0]
	for i, e := range edges {
		if !removed[i] {
			out = append(out, e)
		}
	}
	return out
}
