package geo

import "math"

// subDistance is the distance of p from the segment ab.
func subDistance(p, a, b XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	px, py := p.X-a.X, p.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		t := min(max((px*dx+py*dy)/l, 0), 1)
		px, py = px-t*dx, py-t*dy
	}
	return math.Hypot(px, py)
}
