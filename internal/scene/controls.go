package scene

// The page's buttons are zoom in, zoom out, home and full screen, in the upper right corner of the
// map. They form a column, or in a narrow picture two columns, or a row beside a column with the
// legend. In the narrowest picture two rows would hide an oblast, so there are three in a row,
// without full screen. In a low picture they form a row in the lower right corner, and if it is
// narrow too, only zoom in and zoom out remain. Lengths are CSS pixels; web/map.css has the same.
const (
	controlSize            = 36
	controlGap             = 4
	controlInset           = 8
	controlCount           = 4
	controlsColumnMinWidth = 600 // min. picture width for one column
	controlsGridMinWidth   = 340 // for two columns
	controlsRowMinWidth    = 520 // for all in a row, in a low picture
)

// controlsRect returns the part of a picture in a page that the page's buttons hide. mapBottom is
// the lower edge of its map.
func (p *Picture) controlsRect(mapBottom float64) rect {
	low := p.isLow()
	side := func(n float64) float64 { return n*(controlSize+controlGap) - controlGap }
	columns, rows := 1.0, float64(controlCount)
	switch {
	case p.columnWidth() > 0:
		columns, rows = rows, columns
	case low && p.Camera.W < controlsRowMinWidth:
		columns, rows = 2, 1
	case p.Camera.W < controlsGridMinWidth:
		columns, rows = controlCount-1, 1
	case low:
		columns, rows = rows, columns
	case p.Camera.W < controlsColumnMinWidth:
		columns, rows = 2, controlCount/2
	}
	right := p.Camera.W - p.Padding.Right - p.columnWidth() - controlInset
	top := float64(controlInset)
	if low {
		top = mapBottom - controlInset - controlSize
	}
	return rect{right - side(columns), top, right, top + side(rows)}
}
