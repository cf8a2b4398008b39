package scene

// names draws the towns and all names that have room wholly in the picture and clear of the furniture.
func (d *drawer) names() {
	w, spots := d.world, d.spots()
	w.drawn, w.shown, w.written, w.leaders = w.drawn[:0], w.shown[:0], w.written[:0], w.leaders[:0]
	for i := range spots {
		for len(w.drawn) <= spots[i].group {
			w.drawn = append(w.drawn, false)
		}
		if s := &spots[i]; s.town != nil {
			x, y := d.p.Camera.Project(s.at)
			r := s.radius + 1
			w.shown = append(w.shown, shown{rect{x - r, y - r, x + r, y + r}, s.group})
		}
	}
	for i := range spots {
		s := &spots[i]
		if w.drawn[s.group] {
			continue
		}
		x, y := d.p.Camera.Project(s.at)
		if d.writeAll(s, x, y) {
			d.lead(s, x, y)
		} else if s.radius > 0 {
			d.aside(s, x, y)
		}
	}
	d.begin("places")
	for _, m := range w.leaders {
		d.strokePath(unitDash, m, d.theme.Lines["leader"].Casing)
		d.strokePath(unitDash, m, d.theme.Lines["leader"].Stroke)
	}
	for i := range spots {
		if s := &spots[i]; s.town != nil && w.drawn[s.group] {
			d.dot(s.town, s.radius)
		}
	}
	d.end()
	d.begin("names")
	for _, l := range w.written {
		d.label(l)
	}
	d.end()
}

// aside writes a name on another side of its dot, because the picture's edge, the furniture or a more important name
// that went aside hides it on its own. Only names near an edge are concerned, so the others stay where they are when
// the map moves.
func (d *drawer) aside(s *spot, x, y float64) {
	c := d.p.Camera
	if s.town != nil && s.town.foreign || x < 0 || y < 0 || x > c.W || y > c.H ||
		d.fur.covers(rect{x - s.radius, y - s.radius, x + s.radius, y + s.radius}) {
		return
	}
	width, capHeight := s.box.x1-s.box.x0-2*boxGap, d.world.Fonts.CapHeight(s.style)
	at := scales{1 / c.MetresPerPixel, 1 / c.MetresPerPixel}
	pl := &d.world.sidePlacer
	pl.barriers = d.barriers()
	pl.at(at)
	for _, a := range aroundDot {
		dx, dy := beside(a.x, a.y, width, capHeight, s.clearance)
		h := hang(s.at, dx, dy, width, s.style)
		b := h.from(x, y)
		if !d.clear(b) || d.taken(b, s.group) || !d.mayStand(pl, s, &h) {
			continue
		}
		d.write(s, x, y, dx, dy, b)
		return
	}
}

// mayStand reports whether a name may stand in a box: that of a town on its own holder's ground,
// others off barriers.
func (d *drawer) mayStand(pl *placer, s *spot, h *hung) bool {
	if s.town == nil {
		return !pl.barred(h)
	}
	t := &d.world.sideGround
	d.setGround(t, s.town)
	pl.survey(t, h.on(pl.lo).Add(h.at))
	return pl.onGround(t, h)
}

// lead takes up the leader of a label that is drawn.
func (d *drawer) lead(s *spot, x, y float64) {
	l := s.leader
	if l == (Leader{}) {
		return
	}
	dx, dy := l.X1-l.X0, l.Y1-l.Y0
	d.world.leaders = append(d.world.leaders, Matrix{XX: dx, XY: -dy, YX: dy, YY: dx, X0: x + l.X0, Y0: y + l.Y0})
	d.world.leaderBoxes = l.appendBoxes(d.world.leaderBoxes[:0], s.at)
	for _, b := range d.world.leaderBoxes {
		d.world.shown = append(d.world.shown, shown{b.from(x, y), s.group})
	}
}

// from is the box where its position lies at x, y.
func (h *hung) from(x, y float64) rect { return rect{x + h.x0, y + h.y0, x + h.x1, y + h.y1} }

// shown is a label or a dot that was drawn.
type shown struct {
	rect
	group int
}

// taken says whether something that was drawn for another name meets a box.
func (d *drawer) taken(b rect, group int) bool {
	for _, r := range d.world.shown {
		if r.group != group && r.meets(b) {
			return true
		}
	}
	return false
}

// clear says whether a box is wholly in the picture and meets no furniture.
func (d *drawer) clear(b rect) bool {
	const edge = 2
	return b.x0 >= edge && b.y0 >= edge && b.x1 <= d.p.Camera.W-edge && b.y1 <= d.p.Camera.H-edge && !d.fur.covers(b)
}

// write takes a label up if its box is clear and free.
func (d *drawer) write(s *spot, x, y, dx, dy float64, b rect) bool {
	if !d.clear(b) || d.taken(b, s.group) {
		return false
	}
	d.world.written = append(d.world.written, Label{Text: s.text, X: x + dx, Y: y + dy, Style: s.style})
	d.world.drawn[s.group] = true
	d.world.shown = append(d.world.shown, shown{b, s.group})
	return true
}

// writeAll takes a label up as it was placed, with all of its lines.
func (d *drawer) writeAll(s *spot, x, y float64) bool {
	if !d.write(s, x, y, s.dx, s.dy, s.box.from(x, y)) {
		return false
	}
	if len(s.lines) > 0 {
		w := d.world
		w.written = w.written[:len(w.written)-1]
		for _, l := range s.lines {
			w.written = append(w.written, Label{Text: l.text, X: x + l.dx, Y: y + l.dy, Style: l.style})
		}
	}
	return true
}

func (d *drawer) label(l Label) {
	d.canvas.Label(l)
	d.stats.Draws++
}

// dot draws the mark of a town.
func (d *drawer) dot(s *shape, r float64) {
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
