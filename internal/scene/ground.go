package scene

import (
	"slices"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// holder is who holds a piece of ground on the picture's day or, in a scenario, under it. Names of
// towns may stand on ground of their town's holder and on the sea.
type holder uint8

const (
	heldByNobody holder = iota // the sea
	heldByUkraine
	heldByRussia
	contestedGround
	demilitarisedGround
	heldAbroad
)

// zoneHolders are the holders of a scenario's zones.
var zoneHolders = map[story.Zone]holder{
	story.ZoneContested:     contestedGround,
	story.ZoneGovernment:    heldByUkraine,
	story.ZoneRussia:        heldByRussia,
	story.ZoneDemilitarised: demilitarisedGround,
}

// settlementHolders are the holders of settlements by the letters of the table of settlements.
var settlementHolders = map[string]holder{"G": heldByUkraine, "R": heldByRussia, "C": contestedGround}

// SetHolders sets who held the towns on a date that was loaded, as the table of settlements has it:
// R, G or C by the id of a town. A town that is missing belongs to whom the ground at its dot
// belongs.
func (w *World) SetHolders(date string, holders map[string]string) {
	if c := w.dates[date]; c != nil {
		c.holders, c.grounds = holders, nil
	}
}

// holderAt is the holder of the ground at a position.
func (d *drawer) holderAt(q geo.XY) holder {
	within := func(s *shape) bool { return s.contains(q) }
	if d.ctl != nil {
		if h, ok := d.controlAt(within); ok {
			return h
		}
	}
	if slices.ContainsFunc(d.world.outline, within) {
		return heldByUkraine
	}
	if slices.ContainsFunc(d.world.neighbours, within) {
		return heldAbroad
	}
	return heldByNobody
}

// controlAt is the holder by the areas of the date or of the scenario. It is false where none of
// them lies.
func (d *drawer) controlAt(within func(*shape) bool) (holder, bool) {
	if d.zones == nil {
		if slices.ContainsFunc(d.ctl.contested, within) {
			return contestedGround, true
		}
		return heldByRussia, slices.ContainsFunc(d.ctl.held, within)
	}
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		if s := d.zones.land[i]; within(s) {
			return zoneHolders[s.zone()], true
		}
	}
	return heldByUkraine, slices.ContainsFunc(d.ctl.held, within)
}

// townGround is the ground of a town on the picture's day, which is kept.
func (d *drawer) townGround(s *shape) *townGround {
	g := &townGround{}
	d.setGround(g, s)
	return g
}

// setGround sets what of a town's ground does not depend on the scale.
func (d *drawer) setGround(t *townGround, s *shape) {
	kept := &d.world.grounds
	switch {
	case d.zones != nil:
		kept = &d.zones.grounds
	case d.ctl != nil:
		kept = &d.ctl.grounds
	}
	g, ok := (*kept)[s]
	if !ok {
		g.holder, g.apart = d.townHolder(s)
		if *kept == nil {
			*kept = map[*shape]townGround{}
		}
		(*kept)[s] = g
	}
	t.holder, t.apart, t.drawer = g.holder, g.apart, d
}

// townHolder is the holder of a town, and whether the ground at its dot has another.
func (d *drawer) townHolder(s *shape) (h holder, apart bool) {
	h = d.holderAt(s.anchor)
	switch {
	case s.foreign:
		return heldAbroad, false
	case d.ctl == nil:
		return heldByUkraine, false
	case d.zones == nil:
		if listed, ok := settlementHolders[d.ctl.holders[s.ref]]; ok {
			return listed, h != listed && h != heldByNobody
		}
	}
	const shore = 2000 // metres that a generalised coast may leave a port in the sea by
	for i := 0; h == heldByNobody && i < len(unitDot.Lines[0]); i++ {
		q := unitDot.Lines[0][i]
		h = d.holderAt(geo.XY{X: s.anchor.X + shore*q.X, Y: s.anchor.Y + shore*q.Y})
	}
	return h, false
}

// coastsBy are coasts by the holder of the land, in full detail: a spit may be narrower than a
// pixel.
type coastsBy [heldAbroad + 1][]*part

// coasts are the coasts by holder, which are kept.
func (d *drawer) coasts() *coastsBy {
	kept := &d.world.coasts
	switch {
	case d.zones != nil:
		kept = &d.zones.coasts
	case d.ctl != nil:
		kept = &d.ctl.coasts
	}
	if *kept == nil {
		*kept = d.findCoasts()
	}
	return *kept
}

// findCoasts parts the coast of Ukraine where the areas of the date or scenario part it: its edges
// are theirs.
func (d *drawer) findCoasts() *coastsBy {
	type edge struct{ a, b geo.XY }
	holders := map[edge]holder{}
	mark := func(s *shape, h holder) {
		for _, p := range s.parts {
			for _, r := range p.rings {
				for i := 1; i < len(r.points); i++ {
					holders[edge{r.points[i-1], r.points[i]}] = h
				}
			}
		}
	}
	switch {
	case d.zones != nil:
		for _, s := range d.zones.land {
			mark(s, zoneHolders[s.zone()])
		}
	case d.ctl != nil:
		for _, s := range d.ctl.held {
			mark(s, heldByRussia)
		}
		for _, s := range d.ctl.contested {
			mark(s, contestedGround)
		}
	}
	of := func(a, b geo.XY) holder {
		for _, e := range [...]edge{{a, b}, {b, a}} {
			if h, ok := holders[e]; ok {
				return h
			}
		}
		return heldByUkraine
	}
	out := &coastsBy{heldAbroad: d.world.borders.foreignCoasts.parts}
	for _, p := range d.world.borders.coast.parts {
		points := p.rings[0].points
		for from, i := 0, 1; i < len(points); i++ {
			h := of(points[i-1], points[i])
			if i+1 < len(points) && of(points[i], points[i+1]) == h {
				continue
			}
			out[h] = append(out[h], newPart([]ring{{points: points[from : i+1]}}, false))
			from = i
		}
	}
	return out
}

// barriers are the lines that no name may touch, which are kept.
func (d *drawer) barriers() []*part {
	kept := &d.world.barriers
	switch {
	case d.zones != nil:
		kept = &d.zones.barriers
	case d.ctl != nil:
		kept = &d.ctl.barriers
	}
	if *kept == nil {
		*kept = d.findBarriers()
	}
	return *kept
}

// findBarriers are the line of contact, outlines of contested land, a scenario's lines, and state
// borders.
func (d *drawer) findBarriers() []*part {
	b := &d.world.borders
	parts := slices.Concat(b.state.parts, b.foreign.parts)
	if d.ctl == nil {
		return parts
	}
	parts = append(parts, d.ctl.contact.parts...)
	if d.zones != nil {
		parts = append(parts, d.zones.edges.parts...)
		for _, s := range d.zones.land {
			if s.zone() == story.ZoneContested {
				parts = append(parts, s.parts...)
			}
		}
		return parts
	}
	for _, s := range d.ctl.contested {
		parts = append(parts, s.parts...)
	}
	return parts
}

// avoided are the lines that names cross only where they have no other place.
func (d *drawer) avoided() []*part {
	if d.ctl == nil || d.zones != nil {
		return nil
	}
	return d.ctl.before.parts
}

// mostlyHeld reports whether most of an oblast's middle is held: such oblasts are named first.
func (d *drawer) mostlyHeld(s *shape) bool {
	if d.ctl == nil {
		return false
	}
	if is, known := d.ctl.mostlyHeld[s]; known {
		return is
	}
	if d.ctl.mostlyHeld == nil {
		d.ctl.mostlyHeld = map[*shape]bool{}
	}
	seats := d.world.seatsOf(s)
	seats = seats[:min(len(seats), 24)] // the nearest to the oblast's middle
	held := 0
	for _, t := range seats {
		if d.onHeld(t.at) {
			held++
		}
	}
	d.ctl.mostlyHeld[s] = 2*held > len(seats)
	return d.ctl.mostlyHeld[s]
}

// onHeld reports whether a position is on land that was held on the picture's day.
func (d *drawer) onHeld(q geo.XY) bool {
	return slices.ContainsFunc(d.ctl.held, func(h *shape) bool { return h.contains(q) })
}

// selectedTown is the town that is selected, or nil.
func (d *drawer) selectedTown() *shape {
	if !strings.HasPrefix(d.p.Select, "town-") {
		return nil
	}
	return d.world.byID[d.p.Select]
}

// halfPlane holds the positions q with nx·X + ny·Y ≤ k.
type halfPlane struct{ nx, ny, k float64 }

// region is what a box that hangs on a position covers of the map at all scales between two: a
// convex area.
type region struct {
	planes [6]halfPlane
	count  int
	bounds Box
}

// covered is the region of a box. At the scale s the box is the position plus 1/s times its
// corners, and the union of these boxes is the hull of the first and the last: their common bounds,
// and where the box does not hold its position two tangents through that.
func (h *hung) covered(s scales) (r region) {
	at, far := h.on(s.lo), h.on(s.hi)
	r.bounds = at.Union(far)
	b := r.bounds
	r.add(halfPlane{1, 0, b.Max.X})
	r.add(halfPlane{-1, 0, -b.Min.X})
	r.add(halfPlane{0, 1, b.Max.Y})
	r.add(halfPlane{0, -1, -b.Min.Y})
	if h.x0 <= 0 && h.x1 >= 0 && h.y0 <= 0 && h.y1 >= 0 {
		return r
	}
	corners := [...]geo.XY{at.Min, {X: at.Max.X, Y: at.Min.Y}, at.Max, {X: at.Min.X, Y: at.Max.Y}}
	for i := range corners {
		corners[i].X -= h.at.X
		corners[i].Y -= h.at.Y
	}
	left, right := corners[0], corners[0]
	for _, c := range corners[1:] {
		if cross(left, c) > 0 {
			left = c
		}
		if cross(right, c) < 0 {
			right = c
		}
	}
	r.add(halfPlane{-left.Y, left.X, -left.Y*h.at.X + left.X*h.at.Y})
	r.add(halfPlane{right.Y, -right.X, right.Y*h.at.X - right.X*h.at.Y})
	return r
}

func (r *region) add(p halfPlane) {
	r.planes[r.count] = p
	r.count++
}

// meets reports whether a segment has a position in the region (Cyrus and Beck's clipping, 1978).
func (r *region) meets(a, b geo.XY) bool {
	t0, t1 := 0.0, 1.0
	for i := range r.count {
		p := &r.planes[i]
		da, db := p.nx*a.X+p.ny*a.Y-p.k, p.nx*b.X+p.ny*b.Y-p.k
		switch {
		case da > 0 && db > 0:
			return false
		case da > 0:
			if t := da / (da - db); t > t0 {
				t0 = t
			}
		case db > 0:
			if t := da / (da - db); t < t1 {
				t1 = t
			}
		}
		if t0 > t1 {
			return false
		}
	}
	return true
}

func cross(a, b geo.XY) float64 { return a.X*b.Y - a.Y*b.X }

// coarsest is the part at a level of detail or, where nothing of it is drawn there, at the next
// finer one.
func (p *part) coarsest(level int) *Path {
	for ; level > 0; level-- {
		if path := p.path(level); path != nil {
			return path
		}
	}
	return p.path(0)
}

// barred reports whether a box touches a line that no name may touch, at any scale at which the
// labels are shown.
func (p *placer) barred(h *hung) bool {
	r := h.covered(p.shownAt)
	return p.touches(p.barriers, &r)
}

// townGround is what decides on which ground a town's name may stand.
type townGround struct {
	holder holder
	apart  bool // the ground at the dot has another holder
	drawer *drawer
	// What is within the name's reach: barriers and coasts of other holders' land, and what other
	// labels take.
	barriers []edgeRun
	taken    []hung
	placer   *placer
}

// free reports whether a box within a name's reach meets no other.
func (t *townGround) free(h *hung) bool {
	p := t.placer
	if p.within != nil && !p.within(h) {
		return false
	}
	for i := range t.taken {
		if !p.apart(&t.taken[i], h) {
			return false
		}
	}
	return true
}

// taken adds the boxes that may have a position in common with a part of the map.
func (p *placer) taken(out []hung, reach Box) []hung {
	if p.boundsAt != p.scales {
		p.bounds, p.boundsAt = p.bounds[:0], p.scales
	}
	for i := len(p.bounds); i < len(p.boxes); i++ {
		p.bounds = append(p.bounds, p.boxes[i].on(p.lo).Union(p.boxes[i].on(p.hi)))
	}
	for i := range p.bounds {
		if p.bounds[i].Meets(reach) {
			out = append(out, p.boxes[i])
		}
	}
	return out
}

// survey finds what is within a name's reach.
func (p *placer) survey(t *townGround, reach Box) {
	t.placer, t.taken = p, p.taken(t.taken[:0], reach)
	t.barriers = p.runsIn(t.barriers[:0], p.barriers, reach)
	for h, coast := range t.drawer.coasts() {
		if holder(h) != t.holder {
			t.barriers = p.runsIn(t.barriers, coast, reach)
		}
	}
}

// onGround reports whether a town's name may stand in a box: it touches no barrier and no coast of
// another holder's land, its leader crosses none, and so all of it is on ground of the town's
// holder or on the sea if its middle is.
func (p *placer) onGround(t *townGround, h *hung) bool {
	r := h.covered(p.shownAt)
	if r.meetsAny(t.barriers) {
		return false
	}
	b := h.on(p.lo)
	if !t.apart {
		if crossings(t.barriers, h.at, b.nearest(h.at)) > 0 {
			return false
		}
		if crossings(t.barriers, h.at, b.Center()) == 0 {
			return true
		}
	}
	on := t.drawer.holderAt(b.Center())
	return on == t.holder || on == heldByNobody
}

// beyondWater reports whether the sea lies between a town and its name on land, at either end of the
// scales: a name on another shore would seem to be of a place there.
func (t *townGround) beyondWater(p *placer, h *hung) bool {
	const steps = 8
	for _, scale := range [2]float64{p.lo, p.hi} {
		to := h.on(scale).Center()
		if t.drawer.holderAt(to) == heldByNobody {
			continue
		}
		for i := 1; i < steps; i++ {
			share := float64(i) / steps
			q := geo.XY{X: h.at.X + share*(to.X-h.at.X), Y: h.at.Y + share*(to.Y-h.at.Y)}
			if t.drawer.holderAt(q) == heldByNobody {
				return true
			}
		}
	}
	return false
}

// nearest is the position in the box that is nearest to another.
func (b Box) nearest(q geo.XY) geo.XY {
	return geo.XY{X: min(max(q.X, b.Min.X), b.Max.X), Y: min(max(q.Y, b.Min.Y), b.Max.Y)}
}
