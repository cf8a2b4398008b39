package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Length returns the length in km on WGS84 of a line of positions (longitude, latitude) in degrees.
// Each edge counts as the shortest path between its ends; an edge that is straight in longitude and
// latitude, as in RFC 7946, is longer by less than 2e-7 of its length up to 10 km.
func Length(line orb.LineString) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += Distance(line[i-1], line[i])
	}
	return sum
}

// Distance returns the length in km of the shortest path on WGS84 between two positions in degrees.
// It is exact to a millimetre, but only to one per cent where the positions lie nearly opposite
// each other on the globe.
//
// The formulas are from Vincenty, Direct and inverse solutions of geodesics on the ellipsoid with
// application of nested equations (Survey Review XXIII 176, 1975), eq. 3, 4, 10, 11 and 14 to 19.
func Distance(p, q orb.Point) float64 {
	if p == q {
		return 0
	}
	minor := math.Sqrt(1 - WGS84.E2) // b/a
	f := 1 - minor
	sinU1, cosU1 := reducedLatitude(p[1], minor)
	sinU2, cosU2 := reducedLatitude(q[1], minor)
	l := math.Remainder(radians(q[0]-p[0]), 2*math.Pi)

	lambda := l
	var sinSigma, cosSigma, sigma, cos2Alpha, cos2SigmaM float64
	for range 20 { // nearby positions converge after three
		sinLambda, cosLambda := math.Sincos(lambda)
		sinSigma = math.Hypot(cosU2*sinLambda, cosU1*sinU2-sinU1*cosU2*cosLambda) // eq. 14
		cosSigma = sinU1*sinU2 + cosU1*cosU2*cosLambda                            // eq. 15
		sigma = math.Atan2(sinSigma, cosSigma)                                    // eq. 16
		if sinSigma == 0 {
			break
		}
		sinAlpha := cosU1 * cosU2 * sinLambda / sinSigma // eq. 17
		cos2Alpha = 1 - sinAlpha*sinAlpha
		if cos2SigmaM = 0; cos2Alpha > 0 { // otherwise along the equator
			cos2SigmaM = cosSigma - 2*sinU1*sinU2/cos2Alpha // eq. 18
		}
		c := f / 16 * cos2Alpha * (4 + f*(4-3*cos2Alpha)) // eq. 10
		previous := lambda
		// eq. 11
		lambda = l + (1-c)*f*sinAlpha*
			(sigma+c*sinSigma*(cos2SigmaM+c*cosSigma*(2*cos2SigmaM*cos2SigmaM-1)))
		if math.Abs(lambda-previous) < 1e-13 {
			break
		}
	}
	u2 := cos2Alpha * (1/(minor*minor) - 1)
	a := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2))) // eq. 3
	b := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))   // eq. 4
	m2 := cos2SigmaM * cos2SigmaM
	deltaSigma := b * sinSigma * (cos2SigmaM + b/4*(cosSigma*(2*m2-1)-
		b/6*cos2SigmaM*(4*sinSigma*sinSigma-3)*(4*m2-3))) // eq. 6
	return WGS84.A * minor * a * (sigma - deltaSigma) / 1000 // eq. 19
}

// reducedLatitude returns sine and cosine of the reduced latitude of a latitude in degrees. minor
// is the ratio b/a of the ellipsoid's axes.
func reducedLatitude(lat, minor float64) (sin, cos float64) {
	sin, cos = math.Sincos(radians(lat))
	sin *= minor
	r := math.Hypot(sin, cos)
	return sin / r, cos / r
}
