package geo

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// validate says where rings of a geometry cross, touch or overlap as they must not. Errors have no
// offset.
func validate(g orb.Geometry) *Error {
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

func validatePolygons(polygons orb.MultiPolygon) *Error {
	p := newRingSet(polygons)
	if err := p.checkEdges(); err != nil {
		return err
	}
	return p.checkNesting()
}

// ringSet holds the rings of some polygons for exact decisions. Where all positions lie on the
// grid, coordinates are whole numbers of its steps, so that what lies on a line in decimals does so
// here; otherwise they are degrees.
type ringSet struct {
	scale  float64 // a degree in the plane's unit
	rings  []polygonRing
	edges  []ringEdge // ring by ring
	strips edgeStrips
}

type polygonRing struct {
	polygon, index int         // index 0: the outer ring
	points         []orb.Point // each once and none twice in a row
	firstEdge      int         // its first edge
	min, max       orb.Point
	clockwise      bool
}

// ringEdge is the edge from position i of its ring to the next.
type ringEdge struct {
	a, b        orb.Point
	ring, index int32
}

func newRingSet(polygons orb.MultiPolygon) *ringSet {
	p := &ringSet{scale: 1}
	if allOnGrid(polygons) {
		p.scale = GridStepsPerDegree
	}
	for k, polygon := range polygons {
		for i, ring := range polygon {
			p.addRing(k, i, ring)
		}
	}
	p.strips = newEdgeStrips(p.edges)
	return p
}

// allOnGrid says whether all positions are those that decimals of five places denote.
func allOnGrid(polygons orb.MultiPolygon) bool {
	on := func(d float64) bool { return math.Round(d*GridStepsPerDegree)/GridStepsPerDegree == d }
	for _, polygon := range polygons {
		for _, ring := range polygon {
			for _, p := range ring {
				if !on(p[0]) || !on(p[1]) {
					return false
				}
			}
		}
	}
	return true
}

func (p *ringSet) addRing(polygon, index int, ring orb.Ring) {
	points := make([]orb.Point, 0, len(ring))
	for _, at := range ring {
		if p.scale != 1 {
			at = orb.Point{math.Round(at[0] * p.scale), math.Round(at[1] * p.scale)}
		}
		if len(points) == 0 || at != points[len(points)-1] {
			points = append(points, at)
		}
	}
	r := polygonRing{polygon: polygon, index: index, firstEdge: len(p.edges),
		clockwise: isClockwise(points)}
	n := len(points) - 1
	r.points, r.min, r.max = points[:n], points[0], points[0]
	for i, at := range r.points {
		r.min = orb.Point{min(r.min[0], at[0]), min(r.min[1], at[1])}
		r.max = orb.Point{max(r.max[0], at[0]), max(r.max[1], at[1])}
		p.edges = append(p.edges, ringEdge{at, points[i+1], int32(len(p.rings)), int32(i)})
	}
	p.rings = append(p.rings, r)
}

// newError makes an error at a position of the plane.
func (p *ringSet) newError(rule Rule, at orb.Point, detail string) *Error {
	return &Error{Rule: rule, Position: orb.Point{at[0] / p.scale, at[1] / p.scale},
		HasPosition: true, Detail: detail}
}

// ringName tells a reader which ring it is.
func (p *ringSet) ringName(ring int32) string {
	r, name := &p.rings[ring], "the outer ring"
	if r.index > 0 {
		name = "hole " + strconv.Itoa(r.index)
	}
	if p.rings[len(p.rings)-1].polygon > 0 {
		name += " of polygon " + strconv.Itoa(r.polygon+1)
	}
	return name
}

// overlapRule returns the rule that two rings break which have more than single positions in
// common.
func (p *ringSet) overlapRule(ring, other int32) Rule {
	r, s := &p.rings[ring], &p.rings[other]
	switch {
	case r.polygon != s.polygon:
		return RuleShellsOverlap
	case r.index > 0 && s.index > 0:
		return RuleHolesOverlap
	}
	return RuleHoleOutside
}

// checkNesting looks, after checkEdges, for rings that lie where they must not as a whole.
func (p *ringSet) checkNesting() *Error {
	if len(p.rings) < 2 {
		return nil
	}
	locator := newRingLocator(p)
	for r := range p.rings {
		if err := p.checkRingNesting(int32(r), locator.enclosingRings(int32(r))); err != nil {
			return err
		}
	}
	return nil
}

// checkRingNesting checks one ring against the rings that it lies in.
func (p *ringSet) checkRingNesting(ring int32, around []int32) *Error {
	r := &p.rings[ring]
	inOwnShell := r.index == 0
	for _, s := range around {
		switch other := &p.rings[s]; {
		case other.polygon == r.polygon && other.index == 0:
			inOwnShell = true
		case other.polygon == r.polygon && r.index > 0:
			return p.newError(RuleHolesOverlap, r.points[0],
				p.ringName(ring)+" lies in "+p.ringName(s))
		case other.polygon != r.polygon && other.index == 0 && r.index == 0:
			inHole := slices.ContainsFunc(around, func(h int32) bool {
				return p.rings[h].polygon == other.polygon && p.rings[h].index > 0
			})
			if !inHole {
				return p.newError(RuleShellsOverlap, r.points[0],
					p.ringName(ring)+" lies in "+p.ringName(s))
			}
		}
	}
	if !inOwnShell {
		return p.newError(RuleHoleOutside, r.points[0],
			p.ringName(ring)+" does not lie in its outer ring")
	}
	return nil
}
