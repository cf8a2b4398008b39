package raster

import (
	"image"
	"math"

	"golang.org/x/image/vector"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// rasterizer turns rings and lines in device pixels into masks, which hold the coverage of each
// pixel.
type rasterizer struct {
	bounds image.Rectangle
	vec    vector.Rasterizer
}

func newRasterizer(bounds image.Rectangle) *rasterizer { return &rasterizer{bounds: bounds} }

// pixelBounds returns the part of the picture that lines reach, extended by width pixels.
func (r *rasterizer) pixelBounds(lines [][]geo.XY, width float64) image.Rectangle {
	b := scene.EmptyBounds()
	for _, line := range lines {
		for _, q := range line {
			b = b.Extend(q)
		}
	}
	if !(b.Width() >= 0) {
		return image.Rectangle{}
	}
	w, h := float64(r.bounds.Dx()), float64(r.bounds.Dy())
	clamp := func(v, hi float64) int { return int(min(max(v, 0), hi)) }
	return image.Rect(clamp(math.Floor(b.Min.X-width), w), clamp(math.Floor(b.Min.Y-width), h),
		clamp(math.Ceil(b.Max.X+width), w), clamp(math.Ceil(b.Max.Y+width), h))
}

// fillMask returns the coverage of rings by the even-odd rule, nil if it is empty. Each ring
// inverts what lies inside it.
func (r *rasterizer) fillMask(rings [][]geo.XY) *image.Alpha {
	allBounds := r.pixelBounds(rings, 0)
	if allBounds.Empty() {
		return nil
	}
	mask := image.NewAlpha(allBounds)
	for i, ring := range rings {
		ringBounds := r.pixelBounds(rings[i:i+1], 0)
		if ringBounds.Empty() {
			continue
		}
		r.vec.Reset(ringBounds.Dx(), ringBounds.Dy())
		for j, q := range ring {
			x, y := float32(q.X-float64(ringBounds.Min.X)), float32(q.Y-float64(ringBounds.Min.Y))
			if j == 0 {
				r.vec.MoveTo(x, y)
			} else {
				r.vec.LineTo(x, y)
			}
		}
		r.vec.ClosePath()
		if len(rings) == 1 {
			r.vec.Draw(mask, ringBounds, image.Opaque, image.Point{})
			return mask
		}
		ringMask := image.NewAlpha(ringBounds)
		r.vec.Draw(ringMask, ringBounds, image.Opaque, image.Point{})
		xorCoverage(mask, ringMask)
	}
	return mask
}

// xorCoverage combines the coverages of two shapes into that of their exclusive or: a + b - 2ab.
func xorCoverage(mask, ring *image.Alpha) {
	for y := ring.Rect.Min.Y; y < ring.Rect.Max.Y; y++ {
		to := mask.Pix[mask.PixOffset(ring.Rect.Min.X, y):]
		from := ring.Pix[ring.PixOffset(ring.Rect.Min.X, y):]
		for x := range ring.Rect.Dx() {
			a, b := int(to[x]), int(from[x])
			to[x] = uint8((255*(a+b) - 2*a*b + 127) / 255)
		}
	}
}
