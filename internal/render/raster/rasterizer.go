package raster

import (
	"image"
	"math"

	"golang.org/x/image/vector"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// rasterizer turns rings and lines in device pixels into masks: how much of each pixel they cover.
type rasterizer struct {
	bounds image.Rectangle
	vec    vector.Rasterizer
}

func newRasterizer(bounds image.Rectangle) *rasterizer { return &rasterizer{bounds: bounds} }

// pixelBounds is the part of the picture that lines reach, width pixels around them included.
func (s *rasterizer) pixelBounds(lines [][]geo.XY, width float64) image.Rectangle {
	b := scene.EmptyBounds()
	for _, line := range lines {
		for _, q := range line {
			b = b.Extend(q)
		}
	}
	if !(b.Width() >= 0) {
		return image.Rectangle{}
	}
	w, h := float64(s.bounds.Dx()), float64(s.bounds.Dy())
	clamp := func(v, hi float64) int { return int(min(max(v, 0), hi)) }
	return image.Rect(clamp(math.Floor(b.Min.X-width), w), clamp(math.Floor(b.Min.Y-width), h),
		clamp(math.Ceil(b.Max.X+width), w), clamp(math.Ceil(b.Max.Y+width), h))
}

// fillMask covers rings by the even-odd rule: each ring turns what lies inside it over.
func (s *rasterizer) fillMask(rings [][]geo.XY) *image.Alpha {
	whole := s.pixelBounds(rings, 0)
	if whole.Empty() {
		return nil
	}
	mask := image.NewAlpha(whole)
	for i, ring := range rings {
		box := s.pixelBounds(rings[i:i+1], 0)
		if box.Empty() {
			continue
		}
		s.vec.Reset(box.Dx(), box.Dy())
		for j, q := range ring {
			x, y := float32(q.X-float64(box.Min.X)), float32(q.Y-float64(box.Min.Y))
			if j == 0 {
				s.vec.MoveTo(x, y)
			} else {
				s.vec.LineTo(x, y)
			}
		}
		s.vec.ClosePath()
		if len(rings) == 1 {
			s.vec.Draw(mask, box, image.Opaque, image.Point{})
			return mask
		}
		one := image.NewAlpha(box)
		s.vec.Draw(one, box, image.Opaque, image.Point{})
		xorCoverage(mask, one)
	}
	return mask
}

// xorCoverage is a + b - 2ab: inside exactly one of the two.
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
