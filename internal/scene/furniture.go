package scene

import (
	"math"
	"slices"
	"strings"

	"truceline/internal/geo"
)

// rect is a box in CSS pixels.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) meets(o rect) bool { return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1 }

// furniture is what stands in the picture and not on the map: title, situation, legend, scale and sources. It keeps
// its place when the map moves.
type furniture struct {
	made Picture // for which it was laid out, without its camera's place
	// missing has the looks that the legend leaves out because there is nothing of them.
	missing [len(sometimes)]bool
	plates  []rect
	// room is the part of the picture that plates leave to the map. Zero: all of it, but for the foot
	// of a picture in a page.
	room  rect
	texts []Label
	keys  []placedKey
	// head and foot are the plates at the top and at the bottom; labels keep off them and off the scale bar.
	head, foot, bar           rect
	locator, hidden, controls rect
	// reserved is the upper edge of the room that is kept for the foot: the map's part of the picture ends there.
	reserved       float64
	scaleX, scaleY float64 // left end of the scale bar
}

type placedKey struct {
	swatch string
	x, y   float64 // left end and middle of the swatch
}

func (f *furniture) covers(b rect) bool {
	return f.head.meets(b) || f.foot.meets(b) || f.bar.meets(b) || f.locator.meets(b) ||
		f.hidden.meets(b) || f.controls.meets(b)
}

// fits says whether a layout made for one picture serves another.
func (f *furniture) fits(p *Picture) bool {
	m := &f.made
	return m.sameWords(p) && m.Camera.W == p.Camera.W && m.Camera.H == p.Camera.H && m.Theme == p.Theme && m.Covered == p.Covered && m.Hidden == p.Hidden && m.Controls == p.Controls &&
		m.Title == p.Title && m.Situation == p.Situation && m.Source == p.Source && m.BriefSource == p.BriefSource && m.Kilometres == p.Kilometres &&
		m.Scenario == p.Scenario && m.Zones.File == p.Zones.File &&
		slices.Equal(m.Notes, p.Notes) && slices.Equal(m.Legend, p.Legend) &&
		slices.Equal(m.RoomLegend, p.RoomLegend) && m.RoomSource == p.RoomSource
}

// layout is the furniture of this picture.
func (d *drawer) layout() *furniture {
	w := d.world
	if missing := d.missing(); w.fur == nil || w.fur.missing != missing || !w.fur.fits(d.p) {
		w.fur = d.newFurniture()
		w.fur.missing = missing
	}
	return w.fur
}

// Margins inside the plates, in CSS pixels.
const (
	marginX = 12
	marginY = 9
)

func (d *drawer) newFurniture() *furniture {
	p := d.p
	f := &furniture{made: *p}
	f.made.Notes, f.made.Legend = slices.Clone(p.Notes), slices.Clone(p.Legend)
	f.made.RoomLegend = slices.Clone(p.RoomLegend)
	f.hidden = rect{p.Hidden.X, p.Hidden.Y, p.Hidden.X + p.Hidden.W, p.Hidden.Y + p.Hidden.H}
	if !p.inPage() {
		f.made.ShortNotes, f.made.Figures = slices.Clone(p.ShortNotes), slices.Clone(p.Figures)
		d.layAlone(f)
		return f
	}
	d.layPage(f)
	d.layScale(f)
	d.layLocator(f)
	return f
}

// Size of a legend's swatch in CSS pixels.
const (
	swatchW = 20
	swatchH = 11
)

// scaleLength is the greatest length of the scale bar in CSS pixels.
func scaleLength(c Camera) float64 { return min(130, c.W/4) }

// layScale finds the place of the scale bar of a picture in a page: above the room of its foot.
func (d *drawer) layScale(f *furniture) {
	s := d.text("scale")
	f.scaleX, f.scaleY = d.p.Covered.Left+marginX, f.reserved-10
	length := max(scaleLength(d.p.Camera), 2*barRoom)
	f.bar = rect{f.scaleX - 6, f.scaleY - s.Size - 12, f.scaleX + length + 6, f.scaleY + 5}
}

// scaleBar is the number of kilometres on the scale bar, and its length in CSS pixels.
func (d *drawer) scaleBar() (km, length float64) {
	c := d.p.Camera
	if km = roundKm(scaleLength(c) * c.MetresPerPixel / 1000); d.opens() {
		km = d.barKm()
	}
	return km, km * 1000 / c.MetresPerPixel
}

// barKm is the number of kilometres on the scale bar with which a picture of this set opens.
func (d *drawer) barKm() float64 {
	s, room := sets[setOf(d.p.Camera)], float64(barRoom)
	if s.low {
		room /= 2
	}
	return roundKm(min(scaleLength(Camera{W: s.w}), room) / d.opening().lo / 1000)
}

// barRoom keeps the bar short enough for the largest picture of a set. Low pictures of a set differ more in size.
const barRoom = 72

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

// balance is wrap with lines of about the same length: no word is left alone on the last.
func (d *drawer) balance(text string, s TextStyle, room float64, most int) []string {
	lines := d.wrap(text, s, room, most)
	return Balance(lines, room, func(room float64) ([]string, bool) {
		narrower := d.wrap(text, s, room, most+1)
		return narrower, d.within(narrower, s, room)
	})
}

// Balance makes the lines of a text about equally long: it looks for the least room in which there are no more of them.
// wrap divides the text anew, and says whether all of it is there and no line is wider than the room.
func Balance(lines []string, room float64, wrap func(room float64) (narrower []string, fits bool)) []string {
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

func (d *drawer) within(lines []string, s TextStyle, room float64) bool {
	for _, line := range lines {
		if strings.HasSuffix(line, "…") || d.world.Fonts.Advance(line, s) > room {
			return false
		}
	}
	return true
}

// wrap breaks a text into at most most lines no wider than room; the last ends with an ellipsis if more is left. A
// word wider than room stands on a line of its own and is shortened.
func (d *drawer) wrap(text string, s TextStyle, room float64, most int) []string {
	fonts := d.world.Fonts
	var lines []string
	line := ""
	for _, word := range words(text) {
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
		lines[i] = shorten(fonts, lines[i], s, room)
	}
	return lines
}

// shorten cuts a line that is too wide and ends it with an ellipsis.
func shorten(fonts *Fonts, line string, s TextStyle, room float64) string {
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

// furniture draws plates, texts, legend and scale bar.
func (d *drawer) furniture() {
	f := d.fur
	d.begin("furniture")
	d.drawScale(f)
	for _, r := range f.plates {
		d.rect(r.beyondEdges(d.p.Camera), d.plate())
	}
	d.roomEdges(f)
	for _, k := range f.keys {
		d.swatch(k)
	}
	for _, l := range f.texts {
		d.label(l)
	}
	d.end()
}

// beyondEdges is the rectangle with the sides that lie on the picture's edges moved outward: a drawing
// that is shown at another size than its own ends within a pixel, in which the map would show.
func (r rect) beyondEdges(c Camera) rect {
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

func (d *drawer) rect(r rect, s FillStyle) {
	d.fillPath(unitSquare, Matrix{XX: r.x1 - r.x0, YY: r.y1 - r.y0, X0: r.x0, Y0: r.y0}, s)
}

// drawScale draws the scale bar with its length over it.
func (d *drawer) drawScale(f *furniture) {
	km, length := d.scaleBar()
	s := d.text("scale")
	style := d.theme.Lines["scale"]
	m := Matrix{XX: length, YY: 4, X0: f.scaleX, Y0: f.scaleY - 4}
	d.strokePath(unitTray, m, style.Casing)
	d.strokePath(unitTray, m, style.Stroke)
	d.label(Label{Text: d.world.kilometres(km, d.p.Kilometres), X: f.scaleX, Y: f.scaleY - 8, Style: s})
}

// unitTray is a line from 0,0 down to 0,1, over to 1,1 and up to 1,0.
var unitTray = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 0, Y: 1}, {X: 1, Y: 1}, {X: 1, Y: 0}}})
