// Package geo holds positions, the map's projection, and areas and lengths on the WGS84 ellipsoid.
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

// LevelTolerances are the greatest distances in metres by which a border is moved at each level of
// detail. Level 0 is the finest; all figures are computed from it.
var LevelTolerances = [...]float64{0, 120, 400, 1200, 4000}
