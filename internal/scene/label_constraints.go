package scene

import (
	"slices"
	"strings"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// holder is who holds a piece of land on the picture's date or, in a scenario, under it. A town's
// label may be placed on land of the town's holder and on the sea.
type holder uint8

const (
	heldByNobody holder = iota // the sea
	heldByUkraine
	heldByRussia
	contestedLand
	demilitarisedLand
	heldAbroad
)

// zoneHolders are the holders of land in a scenario's zones.
var zoneHolders = map[story.Zone]holder{
	story.ZoneContested:     contestedLand,
	story.ZoneGovernment:    heldByUkraine,
	story.ZoneRussia:        heldByRussia,
	story.ZoneDemilitarised: demilitarisedLand,
}

// settlementHolders are the holders by the codes of the table of settlements.
var settlementHolders = map[string]holder{"G": heldByUkraine, "R": heldByRussia, "C": contestedLand}

// SetTownHolders sets the holders of towns on a date that was loaded, by the table of settlements:
// R, G or C by town id. A town that is missing has the holder of the land at its dot.
func (w *World) SetTownHolders(date string, holders map[string]string) {
	if c := w.controlByDate[date]; c != nil {
		c.listedHolders, c.townHolders = holders, nil
	}
}

// holderAt returns the holder of the land at a point.
func (d *painter) holderAt(q geo.XY) holder {
	within := func(f *feature) bool { return f.contains(q) }
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

// controlHolderAt returns the holder by the areas of the date or of the scenario. It returns false
// where there is none of them.
func (d *painter) controlHolderAt(within func(*feature) bool) (holder, bool) {
	if d.zones == nil {
		if slices.ContainsFunc(d.control.contested, within) {
			return contestedLand, true
		}
		return heldByRussia, slices.ContainsFunc(d.control.held, within)
	}
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		if f := d.zones.land[i]; within(f) {
			return zoneHolders[f.zone()], true
		}
	}
	return heldByUkraine, slices.ContainsFunc(d.control.held, within)
}

// newTownConstraints returns the constraints on a town's label, without the boxes and lines near
// it.
func (d *painter) newTownConstraints(f *feature) *townConstraints {
	c := &townConstraints{}
	d.setTownHolder(c, f)
	return c
}

// setTownHolder sets the constraints that do not depend on the scale. The town's holder is cached.
func (d *painter) setTownHolder(c *townConstraints, f *feature) {
	cache := &d.world.townHolders
	switch {
	case d.zones != nil:
		cache = &d.zones.townHolders
	case d.control != nil:
		cache = &d.control.townHolders
	}
	found, ok := (*cache)[f]
	if !ok {
		found.holder, found.holderDiffers = d.findTownHolder(f)
		if *cache == nil {
			*cache = map[*feature]townConstraints{}
		}
		(*cache)[f] = found
	}
	c.holder, c.holderDiffers, c.painter = found.holder, found.holderDiffers, d
}

// findTownHolder returns the holder of a town, and whether the land at its dot has another.
func (d *painter) findTownHolder(f *feature) (h holder, differs bool) {
	h = d.holderAt(f.anchor)
	switch {
	case f.foreign:
		return heldAbroad, false
	case d.control == nil:
		return heldByUkraine, false
	case d.zones == nil:
		if listed, ok := settlementHolders[d.control.listedHolders[f.ref]]; ok {
			return listed, h != listed && h != heldByNobody
		}
	}
	const shore = 2000 // metres by which a generalised coast may leave a port in the sea
	for i := 0; h == heldByNobody && i < len(unitDot.Lines[0]); i++ {
		q := unitDot.Lines[0][i]
		h = d.holderAt(geo.XY{X: f.anchor.X + shore*q.X, Y: f.anchor.Y + shore*q.Y})
	}
	return h, false
}

// coastsByHolder are coasts by the holder of the land, in full detail, because a spit may be
// narrower than a pixel.
type coastsByHolder [heldAbroad + 1][]*geometryPart

// coasts returns the coasts by holder, which are cached.
func (d *painter) coasts() *coastsByHolder {
	cache := &d.world.coasts
	switch {
	case d.zones != nil:
		cache = &d.zones.coasts
	case d.control != nil:
		cache = &d.control.coasts
	}
	if *cache == nil {
		*cache = d.findCoasts()
	}
	return *cache
}

// findCoasts divides the coast of Ukraine among the holders. A coast's edge belongs to the area of
// the date or scenario that has the same edge.
func (d *painter) findCoasts() *coastsByHolder {
	type edge struct{ a, b geo.XY }
	holders := map[edge]holder{}
	mark := func(f *feature, h holder) {
		for _, p := range f.parts {
			for _, r := range p.rings {
				for i := 1; i < len(r.points); i++ {
					holders[edge{r.points[i-1], r.points[i]}] = h
				}
			}
		}
	}
	switch {
	case d.zones != nil:
		for _, f := range d.zones.land {
			mark(f, zoneHolders[f.zone()])
		}
	case d.control != nil:
		for _, f := range d.control.held {
			mark(f, heldByRussia)
		}
		for _, f := range d.control.contested {
			mark(f, contestedLand)
		}
	}
	holderOf := func(a, b geo.XY) holder {
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
			h := holderOf(points[i-1], points[i])
			if i+1 < len(points) && holderOf(points[i], points[i+1]) == h {
				continue
			}
			out[h] = append(out[h], newGeometryPart([]ring{{points: points[from : i+1]}}, false))
			from = i
		}
	}
	return out
}

// obstacles returns the lines that no label may touch, which are cached.
func (d *painter) obstacles() []*geometryPart {
	cache := &d.world.obstacles
	switch {
	case d.zones != nil:
		cache = &d.zones.obstacles
	case d.control != nil:
		cache = &d.control.obstacles
	}
	if *cache == nil {
		*cache = d.findObstacles()
	}
	return *cache
}

// findObstacles returns the line of contact, outlines of contested land, a scenario's lines, and
// state borders.
func (d *painter) findObstacles() []*geometryPart {
	b := &d.world.borders
	parts := slices.Concat(b.state.parts, b.foreign.parts)
	if d.control == nil {
		return parts
	}
	parts = append(parts, d.control.contactLine.parts...)
	if d.zones != nil {
		parts = append(parts, d.zones.edges.parts...)
		for _, f := range d.zones.land {
			if f.zone() == story.ZoneContested {
				parts = append(parts, f.parts...)
			}
		}
		return parts
	}
	for _, f := range d.control.contested {
		parts = append(parts, f.parts...)
	}
	return parts
}

// avoidedLines returns the lines that a label crosses only if it has no other placement.
func (d *painter) avoidedLines() []*geometryPart {
	if d.control == nil || d.zones != nil {
		return nil
	}
	return d.control.preInvasionEdge.parts
}

// mostlyHeld reports whether most of an oblast's middle is held. Such oblasts are labelled first.
func (d *painter) mostlyHeld(f *feature) bool {
	if d.control == nil {
		return false
	}
	if mostly, known := d.control.mostlyHeld[f]; known {
		return mostly
	}
	if d.control.mostlyHeld == nil {
		d.control.mostlyHeld = map[*feature]bool{}
	}
	anchors := d.world.labelAnchorsOf(f)
	anchors = anchors[:min(len(anchors), 24)] // the nearest to the oblast's middle
	held := 0
	for _, anchor := range anchors {
		if d.onHeldLand(anchor.position) {
			held++
		}
	}
	d.control.mostlyHeld[f] = 2*held > len(anchors)
	return d.control.mostlyHeld[f]
}

// onHeldLand reports whether a point is on land that was held on the picture's date.
func (d *painter) onHeldLand(q geo.XY) bool {
	return slices.ContainsFunc(d.control.held, func(area *feature) bool { return area.contains(q) })
}

// selectedTown returns the selected town, or nil.
func (d *painter) selectedTown() *feature {
	if !strings.HasPrefix(d.p.Selected, "town-") {
		return nil
	}
	return d.world.featuresByID[d.p.Selected]
}

// halfPlane is the set of points q with nx·q.X + ny·q.Y ≤ k.
type halfPlane struct{ nx, ny, k float64 }

// sweptRegion is the part of the map that an anchored box covers over a range of scales: a convex
// polygon.
type sweptRegion struct {
	planes [6]halfPlane
	count  int
	bounds Bounds
}

// sweptRegion returns the region that the box covers over a range of scales. At scale s the box is
// the anchor plus 1/s times its corners. The union over a range is the convex hull of the boxes at
// both ends: their common bounds and, if the box does not contain its anchor, the two tangents from
// the anchor.
func (b *anchoredBox) sweptRegion(s scaleRange) (r sweptRegion) {
	atSmallest, atGreatest := b.boundsAt(s.lo), b.boundsAt(s.hi)
	r.bounds = atSmallest.Union(atGreatest)
	bounds := r.bounds
	r.addHalfPlane(halfPlane{1, 0, bounds.Max.X})
	r.addHalfPlane(halfPlane{-1, 0, -bounds.Min.X})
	r.addHalfPlane(halfPlane{0, 1, bounds.Max.Y})
	r.addHalfPlane(halfPlane{0, -1, -bounds.Min.Y})
	if b.x0 <= 0 && b.x1 >= 0 && b.y0 <= 0 && b.y1 >= 0 {
		return r
	}
	corners := [...]geo.XY{atSmallest.Min, {X: atSmallest.Max.X, Y: atSmallest.Min.Y}, atSmallest.Max, {X: atSmallest.Min.X, Y: atSmallest.Max.Y}}
	for i := range corners {
		corners[i].X -= b.anchor.X
		corners[i].Y -= b.anchor.Y
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
	r.addHalfPlane(halfPlane{-left.Y, left.X, -left.Y*b.anchor.X + left.X*b.anchor.Y})
	r.addHalfPlane(halfPlane{right.Y, -right.X, right.Y*b.anchor.X - right.X*b.anchor.Y})
	return r
}

func (r *sweptRegion) addHalfPlane(p halfPlane) {
	r.planes[r.count] = p
	r.count++
}

// intersectsSegment reports whether a segment intersects the region (Cyrus and Beck's clipping,
// 1978).
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

// pathAtOrFiner returns the part at a level of detail or, if nothing of it is drawn there, at the
// next finer one that has it.
func (p *geometryPart) pathAtOrFiner(level int) *Path {
	for ; level > 0; level-- {
		if path := p.path(level); path != nil {
			return path
		}
	}
	return p.path(0)
}

// hitsObstacle reports whether a box touches an obstacle at any scale at which the labels are
// shown.
func (p *labelPlacer) hitsObstacle(box *anchoredBox) bool {
	r := box.sweptRegion(p.shownScales)
	return p.regionCrossesLines(p.obstacles, &r)
}

// townConstraints decides where a town's label may be placed.
type townConstraints struct {
	holder        holder
	holderDiffers bool // the land at the dot has another holder
	painter       *painter
	// Within the label's reach: obstacles and coasts of other holders' land, and the boxes of other
	// labels.
	obstacles   []edgeRun
	placedBoxes []anchoredBox
	placer      *labelPlacer
}

// isFree reports whether a box within the label's reach overlaps no other.
func (c *townConstraints) isFree(box *anchoredBox) bool {
	p := c.placer
	if p.boxFilter != nil && !p.boxFilter(box) {
		return false
	}
	for i := range c.placedBoxes {
		if !p.disjoint(&c.placedBoxes[i], box) {
			return false
		}
	}
	return true
}

// appendBoxesIn appends the boxes that may intersect a part of the map.
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

// collectConstraints collects the boxes and lines within a label's reach.
func (p *labelPlacer) collectConstraints(c *townConstraints, reach Bounds) {
	c.placer, c.placedBoxes = p, p.appendBoxesIn(c.placedBoxes[:0], reach)
	c.obstacles = p.appendRunsIn(c.obstacles[:0], p.obstacles, reach)
	for h, coast := range c.painter.coasts() {
		if holder(h) != c.holder {
			c.obstacles = p.appendRunsIn(c.obstacles, coast, reach)
		}
	}
}

// onOwnLand reports whether a town's label may be placed in a box. The box touches no obstacle and
// no coast of another holder's land, and its leader crosses none. So the whole box is on land of
// the town's holder or on the sea if its middle is.
func (p *labelPlacer) onOwnLand(c *townConstraints, box *anchoredBox) bool {
	r := box.sweptRegion(p.shownScales)
	if r.intersectsAny(c.obstacles) {
		return false
	}
	b := box.boundsAt(p.lo)
	if !c.holderDiffers {
		if countCrossings(c.obstacles, box.anchor, b.nearestPoint(box.anchor)) > 0 {
			return false
		}
		if countCrossings(c.obstacles, box.anchor, b.Center()) == 0 {
			return true
		}
	}
	holder := c.painter.holderAt(b.Center())
	return holder == c.holder || holder == heldByNobody
}

// seaBetween reports whether the sea is between a town and a label on land, at either end of the
// range of scales. A label on another shore would seem to belong to a place there.
func (c *townConstraints) seaBetween(p *labelPlacer, box *anchoredBox) bool {
	const steps = 8
	for _, scale := range [2]float64{p.lo, p.hi} {
		to := box.boundsAt(scale).Center()
		if c.painter.holderAt(to) == heldByNobody {
			continue
		}
		for i := 1; i < steps; i++ {
			share := float64(i) / steps
			q := geo.XY{X: box.anchor.X + share*(to.X-box.anchor.X),
				Y: box.anchor.Y + share*(to.Y-box.anchor.Y)}
			if c.painter.holderAt(q) == heldByNobody {
				return true
			}
		}
	}
	return false
}

// nearestPoint returns the point of the box that is nearest to q.
func (b Bounds) nearestPoint(q geo.XY) geo.XY {
	return geo.XY{X: min(max(q.X, b.Min.X), b.Max.X), Y: min(max(q.Y, b.Min.Y), b.Max.Y)}
}
