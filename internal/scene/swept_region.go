package scene

import "truceline/internal/geo"

// halfPlane is the set of points q with nx·q.X + ny·q.Y ≤ k.
type halfPlane struct{ nx, ny, k float64 }

// sweptRegion is the part of the map that an anchored box covers over a range of scales: a convex
// polygon.
type sweptRegion struct {
	planes [6]halfPlane
	count  int
	bounds Bounds
}

// sweptRegion returns the region that the box covers over a range of scales. At scale s the box is
// the anchor plus 1/s times its corners. The union over a range is the convex hull of the boxes at
// both ends: their common bounds and, if the box does not contain its anchor, the two tangents from
// the anchor.
func (b *anchoredBox) sweptRegion(s scaleRange) (r sweptRegion) {
	atSmallest, atGreatest := b.boundsAt(s.lo), b.boundsAt(s.hi)
	r.bounds = atSmallest.Union(atGreatest)
	bounds := r.bounds
	r.addHalfPlane(halfPlane{1, 0, bounds.Max.X})
	r.addHalfPlane(halfPlane{-1, 0, -bounds.Min.X})
	r.addHalfPlane(halfPlane{0, 1, bounds.Max.Y})
	r.addHalfPlane(halfPlane{0, -1, -bounds.Min.Y})
	if b.x0 <= 0 && b.x1 >= 0 && b.y0 <= 0 && b.y1 >= 0 {
		return r
	}
	corners := [...]geo.XY{atSmallest.Min, {X: atSmallest.Max.X, Y: atSmallest.Min.Y},
		atSmallest.Max, {X: atSmallest.Min.X, Y: atSmallest.Max.Y}}
	for i := range corners {
		corners[i].X -= b.anchor.X
		corners[i].Y -= b.anchor.Y
	}
	left, right := corners[0], corners[0]
	for _, c := range corners[1:] {
		if crossProduct(left, c) > 0 {
			left = c
		}
		if crossProduct(right, c) < 0 {
			right = c
		}
	}
	r.addHalfPlane(halfPlane{-left.Y, left.X, -left.Y*b.anchor.X + left.X*b.anchor.Y})
	r.addHalfPlane(halfPlane{right.Y, -right.X, right.Y*b.anchor.X - right.X*b.anchor.Y})
	return r
}

func (r *sweptRegion) addHalfPlane(p halfPlane) {
	r.planes[r.count] = p
	r.count++
}

// intersectsSegment reports whether a segment intersects the region (Cyrus and Beck's clipping,
// 1978).
func (r *sweptRegion) intersectsSegment(a, b geo.XY) bool {
	t0, t1 := 0.0, 1.0
	for i := range r.count {
		p := &r.planes[i]
		da, db := p.nx*a.X+p.ny*a.Y-p.k, p.nx*b.X+p.ny*b.Y-p.k
		switch {
		case da > 0 && db > 0:
			return false
		case da > 0:
			if t := da / (da - db); t > t0 {
				t0 = t
			}
		case db > 0:
			if t := da / (da - db); t < t1 {
				t1 = t
			}
		}
		if t0 > t1 {
			return false
		}
	}
	return true
}

func crossProduct(a, b geo.XY) float64 { return a.X*b.Y - a.Y*b.X }
