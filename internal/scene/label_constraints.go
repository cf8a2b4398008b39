package scene

import (
	"slices"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// newTownConstraints returns the constraints on a town's label, without the boxes and lines near
// it.
func (d labeller) newTownConstraints(f *feature) *townConstraints {
	c := &townConstraints{}
	d.setTownHolder(c, f)
	return c
}

// setTownHolder sets the constraints that do not depend on the scale. The town's holder is cached.
func (d labeller) setTownHolder(c *townConstraints, f *feature) {
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
	c.holder, c.holderDiffers, c.frame = found.holder, found.holderDiffers, d.frame
}

// obstacles returns the lines that no label may touch, which are cached.
func (d labeller) obstacles() []*geometryPart {
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
func (d labeller) findObstacles() []*geometryPart {
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
func (d labeller) avoidedLines() []*geometryPart {
	if d.control == nil || d.zones != nil {
		return nil
	}
	return d.control.preInvasionEdge.parts
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
	frame         *frame
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
	for h, coast := range c.frame.coasts() {
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
	holder := c.frame.holderAt(b.Center())
	return holder == c.holder || holder == heldByNobody
}

// seaBetween reports whether the sea is between a town and a label on land, at either end of the
// range of scales. A label on another shore would seem to belong to a place there.
func (c *townConstraints) seaBetween(p *labelPlacer, box *anchoredBox) bool {
	const steps = 8
	for _, scale := range [2]float64{p.lo, p.hi} {
		to := box.boundsAt(scale).Center()
		if c.frame.holderAt(to) == heldByNobody {
			continue
		}
		for i := 1; i < steps; i++ {
			share := float64(i) / steps
			q := geo.XY{X: box.anchor.X + share*(to.X-box.anchor.X),
				Y: box.anchor.Y + share*(to.Y-box.anchor.Y)}
			if c.frame.holderAt(q) == heldByNobody {
				return true
			}
		}
	}
	return false
}
