package scene

import "truceline/internal/geo"

func (d *frame) hasHighlight() bool {
	return d.p.Hovered != "" || d.p.Selected != "" || d.p.Crosshair
}

// drawHighlights outlines the selected feature and the hovered one.
func (d *painter) drawHighlights() {
	if d.p.Hovered != d.p.Selected {
		d.drawHighlight(d.p.Hovered, d.theme.Lines["hover"])
	}
	d.drawHighlight(d.p.Selected, d.theme.Lines["select"])
	if d.p.Crosshair {
		d.drawCrosshair()
	}
}

// ringGap is the gap between a town's dot and the ring around it, in CSS pixels.
const ringGap = 4

// drawHighlight outlines one feature. A town or a hub gets a ring.
func (d *painter) drawHighlight(id string, style LineStyle) {
	f := d.featureByID(id)
	if f == nil {
		return
	}
	if len(f.parts) > 0 {
		d.strokeCased(&f.geometry, style)
		return
	}
	x, y := d.p.Camera.Project(f.anchor)
	r := townDotRadius(f)*d.textScale + ringGap
	if f.kind == KindHub {
		if !d.showsHubs() {
			return
		}
		r = Hub{RadiusKm: f.radiusKm}.radiusPixels(d.p.Camera) + 3
	}
	if d.isSymbol(f) {
		r = SymbolRadius + ringGap
	}
	m := Matrix{XX: r, YY: r, X0: x, Y0: y}
	d.strokePath(unitCircle, m, style.Casing)
	d.strokePath(unitCircle, m, style.Stroke)
}

// featureByID returns a feature by id: of the base map, of the date, or a hub of the picture. It
// returns nil for an unknown id.
func (d *frame) featureByID(id string) *feature {
	if id == "" {
		return nil
	}
	if f := d.world.featuresByID[id]; f != nil {
		return f
	}
	if d.control != nil {
		for _, list := range [][]*feature{d.control.held, d.control.contested} {
			for _, f := range list {
				if f.id == id {
					return f
				}
			}
		}
	}
	for _, withdrawal := range d.shownWithdrawals() {
		if withdrawal.land.id == id {
			return withdrawal.land.feature
		}
	}
	for i := range d.p.Symbols {
		if s := &d.p.Symbols[i]; s.ID == id {
			return s.feature("")
		}
	}
	for _, h := range d.p.Hubs {
		if hubID(h) == id {
			return &feature{kind: KindHub, id: id, ref: h.ID,
				anchor: geo.UkraineAlbers.Forward(h.LonLat), radiusKm: h.RadiusKm, hasAnchor: true}
		}
	}
	return nil
}

func hubID(h Hub) string { return "hub-" + h.ID }

// drawCrosshair marks the middle of the picture, where the keyboard points.
func (d *painter) drawCrosshair() {
	const arm = 11
	x, y := d.p.Camera.W/2, d.p.Camera.H/2
	horizontal := Matrix{XX: 2 * arm, YY: 1, X0: x - arm, Y0: y}
	vertical := Matrix{YX: 2 * arm, XY: 1, X0: x, Y0: y - arm}
	for _, s := range []StrokeStyle{d.theme.Lines["crosshair"].Casing,
		d.theme.Lines["crosshair"].Stroke} {
		d.strokePath(unitHLine, horizontal, s)
		d.strokePath(unitHLine, vertical, s)
	}
}
