package scene

import (
	"io/fs"

	"truceline/internal/geo"
)

// World is everything that can be drawn. Load makes it, LoadDate adds dates; after that it is only read, by one
// goroutine at a time (it keeps the label set of the last scale).
type World struct {
	// Fonts measures and outlines the picture's text.
	Fonts *Fonts
	// Styles are the themes of style.json.
	Styles map[string]*Theme

	fsys fs.FS
}

// Fonts knows the widths and outlines of the map's one font in two weights.
type Fonts struct{}

// Theme is the look of everything in one theme.
type Theme struct{}

// Load reads the base map, towns, style and fonts.
func Load(fsys fs.FS) (*World, error) { return &World{fsys: fsys}, nil }

// LoadDate reads control and the line of contact on a date, "2026-01-06". Loading a date twice is free.
func (w *World) LoadDate(fsys fs.FS, date string) error { return nil }

// LoadFonts reads the fonts under fonts/.
func LoadFonts(fsys fs.FS) (*Fonts, error) { return &Fonts{}, nil }

// Advance is the width of a text in CSS pixels, kerning and letter spacing included.
func (f *Fonts) Advance(text string, s TextStyle) float64 { return 0 }

// Draw draws the picture.
func (w *World) Draw(c Canvas, p *Picture) Stats { return Stats{} }

// Pick says what is under a place in the picture given in CSS pixels: the most specific shape within 12 pixels first,
// then the others.
func (w *World) Pick(p *Picture, x, y float64) []Hit { return nil }

// Home is the camera that shows the whole country between the picture's furniture. It reads the picture's texts and
// the size in its camera.
func (w *World) Home(p *Picture) Camera { return p.Camera }

// Limits are how far a camera may go in a picture.
func (w *World) Limits(p *Picture) Limits { return Limits{} }

// Name is the name of a shape in a language, by Hit.ID; empty if there is none.
func (w *World) Name(id, lang string) string { return "" }

// Bounds is the box around a shape, by Hit.ID.
func (w *World) Bounds(id string) (Box, bool) { return Box{}, false }

// Find is the hit of a shape by Hit.ID, as if it had been picked.
func (w *World) Find(id string) (Hit, bool) { return Hit{}, false }

// OblastAt is the id of the oblast at a map position; empty outside Ukraine.
func (w *World) OblastAt(q geo.XY) string { return "" }
