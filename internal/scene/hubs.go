package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// radius is that of a hub in CSS pixels.
func (d *drawer) radius(h Hub) float64 {
	if h.Km > 0 {
		return h.Km * 1000 / d.p.Camera.MetresPerPixel
	}
	return d.disc
}

// hubRadius is the radius of a hub's disc in CSS pixels: its size means nothing, so it does not grow with the map.
func hubRadius(c Camera) float64 { return min(max(min(c.W, c.H)*0.042, 14), 30) }

// placeHubs names the discs and areas. Towns may stand inside: they are soft. A disc is known by the town in it, so that
// is named first; what the disc is stands beside it where there is room off the other discs.
func (d *drawer) placeHubs(pl *placer, towns bool) {
	style, r := d.text("hub"), d.disc
	first := len(pl.discs)
	for _, h := range d.p.Hubs {
		at := geo.Map.Forward(h.At)
		if h.Km > 0 {
			pl.softArea(h.Label, style, at, h.Km*1000)
			continue
		}
		pl.discs = append(pl.discs, hung{at, -r, -r, r, r})
	}
	for _, s := range d.world.towns {
		in := func(c hung) bool { return math.Hypot(s.anchor.X-c.at.X, s.anchor.Y-c.at.Y) < hubTown }
		if towns && s.rank <= 2 && slices.ContainsFunc(pl.discs[first:], in) {
			d.placeTown(pl, s)
		}
	}
	pl.only(pl.offDiscs, func() {
		for _, h := range d.p.Hubs {
			if h.Km == 0 {
				pl.point(h.Label, style, geo.Map.Forward(h.At), r, aroundDisc)
			}
		}
	})
}

// hubTown is how far a town may lie from a hub's place to be the town that was named, in metres.
const hubTown = 10_000

// softArea names a round area on itself, or over or under it where that is too small. Other names keep off its edge.
func (p *placer) softArea(text string, s TextStyle, c geo.XY, radius float64) {
	edge := make([]geo.XY, len(unitCircle.Lines[0]))
	for i, q := range unitCircle.Lines[0] {
		edge[i] = geo.XY{X: c.X + q.X*radius, Y: c.Y + q.Y*radius}
	}
	p.lines = append(p.lines, newPart([]ring{{points: edge}}, true))
	if _, done := p.again[placeKey{text: text}]; done {
		return
	}
	width, capHeight := p.fonts.Advance(text, s), p.fonts.CapHeight(s)
	top, bottom := geo.XY{X: c.X, Y: c.Y + radius}, geo.XY{X: c.X, Y: c.Y - radius}
	p.group++
	for _, x := range []struct {
		at geo.XY
		dy float64
	}{{c, capHeight / 2}, {top, -6}, {bottom, 6 + capHeight}} {
		h := hang(x.at, -width/2, x.dy, width, s)
		if p.free(&h) && !p.across(p.lines, &h) {
			p.spots = append(p.spots, spot{text: text, style: s, at: x.at, dx: -width / 2, dy: x.dy, box: h, group: p.group})
			p.boxes = append(p.boxes, h)
			p.note(placeKey{text: text})
			return
		}
	}
}

// hubs draws the discs and areas.
func (d *drawer) hubs() {
	if !d.p.Shows(LayerHubs) || len(d.p.Hubs) == 0 {
		return
	}
	d.begin("hubs")
	for _, h := range d.p.Hubs {
		r := d.radius(h)
		x, y := d.p.Camera.Project(geo.Map.Forward(h.At))
		m := Matrix{XX: r, YY: r, X0: x, Y0: y}
		d.fillPath(unitCircle, m, d.theme.Fills["hub"])
		d.strokePath(unitCircle, m, d.theme.Lines["hub"].Stroke)
	}
	d.end()
}
