package main

import (
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// mapBounds is the edge of the map: about 1,200 km of land and sea on every side of Ukraine, so
// that neither a wide nor a tall picture shows its end.
var mapBounds = orb.Bound{Min: orb.Point{10, 37.5}, Max: orb.Point{53, 61}}

// edgeStep is the distance in degrees between positions on the frame's northern and southern edge,
// which are arcs in the map's plane.
const edgeStep = 0.5

// region is one owner of land or sea before the subdivision is made: its rings have it on their
// left.
type region struct {
	id    string
	rings [][]geo.GridPoint
}

// land is the subdivision of the whole map with one owner per face: a region's code (UA-14), a
// country's (PL), a sea's id (black-sea), or nothing off the map.
type land struct {
	*geo.Subdivision
	owner []string
	onMap []bool // per face: it lies in the frame
}

// maxSliverKm2 are faces of at most this many km² that belong to nobody: gaps where two sources
// disagree.
const maxSliverKm2 = 0.05

// arrangeRegions nodes the regions' rings, the edge of the map and whatever else draw adds under
// labels from the given one on, and gives each face to the first region that winds around it.
func arrangeRegions(regions []region, draw func(a *geo.Arrangement, label int)) (*land, error) {
	a := geo.Arrangement{PruneDangles: true}
	for label, r := range regions {
		for _, ring := range r.rings {
			a.AddRing(ring, label)
		}
	}
	edge := len(regions)
	a.AddRing(mapEdgeRing(), edge)
	if draw != nil {
		draw(&a, edge+1)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	l := &land{Subdivision: sub, owner: make([]string, len(sub.Faces)),
		onMap: make([]bool, len(sub.Faces))}
	for face, turns := range sub.WindingNumbers(edge) {
		l.onMap[face] = turns > 0
	}
	for label, r := range regions {
		for face, turns := range sub.WindingNumbers(label) {
			if turns > 0 && l.owner[face] == "" {
				l.owner[face] = r.id
			}
		}
	}
	return l, nil
}

// ownedBy returns a function that tells the faces of one owner on the map.
func (l *land) ownedBy(owner string) func(face int) bool {
	return func(face int) bool { return l.owner[face] == owner && l.onMap[face] }
}

// isUkraine tells the faces of Ukraine's 27 regions.
func (l *land) isUkraine(face int) bool { return isOblast(l.owner[face]) }

func isOblast(owner string) bool { return len(owner) == 5 && owner[:3] == "UA-" }

// owners returns every owner once, in the order of the faces.
func (l *land) owners() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, o := range l.owner {
		if !seen[o] {
			seen[o] = true
			out = append(out, o)
		}
	}
	return out
}

// mapEdgeRing returns the frame as a ring with the map on its left.
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

// orientedRings returns the rings of polygons on the grid, each with the polygon on its left. Rings
// that vanish on the grid are left out.
func orientedRings(polygons orb.MultiPolygon) [][]geo.GridPoint {
	var out [][]geo.GridPoint
	for _, polygon := range polygons {
		for i, ring := range polygon {
			want := orb.CCW
			if i > 0 {
				want = orb.CW
			}
			if ring.Orientation() != want {
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

// isUnowned tells the faces on the map that have no owner.
func (l *land) isUnowned(face int) bool {
	return l.owner[face] == "" && l.onMap[face]
}

// mergeSlivers gives each free face of at most so many km² to the neighbour with which it shares
// the longest border.
func (l *land) mergeSlivers(most float64) {
	for face := range l.Faces {
		if !l.isUnowned(face) {
			continue
		}
		shape, _ := l.Dissolve(func(f int) bool { return f == face })
		if geo.Area(shape) <= most {
			l.owner[face] = l.longestNeighbour(face)
		}
	}
}

func (l *land) longestNeighbour(face int) string {
	var best string
	var most float64
	length := map[string]float64{}
	eachSharedArc(l.Subdivision, face, func(other int32, shared float64) {
		if other < 0 || l.owner[other] == "" {
			return
		}
		o := l.owner[other]
		length[o] += shared
		if length[o] > most || length[o] == most && o < best {
			best, most = o, length[o]
		}
	})
	return best
}

// eachSharedArc calls f for each arc of a face with the face on its other side, -1 for the
// unbounded one, and the arc's length in grid steps.
func eachSharedArc(sub *geo.Subdivision, face int, f func(other int32, length float64)) {
	for _, arc := range sub.Arcs {
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
