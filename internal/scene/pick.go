package scene

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// PickRadius is the distance from the pointer within which a feature is hit, in CSS pixels.
const PickRadius = 12

// Pick returns the features at a place in the picture, in CSS pixels. Within PickRadius a town,
// contested land or a hub comes first, then the oblast, and then all others. The page's own picture
// answers by the same rule (web/static-map.js). Areas are hit from inside; contested land, which is
// often thin, also from beside it. On the plate of a picture in a page there is no map, and nothing
// is hit.
func (w *World) Pick(p *Picture, x, y float64) []Hit {
	k := &picker{p: p, x: x, y: y, position: p.Camera.Unproject(x, y)}
	d := newFrame(w, p)
	if p.inPage() && d.furniture.footer.intersects(rect{x, y, x, y}) {
		return nil
	}
	k.level = d.level
	for i := range layers {
		switch l := &layers[i]; {
		case l.kind == "" || !d.isShown(l):
		case l.pickSelf != nil:
			l.pickSelf(k, d)
		case l.pick != nil:
			l.pick(k, d.features(l))
		}
	}
	slices.SortStableFunc(k.hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(pickRanks[a.Kind], pickRanks[b.Kind]),
			cmp.Compare(a.Distance, b.Distance))
	})
	return k.hits
}

// pickTowns hits the dots of labelled towns.
func (k *picker) pickTowns(d *frame) {
	for _, l := range (labeller{d}).placedLabels() {
		if l.isTown() {
			k.pickDot(l.town.hit(), l.town.anchor, townDotRadius(l.town)*d.textScale)
		}
	}
}

func (k *picker) pickHubs(*frame) {
	for _, h := range k.p.Hubs {
		k.pickDisc(Hit{Kind: KindHub, ID: hubID(h), Ref: h.ID},
			geo.UkraineAlbers.Forward(h.LonLat), h.radiusPixels(k.p.Camera))
	}
}

// pickSymbols hits symbols near the place.
func (k *picker) pickSymbols(list []*feature) {
	for _, f := range list {
		k.pickDot(f.hit(), f.anchor, SymbolRadius)
	}
}

// picker collects the hits at one place in the picture.
type picker struct {
	p        *Picture
	x, y     float64
	position geo.XY
	level    int
	hits     []Hit
}

func (f *feature) hit() Hit { return Hit{Kind: f.kind, ID: f.id, Ref: f.ref} }

// pickDot hits a dot near the place.
func (k *picker) pickDot(h Hit, center geo.XY, radius float64) {
	x, y := k.p.Camera.Project(center)
	if h.Distance = max(math.Hypot(x-k.x, y-k.y)-radius, 0); h.Distance <= PickRadius {
		k.hits = append(k.hits, h)
	}
}

// pickDisc hits a disc that contains the place.
func (k *picker) pickDisc(h Hit, center geo.XY, radius float64) {
	x, y := k.p.Camera.Project(center)
	if math.Hypot(x-k.x, y-k.y) <= radius {
		k.hits = append(k.hits, h)
	}
}

// pickInside hits areas that contain the place.
func (k *picker) pickInside(list []*feature) { k.pickAreas(list, 0) }

// pickNearAreas hits areas that contain the place or are near it.
func (k *picker) pickNearAreas(list []*feature) { k.pickAreas(list, PickRadius) }

// pickAreas hits areas that contain the place or are within reach CSS pixels of it.
func (k *picker) pickAreas(list []*feature, reach float64) {
	for _, f := range list {
		h := f.hit()
		if f.contains(k.position) {
			k.hits = append(k.hits, h)
		} else if reach > 0 {
			if h.Distance = k.edgeDistance(f); h.Distance <= reach {
				k.hits = append(k.hits, h)
			}
		}
	}
}

// pickLines hits lines near the place.
func (k *picker) pickLines(list []*feature) {
	for _, f := range list {
		h := f.hit()
		if h.Distance = k.edgeDistance(f); h.Distance <= PickRadius {
			k.hits = append(k.hits, h)
		}
	}
}

// edgeDistance returns the distance from the place to the drawn edge of a feature, in CSS pixels.
// For a feature that is not near, it may be infinite.
func (k *picker) edgeDistance(f *feature) float64 {
	reach := PickRadius * k.p.Camera.MetresPerPixel
	near := Bounds{geo.XY{X: k.position.X - reach, Y: k.position.Y - reach},
		geo.XY{X: k.position.X + reach, Y: k.position.Y + reach}}
	best := math.Inf(1)
	for _, p := range f.parts {
		path := p.path(k.level)
		if path == nil || !path.Bounds.Intersects(near) {
			continue
		}
		for _, line := range path.Lines {
			for i := 1; i < len(line); i++ {
				best = min(best, distanceToSegment(k.position, line[i-1], line[i]))
			}
		}
	}
	return best / k.p.Camera.MetresPerPixel
}

// distanceToSegment returns the distance from q to the segment between a and b.
func distanceToSegment(q, a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/length, 0), 1)
	}
	return math.Hypot(q.X-a.X-t*dx, q.Y-a.Y-t*dy)
}
