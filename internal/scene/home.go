package scene

// Home is the camera that shows the whole country between the picture's furniture. It reads the picture's texts and
// the size in its camera.
func (w *World) Home(p *Picture) Camera {
	q := *p
	q.Camera.MetresPerPixel = 1000
	d := newDrawer(nil, w, &q)
	in := Insets{Top: d.p.Covered.Top + airy(p.Camera.H), Bottom: p.Camera.H - d.fur.foot.y0 + airy(p.Camera.H),
		Left: p.Covered.Left + airy(p.Camera.W), Right: p.Covered.Right + airy(p.Camera.W)}
	// The head stands in a corner: the country goes beside it where its shape lets it, else below it.
	for {
		c := p.Camera.Fit(w.home, in)
		below := d.fur.head.y1 + 6
		if in.Top >= below || !w.reaches(c, d.fur.head) && !w.reaches(c, d.fur.legend) {
			return c
		}
		in.Top = min(in.Top+6, below)
	}
}

// airy is a margin around the country in CSS pixels.
func airy(size float64) float64 { return max(8, 0.022*size) }

// reaches says whether the country has a border in a box of the picture.
func (w *World) reaches(c Camera, r rect) bool {
	if r.x0 >= r.x1 || r.y0 >= r.y1 {
		return false
	}
	const air = 6
	box := Box{c.Unproject(r.x0-air, r.y1+air), c.Unproject(r.x1+air, r.y0-air)}
	for _, s := range w.outline {
		for _, p := range s.parts {
			path := p.path(2)
			if path == nil || !path.Bounds.Meets(box) {
				continue
			}
			for _, line := range path.Lines {
				for i := 1; i < len(line); i++ {
					if box.crossedBy(line[i-1], line[i]) {
						return true
					}
				}
			}
		}
	}
	return false
}
