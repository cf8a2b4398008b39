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

// belowHome is how far below the country the middle of a picture may lie, as a share of the country's height: with a high
// foot the country stands in the upper part of the picture.
const belowHome = 0.4

// Limits are how far a camera may go in a picture.
func (w *World) Limits(p *Picture) Limits {
	home := w.Home(p)
	within := w.home
	within.Min.Y -= belowHome * within.Height()
	within.Max.X += p.side() / 2 * home.MetresPerPixel
	if !p.inPage() { // whose map is not in the middle
		within = within.Add(home.Center)
	}
	l := Limits{
		Within: within, Closest: closest, Farthest: home.MetresPerPixel, Extent: w.extent,
		Hidden: Insets{Bottom: p.Camera.H - w.fur.foot.y0},
	}
	if side := p.side(); side > 0 {
		l.Hidden = Insets{Right: p.Covered.Right + side, Bottom: p.Covered.Bottom}
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

// contains reports whether a position is inside the part, in full detail.
func (p *part) contains(q geo.XY) bool {
	return p.closed && p.bounds.Contains(q) && p.path(0).contains(q)
}

// holdsAt is contains as a shape is drawn at a level of detail, which takes less time.
func (s *shape) holdsAt(level int, q geo.XY) bool {
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
