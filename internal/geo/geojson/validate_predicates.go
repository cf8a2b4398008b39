package geojson

import (
	"math"

	"github.com/paulmach/orb"
)

// The decisions in this file are exact on the positions as they are given, unless products of
// differences are so small that they underflow (differences under 1e-150).

// orient returns the side of the line from a to b on which c lies: 1 for left, -1 for right, 0 for
// on the line.
//
// It follows ORIENT2D of Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust
// Geometric Predicates (1997): the determinant in floating point where its sign is certain, the
// exact one elsewhere. The conversions keep the compiler from fusing multiplication and
// subtraction.
func orient(a, b, c orb.Point) int {
	left := float64((a[0] - c[0]) * (b[1] - c[1]))
	right := float64((a[1] - c[1]) * (b[0] - c[0]))
	det := left - right
	const bound = (3 + 16*0x1p-53) * 0x1p-53
	if math.Abs(det) >= bound*(math.Abs(left)+math.Abs(right)) && det != 0 {
		return sign(det)
	}
	if left == 0 && right == 0 {
		return 0
	}
	return orientExact(a, b, c)
}

func orientExact(a, b, c orb.Point) int {
	var sum expansion
	sum.addProduct(a[0], b[1])
	sum.addProduct(-a[0], c[1])
	sum.addProduct(-c[0], b[1])
	sum.addProduct(-a[1], b[0])
	sum.addProduct(a[1], c[0])
	sum.addProduct(c[1], b[0])
	return sum.sign()
}

// expansion is a sum of floats that do not overlap, in rising order of magnitude (Shewchuk, section
// 2). The zero value is zero.
type expansion struct {
	terms [12]float64
	n     int
}

// add adds x (Shewchuk's GROW-EXPANSION).
func (e *expansion) add(x float64) {
	for i, term := range e.terms[:e.n] { // TWO-SUM of x and each term
		sum := x + term
		virtual := sum - x
		e.terms[i] = (x - (sum - virtual)) + (term - virtual)
		x = sum
	}
	e.terms[e.n] = x
	e.n++
}

// addProduct adds the exact product (TWO-PRODUCT).
func (e *expansion) addProduct(x, y float64) {
	product := float64(x * y)
	e.add(math.FMA(x, y, -product))
	e.add(product)
}

// sign returns the sign of the sum, which is that of its greatest term.
func (e *expansion) sign() int {
	for i := e.n - 1; i >= 0; i-- {
		if e.terms[i] != 0 {
			return sign(e.terms[i])
		}
	}
	return 0
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// segmentRelation is the relation of two segments.
type segmentRelation int

const (
	disjoint    segmentRelation = iota
	touching                    // in one position, an end of at least one of them
	crossing                    // in one position inside both
	overlapping                 // in a piece of both
)

// intersectSegments returns the relation of the segments from a to b and from c to d, neither of
// them of length 0, and a position where they meet. For overlapping segments it is one end of the
// common piece; for crossing ones it is rounded.
func intersectSegments(a, b, c, d orb.Point) (relation segmentRelation, at orb.Point) {
	oc, od := orient(a, b, c), orient(a, b, d)
	if oc*od > 0 {
		return disjoint, at
	}
	oa, ob := orient(c, d, a), orient(c, d, b)
	switch {
	case oa*ob > 0:
		return disjoint, at
	case oc == 0 && od == 0:
		return intersectCollinear(a, b, c, d)
	case oc == 0:
		return touching, c
	case od == 0:
		return touching, d
	case oa == 0:
		return touching, a
	case ob == 0:
		return touching, b
	}
	left, right := cross(c, d, a), cross(c, d, b)
	t := max(0, min(1, left/(left-right)))
	return crossing, orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// intersectCollinear is intersectSegments for segments on one line.
func intersectCollinear(a, b, c, d orb.Point) (segmentRelation, orb.Point) {
	if lessPoint(b, a) {
		a, b = b, a
	}
	if lessPoint(d, c) {
		c, d = d, c
	}
	from, to := a, b
	if lessPoint(a, c) {
		from = c
	}
	if lessPoint(d, b) {
		to = d
	}
	switch {
	case lessPoint(from, to):
		return overlapping, from
	case from == to:
		return touching, from
	}
	return disjoint, orb.Point{}
}

// lessPoint orders positions from west to east, then from south to north.
func lessPoint(p, q orb.Point) bool { return p[0] < q[0] || p[0] == q[0] && p[1] < q[1] }

// cross returns twice the signed area of the triangle abc, rounded.
func cross(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// directionInAngle reports whether the direction from v to p lies strictly inside the angle that
// opens anticlockwise from the direction of from to that of to.
func directionInAngle(v, from, to, p orb.Point) bool {
	switch o := orient(v, from, to); {
	case o > 0:
		return orient(v, from, p) > 0 && orient(v, p, to) > 0
	case o < 0:
		return orient(v, to, p) < 0 || orient(v, p, from) < 0
	}
	return orient(v, from, p) > 0 // from and to are opposite
}

// sameDirection reports whether p and q lie in the same direction from v.
func sameDirection(v, p, q orb.Point) bool {
	return orient(v, p, q) == 0 && lessPoint(v, p) == lessPoint(v, q)
}

// isClockwise reports whether a closed ring that does not cross itself runs clockwise.
func isClockwise(ring []orb.Point) bool {
	n, low := len(ring)-1, 0
	for i := 1; i < n; i++ {
		if lessPoint(ring[i], ring[low]) {
			low = i
		}
	}
	v, next, last := ring[low], low+1, low+n-1
	for next < low+n && ring[next%n] == v {
		next++
	}
	for last > low && ring[last%n] == v {
		last--
	}
	if o := orient(ring[last%n], v, ring[next%n]); o != 0 {
		return o < 0
	}
	sum := 0.0 // a spike, which occurs only with Limits.SkipRingChecks
	for i := 2; i < n; i++ {
		sum += cross(v, ring[i-1], ring[i])
	}
	return sum < 0
}
