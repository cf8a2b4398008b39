package scene

import "truceline/internal/geo"

// Size of the locator in CSS pixels.
const (
	locatorWidth  = 88
	locatorHeight = 62
)

// layoutLocator reserves the locator's place at the upper left of a picture in a page with a
// scenario.
func (d layouter) layoutLocator(f *furniture) {
	p := d.p
	if p.Zones.File == "" {
		return
	}
	x, y := p.Padding.Left, p.Padding.Top
	f.locator = rect{x, y, x + locatorWidth, y + locatorHeight}
}

// drawLocator draws a small map that shows which part of the country is visible, unless all of it
// is.
func (d *painter) drawLocator() {
	r := d.furniture.locator
	view, country := d.unobscuredBounds(), d.world.countryBounds
	if r.x1 <= r.x0 || view.Contains(country.Min) && view.Contains(country.Max) {
		return
	}
	d.beginGroup("locator")
	t := d.theme
	d.fillRect(r, t.Fills["plate"])
	inner := Camera{W: r.x1 - r.x0, H: r.y1 - r.y0}.Fit(country,
		Insets{Top: 5, Right: 5, Bottom: 5, Left: 5})
	m := inner.Matrix()
	m.X0, m.Y0 = m.X0+r.x0, m.Y0+r.y0
	for _, f := range d.world.countryOutline {
		for _, p := range f.parts {
			if path := p.path(detailLevels - 1); path != nil {
				d.fillPath(path, m, t.Fills["land"])
				d.strokePath(path, m,
					StrokeStyle{Color: t.Lines["border"].Stroke.Color, Width: 0.8})
			}
		}
	}
	x0, y0 := inner.Project(geo.XY{X: view.Min.X, Y: view.Max.Y})
	x1, y1 := inner.Project(geo.XY{X: view.Max.X, Y: view.Min.Y})
	x0, y0, x1, y1 = max(x0, 1), max(y0, 1), min(x1, inner.W-1), min(y1, inner.H-1)
	box := Matrix{XX: x1 - x0, YY: y1 - y0, X0: r.x0 + x0, Y0: r.y0 + y0}
	d.strokePath(unitSquare, box, StrokeStyle{Color: t.Lines["select"].Stroke.Color, Width: 1.6})
	d.endGroup()
}

// unobscuredBounds returns the part of the map that no plate covers.
func (d *frame) unobscuredBounds() Bounds {
	c, r := d.p.Camera, d.furniture.mapRect
	if r.x1 <= r.x0 {
		return c.VisibleBounds(0)
	}
	return Bounds{Min: c.Unproject(r.x0, r.y1), Max: c.Unproject(r.x1, r.y0)}
}
