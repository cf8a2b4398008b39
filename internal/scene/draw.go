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

// DrawBase draws everything below the overlay, for another camera, which may show more than the
// picture's own. The result does not depend on where the picture's camera is, so a canvas can cache
// it and reuse it under DrawOverlay. The level of detail is that of the camera's scale or of
// minMetresPerPixel, whichever is coarser.
func (w *World) DrawBase(c Canvas, p *Picture, camera Camera, minMetresPerPixel float64) Stats {
	d := w.painterFor(c, p)
	w.basePicture = *p
	w.basePicture.Camera = camera
	d.p = &w.basePicture
	d.applyCamera()
	d.setDetailScale(max(minMetresPerPixel, camera.MetresPerPixel))
	d.drawBase()
	return d.stats
}

// DrawOverlay draws the rest: hubs, highlights, labels and furniture. While interactive it reuses
// the labels of a slightly coarser scale instead of placing new ones, as long as they do not
// overlap. Stats.CoarseLabels is then set.
func (w *World) DrawOverlay(c Canvas, p *Picture, interactive bool) Stats {
	d := w.painterFor(c, p)
	d.interactive = interactive
	d.drawOverlay()
	return d.stats
}

// drawOverlay draws what is over the base. Symbols are part of it, because their size on the screen
// is constant while a cached base is scaled.
func (d *painter) drawOverlay() {
	if fade := d.p.OverlayFade; fade > 0 {
		d.drawLayers(stageHighlight)
		d.canvas.Group(1-fade, func() {
			d.drawLayers(stageSymbols)
			d.drawLayers(stageLabels)
		})
		return
	}
	for _, stage := range [...]drawStage{stageSymbols, stageHighlight, stageLabels} {
		d.drawLayers(stage)
	}
}

// SameBase reports whether two pictures have the same base, apart from the position of their
// cameras.
func (p *Picture) SameBase(o *Picture) bool {
	if p.Crossfade.active() || o.Crossfade.active() {
		return false
	}
	for _, toggle := range baseToggles {
		if p.Shows(toggle) != o.Shows(toggle) {
			return false
		}
	}
	return p.Camera.W == o.Camera.W && p.Camera.H == o.Camera.H && p.PixelRatio == o.PixelRatio &&
		p.Theme == o.Theme && p.Date == o.Date && p.Zones.File == o.Zones.File &&
		p.CompareDate == o.CompareDate && slices.Equal(p.Withdrawals, o.Withdrawals)
}

// painter draws a frame on a canvas.
type painter struct {
	frame
	canvas      Canvas
	groups      groupCanvas // nil: the canvas does not group layers
	scaledHatch Hatch       // of the area that is being filled

	// These are reused by each picture.
	drawnGroups     []bool     // by group
	drawnBoxes      []drawnBox // of labels and dots
	queuedLabels    []Label
	queuedLeaders   []Matrix // of unitHLine
	leaderBoxes     []anchoredBox
	otherSidePlacer labelPlacer // for labels on other sides of their dots
}

// painterFor returns the world's painter for a picture. It is reused, so that drawing a frame
// allocates none.
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
	d.canvas = c
	d.groups, _ = c.(groupCanvas)
	d.frame.reset(w, p)
}

// Theme returns a theme by id, or the light one if the id is unknown.
func (w *World) Theme(id string) *Theme {
	if t := w.Themes[id]; t != nil {
		return t
	}
	return w.Themes["light"]
}

// Tolerances are the distances in device pixels by which simplification may move a line.
// areaTolerance is for edges that areas share, lineTolerance for thin lines alone. Most points move
// far less. See docs/decisions/0013.
const (
	areaTolerance = 0.7
	lineTolerance = 1.15
)

// detailLevel returns the coarsest level of detail at which nothing moves by more than tolerance
// device pixels.
func detailLevel(metresPerPixel, ratio, tolerance float64) int {
	if ratio <= 0 {
		ratio = 1
	}
	level := 0
	for level+1 < detailLevels && geo.LevelTolerances[level+1] <= tolerance*metresPerPixel/ratio {
		level++
	}
	return level
}

// beginGroup opens a group of layers, which endGroup closes.
func (d *painter) beginGroup(id string) {
	if d.groups != nil {
		d.groups.BeginLayer(id, d.p.LayerTitles[id])
	}
}

func (d *painter) endGroup() {
	if d.groups != nil {
		d.groups.EndLayer()
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

// fillAreas fills the visible parts of areas.
func (d *painter) fillAreas(g *geometry, s FillStyle) {
	if s.Color.A == 0 && s.Hatch == nil {
		return
	}
	for _, p := range g.parts {
		if d.view.Intersects(p.bounds) {
			if path := p.path(d.level); path != nil {
				d.fillPath(path, d.m, s)
			}
		}
	}
}

// strokeLines strokes the visible parts of lines at a level of detail.
func (d *painter) strokeLines(g *geometry, s StrokeStyle, level int) {
	if s.Color.A == 0 || s.Width == 0 {
		return
	}
	if level >= chunkedLevels && !g.neverMerged {
		if path := g.mergedPath(level); path != nil && d.view.Intersects(path.Bounds) {
			d.strokePath(path, d.m, s)
		}
		return
	}
	for _, p := range g.parts {
		if d.view.Intersects(p.bounds) {
			if path := p.path(level); path != nil {
				d.strokePath(path, d.m, s)
			}
		}
	}
}

// strokeCased strokes the casing of lines, then the lines.
func (d *painter) strokeCased(g *geometry, s LineStyle) {
	d.strokeLines(g, s.Casing, d.level)
	d.strokeLines(g, s.Stroke, d.level)
}

// strokeCoarse strokes lines that need not match an area, with less detail.
func (d *painter) strokeCoarse(g *geometry, s StrokeStyle) { d.strokeLines(g, s, d.lineLevel) }

// drawBackground fills the picture as land of neighbours, whose borders are drawn over it.
func (d *painter) drawBackground() {
	d.fillPath(unitSquare, Matrix{XX: d.p.Camera.W, YY: d.p.Camera.H}, d.theme.Fills["neighbour"])
}

// drawSeaSeams covers the gaps that antialiasing leaves between adjacent seas.
func (d *painter) drawSeaSeams() {
	seam := StrokeStyle{Color: d.theme.Fills["sea"].Color, Width: 1.2}
	d.strokeLines(&d.world.seaSeams, seam, d.level)
}

// showsControl reports whether the picture shows who held land, rather than a scenario.
func (d *frame) showsControl() bool {
	return d.control != nil && d.zones == nil && d.p.Shows(LayerControl)
}

// showsZones reports whether the picture shows who would hold land in a scenario.
func (d *frame) showsZones() bool { return d.control != nil && d.zones != nil }

func (d *frame) hasZones() bool { return d.zones != nil }

// band returns the uncertainty of the line, which is read when it is first shown.
func (d *frame) band() []*feature {
	if d.world.LoadBand(d.p.Date) != nil {
		return nil
	}
	return d.control.band
}

func (f *feature) fillRole() string {
	if f.heldBeforeInvasion() {
		return "held-2014"
	}
	return "held-2022"
}

// drawRivers strokes rivers in a width that depends on the scale.
func (d *painter) drawRivers() {
	for _, f := range d.world.rivers {
		if showsRiver(f.rank, d.p.Camera.MetresPerPixel) {
			style := d.theme.Lines[riverClassOf(f.rank).Role].Stroke
			style.Width *= RiverWidthFactor(d.p.Camera.MetresPerPixel)
			d.strokeCoarse(&f.geometry, style)
		}
	}
}

// shownRivers returns the rivers that are drawn at the picture's scale.
func (d *frame) shownRivers() (list []*feature) {
	for _, f := range d.world.rivers {
		if showsRiver(f.rank, d.p.Camera.MetresPerPixel) {
			list = append(list, f)
		}
	}
	return list
}

func (d *frame) shownReservoirs() []*feature { return d.world.reservoirsOn(d.p.Date) }

// reservoirsOn returns the reservoirs that held water on a date, "2026-01-06".
func (w *World) reservoirsOn(date string) []*feature {
	list := make([]*feature, 0, len(w.reservoirs))
	for _, f := range w.reservoirs {
		if f.removedOn == "" || date < f.removedOn {
			list = append(list, f)
		}
	}
	return list
}

// Bridges are drawn, and labelled, below these scales in metres per pixel.
const bridgeMaxMetresPerPixel, bridgeLabelMaxMetresPerPixel = 650, 500

// RiverClass is how rivers of a rank are drawn: in the style of Role, at scales below
// MaxMetresPerPixel.
type RiverClass struct {
	Role              string
	MaxMetresPerPixel float64
}

// riverClasses are the classes by rank, from rank 1 on.
var riverClasses = [...]RiverClass{{"river-1", math.Inf(1)}, {"river-2", 2600}, {"river-3", 1400}}

// RiverClasses returns the classes of rivers by rank, from rank 1 on.
func RiverClasses() []RiverClass { return riverClasses[:] }

func riverClassOf(rank int) RiverClass {
	return riverClasses[min(max(rank, 1), len(riverClasses))-1]
}

// showsRiver reports whether rivers of a rank are drawn at a scale.
func showsRiver(rank int, metresPerPixel float64) bool {
	return metresPerPixel < riverClassOf(rank).MaxMetresPerPixel
}

// RiverWidthFactor returns the factor of the width of rivers at a scale.
func RiverWidthFactor(metresPerPixel float64) float64 {
	return min(max(math.Pow(1600/metresPerPixel, 0.3), 0.8), 2.2)
}

func (d *frame) lineworkKey() lineworkKey {
	k := lineworkKey{
		zones: d.zones, control: d.control, comparison: d.world.controlByDate[d.p.CompareDate],
		showContact: d.p.Shows(LayerContact),
	}
	if d.zones != nil { // in steps, so that the cached linework survives small changes of the scale
		k.coast = &d.world.borders.coast
		k.smallSize = smallChangeSize * math.Exp2(math.Ceil(math.Log2(d.p.Camera.MetresPerPixel)))
	}
	return k
}

func (d *frame) hasContactLine() bool { return len(d.linework.contactLine.parts) > 0 }

func (d *painter) drawContactLine() {
	d.strokeWeighted(&d.linework.contactLine, d.theme.Lines["contact"])
}

// unitSquare is the square from 0,0 to 1,1.
var unitSquare = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1},
	{X: 0, Y: 0}}})

// unitCircle and unitDot are circles of radius 1 around 0,0. unitDot has fewer vertices, for dots
// of a few pixels.
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
