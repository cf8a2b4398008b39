package scene

import (
	"cmp"
	"math"
	"slices"

	"truceline/internal/geo"
)

// PickRadius is how far from the pointer a shape may be and still be hit, in CSS pixels.
const PickRadius = 12

// kindPriority ranks kinds by what a reader who points there asks for. Land that is held is half a
// country: its oblast comes first, as it does everywhere else on land.
var kindPriority = map[Kind]int{
	KindTown: 0, KindContested: 1, KindHub: 2, KindOblast: 3, KindWithdrawal: 4, KindHeld: 5,
	KindRiver:     6,
	KindReservoir: 7, KindBridge: 8, KindNeighbour: 9, KindSea: 10,
}

// Pick returns what is under a place in the picture given in CSS pixels: within PickRadius a town,
// contested land or a hub, else the oblast, and then all others. The page's own picture answers by
// the same rule (web/answers.js). Areas are hit from inside; contested land, often thin, also from
// beside it. On the plate of a picture in a page there is no map, and nothing is hit.
func (w *World) Pick(p *Picture, x, y float64) []Hit {
	k := &picker{p: p, x: x, y: y, position: p.Camera.Unproject(x, y)}
	d := newPainter(nil, w, p)
	if p.inPage() && d.furniture.footer.intersects(rect{x, y, x, y}) {
		return nil
	}
	k.level = d.level
	if p.Shows(LayerTowns) {
		for _, s := range d.placedLabels() {
			if s.town != nil {
				k.pickDot(s.town.hit(), s.town.anchor, townDotRadius(s.town)*d.textScale)
			}
		}
	}
	if w.showsHubs(p) {
		for _, h := range p.Hubs {
			k.pickDisc(Hit{Kind: KindHub, ID: hubID(h), Ref: h.ID},
				geo.UkraineAlbers.Forward(h.LonLat), h.radiusPixels(p.Camera))
		}
	}
	if d.controlPickable() {
		k.pickAreas(d.control.contested, PickRadius)
		k.pickAreas(d.control.held, 0)
	}
	for _, x := range d.shownWithdrawals() {
		k.pickAreas([]*feature{x.land.feature}, 0)
	}
	if p.Shows(LayerRivers) {
		for _, s := range w.rivers {
			if showsRiver(s.rank, p.Camera.MetresPerPixel) {
				k.pickLine(s)
			}
		}
		k.pickAreas(w.reservoirsOn(p.Date), 0)
		if showsBridges(p.Camera.MetresPerPixel) {
			for _, s := range w.bridges {
				k.pickLine(s)
			}
		}
	}
	k.pickAreas(w.oblasts, 0)
	k.pickAreas(w.neighbours, 0)
	k.pickAreas(w.seas, 0)
	slices.SortStableFunc(k.hits, func(a, b Hit) int {
		if c := cmp.Compare(kindPriority[a.Kind], kindPriority[b.Kind]); c != 0 {
			return c
		}
		return cmp.Compare(a.Distance, b.Distance)
	})
	return k.hits
}

// controlPickable reports whether held and contested land can be picked: they are drawn, and no
// scenario is.
func (d *painter) controlPickable() bool {
	return d.control != nil && d.zones == nil && d.p.Shows(LayerControl)
}

// picker gathers what lies near one place.
type picker struct {
	p        *Picture
	x, y     float64
	position geo.XY
	level    int
	hits     []Hit
}

func (s *feature) hit() Hit { return Hit{Kind: s.kind, ID: s.id, Ref: s.ref} }

// pickDot hits a dot near the place.
func (k *picker) pickDot(h Hit, at geo.XY, radius float64) {
	x, y := k.p.Camera.Project(at)
	if h.Distance = max(math.Hypot(x-k.x, y-k.y)-radius, 0); h.Distance <= PickRadius {
		k.hits = append(k.hits, h)
	}
}

// pickDisc hits a disc that the place lies in.
func (k *picker) pickDisc(h Hit, at geo.XY, radius float64) {
	x, y := k.p.Camera.Project(at)
	if math.Hypot(x-k.x, y-k.y) <= radius {
		k.hits = append(k.hits, h)
	}
}

// pickAreas hits areas that hold the place or lie within reach pixels of it.
func (k *picker) pickAreas(list []*feature, reach float64) {
	for _, s := range list {
		h := s.hit()
		if s.contains(k.position) {
			k.hits = append(k.hits, h)
		} else if reach > 0 {
			if h.Distance = k.edgeDistance(s); h.Distance <= reach {
				k.hits = append(k.hits, h)
			}
		}
	}
}

// pickLine hits a line near the place.
func (k *picker) pickLine(s *feature) {
	h := s.hit()
	if h.Distance = k.edgeDistance(s); h.Distance <= PickRadius {
		k.hits = append(k.hits, h)
	}
}

// edgeDistance is how far the drawn edge of a shape is from the place, in CSS pixels; far more than
// PickRadius if it is nowhere near.
func (k *picker) edgeDistance(s *feature) float64 {
	reach := PickRadius * k.p.Camera.MetresPerPixel
	near := Bounds{geo.XY{X: k.position.X - reach, Y: k.position.Y - reach},
		geo.XY{X: k.position.X + reach, Y: k.position.Y + reach}}
	best := math.Inf(1)
	for _, p := range s.parts {
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

// distanceToSegment is the distance of q from the segment between a and b.
func distanceToSegment(q, a, b geo.XY) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/length, 0), 1)
	}
	return math.Hypot(q.X-a.X-t*dx, q.Y-a.Y-t*dy)
}
