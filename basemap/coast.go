package main

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbplanar "github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
	"truceline/internal/geo"
	"truceline/internal/geo/planar"
)

// gshhgBounds is the rectangle, in degrees, in which GSHHG decides which parts of Natural Earth's
// land are water.
var gshhgBounds = orb.Bound{Min: orb.Point{28, 44}, Max: orb.Point{41, 52}}

// shoreTolerance is the tolerance, in degrees, to which shores are simplified. It is about 200 m,
// the detail of Natural Earth's borders.
const shoreTolerance = 0.0018

// coast holds the salt water within gshhgBounds: the sea, the lagoons that spits cut off from it,
// and the Sivash.
type coast struct {
	rings [][]geo.GridPoint // with water on the left
}

// readCoast reads the coast from the extracts. Its tables are lagoons.csv and islands.csv.
func readCoast(inputs fs.FS, lagoons, islands []row) (*coast, error) {
	shores, err := readShapes(inputs, "shores.geojson.gz")
	if err != nil {
		return nil, err
	}
	waters, err := readShapes(inputs, "waterbodies.geojson.gz")
	if err != nil {
		return nil, err
	}
	c := &coast{}
	sea, err := withoutIslets(shores["sea"], islands)
	if err != nil {
		return nil, err
	}
	c.addWater(sea)
	for _, r := range lagoons {
		shape := shores[r["id"]]
		if len(shape) == 0 {
			return nil, fmt.Errorf("lagoons.csv: no water %q in shores.geojson.gz", r["id"])
		}
		c.addWater(shape)
	}
	lagoon, err := union(waters["sivash"])
	if err != nil {
		return nil, err
	}
	for _, p := range lagoon {
		for i, ring := range p {
			p[i] = smoothCorners(ring)
		}
	}
	c.addWater(lagoon)
	return c, nil
}

// withoutIslets returns the sea without islands smaller than minAreaKm2, except those in the table.
func withoutIslets(sea orb.MultiPolygon, islands []row) (orb.MultiPolygon, error) {
	var islandPoints []orb.Point
	for _, r := range islands {
		at, ok, err := r.point("lon", "lat")
		if err != nil || !ok {
			return nil, fmt.Errorf("islands.csv: %s: no position", r["id"])
		}
		islandPoints = append(islandPoints, at)
	}
	out := make(orb.MultiPolygon, len(sea))
	for i, p := range sea {
		out[i] = orb.Polygon{p[0]}
		for _, hole := range p[1:] {
			containsIsland := func(at orb.Point) bool { return orbplanar.RingContains(hole, at) }
			if math.Abs(geo.RingArea(hole)) >= minAreaKm2 ||
				slices.ContainsFunc(islandPoints, containsIsland) {
				out[i] = append(out[i], hole)
			}
		}
	}
	return out, nil
}

// addWater adds the simplified rings of a body of water.
func (c *coast) addWater(shape orb.MultiPolygon) {
	c.rings = append(c.rings, orientedRings(simplifyShore(shape))...)
}

// readShapes returns the polygons of an extract by id.
func readShapes(inputs fs.FS, name string) (map[string]orb.MultiPolygon, error) {
	sources, err := readSource(inputs, name)
	if err != nil {
		return nil, err
	}
	out := map[string]orb.MultiPolygon{}
	for _, s := range sources {
		out[s.id] = s.polygons
	}
	return out, nil
}

// simplifyShore returns a simplified copy of polygons.
func simplifyShore(shape orb.MultiPolygon) orb.MultiPolygon {
	return simplify.DouglasPeucker(shoreTolerance).MultiPolygon(shape.Clone())
}

// union returns the union of polygons that may overlap, without polygons and holes smaller than
// minAreaKm2.
func union(polygons orb.MultiPolygon) (orb.MultiPolygon, error) {
	var a planar.Arrangement
	for _, ring := range orientedRings(polygons) {
		a.AddRing(ring, 0)
	}
	subdivision, err := a.Build()
	if err != nil {
		return nil, err
	}
	winding := subdivision.WindingNumbers(0)
	shape, _ := subdivision.Dissolve(func(face int) bool { return winding[face] > 0 })
	var out orb.MultiPolygon
	for _, p := range shape {
		if geo.RingArea(p[0]) < minAreaKm2 {
			continue
		}
		p = slices.DeleteFunc(p,
			func(r orb.Ring) bool { return math.Abs(geo.RingArea(r)) < minAreaKm2 })
		out = append(out, p)
	}
	return out, nil
}

const minAreaKm2 = 4.0 // minAreaKm2 is the area of the smallest island or lake on the coast.

// smoothCorners cuts a ring's corners twice (Chaikin, An algorithm for high-speed curve generation,
// 1974). The source of the Sivash is rasterized, and its right angles are not a shore.
func smoothCorners(ring orb.Ring) orb.Ring {
	for range 2 {
		out := make(orb.Ring, 0, 2*len(ring))
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			out = append(out, orb.Point{0.75*a[0] + 0.25*b[0], 0.75*a[1] + 0.25*b[1]},
				orb.Point{0.25*a[0] + 0.75*b[0], 0.25*a[1] + 0.75*b[1]})
		}
		ring = append(out, out[0])
	}
	return ring
}

// boundsRing returns the ring of gshhgBounds, anticlockwise.
func (c *coast) boundsRing() []geo.GridPoint {
	return gridLine(gshhgBounds.ToRing())
}

// applyCoast removes the owners of the faces that the coast makes water. Land that Natural Earth
// does not have gets its owner from the table of islands or else from the neighbouring land.
func (l *land) applyCoast(inBounds, water []int, islands []row) error {
	sea := make([]bool, len(l.owner))
	for face := range l.owner {
		if inBounds[face] > 0 && water[face] > 0 {
			l.owner[face], sea[face] = "", true
		}
	}
	l.fillEnclosedWater(sea)
	for _, r := range islands {
		at, ok, err := r.point("lon", "lat")
		face := -1
		if ok && err == nil {
			face = l.Locate(at)
		}
		if face < 0 || sea[face] {
			return fmt.Errorf("islands.csv: %s stands on no land", r["id"])
		}
		l.owner[face] = r["owner"]
	}
	isUnownedLand := func(face int) bool {
		return l.isUnowned(face) && !sea[face] && inBounds[face] > 0
	}
	for changed := true; changed; {
		changed = false
		for face := range l.owner {
			if !isUnownedLand(face) {
				continue
			}
			if owner := l.longestNeighbour(face); owner != "" {
				l.owner[face], changed = owner, true
			}
		}
	}
	l.assignIslands(isUnownedLand)
	return nil
}

// fillEnclosedWater turns enclosed water smaller than minAreaKm2 into land. Simplification cuts it
// off from the ends of narrow inlets.
func (l *land) fillEnclosedWater(sea []bool) {
	shape, _ := l.Dissolve(func(face int) bool { return sea[face] })
	for face := range sea {
		if !sea[face] {
			continue
		}
		for _, p := range shape {
			if p[0].Bound().Contains(l.Faces[face].InteriorPoint) && geo.Area(p) < minAreaKm2 &&
				orbplanar.RingContains(p[0], l.Faces[face].InteriorPoint) {
				sea[face] = false
			}
		}
	}
}

// assignIslands gives each unowned face of land to the owner of the nearest shore.
func (l *land) assignIslands(isUnownedLand func(face int) bool) {
	var islandFaces []int
	for face := range l.owner {
		if isUnownedLand(face) {
			islandFaces = append(islandFaces, face)
		}
	}
	shores := map[string][]orb.Point{}
	var owners []row
	for face, owner := range l.owner {
		if owner != "" && gshhgBounds.Contains(l.Faces[face].InteriorPoint) {
			if shores[owner] == nil {
				owners = append(owners, row{"id": owner})
			}
			shores[owner] = append(shores[owner], l.boundaryPoints(face)...)
		}
	}
	for _, face := range islandFaces {
		l.owner[face] = nearestOwner(l.boundaryPoints(face), owners, shores)
	}
}
