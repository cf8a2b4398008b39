// Package geo holds positions, GeoJSON in and out with the validation of RFC 7946, the map's
// projection, areas and lengths on the WGS84 ellipsoid, and the planar subdivision that every shape
// of the map comes from.
//
// Longitude/latitude (orb.Point, degrees, lon before lat) and map coordinates (XY, metres) are
// different types and no function takes both.
package geo

import "github.com/paulmach/orb"

// XY is a position in the map's plane: metres east (X) and north (Y) of the projection's origin.
type XY struct{ X, Y float64 }

// GridPoint is a position on the grid of 1e-5 degrees that every committed shape lies on: longitude
// and latitude times 100,000.
type GridPoint struct{ Lon, Lat int32 }

// GridStepsPerDegree is the number of grid steps in one degree.
const GridStepsPerDegree = 100_000

// Point returns the position in degrees.
func (g GridPoint) Point() orb.Point {
	return orb.Point{float64(g.Lon) / GridStepsPerDegree, float64(g.Lat) / GridStepsPerDegree}
}

// Feature is one feature of a GeoJSON file. Geometry is one of orb's types and already valid:
// closed rings, outer rings anticlockwise, holes clockwise.
type Feature struct {
	// ID is the feature's id; a number is written in decimal. Empty: the feature has none.
	ID string
	// Properties holds string, float64, bool, nil, []any and map[string]any values.
	Properties map[string]any
	Geometry   orb.Geometry
	// Levels says per ring or line, in the order in which they stand in Geometry, the coarsest
	// level of detail at which each position is still drawn: 0 is drawn at the finest only. Nil:
	// the file carries no levels. It is the foreign member "levels", an array of strings of digits,
	// one digit a position. A position has one level wherever it stands, so a border shared at one
	// level is shared at all.
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
// detail; level 0 is the finest, from which all figures come.
var LevelTolerances = [...]float64{0, 120, 400, 1200, 4000}
