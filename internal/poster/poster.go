// Package poster composes pictures that stand alone in files: posters, cards, what a reader saves
// and what is printed. Type and lines scale with the size, so that a picture is legible where it is
// shown small.
package poster

import (
	"io"
	"math"

	"truceline/internal/app"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
)

// Drawing is a picture that is to be drawn.
type Drawing struct {
	// W and H are its size in pixels, Ratio how many of them are in a CSS pixel of the picture.
	W, H    int
	Ratio   float64
	world   *scene.World
	picture scene.Picture
}

// ForSize is what an app shows as a picture of w by h pixels.
func ForSize(a *app.App, w, h int) *Drawing {
	cssW, cssH, ratio := scene.StandaloneSize(float64(w), float64(h))
	return &Drawing{W: w, H: h, Ratio: ratio, world: a.World(),
		picture: a.StandalonePicture(cssW, cssH)}
}

// ForSaving is what an app shows as its reader takes it away: the map about as large as it is now.
func ForSaving(a *app.App) *Drawing {
	p := a.ExportPicture()
	return &Drawing{W: int(math.Round(p.Camera.W)), H: int(math.Round(p.Camera.H)), Ratio: 1,
		world: a.World(), picture: p}
}

// AsShown is what an app shows, as it stands in the page.
func AsShown(a *app.App) *Drawing {
	world, p := a.Scene()
	shown := *p
	shown.Hovered, shown.Crosshair = "", false
	return &Drawing{W: int(math.Round(p.Camera.W)), H: int(math.Round(p.Camera.H)), Ratio: 1,
		world: world, picture: shown}
}

// The size of a printed picture in CSS pixels: as wide as an upright sheet of A4 between its
// margins, and no higher than one that lies across.
const printWidth, printHeight = 704, 640

// ForPrint is what an app shows, for paper: in light colours.
func ForPrint(a *app.App) *Drawing {
	d := &Drawing{W: printWidth, H: printHeight, Ratio: 1, world: a.World(),
		picture: a.StandalonePicture(printWidth, printHeight)}
	d.picture.Theme, d.picture.ForPrint = app.ThemeLight, true
	return d
}

// Fonts are those of its texts.
func (d *Drawing) Fonts() *scene.Fonts { return d.world.Fonts }

// Draw draws the picture on a canvas with ratio device pixels to each of its pixels.
func (d *Drawing) Draw(c scene.Canvas, ratio float64) {
	p := d.picture
	p.PixelRatio = d.Ratio * ratio
	d.world.Draw(c, &p)
}

// WriteSVG writes the picture as a document.
func (d *Drawing) WriteSVG(w io.Writer) error {
	p := &d.picture
	c := svg.New(d.W, d.H, d.world.Fonts, svg.Options{
		Title: p.Title + ". " + p.Situation, Description: p.Source, Scale: d.Ratio,
	})
	d.Draw(c, 1)
	_, err := c.WriteTo(w)
	return err
}
