package scene

// drawLabels draws the towns and all names that have room wholly in the picture and clear of the
// furniture.
func (d *painter) drawLabels() {
	w, spots := d.world, d.placedLabels()
	w.drawnGroups, w.drawnBoxes, w.queuedLabels, w.queuedLeaders = w.drawnGroups[:0],
		w.drawnBoxes[:0], w.queuedLabels[:0], w.queuedLeaders[:0]
	for i := range spots {
		for len(w.drawnGroups) <= spots[i].group {
			w.drawnGroups = append(w.drawnGroups, false)
		}
		if s := &spots[i]; s.town != nil {
			x, y := d.p.Camera.Project(s.anchor)
			r := s.dotRadius + 1
			w.drawnBoxes = append(w.drawnBoxes, drawnBox{rect{x - r, y - r, x + r, y + r}, s.group})
		}
	}
	for i := range spots {
		s := &spots[i]
		if w.drawnGroups[s.group] {
			continue
		}
		x, y := d.p.Camera.Project(s.anchor)
		if d.queueLabelLines(s, x, y) {
			d.queueLeader(s, x, y)
		} else if s.dotRadius > 0 {
			d.tryOtherSides(s, x, y)
		}
	}
	d.beginLayer("places")
	for _, m := range w.queuedLeaders {
		d.strokePath(unitHLine, m, d.theme.Lines["leader"].Casing)
		d.strokePath(unitHLine, m, d.theme.Lines["leader"].Stroke)
	}
	for i := range spots {
		if s := &spots[i]; s.town != nil && w.drawnGroups[s.group] {
			d.drawTownDot(s.town, s.dotRadius)
		}
	}
	d.endLayer()
	d.beginLayer("names")
	for _, l := range w.queuedLabels {
		d.drawLabel(l)
	}
	d.endLayer()
}

// tryOtherSides writes a name on another side of its dot, because the picture's edge, the furniture
// or a more important name that went aside hides it on its own. Only names near an edge are
// concerned, so the others stay where they are when the map moves.
func (d *painter) tryOtherSides(s *placedLabel, x, y float64) {
	c := d.p.Camera
	if s.town != nil && s.town.foreign || x < 0 || y < 0 || x > c.W || y > c.H ||
		d.furniture.covers(rect{x - s.dotRadius, y - s.dotRadius, x + s.dotRadius,
			y + s.dotRadius}) {
		return
	}
	width, capHeight := s.box.x1-s.box.x0-2*textPadding, d.world.Fonts.CapHeight(s.style)
	at := scaleRange{1 / c.MetresPerPixel, 1 / c.MetresPerPixel}
	pl := &d.world.otherSidePlacer
	pl.obstacles = d.obstacles()
	pl.setScales(at)
	for _, a := range dotSides {
		dx, dy := dotTextOrigin(a.x, a.y, width, capHeight, s.clearance)
		h := newTextBox(s.anchor, dx, dy, width, s.style)
		b := h.rectAt(x, y)
		if !d.clearOfFurniture(b) || d.hitsDrawn(b, s.group) || !d.isAllowed(pl, s, &h) {
			continue
		}
		d.queueLabel(s, x, y, dx, dy, b)
		return
	}
}

// isAllowed reports whether a name may stand in a box: that of a town on its own holder's ground,
// others off barriers.
func (d *painter) isAllowed(pl *labelPlacer, s *placedLabel, h *anchoredBox) bool {
	if s.town == nil {
		return !pl.hitsObstacle(h)
	}
	t := &d.world.otherSideConstraints
	d.setTownHolder(t, s.town)
	pl.collectConstraints(t, h.boundsAt(pl.lo).Extend(h.anchor))
	return pl.onOwnLand(t, h)
}

// queueLeader takes up the leader of a label that is drawn.
func (d *painter) queueLeader(s *placedLabel, x, y float64) {
	l := s.leader
	if l == (Leader{}) {
		return
	}
	dx, dy := l.X1-l.X0, l.Y1-l.Y0
	d.world.queuedLeaders = append(d.world.queuedLeaders,
		Matrix{XX: dx, XY: -dy, YX: dy, YY: dx, X0: x + l.X0, Y0: y + l.Y0})
	d.world.leaderBoxes = l.appendCollisionBoxes(d.world.leaderBoxes[:0], s.anchor)
	for _, b := range d.world.leaderBoxes {
		d.world.drawnBoxes = append(d.world.drawnBoxes, drawnBox{b.rectAt(x, y), s.group})
	}
}

// rectAt is the box where its position lies at x, y.
func (h *anchoredBox) rectAt(x, y float64) rect {
	return rect{x + h.x0, y + h.y0, x + h.x1, y + h.y1}
}

// drawnBox is a label or a dot that was drawn.
type drawnBox struct {
	rect
	group int
}

// hitsDrawn says whether something that was drawn for another name meets a box.
func (d *painter) hitsDrawn(b rect, group int) bool {
	for _, r := range d.world.drawnBoxes {
		if r.group != group && r.intersects(b) {
			return true
		}
	}
	return false
}

// clearOfFurniture says whether a box is wholly in the picture and meets no furniture.
func (d *painter) clearOfFurniture(b rect) bool {
	const edge = 2
	return b.x0 >= edge && b.y0 >= edge && b.x1 <= d.p.Camera.W-edge && b.y1 <= d.p.Camera.H-edge &&
		!d.furniture.covers(b)
}

// queueLabel takes a label up if its box is clear and free.
func (d *painter) queueLabel(s *placedLabel, x, y, dx, dy float64, b rect) bool {
	if !d.clearOfFurniture(b) || d.hitsDrawn(b, s.group) {
		return false
	}
	d.world.queuedLabels = append(d.world.queuedLabels,
		Label{Text: s.text, X: x + dx, Y: y + dy, Style: s.style})
	d.world.drawnGroups[s.group] = true
	d.world.drawnBoxes = append(d.world.drawnBoxes, drawnBox{b, s.group})
	return true
}

// queueLabelLines takes a label up as it was placed, with all of its lines.
func (d *painter) queueLabelLines(s *placedLabel, x, y float64) bool {
	if !d.queueLabel(s, x, y, s.dx, s.dy, s.box.rectAt(x, y)) {
		return false
	}
	if len(s.lines) > 0 {
		w := d.world
		w.queuedLabels = w.queuedLabels[:len(w.queuedLabels)-1]
		for _, l := range s.lines {
			w.queuedLabels = append(w.queuedLabels,
				Label{Text: l.text, X: x + l.dx, Y: y + l.dy, Style: l.style})
		}
	}
	return true
}

func (d *painter) drawLabel(l Label) {
	d.canvas.Label(l)
	d.stats.DrawCalls++
}

// drawTownDot draws the mark of a town.
func (d *painter) drawTownDot(s *feature, r float64) {
	x, y := d.p.Camera.Project(s.anchor)
	m := Matrix{XX: r, YY: r, X0: x, Y0: y}
	role := "town"
	if s.capital {
		role = "capital"
	}
	d.strokePath(unitDot, m, d.theme.Lines[role].Casing)
	d.fillPath(unitDot, m, d.theme.Fills[role])
	d.strokePath(unitDot, m, d.theme.Lines[role].Stroke)
	if s.capital {
		d.fillPath(unitDot, Matrix{XX: r * 0.4, YY: r * 0.4, X0: x, Y0: y}, d.theme.Fills["town"])
	}
}
