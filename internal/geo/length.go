package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Length returns the length in km on WGS84 of a line of longitudes and latitudes in degrees. Edges are straight in
// longitude and latitude, as RFC 7946 says; for edges under 10 km a geodesic is shorter by less than 2e-7 of it.
//
// It integrates ds² = M²dφ² + N²cos²φ dλ² along each edge, with the radii of curvature M and N of Snyder 1987,
// eq. 4-18 and 4-20.
func Length(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += edgeLength(line[i-1], line[i])
	}
	return sum / 1000
}

// edgeLength is the length of an edge in metres.
func edgeLength(from, to orb.Point) float64 {
	dLambda, dPhi := radians(to[0]-from[0]), radians(to[1]-from[1])
	sum := 0.0
	for _, g := range gauss {
		sin, cos := math.Sincos(radians(from[1] + g[0]*(to[1]-from[1])))
		w2 := 1 - WGS84.E2*sin*sin
		w := math.Sqrt(w2)
		north := WGS84.A * (1 - WGS84.E2) / (w2 * w) * dPhi
		east := WGS84.A / w * cos * dLambda
		sum += g[1] * math.Hypot(north, east)
	}
	return sum
}
