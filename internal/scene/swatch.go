package scene

import (
	"slices"

	"truceline/internal/geo"
)

// drawSwatch draws the swatch of a legend entry: a box with a fill, a line, or the ring of a hub.
func (d *painter) drawSwatch(swatch placedSwatch) {
	fill, isFill := d.theme.Fills[swatch.role]
	line, isLine := d.theme.Lines[swatch.role]
	box := Matrix{XX: swatchWidth, YY: swatchHeight, X0: swatch.x, Y0: swatch.y - swatchHeight/2.0}
	switch {
	case IsRingSwatch(swatch.role):
		d.drawHubRing(swatch.x+swatchWidth/2, swatch.y, SwatchRingRadius, 1)
	case IsOutlineSwatch(swatch.role):
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

// IsRingSwatch reports whether the swatch of a look is a ring.
func IsRingSwatch(look string) bool { return look == "hub" }

// IsOutlineSwatch reports whether the swatch of a look is the outline of an area.
func IsOutlineSwatch(look string) bool { return slices.Contains(outlineRoles, look) }

// outlineRoles are the roles of lines around land that forces would leave.
var outlineRoles = []string{"leave-ru", "leave-ua"}

// SwatchLineStyle returns the style of the horizontal line that represents a look.
func SwatchLineStyle(look string, line LineStyle) LineStyle {
	if look == "monitoring" {
		line.Stroke = TickSwatchStroke(line.Stroke)
	}
	return line
}

// unitHLine is a horizontal line from 0,0 to 1,0.
var unitHLine = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}}})
