package gpu

import (
	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipBounds is the target with its surroundings, in device pixels: what is drawn of shapes that
// reach too far.
func (c *Canvas) clipBounds() scene.Bounds {
	return scene.Bounds{
		Min: geo.XY{X: -clipMargin, Y: -clipMargin},
		Max: geo.XY{X: c.width + clipMargin, Y: c.height + clipMargin},
	}
}

// lerp is the position at a share t of the way from a to b.
func lerp(a, b geo.XY, t float64) geo.XY {
	return geo.XY{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
}

// insideDistance is the distance of q inside one of a box's sides: left, right, top, bottom.
func insideDistance(box scene.Bounds, n int, q geo.XY) float64 {
	switch n {
	case 0:
		return q.X - box.Min.X
	case 1:
		return box.Max.X - q.X
	case 2:
		return q.Y - box.Min.Y
	}
	return box.Max.Y - q.Y
}

// clipPolygon cuts a convex polygon off at the box (Sutherland and Hodgman, Reentrant Polygon
// Clipping, 1974). The result lies in room, which a triangle's never outgrows.
func clipPolygon(poly []geo.XY, box scene.Bounds, room *[2][8]geo.XY) []geo.XY {
	for n := range 4 {
		out := room[n%2][:0]
		for i, q := range poly {
			p := poly[(i+len(poly)-1)%len(poly)]
			dp, dq := insideDistance(box, n, p), insideDistance(box, n, q)
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

// clipLine says which part of the way from a to b lies in the box (Liang and Barsky 1984); ok is
// false if none does.
func clipLine(a, b geo.XY, box scene.Bounds) (from, to float64, ok bool) {
	to = 1
	for n := range 4 {
		da, db := insideDistance(box, n, a), insideDistance(box, n, b)
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
