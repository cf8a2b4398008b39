package scene

import (
	"math"
)

// A set is a range of sizes of a picture that stands in a page. Within it type has one size, the texts above and below
// the map break at the same words, and the names of the map as it opens keep their places: so the same picture can be
// written once, as HTML, for every size.
type set struct {
	// w and h are the least size in CSS pixels.
	w, h float64
	// air is left around what the map shows, in CSS pixels.
	air float64
	// scale is that of type.
	scale float64
	// side is the width in CSS pixels of a column at the right with the key and the sources. Zero:
	// they stand below the map.
	side float64
}

// sets are the ranges, the narrowest first; it serves smaller pictures too. Of those that a picture is large enough for the
// last is its own: one, with a column, is for pictures that are wide and low.
var sets = [...]set{
	{w: 280, h: 470, air: 8, scale: 0.94},
	{w: 340, h: 480, air: 8, scale: 0.94},
	{w: 440, h: 480, air: 10, scale: 0.94},
	{w: 640, h: 320, air: 10, scale: 0.98, side: 270},
	{w: 600, h: 480, air: 14, scale: 0.98},
	{w: 760, h: 470, air: 16, scale: 1},
	{w: 1000, h: 560, air: 20, scale: 1.04},
}

// widest is the width up to which the names of the last set keep apart.
const widest = 1700

// setOf is the set of a picture's size.
func setOf(c Camera) int {
	for i := len(sets) - 1; i > 0; i-- {
		if c.W >= sets[i].w && c.H >= sets[i].h {
			return i
		}
	}
	return 0
}

// Small says whether a picture has room for short notes alone.
func Small(c Camera) bool { return setOf(c) < firstLarge }

// firstLarge is the first set whose pictures have room for whole notes.
const firstLarge = 3

// inPage reports whether the picture stands in a page that names it: it then keeps to its set.
func (p *Picture) inPage() bool { return p.Title == "" }

// whole rounds a length in CSS pixels in a picture that stands in a page: a browser sets lines of text, and images, on
// whole pixels, and the program's picture has to lie on the page's own.
func (p *Picture) whole(length float64) float64 {
	if p.inPage() {
		return math.Round(length)
	}
	return length
}

// side is the width in CSS pixels of the column with the key and the sources. Zero: there is none,
// as in a picture a part of which is hidden: the window's buttons would lie on the column.
func (p *Picture) side() float64 {
	if p.inPage() && p.Hidden == (Rect{}) {
		return sets[setOf(p.Camera)].side
	}
	return 0
}

// frame is what stands around the map of a picture in a page.
func (d *drawer) frame() Insets {
	p, air := d.p, sets[setOf(d.p.Camera)].air
	return Insets{
		Top: max(d.fur.head.y1, p.Covered.Top) + air, Bottom: p.Camera.H - d.fur.reserved + air,
		Left: p.Covered.Left + air, Right: p.Covered.Right + p.side() + air,
	}
}

// about is the part of the map that the picture shows when it opens.
func (d *drawer) about() Box {
	if d.p.About.Width() > 0 {
		return d.p.About
	}
	return d.world.home
}

// opening is the range of scales in which a picture of this set shows the whole of what it is
// about. It begins with the least picture of the set and ends where the next set begins: at a
// width, or for pictures with a column at a height.
func (d *drawer) opening() scales {
	i := setOf(d.p.Camera)
	s, in, b := sets[i], d.frame(), d.about()
	lo := 1 / Camera{W: s.w, H: s.h}.Fit(b, in).MetresPerPixel
	if s.side > 0 {
		return scales{lo, max(lo, (sets[i+1].h-in.Top-in.Bottom)/b.Height())}
	}
	next := float64(widest)
	for _, larger := range sets[i+1:] {
		if larger.side == 0 {
			next = larger.w
			break
		}
	}
	return scales{lo, max(lo, (next-in.Left-in.Right)/b.Width())}
}

// opens says whether the picture is as it opens: what it is about, as large as it goes.
func (d *drawer) opens() bool {
	if !d.p.inPage() {
		return false
	}
	fit := d.p.Camera.Fit(d.about(), d.frame()).MetresPerPixel
	return math.Abs(d.p.Camera.MetresPerPixel/fit-1) < 1e-9
}

// steady says whether a box is seen in every picture of the set at all scales between two: it keeps to what the picture
// is about, off the scale bar at the lower left and the locator at the upper left.
func (d *drawer) steady(s scales) func(*hung) bool {
	b, air := d.about(), sets[setOf(d.p.Camera)].air
	bar, locator, controls := d.fur.bar, d.fur.locator, d.fur.controls
	seen := func(h *hung, scale float64) bool {
		on, edge := h.on(scale), (air-3)/scale
		if on.Min.X < b.Min.X-edge || on.Min.Y < b.Min.Y-edge || on.Max.X > b.Max.X+edge || on.Max.Y > b.Max.Y+edge {
			return false
		}
		clear := func(r rect, low bool) bool {
			width, height := (r.x1-d.p.Covered.Left-air)/scale, (r.y1-r.y0-air)/scale
			if low {
				height = (d.fur.reserved - r.y0 - air) / scale
				return on.Min.X > b.Min.X+width || on.Min.Y > b.Min.Y+height
			}
			return on.Min.X > b.Min.X+width || on.Max.Y < b.Max.Y-height
		}
		return clear(bar, true) && (locator.x1 <= locator.x0 || clear(locator, false)) &&
			d.offControls(controls, on, scale)
	}
	return func(h *hung) bool { return seen(h, s.lo) && seen(h, s.hi) }
}

// offControls reports whether a box of the map keeps off the page's buttons in every picture of the set at a scale: off
// the corner of what the picture is about in which they stand.
func (d *drawer) offControls(controls rect, on Box, scale float64) bool {
	if controls.x1 <= controls.x0 {
		return true
	}
	b, air := d.about(), sets[setOf(d.p.Camera)].air
	width := d.p.Camera.W - d.p.Covered.Right - d.p.side() - controls.x0 + controlGap - air
	if on.Max.X < b.Max.X-width/scale {
		return true
	}
	return on.Max.Y < b.Max.Y-(controls.y1+controlGap-air)/scale
}
