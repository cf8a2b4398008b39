// Package poster composes standalone pictures: posters, social cards, saved and printed pictures.
// Text and lines scale with the size, so that a picture is legible where it is shown small.
package poster

import (
	"io"
	"math"

	"truceline/internal/app"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// Drawing is a picture ready to be drawn.
type Drawing struct {
	// W and H are the size in pixels. Ratio is the number of those pixels in a CSS pixel of the
	// picture.
	W, H    int
	Ratio   float64
	world   *scene.World
	picture scene.Picture
}

// ForSize returns the app's current state as a standalone picture of w by h pixels.
func ForSize(a *app.App, w, h int) *Drawing {
	cssW, cssH, ratio := scene.StandaloneSize(float64(w), float64(h))
	return &Drawing{W: w, H: h, Ratio: ratio, world: a.World(),
		picture: a.StandalonePicture(cssW, cssH)}
}

// ForSaving returns the picture that a reader saves: the map about as large as it is in the page.
func ForSaving(a *app.App) *Drawing {
	p := a.ExportPicture()
	return &Drawing{W: int(math.Round(p.Camera.W)), H: int(math.Round(p.Camera.H)), Ratio: 1,
		world: a.World(), picture: p}
}

// AsShown returns the app's current picture, without hover highlight and crosshair.
func AsShown(a *app.App) *Drawing {
	world, p := a.Scene()
	picture := *p
	picture.Hovered, picture.Crosshair = "", false
	return &Drawing{W: int(math.Round(p.Camera.W)), H: int(math.Round(p.Camera.H)), Ratio: 1,
		world: world, picture: picture}
}

// The size of a printed picture in CSS pixels: the width of portrait A4 between its margins, and a
// height that landscape A4 has room for.
const printWidth, printHeight = 704, 640

// ForPrint returns the app's current state for paper, in the light theme.
func ForPrint(a *app.App) *Drawing {
	d := &Drawing{W: printWidth, H: printHeight, Ratio: 1, world: a.World(),
		picture: a.StandalonePicture(printWidth, printHeight)}
	d.picture.Theme, d.picture.ForPrint = app.ThemeLight, true
	return d
}

// Fonts returns the fonts of the picture's texts.
func (d *Drawing) Fonts() *scene.Fonts { return d.world.Fonts }

// Draw draws the picture on a canvas with ratio device pixels per pixel of the drawing.
func (d *Drawing) Draw(c scene.Canvas, ratio float64) {
	p := d.picture
	p.PixelRatio = d.Ratio * ratio
	d.world.Draw(c, &p)
}

// WriteSVG writes the picture as an SVG document.
func (d *Drawing) WriteSVG(w io.Writer) error {
	p := &d.picture
	c := svg.New(d.W, d.H, d.world.Fonts, svg.Options{
		Title: p.Title + ". " + p.Situation, Description: p.Source, Scale: d.Ratio,
	})
	d.Draw(c, 1)
	_, err := c.WriteTo(w)
	return err
}
