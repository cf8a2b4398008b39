package scene

import (
	"math"

	"truceline/internal/geo"
)

// Camera says which part of the map is seen and how large. North is up. The zero value sees
// nothing; begin with Fit.
type Camera struct {
	// Center is the map position in the middle of the picture.
	Center geo.XY
	// MetresPerPixel is the scale: metres of the map's plane in one CSS pixel.
	MetresPerPixel float64
	// W and H are the size of the picture in CSS pixels.
	W, H float64
}

// Insets are margins in CSS pixels along the edges of the picture.
type Insets struct{ Top, Right, Bottom, Left float64 }

// metresPerPixelAtZoom0 is the scale of zoom level 0 in metres a pixel: the equator in one
// 256-pixel tile, as on web maps.
const metresPerPixelAtZoom0 = 40_075_016.686 / 256

// Zoom is the scale as a zoom level: one more is twice as close. Level 0 is 156,543 m a pixel.
func (c Camera) Zoom() float64 { return math.Log2(metresPerPixelAtZoom0 / c.MetresPerPixel) }

// WithZoom is the camera at a zoom level, the centre kept.
func (c Camera) WithZoom(level float64) Camera {
	c.MetresPerPixel = metresPerPixelAtZoom0 / math.Exp2(level)
	return c
}

// Matrix maps map coordinates in metres to CSS pixels.
func (c Camera) Matrix() Matrix {
	k := 1 / c.MetresPerPixel
	return Matrix{XX: k, X0: c.W/2 - c.Center.X*k, YY: -k, Y0: c.H/2 + c.Center.Y*k}
}

// Project is the place of a map position in the picture, in CSS pixels. It works from the centre,
// so that it stays exact however close the camera is.
func (c Camera) Project(q geo.XY) (x, y float64) {
	return c.W/2 + (q.X-c.Center.X)/c.MetresPerPixel, c.H/2 - (q.Y-c.Center.Y)/c.MetresPerPixel
}

// Unproject is the map position at a place in the picture given in CSS pixels.
func (c Camera) Unproject(x, y float64) geo.XY {
	return geo.XY{X: c.Center.X + (x-c.W/2)*c.MetresPerPixel,
		Y: c.Center.Y - (y-c.H/2)*c.MetresPerPixel}
}

// VisibleBounds is the part of the map that is seen, widened by margin CSS pixels on each side.
func (c Camera) VisibleBounds(margin float64) Bounds {
	dx, dy := (c.W/2+margin)*c.MetresPerPixel, (c.H/2+margin)*c.MetresPerPixel
	return Bounds{
		Min: geo.XY{X: c.Center.X - dx, Y: c.Center.Y - dy},
		Max: geo.XY{X: c.Center.X + dx, Y: c.Center.Y + dy},
	}
}

// Resize is the camera in a picture of another size; centre and scale are kept.
func (c Camera) Resize(w, h float64) Camera {
	c.W, c.H = w, h
	return c
}

// Fit is the camera that shows a box as large as it goes between the insets. Insets that leave less
// than a quarter of the picture are shrunk to leave one.
func (c Camera) Fit(b Bounds, in Insets) Camera {
	in = in.clampTo(c.W, c.H)
	w, h := c.W-in.Left-in.Right, c.H-in.Top-in.Bottom
	c.MetresPerPixel = max(b.Width()/w, b.Height()/h)
	if !(c.MetresPerPixel > 0) {
		c.MetresPerPixel = 1
	}
	mid := b.Center()
	c.Center = geo.XY{
		X: mid.X + (in.Right-in.Left)/2*c.MetresPerPixel,
		Y: mid.Y + (in.Top-in.Bottom)/2*c.MetresPerPixel,
	}
	return c
}

func (in Insets) clampTo(w, h float64) Insets {
	shrink := func(a, b, size float64) (float64, float64) {
		if room := 0.75 * size; a+b > room {
			return a * room / (a + b), b * room / (a + b)
		}
		return a, b
	}
	in.Left, in.Right = shrink(in.Left, in.Right, w)
	in.Top, in.Bottom = shrink(in.Top, in.Bottom, h)
	return in
}

// Pan moves the map by dx, dy CSS pixels, as a finger would drag it.
func (c Camera) Pan(dx, dy float64) Camera {
	c.Center.X -= dx * c.MetresPerPixel
	c.Center.Y += dy * c.MetresPerPixel
	return c
}

// ZoomAbout comes closer by a number of zoom levels (negative: goes away) and keeps the map
// position at x, y, in CSS pixels, where it is.
func (c Camera) ZoomAbout(x, y, levels float64) Camera {
	fixed := c.Unproject(x, y)
	c.MetresPerPixel *= math.Exp2(-levels)
	c.Center.X = fixed.X - (x-c.W/2)*c.MetresPerPixel
	c.Center.Y = fixed.Y + (y-c.H/2)*c.MetresPerPixel
	return c
}

// Limits keep a camera on the map.
type Limits struct {
	// CenterBounds is the box that the centre may not leave.
	CenterBounds Bounds
	// MinMetresPerPixel and Farthest are the smallest and the greatest number of metres in a CSS
	// pixel.
	MinMetresPerPixel, MaxMetresPerPixel float64
	// MaxBounds is what the map knows of the world: the picture shows nothing beyond, unless it is
	// too large for that. Zero: it may show anything.
	MaxBounds LonLatBounds
	// Padding is how much of the picture furniture hides at its edges, in CSS pixels.
	Padding Insets
}

// Limit is the nearest camera that keeps to the limits. The scale changes about the middle of the
// picture.
func (c Camera) Limit(l Limits) Camera {
	c.MetresPerPixel = min(max(c.MetresPerPixel, l.MinMetresPerPixel), l.MaxMetresPerPixel)
	c = c.clampCenter(l.CenterBounds)
	if l.MaxBounds == (LonLatBounds{}) {
		return c
	}
	for range 4 { // how far the extent reaches depends a little on where the centre is
		c = c.clampCenter(l.MaxBounds.centerBounds(c, l.CenterBounds, l.Padding))
	}
	return c
}

// clampCenter is the camera with its centre in a box.
func (c Camera) clampCenter(b Bounds) Camera {
	c.Center.X = min(max(c.Center.X, b.Min.X), b.Max.X)
	c.Center.Y = min(max(c.Center.Y, b.Min.Y), b.Max.Y)
	return c
}

// LimitAbout is Limit, except that the scale changes about x, y: for zooming under a pointer.
func (c Camera) LimitAbout(x, y float64, l Limits) Camera {
	if m := min(max(c.MetresPerPixel, l.MinMetresPerPixel),
		l.MaxMetresPerPixel); m != c.MetresPerPixel {
		c = c.ZoomAbout(x, y, math.Log2(c.MetresPerPixel/m))
	}
	return c.Limit(l)
}
