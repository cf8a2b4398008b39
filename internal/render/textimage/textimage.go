// Package textimage draws a line of text into a small image: glyphs over a halo. The GPU and the
// PNG canvas share it, so that their texts are the same.
package textimage

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Result is a line of text as an image.
type Result struct {
	// Image holds the glyphs over their halo. It is nil if nothing is visible.
	Image *image.NRGBA
	// X and Y are the offset from the left end of the baseline to the image's upper left corner, in
	// device pixels.
	X, Y int
}

// FractionalPart returns the fractional part of a position in device pixels, from 0 to 1.
func FractionalPart(v float64) float64 { return v - math.Floor(v) }

// Draw draws text at ratio device pixels in a CSS pixel. Its baseline begins dx and dy device
// pixels to the right of a pixel's corner and below it, from 0 to 1.
func Draw(fonts *scene.Fonts, text string, s scene.TextStyle, ratio, dx, dy float64) Result {
	outline := fonts.Outline(text, s)
	if len(outline.Lines) == 0 {
		return Result{}
	}
	halo := s.HaloWidth * ratio
	if s.Halo.A == 0 {
		halo = 0
	}
	margin := int(math.Ceil(halo)) + 1
	x0 := int(math.Floor(outline.Bounds.Min.X*ratio)) - margin
	y0 := int(math.Floor(outline.Bounds.Min.Y*ratio)) - margin
	x1 := int(math.Ceil(outline.Bounds.Max.X*ratio+dx)) + margin
	y1 := int(math.Ceil(outline.Bounds.Max.Y*ratio+dy)) + margin
	glyphs := coverage(outline.Lines, x1-x0, y1-y0, float64(x0)-dx, float64(y0)-dy, ratio)
	img := image.NewNRGBA(image.Rect(0, 0, x1-x0, y1-y0))
	var distance []float64
	if halo > 0 {
		distance = distanceField(glyphs)
	}
	for i, a := range glyphs.Pix {
		var c color.NRGBA
		if distance != nil {
			switch opacity := halo + 0.5 - distance[i]; {
			case opacity >= 1:
				c = s.Halo
			case opacity > 0:
				c = s.Halo
				c.A = scaleAlpha(c.A, opacity)
			}
		}
		switch {
		case a == 255 && s.Color.A == 255:
			c = s.Color
		case a > 0:
			c = compositeOver(s.Color, float64(a)/255, c)
		case c.A == 0:
			continue
		}
		img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3] = c.R, c.G, c.B, c.A
	}
	return Result{Image: img, X: x0, Y: y0}
}

// coverage returns the coverage of each pixel by glyphs. x0 and y0 are the position of the image's
// corner in device pixels.
func coverage(lines [][]geo.XY, w, h int, x0, y0, ratio float64) *image.Alpha {
	r := vector.NewRasterizer(w, h)
	for _, line := range lines {
		for i, q := range line {
			x, y := float32(q.X*ratio-x0), float32(q.Y*ratio-y0)
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
	out := image.NewAlpha(image.Rect(0, 0, w, h))
	r.Draw(out, out.Bounds(), image.Opaque, image.Point{})
	return out
}

func scaleAlpha(a uint8, factor float64) uint8 { return uint8(math.Round(float64(a) * factor)) }

// compositeOver draws top with the given coverage over bottom (Porter and Duff's over).
func compositeOver(top color.NRGBA, coverage float64, bottom color.NRGBA) color.NRGBA {
	ta := float64(top.A) / 255 * coverage
	ba := float64(bottom.A) / 255 * (1 - ta)
	a := ta + ba
	if a == 0 {
		return color.NRGBA{}
	}
	mix := func(t, b uint8) uint8 { return uint8(math.Round((float64(t)*ta + float64(b)*ba) / a)) }
	return color.NRGBA{R: mix(top.R, bottom.R), G: mix(top.G, bottom.G), B: mix(top.B, bottom.B),
		A: uint8(math.Round(a * 255))}
}
