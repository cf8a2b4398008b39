package planar

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Exactness. Positions on the globe differ by at most 3.6e7 in longitude and 1.8e7 in latitude, so
// the cross product of two differences stays below 2^51: exact in int64, and in float64 as well.

func onGlobe(p geo.GridPoint) bool {
	return p.Lon >= -180*geo.GridStepsPerDegree && p.Lon <= 180*geo.GridStepsPerDegree &&
		p.Lat >= -90*geo.GridStepsPerDegree && p.Lat <= 90*geo.GridStepsPerDegree
}

// roundToGrid rounds to the grid. A position too large for an int32 becomes one off the globe.
func roundToGrid(p orb.Point) geo.GridPoint {
	return geo.GridPoint{Lon: roundDegrees(p[0]), Lat: roundDegrees(p[1])}
}

func roundDegrees(degrees float64) int32 {
	if v := math.Round(degrees * geo.GridStepsPerDegree); math.Abs(v) < math.MaxInt32 {
		return int32(v)
	}
	return math.MaxInt32
}

// compareGrid orders positions from west to east, then from south to north.
func compareGrid(p, q geo.GridPoint) int {
	if c := cmp.Compare(p.Lon, q.Lon); c != 0 {
		return c
	}
	return cmp.Compare(p.Lat, q.Lat)
}

// crossGrid returns twice the signed area of the triangle pqr: positive where r lies to the left of
// the line from p to q.
func crossGrid(p, q, r geo.GridPoint) int64 {
	return (int64(q.Lon)-int64(p.Lon))*(int64(r.Lat)-int64(p.Lat)) -
		(int64(q.Lat)-int64(p.Lat))*(int64(r.Lon)-int64(p.Lon))
}

func signInt(v int64) int { return cmp.Compare(v, 0) }

// crossingPoint returns the rounded position where two segments cross, and whether they cross
// inside both.
func crossingPoint(a, b, c, d geo.GridPoint) (geo.GridPoint, bool) {
	ca, cb := crossGrid(c, d, a), crossGrid(c, d, b)
	if signInt(ca)*signInt(cb) >= 0 ||
		signInt(crossGrid(a, b, c))*signInt(crossGrid(a, b, d)) >= 0 {
		return geo.GridPoint{}, false
	}
	num, den := ca, ca-cb
	if den < 0 {
		num, den = -num, -den
	}
	return geo.GridPoint{Lon: interpolateRounded(a.Lon, b.Lon, num, den),
		Lat: interpolateRounded(a.Lat, b.Lat, num, den)}, true
}

// interpolateRounded returns a + (b−a)·num/den, rounded to the nearest integer, for 0 < num < den.
// Halves are rounded up, to match the half-open pixels.
func interpolateRounded(a, b int32, num, den int64) int32 {
	if b < a { // seen from the other end the product is positive
		a, b, num = b, a, den-num
	}
	hi, lo := bits.Mul64(uint64(int64(b)-int64(a))*2, uint64(num))
	lo, carry := bits.Add64(lo, uint64(den), 0)
	q, _ := bits.Div64(hi+carry, lo, 2*uint64(den))
	return int32(int64(a) + int64(q))
}

// passesPixel reports whether the segment passes through the pixel of c, the unit square around it
// without its upper and right sides.
func passesPixel(p, q, c geo.GridPoint) bool {
	if p.Lon > q.Lon {
		p, q = q, p
	}
	// All values are doubled, so that the pixel's corners are integers.
	px, py := 2*(int64(p.Lon)-int64(c.Lon)), 2*(int64(p.Lat)-int64(c.Lat))
	qx, qy := 2*(int64(q.Lon)-int64(c.Lon)), 2*(int64(q.Lat)-int64(c.Lat))
	if px >= 1 || qx < -1 || min(py, qy) >= 1 || max(py, qy) < -1 {
		return false
	}
	dx, dy := qx-px, qy-py
	if dx == 0 || dy == 0 {
		return true
	}
	side := func(x, y int64) int64 { return dx*(y-py) - dy*(x-px) }
	// The upper corners and the lower right one do not belong to the pixel, so a line through one
	// of them counts as passing outside.
	up := side(-1, 1) > 0 || side(1, 1) > 0
	down := side(-1, 1) <= 0 || side(1, 1) <= 0
	ll, lr := side(-1, -1), side(1, -1)
	return ll == 0 || (up || ll > 0 || lr >= 0) && (down || ll < 0 || lr < 0)
}
