package scene

import "truceline/internal/geo"

// highlights outlines the selected shape and the one under the pointer.
func (d *drawer) highlights() {
	if d.p.Hover == "" && d.p.Select == "" && !d.p.Crosshair {
		return
	}
	d.begin("highlight")
	if d.p.Hover != d.p.Select {
		d.highlight(d.p.Hover, d.theme.Lines["hover"])
	}
	d.highlight(d.p.Select, d.theme.Lines["select"])
	if d.p.Crosshair {
		d.crosshair()
	}
	d.end()
}

// ringGap is how far the ring around a town is from its dot, in CSS pixels.
const ringGap = 4

// highlight outlines one shape; a town or a hub gets a ring.
func (d *drawer) highlight(id string, s LineStyle) {
	shape := d.find(id)
	if shape == nil {
		return
	}
	if len(shape.parts) > 0 {
		d.line(&shape.lines, s)
		return
	}
	x, y := d.p.Camera.Project(shape.anchor)
	r := townRadius(shape)*d.scale + ringGap
	if shape.kind == KindHub {
		if !d.world.showsHubs(d.p) {
			return
		}
		r = Hub{Km: shape.reach}.radius(d.p.Camera) + 3
	}
	m := Matrix{XX: r, YY: r, X0: x, Y0: y}
	d.strokePath(unitCircle, m, s.Casing)
	d.strokePath(unitCircle, m, s.Stroke)
}

// find is a shape by id: of the base map, of the date, or a hub of the picture.
func (d *drawer) find(id string) *shape {
	if id == "" {
		return nil
	}
	if s := d.world.byID[id]; s != nil {
		return s
	}
	if d.ctl != nil {
		for _, list := range [][]*shape{d.ctl.held, d.ctl.contested} {
			for _, s := range list {
				if s.id == id {
					return s
				}
			}
		}
	}
	for _, x := range d.outlined() {
		if x.land.id == id {
			return x.land.shape
		}
	}
	for _, h := range d.p.Hubs {
		if hubID(h) == id {
			return &shape{kind: KindHub, id: id, ref: h.ID, anchor: geo.Map.Forward(h.At), reach: h.Km, placed: true}
		}
	}
	return nil
}

func hubID(h Hub) string { return "hub-" + h.ID }

// crosshair marks the middle of the picture, where the keyboard points.
func (d *drawer) crosshair() {
	const arm = 11
	x, y := d.p.Camera.W/2, d.p.Camera.H/2
	across := Matrix{XX: 2 * arm, YY: 1, X0: x - arm, Y0: y}
	upright := Matrix{YX: 2 * arm, XY: 1, X0: x, Y0: y - arm}
	for _, s := range []StrokeStyle{d.theme.Lines["crosshair"].Casing, d.theme.Lines["crosshair"].Stroke} {
		d.strokePath(unitDash, across, s)
		d.strokePath(unitDash, upright, s)
	}
}
