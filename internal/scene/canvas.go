// Package scene is the picture without a screen: camera, layers, styles, labels and their
// placement, picking. It draws on any Canvas and knows nothing of Ebitengine, SVG or the browser.
package scene

import (
	"image/color"

	"truceline/internal/geo"
)

// Canvas is what a picture is drawn on. Coordinates after the matrix are CSS pixels, x to the
// right, y down; a backend multiplies by its own pixel ratio. Widths, sizes and dashes are CSS
// pixels too.
type Canvas interface {
	// Fill fills a path by the even-odd rule.
	Fill(p *Path, m Matrix, s FillStyle)
	// Stroke strokes a path.
	Stroke(p *Path, m Matrix, s StrokeStyle)
	// Label writes one line of text.
	Label(l Label)
	// Group draws what draw draws as one opaque picture and lays it over the rest with alpha (0 to
	// 1).
	Group(alpha float64, draw func())
}

// Path is an immutable shape in map coordinates (metres) or, for symbols, in CSS pixels. Its
// pointer is the key under which a backend keeps its mesh, so make it once and never change it.
type Path struct {
	// Lines are the rings or lines; a closed one repeats its first position at its end.
	Lines [][]geo.XY
	// Bounds is the box around Lines.
	Bounds Bounds

	runs []edgeRun
}

// Bounds is an axis-parallel box.
type Bounds struct{ Min, Max geo.XY }

// Matrix maps path coordinates to CSS pixels: x' = XX·x + XY·y + X0, y' = YX·x + YY·y + Y0.
type Matrix struct{ XX, XY, X0, YX, YY, Y0 float64 }

// FillStyle says how a path is filled. The zero value fills nothing.
type FillStyle struct {
	Color color.NRGBA
	// Hatch draws parallel lines over Color. Nil: none.
	Hatch *Hatch
}

// Hatch is a pattern of parallel lines, fixed to the screen's pixel grid and moved with the map's
// origin.
type Hatch struct {
	Color color.NRGBA
	// Width and Spacing of the lines in CSS pixels; Spacing is from line to line.
	Width, Spacing float64
	// Angle in degrees, anticlockwise from the x axis.
	Angle float64
}

// StrokeStyle says how a path is stroked. The zero value strokes nothing. Joins and caps are round,
// except that dashes end butt.
type StrokeStyle struct {
	Color color.NRGBA
	Width float64
	// Dash holds the lengths of a dash and of the gap after it. Zero: a plain line.
	Dash [2]float64
}

// TextStyle is the look of a label. It is comparable, so that it can be part of a key.
type TextStyle struct {
	// Size is the font size in CSS pixels.
	Size float64
	// Bold chooses the semi-bold face instead of the regular one.
	Bold bool
	// Spacing is added between letters, in CSS pixels.
	Spacing float64
	Color   color.NRGBA
	// Halo is drawn around the letters, HaloWidth CSS pixels wide. Zero alpha: none.
	Halo      color.NRGBA
	HaloWidth float64
}

// Label is one line of text, already placed: X is its left end and Y its baseline, in CSS pixels.
type Label struct {
	Text  string
	X, Y  float64
	Style TextStyle
}
