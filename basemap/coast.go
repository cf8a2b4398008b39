package main

import (
	"fmt"
	"io/fs"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
	"truceline/internal/geo"
)

// gshhgBounds is where GSHHG says what is land and what is water, degrees of longitude and
// latitude; elsewhere Natural Earth does.
var gshhgBounds = orb.Bound{Min: orb.Point{28, 44}, Max: orb.Point{41, 52}}

// shoreTolerance is how far in degrees a shore may move when it is thinned, about 200 m: as fine
// as Natural Earth draws a border.
const shoreTolerance = 0.0018

// coast is the water that is not land: the sea, the lagoons cut off from it by spits, and the
// Sivash.
type coast struct {
	rings [][]geo.GridPoint // water on the left
}

// readCoast reads the coast from the extracts; lagoons are the rows of lagoons.csv.
func readCoast(here fs.FS, lagoons, islands []row) (*coast, error) {
	shores, err := readShapes(here, "shores.geojson.gz")
	if err != nil {
		return nil, err
	}
	waters, err := readShapes(here, "waterbodies.geojson.gz")
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

// withoutIslets returns the sea without islands of less than minPatch km² but those in the table.
func withoutIslets(sea orb.MultiPolygon, islands []row) (orb.MultiPolygon, error) {
	var named []orb.Point
	for _, r := range islands {
		at, ok, err := r.point("lon", "lat")
		if err != nil || !ok {
			return nil, fmt.Errorf("islands.csv: %s: no position", r["id"])
		}
		named = append(named, at)
	}
	out := make(orb.MultiPolygon, len(sea))
	for i, p := range sea {
		out[i] = orb.Polygon{p[0]}
		for _, hole := range p[1:] {
			holds := func(at orb.Point) bool { return planar.RingContains(hole, at) }
			if math.Abs(geo.RingArea(hole)) >= minAreaKm2 || slices.ContainsFunc(named, holds) {
				out[i] = append(out[i], hole)
			}
		}
	}
	return out, nil
}

func (c *coast) addWater(shape orb.MultiPolygon) {
	c.rings = append(c.rings, orientedRings(simplifyShore(shape))...)
}

// readShapes reads an extract of polygons by id.
func readShapes(here fs.FS, name string) (map[string]orb.MultiPolygon, error) {
	list, err := readSource(here, name)
	if err != nil {
		return nil, err
	}
	out := map[string]orb.MultiPolygon{}
	for _, s := range list {
		out[s.id] = s.polygons
	}
	return out, nil
}

// simplifyShore returns a copy of polygons with fewer positions.
func simplifyShore(shape orb.MultiPolygon) orb.MultiPolygon {
	return simplify.DouglasPeucker(shoreTolerance).MultiPolygon(shape.Clone())
}

// union returns the polygons, which may overlap, as one shape. Scraps and holes of less than
// minPatch km² are left out.
func union(polygons orb.MultiPolygon) (orb.MultiPolygon, error) {
	var a geo.Arrangement
	for _, ring := range orientedRings(polygons) {
		a.AddRing(ring, 0)
	}
	sub, err := a.Build()
	if err != nil {
		return nil, err
	}
	winding := sub.WindingNumbers(0)
	shape, _ := sub.Dissolve(func(face int) bool { return winding[face] > 0 })
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

const minAreaKm2 = 4.0 // km²

// smoothCorners cuts the corners of a ring twice (Chaikin, An algorithm for high-speed curve
// generation, 1974). The source of the Sivash is cut into squares, whose right angles are no shore.
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

// ring returns the edge of the window in which the coast holds, the window on its left.
func (c *coast) boundsRing() []geo.GridPoint {
	return gridLine(gshhgBounds.ToRing())
}

// applyCoast takes the faces that the coast makes water from their owners, and gives land that
// Natural Earth takes for sea to whoever stands in the table of islands or owns the land beside it.
func (l *land) applyCoast(inWindow, water []int, islands []row) error {
	sea := make([]bool, len(l.owner))
	for face := range l.owner {
		if inWindow[face] > 0 && water[face] > 0 {
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
	dry := func(face int) bool { return l.isUnowned(face) && !sea[face] && inWindow[face] > 0 }
	for changed := true; changed; {
		changed = false
		for face := range l.owner {
			if !dry(face) {
				continue
			}
			if o := l.longestNeighbour(face); o != "" {
				l.owner[face], changed = o, true
			}
		}
	}
	l.assignIslands(dry)
	return nil
}

// fillEnclosedWater makes land of water that the shore encloses on less than minPatch km²: thinning
// cuts the ends of narrow inlets off.
func (l *land) fillEnclosedWater(sea []bool) {
	shape, _ := l.Dissolve(func(face int) bool { return sea[face] })
	for face := range sea {
		if !sea[face] {
			continue
		}
		for _, p := range shape {
			if p[0].Bound().Contains(l.Faces[face].InteriorPoint) && geo.Area(p) < minAreaKm2 &&
				planar.RingContains(p[0], l.Faces[face].InteriorPoint) {
				sea[face] = false
			}
		}
	}
}

// assignIslands gives land that nobody owns to the owner of the nearest shore.
func (l *land) assignIslands(dry func(face int) bool) {
	var islands []int
	for face := range l.owner {
		if dry(face) {
			islands = append(islands, face)
		}
	}
	shores := map[string][]orb.Point{}
	var owners []row
	for face, o := range l.owner {
		if o != "" && gshhgBounds.Contains(l.Faces[face].InteriorPoint) {
			if shores[o] == nil {
				owners = append(owners, row{"id": o})
			}
			shores[o] = append(shores[o], l.boundaryPoints(face)...)
		}
	}
	for _, face := range islands {
		l.owner[face] = nearestOwner(l.boundaryPoints(face), owners, shores)
	}
}
