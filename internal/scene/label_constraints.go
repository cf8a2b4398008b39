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
	contestedLand
	demilitarisedLand
	heldAbroad
)

// zoneHolders are the holders of a scenario's zones.
var zoneHolders = map[story.Zone]holder{
	story.ZoneContested:     contestedLand,
	story.ZoneGovernment:    heldByUkraine,
	story.ZoneRussia:        heldByRussia,
	story.ZoneDemilitarised: demilitarisedLand,
}

// settlementHolders are the holders of settlements by the letters of the table of settlements.
var settlementHolders = map[string]holder{"G": heldByUkraine, "R": heldByRussia, "C": contestedLand}

// SetTownHolders sets who held the towns on a date that was loaded, as the table of settlements has
// it: R, G or C by the id of a town. A town that is missing belongs to whom the ground at its dot
// belongs.
func (w *World) SetTownHolders(date string, holders map[string]string) {
	if c := w.controlByDate[date]; c != nil {
		c.listedHolders, c.townHolders = holders, nil
	}
}

// holderAt is the holder of the ground at a position.
func (d *painter) holderAt(q geo.XY) holder {
	within := func(s *feature) bool { return s.contains(q) }
	if d.control != nil {
		if h, ok := d.controlHolderAt(within); ok {
			return h
		}
	}
	if slices.ContainsFunc(d.world.countryOutline, within) {
		return heldByUkraine
	}
	if slices.ContainsFunc(d.world.neighbours, within) {
		return heldAbroad
	}
	return heldByNobody
}

// controlHolderAt is the holder by the areas of the date or of the scenario. It is false where none
// of them lies.
func (d *painter) controlHolderAt(within func(*feature) bool) (holder, bool) {
	if d.zones == nil {
		if slices.ContainsFunc(d.control.contested, within) {
			return contestedLand, true
		}
		return heldByRussia, slices.ContainsFunc(d.control.held, within)
	}
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		if s := d.zones.land[i]; within(s) {
			return zoneHolders[s.zone()], true
		}
	}
	return heldByUkraine, slices.ContainsFunc(d.control.held, within)
}

// newTownConstraints is the ground of a town on the picture's day, which is kept.
func (d *painter) newTownConstraints(s *feature) *townConstraints {
	g := &townConstraints{}
	d.setTownHolder(g, s)
	return g
}

// setTownHolder sets what of a town's ground does not depend on the scale.
func (d *painter) setTownHolder(t *townConstraints, s *feature) {
	kept := &d.world.townHolders
	switch {
	case d.zones != nil:
		kept = &d.zones.townHolders
	case d.control != nil:
		kept = &d.control.townHolders
	}
	g, ok := (*kept)[s]
	if !ok {
		g.holder, g.holderDiffers = d.findTownHolder(s)
		if *kept == nil {
			*kept = map[*feature]townConstraints{}
		}
		(*kept)[s] = g
	}
	t.holder, t.holderDiffers, t.painter = g.holder, g.holderDiffers, d
}

// findTownHolder is the holder of a town, and whether the ground at its dot has another.
func (d *painter) findTownHolder(s *feature) (h holder, apart bool) {
	h = d.holderAt(s.anchor)
	switch {
	case s.foreign:
		return heldAbroad, false
	case d.control == nil:
		return heldByUkraine, false
	case d.zones == nil:
		if listed, ok := settlementHolders[d.control.listedHolders[s.ref]]; ok {
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

// coastsByHolder are coasts by the holder of the land, in full detail: a spit may be narrower than
// a pixel.
type coastsByHolder [heldAbroad + 1][]*geometryPart

// coasts are the coasts by holder, which are kept.
func (d *painter) coasts() *coastsByHolder {
	kept := &d.world.coasts
	switch {
	case d.zones != nil:
		kept = &d.zones.coasts
	case d.control != nil:
		kept = &d.control.coasts
	}
	if *kept == nil {
		*kept = d.findCoasts()
	}
	return *kept
}

// findCoasts parts the coast of Ukraine where the areas of the date or scenario part it: its edges
// are theirs.
func (d *painter) findCoasts() *coastsByHolder {
	type edge struct{ a, b geo.XY }
	holders := map[edge]holder{}
	mark := func(s *feature, h holder) {
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
	case d.control != nil:
		for _, s := range d.control.held {
			mark(s, heldByRussia)
		}
		for _, s := range d.control.contested {
			mark(s, contestedLand)
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
	out := &coastsByHolder{heldAbroad: d.world.borders.foreignCoasts.parts}
	for _, p := range d.world.borders.coast.parts {
		points := p.rings[0].points
		for from, i := 0, 1; i < len(points); i++ {
			h := of(points[i-1], points[i])
			if i+1 < len(points) && of(points[i], points[i+1]) == h {
				continue
			}
			out[h] = append(out[h], newGeometryPart([]ring{{points: points[from : i+1]}}, false))
			from = i
		}
	}
	return out
}

// obstacles are the lines that no name may touch, which are kept.
func (d *painter) obstacles() []*geometryPart {
	kept := &d.world.obstacles
	switch {
	case d.zones != nil:
		kept = &d.zones.obstacles
	case d.control != nil:
		kept = &d.control.obstacles
	}
	if *kept == nil {
		*kept = d.findObstacles()
	}
	return *kept
}

// findObstacles are the line of contact, outlines of contested land, a scenario's lines, and state
// borders.
func (d *painter) findObstacles() []*geometryPart {
	b := &d.world.borders
	parts := slices.Concat(b.state.parts, b.foreign.parts)
	if d.control == nil {
		return parts
	}
	parts = append(parts, d.control.contactLine.parts...)
	if d.zones != nil {
		parts = append(parts, d.zones.edges.parts...)
		for _, s := range d.zones.land {
			if s.zone() == story.ZoneContested {
				parts = append(parts, s.parts...)
			}
		}
		return parts
	}
	for _, s := range d.control.contested {
		parts = append(parts, s.parts...)
	}
	return parts
}

// avoidedLines are the lines that names cross only where they have no other place.
func (d *painter) avoidedLines() []*geometryPart {
	if d.control == nil || d.zones != nil {
		return nil
	}
	return d.control.preInvasionEdge.parts
}

// mostlyHeld reports whether most of an oblast's middle is held: such oblasts are named first.
func (d *painter) mostlyHeld(s *feature) bool {
	if d.control == nil {
		return false
	}
	if is, known := d.control.mostlyHeld[s]; known {
		return is
	}
	if d.control.mostlyHeld == nil {
		d.control.mostlyHeld = map[*feature]bool{}
	}
	seats := d.world.labelAnchorsOf(s)
	seats = seats[:min(len(seats), 24)] // the nearest to the oblast's middle
	held := 0
	for _, t := range seats {
		if d.onHeldLand(t.position) {
			held++
		}
	}
	d.control.mostlyHeld[s] = 2*held > len(seats)
	return d.control.mostlyHeld[s]
}

// onHeldLand reports whether a position is on land that was held on the picture's day.
func (d *painter) onHeldLand(q geo.XY) bool {
	return slices.ContainsFunc(d.control.held, func(h *feature) bool { return h.contains(q) })
}

// selectedTown is the town that is selected, or nil.
func (d *painter) selectedTown() *feature {
	if !strings.HasPrefix(d.p.Selected, "town-") {
		return nil
	}
	return d.world.featuresByID[d.p.Selected]
}

// halfPlane holds the positions q with nx·X + ny·Y ≤ k.
type halfPlane struct{ nx, ny, k float64 }

// sweptRegion is what a box that hangs on a position covers of the map at all scales between two: a
// convex area.
type sweptRegion struct {
	planes [6]halfPlane
	count  int
	bounds Bounds
}

// sweptRegion is the region of a box. At the scale s the box is the position plus 1/s times its
// corners, and the union of these boxes is the hull of the first and the last: their common bounds,
// and where the box does not hold its position two tangents through that.
func (h *anchoredBox) sweptRegion(s scaleRange) (r sweptRegion) {
	at, far := h.boundsAt(s.lo), h.boundsAt(s.hi)
	r.bounds = at.Union(far)
	b := r.bounds
	r.addHalfPlane(halfPlane{1, 0, b.Max.X})
	r.addHalfPlane(halfPlane{-1, 0, -b.Min.X})
	r.addHalfPlane(halfPlane{0, 1, b.Max.Y})
	r.addHalfPlane(halfPlane{0, -1, -b.Min.Y})
	if h.x0 <= 0 && h.x1 >= 0 && h.y0 <= 0 && h.y1 >= 0 {
		return r
	}
	corners := [...]geo.XY{at.Min, {X: at.Max.X, Y: at.Min.Y}, at.Max, {X: at.Min.X, Y: at.Max.Y}}
	for i := range corners {
		corners[i].X -= h.anchor.X
		corners[i].Y -= h.anchor.Y
	}
	left, right := corners[0], corners[0]
	for _, c := range corners[1:] {
		if crossProduct(left, c) > 0 {
			left = c
		}
		if crossProduct(right, c) < 0 {
			right = c
		}
	}
	r.addHalfPlane(halfPlane{-left.Y, left.X, -left.Y*h.anchor.X + left.X*h.anchor.Y})
	r.addHalfPlane(halfPlane{right.Y, -right.X, right.Y*h.anchor.X - right.X*h.anchor.Y})
	return r
}

func (r *sweptRegion) addHalfPlane(p halfPlane) {
	r.planes[r.count] = p
	r.count++
}

// intersectsSegment reports whether a segment has a position in the region (Cyrus and Beck's
// clipping, 1978).
func (r *sweptRegion) intersectsSegment(a, b geo.XY) bool {
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

func crossProduct(a, b geo.XY) float64 { return a.X*b.Y - a.Y*b.X }

// pathAtOrFiner is the part at a level of detail or, where nothing of it is drawn there, at the
// next finer one.
func (p *geometryPart) pathAtOrFiner(level int) *Path {
	for ; level > 0; level-- {
		if path := p.path(level); path != nil {
			return path
		}
	}
	return p.path(0)
}

// hitsObstacle reports whether a box touches a line that no name may touch, at any scale at which
// the labels are shown.
func (p *labelPlacer) hitsObstacle(h *anchoredBox) bool {
	r := h.sweptRegion(p.shownScales)
	return p.regionCrossesLines(p.obstacles, &r)
}

// townConstraints is what decides on which ground a town's name may stand.
type townConstraints struct {
	holder        holder
	holderDiffers bool // the ground at the dot has another holder
	painter       *painter
	// What is within the name's reach: barriers and coasts of other holders' land, and what other
	// labels take.
	obstacles   []edgeRun
	placedBoxes []anchoredBox
	placer      *labelPlacer
}

// isFree reports whether a box within a name's reach meets no other.
func (t *townConstraints) isFree(h *anchoredBox) bool {
	p := t.placer
	if p.boxFilter != nil && !p.boxFilter(h) {
		return false
	}
	for i := range t.placedBoxes {
		if !p.disjoint(&t.placedBoxes[i], h) {
			return false
		}
	}
	return true
}

// appendBoxesIn adds the boxes that may have a position in common with a part of the map.
func (p *labelPlacer) appendBoxesIn(out []anchoredBox, reach Bounds) []anchoredBox {
	if p.sweptScales != p.scaleRange {
		p.sweptBounds, p.sweptScales = p.sweptBounds[:0], p.scaleRange
	}
	for i := len(p.sweptBounds); i < len(p.boxes); i++ {
		p.sweptBounds = append(p.sweptBounds,
			p.boxes[i].boundsAt(p.lo).Union(p.boxes[i].boundsAt(p.hi)))
	}
	for i := range p.sweptBounds {
		if p.sweptBounds[i].Intersects(reach) {
			out = append(out, p.boxes[i])
		}
	}
	return out
}

// collectConstraints finds what is within a name's reach.
func (p *labelPlacer) collectConstraints(t *townConstraints, reach Bounds) {
	t.placer, t.placedBoxes = p, p.appendBoxesIn(t.placedBoxes[:0], reach)
	t.obstacles = p.appendRunsIn(t.obstacles[:0], p.obstacles, reach)
	for h, coast := range t.painter.coasts() {
		if holder(h) != t.holder {
			t.obstacles = p.appendRunsIn(t.obstacles, coast, reach)
		}
	}
}

// onOwnLand reports whether a town's name may stand in a box: it touches no barrier and no coast of
// another holder's land, its leader crosses none, and so all of it is on ground of the town's
// holder or on the sea if its middle is.
func (p *labelPlacer) onOwnLand(t *townConstraints, h *anchoredBox) bool {
	r := h.sweptRegion(p.shownScales)
	if r.intersectsAny(t.obstacles) {
		return false
	}
	b := h.boundsAt(p.lo)
	if !t.holderDiffers {
		if countCrossings(t.obstacles, h.anchor, b.nearestPoint(h.anchor)) > 0 {
			return false
		}
		if countCrossings(t.obstacles, h.anchor, b.Center()) == 0 {
			return true
		}
	}
	on := t.painter.holderAt(b.Center())
	return on == t.holder || on == heldByNobody
}

// seaBetween reports whether the sea lies between a town and its name on land, at either end of the
// scales: a name on another shore would seem to be of a place there.
func (t *townConstraints) seaBetween(p *labelPlacer, h *anchoredBox) bool {
	const steps = 8
	for _, scale := range [2]float64{p.lo, p.hi} {
		to := h.boundsAt(scale).Center()
		if t.painter.holderAt(to) == heldByNobody {
			continue
		}
		for i := 1; i < steps; i++ {
			share := float64(i) / steps
			q := geo.XY{X: h.anchor.X + share*(to.X-h.anchor.X),
				Y: h.anchor.Y + share*(to.Y-h.anchor.Y)}
			if t.painter.holderAt(q) == heldByNobody {
				return true
			}
		}
	}
	return false
}

// nearestPoint is the position in the box that is nearest to another.
func (b Bounds) nearestPoint(q geo.XY) geo.XY {
	return geo.XY{X: min(max(q.X, b.Min.X), b.Max.X), Y: min(max(q.Y, b.Min.Y), b.Max.Y)}
}
