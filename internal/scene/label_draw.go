package scene

// drawLabels draws the towns and all labels that are wholly in the picture and clear of the
// furniture.
func (d *painter) drawLabels() {
	labels := labeller{&d.frame}.placedLabels()
	d.drawnGroups, d.drawnBoxes, d.queuedLabels, d.queuedLeaders = d.drawnGroups[:0],
		d.drawnBoxes[:0], d.queuedLabels[:0], d.queuedLeaders[:0]
	for i := range labels {
		for len(d.drawnGroups) <= labels[i].group {
			d.drawnGroups = append(d.drawnGroups, false)
		}
		if label := &labels[i]; label.town != nil {
			x, y := d.p.Camera.Project(label.anchor)
			r := label.dotRadius + 1
			d.drawnBoxes = append(d.drawnBoxes,
				drawnBox{rect{x - r, y - r, x + r, y + r}, label.group})
		}
	}
	for i := range labels {
		label := &labels[i]
		if d.drawnGroups[label.group] {
			continue
		}
		x, y := d.p.Camera.Project(label.anchor)
		if d.queueLabelLines(label, x, y) {
			d.queueLeader(label, x, y)
		} else if label.dotRadius > 0 {
			d.tryOtherSides(label, x, y)
		}
	}
	d.beginGroup("places")
	for _, m := range d.queuedLeaders {
		d.strokePath(unitHLine, m, d.theme.Lines["leader"].Casing)
		d.strokePath(unitHLine, m, d.theme.Lines["leader"].Stroke)
	}
	for i := range labels {
		if label := &labels[i]; label.isTown() && d.drawnGroups[label.group] {
			d.drawTownDot(label.town, label.dotRadius)
		}
	}
	d.endGroup()
	d.beginGroup("names")
	for _, l := range d.queuedLabels {
		d.drawLabel(l)
	}
	d.endGroup()
}

// tryOtherSides places a label on another side of its dot if its own side is hidden by the
// picture's edge, by furniture or by a more important label that was moved so. It only concerns
// labels near an edge, so all others keep their places when the map moves.
func (d *painter) tryOtherSides(label *placedLabel, x, y float64) {
	c := d.p.Camera
	if label.town != nil && label.town.foreign || x < 0 || y < 0 || x > c.W || y > c.H ||
		d.furniture.covers(rect{x - label.dotRadius, y - label.dotRadius, x + label.dotRadius,
			y + label.dotRadius}) {
		return
	}
	width, capHeight := label.box.x1-label.box.x0-2*textPadding,
		d.world.Fonts.CapHeight(label.style)
	scale := scaleRange{1 / c.MetresPerPixel, 1 / c.MetresPerPixel}
	placer := &d.otherSidePlacer
	l := labeller{&d.frame}
	placer.obstacles = l.obstacles()
	placer.setScales(scale)
	for _, side := range dotSides {
		dx, dy := dotTextOrigin(side.x, side.y, width, capHeight, label.clearance)
		box := newTextBox(label.anchor, dx, dy, width, label.style)
		b := box.rectAt(x, y)
		if !d.clearOfFurniture(b) || d.hitsDrawn(b, label.group) ||
			!l.isAllowed(placer, label, &box) {
			continue
		}
		d.queueLabel(label, x, y, dx, dy, b)
		return
	}
}

// isAllowed reports whether a label may be placed in a box: a town's label on land of the town's
// holder, others clear of obstacles.
func (d labeller) isAllowed(placer *labelPlacer, label *placedLabel, box *anchoredBox) bool {
	if label.town == nil {
		return !placer.hitsObstacle(box)
	}
	c := &placer.constraints
	d.setTownHolder(c, label.town)
	placer.collectConstraints(c, box.boundsAt(placer.lo).Extend(box.anchor))
	return placer.onOwnLand(c, box)
}

// queueLeader queues the leader of a label that is drawn.
func (d *painter) queueLeader(label *placedLabel, x, y float64) {
	l := label.leader
	if l == (Leader{}) {
		return
	}
	dx, dy := l.X1-l.X0, l.Y1-l.Y0
	d.queuedLeaders = append(d.queuedLeaders,
		Matrix{XX: dx, XY: -dy, YX: dy, YY: dx, X0: x + l.X0, Y0: y + l.Y0})
	d.leaderBoxes = l.appendCollisionBoxes(d.leaderBoxes[:0], label.anchor)
	for _, b := range d.leaderBoxes {
		d.drawnBoxes = append(d.drawnBoxes, drawnBox{b.rectAt(x, y), label.group})
	}
}

// drawnBox is the box of a label or dot that was drawn.
type drawnBox struct {
	rect
	group int
}

// hitsDrawn reports whether a box overlaps anything drawn for another label.
func (d *painter) hitsDrawn(b rect, group int) bool {
	for _, r := range d.drawnBoxes {
		if r.group != group && r.intersects(b) {
			return true
		}
	}
	return false
}

// clearOfFurniture reports whether a box is wholly in the picture and overlaps no furniture.
func (d *frame) clearOfFurniture(b rect) bool {
	const edge = 2
	return b.x0 >= edge && b.y0 >= edge && b.x1 <= d.p.Camera.W-edge && b.y1 <= d.p.Camera.H-edge &&
		!d.furniture.covers(b)
}

// queueLabel queues a label if its box is clear of furniture and of other labels. It reports
// whether it was queued.
func (d *painter) queueLabel(label *placedLabel, x, y, dx, dy float64, b rect) bool {
	if !d.clearOfFurniture(b) || d.hitsDrawn(b, label.group) {
		return false
	}
	d.queuedLabels = append(d.queuedLabels,
		Label{Text: label.text, X: x + dx, Y: y + dy, Style: label.style})
	d.drawnGroups[label.group] = true
	d.drawnBoxes = append(d.drawnBoxes, drawnBox{b, label.group})
	return true
}

// queueLabelLines queues a label with all of its lines, as it was placed.
func (d *painter) queueLabelLines(label *placedLabel, x, y float64) bool {
	if !d.queueLabel(label, x, y, label.dx, label.dy, label.box.rectAt(x, y)) {
		return false
	}
	if len(label.lines) > 0 {
		d.queuedLabels = d.queuedLabels[:len(d.queuedLabels)-1]
		for _, l := range label.lines {
			d.queuedLabels = append(d.queuedLabels,
				Label{Text: l.text, X: x + l.dx, Y: y + l.dy, Style: l.style})
		}
	}
	return true
}

func (d *painter) drawLabel(l Label) {
	d.canvas.Label(l)
	d.stats.DrawCalls++
}

// drawTownDot draws the dot of a town.
func (d *painter) drawTownDot(f *feature, r float64) {
	x, y := d.p.Camera.Project(f.anchor)
	m := Matrix{XX: r, YY: r, X0: x, Y0: y}
	role := "town"
	if f.capital {
		role = "capital"
	}
	d.strokePath(unitDot, m, d.theme.Lines[role].Casing)
	d.fillPath(unitDot, m, d.theme.Fills[role])
	d.strokePath(unitDot, m, d.theme.Lines[role].Stroke)
	if f.capital {
		d.fillPath(unitDot, Matrix{XX: r * 0.4, YY: r * 0.4, X0: x, Y0: y}, d.theme.Fills["town"])
	}
}
