// Package earcut triangulates polygons by ear clipping. The triangles use only the positions of the
// rings.
//
// The structure is that of mapbox/earcut. Unlike it and its translations into Go, the package
// decides exactly, on an integer grid, so that the areas of the triangles can be checked against
// those of the rings.
//
// Rings follow the even-odd rule and may have any order and orientation: a ring inside a ring is a
// hole, a ring inside a hole an island. Rings may touch themselves and one another at positions and
// inside edges.
//
// Positions are first rounded to an integer grid with 2^29 to 2^30 steps on the larger side of
// their bounds (about 2 mm for a country). From then on every decision is exact. For rings that do
// not cross on that grid, the triangles therefore cover the polygon exactly once, and their areas
// add up to its area without remainder.
//
// Not guaranteed: rings that cross themselves or one another. They are triangulated as far as
// possible; Result.Forced and Result.Deviation measure how inexact the result is. Rings that share
// a part of an edge while one is the other's hole count as crossing. The triangles are not
// Delaunay, and some are slivers.
package earcut

import (
	"math"

	"truceline/internal/geo"
)

// Result is a triangulated polygon.
type Result struct {
	// Triangles holds three indices for each triangle, anticlockwise where y points up. An index
	// counts the positions of all rings in their order, including closing positions.
	Triangles []uint32
	// Shells are the polygons found, largest first. Their triangles follow one another in
	// Triangles.
	Shells []Shell
	// Forced is the number of triangles clipped although something lay inside them. It is zero
	// unless rings cross.
	Forced int
	// Deviation is the difference between the areas of the triangles and of the rings, as a
	// fraction of the latter.
	Deviation float64
}

// Shell is an outer ring with its holes.
type Shell struct {
	// Rings are indices into the given rings: the outer one, then its holes.
	Rings []int
	// First and Count are the shell's range of indices in Result.Triangles.
	First, Count int
}

// Triangulate divides the area of the rings into triangles. Rings may be closed or not. Rings with
// fewer than three different positions or without area are ignored.
func Triangulate(rings [][]geo.XY) Result {
	loops := quantise(rings)
	shells := nestLoops(loops)
	var result Result
	result.Triangles = make([]uint32, 0, 3*countPositions(loops))
	c := earClipper{triangles: result.Triangles}
	var want, got int64
	for _, s := range shells {
		first := len(c.triangles)
		want += c.loadShell(loops, s)
		c.clipEars()
		shell := Shell{First: first, Count: len(c.triangles) - first}
		for _, index := range s {
			shell.Rings = append(shell.Rings, loops[index].ring)
		}
		result.Shells = append(result.Shells, shell)
	}
	got = c.doubleArea
	result.Triangles, result.Forced = c.triangles, c.forcedEars
	if want > 0 {
		result.Deviation = math.Abs(float64(got-want)) / float64(want)
	}
	return result
}

// A point is a position on the integer grid.
type point struct{ x, y int32 }

// cross returns twice the signed area of the triangle a, b, c, positive if it runs anticlockwise.
// It is exact: differences need 31 bits, the result 62.
func cross(a, b, c point) int64 {
	return int64(b.x-a.x)*int64(c.y-a.y) - int64(b.y-a.y)*int64(c.x-a.x)
}

// A loop is a ring on the grid without repeated positions.
type loop struct {
	ring       int
	points     []point
	indices    []uint32 // of each point among all given positions
	doubleArea int64    // twice the signed area
	min, max   point
}

const gridBits = 30

// quantise rounds the rings to the grid and drops those without area.
func quantise(rings [][]geo.XY) []loop {
	minX, minY, scale := gridFor(rings)
	loops := make([]loop, 0, len(rings))
	first := uint32(0)
	for r, ring := range rings {
		l := loop{ring: r, points: make([]point, 0, len(ring)),
			indices: make([]uint32, 0, len(ring))}
		for i, q := range ring {
			p := point{int32(math.Round((q.X - minX) * scale)),
				int32(math.Round((q.Y - minY) * scale))}
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

// gridFor returns the grid's origin and its steps per unit. The latter is a power of two, so that
// round numbers stay exact.
func gridFor(rings [][]geo.XY) (minX, minY, scale float64) {
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

// measure sets the area and bounds.
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
