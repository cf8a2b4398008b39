// Package geo holds positions, GeoJSON in and out with the validation of RFC 7946, the map's
// projection, areas and lengths on the WGS84 ellipsoid, and the planar subdivision from which every
// shape of the map is built.
//
// Longitude and latitude (orb.Point, degrees, lon before lat) and map coordinates (XY, metres) are
// different types, and no function takes both.
package geo

import "github.com/paulmach/orb"

// XY is a point or a vector in a plane: metres east (X) and north (Y) of the projection's origin,
// or, in the renderers, pixels right and down.
type XY struct{ X, Y float64 }

// GridPoint is a position on the grid of 1e-5 degrees on which every committed shape lies:
// longitude and latitude times 100,000.
type GridPoint struct{ Lon, Lat int32 }

// GridStepsPerDegree is the number of grid steps in one degree.
const GridStepsPerDegree = 100_000

// Point returns the position in degrees.
func (g GridPoint) Point() orb.Point {
	return orb.Point{float64(g.Lon) / GridStepsPerDegree, float64(g.Lat) / GridStepsPerDegree}
}

// Feature is one feature of a GeoJSON file. Geometry is one of orb's types and already valid: rings
// are closed, outer rings run anticlockwise and holes clockwise.
type Feature struct {
	// ID is the feature's id; a number is written in decimal. Empty: the feature has none.
	ID string
	// Properties holds string, float64, bool, nil, []any and map[string]any values.
	Properties map[string]any
	Geometry   orb.Geometry
	// Levels holds, for each ring or line in the order of Geometry, the coarsest level of detail at
	// which each position is still drawn: 0 is drawn at the finest level only. Nil: the file has no
	// levels.
	//
	// In the file it is the foreign member "levels", an array of strings of digits, one digit for
	// each position. A position has the same level in every ring and line, so a border that is
	// shared at one level is shared at all.
	Levels [][]byte
}

// Collection is a GeoJSON FeatureCollection.
type Collection struct {
	Features []Feature
	// Members holds the collection's foreign members (name, date, source …), decoded like
	// properties.
	Members map[string]any
}

// LevelTolerances are the greatest distances in metres by which a border is moved at each level of
// detail. Level 0 is the finest; all figures are computed from it.
var LevelTolerances = [...]float64{0, 120, 400, 1200, 4000}
