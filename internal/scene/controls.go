package scene

// The page's buttons stand in the upper right corner of the map: plus, minus, home and full screen,
// as a column, in a narrow picture two by two, and beside a column with the key in a row. In the
// narrowest, where two rows would hide an oblast, they are three in a row, without full screen.
// Lengths are CSS pixels; web/map.css has the same.
const (
	controlSize  = 36
	controlGap   = 4
	controlInset = 8
	controlCount = 4
	controlsWide = 600 // the least width of a picture with a column
	controlsPair = 340 // and that of one with two by two
)

// controlsRect is the part of a picture in a page that the page's buttons hide.
func (p *Picture) controlsRect() rect {
	side := func(n float64) float64 { return n*(controlSize+controlGap) - controlGap }
	across, down := 1.0, float64(controlCount)
	switch {
	case p.side() > 0:
		across, down = down, across
	case p.Camera.W < controlsPair:
		across, down = controlCount-1, 1
	case p.Camera.W < controlsWide:
		across, down = 2, controlCount/2
	}
	right := p.Camera.W - p.Covered.Right - p.side() - controlInset
	return rect{right - side(across), controlInset, right, controlInset + side(down)}
}
