package scene

import "truceline/internal/geo"

// hubRadius is the radius of a hub's disc in CSS pixels: its size means nothing, so it does not grow with the map.
func (d *drawer) hubRadius() float64 {
	return min(max(min(d.p.Camera.W, d.p.Camera.H)*0.042, 14), 30)
}

// placeHubs names the discs. Towns may stand inside: the discs are soft.
func (d *drawer) placeHubs(pl *placer) {
	style := d.text("hub")
	r := d.hubRadius()
	for _, h := range d.p.Hubs {
		pl.discs = append(pl.discs, hung{geo.Map.Forward(h.At), -r, -r, r, r})
		pl.point(h.Label, style, geo.Map.Forward(h.At), r, aroundDisc)
	}
}

// hubs draws the discs.
func (d *drawer) hubs() {
	if !d.p.Shows(LayerHubs) || len(d.p.Hubs) == 0 {
		return
	}
	d.begin("hubs")
	r := d.hubRadius()
	for _, h := range d.p.Hubs {
		x, y := d.p.Camera.Project(geo.Map.Forward(h.At))
		m := Matrix{XX: r, YY: r, X0: x, Y0: y}
		d.fillPath(unitCircle, m, d.theme.Fills["hub"])
		d.strokePath(unitCircle, m, d.theme.Lines["hub"].Stroke)
	}
	d.end()
}
