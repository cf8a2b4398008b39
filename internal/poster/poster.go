// Package poster draws pictures that stand alone into files: posters, cards and what a reader saves. Type and lines scale
// with the size, so that a picture is legible where it is shown small.
package poster

import (
	"io"
	"math"

	"truceline/internal/app"
	"truceline/internal/render/raster"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// Drawing is a picture that is to be drawn.
type Drawing struct {
	world   *scene.World
	picture scene.Picture
	w, h    int     // pixels
	ratio   float64 // pixels of these in a CSS pixel of the picture
}

// Of is what an app shows as a picture of w by h pixels.
func Of(a *app.App, w, h int) *Drawing {
	cssW, cssH, ratio := scene.Format(float64(w), float64(h))
	return &Drawing{a.World(), a.Alone(cssW, cssH), w, h, ratio}
}

// Saved is what an app shows as its reader takes it away.
func Saved(a *app.App) *Drawing {
	p := a.Saved()
	return &Drawing{a.World(), p, int(math.Round(p.Camera.W)), int(math.Round(p.Camera.H)), 1}
}

// In is the drawing in a theme.
func (d *Drawing) In(theme string) *Drawing {
	d.picture.Theme = theme
	return d
}

// WritePNG writes the picture with ratio device pixels to each of its pixels.
func (d *Drawing) WritePNG(w io.Writer, ratio float64) error {
	p := d.picture
	p.Ratio = d.ratio * ratio
	c := raster.Sized(device(d.w, ratio), device(d.h, ratio), p.Ratio, d.world.Fonts)
	d.world.Draw(c, &p)
	return c.WritePNG(w)
}

func device(pixels int, ratio float64) int { return int(math.Round(float64(pixels) * ratio)) }

// WriteSVG writes the picture as a document.
func (d *Drawing) WriteSVG(w io.Writer) error {
	p := d.picture
	p.Ratio = d.ratio
	c := svg.New(d.w, d.h, d.world.Fonts, svg.Options{
		Title: p.Title + ". " + p.Situation, Description: p.Source, Scale: d.ratio,
	})
	d.world.Draw(c, &p)
	_, err := c.WriteTo(w)
	return err
}
