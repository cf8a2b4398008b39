package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// gauss holds the nodes on 0..1 and the weights of Gauss and Legendre's quadrature with three points
// (Abramowitz and Stegun 1964, table 25.4).
var gauss = [3][2]float64{{0.1127016653792583, 5. / 18}, {0.5, 8. / 18}, {0.8872983346207417, 5. / 18}}

// RingArea returns the area in km² on WGS84 that a closed ring of longitudes and latitudes encloses, positive where
// the ring runs anticlockwise. Edges are straight in longitude and latitude, as RFC 7946 says.
//
// It integrates the area between the equator and the edge, a²/2·q(φ) per radian of longitude, with the q of Snyder
// 1987, eq. 3-12.
func RingArea(ring orb.Ring) float64 {
	if len(ring) < 4 {
		return 0
	}
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		from, to := ring[i-1], ring[i]
		if from[0] == to[0] {
			continue
		}
		mean := 0.0
		for _, g := range gauss {
			mean += g[1] * Map.q(math.Sin(radians(from[1]+g[0]*(to[1]-from[1]))))
		}
		sum -= mean * radians(to[0]-from[0])
	}
	return sum * WGS84.A * WGS84.A / 2 / 1e6
}

// Area returns the area in km² on WGS84 of a polygon, several polygons or a collection of them; that of points and
// lines is 0. Holes are taken off whichever way they run.
func Area(g orb.Geometry) float64 {
	switch g := g.(type) {
	case orb.Ring:
		return math.Abs(RingArea(g))
	case orb.Polygon:
		sum := 0.0
		for i, ring := range g {
			area := math.Abs(RingArea(ring))
			if i > 0 {
				area = -area
			}
			sum += area
		}
		return sum
	case orb.MultiPolygon:
		sum := 0.0
		for _, polygon := range g {
			sum += Area(polygon)
		}
		return sum
	case orb.Collection:
		sum := 0.0
		for _, part := range g {
			sum += Area(part)
		}
		return sum
	}
	return 0
}
