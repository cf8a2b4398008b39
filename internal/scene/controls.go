package scene

// The buttons that a page lays over a picture, in CSS pixels: web/map.css has the same sizes.
const (
	controlSize  = 36
	controlInset = 8
	// controlColumn is the width of a picture from which the four buttons are a column in the upper right corner; in a
	// narrower one they are two by two in the lower right corner, where a thumb is.
	controlColumn = 600
)

// ControlsRect is the part of a picture of a size that the page's buttons hide; foot is the height of what stands at the
// picture's foot, which they keep off.
func ControlsRect(w, h, foot float64) Rect {
	if w >= controlColumn {
		return Rect{X: w - controlInset - controlSize, Y: controlInset, W: controlSize, H: 4 * controlSize}
	}
	const side = 2 * controlSize
	return Rect{X: w - controlInset - side, Y: h - foot - controlInset - side, W: side, H: side}
}

// Foot is the height in CSS pixels of what stands at the picture's foot.
func (w *World) Foot(p *Picture) float64 {
	return p.Camera.H - newDrawer(nil, w, p).fur.foot.y0
}
