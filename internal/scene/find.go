package scene

import (
	"math"

	"truceline/internal/geo"
)

// farther and closest bound the scale: a little farther than the whole country, and about a town.
const (
	farther = 1.5
	closest = 50 // metres a CSS pixel: closer, the line would seem to be known better than it is
)

// atHome is by how much of the picture's lesser side its limits may move the whole country aside.
const atHome = 0.03

// Limits are how far a camera may go in a picture.
func (w *World) Limits(p *Picture) Limits {
	home := w.Home(p)
	within := w.home
	if p.alone() { // whose map is not in the middle
		within = within.Add(home.Center)
	}
	l := Limits{Within: within, Closest: closest, Farthest: home.MetresPerPixel, Extent: w.extent}
	if f := w.fur; f.legend.x0 <= f.foot.x0 && f.legend.x1 >= f.foot.x1 {
		l.Hidden = p.Camera.H - f.legend.y0
	} else {
		l.Hidden = p.Camera.H - f.foot.y0
	}
	if at := home.Limit(l).Center; math.Hypot(at.X-home.Center.X, at.Y-home.Center.Y) > atHome*min(p.Camera.W, p.Camera.H)*home.MetresPerPixel {
		l.Extent = Extent{} // rather an edge of the map than a country under the furniture
		return l
	}
	for range 20 { // a step at a time, as far as there is a map to show
		further := home
		further.MetresPerPixel = l.Farthest * 1.02
		if further.MetresPerPixel > home.MetresPerPixel*farther || !w.extent.holds(further, l.Hidden) {
			break
		}
		l.Farthest = further.MetresPerPixel
	}
	return l
}

// Name is the name of a shape in a language, by Hit.ID; empty if there is none.
func (w *World) Name(id, lang string) string {
	if s := w.byID[id]; s != nil {
		return s.name(lang)
	}
	return ""
}

// Bounds is the box around a shape, by Hit.ID; of a town it is a point.
func (w *World) Bounds(id string) (Box, bool) {
	if s := w.byID[id]; s != nil {
		return s.bounds, true
	}
	return Box{}, false
}

// Find is the hit of a shape by Hit.ID, as if it had been picked.
func (w *World) Find(id string) (Hit, bool) {
	if s := w.byID[id]; s != nil {
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
func (s *shape) contains(q geo.XY) bool {
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

// contains counts the edges that a ray to the east crosses: odd means inside (even-odd rule).
func (p *part) contains(q geo.XY) bool {
	if !p.closed || !p.bounds.Contains(q) {
		return false
	}
	inside := false
	for _, r := range p.rings {
		for i := 1; i < len(r.points); i++ {
			a, b := r.points[i-1], r.points[i]
			if (a.Y > q.Y) != (b.Y > q.Y) && q.X < a.X+(q.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				inside = !inside
			}
		}
	}
	return inside
}
