package main

import (
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
	"truceline/internal/geo/planar"
)

// mapBounds is the extent of the map in degrees: about 1,200 km of land and sea on every side of
// Ukraine, so that neither a wide nor a tall viewport reaches the edge.
var mapBounds = orb.Bound{Min: orb.Point{10, 37.5}, Max: orb.Point{53, 61}}

// edgeStep is the distance in degrees between vertices on the northern and southern edge of the
// map, which are arcs in the map's plane.
const edgeStep = 0.5

// region is an owner of land or sea before the subdivision is built. Its rings have it on their
// left.
type region struct {
	id    string
	rings [][]geo.GridPoint
}

// land is the subdivision of the map with one owner per face: a region's code (UA-14), a country's
// (PL), a sea's id (black-sea), or "" off the map.
type land struct {
	*planar.Subdivision
	owner []string
	onMap []bool // per face, whether it is within mapBounds
}

// maxSliverKm2 is the area of the largest unowned face that counts as a gap between two sources
// that disagree.
const maxSliverKm2 = 0.05

// arrangeRegions nodes the regions' rings with the edge of the map and gives each face to the first
// region with a positive winding number. addLines, if not nil, adds further lines, under labels
// from the one it gets on.
func arrangeRegions(regions []region, addLines func(a *planar.Arrangement, label int)) (*land,
	error) {
	a := planar.Arrangement{PruneDangles: true}
	for label, r := range regions {
		for _, ring := range r.rings {
			a.AddRing(ring, label)
		}
	}
	edgeLabel := len(regions)
	a.AddRing(mapEdgeRing(), edgeLabel)
	if addLines != nil {
		addLines(&a, edgeLabel+1)
	}
	subdivision, err := a.Build()
	if err != nil {
		return nil, err
	}
	l := &land{Subdivision: subdivision, owner: make([]string, len(subdivision.Faces)),
		onMap: make([]bool, len(subdivision.Faces))}
	for face, n := range subdivision.WindingNumbers(edgeLabel) {
		l.onMap[face] = n > 0
	}
	for label, r := range regions {
		for face, n := range subdivision.WindingNumbers(label) {
			if n > 0 && l.owner[face] == "" {
				l.owner[face] = r.id
			}
		}
	}
	return l, nil
}

// ownedBy returns a function that reports whether a face on the map belongs to owner.
func (l *land) ownedBy(owner string) func(face int) bool {
	return func(face int) bool { return l.owner[face] == owner && l.onMap[face] }
}

// isUkraine reports whether a face belongs to one of Ukraine's 27 regions.
func (l *land) isUkraine(face int) bool { return isOblast(l.owner[face]) }

// isOblast reports whether an owner is one of Ukraine's regions.
func isOblast(owner string) bool { return len(owner) == 5 && owner[:3] == "UA-" }

// owners returns every owner once, in the order of the faces.
func (l *land) owners() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, owner := range l.owner {
		if !seen[owner] {
			seen[owner] = true
			out = append(out, owner)
		}
	}
	return out
}

// mapEdgeRing returns the edge of the map as a ring, anticlockwise.
func mapEdgeRing() []geo.GridPoint {
	var ring []orb.Point
	steps := int(math.Round((mapBounds.Max[0] - mapBounds.Min[0]) / edgeStep))
	for i := 0; i <= steps; i++ {
		ring = append(ring, orb.Point{mapBounds.Min[0] + float64(i)*edgeStep, mapBounds.Min[1]})
	}
	for i := steps; i >= 0; i-- {
		ring = append(ring, orb.Point{mapBounds.Min[0] + float64(i)*edgeStep, mapBounds.Max[1]})
	}
	return gridLine(ring)
}

// orientedRings returns the rings of polygons, snapped to the grid, with the polygon on the left of
// each. It omits rings that collapse on the grid.
func orientedRings(polygons orb.MultiPolygon) [][]geo.GridPoint {
	var out [][]geo.GridPoint
	for _, polygon := range polygons {
		for i, ring := range polygon {
			orientation := orb.CCW
			if i > 0 {
				orientation = orb.CW
			}
			if ring.Orientation() != orientation {
				ring = ring.Clone()
				ring.Reverse()
			}
			if g := gridLine(ring); len(g) > 3 {
				out = append(out, g)
			}
		}
	}
	return out
}

// isUnowned reports whether a face is on the map and has no owner.
func (l *land) isUnowned(face int) bool {
	return l.owner[face] == "" && l.onMap[face]
}

// mergeSlivers gives each unowned face of at most maxKm2 to the neighbour with which it shares the
// longest border.
func (l *land) mergeSlivers(maxKm2 float64) {
	for face := range l.Faces {
		if !l.isUnowned(face) {
			continue
		}
		shape, _ := l.Dissolve(func(f int) bool { return f == face })
		if geo.Area(shape) <= maxKm2 {
			l.owner[face] = l.longestNeighbour(face)
		}
	}
}

// longestNeighbour returns the owner with which a face shares the longest border, or "". Of equal
// ones it is the first by name.
func (l *land) longestNeighbour(face int) string {
	var best string
	var longest float64
	length := map[string]float64{}
	eachSharedArc(l.Subdivision, face, func(other int32, shared float64) {
		if other < 0 || l.owner[other] == "" {
			return
		}
		o := l.owner[other]
		length[o] += shared
		if length[o] > longest || length[o] == longest && o < best {
			best, longest = o, length[o]
		}
	})
	return best
}

// eachSharedArc calls f for each arc of a face with the face on the arc's other side, -1 for the
// unbounded one, and the arc's length in grid steps.
func eachSharedArc(subdivision *planar.Subdivision, face int, f func(other int32, length float64)) {
	for _, arc := range subdivision.Arcs {
		other := arc.Left
		if int(arc.Left) == face {
			other = arc.Right
		} else if int(arc.Right) != face {
			continue
		}
		length := 0.0
		for i := 1; i < len(arc.Points); i++ {
			p, q := arc.Points[i-1], arc.Points[i]
			length += math.Hypot(float64(q.Lon-p.Lon), float64(q.Lat-p.Lat))
		}
		f(other, length)
	}
}
