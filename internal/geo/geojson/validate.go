package geojson

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
)

// validate checks that the rings of a geometry do not cross, touch or overlap where they must not.
// Errors have no offset.
func validate(g orb.Geometry) *diag.Diagnostic {
	switch g := g.(type) {
	case orb.Polygon:
		return validatePolygons(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		return validatePolygons(g)
	case orb.Collection:
		for _, part := range g {
			if err := validate(part); err != nil {
				return err
			}
		}
	}
	return nil
}

func validatePolygons(polygons orb.MultiPolygon) *diag.Diagnostic {
	rings := newRingSet(polygons)
	if err := rings.checkEdges(); err != nil {
		return err
	}
	return rings.checkNesting()
}

// ringSet holds the rings of some polygons, prepared for exact decisions. Where all positions lie
// on the grid, coordinates are whole numbers of its steps, so that positions that are collinear in
// decimals are so here; otherwise they are degrees.
type ringSet struct {
	scale  float64 // units of the coordinates in a degree
	rings  []polygonRing
	edges  []ringEdge // ring by ring
	strips edgeStrips
}

type polygonRing struct {
	polygon, index int         // index 0: the outer ring
	points         []orb.Point // without repetitions and without the closing position
	firstEdge      int         // index in ringSet.edges
	min, max       orb.Point
	clockwise      bool
}

// ringEdge is the edge from position index of its ring to the next.
type ringEdge struct {
	a, b        orb.Point
	ring, index int32
}

func newRingSet(polygons orb.MultiPolygon) *ringSet {
	s := &ringSet{scale: 1}
	if allOnGrid(polygons) {
		s.scale = geo.GridStepsPerDegree
	}
	for k, polygon := range polygons {
		for i, ring := range polygon {
			s.addRing(k, i, ring)
		}
	}
	s.strips = newEdgeStrips(s.edges)
	return s
}

// allOnGrid reports whether all positions are decimals of at most five places.
func allOnGrid(polygons orb.MultiPolygon) bool {
	isOnGrid := func(degrees float64) bool {
		return math.Round(degrees*geo.GridStepsPerDegree)/geo.GridStepsPerDegree == degrees
	}
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for _, p := range ring {
				if !isOnGrid(p[0]) || !isOnGrid(p[1]) {
					return false
				}
			}
		}
	}
	return true
}

func (s *ringSet) addRing(polygon, index int, ring orb.Ring) {
	points := make([]orb.Point, 0, len(ring))
	for _, p := range ring {
		if s.scale != 1 {
			p = orb.Point{math.Round(p[0] * s.scale), math.Round(p[1] * s.scale)}
		}
		if len(points) == 0 || p != points[len(points)-1] {
			points = append(points, p)
		}
	}
	r := polygonRing{polygon: polygon, index: index, firstEdge: len(s.edges),
		clockwise: isClockwise(points)}
	n := len(points) - 1
	r.points, r.min, r.max = points[:n], points[0], points[0]
	for i, p := range r.points {
		r.min = orb.Point{min(r.min[0], p[0]), min(r.min[1], p[1])}
		r.max = orb.Point{max(r.max[0], p[0]), max(r.max[1], p[1])}
		s.edges = append(s.edges, ringEdge{p, points[i+1], int32(len(s.rings)), int32(i)})
	}
	s.rings = append(s.rings, r)
}

// newError returns an error at a position in the set's coordinates.
func (s *ringSet) newError(rule diag.Rule, at orb.Point, detail string) *diag.Diagnostic {
	return &diag.Diagnostic{Rule: rule, Position: orb.Point{at[0] / s.scale, at[1] / s.scale},
		HasPosition: true, Detail: detail}
}

// ringName returns a name of a ring for error messages.
func (s *ringSet) ringName(ring int32) string {
	r, name := &s.rings[ring], "the outer ring"
	if r.index > 0 {
		name = "hole " + strconv.Itoa(r.index)
	}
	if s.rings[len(s.rings)-1].polygon > 0 {
		name += " of polygon " + strconv.Itoa(r.polygon+1)
	}
	return name
}

// overlapRule returns the rule that two rings break if they share more than single positions.
func (s *ringSet) overlapRule(ring, other int32) diag.Rule {
	r, otherRing := &s.rings[ring], &s.rings[other]
	switch {
	case r.polygon != otherRing.polygon:
		return RuleShellsOverlap
	case r.index > 0 && otherRing.index > 0:
		return RuleHolesOverlap
	}
	return RuleHoleOutside
}

// checkNesting looks for rings that lie as a whole where they must not. It relies on checkEdges
// having found no fault.
func (s *ringSet) checkNesting() *diag.Diagnostic {
	if len(s.rings) < 2 {
		return nil
	}
	locator := newRingLocator(s)
	for r := range s.rings {
		if err := s.checkRingNesting(int32(r), locator.enclosingRings(int32(r))); err != nil {
			return err
		}
	}
	return nil
}

// checkRingNesting checks a ring against the rings that it lies in.
func (s *ringSet) checkRingNesting(ring int32, enclosing []int32) *diag.Diagnostic {
	r := &s.rings[ring]
	inOwnShell := r.index == 0
	for _, container := range enclosing {
		switch other := &s.rings[container]; {
		case other.polygon == r.polygon && other.index == 0:
			inOwnShell = true
		case other.polygon == r.polygon && r.index > 0:
			return s.newError(RuleHolesOverlap, r.points[0],
				s.ringName(ring)+" lies in "+s.ringName(container))
		case other.polygon != r.polygon && other.index == 0 && r.index == 0:
			inHole := slices.ContainsFunc(enclosing, func(h int32) bool {
				return s.rings[h].polygon == other.polygon && s.rings[h].index > 0
			})
			if !inHole {
				return s.newError(RuleShellsOverlap, r.points[0],
					s.ringName(ring)+" lies in "+s.ringName(container))
			}
		}
	}
	if !inOwnShell {
		return s.newError(RuleHoleOutside, r.points[0],
			s.ringName(ring)+" does not lie in its outer ring")
	}
	return nil
}
