package scene

import "math"

// Coverage returns how much of a pixel the hatch's lines cover, from 0 to 1. x and y lead from the
// map's origin on the screen (the matrix' X0 and Y0, rounded to a device pixel) to the pixel's
// centre in CSS pixels, y down. ratio is the number of device pixels in a CSS pixel. A line runs
// through the origin.
func (h Hatch) Coverage(x, y, ratio float64) float64 {
	sin, cos := math.Sincos(h.Angle * math.Pi / 180)
	across := x*sin + y*cos
	off := math.Abs(across - h.Spacing*math.Round(across/h.Spacing))
	return min(max((h.Width/2-off)*ratio+0.5, 0), 1)
}
