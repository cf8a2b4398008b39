package scene

// Home is the camera that shows the whole country between the picture's furniture. It reads the picture's texts and
// the size in its camera.
func (w *World) Home(p *Picture) Camera { return w.Around(p, w.home) }

// Around is the camera that shows a part of the map as large as it goes, clear of what stands in the picture.
func (w *World) Around(p *Picture, b Box) Camera {
	q := *p
	q.Camera.MetresPerPixel = farScale
	d := newDrawer(nil, w, &q)
	if p.inPage() {
		return p.Camera.Fit(b, d.frame())
	}
	q.About = b
	return d.roomCamera(d.fur.room)
}

// farScale is a scale at which all of the furniture stands in a picture whose own scale is not known yet.
const farScale = 4000
