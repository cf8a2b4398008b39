// Package textimage draws a line of text into a small image: letters over a halo. The GPU and the
// PNG canvas share it, so that their letters are the same.
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
	// Image holds the letters over their halo. It is nil if there is nothing to see.
	Image *image.NRGBA
	// X and Y lead from the left end of the baseline to the image's upper left corner, in device
	// pixels.
	X, Y int
}

// FractionalPart is how far a position in device pixels lies beyond a whole one.
func FractionalPart(v float64) float64 { return v - math.Floor(v) }

// Draw draws text at ratio device pixels in a CSS pixel. Its baseline begins dx and dy device
// pixels to the right of a whole pixel's corner and below it, from 0 to 1.
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
	letters := coverage(outline.Lines, x1-x0, y1-y0, float64(x0)-dx, float64(y0)-dy, ratio)
	img := image.NewNRGBA(image.Rect(0, 0, x1-x0, y1-y0))
	var around []float64
	if halo > 0 {
		around = distanceField(letters)
	}
	for i, a := range letters.Pix {
		var c color.NRGBA
		if around != nil {
			switch share := halo + 0.5 - around[i]; {
			case share >= 1:
				c = s.Halo
			case share > 0:
				c = s.Halo
				c.A = scaleAlpha(c.A, share)
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

// coverage is how much of each pixel letters cover.
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

func scaleAlpha(a uint8, by float64) uint8 { return uint8(math.Round(float64(a) * by)) }

// compositeOver lays top, of which share is there, over bottom.
func compositeOver(top color.NRGBA, share float64, bottom color.NRGBA) color.NRGBA {
	ta := float64(top.A) / 255 * share
	ba := float64(bottom.A) / 255 * (1 - ta)
	a := ta + ba
	if a == 0 {
		return color.NRGBA{}
	}
	mix := func(t, b uint8) uint8 { return uint8(math.Round((float64(t)*ta + float64(b)*ba) / a)) }
	return color.NRGBA{R: mix(top.R, bottom.R), G: mix(top.G, bottom.G), B: mix(top.B, bottom.B),
		A: uint8(math.Round(a * 255))}
}
