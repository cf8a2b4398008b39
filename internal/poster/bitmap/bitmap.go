// Package bitmap writes pictures that stand alone as PNG. It is apart from package poster because
// the page's program, where the browser does that, is smaller without it.
package bitmap

import (
	"io"
	"math"

	"truceline/internal/poster"
	"truceline/internal/render/raster"
)

// WritePNG writes a drawing with ratio device pixels to each of its pixels.
func WritePNG(w io.Writer, d *poster.Drawing, ratio float64) error {
	device := func(pixels int) int { return int(math.Round(float64(pixels) * ratio)) }
	c := raster.NewDevicePixels(device(d.W), device(d.H), d.Ratio*ratio, d.Fonts())
	d.Draw(c, ratio)
	return c.WritePNG(w)
}
