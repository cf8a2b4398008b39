package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// hubRadius is the radius of a mark in CSS pixels at every scale.
const hubRadius = 11

// Hubs fade out over hubFade zoom levels and are gone from hubZoom on: a mark among streets would
// look like a site. A picture so large that the country fills it at more than hubZoom keeps them
// until it shows hubSlack levels less than the whole country.
const (
	hubMaxZoom     = 7
	hubFadeLevels  = 0.35
	hubExtraLevels = 0.25
)

// hubOpacity is how much is seen of the marks at a camera's scale, from 0 to 1.
func (w *World) hubOpacity(c Camera) float64 {
	whole := c.Fit(w.countryBounds, Insets{}).Zoom()
	return min(max((max(hubMaxZoom, whole+hubExtraLevels)-c.Zoom())/hubFadeLevels, 0), 1)
}

// showsHubs reports whether anything is seen of a picture's hubs.
func (w *World) showsHubs(p *Picture) bool {
	return p.Shows(LayerHubs) && len(p.Hubs) > 0 && w.hubOpacity(p.Camera) > 0
}

// radiusPixels is that of a hub's mark or area in CSS pixels.
func (h Hub) radiusPixels(c Camera) float64 {
	if h.RadiusKm > 0 {
		return h.RadiusKm * 1000 / c.MetresPerPixel
	}
	return hubRadius
}

// placeHubLabels names areas and keeps names of areas off the marks. A mark is known by the town in
// it, so that is named beside it first; where it has no room it is named with the other towns.
func (d *painter) placeHubLabels(pl *labelPlacer, towns bool) {
	const r = hubRadius
	for _, h := range d.p.Hubs {
		at := geo.UkraineAlbers.Forward(h.LonLat)
		if h.RadiusKm > 0 {
			pl.placeHubAreaLabel(h.Label, d.textStyle("hub"), at, h.RadiusKm*1000)
			continue
		}
		pl.hubBoxes = append(pl.hubBoxes, anchoredBox{at, -r, -r, r, r})
		for _, s := range d.world.towns {
			if towns && s.rank <= 2 && h.isAt(s.anchor) {
				d.placeHubTownLabel(pl, s)
			}
		}
	}
}

// placeHubTownLabel names a town beside the mark that stands around its dot.
func (d *painter) placeHubTownLabel(pl *labelPlacer, s *feature) {
	l := d.townLabel(s)
	l.clearance = max(l.clearance, hubRadius)
	if !pl.isPlaced(l, s) {
		pl.placeTownLabel(d.newTownConstraints(s), s, l)
	}
}

// hubLabelGap keeps a name that stands diagonally off its mark in a low picture, in CSS pixels.
const hubLabelGap = 4

// hasHubMark reports whether a town has a mark around its dot.
func (d *painter) hasHubMark(s *feature) bool {
	return d.world.showsHubs(d.p) && slices.ContainsFunc(d.p.Hubs, func(h Hub) bool {
		return h.RadiusKm == 0 && h.isAt(s.anchor)
	})
}

// overlapsOtherHub reports whether what hangs on a position lies across a mark at another one, at a
// scale.
func (d *painter) overlapsOtherHub(h *anchoredBox, scale float64) bool {
	b := h.boundsAt(scale)
	return slices.ContainsFunc(d.p.Hubs, func(hub Hub) bool {
		at := geo.UkraineAlbers.Forward(hub.LonLat)
		x, y := at.X-min(max(at.X, b.Min.X), b.Max.X), at.Y-min(max(at.Y, b.Min.Y), b.Max.Y)
		return hub.RadiusKm == 0 && !hub.isAt(h.anchor) && math.Hypot(x, y) < hubRadius/scale
	})
}

// hubTownTolerance is how far a town may lie from a hub's place to be the town that was named, in
// metres.
const hubTownTolerance = 10_000

// isAt reports whether a position of the map is that of the town that was named.
func (h Hub) isAt(q geo.XY) bool {
	at := geo.UkraineAlbers.Forward(h.LonLat)
	return math.Hypot(q.X-at.X, q.Y-at.Y) < hubTownTolerance
}

// placeHubAreaLabel names a round area on itself, or over or under it where that is too small.
// Other names keep off its edge.
func (p *labelPlacer) placeHubAreaLabel(text string, s TextStyle, c geo.XY, radius float64) {
	edge := make([]geo.XY, len(unitCircle.Lines[0]))
	for i, q := range unitCircle.Lines[0] {
		edge[i] = geo.XY{X: c.X + q.X*radius, Y: c.Y + q.Y*radius}
	}
	p.avoidedLines = append(p.avoidedLines, newGeometryPart([]ring{{points: edge}}, true))
	if _, done := p.alreadyPlaced[labelID{text: text}]; done {
		return
	}
	width, capHeight := p.fonts.Advance(text, s), p.fonts.CapHeight(s)
	top, bottom := geo.XY{X: c.X, Y: c.Y + radius}, geo.XY{X: c.X, Y: c.Y - radius}
	p.group++
	for _, x := range []struct {
		at geo.XY
		dy float64
	}{{c, capHeight / 2}, {top, -6}, {bottom, 6 + capHeight}} {
		h := newTextBox(x.at, -width/2, x.dy, width, s)
		if p.isFree(&h) && !p.boxCrossesLines(p.avoidedLines, &h) {
			p.labels = append(p.labels, placedLabel{text: text, style: s, anchor: x.at,
				dx: -width / 2, dy: x.dy, box: h, group: p.group})
			p.boxes = append(p.boxes, h)
			p.recordPlaced(labelID{text: text})
			return
		}
	}
}

// drawHubs draws the marks and areas: hollow, so that nothing looks like land that is set apart.
func (d *painter) drawHubs() {
	if !d.world.showsHubs(d.p) {
		return
	}
	d.beginLayer("hubs")
	share := d.world.hubOpacity(d.p.Camera)
	for _, h := range d.p.Hubs {
		r := h.radiusPixels(d.p.Camera)
		x, y := d.p.Camera.Project(geo.UkraineAlbers.Forward(h.LonLat))
		d.drawHubRing(x, y, r, share)
	}
	d.endLayer()
}

// drawHubRing strokes the mark of a hub about a place in the picture.
func (d *painter) drawHubRing(x, y, r, share float64) {
	line := d.theme.Lines["hub"]
	for _, s := range []StrokeStyle{line.Casing, line.Stroke} {
		s.Color.A = uint8(math.Round(float64(s.Color.A) * share))
		s.Dash = FitDash(s.Dash, 2*math.Pi*r)
		d.strokePath(unitCircle, Matrix{XX: r, YY: r, X0: x, Y0: y}, s)
	}
}

// FitDash is a dash fitted to the length of a closed line, so that it has no seam.
func FitDash(dash [2]float64, length float64) [2]float64 {
	period := dash[0] + dash[1]
	if period == 0 {
		return dash
	}
	fit := length / max(math.Round(length/period), 1) / period
	return [2]float64{dash[0] * fit, dash[1] * fit}
}
