package scene

import (
	"slices"
	"strconv"

	"truceline/internal/geo"
)

// swatch draws a legend's sample: a box of a fill, a line, or the mark of a hub.
func (d *drawer) swatch(k placedKey) {
	fill, isFill := d.theme.Fills[k.swatch]
	line, isLine := d.theme.Lines[k.swatch]
	box := Matrix{XX: swatchW, YY: swatchH, X0: k.x, Y0: k.y - swatchH/2.0}
	switch {
	case IsRing(k.swatch):
		d.ring(k.x+swatchW/2, k.y, SwatchRing, 1)
	case IsOutline(k.swatch):
		d.strokePath(unitSquare, box, line.Casing)
		d.strokePath(unitSquare, box, line.Stroke)
	case isFill:
		d.fillPath(unitSquare, box, fill)
		edge := d.theme.Lines["border"].Stroke
		edge.Width = 0.6
		d.strokePath(unitSquare, box, edge)
	case isLine:
		m := Matrix{XX: swatchW, YY: 1, X0: k.x, Y0: k.y}
		line = SampleOf(k.swatch, line)
		d.strokePath(unitDash, m, line.Casing)
		d.strokePath(unitDash, m, line.Stroke)
	}
}

// SwatchRing is the radius in CSS pixels of the ring in the swatch of a hub.
const SwatchRing = swatchH * 0.55

// IsRing reports whether the swatch of a look is a ring.
func IsRing(look string) bool { return look == "hub" }

// IsOutline reports whether a look is the outline of an area, and so is its swatch.
func IsOutline(look string) bool { return slices.Contains(outlineRoles, look) }

// outlineRoles are the lines around land that forces would leave.
var outlineRoles = []string{"leave-ru", "leave-ua"}

// SampleOf is the style in which a level line looks like a look.
func SampleOf(look string, line LineStyle) LineStyle {
	if look == "monitoring" {
		line.Stroke = TickSample(line.Stroke)
	}
	return line
}

// unitDash is a level line from 0,0 to 1,0.
var unitDash = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}}})

// kilometres writes a length on the scale bar; it keeps the last one, which seldom changes.
func (w *World) kilometres(km float64, unit string) string {
	if unit == "" {
		unit = "km"
	}
	if w.scaleKm != km || w.scaleUnit != unit {
		w.scaleKm, w.scaleUnit = km, unit
		w.scaleText = strconv.FormatFloat(km, 'f', -1, 64) + "\u00a0" + unit
	}
	return w.scaleText
}
