// Package bitmap writes standalone pictures as PNG. It is separate from package poster to keep the
// rasterizer out of the browser's program, where the browser writes the PNG.
package bitmap

import (
	"io"
	"math"

	"truceline/internal/poster"
	"truceline/internal/render/raster"
)

// WritePNG writes a drawing with ratio device pixels per pixel of the drawing.
func WritePNG(w io.Writer, d *poster.Drawing, ratio float64) error {
	device := func(pixels int) int { return int(math.Round(float64(pixels) * ratio)) }
	c := raster.NewDevicePixels(device(d.W), device(d.H), d.Ratio*ratio, d.Fonts())
	d.Draw(c, ratio)
	return c.WritePNG(w)
}
