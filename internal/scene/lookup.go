package scene

import "truceline/internal/geo"

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
