package scene

import "truceline/internal/geo"

// anchoredBox is a box in CSS pixels relative to an anchor on the map.
type anchoredBox struct {
	anchor         geo.XY
	x0, y0, x1, y1 float64
}

// boundsAt returns the part of the map under a box at a scale.
func (b *anchoredBox) boundsAt(scale float64) Bounds {
	return Bounds{
		Min: geo.XY{X: b.anchor.X + b.x0/scale, Y: b.anchor.Y - b.y1/scale},
		Max: geo.XY{X: b.anchor.X + b.x1/scale, Y: b.anchor.Y - b.y0/scale},
	}
}

// rectAt returns the box on the screen if its anchor is at x, y.
func (b *anchoredBox) rectAt(x, y float64) rect {
	return rect{x + b.x0, y + b.y0, x + b.x1, y + b.y1}
}

// scaleRange is the range of scales, in CSS pixels per metre, at which a set of labels is used.
type scaleRange struct{ lo, hi float64 }

func (s scaleRange) mid() float64 { return (s.lo + s.hi) / 2 }

// disjoint reports whether two boxes are disjoint at all scales of the range. The offset between
// their anchors grows linearly with the scale, so boxes separated along the same axis at both ends
// of the range never overlap within it.
func (s scaleRange) disjoint(a, b *anchoredBox) bool {
	dx, dy := b.anchor.X-a.anchor.X, a.anchor.Y-b.anchor.Y
	return s.staysBefore(a.x1, dx, b.x0) || s.staysBefore(b.x1, -dx, a.x0) ||
		s.staysBefore(a.y1, dy, b.y0) || s.staysBefore(b.y1, -dy, a.y0)
}

// staysBefore reports whether, at all scales of the range, coordinate from is not beyond coordinate
// to of an anchor d metres farther.
func (s scaleRange) staysBefore(from, d, to float64) bool {
	return from <= d*s.lo+to && from <= d*s.hi+to
}

// Extents of glyphs above and below the baseline, in ems.
const (
	ascent  = 0.76
	descent = 0.24
)

// textPadding is the padding around a text's box in CSS pixels. It is the minimum distance of
// glyphs from other labels, from the middle of the line of contact and from borders.
const textPadding = 1.5

// newTextBox returns the box of a text whose baseline begins at dx, dy from an anchor.
func newTextBox(anchor geo.XY, dx, dy, width float64, s TextStyle) anchoredBox {
	return anchoredBox{anchor, dx - textPadding, dy - ascent*s.Size - textPadding,
		dx + width + textPadding, dy + descent*s.Size + textPadding}
}
