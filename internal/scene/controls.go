package scene

// The page's buttons stand in the picture: plus, minus, home and full screen. In a wide picture they are a column in the
// upper right corner, in a narrow one a block of two by two in the lower right one. Lengths are CSS pixels; web/map.css has
// the same.
const (
	controlSize  = 36
	controlGap   = 4
	controlInset = 8
	controlCount = 4
	controlsWide = 600 // the least width of a picture with a column
)

// ControlsRect is the part of a picture of a size that the page's buttons hide; foot is the height of what stands below
// the map.
func ControlsRect(w, h, foot float64) Rect {
	side := func(n float64) float64 { return n*(controlSize+controlGap) - controlGap }
	if w >= controlsWide {
		return Rect{X: w - controlInset - controlSize, Y: controlInset, W: controlSize, H: side(controlCount)}
	}
	two := side(controlCount / 2)
	return Rect{X: w - controlInset - two, Y: h - foot - controlInset - two, W: two, H: two}
}
