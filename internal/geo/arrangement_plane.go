package geo

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/paulmach/orb"
)

// Exactness. Positions on the globe differ by at most 3.6e7 in longitude and 1.8e7 in latitude, so the cross product
// of two differences stays below 2^51: exact in int64, and in float64 as well.

func subOnGlobe(p Grid) bool {
	return p.Lon >= -180*GridPerDegree && p.Lon <= 180*GridPerDegree && p.Lat >= -90*GridPerDegree && p.Lat <= 90*GridPerDegree
}

// subGridOf rounds to the grid; what does not fit becomes a position off the globe.
func subGridOf(p orb.Point) Grid {
	return Grid{subRoundDegrees(p[0]), subRoundDegrees(p[1])}
}

func subRoundDegrees(d float64) int32 {
	if v := math.Round(d * GridPerDegree); math.Abs(v) < math.MaxInt32 {
		return int32(v)
	}
	return math.MaxInt32
}

// subCompare orders positions from west to east, then from south to north.
func subCompare(p, q Grid) int {
	if c := cmp.Compare(p.Lon, q.Lon); c != 0 {
		return c
	}
	return cmp.Compare(p.Lat, q.Lat)
}

// subCross is twice the area of the triangle pqr: positive where r lies to the left of the line from p to q.
func subCross(p, q, r Grid) int64 {
	return (int64(q.Lon)-int64(p.Lon))*(int64(r.Lat)-int64(p.Lat)) - (int64(q.Lat)-int64(p.Lat))*(int64(r.Lon)-int64(p.Lon))
}

func subSign(v int64) int { return cmp.Compare(v, 0) }

// subCrossing returns where two segments cross, rounded to the grid, and whether they do so inside both.
func subCrossing(a, b, c, d Grid) (Grid, bool) {
	ca, cb := subCross(c, d, a), subCross(c, d, b)
	if subSign(ca)*subSign(cb) >= 0 || subSign(subCross(a, b, c))*subSign(subCross(a, b, d)) >= 0 {
		return Grid{}, false
	}
	num, den := ca, ca-cb
	if den < 0 {
		num, den = -num, -den
	}
	return Grid{subAlong(a.Lon, b.Lon, num, den), subAlong(a.Lat, b.Lat, num, den)}, true
}

// subAlong rounds a + (b−a)·num/den for 0 < num < den; what lies halfway goes up, as the half-open pixels have it.
func subAlong(a, b int32, num, den int64) int32 {
	if b < a { // measured from the other end the product is positive
		a, b, num = b, a, den-num
	}
	hi, lo := bits.Mul64(uint64(int64(b)-int64(a))*2, uint64(num))
	lo, carry := bits.Add64(lo, uint64(den), 0)
	q, _ := bits.Div64(hi+carry, lo, 2*uint64(den))
	return int32(int64(a) + int64(q))
}

// subInPixel tells whether the segment passes through the pixel of c, the unit square around it without its upper
// and its right side.
func subInPixel(p, q, c Grid) bool {
	if p.Lon > q.Lon {
		p, q = q, p
	}
	// All doubled, so that the pixel's corners are whole numbers.
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
	// The upper corners and the lower right one do not belong to the pixel: a line through one of them counts as
	// passing it on the outside.
	up := side(-1, 1) > 0 || side(1, 1) > 0
	down := side(-1, 1) <= 0 || side(1, 1) <= 0
	ll, lr := side(-1, -1), side(1, -1)
	return ll == 0 || (up || ll > 0 || lr >= 0) && (down || ll < 0 || lr < 0)
}
