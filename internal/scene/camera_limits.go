package scene

import "math"

// maxZoomOutFactor is how much farther than the whole country the scale may go.
const maxZoomOutFactor = 1.5

// minMetresPerPixel is the closest scale in metres per pixel, with about a town in the picture.
// Closer, the line would seem to be known better than it is.
const minMetresPerPixel = 50

// maxFitShift is how far a picture's limits may shift the view of the whole country, as a share of
// the picture's shorter side.
const maxFitShift = 0.03

// maxCenterBelow is how far south of the country the picture's centre may be, as a share of the
// country's height. With a high footer the country is in the upper part of the picture.
const maxCenterBelow = 0.4

// Limits restrict a camera to the map.
type Limits struct {
	// CenterBounds is the box that the camera's centre may not leave.
	CenterBounds Bounds
	// MinMetresPerPixel and MaxMetresPerPixel are the closest and the farthest scale.
	MinMetresPerPixel, MaxMetresPerPixel float64
	// MaxBounds is the region that the map covers. The picture shows nothing beyond it unless the
	// picture is too large for that. The zero value means no such limit.
	MaxBounds LonLatBounds
	// Padding is the part of the picture that furniture hides at its edges, in CSS pixels.
	Padding Insets
}

// Limits returns the camera limits of a picture.
func (w *World) Limits(p *Picture) Limits {
	fitted := w.FitCountry(p)
	centers := w.countryBounds
	centers.Min.Y -= maxCenterBelow * centers.Height()
	centers.Max.X += p.columnWidth() / 2 * fitted.MetresPerPixel
	if !p.inPage() { // the map of a standalone picture is not in the middle
		centers = centers.Extend(fitted.Center)
	}
	l := Limits{
		CenterBounds: centers, MinMetresPerPixel: minMetresPerPixel,
		MaxMetresPerPixel: fitted.MetresPerPixel, MaxBounds: w.lonLatBounds,
		Padding: Insets{Bottom: p.Camera.H - w.furniture.footer.y0},
	}
	if width := p.columnWidth(); width > 0 {
		l.Padding = Insets{Right: p.Padding.Right + width, Bottom: p.Padding.Bottom}
	}
	limited := fitted.Limit(l).Center
	shift := math.Hypot(limited.X-fitted.Center.X, limited.Y-fitted.Center.Y)
	if shift > maxFitShift*min(p.Camera.W, p.Camera.H)*fitted.MetresPerPixel {
		l.MaxBounds = LonLatBounds{} // rather show the map's edge than hide the country
		return l
	}
	for range 20 { // zoom out in steps while the map covers the picture
		further := fitted
		further.MetresPerPixel = l.MaxMetresPerPixel * 1.02
		if further.MetresPerPixel > fitted.MetresPerPixel*maxZoomOutFactor ||
			!w.lonLatBounds.containsView(further, l.Padding) {
			break
		}
		l.MaxMetresPerPixel = further.MetresPerPixel
	}
	return l
}

// Limit returns the nearest camera within the limits. The scale changes about the middle of the
// picture.
func (c Camera) Limit(l Limits) Camera {
	c.MetresPerPixel = min(max(c.MetresPerPixel, l.MinMetresPerPixel), l.MaxMetresPerPixel)
	c = c.clampCenter(l.CenterBounds)
	if l.MaxBounds == (LonLatBounds{}) {
		return c
	}
	for range 4 { // where the bounds end depends slightly on the centre
		c = c.clampCenter(l.MaxBounds.centerBounds(c, l.CenterBounds, l.Padding))
	}
	return c
}

// clampCenter returns the camera with its centre moved into a box.
func (c Camera) clampCenter(b Bounds) Camera {
	c.Center.X = min(max(c.Center.X, b.Min.X), b.Max.X)
	c.Center.Y = min(max(c.Center.Y, b.Min.Y), b.Max.Y)
	return c
}

// LimitAbout returns the nearest camera within the limits, like Limit, but the scale changes about
// x, y, in CSS pixels: for zooming under a pointer.
func (c Camera) LimitAbout(x, y float64, l Limits) Camera {
	m := min(max(c.MetresPerPixel, l.MinMetresPerPixel), l.MaxMetresPerPixel)
	if m != c.MetresPerPixel {
		c = c.ZoomAbout(x, y, math.Log2(c.MetresPerPixel/m))
	}
	return c.Limit(l)
}
