package gpu

import (
	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipBounds returns the target with a margin, in device pixels. Shapes that reach too far are
// clipped to it.
func (c *Canvas) clipBounds() scene.Bounds {
	return scene.Bounds{
		Min: geo.XY{X: -clipMargin, Y: -clipMargin},
		Max: geo.XY{X: c.width + clipMargin, Y: c.height + clipMargin},
	}
}

// lerp returns the position at the fraction t of the way from a to b.
func lerp(a, b geo.XY, t float64) geo.XY {
	return geo.XY{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
}

// The sides of a rectangle, in the order of clipping.
const (
	leftSide = iota
	rightSide
	topSide
	bottomSide
	sideCount
)

// insideDistance returns the distance of q from a side of a rectangle, positive inside.
func insideDistance(box scene.Bounds, side int, q geo.XY) float64 {
	switch side {
	case leftSide:
		return q.X - box.Min.X
	case rightSide:
		return box.Max.X - q.X
	case topSide:
		return q.Y - box.Min.Y
	}
	return box.Max.Y - q.Y
}

// clipPolygon clips a convex polygon to a rectangle (Sutherland and Hodgman, Reentrant Polygon
// Clipping, 1974). The result lies in one of the buffers, which suffice for a triangle.
func clipPolygon(poly []geo.XY, box scene.Bounds, buffers *[2][8]geo.XY) []geo.XY {
	for side := range sideCount {
		out := buffers[side%2][:0]
		for i, q := range poly {
			p := poly[(i+len(poly)-1)%len(poly)]
			dp, dq := insideDistance(box, side, p), insideDistance(box, side, q)
			if (dp < 0) != (dq < 0) {
				out = append(out, lerp(p, q, dp/(dp-dq)))
			}
			if dq >= 0 {
				out = append(out, q)
			}
		}
		poly = out
	}
	return poly
}

// clipLine returns the part of the segment from a to b that lies in the rectangle, as fractions of
// its length (Liang and Barsky 1984); ok is false if there is none.
func clipLine(a, b geo.XY, box scene.Bounds) (from, to float64, ok bool) {
	to = 1
	for side := range sideCount {
		da, db := insideDistance(box, side, a), insideDistance(box, side, b)
		switch {
		case da < 0 && db < 0:
			return 0, 0, false
		case da < 0:
			from = max(from, da/(da-db))
		case db < 0:
			to = min(to, da/(da-db))
		}
	}
	return from, to, from < to
}
