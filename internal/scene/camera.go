package scene

import (
	"math"

	"truceline/internal/geo"
)

// Camera is a view of the map: its centre, scale and size. North is up. The zero value shows
// nothing; Fit sets a view.
type Camera struct {
	// Center is the map point in the middle of the picture.
	Center geo.XY
	// MetresPerPixel is the scale: metres of the map's plane in one CSS pixel.
	MetresPerPixel float64
	// W and H are the size of the picture in CSS pixels.
	W, H float64
}

// Insets are margins along the edges of the picture, in CSS pixels.
type Insets struct{ Top, Right, Bottom, Left float64 }

// metresPerPixelAtZoom0 is the scale of zoom level 0 in metres per pixel: the equator in one
// 256-pixel tile, as on web maps.
const metresPerPixelAtZoom0 = 40_075_016.686 / 256

// Zoom returns the scale as a zoom level. Level 0 is 156,543 metres per pixel, and each level
// halves that.
func (c Camera) Zoom() float64 { return math.Log2(metresPerPixelAtZoom0 / c.MetresPerPixel) }

// WithZoom returns the camera at a zoom level, with the same centre.
func (c Camera) WithZoom(level float64) Camera {
	c.MetresPerPixel = metresPerPixelAtZoom0 / math.Exp2(level)
	return c
}

// Matrix returns the transformation from map coordinates in metres to CSS pixels.
func (c Camera) Matrix() Matrix {
	k := 1 / c.MetresPerPixel
	return Matrix{XX: k, X0: c.W/2 - c.Center.X*k, YY: -k, Y0: c.H/2 + c.Center.Y*k}
}

// Project returns where a map point is in the picture, in CSS pixels. It computes from the centre,
// so that it stays exact at every scale.
func (c Camera) Project(q geo.XY) (x, y float64) {
	return c.W/2 + (q.X-c.Center.X)/c.MetresPerPixel, c.H/2 - (q.Y-c.Center.Y)/c.MetresPerPixel
}

// Unproject returns the map point at a place in the picture in CSS pixels.
func (c Camera) Unproject(x, y float64) geo.XY {
	return geo.XY{X: c.Center.X + (x-c.W/2)*c.MetresPerPixel,
		Y: c.Center.Y - (y-c.H/2)*c.MetresPerPixel}
}

// VisibleBounds returns the visible part of the map, widened by a margin in CSS pixels on each
// side.
func (c Camera) VisibleBounds(margin float64) Bounds {
	dx, dy := (c.W/2+margin)*c.MetresPerPixel, (c.H/2+margin)*c.MetresPerPixel
	return Bounds{
		Min: geo.XY{X: c.Center.X - dx, Y: c.Center.Y - dy},
		Max: geo.XY{X: c.Center.X + dx, Y: c.Center.Y + dy},
	}
}

// Resize returns the camera in a picture of w by h CSS pixels, with the same centre and scale.
func (c Camera) Resize(w, h float64) Camera {
	c.W, c.H = w, h
	return c
}

// Fit returns the camera that shows b as large as possible between the insets. Insets that leave
// less than a quarter of the picture are shrunk until they leave a quarter.
func (c Camera) Fit(b Bounds, insets Insets) Camera {
	insets = insets.clampTo(c.W, c.H)
	w, h := c.W-insets.Left-insets.Right, c.H-insets.Top-insets.Bottom
	c.MetresPerPixel = max(b.Width()/w, b.Height()/h)
	if !(c.MetresPerPixel > 0) {
		c.MetresPerPixel = 1
	}
	mid := b.Center()
	c.Center = geo.XY{
		X: mid.X + (insets.Right-insets.Left)/2*c.MetresPerPixel,
		Y: mid.Y + (insets.Top-insets.Bottom)/2*c.MetresPerPixel,
	}
	return c
}

func (insets Insets) clampTo(w, h float64) Insets {
	shrink := func(a, b, size float64) (float64, float64) {
		if available := 0.75 * size; a+b > available {
			return a * available / (a + b), b * available / (a + b)
		}
		return a, b
	}
	insets.Left, insets.Right = shrink(insets.Left, insets.Right, w)
	insets.Top, insets.Bottom = shrink(insets.Top, insets.Bottom, h)
	return insets
}

// Pan returns the camera after a drag of the map by dx, dy CSS pixels.
func (c Camera) Pan(dx, dy float64) Camera {
	c.Center.X -= dx * c.MetresPerPixel
	c.Center.Y += dy * c.MetresPerPixel
	return c
}

// ZoomAbout returns the camera closer by a number of zoom levels, or farther if that is negative.
// The map point at x, y, in CSS pixels, stays where it is.
func (c Camera) ZoomAbout(x, y, levels float64) Camera {
	fixed := c.Unproject(x, y)
	c.MetresPerPixel *= math.Exp2(-levels)
	c.Center.X = fixed.X - (x-c.W/2)*c.MetresPerPixel
	c.Center.Y = fixed.Y + (y-c.H/2)*c.MetresPerPixel
	return c
}
