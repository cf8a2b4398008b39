package scene

import (
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// rect is a box in CSS pixels.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) intersects(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// furniture is what stands in the picture and not on the map: title, situation, legend, scale and
// sources. It keeps its place when the map moves.
type furniture struct {
	picture Picture // for which it was laid out, without its camera's place
	// missingLooks has the looks that the legend leaves out because there is nothing of them.
	missingLooks [len(optionalLooks)]bool
	plates       []rect
	// mapRect is the part of the picture that plates leave to the map. Zero: all of it, but for the
	// foot of a picture in a page.
	mapRect  rect
	labels   []Label
	swatches []placedSwatch
	// header and foot are the plates at the top and at the bottom; labels keep off them and off the
	// scale bar.
	header, footer, scaleBar    rect
	locator, obscured, controls rect
	// mapBottom is the upper edge of the room that is kept for the foot: the map's part of the
	// picture ends there.
	mapBottom            float64
	scaleBarX, scaleBarY float64 // left end of the scale bar
}

type placedSwatch struct {
	role string
	x, y float64 // left end and middle of the swatch
}

func (f *furniture) covers(b rect) bool {
	return f.header.intersects(b) || f.footer.intersects(b) || f.scaleBar.intersects(b) ||
		f.locator.intersects(b) ||
		f.obscured.intersects(b) || f.controls.intersects(b)
}

// reusableFor says whether a layout made for one picture serves another.
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

// layoutFurniture is the furniture of this picture.
func (d *painter) layoutFurniture() *furniture {
	w := d.world
	if missing := d.missingLooks(); w.furniture == nil || w.furniture.missingLooks != missing ||
		!w.furniture.reusableFor(d.p) {
		w.furniture = d.newFurniture()
		w.furniture.missingLooks = missing
	}
	return w.furniture
}

// Margins inside the plates, in CSS pixels.
const (
	platePaddingX = 12
	marginY       = 9
)

func (d *painter) newFurniture() *furniture {
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

// maxScaleBarLength is the greatest length of the scale bar in CSS pixels.
func maxScaleBarLength(c Camera) float64 { return min(130, c.W/4) }

// layoutScaleBar finds the place of the scale bar of a picture in a page: above the room of its
// foot.
func (d *painter) layoutScaleBar(f *furniture) {
	s := d.textStyle("scale")
	f.scaleBarX, f.scaleBarY = d.p.Padding.Left+platePaddingX, f.mapBottom-10
	length := max(maxScaleBarLength(d.p.Camera), 2*maxInitialScaleBar)
	f.scaleBar = rect{f.scaleBarX - 6, f.scaleBarY - s.Size - 12, f.scaleBarX + length + 6,
		f.scaleBarY + 5}
}

// scaleBarLength is the number of kilometres on the scale bar, and its length in CSS pixels.
func (d *painter) scaleBarLength() (km, length float64) {
	c := d.p.Camera
	if km = roundKm(maxScaleBarLength(c) * c.MetresPerPixel / 1000); d.atInitialView() {
		km = d.initialScaleBarKm()
	}
	return km, km * 1000 / c.MetresPerPixel
}

// initialScaleBarKm is the number of kilometres on the scale bar with which a picture of this set
// opens.
func (d *painter) initialScaleBarKm() float64 {
	s, room := breakpoints[breakpointFor(d.p.Camera)], float64(maxInitialScaleBar)
	if s.low {
		room /= 2
	}
	return roundKm(min(maxScaleBarLength(Camera{W: s.minWidth}), room) / d.initialScales().lo /
		1000)
}

// maxInitialScaleBar keeps the bar short enough for the largest picture of a set. Low pictures of a
// set differ more in size.
const maxInitialScaleBar = 72

// roundKm is the longest round number within some kilometres.
func roundKm(room float64) (km float64) {
	power := math.Pow(10, math.Floor(math.Log10(room)))
	km = power
	for _, k := range []float64{2, 5} {
		if k*power <= room {
			km = k * power
		}
	}
	return km
}

// wrapBalanced is wrap with lines of about the same length: no word is left alone on the last.
func (d *painter) wrapBalanced(text string, s TextStyle, room float64, most int) []string {
	lines := d.wrapText(text, s, room, most)
	return BalanceLines(lines, room, func(room float64) ([]string, bool) {
		narrower := d.wrapText(text, s, room, most+1)
		return narrower, d.fitsWidth(narrower, s, room)
	})
}

// BalanceLines makes the lines of a text about equally long: it looks for the least room in which
// there are no more of them. wrap divides the text anew, and says whether all of it is there and no
// line is wider than the room.
func BalanceLines(lines []string, room float64,
	wrap func(room float64) (narrower []string, fits bool)) []string {
	if len(lines) < 2 {
		return lines
	}
	lo, hi := room/2, room
	for range 6 {
		mid := (lo + hi) / 2
		if narrower, fits := wrap(mid); fits && len(narrower) == len(lines) {
			lines, hi = narrower, mid
		} else {
			lo = mid
		}
	}
	return lines
}

func (d *painter) fitsWidth(lines []string, s TextStyle, room float64) bool {
	for _, line := range lines {
		if strings.HasSuffix(line, "…") || d.world.Fonts.Advance(line, s) > room {
			return false
		}
	}
	return true
}

// wrapText breaks a text into at most most lines no wider than room; the last ends with an ellipsis
// if more is left. A word wider than room stands on a line of its own and is shortened.
func (d *painter) wrapText(text string, s TextStyle, room float64, most int) []string {
	fonts := d.world.Fonts
	var lines []string
	line := ""
	for _, word := range splitWords(text) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if line != "" && fonts.Advance(longer, s) > room {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	lines = append(lines, line)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	for i := range lines {
		lines[i] = truncateText(fonts, lines[i], s, room)
	}
	return lines
}

// truncateText cuts a line that is too wide and ends it with an ellipsis.
func truncateText(fonts *Fonts, line string, s TextStyle, room float64) string {
	if fonts.Advance(line, s) <= room {
		return line
	}
	letters := []rune(strings.TrimSuffix(line, " …"))
	for len(letters) > 1 {
		letters = letters[:len(letters)-1]
		cut := strings.TrimRight(string(letters), " ,;:.") + "…"
		if fonts.Advance(cut, s) <= room {
			return cut
		}
	}
	return string(letters)
}

// drawFurniture draws plates, texts, legend and scale bar.
func (d *painter) drawFurniture() {
	f := d.furniture
	d.beginLayer("furniture")
	d.drawScaleBar(f)
	for _, r := range f.plates {
		d.fillRect(r.withBleed(d.p.Camera), d.plateStyle())
	}
	d.drawMapEdges(f)
	for _, k := range f.swatches {
		d.drawSwatch(k)
	}
	for _, l := range f.labels {
		d.drawLabel(l)
	}
	d.endLayer()
}

// withBleed is the rectangle with the sides that lie on the picture's edges moved outward: a
// drawing that is shown at another size than its own ends within a pixel, in which the map would
// show.
func (r rect) withBleed(c Camera) rect {
	const beyond = 2
	if r.x0 <= 0 {
		r.x0 -= beyond
	}
	if r.y0 <= 0 {
		r.y0 -= beyond
	}
	if r.x1 >= c.W {
		r.x1 += beyond
	}
	if r.y1 >= c.H {
		r.y1 += beyond
	}
	return r
}

func (d *painter) fillRect(r rect, s FillStyle) {
	d.fillPath(unitSquare, Matrix{XX: r.x1 - r.x0, YY: r.y1 - r.y0, X0: r.x0, Y0: r.y0}, s)
}

// drawScaleBar draws the scale bar with its length over it.
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
