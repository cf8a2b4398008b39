package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Ellipsoid is an ellipsoid of revolution. A is its semi-major axis in metres, E2 the square of its
// eccentricity.
type Ellipsoid struct{ A, E2 float64 }

// WGS84 is the ellipsoid of all positions of the map.
var WGS84 = Ellipsoid{A: 6378137, E2: 0.0066943799901413165}

// areaQ returns q of a latitude by its sine (Snyder 1987, eq. 3-12). A²/2·q is the area between the
// equator and the latitude, per radian of longitude.
func (e Ellipsoid) areaQ(sin float64) float64 {
	x2 := e.E2 * sin * sin
	atanh := 1.0 // atanh(e·sin)/(e·sin)
	if e.E2 <= 0.01 {
		// Seven terms of 1 + x²/3 + x⁴/5 + …: the remainder is below 1e-16.
		atanh += x2 * (1./3 + x2*(1./5+x2*(1./7+x2*(1./9+x2*(1./11+x2*(1./13))))))
	} else if x := math.Sqrt(x2); x > 0 {
		atanh = math.Atanh(x) / x
	}
	return (1 - e.E2) * sin * (1/(1-x2) + atanh)
}

// UkraineAlbers is the projection of every picture. Within Ukraine its linear scale is within 0.15
// % of true.
var UkraineAlbers = NewAlbers(WGS84, 31.2, 48.5, 45.7, 51.0)

// Albers is the ellipsoidal Albers equal-area conic projection after Snyder, Map Projections: A
// Working Manual (USGS Professional Paper 1395, 1987), pages 101 and 102. Make it with NewAlbers.
type Albers struct {
	ellipsoid Ellipsoid
	lambda0   float64 // central meridian in radians
	n, c      float64 // eq. 14-14 and 14-13
	rho0      float64 // eq. 14-12a, in metres
	qPole     float64 // q at the pole
	phi0      float64 // latitude of the origin in radians, its sine and cosine
	sin0      float64
	cos0      float64
	series    [4]float64 // factors of sin 2β, sin 4β …: latitude less authalic latitude, in radians
}

// NewAlbers returns the projection with its origin at lon0, lat0 and the standard parallels lat1
// and lat2, all in degrees. The parallels must not lie on opposite sides of the equator at equal
// distances.
func NewAlbers(ellipsoid Ellipsoid, lon0, lat0, lat1, lat2 float64) *Albers {
	a := &Albers{ellipsoid: ellipsoid, lambda0: radians(lon0), qPole: ellipsoid.areaQ(1),
		phi0: radians(lat0)}
	a.sin0, a.cos0 = math.Sincos(a.phi0)
	m2 := func(lat float64) float64 { // the square of eq. 14-15
		sin, cos := math.Sincos(radians(lat))
		return cos * cos / (1 - ellipsoid.E2*sin*sin)
	}
	q := func(lat float64) float64 { return ellipsoid.areaQ(math.Sin(radians(lat))) }
	a.n = math.Sin(radians(lat1))
	if lat1 != lat2 {
		a.n = (m2(lat1) - m2(lat2)) / (q(lat2) - q(lat1)) // eq. 14-14
	}
	a.c = m2(lat1) + a.n*q(lat1)                            // eq. 14-13
	a.rho0 = ellipsoid.A * math.Sqrt(a.c-a.n*q(lat0)) / a.n // eq. 14-12a

	// Karney, On auxiliary latitudes (Survey Review, 2024), eq. A20, up to the fourth power of the
	// third flattening. On WGS84 the remainder is below 1e-13 radians.
	b := math.Sqrt(1 - ellipsoid.E2)
	f := (1 - b) / (1 + b)
	a.series = [4]float64{
		f * (4./3 + f*(4./45+f*(-16./35+f*(-2582./14175)))),
		f * f * (46./45 + f*(152./945+f*(-11966./14175))),
		f * f * f * (3044./2835 + f*(3802./14175)),
		f * f * f * f * (6059. / 4725),
	}
	return a
}

// Forward projects a position (longitude, latitude in degrees) to metres on the map.
func (a *Albers) Forward(p orb.Point) XY {
	theta := a.n * (radians(p[0]) - a.lambda0) // eq. 14-4
	q := a.ellipsoid.areaQ(math.Sin(radians(p[1])))
	rho := a.ellipsoid.A * math.Sqrt(a.c-a.n*q) / a.n // eq. 14-12
	sin, cos := math.Sincos(theta)
	return XY{rho * sin, a.rho0 - rho*cos} // eq. 14-1 and 14-2
}

// ForwardLine projects the positions of a line, in degrees, into dst, which must be at least as
// long. Its results agree with Forward's to within 1e-8 m up to 70 degrees of latitude. It is
// faster and meant for drawing; values that are computed once and stored, such as levels of detail,
// come from Forward.
func (a *Albers) ForwardLine(dst []XY, line []orb.Point) {
	for i, p := range line {
		q := a.ellipsoid.areaQ(a.sinLatitude(radians(p[1])))
		rho := a.ellipsoid.A * math.Sqrt(a.c-a.n*q) / a.n
		sin, cos := fastSincos(a.n * (radians(p[0]) - a.lambda0))
		dst[i] = XY{rho * sin, a.rho0 - rho*cos}
	}
}

// sinLatitude returns the sine of a latitude in radians by its difference to the origin's latitude.
func (a *Albers) sinLatitude(phi float64) float64 {
	sin, cos := fastSincos(phi - a.phi0)
	return a.sin0*cos + a.cos0*sin
}

// fastSincos is math.Sincos by Taylor series for small angles, which spares the reduction of the
// argument; see docs/decisions/0007. Up to a quarter of a radian the remainder is below 1e-17.
func fastSincos(x float64) (sin, cos float64) {
	if !(x > -0.25 && x < 0.25) {
		return math.Sincos(x)
	}
	z := x * x
	sin = x * (1 - z/6*(1-z/20*(1-z/42*(1-z/72*(1-z/110)))))
	cos = 1 - z/2*(1-z/12*(1-z/30*(1-z/56*(1-z/90*(1-z/132)))))
	return sin, cos
}

// Inverse returns the longitude and latitude in degrees of a projected position. It undoes Forward
// to 1e-9 degrees up to 89.99 degrees of latitude. Positions beyond the pole are mapped to the
// pole.
func (a *Albers) Inverse(at XY) orb.Point {
	x, y := at.X, a.rho0-at.Y
	// the square of ρ (eq. 14-10) times n/a
	k2 := (x*x + y*y) * (a.n / a.ellipsoid.A) * (a.n / a.ellipsoid.A)
	q := (a.c - k2) / a.n // eq. 14-19
	if a.n < 0 {
		x, y = -x, -y // the cone opens to the north
	}
	theta := math.Atan2(x, y) // eq. 14-11
	return orb.Point{degrees(a.lambda0 + theta/a.n), degrees(a.latitude(q))}
}

// latitude returns the latitude in radians whose q is given: the authalic latitude β plus a series
// in sines of its multiples, summed by Clenshaw's algorithm.
func (a *Albers) latitude(q float64) float64 {
	sin := max(-1, min(1, q/a.qPole)) // eq. 3-11
	cos := math.Sqrt(1 - sin*sin)
	twoCos2Beta := 2 * (1 - 2*sin*sin) // 2 cos 2β
	b3 := a.series[3]
	b2 := a.series[2] + twoCos2Beta*b3
	b1 := a.series[1] + twoCos2Beta*b2 - b3
	b0 := a.series[0] + twoCos2Beta*b1 - b2
	return math.Asin(sin) + 2*sin*cos*b0
}

func radians(degrees float64) float64 { return degrees * (math.Pi / 180) }
func degrees(radians float64) float64 { return radians * (180 / math.Pi) }
