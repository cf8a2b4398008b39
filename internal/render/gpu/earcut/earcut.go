// Package earcut triangulates polygons by ear clipping: rings in, triangles on the rings' own
// positions out.
//
// Rings are read by the even-odd rule in any order and orientation: a ring inside a ring is a hole,
// a ring inside a hole an island. They may touch themselves and one another in positions and along
// edges' insides.
//
// Positions are first put on an integer grid that divides the larger side of their box into 2^29 to
// 2^30 steps (a country in steps of about 2 mm), and from there on every decision is exact. So for
// rings that do not cross on that grid the triangles cover the polygon once and their areas add up
// to its area without any remainder.
//
// Not guaranteed: rings that cross themselves or one another. They are triangulated as far as they
// go; Result.Forced and Result.Deviation say how much of the picture is then not exact. Rings that
// share a stretch of edge while one is the other's hole count as crossing. The triangles are not
// Delaunay and some are slivers.
package earcut

import (
	"math"

	"truceline/internal/geo"
)

// Result is a triangulated polygon.
type Result struct {
	// Triangles holds three indices a triangle, anticlockwise where y points up. An index counts
	// the positions of all rings in their order, closing positions included.
	Triangles []uint32
	// Shells are the polygons found, largest first; their triangles follow one another in
	// Triangles.
	Shells []Shell
	// Forced is the number of triangles cut off although something lay inside them: zero unless
	// rings cross.
	Forced int
	// Deviation is the difference between the triangles' areas and the rings' area, as a fraction
	// of the latter.
	Deviation float64
}

// Shell is an outer ring with its holes.
type Shell struct {
	// Rings are indices into the rings given: the outer one, then its holes.
	Rings []int
	// First and Count give the shell's part of Result.Triangles, in indices.
	First, Count int
}

// Triangulate cuts the area of the rings into triangles. Rings may be closed or not; those with
// fewer than three different positions or no area are left out.
func Triangulate(rings [][]geo.XY) Result {
	loops := quantise(rings)
	shells := nestLoops(loops)
	var res Result
	res.Triangles = make([]uint32, 0, 3*countPositions(loops))
	c := earClipper{triangles: res.Triangles}
	var want, got int64
	for _, s := range shells {
		first := len(c.triangles)
		want += c.loadShell(loops, s)
		c.clipEars()
		shell := Shell{First: first, Count: len(c.triangles) - first}
		for _, l := range s {
			shell.Rings = append(shell.Rings, loops[l].ring)
		}
		res.Shells = append(res.Shells, shell)
	}
	got = c.doubleArea
	res.Triangles, res.Forced = c.triangles, c.forcedEars
	if want > 0 {
		res.Deviation = math.Abs(float64(got-want)) / float64(want)
	}
	return res
}

// A point is a position on the integer grid.
type point struct{ x, y int32 }

// cross is twice the signed area of the triangle a, b, c: positive if it runs anticlockwise. Exact:
// differences need 31 bits, the result 62.
func cross(a, b, c point) int64 {
	return int64(b.x-a.x)*int64(c.y-a.y) - int64(b.y-a.y)*int64(c.x-a.x)
}

// A loop is a ring on the grid without repeated positions.
type loop struct {
	ring       int
	points     []point
	indices    []uint32 // of each point among all positions given
	doubleArea int64    // twice the signed area
	min, max   point
}

const gridBits = 30

// quantise puts the rings on the grid and drops those without area.
func quantise(rings [][]geo.XY) []loop {
	minX, minY, step := gridFor(rings)
	loops := make([]loop, 0, len(rings))
	first := uint32(0)
	for r, ring := range rings {
		l := loop{ring: r, points: make([]point, 0, len(ring)),
			indices: make([]uint32, 0, len(ring))}
		for i, q := range ring {
			p := point{int32(math.Round((q.X - minX) * step)),
				int32(math.Round((q.Y - minY) * step))}
			if n := len(l.points); n > 0 && l.points[n-1] == p {
				continue
			}
			l.points = append(l.points, p)
			l.indices = append(l.indices, first+uint32(i))
		}
		first += uint32(len(ring))
		for n := len(l.points); n > 1 && l.points[n-1] == l.points[0]; n = len(l.points) {
			l.points, l.indices = l.points[:n-1], l.indices[:n-1]
		}
		if l.measure(); l.doubleArea != 0 {
			loops = append(loops, l)
		}
	}
	return loops
}

// gridFor returns the grid's origin and steps per unit, a power of two so that round numbers stay
// exact.
func gridFor(rings [][]geo.XY) (minX, minY, step float64) {
	minX, minY = math.Inf(1), math.Inf(1)
	maxX, maxY := math.Inf(-1), math.Inf(-1)
	for _, ring := range rings {
		for _, q := range ring {
			minX, maxX = min(minX, q.X), max(maxX, q.X)
			minY, maxY = min(minY, q.Y), max(maxY, q.Y)
		}
	}
	size := max(maxX-minX, maxY-minY)
	if !(size > 0) || math.IsInf(size, 0) {
		return minX, minY, 1
	}
	_, exp := math.Frexp(size) // size < 2^exp
	return minX, minY, math.Ldexp(1, gridBits-exp)
}

// measure sets area and box.
func (l *loop) measure() {
	if len(l.points) < 3 {
		return
	}
	l.min, l.max = l.points[0], l.points[0]
	o := l.points[0]
	for i, p := range l.points {
		l.min.x, l.max.x = min(l.min.x, p.x), max(l.max.x, p.x)
		l.min.y, l.max.y = min(l.min.y, p.y), max(l.max.y, p.y)
		if i > 1 {
			l.doubleArea += cross(o, l.points[i-1], p)
		}
	}
}

func countPositions(loops []loop) int {
	n := 0
	for i := range loops {
		n += len(loops[i].points)
	}
	return n
}
