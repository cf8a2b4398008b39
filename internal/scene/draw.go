package scene

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// Draw draws the picture.
func (w *World) Draw(c Canvas, p *Picture) Stats {
	d := w.drawer(c, p)
	d.ground()
	d.over()
	return d.stats
}

// DrawGround draws what of the picture moves with the map and is no text, for another camera, which may see more than the
// picture's own. It does not depend on where that one stands: a canvas may keep it and lay it under what DrawOver draws.
// Detail is left out as at a scale of coarse metres a pixel, if that is coarser than the camera's.
func (w *World) DrawGround(c Canvas, p *Picture, camera Camera, coarse float64) Stats {
	d := w.drawer(c, p)
	w.seen = *p
	w.seen.Camera = camera
	d.p = &w.seen
	d.aim()
	d.leaveOut(max(coarse, camera.MetresPerPixel))
	d.ground()
	return d.stats
}

// DrawOver draws the rest: outlines of what is selected, names, furniture. In haste it places no names as long as those of a
// scale that is a little coarser do; then Stats.Rough is set.
func (w *World) DrawOver(c Canvas, p *Picture, haste bool) Stats {
	d := w.drawer(c, p)
	d.haste = haste
	d.over()
	return d.stats
}

// over draws what lies over the ground. Hubs do: their size on the screen stays the same while the ground is
// stretched.
func (d *drawer) over() {
	if veil := d.p.Veil; veil > 0 {
		d.highlights()
		d.canvas.Group(1-veil, func() {
			d.hubs()
			d.written()
		})
		return
	}
	d.hubs()
	d.highlights()
	d.written()
}

// written draws names and furniture.
func (d *drawer) written() {
	d.names()
	d.locator()
	d.furniture()
}

// SameGround says whether the ground of two pictures is the same but for where their cameras stand.
func (p *Picture) SameGround(o *Picture) bool {
	if p.Blend.under() || o.Blend.under() {
		return false
	}
	for _, layer := range groundLayers {
		if p.Shows(layer) != o.Shows(layer) {
			return false
		}
	}
	return p.Camera.W == o.Camera.W && p.Camera.H == o.Camera.H && p.Ratio == o.Ratio && p.Theme == o.Theme &&
		p.Date == o.Date && p.Zones.File == o.Zones.File && p.Earlier == o.Earlier && slices.Equal(p.Withdrawals, o.Withdrawals)
}

// groundLayers are those of which SameGround has to know.
var groundLayers = [...]string{
	LayerControl, LayerContact, LayerBand, LayerMonitoring, LayerOblasts, LayerRivers,
}

// drawer draws one picture.
type drawer struct {
	canvas      Canvas
	groups      layered // nil: the canvas wants none
	world       *World
	p           *Picture
	theme       *Theme
	m           Matrix
	view        Box
	level       int
	coarse      int       // level of lines that no area has to match
	detailScale float64   // the scale in metres a pixel at which detail is left out
	ctl         *control  // nil: none
	zones       *zoneMap  // nil: no scenario
	ink         *linework // of lines, while they are drawn
	scale       float64   // of type
	opened      scales    // of a picture that is as it opens; else zero
	ruled       float64   // how much wider than its style says a hatch is
	hatch       Hatch     // of the area that is being filled
	fur         *furniture
	blocks      map[blockKey]block // of texts, while a picture that stands alone is laid out
	haste       bool               // the map is being moved
	stats       Stats
}

// viewMargin is how many CSS pixels outside the picture something may lie and still be drawn: half the widest line.
const viewMargin = 8

// drawer is the one that draws; it is used again, so that no frame makes one.
func (w *World) drawer(c Canvas, p *Picture) *drawer {
	w.pen.open(c, w, p)
	return &w.pen
}

func newDrawer(c Canvas, w *World, p *Picture) *drawer {
	d := &drawer{}
	d.open(c, w, p)
	return d
}

func (d *drawer) open(c Canvas, w *World, p *Picture) {
	*d = drawer{canvas: c, world: w, p: p, theme: w.Theme(p.Theme)}
	d.groups, _ = c.(layered)
	d.ctl = w.dates[p.Date]
	if d.ctl != nil {
		d.zones = w.zones[p.Zones.File]
	}
	d.scale = textScale(p)
	d.fur = d.layout()
	d.ruled = 1
	if d.opens() {
		d.opened = d.opening()
		d.ruled = 1 / (d.p.Camera.MetresPerPixel * d.opened.middle())
	}
	d.aim()
}

// aim takes over where the camera stands.
func (d *drawer) aim() {
	c := d.p.Camera
	d.m, d.view = c.Matrix(), c.View(viewMargin)
	d.leaveOut(c.MetresPerPixel)
}

// leaveOut leaves out the detail that cannot be seen at a scale.
func (d *drawer) leaveOut(metresPerPixel float64) {
	d.level, d.coarse = detail(metresPerPixel, d.p.Ratio, detailPixels), detail(metresPerPixel, d.p.Ratio, coarsePixels)
	d.stats.Level, d.detailScale = d.level, metresPerPixel
}

// Theme is a theme by id, or the light one.
func (w *World) Theme(id string) *Theme {
	if t := w.Styles[id]; t != nil {
		return t
	}
	return w.Styles["light"]
}

// How many device pixels a border may be moved by leaving detail out (most of it moves far less): where areas meet, and
// where a thin line runs alone.
const (
	detailPixels = 0.7
	coarsePixels = 1.15
)

// detail is the coarsest level of detail at which nothing moves by more than so many device pixels.
func detail(metresPerPixel, ratio, pixels float64) int {
	if ratio <= 0 {
		ratio = 1
	}
	level := 0
	for level+1 < levels && geo.LevelTolerances[level+1] <= pixels*metresPerPixel/ratio {
		level++
	}
	return level
}

// begin opens a layer; end closes it.
func (d *drawer) begin(id string) {
	if d.groups != nil {
		d.groups.Begin(id, d.p.Titles[id])
	}
}

func (d *drawer) end() {
	if d.groups != nil {
		d.groups.End()
	}
}

func (d *drawer) fillPath(p *Path, m Matrix, s FillStyle) {
	if s.Hatch != nil && d.ruled != 1 {
		d.hatch = *s.Hatch
		d.hatch.Width *= d.ruled
		d.hatch.Spacing *= d.ruled
		s.Hatch = &d.hatch
	}
	d.canvas.Fill(p, m, s)
	d.stats.Draws++
	d.stats.Vertices += vertices(p)
}

func (d *drawer) strokePath(p *Path, m Matrix, s StrokeStyle) {
	if s.Color.A == 0 || s.Width == 0 {
		return
	}
	d.canvas.Stroke(p, m, s)
	d.stats.Draws++
	d.stats.Vertices += vertices(p)
}

func vertices(p *Path) (n int) {
	for _, line := range p.Lines {
		n += len(line)
	}
	return n
}

// fill fills what can be seen of areas.
func (d *drawer) fill(l *lines, s FillStyle) {
	if s.Color.A == 0 && s.Hatch == nil {
		return
	}
	for _, p := range l.parts {
		if d.view.Meets(p.bounds) {
			if path := p.path(d.level); path != nil {
				d.fillPath(path, d.m, s)
			}
		}
	}
}

// stroke strokes what can be seen of lines at a level of detail.
func (d *drawer) stroke(l *lines, s StrokeStyle, level int) {
	if s.Color.A == 0 || s.Width == 0 {
		return
	}
	if level >= stretchLevels && !l.apart {
		if path := l.all(level); path != nil && d.view.Meets(path.Bounds) {
			d.strokePath(path, d.m, s)
		}
		return
	}
	for _, p := range l.parts {
		if d.view.Meets(p.bounds) {
			if path := p.path(level); path != nil {
				d.strokePath(path, d.m, s)
			}
		}
	}
}

// line strokes the casing of lines, then the lines themselves.
func (d *drawer) line(l *lines, s LineStyle) {
	d.stroke(l, s.Casing, d.level)
	d.stroke(l, s.Stroke, d.level)
}

// thin strokes lines with no area beside them to match, with less detail.
func (d *drawer) thin(l *lines, s StrokeStyle) { d.stroke(l, s, d.coarse) }

// base draws sea, neighbours and land. What is neither sea nor Ukraine is a neighbour.
func (d *drawer) base() {
	t, w := d.theme, d.world
	d.begin("neighbours")
	d.fillPath(unitSquare, Matrix{XX: d.p.Camera.W, YY: d.p.Camera.H}, t.Fills["neighbour"])
	d.end()
	d.begin("sea")
	for _, s := range w.seas {
		d.fill(&s.lines, t.Fills["sea"])
	}
	d.stroke(&w.seams, StrokeStyle{Color: t.Fills["sea"].Color, Width: 1.2}, d.level)
	d.end()
	d.begin("land")
	d.line(&w.borders.foreignCoasts, t.Lines["coast"])
	d.thin(&w.borders.foreign, t.Lines["neighbour-border"].Stroke)
	for _, s := range w.outline {
		d.fill(&s.lines, t.Fills["land"])
	}
	d.end()
}

// territory fills held and contested land.
func (d *drawer) territory() {
	if d.ctl == nil || !d.p.Shows(LayerControl) {
		return
	}
	if d.zones != nil {
		d.zoneLand(d.zones)
		return
	}
	t := d.theme
	d.begin("control")
	for _, s := range d.ctl.held {
		d.fill(&s.lines, t.Fills[s.fillRole()])
	}
	for _, s := range d.ctl.contested {
		d.fill(&s.lines, t.Fills["contested"])
		d.stroke(&s.lines, t.Lines["contested-edge"].Stroke, d.level)
	}
	if d.p.Shows(LayerBand) && d.world.LoadBand(d.p.Date) == nil {
		for _, s := range d.ctl.band {
			d.fill(&s.lines, t.Fills["band"])
		}
	}
	d.end()
}

func (s *shape) fillRole() string {
	if s.heldBefore() {
		return "held-2014"
	}
	return "held-2022"
}

// water draws rivers and reservoirs.
func (d *drawer) water() {
	if !d.p.Shows(LayerRivers) {
		return
	}
	t := d.theme
	d.begin("rivers")
	for _, s := range d.world.rivers {
		if riverShown(s.rank, d.p.Camera.MetresPerPixel) {
			style := t.Lines[riverClass(s.rank).Role].Stroke
			style.Width *= RiverWidth(d.p.Camera.MetresPerPixel)
			d.thin(&s.lines, style)
		}
	}
	for _, s := range d.world.reservoirsOn(d.p.Date) {
		d.fill(&s.lines, t.Fills["reservoir"])
		d.stroke(&s.lines, t.Lines["reservoir"].Stroke, d.level)
	}
	d.end()
}

// reservoirsOn returns the reservoirs that held water on a date, "2026-01-06".
func (w *World) reservoirsOn(date string) []*shape {
	list := w.reservoirs[:0:0]
	for _, s := range w.reservoirs {
		if s.until == "" || date < s.until {
			list = append(list, s)
		}
	}
	return list
}

// Bridges are drawn, and named, below these scales in metres a pixel.
const bridgeDrawn, bridgeNamed = 650, 500

// bridgeShown reports whether bridges are drawn at a scale.
func bridgeShown(metresPerPixel float64) bool { return metresPerPixel < bridgeDrawn }

// bridges draws bridges over the water.
func (d *drawer) bridges() {
	if !d.p.Shows(LayerRivers) || !bridgeShown(d.p.Camera.MetresPerPixel) {
		return
	}
	d.begin("bridges")
	for _, s := range d.world.bridges {
		d.line(&s.lines, d.theme.Lines["bridge"])
	}
	d.end()
}

// A RiverClass is how rivers of a rank are drawn: by the style of a role, below a scale in metres a
// pixel.
type RiverClass struct {
	Role  string
	Scale float64
}

// riverClasses are those of the ranks, that of rank 1 first.
var riverClasses = [...]RiverClass{{"river-1", math.Inf(1)}, {"river-2", 2600}, {"river-3", 1400}}

// RiverClasses are those of the ranks, that of rank 1 first.
func RiverClasses() []RiverClass { return riverClasses[:] }

func riverClass(rank int) RiverClass {
	return riverClasses[min(max(rank, 1), len(riverClasses))-1]
}

// riverShown reports whether rivers of a rank are drawn at a scale.
func riverShown(rank int, metresPerPixel float64) bool {
	return metresPerPixel < riverClass(rank).Scale
}

// RiverWidth is by how much rivers are wider or narrower at a scale than their style says.
func RiverWidth(metresPerPixel float64) float64 {
	return min(max(math.Pow(1600/metresPerPixel, 0.3), 0.8), 2.2)
}

// lines draws borders and the line of contact.
func (d *drawer) lines() {
	t, b := d.theme, &d.world.borders
	d.ink = d.world.lineworkFor(d.lineworkKey())
	d.begin("borders")
	if d.p.Shows(LayerOblasts) {
		d.thin(&b.oblast, t.Lines["oblast"].Stroke)
	}
	d.line(&b.coast, t.Lines["coast"])
	d.line(&b.state, t.Lines["border"])
	if d.ctl != nil && d.zones == nil && d.p.Shows(LayerControl) {
		d.line(&d.ink.before, t.Lines["before-edge"])
	}
	d.end()
	d.earlier()
	d.monitoring()
	if d.zones != nil {
		d.zoneLines()
	}
	d.withdrawals()
	d.contact()
}

func (d *drawer) lineworkKey() lineworkKey {
	k := lineworkKey{
		zones: d.zones, control: d.ctl, earlier: d.world.dates[d.p.Earlier],
		contact: d.p.Shows(LayerContact),
	}
	if d.zones != nil { // by steps, so that the linework is kept while the scale changes a little
		k.coast = &d.world.borders.coast
		k.small = smallChange * math.Exp2(math.Ceil(math.Log2(d.p.Camera.MetresPerPixel)))
	}
	return k
}

// contact draws the line of contact.
func (d *drawer) contact() {
	if l := &d.ink.contact; len(l.parts) > 0 {
		d.begin("contact")
		d.weighed(l, d.theme.Lines["contact"])
		d.end()
	}
}

// unitSquare is the square from 0,0 to 1,1.
var unitSquare = NewPath([][]geo.XY{{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}, {X: 0, Y: 0}}})

// Circles of radius 1 about 0,0: for discs, and for dots of a few pixels.
var (
	unitCircle = circle(64)
	unitDot    = circle(11)
)

func circle(n int) *Path {
	line := make([]geo.XY, n+1)
	for i := range line {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		line[i] = geo.XY{X: cos, Y: sin}
	}
	return NewPath([][]geo.XY{line})
}
