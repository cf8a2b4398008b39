package scene

// names draws dots and labels that are wholly in the picture and clear of the furniture.
func (d *drawer) names() {
	w, spots := d.world, d.spots()
	w.drawn, w.shown = w.drawn[:0], w.shown[:0]
	d.begin("places")
	for i := range spots {
		for len(w.drawn) <= spots[i].group {
			w.drawn = append(w.drawn, false)
		}
		if s := &spots[i]; s.town != nil && (!s.town.foreign || d.shows(s)) {
			d.dot(s.town)
		}
	}
	d.end()
	d.begin("names")
	for i := range spots {
		if s := &spots[i]; !w.drawn[s.group] {
			x, y := d.p.Camera.Project(s.at)
			d.write(s, x, y, s.dx, s.dy, s.box.from(x, y))
		}
	}
	d.aside(spots)
	d.end()
}

// aside writes names beside their dots on another side where the picture's edge or the furniture hides them on their
// own. Only names near an edge are concerned, so the others stay where they are when the map moves.
func (d *drawer) aside(spots []spot) {
	w, c := d.world, d.p.Camera
	for i := range spots {
		s := &spots[i]
		if s.radius == 0 || w.drawn[s.group] || s.town != nil && s.town.foreign {
			continue
		}
		x, y := c.Project(s.at)
		if x < 0 || y < 0 || x > c.W || y > c.H || d.fur.covers(rect{x - s.radius, y - s.radius, x + s.radius, y + s.radius}) {
			continue
		}
		width, capHeight := s.box.x1-s.box.x0-2*boxGap, w.Fonts.CapHeight(s.style)
		for _, a := range aroundDot {
			dx, dy := beside(a.x, a.y, width, capHeight, s.radius)
			h := hang(s.at, dx, dy, width, s.style)
			if b := h.from(x, y); !d.taken(b) && d.write(s, x, y, dx, dy, b) {
				break
			}
		}
	}
}

// from is the box where its position lies at x, y.
func (h *hung) from(x, y float64) rect { return rect{x + h.x0, y + h.y0, x + h.x1, y + h.y1} }

// taken says whether something that was drawn meets a box.
func (d *drawer) taken(b rect) bool {
	for _, r := range d.world.shown {
		if r.meets(b) {
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

// shows says whether a spot's label will be seen.
func (d *drawer) shows(s *spot) bool { return d.clear(s.box.from(d.p.Camera.Project(s.at))) }

// write draws a label if its box is clear.
func (d *drawer) write(s *spot, x, y, dx, dy float64, b rect) bool {
	if !d.clear(b) {
		return false
	}
	d.label(Label{Text: s.text, X: x + dx, Y: y + dy, Style: s.style})
	d.world.drawn[s.group] = true
	d.world.shown = append(d.world.shown, b)
	return true
}

func (d *drawer) label(l Label) {
	d.canvas.Label(l)
	d.stats.Draws++
}

// dot draws the mark of a town.
func (d *drawer) dot(s *shape) {
	x, y := d.p.Camera.Project(s.anchor)
	r := townRadius(s) * d.scale
	if x < -r || y < -r || x > d.p.Camera.W+r || y > d.p.Camera.H+r {
		return
	}
	b := rect{x - r - 1, y - r - 1, x + r + 1, y + r + 1}
	if d.fur.covers(b) {
		return
	}
	d.world.shown = append(d.world.shown, b)
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
