package scene

// Home is the camera that shows the whole country between the picture's furniture. It reads the picture's texts and
// the size in its camera.
func (w *World) Home(p *Picture) Camera {
	q := *p
	q.Camera.MetresPerPixel = farScale
	d := newDrawer(nil, w, &q)
	f := d.fur
	if p.alone() {
		d.p.About = Box{}
		c := d.roomCamera(f.room)
		return c
	}
	if p.inPage() {
		return p.Camera.Fit(w.home, d.frame())
	}
	if f == w.homeFor {
		return w.homeAt
	}
	x, y := airy(p.Camera.W), airy(p.Camera.H)
	in := Insets{Top: p.Covered.Top + y, Bottom: p.Camera.H - f.foot.y0 + y, Left: p.Covered.Left + x, Right: p.Covered.Right + x}
	// Head and legend stand in corners: the country goes beside them where its shape lets it. Else it goes below the
	// head, and over the legend or to its right, whichever leaves it larger.
	const step, air = 6, 6
	below, over, right := f.head.y1+air, p.Camera.H-f.legend.y0+air, f.legend.x1+air
	var best Camera
	for _, grow := range []func(*Insets) bool{
		func(in *Insets) bool { return raise(&in.Bottom, step, over) },
		func(in *Insets) bool { return raise(&in.Left, step, right) },
	} {
		in := in
		c := p.Camera.Fit(w.home, in)
		for more := true; more; c = p.Camera.Fit(w.home, in) {
			more = w.reaches(c, f.head, air) && raise(&in.Top, step, below)
			more = w.reaches(c, f.legend, air) && grow(&in) || more
		}
		if best.MetresPerPixel == 0 || c.MetresPerPixel < best.MetresPerPixel {
			best = c
		}
	}
	// Where there is room to spare the country stands in the middle of it.
	full := in
	full.Top = max(full.Top, below)
	if f.legend.x1-f.legend.x0 > p.Camera.W/2 {
		full.Bottom = max(full.Bottom, over)
	}
	if c := p.Camera.Fit(w.home, full); c.MetresPerPixel < best.MetresPerPixel*1.005 && !w.reaches(c, f.legend, air) {
		best = c
	}
	w.homeAt, w.homeFor = best, f
	return best
}

// farScale is a scale at which all of the furniture stands in a picture whose own scale is not known yet.
const farScale = 4000

// raise raises an inset by step, at most to limit, and says whether it could.
func raise(inset *float64, step, limit float64) bool {
	if *inset >= limit {
		return false
	}
	*inset = min(*inset+step, limit)
	return true
}

// airy is a margin around the country in CSS pixels.
func airy(size float64) float64 { return max(8, 0.022*size) }

// reaches says whether the country has a border in a box of the picture, or within air pixels of it.
func (w *World) reaches(c Camera, r rect, air float64) bool {
	if r.x0 >= r.x1 || r.y0 >= r.y1 {
		return false
	}
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
