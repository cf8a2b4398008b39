package scene

import (
	"math"

	"truceline/internal/geo"
)

// maxZoomOutFactor is how much farther than the whole country the scale may go.
const (
	maxZoomOutFactor = 1.5
	// minMetresPerPixel is about a town in the picture. Closer, the line would seem to be known
	// better than it is.
	minMetresPerPixel = 50
)

// maxFitShift is how far a picture's limits may shift the view of the whole country, as a share of
// the picture's shorter side.
const maxFitShift = 0.03

// maxCenterBelow is how far south of the country the picture's centre may be, as a share of the
// country's height. With a high footer the country is in the upper part of the picture.
const maxCenterBelow = 0.4

// Limits returns the camera limits of a picture.
func (w *World) Limits(p *Picture) Limits {
	home := w.FitCountry(p)
	within := w.countryBounds
	within.Min.Y -= maxCenterBelow * within.Height()
	within.Max.X += p.columnWidth() / 2 * home.MetresPerPixel
	if !p.inPage() { // the map of a standalone picture is not in the middle
		within = within.Extend(home.Center)
	}
	l := Limits{
		CenterBounds: within, MinMetresPerPixel: minMetresPerPixel,
		MaxMetresPerPixel: home.MetresPerPixel, MaxBounds: w.lonLatBounds,
		Padding: Insets{Bottom: p.Camera.H - w.furniture.footer.y0},
	}
	if side := p.columnWidth(); side > 0 {
		l.Padding = Insets{Right: p.Padding.Right + side, Bottom: p.Padding.Bottom}
	}
	if at := home.Limit(l).Center; math.Hypot(at.X-home.Center.X, at.Y-home.Center.Y) > maxFitShift*
		min(p.Camera.W, p.Camera.H)*home.MetresPerPixel {
		l.MaxBounds = LonLatBounds{} // rather show the map's edge than hide the country
		return l
	}
	for range 20 { // zoom out in steps while the map covers the picture
		further := home
		further.MetresPerPixel = l.MaxMetresPerPixel * 1.02
		if further.MetresPerPixel > home.MetresPerPixel*maxZoomOutFactor ||
			!w.lonLatBounds.containsView(further, l.Padding) {
			break
		}
		l.MaxMetresPerPixel = further.MetresPerPixel
	}
	return l
}

// FeatureName returns the name of a feature, by Hit.ID, in a language. It is empty for an unknown
// id.
func (w *World) FeatureName(id, lang string) string {
	if f := w.featuresByID[id]; f != nil {
		return f.name(lang)
	}
	return ""
}

// FeatureBounds returns the bounds of a feature, by Hit.ID. Those of a town are a point.
func (w *World) FeatureBounds(id string) (Bounds, bool) {
	if f := w.featuresByID[id]; f != nil {
		return f.bounds, true
	}
	return Bounds{}, false
}

// HitByID returns the hit of a feature, by Hit.ID, as if it had been picked.
func (w *World) HitByID(id string) (Hit, bool) {
	if f := w.featuresByID[id]; f != nil {
		return Hit{Kind: f.kind, ID: f.id, Ref: f.ref}, true
	}
	return Hit{}, false
}

// OblastAt returns the id of the oblast at a map point, or "" outside Ukraine.
func (w *World) OblastAt(q geo.XY) string {
	for _, f := range w.oblasts {
		if f.contains(q) {
			return f.ref
		}
	}
	return ""
}

// contains reports whether q is in the feature, at the finest level of detail.
func (f *feature) contains(q geo.XY) bool {
	if !f.bounds.Contains(q) {
		return false
	}
	for _, p := range f.parts {
		if p.contains(q) {
			return true
		}
	}
	return false
}

// contains reports whether q is inside the part, at the finest level of detail.
func (p *geometryPart) contains(q geo.XY) bool {
	return p.closed && p.bounds.Contains(q) && p.path(0).contains(q)
}

// containsAtLevel reports whether q is in the feature as it is drawn at a level of detail, which is
// faster than contains.
func (f *feature) containsAtLevel(level int, q geo.XY) bool {
	if !f.bounds.Contains(q) {
		return false
	}
	for _, p := range f.parts {
		if path := p.path(level); p.closed && path != nil && path.contains(q) {
			return true
		}
	}
	return false
}
