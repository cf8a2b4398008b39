package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// Draw draws the picture.
func (w *World) Draw(c Canvas, p *Picture) Stats {
	d := w.painterFor(c, p)
	d.drawBase()
	d.drawOverlay()
	return d.stats
}

// DrawBase draws what of the picture moves with the map and is no text, for another camera, which
// may see more than the picture's own. It does not depend on where that one stands: a canvas may
// keep it and lay it under what DrawOver draws. Detail is left out as at a scale of coarse metres a
// pixel, if that is coarser than the camera's.
func (w *World) DrawBase(c Canvas, p *Picture, camera Camera, coarse float64) Stats {
	d := w.painterFor(c, p)
	w.basePicture = *p
	w.basePicture.Camera = camera
	d.p = &w.basePicture
	d.applyCamera()
	d.setDetailScale(max(coarse, camera.MetresPerPixel))
	d.drawBase()
	return d.stats
}

// DrawOverlay draws the rest: outlines of what is selected, names, furniture. In haste it places no
// names as long as those of a scale that is a little coarser do; then Stats.Rough is set.
func (w *World) DrawOverlay(c Canvas, p *Picture, haste bool) Stats {
	d := w.painterFor(c, p)
	d.interactive = haste
	d.drawOverlay()
	return d.stats
}

// drawOverlay draws what lies over the ground. Hubs do: their size on the screen stays the same
// while the ground is stretched.
func (d *painter) drawOverlay() {
	if veil := d.p.OverlayFade; veil > 0 {
		d.drawHighlights()
		d.canvas.Group(1-veil, func() {
			d.drawHubs()
			d.drawLabelsAndFurniture()
		})
		return
	}
	d.drawHubs()
	d.drawHighlights()
	d.drawLabelsAndFurniture()
}

// drawLabelsAndFurniture draws names and furniture.
func (d *painter) drawLabelsAndFurniture() {
	d.drawLabels()
	d.drawLocator()
	d.drawFurniture()
}

// SameBase says whether the ground of two pictures is the same but for where their cameras stand.
func (p *Picture) SameBase(o *Picture) bool {
	if p.Crossfade.active() || o.Crossfade.active() {
		return false
	}
	for _, layer := range baseLayers {
		if p.Shows(layer) != o.Shows(layer) {
			return false
		}
	}
	return p.Camera.W == o.Camera.W && p.Camera.H == o.Camera.H && p.PixelRatio == o.PixelRatio &&
		p.Theme == o.Theme &&
		p.Date == o.Date && p.Zones.File == o.Zones.File && p.CompareDate == o.CompareDate &&
		slices.Equal(p.Withdrawals, o.Withdrawals)
}

// baseLayers are those of which SameGround has to know.
var baseLayers = [...]string{
	LayerControl, LayerContact, LayerBand, LayerMonitoring, LayerOblasts, LayerRivers,
}

// painter draws one picture.
type painter struct {
	canvas       Canvas
	layers       layerCanvas // nil: the canvas wants none
	world        *World
	p            *Picture
	theme        *Theme
	m            Matrix
	view         Bounds
	level        int
	lineLevel    int        // level of lines that no area has to match
	detailScale  float64    // the scale in metres a pixel at which detail is left out
	control      *control   // nil: none
	zones        *zoneMap   // nil: no scenario
	linework     *linework  // of lines, while they are drawn
	textScale    float64    // of type
	stableScales scaleRange // of a picture that is as it opens; else zero
	hatchScale   float64    // how much wider than its style says a hatch is
	scaledHatch  Hatch      // of the area that is being filled
	furniture    *furniture
	wrapped      map[wrapKey]wrappedText // of texts, while a picture that stands alone is laid out
	interactive  bool                    // the map is being moved
	stats        Stats
}

// viewMargin is how many CSS pixels outside the picture something may lie and still be drawn: half
// the widest line.
const viewMargin = 8

// painterFor is the one that draws; it is used again, so that no frame makes one.
func (w *World) painterFor(c Canvas, p *Picture) *painter {
	w.painter.reset(c, w, p)
	return &w.painter
}

func newPainter(c Canvas, w *World, p *Picture) *painter {
	d := &painter{}
	d.reset(c, w, p)
	return d
}

func (d *painter) reset(c Canvas, w *World, p *Picture) {
	*d = painter{canvas: c, world: w, p: p, theme: w.Theme(p.Theme)}
	d.layers, _ = c.(layerCanvas)
	d.control = w.controlByDate[p.Date]
	if d.control != nil {
		d.zones = w.zonesByFile[p.Zones.File]
	}
	d.textScale = textScale(p)
	d.furniture = d.layoutFurniture()
	d.hatchScale = 1
	if d.atInitialView() {
		d.stableScales = d.initialScales()
		d.hatchScale = 1 / (d.p.Camera.MetresPerPixel * d.stableScales.mid())
	}
	d.applyCamera()
}

// applyCamera takes over where the camera stands.
func (d *painter) applyCamera() {
	c := d.p.Camera
	d.m, d.view = c.Matrix(), c.VisibleBounds(viewMargin)
	d.setDetailScale(c.MetresPerPixel)
}

// setDetailScale leaves out the detail that cannot be seen at a scale.
func (d *painter) setDetailScale(metresPerPixel float64) {
	d.level, d.lineLevel = detailLevel(metresPerPixel, d.p.PixelRatio, areaTolerance),
		detailLevel(metresPerPixel, d.p.PixelRatio, lineTolerance)
	d.stats.Level, d.detailScale = d.level, metresPerPixel
}

// Theme is a theme by id, or the light one.
func (w *World) Theme(id string) *Theme {
	if t := w.Themes[id]; t != nil {
		return t
	}
	return w.Themes["light"]
}

// How many device pixels a border may be moved by leaving detail out (most of it moves far less):
// where areas meet, and where a thin line runs alone.
const (
	areaTolerance = 0.7
	lineTolerance = 1.15
)

// detailLevel is the coarsest level of detail at which nothing moves by more than so many device
// pixels.
func detailLevel(metresPerPixel, ratio, pixels float64) int {
	if ratio <= 0 {
		ratio = 1
	}
	level := 0
	for level+1 < detailLevels && geo.LevelTolerances[level+1] <= pixels*metresPerPixel/ratio {
		level++
	}
	return level
}

// beginLayer opens a layer; end closes it.
func (d *painter) beginLayer(id string) {
	if d.layers != nil {
		d.layers.BeginLayer(id, d.p.LayerTitles[id])
	}
}

func (d *painter) endLayer() {
	if d.layers != nil {
		d.layers.EndLayer()
	}
}

func (d *painter) fillPath(p *Path, m Matrix, s FillStyle) {
	if s.Hatch != nil && d.hatchScale != 1 {
		d.scaledHatch = *s.Hatch
		d.scaledHatch.Width *= d.hatchScale
		d.scaledHatch.Spacing *= d.hatchScale
		s.Hatch = &d.scaledHatch
	}
	d.canvas.Fill(p, m, s)
	d.stats.DrawCalls++
	d.stats.Vertices += countVertices(p)
}

func (d *painter) strokePath(p *Path, m Matrix, s StrokeStyle) {
	if s.Color.A == 0 || s.Width == 0 {
		return
	}
	d.canvas.Stroke(p, m, s)
	d.stats.DrawCalls++
	d.stats.Vertices += countVertices(p)
}

func countVertices(p *Path) (n int) {
	for _, line := range p.Lines {
		n += len(line)
	}
	return n
}

// fillAreas fills what can be seen of areas.
func (d *painter) fillAreas(l *geometry, s FillStyle) {
	if s.Color.A == 0 && s.Hatch == nil {
		return
	}
	for _, p := range l.parts {
		if d.view.Intersects(p.bounds) {
			if path := p.path(d.level); path != nil {
				d.fillPath(path, d.m, s)
			}
		}
	}
}

// strokeLines strokes what can be seen of lines at a level of detail.
func (d *painter) strokeLines(l *geometry, s StrokeStyle, level int) {
	if s.Color.A == 0 || s.Width == 0 {
		return
	}
	if level >= chunkedLevels && !l.neverMerged {
		if path := l.mergedPath(level); path != nil && d.view.Intersects(path.Bounds) {
			d.strokePath(path, d.m, s)
		}
		return
	}
	for _, p := range l.parts {
		if d.view.Intersects(p.bounds) {
			if path := p.path(level); path != nil {
				d.strokePath(path, d.m, s)
			}
		}
	}
}

// strokeCased strokes the casing of lines, then the lines themselves.
func (d *painter) strokeCased(l *geometry, s LineStyle) {
	d.strokeLines(l, s.Casing, d.level)
	d.strokeLines(l, s.Stroke, d.level)
}

// strokeCoarse strokes lines with no area beside them to match, with less detail.
func (d *painter) strokeCoarse(l *geometry, s StrokeStyle) { d.strokeLines(l, s, d.lineLevel) }

// drawLandAndSea draws sea, neighbours and land. What is neither sea nor Ukraine is a neighbour.
func (d *painter) drawLandAndSea() {
	t, w := d.theme, d.world
	d.beginLayer("neighbours")
	d.fillPath(unitSquare, Matrix{XX: d.p.Camera.W, YY: d.p.Camera.H}, t.Fills["neighbour"])
	d.endLayer()
	d.beginLayer("sea")
	for _, s := range w.seas {
		d.fillAreas(&s.geometry, t.Fills["sea"])
	}
	d.strokeLines(&w.seaSeams, StrokeStyle{Color: t.Fills["sea"].Color, Width: 1.2}, d.level)
	d.endLayer()
	d.beginLayer("land")
	d.strokeCased(&w.borders.foreignCoasts, t.Lines["coast"])
	d.strokeCoarse(&w.borders.foreign, t.Lines["neighbour-border"].Stroke)
	for _, s := range w.countryOutline {
		d.fillAreas(&s.geometry, t.Fills["land"])
	}
	d.endLayer()
}

// drawTerritory fills held and contested land.
func (d *painter) drawTerritory() {
	if d.control == nil || !d.p.Shows(LayerControl) {
		return
	}
	if d.zones != nil {
		d.drawZoneLand(d.zones)
		return
	}
	t := d.theme
	d.beginLayer("control")
	for _, s := range d.control.held {
		d.fillAreas(&s.geometry, t.Fills[s.fillRole()])
	}
	for _, s := range d.control.contested {
		d.fillAreas(&s.geometry, t.Fills["contested"])
		d.strokeLines(&s.geometry, t.Lines["contested-edge"].Stroke, d.level)
	}
	if d.p.Shows(LayerBand) && d.world.LoadBand(d.p.Date) == nil {
		for _, s := range d.control.band {
			d.fillAreas(&s.geometry, t.Fills["band"])
		}
	}
	d.endLayer()
}

func (s *feature) fillRole() string {
	if s.heldBeforeInvasion() {
		return "held-2014"
	}
	return "held-2022"
}

// drawWater draws rivers and reservoirs.
func (d *painter) drawWater() {
	if !d.p.Shows(LayerRivers) {
		return
	}
	t := d.theme
	d.beginLayer("rivers")
	for _, s := range d.world.rivers {
		if showsRiver(s.rank, d.p.Camera.MetresPerPixel) {
			style := t.Lines[riverClassOf(s.rank).Role].Stroke
			style.Width *= RiverWidthFactor(d.p.Camera.MetresPerPixel)
			d.strokeCoarse(&s.geometry, style)
		}
	}
	for _, s := range d.world.reservoirsOn(d.p.Date) {
		d.fillAreas(&s.geometry, t.Fills["reservoir"])
		d.strokeLines(&s.geometry, t.Lines["reservoir"].Stroke, d.level)
	}
	d.endLayer()
}

// reservoirsOn returns the reservoirs that held water on a date, "2026-01-06".
func (w *World) reservoirsOn(date string) []*feature {
	list := w.reservoirs[:0:0]
	for _, s := range w.reservoirs {
		if s.removedOn == "" || date < s.removedOn {
			list = append(list, s)
		}
	}
	return list
}

// Bridges are drawn, and named, below these scales in metres a pixel.
const bridgeMaxMetresPerPixel, bridgeLabelMaxMetresPerPixel = 650, 500

// showsBridges reports whether bridges are drawn at a scale.
func showsBridges(metresPerPixel float64) bool { return metresPerPixel < bridgeMaxMetresPerPixel }

// drawBridges draws bridges over the water.
func (d *painter) drawBridges() {
	if !d.p.Shows(LayerRivers) || !showsBridges(d.p.Camera.MetresPerPixel) {
		return
	}
	d.beginLayer("bridges")
	for _, s := range d.world.bridges {
		d.strokeCased(&s.geometry, d.theme.Lines["bridge"])
	}
	d.endLayer()
}

// A RiverClass is how rivers of a rank are drawn: by the style of a role, below a scale in metres a
// pixel.
type RiverClass struct {
	Role              string
	MaxMetresPerPixel float64
}

// riverClasses are those of the ranks, that of rank 1 first.
var riverClasses = [...]RiverClass{{"river-1", math.Inf(1)}, {"river-2", 2600}, {"river-3", 1400}}

// RiverClasses are those of the ranks, that of rank 1 first.
func RiverClasses() []RiverClass { return riverClasses[:] }

func riverClassOf(rank int) RiverClass {
	return riverClasses[min(max(rank, 1), len(riverClasses))-1]
}

// showsRiver reports whether rivers of a rank are drawn at a scale.
func showsRiver(rank int, metresPerPixel float64) bool {
	return metresPerPixel < riverClassOf(rank).MaxMetresPerPixel
}

// RiverWidthFactor is by how much rivers are wider or narrower at a scale than their style says.
func RiverWidthFactor(metresPerPixel float64) float64 {
	return min(max(math.Pow(1600/metresPerPixel, 0.3), 0.8), 2.2)
}

// drawLines draws borders and the line of contact.
func (d *painter) drawLines() {
	t, b := d.theme, &d.world.borders
	d.linework = d.world.lineworkFor(d.lineworkKey())
	d.beginLayer("borders")
	if d.p.Shows(LayerOblasts) {
		d.strokeCoarse(&b.oblast, t.Lines["oblast"].Stroke)
	}
	d.strokeCased(&b.coast, t.Lines["coast"])
	d.strokeCased(&b.state, t.Lines["border"])
	if d.control != nil && d.zones == nil && d.p.Shows(LayerControl) {
		d.strokeCased(&d.linework.preInvasionEdge, t.Lines["before-edge"])
	}
	d.endLayer()
	d.drawComparisonLine()
	d.drawMonitoring()
	if d.zones != nil {
		d.drawZoneLines()
	}
	d.drawWithdrawals()
	d.drawContactLine()
}

func (d *painter) lineworkKey() lineworkKey {
	k := lineworkKey{
		zones: d.zones, control: d.control, comparison: d.world.controlByDate[d.p.CompareDate],
		showContact: d.p.Shows(LayerContact),
	}
	if d.zones != nil { // by steps, so that the linework is kept while the scale changes a little
		k.coast = &d.world.borders.coast
		k.smallSize = smallChangeSize * math.Exp2(math.Ceil(math.Log2(d.p.Camera.MetresPerPixel)))
	}
	return k
}

// drawContactLine draws the line of contact.
func (d *painter) drawContactLine() {
	if l := &d.linework.contactLine; len(l.parts) > 0 {
		d.beginLayer("contact")
		d.strokeWeighted(l, d.theme.Lines["contact"])
		d.endLayer()
	}
}

// unitSquare is the square from 0,0 to 1,1.
var unitSquare = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1},
	{X: 0, Y: 0}}})

// Circles of radius 1 about 0,0: for discs, and for dots of a few pixels.
var (
	unitCircle = circlePath(64)
	unitDot    = circlePath(11)
)

func circlePath(n int) *Path {
	line := make([]geo.XY, n+1)
	for i := range line {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		line[i] = geo.XY{X: cos, Y: sin}
	}
	return NewPath([][]geo.XY{line})
}
