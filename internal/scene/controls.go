package scene

// The page's buttons stand in the upper right corner of the picture: plus, minus, home and full screen, as a column, or
// in a narrow picture two by two. Lengths are CSS pixels; web/map.css has the same.
const (
	controlSize  = 36
	controlGap   = 4
	controlInset = 8
	controlCount = 4
	controlsWide = 600 // the least width of a picture with a column
)

// ControlsRect is the part of a picture of a width that the page's buttons hide.
func ControlsRect(w float64) Rect {
	side := func(n float64) float64 { return n*(controlSize+controlGap) - controlGap }
	across, down := 1.0, float64(controlCount)
	if w < controlsWide {
		across, down = 2, controlCount/2
	}
	return Rect{X: w - controlInset - side(across), Y: controlInset, W: side(across), H: side(down)}
}
