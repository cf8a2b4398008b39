package scene

// FitCountry is the camera that shows the whole country between the picture's furniture. It reads
// the picture's texts and the size in its camera.
func (w *World) FitCountry(p *Picture) Camera { return w.FitBounds(p, w.countryBounds) }

// FitBounds is the camera that shows a part of the map as large as it goes, clear of what stands in
// the picture.
func (w *World) FitBounds(p *Picture, b Bounds) Camera {
	q := *p
	q.Camera.MetresPerPixel = provisionalMetresPerPixel
	d := newPainter(nil, w, &q)
	if p.inPage() {
		return p.Camera.Fit(b, d.initialInsets())
	}
	q.FocusBounds = b
	return d.fitFocus(d.furniture.mapRect)
}

// provisionalMetresPerPixel is a scale at which all of the furniture stands in a picture whose own
// scale is not known yet.
const provisionalMetresPerPixel = 4000
