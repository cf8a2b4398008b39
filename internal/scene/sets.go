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
	// low is set for pictures with room for one line of the key and the brief line of sources.
	low bool
	// moreW and moreH are the least size in CSS pixels from which on pictures of the set open with
	// further labels, beside those that fit into its least picture.
	moreW, moreH float64
}

// sets are the ranges; the first serves smaller pictures too. Of those that a picture is large enough for the last is its
// own: two are for low pictures; one, with a column, is for pictures that are wide and low.
var sets = [...]set{
	{w: 280, h: 110, air: 4, scale: 0.94, low: true},
	{w: 520, h: 110, air: 4, scale: 0.94, low: true},
	{w: 280, h: 470, air: 8, scale: 0.94},
	{w: 340, h: 480, air: 8, scale: 0.94, moreW: 356, moreH: 480},
	{w: 440, h: 480, air: 10, scale: 0.94},
	{w: 640, h: 320, air: 10, scale: 0.98, side: 270, moreW: 960, moreH: 440},
	{w: 600, h: 480, air: 14, scale: 0.98, moreW: 640, moreH: 560},
	{w: 760, h: 470, air: 16, scale: 1, moreW: 880, moreH: 580},
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
const firstLarge = 5

// low reports whether the picture has room for one line of the key.
func (p *Picture) low() bool { return sets[setOf(p.Camera)].low }

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
// width, or for low pictures and those with a column at a height.
func (d *drawer) opening() scales {
	i := setOf(d.p.Camera)
	s, in, b := sets[i], d.frame(), d.about()
	lo := 1 / Camera{W: s.w, H: s.h}.Fit(b, in).MetresPerPixel
	next := sets[len(sets)-1]
	next.w = widest
	for _, larger := range sets[i+1:] {
		if larger.side == 0 && !larger.low {
			next = larger
			break
		}
	}
	if s.low || s.side > 0 {
		return scales{lo, max(lo, (next.h-in.Top-in.Bottom)/b.Height())}
	}
	return scales{lo, max(lo, (next.w-in.Left-in.Right)/b.Width())}
}

// more is the range of scales in which pictures of this set open with further labels. The zero
// value: none do.
func (d *drawer) more() scales {
	s := sets[setOf(d.p.Camera)]
	if s.moreW == 0 {
		return scales{}
	}
	lo := 1 / Camera{W: s.moreW, H: s.moreH}.Fit(d.about(), d.frame()).MetresPerPixel
	return scales{lo, max(lo, d.opening().hi)}
}

// hasMore reports whether the picture is large enough to open with further labels.
func (d *drawer) hasMore() bool {
	s, c := sets[setOf(d.p.Camera)], d.p.Camera
	return s.moreW > 0 && c.W >= s.moreW && c.H >= s.moreH
}

// opens says whether the picture is as it opens: what it is about, as large as it goes.
func (d *drawer) opens() bool {
	if !d.p.inPage() {
		return false
	}
	fit := d.p.Camera.Fit(d.about(), d.frame()).MetresPerPixel
	return math.Abs(d.p.Camera.MetresPerPixel/fit-1) < 1e-9
}

// steady reports whether a box is seen in every picture of the set of at least w by h CSS pixels, at
// all scales between two: it keeps to what the picture is about, off the scale bar at the lower
// left, the locator at the upper left and the buttons at the upper right.
func (d *drawer) steady(s scales, w, h float64) func(*hung) bool {
	b, air, in := d.about(), sets[setOf(d.p.Camera)].air, d.frame()
	bar, locator := d.fur.bar, d.fur.locator
	seen := func(box *hung, scale float64) bool {
		on, edge := box.on(scale), (air-3)/scale
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
			d.offControls(on, scale, air, max(0, (w-in.Left-in.Right-b.Width()*scale)/2), max(0, (h-in.Top-in.Bottom-b.Height()*scale)/2))
	}
	return func(box *hung) bool { return seen(box, s.lo) && seen(box, s.hi) }
}

// offControls reports whether a box of the map keeps off the page's buttons at a scale: off the
// upper right corner of what the picture is about, in a low picture off the lower right one, which
// stands air and at least so many CSS pixels more off the edges of the map.
func (d *drawer) offControls(on Box, scale, air, right, edge float64) bool {
	controls := d.fur.controls
	if controls.x1 <= controls.x0 {
		return true
	}
	b := d.about()
	width := d.p.Camera.W - d.p.Covered.Right - d.p.side() - controls.x0 + controlGap - air - right
	if on.Max.X < b.Max.X-width/scale {
		return true
	}
	if d.p.low() {
		return on.Min.Y > b.Min.Y+(d.fur.reserved-controls.y0+controlGap-air-edge)/scale
	}
	return on.Max.Y < b.Max.Y-(controls.y1+controlGap-air-edge)/scale
}
