package scene

import (
	"math"
	"slices"
	"strconv"

	"truceline/internal/geo"
)

// rect is a rectangle in CSS pixels.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) intersects(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// furniture is everything in the picture that does not move with the map: title, situation, legend,
// scale bar and sources.
type furniture struct {
	picture Picture // for which it was laid out; its camera's centre and scale are not used
	// missingLayers are the layers of which the picture has nothing and which the legend omits.
	missingLayers layerSet
	plates        []rect
	// mapRect is the part of the picture that plates leave to the map. The zero value means all of
	// it, apart from the footer of a picture in a page.
	mapRect  rect
	labels   []Label
	swatches []placedSwatch
	// header and footer are the plates at the top and at the bottom. Labels avoid them and the
	// scale bar.
	header, footer, scaleBar    rect
	locator, obscured, controls rect
	// mapBottom is the lower edge of the map's part of the picture: the upper edge of the height
	// that is reserved for the footer.
	mapBottom            float64
	scaleBarX, scaleBarY float64 // left end of the scale bar
}

type placedSwatch struct {
	role string
	x, y float64 // left end and vertical middle
}

func (f *furniture) covers(b rect) bool {
	return f.header.intersects(b) || f.footer.intersects(b) || f.scaleBar.intersects(b) ||
		f.locator.intersects(b) || f.obscured.intersects(b) || f.controls.intersects(b)
}

// reusableFor reports whether a layout for one picture is also valid for another.
func (f *furniture) reusableFor(p *Picture) bool {
	m := &f.picture
	return m.sameTexts(p) && m.Camera.W == p.Camera.W && m.Camera.H == p.Camera.H &&
		m.Theme == p.Theme && m.Padding == p.Padding && m.Obscured == p.Obscured &&
		m.Controls == p.Controls &&
		m.Title == p.Title && m.Situation == p.Situation && m.Source == p.Source &&
		m.ShortSource == p.ShortSource && m.KilometreUnit == p.KilometreUnit &&
		m.ScenarioName == p.ScenarioName && m.Zones.File == p.Zones.File &&
		slices.Equal(m.Notes, p.Notes) && slices.Equal(m.Legend, p.Legend) &&
		slices.Equal(m.ReservedLegend, p.ReservedLegend) && m.ReservedSource == p.ReservedSource
}

// layouter lays out the furniture of a frame.
type layouter struct{ *frame }

// layoutFurniture returns the furniture of this picture. That of the last picture is reused if it
// is the same.
func (d layouter) layoutFurniture() *furniture {
	w := d.world
	if missing := d.missingLayers(); w.furniture == nil || w.furniture.missingLayers != missing ||
		!w.furniture.reusableFor(d.p) {
		w.furniture = d.newFurniture()
		w.furniture.missingLayers = missing
	}
	return w.furniture
}

// platePaddingX is the horizontal padding inside the plates, in CSS pixels.
const platePaddingX = 12

func (d layouter) newFurniture() *furniture {
	p := d.p
	f := &furniture{picture: *p}
	f.picture.Notes, f.picture.Legend = slices.Clone(p.Notes), slices.Clone(p.Legend)
	f.picture.ReservedLegend = slices.Clone(p.ReservedLegend)
	f.obscured = rect{p.Obscured.X, p.Obscured.Y, p.Obscured.X + p.Obscured.W,
		p.Obscured.Y + p.Obscured.H}
	if !p.inPage() {
		f.picture.ShortNotes, f.picture.Figures = slices.Clone(p.ShortNotes),
			slices.Clone(p.Figures)
		d.layoutStandalone(f)
		return f
	}
	d.layoutPage(f)
	d.layoutScaleBar(f)
	d.layoutLocator(f)
	return f
}

// Size of a legend's swatch in CSS pixels.
const (
	swatchWidth  = 20
	swatchHeight = 11
)

// maxScaleBarLength returns the maximum length of the scale bar in CSS pixels.
func maxScaleBarLength(c Camera) float64 { return min(130, c.W/4) }

// layoutScaleBar places the scale bar of a picture in a page, above the height that is reserved for
// the footer.
func (d layouter) layoutScaleBar(f *furniture) {
	s := d.textStyle("scale")
	f.scaleBarX, f.scaleBarY = d.p.Padding.Left+platePaddingX, f.mapBottom-10
	length := max(maxScaleBarLength(d.p.Camera), 2*maxInitialScaleBar)
	f.scaleBar = rect{f.scaleBarX - 6, f.scaleBarY - s.Size - 12, f.scaleBarX + length + 6,
		f.scaleBarY + 5}
}

// scaleBarLength returns the length of the scale bar in kilometres and in CSS pixels.
func (d *frame) scaleBarLength() (km, length float64) {
	c := d.p.Camera
	if km = roundKm(maxScaleBarLength(c) * c.MetresPerPixel / 1000); d.atInitialView() {
		km = d.initialScaleBarKm()
	}
	return km, km * 1000 / c.MetresPerPixel
}

// initialScaleBarKm returns the kilometres on the scale bar in initial views of this breakpoint.
func (d *frame) initialScaleBarKm() float64 {
	bp, maxLength := breakpoints[breakpointFor(d.p.Camera)], float64(maxInitialScaleBar)
	if bp.low {
		maxLength /= 2
	}
	maxLength = min(maxScaleBarLength(Camera{W: bp.minWidth}), maxLength)
	return roundKm(maxLength / d.initialScales().lo / 1000)
}

// maxInitialScaleBar is the maximum length of the scale bar, in CSS pixels, in a breakpoint's
// smallest initial view, so that the bar is not too long in the largest. Low pictures of a
// breakpoint differ more in size and have half of it.
const maxInitialScaleBar = 72

// roundKm returns the greatest number of the form 1, 2 or 5 times a power of ten up to maxKm.
func roundKm(maxKm float64) (km float64) {
	power := math.Pow(10, math.Floor(math.Log10(maxKm)))
	km = power
	for _, k := range []float64{2, 5} {
		if k*power <= maxKm {
			km = k * power
		}
	}
	return km
}

// drawFurniture draws plates, texts, legend and scale bar.
func (d *painter) drawFurniture() {
	f := d.furniture
	d.drawScaleBar(f)
	for _, r := range f.plates {
		d.fillRect(r.withBleed(d.p.Camera), d.plateStyle())
	}
	d.drawMapEdges(f)
	for _, swatch := range f.swatches {
		d.drawSwatch(swatch)
	}
	for _, l := range f.labels {
		d.drawLabel(l)
	}
}

// withBleed returns the rectangle with the sides on the picture's edges moved outward. A drawing
// that is scaled may end within a pixel, and the map would show through there.
func (r rect) withBleed(c Camera) rect {
	const bleed = 2
	if r.x0 <= 0 {
		r.x0 -= bleed
	}
	if r.y0 <= 0 {
		r.y0 -= bleed
	}
	if r.x1 >= c.W {
		r.x1 += bleed
	}
	if r.y1 >= c.H {
		r.y1 += bleed
	}
	return r
}

func (d *painter) fillRect(r rect, s FillStyle) {
	d.fillPath(unitSquare, Matrix{XX: r.x1 - r.x0, YY: r.y1 - r.y0, X0: r.x0, Y0: r.y0}, s)
}

// drawScaleBar draws the scale bar with its length above it.
func (d *painter) drawScaleBar(f *furniture) {
	km, length := d.scaleBarLength()
	s := d.textStyle("scale")
	style := d.theme.Lines["scale"]
	m := Matrix{XX: length, YY: 4, X0: f.scaleBarX, Y0: f.scaleBarY - 4}
	d.strokePath(unitScaleBar, m, style.Casing)
	d.strokePath(unitScaleBar, m, style.Stroke)
	d.drawLabel(Label{Text: d.world.formatKilometres(km, d.p.KilometreUnit), X: f.scaleBarX,
		Y: f.scaleBarY - 8, Style: s})
}

// unitScaleBar is a line from 0,0 down to 0,1, over to 1,1 and up to 1,0.
var unitScaleBar = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 0, Y: 1}, {X: 1, Y: 1}, {X: 1, Y: 0}}})

// formatKilometres returns the text of a length on the scale bar. It caches the last one, which
// seldom changes.
func (w *World) formatKilometres(km float64, unit string) string {
	if unit == "" {
		unit = "km"
	}
	if w.scaleBarKm != km || w.scaleBarUnit != unit {
		w.scaleBarKm, w.scaleBarUnit = km, unit
		w.scaleBarText = strconv.FormatFloat(km, 'f', -1, 64) + "\u00a0" + unit
	}
	return w.scaleBarText
}
