package scene

import (
	"strconv"

	"truceline/internal/geo"
)

// swatch draws a legend's sample: a box of a fill, a line, or the mark of a hub.
func (d *drawer) swatch(k placedKey) {
	fill, isFill := d.theme.Fills[k.swatch]
	line, isLine := d.theme.Lines[k.swatch]
	switch {
	case k.swatch == "hub":
		d.ring(k.x+swatchW/2, k.y, swatchH*0.55, 1)
	case k.swatch == "monitoring":
		d.strokePath(unitDash, Matrix{XX: swatchW, YY: 1, X0: k.x, Y0: k.y}, TickSample(line.Stroke))
	case isFill:
		box := Matrix{XX: swatchW, YY: swatchH, X0: k.x, Y0: k.y - swatchH/2}
		d.fillPath(unitSquare, box, fill)
		edge := d.theme.Lines["border"].Stroke
		edge.Width = 0.6
		d.strokePath(unitSquare, box, edge)
	case isLine:
		m := Matrix{XX: swatchW, YY: 1, X0: k.x, Y0: k.y}
		d.strokePath(unitDash, m, line.Casing)
		d.strokePath(unitDash, m, line.Stroke)
	}
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
