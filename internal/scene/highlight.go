package scene

import "truceline/internal/geo"

// drawHighlights outlines the selected shape and the one under the pointer.
func (d *painter) drawHighlights() {
	if d.p.Hovered == "" && d.p.Selected == "" && !d.p.Crosshair {
		return
	}
	d.beginLayer("highlight")
	if d.p.Hovered != d.p.Selected {
		d.drawHighlight(d.p.Hovered, d.theme.Lines["hover"])
	}
	d.drawHighlight(d.p.Selected, d.theme.Lines["select"])
	if d.p.Crosshair {
		d.drawCrosshair()
	}
	d.endLayer()
}

// ringGap is how far the ring around a town is from its dot, in CSS pixels.
const ringGap = 4

// drawHighlight outlines one shape; a town or a hub gets a ring.
func (d *painter) drawHighlight(id string, s LineStyle) {
	shape := d.featureByID(id)
	if shape == nil {
		return
	}
	if len(shape.parts) > 0 {
		d.strokeCased(&shape.geometry, s)
		return
	}
	x, y := d.p.Camera.Project(shape.anchor)
	r := townDotRadius(shape)*d.textScale + ringGap
	if shape.kind == KindHub {
		if !d.world.showsHubs(d.p) {
			return
		}
		r = Hub{RadiusKm: shape.radiusKm}.radiusPixels(d.p.Camera) + 3
	}
	m := Matrix{XX: r, YY: r, X0: x, Y0: y}
	d.strokePath(unitCircle, m, s.Casing)
	d.strokePath(unitCircle, m, s.Stroke)
}

// featureByID is a shape by id: of the base map, of the date, or a hub of the picture.
func (d *painter) featureByID(id string) *feature {
	if id == "" {
		return nil
	}
	if s := d.world.featuresByID[id]; s != nil {
		return s
	}
	if d.control != nil {
		for _, list := range [][]*feature{d.control.held, d.control.contested} {
			for _, s := range list {
				if s.id == id {
					return s
				}
			}
		}
	}
	for _, x := range d.shownWithdrawals() {
		if x.land.id == id {
			return x.land.feature
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
	across := Matrix{XX: 2 * arm, YY: 1, X0: x - arm, Y0: y}
	upright := Matrix{YX: 2 * arm, XY: 1, X0: x, Y0: y - arm}
	for _, s := range []StrokeStyle{d.theme.Lines["crosshair"].Casing,
		d.theme.Lines["crosshair"].Stroke} {
		d.strokePath(unitHLine, across, s)
		d.strokePath(unitHLine, upright, s)
	}
}
