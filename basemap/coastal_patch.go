package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// A patch is the convex hull of a disc around a town and of the part of the shore within
// patchBaseRatio times the patch's height of the shore's nearest point.
const (
	patchRadius    = 700 // of the disc, in metres
	patchBaseRatio = 2.0
	patchArcPoints = 16 // vertices of the disc
)

// coastalPatch returns an anticlockwise ring of land that joins a town off its region's shore to
// that shore. It overlaps the region.
func coastalPatch(town orb.Point, region orb.MultiPolygon) []geo.GridPoint {
	return patchHull(town, region, walkShore)
}

// bankPatch returns the ring of a patch whose base ends at vertices of the shore, so that its edge
// leaves the shore only at them.
func bankPatch(town orb.Point, water orb.MultiPolygon) []geo.GridPoint {
	return patchHull(town, water, walkShoreVertices)
}

// patchHull returns the convex hull of a disc around a town and of the shore on both sides of the
// point nearest to it. walk is walkShore or walkShoreVertices.
func patchHull(town orb.Point, region orb.MultiPolygon,
	walk shoreWalk) []geo.GridPoint {
	centre := geo.UkraineAlbers.Forward(town)
	shore, segment, shorePoint := nearestShore(centre, region)
	distance := patchBaseRatio *
		(math.Hypot(centre.X-shorePoint.X, centre.Y-shorePoint.Y) + patchRadius)
	points := append(walk(shore, segment+1, 1, shorePoint, distance),
		walk(shore, segment, -1, shorePoint, distance)...)
	for i := range patchArcPoints {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / patchArcPoints)
		points = append(points,
			geo.XY{X: centre.X + patchRadius*cos, Y: centre.Y + patchRadius*sin})
	}
	var ring []orb.Point
	for _, q := range convexHull(points) {
		ring = append(ring, geo.UkraineAlbers.Inverse(q))
	}
	return gridLine(append(ring, ring[0]))
}

// nearestShore returns the region's ring nearest to a point, in the map's plane and without its
// closing vertex, the ring's point nearest to it, and the index of that point's segment.
func nearestShore(from geo.XY,
	region orb.MultiPolygon) (shore []geo.XY, segment int, shorePoint geo.XY) {
	nearest := math.Inf(1)
	for _, polygon := range region {
		for _, ring := range projectRings(polygon) {
			for i := 1; i < len(ring); i++ {
				q := nearestOnSegment(from, ring[i-1], ring[i])
				if d := math.Hypot(q.X-from.X, q.Y-from.Y); d < nearest {
					nearest, shore, segment, shorePoint = d, ring[:len(ring)-1], i-1, q
				}
			}
		}
	}
	return shore, segment, shorePoint
}

// A shoreWalk returns points of a closed shore from the point from on it to about distance away
// along it, forward or backward (step 1 or -1). start is the index of the first vertex.
type shoreWalk func(shore []geo.XY, start, step int, from geo.XY, distance float64) []geo.XY

// walkShore begins at from and ends exactly at distance.
func walkShore(shore []geo.XY, start, step int, from geo.XY, distance float64) []geo.XY {
	out := []geo.XY{from}
	for i := start; distance > 0; i += step {
		next := shore[((i%len(shore))+len(shore))%len(shore)]
		d := math.Hypot(next.X-from.X, next.Y-from.Y)
		if d > distance {
			t := distance / d
			next = geo.XY{X: from.X + t*(next.X-from.X), Y: from.Y + t*(next.Y-from.Y)}
		}
		out = append(out, next)
		from = next
		distance -= d
	}
	return out
}

// walkShoreVertices returns only vertices. It ends at the first one that is at least distance away.
func walkShoreVertices(shore []geo.XY, start, step int, from geo.XY, distance float64) []geo.XY {
	var out []geo.XY
	for i := start; distance > 0; i += step {
		next := shore[((i%len(shore))+len(shore))%len(shore)]
		distance -= math.Hypot(next.X-from.X, next.Y-from.Y)
		out = append(out, next)
		from = next
	}
	return out
}

// convexHull returns the convex hull, anticlockwise (Andrew, Another efficient algorithm for convex
// hulls in two dimensions, Information Processing Letters 9, 1979). It reorders points.
func convexHull(points []geo.XY) []geo.XY {
	slices.SortFunc(points, func(a, b geo.XY) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y))
	})
	half := func(points []geo.XY) []geo.XY {
		var out []geo.XY
		for _, p := range points {
			for n := len(out); n > 1 && crossProduct(out[n-2], out[n-1], p) <= 0; n = len(out) {
				out = out[:n-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	lower := half(points)
	slices.Reverse(points)
	return append(lower, half(points)...)
}

// crossProduct is positive if a, b, c turn left.
func crossProduct(a, b, c geo.XY) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

// nearestOnSegment returns the point of the segment from a to b that is nearest to p.
func nearestOnSegment(p, a, b geo.XY) geo.XY {
	dx, dy := b.X-a.X, b.Y-a.Y
	length2 := dx*dx + dy*dy
	if length2 == 0 {
		return a
	}
	t := ((p.X-a.X)*dx + (p.Y-a.Y)*dy) / length2
	t = math.Max(0, math.Min(1, t))
	return geo.XY{X: a.X + t*dx, Y: a.Y + t*dy}
}
