package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// A lobe is the convex hull of a disc around the town that it mends and of the shore beside it. The
// shore counts as far to either side of its nearest place as lobeFoot times the height of the lobe.
// Lengths in metres.
const (
	patchRadius    = 700
	patchBaseRatio = 2.0
	patchArcPoints = 16
)

// coastalPatch returns a ring of land, anticlockwise, that joins a town standing off its region's
// shore to that shore. It overlaps the region.
func coastalPatch(town orb.Point, region orb.MultiPolygon) []geo.GridPoint {
	return patchHull(town, region, walkShore)
}

// bankPatch returns a ring like a lobe's whose foot ends at positions of the shore, so that it
// leaves the shore there and nowhere beside it.
func bankPatch(town orb.Point, water orb.MultiPolygon) []geo.GridPoint {
	return patchHull(town, water, walkShoreVertices)
}

// patchHull returns the hull of a disc around a town and of the shore on both sides of the place
// nearest to it; follow walks along the shore as along does.
func patchHull(town orb.Point, region orb.MultiPolygon,
	follow func(shore []geo.XY, next, step int, from geo.XY,
		reach float64) []geo.XY) []geo.GridPoint {
	centre := geo.UkraineAlbers.Forward(town)
	shore, segment, foot := nearestShore(centre, region)
	reach := patchBaseRatio * (math.Hypot(centre.X-foot.X, centre.Y-foot.Y) + patchRadius)
	points := append(follow(shore, segment+1, 1, foot, reach),
		follow(shore, segment, -1, foot, reach)...)
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

// nearestShore returns the region's ring that comes nearest to a place, in the map's plane and
// without its closing position, with the place on it and the number of the segment that this lies
// on.
func nearestShore(from geo.XY, region orb.MultiPolygon) (shore []geo.XY, segment int, foot geo.XY) {
	least := math.Inf(1)
	for _, polygon := range region {
		for _, ring := range projectRings(polygon) {
			for i := 1; i < len(ring); i++ {
				q := nearestOnSegment(from, ring[i-1], ring[i])
				if d := math.Hypot(q.X-from.X, q.Y-from.Y); d < least {
					least, shore, segment, foot = d, ring[:len(ring)-1], i-1, q
				}
			}
		}
	}
	return shore, segment, foot
}

// walkShore returns the positions of a closed shore from a place on it, walking forward or backward
// (step 1 or -1) from position number next, for as many metres as reach says.
func walkShore(shore []geo.XY, next, step int, from geo.XY, reach float64) []geo.XY {
	out := []geo.XY{from}
	for i := next; reach > 0; i += step {
		to := shore[((i%len(shore))+len(shore))%len(shore)]
		d := math.Hypot(to.X-from.X, to.Y-from.Y)
		if d > reach {
			t := reach / d
			to = geo.XY{X: from.X + t*(to.X-from.X), Y: from.Y + t*(to.Y-from.Y)}
		}
		out = append(out, to)
		from = to
		reach -= d
	}
	return out
}

// walkShoreVertices is along but for the place where it ends, which is the first position of the
// shore that lies as far as reach says, and for the place where it begins, which is left out.
func walkShoreVertices(shore []geo.XY, next, step int, from geo.XY, reach float64) []geo.XY {
	var out []geo.XY
	for i := next; reach > 0; i += step {
		to := shore[((i%len(shore))+len(shore))%len(shore)]
		reach -= math.Hypot(to.X-from.X, to.Y-from.Y)
		out = append(out, to)
		from = to
	}
	return out
}

// convexHull returns the convex hull, anticlockwise (Andrew, Another efficient algorithm for convex
// hulls in two dimensions, Information Processing Letters 9, 1979).
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

// crossProduct is positive where a, b, c turn left.
func crossProduct(a, b, c geo.XY) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }

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
