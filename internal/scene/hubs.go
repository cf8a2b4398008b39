package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// hubRadius is the radius of a hub's ring in CSS pixels, at every scale.
const hubRadius = 11

// Hubs fade out over hubFadeLevels zoom levels and are invisible from hubMaxZoom on, because a ring
// among streets would look like a site. In a picture so large that the whole country is closer than
// hubMaxZoom, they stay visible until hubExtraLevels beyond the whole country.
const (
	hubMaxZoom     = 7
	hubFadeLevels  = 0.35
	hubExtraLevels = 0.25
)

// hubOpacity returns the opacity of hubs at a camera's scale, from 0 to 1.
func (w *World) hubOpacity(c Camera) float64 {
	whole := c.Fit(w.countryBounds, Insets{}).Zoom()
	return min(max((max(hubMaxZoom, whole+hubExtraLevels)-c.Zoom())/hubFadeLevels, 0), 1)
}

// showsHubs reports whether any hub of the picture is visible.
func (d *frame) showsHubs() bool {
	return d.p.Shows(LayerHubs) && len(d.p.Hubs) > 0 && d.world.hubOpacity(d.p.Camera) > 0
}

// radiusPixels returns the radius of a hub's ring or area in CSS pixels.
func (h Hub) radiusPixels(c Camera) float64 {
	if h.RadiusKm > 0 {
		return h.RadiusKm * 1000 / c.MetresPerPixel
	}
	return hubRadius
}

// placeHubLabels labels hubs. A hub's area gets its label. A ring is identified by its town, which
// is therefore labelled beside the ring, before other towns. Where that has no room, the town is
// labelled with the other towns. Labels of areas avoid the rings.
func (d labeller) placeHubLabels(placer *labelPlacer, towns bool) {
	const r = hubRadius
	for _, h := range d.p.Hubs {
		center := geo.UkraineAlbers.Forward(h.LonLat)
		if h.RadiusKm > 0 {
			placer.placeHubAreaLabel(h.Label, d.textStyle("hub"), center, h.RadiusKm*1000)
			continue
		}
		placer.hubBoxes = append(placer.hubBoxes, anchoredBox{center, -r, -r, r, r})
		for _, f := range d.world.towns {
			if towns && f.rank <= 2 && h.isAt(f.anchor) {
				d.placeHubTownLabel(placer, f)
			}
		}
	}
}

// placeHubTownLabel labels a town beside the ring around its dot.
func (d labeller) placeHubTownLabel(placer *labelPlacer, f *feature) {
	l := d.townLabel(f)
	l.clearance = max(l.clearance, hubRadius)
	if !placer.isPlaced(l, f) {
		placer.placeTownLabel(d.newTownConstraints(f), f, l)
	}
}

// hubLabelGap is the gap between a ring and a label diagonally beside it in a low picture, in CSS
// pixels.
const hubLabelGap = 4

// hasHubMark reports whether a town has a ring around its dot.
func (d labeller) hasHubMark(f *feature) bool {
	return d.showsHubs() && slices.ContainsFunc(d.p.Hubs, func(h Hub) bool {
		return h.RadiusKm == 0 && h.isAt(f.anchor)
	})
}

// overlapsOtherHub reports whether a box overlaps, at a scale, a hub's ring that is not around the
// box's own anchor.
func (d labeller) overlapsOtherHub(box *anchoredBox, scale float64) bool {
	b := box.boundsAt(scale)
	return slices.ContainsFunc(d.p.Hubs, func(hub Hub) bool {
		center := geo.UkraineAlbers.Forward(hub.LonLat)
		x, y := center.X-min(max(center.X, b.Min.X), b.Max.X),
			center.Y-min(max(center.Y, b.Min.Y), b.Max.Y)
		return hub.RadiusKm == 0 && !hub.isAt(box.anchor) && math.Hypot(x, y) < hubRadius/scale
	})
}

// hubTownTolerance is the maximum distance between a hub and the town that was named for it, in
// metres.
const hubTownTolerance = 10_000

// isAt reports whether a map point is that of the town that was named for the hub.
func (h Hub) isAt(q geo.XY) bool {
	center := geo.UkraineAlbers.Forward(h.LonLat)
	return math.Hypot(q.X-center.X, q.Y-center.Y) < hubTownTolerance
}

// placeHubAreaLabel labels a round area, inside it or, where that is too small, above or below it.
// Other labels avoid its edge.
func (p *labelPlacer) placeHubAreaLabel(text string, style TextStyle, center geo.XY,
	radius float64) {
	edge := make([]geo.XY, len(unitCircle.Lines[0]))
	for i, q := range unitCircle.Lines[0] {
		edge[i] = geo.XY{X: center.X + q.X*radius, Y: center.Y + q.Y*radius}
	}
	p.avoidedLines = append(p.avoidedLines, newGeometryPart([]ring{{points: edge}}, true))
	if _, done := p.alreadyPlaced[labelID{text: text}]; done {
		return
	}
	width, capHeight := p.fonts.Advance(text, style), p.fonts.CapHeight(style)
	top, bottom := geo.XY{X: center.X, Y: center.Y + radius},
		geo.XY{X: center.X, Y: center.Y - radius}
	p.group++
	for _, variant := range []struct {
		at geo.XY
		dy float64
	}{{center, capHeight / 2}, {top, -6}, {bottom, 6 + capHeight}} {
		box := newTextBox(variant.at, -width/2, variant.dy, width, style)
		if p.isFree(&box) && !p.boxCrossesLines(p.avoidedLines, &box) {
			p.labels = append(p.labels, placedLabel{text: text, style: style, anchor: variant.at,
				dx: -width / 2, dy: variant.dy, box: box, group: p.group})
			p.boxes = append(p.boxes, box)
			p.recordPlaced(labelID{text: text})
			return
		}
	}
}

// drawHubs draws rings and areas. They are hollow, so that none looks like a territory.
func (d *painter) drawHubs() {
	share := d.world.hubOpacity(d.p.Camera)
	for _, h := range d.p.Hubs {
		r := h.radiusPixels(d.p.Camera)
		x, y := d.p.Camera.Project(geo.UkraineAlbers.Forward(h.LonLat))
		d.drawHubRing(x, y, r, share)
	}
}

// drawHubRing strokes the ring of a hub. x, y and r are CSS pixels, share is its opacity.
func (d *painter) drawHubRing(x, y, r, share float64) {
	line := d.theme.Lines["hub"]
	for _, s := range []StrokeStyle{line.Casing, line.Stroke} {
		s.Color.A = uint8(math.Round(float64(s.Color.A) * share))
		s.Dash = FitDash(s.Dash, 2*math.Pi*r)
		d.strokePath(unitCircle, Matrix{XX: r, YY: r, X0: x, Y0: y}, s)
	}
}

// FitDash returns a dash scaled so that a whole number of periods fits the length of a closed line,
// which then has no seam.
func FitDash(dash [2]float64, length float64) [2]float64 {
	period := dash[0] + dash[1]
	if period == 0 {
		return dash
	}
	fit := length / max(math.Round(length/period), 1) / period
	return [2]float64{dash[0] * fit, dash[1] * fit}
}
