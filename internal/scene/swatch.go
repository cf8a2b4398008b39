package scene

import (
	"slices"

	"truceline/internal/geo"
)

// SwatchMark is what the swatch of a role shows in a legend.
type SwatchMark uint8

// The marks.
const (
	// MarkDefault is a box with the role's fill or, if it has none, a horizontal line.
	MarkDefault SwatchMark = iota
	MarkRing               // the ring of a hub
	MarkSquare             // the hollow square of a point
	MarkOutline            // the outline of an area
	MarkTicks              // a line with ticks across it
)

// SwatchMarkOf returns the mark of a role's swatch.
func SwatchMarkOf(role string) SwatchMark {
	for i := range layers {
		if l := &layers[i]; slices.Contains(l.lines, role) {
			return l.mark
		}
	}
	return MarkDefault
}

// SwatchEdge returns the role of the line around the swatch of a fill, or "" if it has none.
func SwatchEdge(fillRole string) string {
	for i := range layers {
		if l := &layers[i]; slices.Contains(l.fills, fillRole) {
			return l.edge
		}
	}
	return ""
}

// drawSwatch draws the swatch of a legend entry.
func (d *painter) drawSwatch(swatch placedSwatch) {
	fill, isFill := d.theme.Fills[swatch.role]
	line, isLine := d.theme.Lines[swatch.role]
	box := Matrix{XX: swatchWidth, YY: swatchHeight, X0: swatch.x, Y0: swatch.y - swatchHeight/2.0}
	switch mark := SwatchMarkOf(swatch.role); {
	case mark == MarkRing:
		d.drawHubRing(swatch.x+swatchWidth/2, swatch.y, SwatchRingRadius, 1)
	case mark == MarkSquare:
		d.drawSymbol(swatch.x+swatchWidth/2, swatch.y, line)
	case mark == MarkOutline:
		d.strokePath(unitSquare, box, line.Casing)
		d.strokePath(unitSquare, box, line.Stroke)
	case isFill:
		d.fillPath(unitSquare, box, fill)
		edge := d.theme.Lines["border"].Stroke
		edge.Width = 0.6
		d.strokePath(unitSquare, box, edge)
	case isLine:
		m := Matrix{XX: swatchWidth, YY: 1, X0: swatch.x, Y0: swatch.y}
		line = SwatchLineStyle(swatch.role, line)
		d.strokePath(unitHLine, m, line.Casing)
		d.strokePath(unitHLine, m, line.Stroke)
	}
}

// SwatchRingRadius is the radius of the ring in the swatch of a hub, in CSS pixels.
const SwatchRingRadius = swatchHeight * 0.55

// SwatchLineStyle returns the style of the horizontal line that represents a look.
func SwatchLineStyle(look string, line LineStyle) LineStyle {
	if SwatchMarkOf(look) == MarkTicks {
		line.Stroke = TickSwatchStroke(line.Stroke)
	}
	return line
}

// unitHLine is a horizontal line from 0,0 to 1,0.
var unitHLine = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}}})
