// Package raster draws a picture into an image, without a display. Fills are
// rasterised by golang.org/x/image/vector. Strokes are computed by distance, as the shader of
// package gpu does (docs/decisions/0014), so that files look as the map does; libraries of vector
// graphics stroke by other rules.
package raster

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"truceline/internal/geo"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

// Canvas is a scene.Canvas that draws into an image, which is transparent at first.
type Canvas struct {
	img        *image.RGBA
	ratio      float64
	fonts      *scene.Fonts
	rasterizer *rasterizer
}

var _ scene.Canvas = (*Canvas)(nil)

// New returns an empty canvas of w by h CSS pixels with ratio device pixels in each.
func New(w, h int, ratio float64, fonts *scene.Fonts) *Canvas {
	return NewDevicePixels(int(math.Round(float64(w)*ratio)), int(math.Round(float64(h)*ratio)),
		ratio, fonts)
}

// NewDevicePixels returns an empty canvas of w by h device pixels, with ratio device pixels in a
// CSS pixel.
func NewDevicePixels(w, h int, ratio float64, fonts *scene.Fonts) *Canvas {
	r := image.Rect(0, 0, w, h)
	return &Canvas{img: image.NewRGBA(r), ratio: ratio, fonts: fonts, rasterizer: newRasterizer(r)}
}

// Image returns the picture drawn so far.
func (c *Canvas) Image() *image.RGBA { return c.img }

// WritePNG writes the picture as a PNG.
func (c *Canvas) WritePNG(w io.Writer) error {
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	return enc.Encode(w, c.img)
}

// deviceMatrix returns the matrix from map coordinates to device pixels.
func (c *Canvas) deviceMatrix(m scene.Matrix) scene.Matrix {
	k := c.ratio
	return scene.Matrix{XX: m.XX * k, XY: m.XY * k, X0: m.X0 * k, YX: m.YX * k, YY: m.YY * k,
		Y0: m.Y0 * k}
}

// Fill fills a path by the even-odd rule.
func (c *Canvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	dev := c.deviceMatrix(m)
	bounds := clipBounds(c.img.Rect, clipMargin)
	rings := make([][]geo.XY, 0, len(p.Lines))
	for _, line := range p.Lines {
		ring := make([]geo.XY, len(line))
		for i, q := range line {
			ring[i] = dev.Apply(q)
		}
		if ring = bounds.ClipRing(ring, &[2][]geo.XY{}); len(ring) > 0 {
			rings = append(rings, ring)
		}
	}
	mask := c.rasterizer.fillMask(rings)
	if mask == nil {
		return
	}
	c.drawMask(mask, s.Color)
	if s.Hatch != nil {
		c.drawHatch(mask, *s.Hatch, dev)
	}
}

// Stroke strokes a path.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	if mask := c.rasterizer.strokeMask(p.Lines, c.deviceMatrix(m), s, c.ratio); mask != nil {
		c.drawMask(mask, s.Color)
	}
}

// Label draws a line of text. Its glyphs are rasterized at the label's fractional position.
func (c *Canvas) Label(l scene.Label) {
	x, y := l.X*c.ratio, l.Y*c.ratio
	text := textimage.Draw(c.fonts, l.Text, l.Style, c.ratio, textimage.FractionalPart(x),
		textimage.FractionalPart(y))
	if text.Image == nil {
		return
	}
	corner := image.Pt(int(math.Floor(x))+text.X, int(math.Floor(y))+text.Y)
	draw.Draw(c.img, text.Image.Rect.Add(corner), text.Image, image.Point{}, draw.Over)
}

// Group draws an opaque picture and composites it onto the rest with alpha.
func (c *Canvas) Group(alpha float64, drawGroup func()) {
	backdrop := c.img
	c.img = image.NewRGBA(backdrop.Rect)
	drawGroup()
	group := c.img
	c.img = backdrop
	mask := image.NewUniform(color.Alpha16{
		A: uint16(math.Round(min(max(alpha, 0), 1) * 0xffff))})
	draw.DrawMask(c.img, c.img.Rect, group, image.Point{}, mask, image.Point{}, draw.Over)
}

// drawMask draws a colour through a mask.
func (c *Canvas) drawMask(mask *image.Alpha, col color.NRGBA) {
	if col.A == 0 {
		return
	}
	draw.DrawMask(c.img, mask.Rect, image.NewUniform(col), image.Point{}, mask, mask.Rect.Min,
		draw.Over)
}

// drawHatch draws a hatch through a mask.
func (c *Canvas) drawHatch(mask *image.Alpha, h scene.Hatch, dev scene.Matrix) {
	lines := image.NewAlpha(mask.Rect)
	x0, y0 := math.Round(dev.X0), math.Round(dev.Y0)
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
			i := mask.PixOffset(x, y)
			if a := mask.Pix[i]; a > 0 {
				share := h.Coverage((float64(x)+0.5-x0)/c.ratio, (float64(y)+0.5-y0)/c.ratio,
					c.ratio)
				lines.Pix[i] = uint8(math.Round(float64(a) * share))
			}
		}
	}
	c.drawMask(lines, h.Color)
}
