package scene

// The page's buttons stand in the upper right corner of the map: plus, minus, home and full screen,
// as a column, in a narrow picture two by two, and beside a column with the key in a row. In the
// narrowest, where two rows would hide an oblast, they are three in a row, without full screen. In
// a low picture they stand in a row in the lower right corner, in a narrow one plus and minus
// alone. Lengths are CSS pixels; web/map.css has the same.
const (
	controlSize            = 36
	controlGap             = 4
	controlInset           = 8
	controlCount           = 4
	controlsColumnMinWidth = 600 // the least width of a picture with a column
	controlsGridMinWidth   = 340 // that of one with two by two
	controlsRowMinWidth    = 520 // and that of a low one with all of them
)

// controlsRect is the part of a picture in a page that the page's buttons hide; reserved is the
// lower edge of its map.
func (p *Picture) controlsRect(reserved float64) rect {
	low := p.isLow()
	side := func(n float64) float64 { return n*(controlSize+controlGap) - controlGap }
	across, down := 1.0, float64(controlCount)
	switch {
	case p.columnWidth() > 0:
		across, down = down, across
	case low && p.Camera.W < controlsRowMinWidth:
		across, down = 2, 1
	case p.Camera.W < controlsGridMinWidth:
		across, down = controlCount-1, 1
	case low:
		across, down = down, across
	case p.Camera.W < controlsColumnMinWidth:
		across, down = 2, controlCount/2
	}
	right := p.Camera.W - p.Padding.Right - p.columnWidth() - controlInset
	top := float64(controlInset)
	if low {
		top = reserved - controlInset - controlSize
	}
	return rect{right - side(across), top, right, top + side(down)}
}
