package scene

import (
	"image/color"

	"truceline/internal/geo"
)

// Canvas is the drawing surface that a backend implements. Coordinates, after the matrix, are CSS
// pixels, x to the right and y down. Widths, sizes and dashes are CSS pixels too. A backend
// multiplies by its own pixel ratio.
type Canvas interface {
	// Fill fills a path by the even-odd rule.
	Fill(p *Path, m Matrix, s FillStyle)
	// Stroke strokes a path.
	Stroke(p *Path, m Matrix, s StrokeStyle)
	// Label draws one line of text.
	Label(l Label)
	// Group composites what draw draws, as one opaque layer, with an opacity of alpha (0 to 1).
	Group(alpha float64, draw func())
}

// Path is an immutable shape in map coordinates (metres) or, for symbols, in CSS pixels. Backends
// cache meshes by a path's address, so make a path once and never change it.
type Path struct {
	// Lines are rings or open lines. A closed one repeats its first point at its end.
	Lines [][]geo.XY
	// Bounds are the bounds of Lines.
	Bounds Bounds

	runs []edgeRun
}

// Bounds is an axis-parallel bounding box, edges included. On the map its coordinates are metres, x
// east and y north.
type Bounds struct{ Min, Max geo.XY }

// Matrix is an affine transformation from path coordinates to CSS pixels: x' = XX·x + XY·y + X0, y'
// = YX·x + YY·y + Y0.
type Matrix struct{ XX, XY, X0, YX, YY, Y0 float64 }

// Apply returns the transformed position.
func (m Matrix) Apply(q geo.XY) geo.XY {
	return geo.XY{X: m.XX*q.X + m.XY*q.Y + m.X0, Y: m.YX*q.X + m.YY*q.Y + m.Y0}
}

// FillStyle is the style in which a path is filled. The zero value fills nothing.
type FillStyle struct {
	// Role is the role in the theme. A canvas may use it instead of the colours, as a class. It
	// has no effect on how a fill looks.
	Role  string
	Color color.NRGBA
	// Hatch is a pattern over Color, or nil.
	Hatch *Hatch
}

// Hatch is a pattern of parallel lines on the screen's pixel grid that moves with the map's origin.
type Hatch struct {
	Color color.NRGBA
	// Width is the width of a line in CSS pixels, Spacing the distance from one line to the next.
	Width, Spacing float64
	// Angle is in degrees, anticlockwise from the x axis.
	Angle float64
}

// StrokeStyle is the style in which a path is stroked. The zero value strokes nothing. Joins and
// caps are round, but the ends of dashes are butt.
type StrokeStyle struct {
	// Role is the role in the theme, as in FillStyle. Empty means that the theme has no such line.
	Role string
	// Casing is set if the style is that of the casing under the role's line.
	Casing bool
	Color  color.NRGBA
	Width  float64
	// Dash holds the lengths of a dash and of the gap after it. The zero value is a solid line.
	Dash [2]float64
}

// TextStyle is the style of a label. It is comparable, so that it can be part of a map key.
type TextStyle struct {
	// Role and HaloRole are the roles in the theme of the text and of its halo, which on some land
	// is that of another text (see FillStyle.Role).
	Role, HaloRole string
	// Size is the font size in CSS pixels.
	Size float64
	// Bold selects the semi-bold face instead of the regular one.
	Bold bool
	// Spacing is the letter spacing in CSS pixels.
	Spacing float64
	Color   color.NRGBA
	// Halo is the colour of an outline around the glyphs, HaloWidth CSS pixels wide. An alpha of 0
	// means that there is none.
	Halo      color.NRGBA
	HaloWidth float64
}

// Label is one line of placed text. X is its left end and Y its baseline, in CSS pixels.
type Label struct {
	Text  string
	X, Y  float64
	Style TextStyle
}
