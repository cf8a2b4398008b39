package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Ellipsoid is an ellipsoid of revolution: A is its semi-major axis in metres, E2 the square of its eccentricity.
type Ellipsoid struct{ A, E2 float64 }

// WGS84 is the ellipsoid of all positions of the map.
var WGS84 = Ellipsoid{A: 6378137, E2: 0.0066943799901413165}

// Map is the projection of every picture. Within Ukraine its linear scale is within 0.15 % of true.
var Map = NewAlbers(WGS84, 31.2, 48.5, 45.7, 51.0)

// Albers is the ellipsoidal Albers equal-area conic projection after Snyder, Map Projections: A Working Manual
// (USGS Professional Paper 1395, 1987), pages 101 and 102. Make it with NewAlbers.
type Albers struct {
	ellipsoid Ellipsoid
	e         float64 // eccentricity
	lambda0   float64 // central meridian in radians
	n, c      float64 // eq. 14-14 and 14-13
	rho0      float64 // eq. 14-12a, in metres
	qPole     float64 // q at the pole
	phi       [3]float64
}

// NewAlbers returns the projection with its origin at lon0, lat0 and the standard parallels lat1 and lat2, all in
// degrees.
func NewAlbers(ellipsoid Ellipsoid, lon0, lat0, lat1, lat2 float64) *Albers {
	a := &Albers{ellipsoid: ellipsoid, e: math.Sqrt(ellipsoid.E2), lambda0: radians(lon0)}
	m1, m2 := a.m(radians(lat1)), a.m(radians(lat2))
	q0, q1, q2 := a.q(math.Sin(radians(lat0))), a.q(math.Sin(radians(lat1))), a.q(math.Sin(radians(lat2)))
	if lat1 == lat2 {
		a.n = math.Sin(radians(lat1))
	} else {
		a.n = (m1*m1 - m2*m2) / (q2 - q1) // eq. 14-14
	}
	a.c = m1*m1 + a.n*q1                               // eq. 14-13
	a.rho0 = ellipsoid.A * math.Sqrt(a.c-a.n*q0) / a.n // eq. 14-12a
	a.qPole = a.q(1)
	e2, e4, e6 := ellipsoid.E2, ellipsoid.E2*ellipsoid.E2, ellipsoid.E2*ellipsoid.E2*ellipsoid.E2
	a.phi = [3]float64{e2/3 + 31*e4/180 + 517*e6/5040, 23*e4/360 + 251*e6/3780, 761 * e6 / 45360} // eq. 3-18
	return a
}

// Forward projects a longitude and latitude in degrees.
func (a *Albers) Forward(p orb.Point) XY {
	theta := a.n * (radians(p[0]) - a.lambda0)                                   // eq. 14-4
	rho := a.ellipsoid.A * math.Sqrt(a.c-a.n*a.q(math.Sin(radians(p[1])))) / a.n // eq. 14-12
	sin, cos := math.Sincos(theta)
	return XY{rho * sin, a.rho0 - rho*cos} // eq. 14-1 and 14-2
}

// Inverse returns the longitude and latitude in degrees of a projected position.
func (a *Albers) Inverse(at XY) orb.Point {
	y := a.rho0 - at.Y
	rho := math.Hypot(at.X, y)      // eq. 14-10
	theta := math.Atan2(at.X, y)    // eq. 14-11
	k := rho * a.n / a.ellipsoid.A  // eq. 14-19
	q := (a.c - k*k) / a.n          //
	lambda := a.lambda0 + theta/a.n // eq. 14-9
	return orb.Point{degrees(lambda), degrees(a.latitude(q))}
}

// latitude finds the latitude in radians whose q is q: the series by the authalic latitude (eq. 3-18), then one
// step of Newton's method (eq. 3-16), which leaves less than 1e-12 degrees.
func (a *Albers) latitude(q float64) float64 {
	sinBeta := max(-1, min(1, q/a.qPole))
	beta := math.Asin(sinBeta) // eq. 3-11
	phi := beta + a.phi[0]*math.Sin(2*beta) + a.phi[1]*math.Sin(4*beta) + a.phi[2]*math.Sin(6*beta)
	sin, cos := math.Sincos(phi)
	if cos < 1e-9 {
		return phi
	}
	w := 1 - a.ellipsoid.E2*sin*sin
	return phi + w*w/(2*cos*(1-a.ellipsoid.E2))*(q-a.q(sin))
}

// q is eq. 3-12 of the sine of the latitude.
func (a *Albers) q(sin float64) float64 {
	es := a.e * sin
	return (1 - a.ellipsoid.E2) * (sin/(1-es*es) + math.Atanh(es)/a.e)
}

// m is eq. 14-15 of a latitude in radians.
func (a *Albers) m(phi float64) float64 {
	sin, cos := math.Sincos(phi)
	return cos / math.Sqrt(1-a.ellipsoid.E2*sin*sin)
}

func radians(degrees float64) float64 { return degrees * (math.Pi / 180) }
func degrees(radians float64) float64 { return radians * (180 / math.Pi) }
