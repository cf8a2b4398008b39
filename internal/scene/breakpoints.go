package scene

import "math"

// breakpoint is a range of sizes of a picture in a page. Within a range the type size is
// constant, texts above and below the map break at the same words, and the labels of the initial
// view keep their positions. So one static picture, written as HTML, serves every size of the
// range.
type breakpoint struct {
	// minWidth and minHeight are the minimum size in CSS pixels.
	minWidth, minHeight float64
	// padding is the margin around the focus bounds, in CSS pixels.
	padding float64
	// textScale is the factor of all font sizes.
	textScale float64
	// columnWidth is the width in CSS pixels of the column at the right with the legend and the
	// sources. Zero means that they stand below the map.
	columnWidth float64
	// low is set if there is room for one line of the legend and for the short line of sources
	// only.
	low bool
	// extraMinWidth and extraMinHeight are the minimum size in CSS pixels from which the initial
	// view has extra labels, in addition to those that fit into the smallest picture of the range.
	// Zero means that no picture has them.
	extraMinWidth, extraMinHeight float64
}

// breakpoints are all ranges. The last one whose minimum a picture reaches is the picture's own,
// and the first also serves smaller pictures. Three are for low pictures, and one, with a column,
// is for pictures that are wide and low.
var breakpoints = [...]breakpoint{
	{minWidth: 280, minHeight: 110, padding: 4, textScale: 0.94, low: true},
	{minWidth: 280, minHeight: 230, padding: 4, textScale: 0.94, low: true},
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

// maxStableWidth is the width up to which the labels of the last breakpoint do not overlap.
const maxStableWidth = 1700

// breakpointFor returns the index of the breakpoint of a picture's size.
func breakpointFor(c Camera) int {
	for i := len(breakpoints) - 1; i > 0; i-- {
		if c.W >= breakpoints[i].minWidth && c.H >= breakpoints[i].minHeight {
			return i
		}
	}
	return 0
}

// IsSmall reports whether a picture has room for short notes only.
func IsSmall(c Camera) bool { return breakpointFor(c) < firstLarge }

// firstLarge is the index of the first breakpoint whose pictures have room for full notes.
const firstLarge = 6

// isLow reports whether the picture has room for one line of the legend only.
func (p *Picture) isLow() bool { return breakpoints[breakpointFor(p.Camera)].low }

// inPage reports whether the picture is in a page, which has the title. Such a picture follows the
// breakpoints.
func (p *Picture) inPage() bool { return p.Title == "" }

// roundInPage rounds a length in CSS pixels in a picture in a page. A browser places lines of text
// and images on whole pixels, and the program's picture has to coincide with the page's static one.
func (p *Picture) roundInPage(length float64) float64 {
	if p.inPage() {
		return math.Round(length)
	}
	return length
}

// columnWidth returns the width in CSS pixels of the column with the legend and the sources. It is
// 0 if there is none. A picture that is partly obscured has none, because the window's buttons
// would cover the column.
func (p *Picture) columnWidth() float64 {
	if p.inPage() && p.Obscured == (Rect{}) {
		return breakpoints[breakpointFor(p.Camera)].columnWidth
	}
	return 0
}

// initialInsets returns the insets of the map's focus bounds in a picture in a page.
func (d *frame) initialInsets() Insets {
	p, padding := d.p, breakpoints[breakpointFor(d.p.Camera)].padding
	return Insets{
		Top:    max(d.furniture.header.y1, p.Padding.Top) + padding,
		Bottom: p.Camera.H - d.furniture.mapBottom + padding,
		Left:   p.Padding.Left + padding, Right: p.Padding.Right + p.columnWidth() + padding,
	}
}

// focusBounds returns the part of the map that the initial view shows.
func (d *frame) focusBounds() Bounds {
	if d.p.FocusBounds.Width() > 0 {
		return d.p.FocusBounds
	}
	return d.world.countryBounds
}

// initialScales returns the range of scales at which a picture of this breakpoint shows the whole
// of its focus bounds. The range begins with the breakpoint's smallest picture. It ends where the
// next breakpoint begins: at a width, or for low pictures and those with a column at a height.
func (d *frame) initialScales() scaleRange {
	i := breakpointFor(d.p.Camera)
	bp, in, b := breakpoints[i], d.initialInsets(), d.focusBounds()
	lo := 1 / Camera{W: bp.minWidth, H: bp.minHeight}.Fit(b, in).MetresPerPixel
	next := breakpoints[len(breakpoints)-1]
	next.minWidth = maxStableWidth
	for _, larger := range breakpoints[i+1:] {
		if larger.columnWidth == 0 && !larger.low {
			next = larger
			break
		}
	}
	if bp.low || bp.columnWidth > 0 {
		return scaleRange{lo, max(lo, (next.minHeight-in.Top-in.Bottom)/b.Height())}
	}
	return scaleRange{lo, max(lo, (next.minWidth-in.Left-in.Right)/b.Width())}
}

// extraScales returns the range of scales at which initial views of this breakpoint have extra
// labels. It is zero if none has.
func (d *frame) extraScales() scaleRange {
	bp := breakpoints[breakpointFor(d.p.Camera)]
	if bp.extraMinWidth == 0 {
		return scaleRange{}
	}
	lo := 1 / Camera{W: bp.extraMinWidth, H: bp.extraMinHeight}.Fit(d.focusBounds(),
		d.initialInsets()).MetresPerPixel
	return scaleRange{lo, max(lo, d.initialScales().hi)}
}

// hasExtraLabels reports whether the picture is large enough for extra labels in its initial view.
func (d labeller) hasExtraLabels() bool {
	bp, c := breakpoints[breakpointFor(d.p.Camera)], d.p.Camera
	return bp.extraMinWidth > 0 && c.W >= bp.extraMinWidth && c.H >= bp.extraMinHeight
}

// atInitialView reports whether the picture shows its initial view: the focus bounds as large as
// possible.
func (d *frame) atInitialView() bool {
	if !d.p.inPage() {
		return false
	}
	fit := d.p.Camera.Fit(d.focusBounds(), d.initialInsets()).MetresPerPixel
	return math.Abs(d.p.Camera.MetresPerPixel/fit-1) < 1e-9
}

// stableFilter returns a filter for boxes that are visible in every picture of the breakpoint of at
// least w by h CSS pixels, at all scales of a range. Such a box is within the focus bounds. It is
// clear of the scale bar at the lower left, the locator at the upper left and the buttons at the
// upper right.
func (d labeller) stableFilter(s scaleRange, w, h float64) func(*anchoredBox) bool {
	b, padding, in := d.focusBounds(), breakpoints[breakpointFor(d.p.Camera)].padding,
		d.initialInsets()
	bar, locator := d.furniture.scaleBar, d.furniture.locator
	visible := func(box *anchoredBox, scale float64) bool {
		on, edge := box.boundsAt(scale), (padding-3)/scale
		if on.Min.X < b.Min.X-edge || on.Min.Y < b.Min.Y-edge || on.Max.X > b.Max.X+edge ||
			on.Max.Y > b.Max.Y+edge {
			return false
		}
		clearOf := func(r rect, low bool) bool {
			width, height := (r.x1-d.p.Padding.Left-padding)/scale, (r.y1-r.y0-padding)/scale
			if low {
				height = (d.furniture.mapBottom - r.y0 - padding) / scale
				return on.Min.X > b.Min.X+width || on.Min.Y > b.Min.Y+height
			}
			return on.Min.X > b.Min.X+width || on.Max.Y < b.Max.Y-height
		}
		return clearOf(bar, true) && (locator.x1 <= locator.x0 || clearOf(locator, false)) &&
			d.clearOfControls(on, scale, padding, max(0, (w-in.Left-in.Right-b.Width()*scale)/2),
				max(0, (h-in.Top-in.Bottom-b.Height()*scale)/2))
	}
	return func(box *anchoredBox) bool { return visible(box, s.lo) && visible(box, s.hi) }
}

// clearOfControls reports whether a box of the map is clear of the page's buttons at a scale. The
// buttons are over the upper right corner of the focus bounds, in a low picture over the lower
// right one. The corner is at least padding plus right CSS pixels from the map's right edge, and
// padding plus edge from its upper or lower edge.
func (d labeller) clearOfControls(on Bounds, scale, padding, right, edge float64) bool {
	controls := d.furniture.controls
	if controls.x1 <= controls.x0 {
		return true
	}
	b := d.focusBounds()
	width := d.p.Camera.W - d.p.Padding.Right - d.p.columnWidth() - controls.x0 + controlGap -
		padding - right
	if on.Max.X < b.Max.X-width/scale {
		return true
	}
	if d.p.isLow() {
		return on.Min.Y > b.Min.Y+(d.furniture.mapBottom-controls.y0+controlGap-padding-edge)/scale
	}
	return on.Max.Y < b.Max.Y-(controls.y1+controlGap-padding-edge)/scale
}

// Breakpoint is a range of sizes of a picture in a page, for which one StaticLayout is valid.
// Lengths are CSS pixels.
type Breakpoint struct {
	// MinWidth and MinHeight are the minimum size.
	MinWidth, MinHeight float64
	// ExtraMinWidth and ExtraMinHeight are the minimum size with extra labels. Zero means that
	// there are none.
	ExtraMinWidth, ExtraMinHeight float64
	// Padding is the margin around FocusBounds.
	Padding float64
	// TextScale is the factor of all font sizes.
	TextScale float64
	// ColumnWidth is the width of the column at the right. Zero means that there is none.
	ColumnWidth float64
}

// Breakpoints returns all breakpoints, in the order in which they take precedence: the last whose
// minimum size a picture reaches applies.
func Breakpoints() (list []Breakpoint) {
	for _, bp := range breakpoints {
		list = append(list, Breakpoint{
			MinWidth: bp.minWidth, MinHeight: bp.minHeight,
			ExtraMinWidth: bp.extraMinWidth, ExtraMinHeight: bp.extraMinHeight,
			Padding: bp.padding, TextScale: bp.textScale, ColumnWidth: bp.columnWidth,
		})
	}
	return list
}
