package scene

import (
	"math"

	"truceline/internal/geo"
)

// farther and closest bound the scale: a little farther than the whole country, and about a town.
const (
	maxZoomOutFactor = 1.5
	// metres a CSS pixel: closer, the line would seem to be known better than it is
	minMetresPerPixel = 50
)

// maxFitShift is by how much of the picture's lesser side its limits may move the whole country
// aside.
const maxFitShift = 0.03

// maxCenterBelow is how far below the country the middle of a picture may lie, as a share of the
// country's height: with a high foot the country stands in the upper part of the picture.
const maxCenterBelow = 0.4

// Limits are how far a camera may go in a picture.
func (w *World) Limits(p *Picture) Limits {
	home := w.FitCountry(p)
	within := w.countryBounds
	within.Min.Y -= maxCenterBelow * within.Height()
	within.Max.X += p.columnWidth() / 2 * home.MetresPerPixel
	if !p.inPage() { // whose map is not in the middle
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
		l.MaxBounds = LonLatBounds{} // rather an edge of the map than a country under the furniture
		return l
	}
	for range 20 { // a step at a time, as far as there is a map to show
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

// FeatureName is the name of a shape in a language, by Hit.ID; empty if there is none.
func (w *World) FeatureName(id, lang string) string {
	if s := w.featuresByID[id]; s != nil {
		return s.name(lang)
	}
	return ""
}

// FeatureBounds is the box around a shape, by Hit.ID; of a town it is a point.
func (w *World) FeatureBounds(id string) (Bounds, bool) {
	if s := w.featuresByID[id]; s != nil {
		return s.bounds, true
	}
	return Bounds{}, false
}

// HitByID is the hit of a shape by Hit.ID, as if it had been picked.
func (w *World) HitByID(id string) (Hit, bool) {
	if s := w.featuresByID[id]; s != nil {
		return Hit{Kind: s.kind, ID: s.id, Ref: s.ref}, true
	}
	return Hit{}, false
}

// OblastAt is the id of the oblast at a map position; empty outside Ukraine.
func (w *World) OblastAt(q geo.XY) string {
	for _, s := range w.oblasts {
		if s.contains(q) {
			return s.ref
		}
	}
	return ""
}

// contains says whether q lies in the shape, at the finest level of detail.
func (s *feature) contains(q geo.XY) bool {
	if !s.bounds.Contains(q) {
		return false
	}
	for _, p := range s.parts {
		if p.contains(q) {
			return true
		}
	}
	return false
}

// contains reports whether a position is inside the part, in full detail.
func (p *geometryPart) contains(q geo.XY) bool {
	return p.closed && p.bounds.Contains(q) && p.path(0).contains(q)
}

// containsAtLevel is contains as a shape is drawn at a level of detail, which takes less time.
func (s *feature) containsAtLevel(level int, q geo.XY) bool {
	if !s.bounds.Contains(q) {
		return false
	}
	for _, p := range s.parts {
		if path := p.path(level); p.closed && path != nil && path.contains(q) {
			return true
		}
	}
	return false
}
