package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// RingArea returns the area in km² on WGS84 that a closed ring encloses, positive where the ring
// runs anticlockwise. Positions are (longitude, latitude) in degrees. Edges are straight in
// longitude and latitude, as in RFC 7946.
//
// It integrates the area between the equator and the edge, a²/2·q(φ) per radian of longitude, with
// the q of Snyder 1987, eq. 3-12.
func RingArea(ring orb.Ring) float64 {
	if len(ring) < 4 {
		return 0
	}
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		if from, to := ring[i-1], ring[i]; from[0] != to[0] {
			sum -= meanAreaQ(from[1], to[1]) * radians(to[0]-from[0])
		}
	}
	return sum * WGS84.A * WGS84.A / 2 / 1e6
}

// meanAreaQ returns the mean of q between two latitudes in degrees by Gauss–Legendre quadrature
// (Abramowitz and Stegun 1964, table 25.4). Two points are exact to 1e-12 for edges under half a
// degree, three to 1e-11 for pieces up to ten degrees.
func meanAreaQ(fromLat, toLat float64) float64 {
	q := func(lat float64) float64 { return WGS84.areaQ(math.Sin(radians(lat))) }
	middle, half := (fromLat+toLat)/2, (toLat-fromLat)/2
	switch size := math.Abs(half); {
	case size == 0:
		return q(fromLat)
	case size < 0.25:
		d := half * 0.5773502691896257 // √(1/3)
		return (q(middle-d) + q(middle+d)) / 2
	case size <= 5:
		d := half * 0.7745966692414834 // √(3/5)
		return (5*q(middle-d) + 8*q(middle) + 5*q(middle+d)) / 18
	}
	return (meanAreaQ(fromLat, middle) + meanAreaQ(middle, toLat)) / 2
}

// Area returns the area in km² on WGS84 of a ring, a polygon, several polygons or a collection of
// them. Points and lines have none. Holes are subtracted whichever way they run.
func Area(g orb.Geometry) float64 {
	sum := 0.0
	switch g := g.(type) {
	case orb.Ring:
		return math.Abs(RingArea(g))
	case orb.Bound:
		return Area(g.ToRing())
	case orb.Polygon:
		for i, ring := range g {
			if i == 0 {
				sum += Area(ring)
			} else {
				sum -= Area(ring)
			}
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			sum += Area(polygon)
		}
	case orb.Collection:
		for _, part := range g {
			sum += Area(part)
		}
	}
	return sum
}
