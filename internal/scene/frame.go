package scene

// frame is one picture of a world: its theme, levels of detail, furniture and what it shows. It has
// no canvas. A labeller places its labels, a layouter its furniture, and a painter draws it.
type frame struct {
	world        *World
	p            *Picture
	theme        *Theme
	m            Matrix
	view         Bounds
	level        int
	lineLevel    int        // level of lines that need not match an area
	detailScale  float64    // metres per pixel at which detail is omitted
	control      *control   // nil: none
	zones        *zoneMap   // nil: no scenario
	linework     *linework  // while lines are drawn
	textScale    float64    // of font sizes
	stableScales scaleRange // of an initial view; else zero
	hatchScale   float64    // factor of the width and spacing of hatches
	furniture    *furniture
	wrapped      map[wrapKey]wrappedText // while a standalone picture is laid out
	interactive  bool                    // while the map moves
	stats        Stats
}

func newFrame(w *World, p *Picture) *frame {
	d := &frame{}
	d.reset(w, p)
	return d
}

// reset makes d the frame of a picture and lays out its furniture.
func (d *frame) reset(w *World, p *Picture) {
	*d = frame{world: w, p: p, theme: w.Theme(p.Theme)}
	d.control = w.controlByDate[p.Date]
	if d.control != nil {
		d.zones = w.zonesByFile[p.Zones.File]
	}
	d.textScale = textScale(p)
	d.furniture = layouter{d}.layoutFurniture()
	d.hatchScale = 1
	if d.atInitialView() {
		d.stableScales = d.initialScales()
		d.hatchScale = 1 / (d.p.Camera.MetresPerPixel * d.stableScales.mid())
	}
	d.applyCamera()
}

// applyCamera derives the view and the level of detail from the picture's camera.
func (d *frame) applyCamera() {
	c := d.p.Camera
	d.m, d.view = c.Matrix(), c.VisibleBounds(viewMargin)
	d.setDetailScale(c.MetresPerPixel)
}

// setDetailScale sets the levels of detail so that they omit what is too small to see at a scale.
func (d *frame) setDetailScale(metresPerPixel float64) {
	d.level, d.lineLevel = detailLevel(metresPerPixel, d.p.PixelRatio, areaTolerance),
		detailLevel(metresPerPixel, d.p.PixelRatio, lineTolerance)
	d.stats.Level, d.detailScale = d.level, metresPerPixel
}

// viewMargin is the margin around the picture in which features are still drawn, in CSS pixels:
// half the width of the widest line.
const viewMargin = 8
