package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// hubRadius is the radius of a mark in CSS pixels at every scale.
const hubRadius = 11

// Hubs fade out over hubFade zoom levels and are gone from hubZoom on: a mark among streets would look
// like a site. A picture so large that the country fills it at more than hubZoom keeps them until it
// shows hubSlack levels less than the whole country.
const (
	hubZoom  = 7
	hubFade  = 0.35
	hubSlack = 0.25
)

// hubShare is how much is seen of the marks at a camera's scale, from 0 to 1.
func (w *World) hubShare(c Camera) float64 {
	whole := c.Fit(w.home, Insets{}).Zoom()
	return min(max((max(hubZoom, whole+hubSlack)-c.Zoom())/hubFade, 0), 1)
}

// showsHubs reports whether anything is seen of a picture's hubs.
func (w *World) showsHubs(p *Picture) bool {
	return p.Shows(LayerHubs) && len(p.Hubs) > 0 && w.hubShare(p.Camera) > 0
}

// radius is that of a hub's mark or area in CSS pixels.
func (h Hub) radius(c Camera) float64 {
	if h.Km > 0 {
		return h.Km * 1000 / c.MetresPerPixel
	}
	return hubRadius
}

// placeHubs names areas and keeps names of areas off the marks. A mark is known by the town in it, so
// that is named beside it first; where it has no room it is named with the other towns.
func (d *drawer) placeHubs(pl *placer, towns bool) {
	const r = hubRadius
	for _, h := range d.p.Hubs {
		at := geo.Map.Forward(h.At)
		if h.Km > 0 {
			pl.softArea(h.Label, d.text("hub"), at, h.Km*1000)
			continue
		}
		pl.discs = append(pl.discs, hung{at, -r, -r, r, r})
		for _, s := range d.world.towns {
			if towns && s.rank <= 2 && h.isAt(s.anchor) {
				d.placeHubTown(pl, s)
			}
		}
	}
}

// placeHubTown names a town beside the mark that stands around its dot.
func (d *drawer) placeHubTown(pl *placer, s *shape) {
	l := d.townLabel(s)
	l.clearance = max(l.clearance, hubRadius)
	if !pl.done(l, s) {
		pl.town(d.townGround(s), s, l)
	}
}

// markGap keeps a name that stands diagonally off its mark in a low picture, in CSS pixels.
const markGap = 4

// isMarked reports whether a town has a mark around its dot.
func (d *drawer) isMarked(s *shape) bool {
	return d.world.showsHubs(d.p) && slices.ContainsFunc(d.p.Hubs, func(h Hub) bool {
		return h.Km == 0 && h.isAt(s.anchor)
	})
}

// acrossOther reports whether what hangs on a position lies across a mark at another one, at a scale.
func (d *drawer) acrossOther(h *hung, scale float64) bool {
	b := h.on(scale)
	return slices.ContainsFunc(d.p.Hubs, func(hub Hub) bool {
		at := geo.Map.Forward(hub.At)
		x, y := at.X-min(max(at.X, b.Min.X), b.Max.X), at.Y-min(max(at.Y, b.Min.Y), b.Max.Y)
		return hub.Km == 0 && !hub.isAt(h.at) && math.Hypot(x, y) < hubRadius/scale
	})
}

// hubTown is how far a town may lie from a hub's place to be the town that was named, in metres.
const hubTown = 10_000

// isAt reports whether a position of the map is that of the town that was named.
func (h Hub) isAt(q geo.XY) bool {
	at := geo.Map.Forward(h.At)
	return math.Hypot(q.X-at.X, q.Y-at.Y) < hubTown
}

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

// hubs draws the marks and areas: hollow, so that nothing looks like land that is set apart.
func (d *drawer) hubs() {
	if !d.world.showsHubs(d.p) {
		return
	}
	d.begin("hubs")
	share := d.world.hubShare(d.p.Camera)
	for _, h := range d.p.Hubs {
		r := h.radius(d.p.Camera)
		x, y := d.p.Camera.Project(geo.Map.Forward(h.At))
		d.ring(x, y, r, share)
	}
	d.end()
}

// ring strokes the mark of a hub about a place in the picture.
func (d *drawer) ring(x, y, r, share float64) {
	line := d.theme.Lines["hub"]
	for _, s := range []StrokeStyle{line.Casing, line.Stroke} {
		s.Color.A = uint8(math.Round(float64(s.Color.A) * share))
		s.Dash = EvenDash(s.Dash, 2*math.Pi*r)
		d.strokePath(unitCircle, Matrix{XX: r, YY: r, X0: x, Y0: y}, s)
	}
}

// EvenDash is a dash fitted to the length of a closed line, so that it has no seam.
func EvenDash(dash [2]float64, length float64) [2]float64 {
	period := dash[0] + dash[1]
	if period == 0 {
		return dash
	}
	fit := length / max(math.Round(length/period), 1) / period
	return [2]float64{dash[0] * fit, dash[1] * fit}
}
