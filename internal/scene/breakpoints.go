package scene

import (
	"math"
)

// A breakpoint is a range of sizes of a picture that stands in a page. Within it type has one size,
// the texts above and below the map break at the same words, and the names of the map as it opens
// keep their places: so the same picture can be written once, as HTML, for every size.
type breakpoint struct {
	// minWidth and h are the least size in CSS pixels.
	minWidth, minHeight float64
	// padding is left around what the map shows, in CSS pixels.
	padding float64
	// textScale is that of type.
	textScale float64
	// columnWidth is the width in CSS pixels of a column at the right with the key and the sources.
	// Zero: they stand below the map.
	columnWidth float64
	// low is set for pictures with room for one line of the key and the brief line of sources.
	low bool
	// extraMinWidth and moreH are the least size in CSS pixels from which on pictures of the set
	// open with further labels, beside those that fit into its least picture.
	extraMinWidth, extraMinHeight float64
}

// breakpoints are the ranges; the first serves smaller pictures too. Of those that a picture is
// large enough for the last is its own: two are for low pictures; one, with a column, is for
// pictures that are wide and low.
var breakpoints = [...]breakpoint{
	{minWidth: 280, minHeight: 110, padding: 4, textScale: 0.94, low: true},
	{minWidth: 520, minHeight: 110, padding: 4, textScale: 0.94, low: true},
	{minWidth: 280, minHeight: 470, padding: 8, textScale: 0.94},
	{minWidth: 340, minHeight: 480, padding: 8, textScale: 0.94, extraMinWidth: 356,
		extraMinHeight: 480},
	{minWidth: 440, minHeight: 480, padding: 10, textScale: 0.94},
	{minWidth: 640, minHeight: 320, padding: 10, textScale: 0.98, columnWidth: 270,
		extraMinWidth: 960, extraMinHeight: 440},
	{minWidth: 600, minHeight: 480, padding: 14, textScale: 0.98, extraMinWidth: 640,
		extraMinHeight: 560},
	{minWidth: 760, minHeight: 470, padding: 16, textScale: 1, extraMinWidth: 880,
		extraMinHeight: 580},
	{minWidth: 1000, minHeight: 560, padding: 20, textScale: 1.04},
}

// maxStableWidth is the width up to which the names of the last set keep apart.
const maxStableWidth = 1700

// breakpointFor is the set of a picture's size.
func breakpointFor(c Camera) int {
	for i := len(breakpoints) - 1; i > 0; i-- {
		if c.W >= breakpoints[i].minWidth && c.H >= breakpoints[i].minHeight {
			return i
		}
	}
	return 0
}

// IsSmall says whether a picture has room for short notes alone.
func IsSmall(c Camera) bool { return breakpointFor(c) < firstLarge }

// firstLarge is the first set whose pictures have room for whole notes.
const firstLarge = 5

// isLow reports whether the picture has room for one line of the key.
func (p *Picture) isLow() bool { return breakpoints[breakpointFor(p.Camera)].low }

// inPage reports whether the picture stands in a page that names it: it then keeps to its set.
func (p *Picture) inPage() bool { return p.Title == "" }

// roundInPage rounds a length in CSS pixels in a picture that stands in a page: a browser sets
// lines of text, and images, on whole pixels, and the program's picture has to lie on the page's
// own.
func (p *Picture) roundInPage(length float64) float64 {
	if p.inPage() {
		return math.Round(length)
	}
	return length
}

// columnWidth is the width in CSS pixels of the column with the key and the sources. Zero: there is
// none, as in a picture a part of which is hidden: the window's buttons would lie on the column.
func (p *Picture) columnWidth() float64 {
	if p.inPage() && p.Obscured == (Rect{}) {
		return breakpoints[breakpointFor(p.Camera)].columnWidth
	}
	return 0
}

// initialInsets is what stands around the map of a picture in a page.
func (d *painter) initialInsets() Insets {
	p, air := d.p, breakpoints[breakpointFor(d.p.Camera)].padding
	return Insets{
		Top:    max(d.furniture.header.y1, p.Padding.Top) + air,
		Bottom: p.Camera.H - d.furniture.mapBottom + air,
		Left:   p.Padding.Left + air, Right: p.Padding.Right + p.columnWidth() + air,
	}
}

// focusBounds is the part of the map that the picture shows when it opens.
func (d *painter) focusBounds() Bounds {
	if d.p.FocusBounds.Width() > 0 {
		return d.p.FocusBounds
	}
	return d.world.countryBounds
}

// initialScales is the range of scales in which a picture of this set shows the whole of what it is
// about. It begins with the least picture of the set and ends where the next set begins: at a
// width, or for low pictures and those with a column at a height.
func (d *painter) initialScales() scaleRange {
	i := breakpointFor(d.p.Camera)
	s, in, b := breakpoints[i], d.initialInsets(), d.focusBounds()
	lo := 1 / Camera{W: s.minWidth, H: s.minHeight}.Fit(b, in).MetresPerPixel
	next := breakpoints[len(breakpoints)-1]
	next.minWidth = maxStableWidth
	for _, larger := range breakpoints[i+1:] {
		if larger.columnWidth == 0 && !larger.low {
			next = larger
			break
		}
	}
	if s.low || s.columnWidth > 0 {
		return scaleRange{lo, max(lo, (next.minHeight-in.Top-in.Bottom)/b.Height())}
	}
	return scaleRange{lo, max(lo, (next.minWidth-in.Left-in.Right)/b.Width())}
}

// extraScales is the range of scales in which pictures of this set open with further labels. The
// zero value: none do.
func (d *painter) extraScales() scaleRange {
	s := breakpoints[breakpointFor(d.p.Camera)]
	if s.extraMinWidth == 0 {
		return scaleRange{}
	}
	lo := 1 / Camera{W: s.extraMinWidth, H: s.extraMinHeight}.Fit(d.focusBounds(),
		d.initialInsets()).MetresPerPixel
	return scaleRange{lo, max(lo, d.initialScales().hi)}
}

// hasExtraLabels reports whether the picture is large enough to open with further labels.
func (d *painter) hasExtraLabels() bool {
	s, c := breakpoints[breakpointFor(d.p.Camera)], d.p.Camera
	return s.extraMinWidth > 0 && c.W >= s.extraMinWidth && c.H >= s.extraMinHeight
}

// atInitialView says whether the picture is as it opens: what it is about, as large as it goes.
func (d *painter) atInitialView() bool {
	if !d.p.inPage() {
		return false
	}
	fit := d.p.Camera.Fit(d.focusBounds(), d.initialInsets()).MetresPerPixel
	return math.Abs(d.p.Camera.MetresPerPixel/fit-1) < 1e-9
}

// stableFilter reports whether a box is seen in every picture of the set of at least w by h CSS
// pixels, at all scales between two: it keeps to what the picture is about, off the scale bar at
// the lower left, the locator at the upper left and the buttons at the upper right.
func (d *painter) stableFilter(s scaleRange, w, h float64) func(*anchoredBox) bool {
	b, air, in := d.focusBounds(), breakpoints[breakpointFor(d.p.Camera)].padding, d.initialInsets()
	bar, locator := d.furniture.scaleBar, d.furniture.locator
	seen := func(box *anchoredBox, scale float64) bool {
		on, edge := box.boundsAt(scale), (air-3)/scale
		if on.Min.X < b.Min.X-edge || on.Min.Y < b.Min.Y-edge || on.Max.X > b.Max.X+edge ||
			on.Max.Y > b.Max.Y+edge {
			return false
		}
		clear := func(r rect, low bool) bool {
			width, height := (r.x1-d.p.Padding.Left-air)/scale, (r.y1-r.y0-air)/scale
			if low {
				height = (d.furniture.mapBottom - r.y0 - air) / scale
				return on.Min.X > b.Min.X+width || on.Min.Y > b.Min.Y+height
			}
			return on.Min.X > b.Min.X+width || on.Max.Y < b.Max.Y-height
		}
		return clear(bar, true) && (locator.x1 <= locator.x0 || clear(locator, false)) &&
			d.clearOfControls(on, scale, air, max(0, (w-in.Left-in.Right-b.Width()*scale)/2),
				max(0, (h-in.Top-in.Bottom-b.Height()*scale)/2))
	}
	return func(box *anchoredBox) bool { return seen(box, s.lo) && seen(box, s.hi) }
}

// clearOfControls reports whether a box of the map keeps off the page's buttons at a scale: off the
// upper right corner of what the picture is about, in a low picture off the lower right one, which
// stands air and at least so many CSS pixels more off the edges of the map.
func (d *painter) clearOfControls(on Bounds, scale, air, right, edge float64) bool {
	controls := d.furniture.controls
	if controls.x1 <= controls.x0 {
		return true
	}
	b := d.focusBounds()
	width := d.p.Camera.W - d.p.Padding.Right - d.p.columnWidth() - controls.x0 + controlGap - air -
		right
	if on.Max.X < b.Max.X-width/scale {
		return true
	}
	if d.p.isLow() {
		return on.Min.Y > b.Min.Y+(d.furniture.mapBottom-controls.y0+controlGap-air-edge)/scale
	}
	return on.Max.Y < b.Max.Y-(controls.y1+controlGap-air-edge)/scale
}
