package scene

import (
	"slices"
	"strconv"

	"truceline/internal/geo"
)

// drawSwatch draws a legend's sample: a box of a fill, a line, or the mark of a hub.
func (d *painter) drawSwatch(k placedSwatch) {
	fill, isFill := d.theme.Fills[k.role]
	line, isLine := d.theme.Lines[k.role]
	box := Matrix{XX: swatchWidth, YY: swatchHeight, X0: k.x, Y0: k.y - swatchHeight/2.0}
	switch {
	case IsRingSwatch(k.role):
		d.drawHubRing(k.x+swatchWidth/2, k.y, SwatchRingRadius, 1)
	case IsOutlineSwatch(k.role):
		d.strokePath(unitSquare, box, line.Casing)
		d.strokePath(unitSquare, box, line.Stroke)
	case isFill:
		d.fillPath(unitSquare, box, fill)
		edge := d.theme.Lines["border"].Stroke
		edge.Width = 0.6
		d.strokePath(unitSquare, box, edge)
	case isLine:
		m := Matrix{XX: swatchWidth, YY: 1, X0: k.x, Y0: k.y}
		line = SwatchLineStyle(k.role, line)
		d.strokePath(unitHLine, m, line.Casing)
		d.strokePath(unitHLine, m, line.Stroke)
	}
}

// SwatchRingRadius is the radius in CSS pixels of the ring in the swatch of a hub.
const SwatchRingRadius = swatchHeight * 0.55

// IsRingSwatch reports whether the swatch of a look is a ring.
func IsRingSwatch(look string) bool { return look == "hub" }

// IsOutlineSwatch reports whether a look is the outline of an area, and so is its swatch.
func IsOutlineSwatch(look string) bool { return slices.Contains(outlineRoles, look) }

// outlineRoles are the lines around land that forces would leave.
var outlineRoles = []string{"leave-ru", "leave-ua"}

// SwatchLineStyle is the style in which a level line looks like a look.
func SwatchLineStyle(look string, line LineStyle) LineStyle {
	if look == "monitoring" {
		line.Stroke = TickSwatchStroke(line.Stroke)
	}
	return line
}

// unitHLine is a level line from 0,0 to 1,0.
var unitHLine = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}}})

// formatKilometres writes a length on the scale bar; it keeps the last one, which seldom changes.
func (w *World) formatKilometres(km float64, unit string) string {
	if unit == "" {
		unit = "km"
	}
	if w.scaleBarKm != km || w.scaleBarUnit != unit {
		w.scaleBarKm, w.scaleBarUnit = km, unit
		w.scaleBarText = strconv.FormatFloat(km, 'f', -1, 64) + "\u00a0" + unit
	}
	return w.scaleBarText
}
