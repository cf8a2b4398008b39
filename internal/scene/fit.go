package scene

// FitCountry returns the camera that shows the whole country between the picture's furniture. It
// uses the picture's texts and the size of its camera.
func (w *World) FitCountry(p *Picture) Camera { return w.FitBounds(p, w.countryBounds) }

// FitBounds returns the camera that shows a part of the map as large as possible, clear of the
// picture's furniture.
func (w *World) FitBounds(p *Picture, b Bounds) Camera {
	q := *p
	q.Camera.MetresPerPixel = provisionalMetresPerPixel
	d := newFrame(w, &q)
	if p.inPage() {
		return p.Camera.Fit(b, d.initialInsets())
	}
	q.FocusBounds = b
	return d.fitFocus(d.furniture.mapRect)
}

// provisionalMetresPerPixel is the scale at which the furniture is laid out before the picture's
// own scale is known. All of the furniture is present at it.
const provisionalMetresPerPixel = 4000
