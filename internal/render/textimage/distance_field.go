package textimage

import (
	"image"
	"math"
)

// unreachable is the distance where there is no glyph. Its square is exact.
const unreachable = 1e9

// distanceField returns for each pixel the distance in pixels from its centre to the edge of the
// nearest glyph, 0 inside. The glyph is taken to begin 0.5-a from the centre of an edge pixel that
// it covers by the share a.
//
// It is the distance transform of Felzenszwalb and Huttenlocher, Distance Transforms of Sampled
// Functions (2012), applied to the columns and then to the rows.
func distanceField(mask *image.Alpha) []float64 {
	w, h := mask.Rect.Dx(), mask.Rect.Dy()
	grid := make([]float64, w*h)
	for i, a := range mask.Pix {
		if grid[i] = unreachable; a > 0 {
			d := max(0.5-float64(a)/255, 0)
			grid[i] = d * d
		}
	}
	t := newDistanceTransform(max(w, h))
	for x := range w {
		t.transformLine(grid[x:], h, w)
	}
	for y := range h {
		t.transformLine(grid[y*w:], w, 1)
	}
	for i, d := range grid {
		grid[i] = math.Sqrt(d)
	}
	return grid
}

// distanceTransform holds the lower envelope of the parabolas of one row or column: f has the
// values, v the roots of the envelope's parabolas and z the bounds between them.
type distanceTransform struct {
	f, z []float64
	v    []int
}

func newDistanceTransform(n int) *distanceTransform {
	return &distanceTransform{f: make([]float64, n), z: make([]float64, n+1), v: make([]int, n)}
}

// transformLine replaces n values, stride apart, by their squared distances.
func (t *distanceTransform) transformLine(grid []float64, n, stride int) {
	k := 0
	t.v[0], t.z[0], t.z[1] = 0, -unreachable, unreachable
	t.f[0] = grid[0]
	for q := 1; q < n; q++ {
		t.f[q] = grid[q*stride]
		s := t.intersection(k, q)
		for s <= t.z[k] {
			k--
			s = t.intersection(k, q)
		}
		k++
		t.v[k], t.z[k], t.z[k+1] = q, s, unreachable
	}
	k = 0
	for q := range n {
		for t.z[k+1] < float64(q) {
			k++
		}
		d := float64(q - t.v[k])
		grid[q*stride] = d*d + t.f[t.v[k]]
	}
}

// intersection returns the position where the parabola at q meets the k-th of the envelope.
func (t *distanceTransform) intersection(k, q int) float64 {
	p := t.v[k]
	return (t.f[q] + float64(q*q) - t.f[p] - float64(p*p)) / float64(2*q-2*p)
}
