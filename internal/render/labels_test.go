package render_test

import (
	"encoding/csv"
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/app"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/scene"
)

// These tests check the labels of whole pictures against the map's files, which they read without
// package scene.

// labelCanvas records labels and leaders.
type labelCanvas struct {
	layer   string
	labels  []scene.Label
	leader  color.NRGBA
	leaders [][2]geo.XY // in CSS pixels
}

func (c *labelCanvas) Fill(*scene.Path, scene.Matrix, scene.FillStyle) {}
func (c *labelCanvas) Group(_ float64, draw func())                    { draw() }
func (c *labelCanvas) BeginLayer(id, _ string)                         { c.layer = id }
func (c *labelCanvas) EndLayer()                                       { c.layer = "" }
func (c *labelCanvas) Label(l scene.Label) {
	if c.layer == "names" {
		c.labels = append(c.labels, l)
	}
}

func (c *labelCanvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	if c.layer != "places" || s.Color != c.leader {
		return
	}
	line := p.Lines[0]
	c.leaders = append(c.leaders, [2]geo.XY{m.Apply(line[0]), m.Apply(line[len(line)-1])})
}

// ring is a ring or a line on the map, in metres.
type ring []geo.XY

func projectRing(points []orb.Point) ring {
	out := make(ring, len(points))
	for i, p := range points {
		out[i] = geo.UkraineAlbers.Forward(p)
	}
	return out
}

// area holds the rings of a feature.
type area []ring

func (a area) contains(q geo.XY) bool {
	inside := false
	for _, r := range a {
		for i := 1; i < len(r); i++ {
			p, o := r[i-1], r[i]
			if (p.Y > q.Y) != (o.Y > q.Y) && q.X < p.X+(q.Y-p.Y)/(o.Y-p.Y)*(o.X-p.X) {
				inside = !inside
			}
		}
	}
	return inside
}

func projectRings(g orb.Geometry) (out area) {
	switch g := g.(type) {
	case orb.LineString:
		out = append(out, projectRing(g))
	case orb.MultiLineString:
		for _, l := range g {
			out = append(out, projectRing(l))
		}
	case orb.Polygon:
		for _, r := range g {
			out = append(out, projectRing(r))
		}
	case orb.MultiPolygon:
		for _, p := range g {
			out = append(out, projectRings(p)...)
		}
	}
	return out
}

// feature is a feature of one of the map's files.
type feature struct {
	id, class string
	area
}

func readFeatures(t testing.TB, file string) (out []feature) {
	t.Helper()
	c, err := geojson.DecodeFile(os.DirFS("../../assets"), file,
		geojson.Limits{SkipRingChecks: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Features {
		f := &c.Features[i]
		class, _ := f.Properties["class"].(string)
		out = append(out, feature{f.ID, class, projectRings(f.Geometry)})
	}
	return out
}

// edge is an edge between two positions, independent of direction.
type edge struct{ a, b geo.XY }

func newEdge(a, b geo.XY) edge {
	if a.X > b.X || a.X == b.X && a.Y > b.Y {
		a, b = b, a
	}
	return edge{a, b}
}

func edgesOf(list ...area) (out []edge) {
	for _, a := range list {
		for _, r := range a {
			for i := 1; i < len(r); i++ {
				out = append(out, newEdge(r[i-1], r[i]))
			}
		}
	}
	return out
}

// townRow is a row of the table of towns.
type townRow struct {
	id      string
	names   map[string]string
	point   geo.XY
	foreign bool
}

// baseMap is the part of the base map that the tests need.
type baseMap struct {
	outline, neighbours []feature
	borders             []edge // of states
	towns               []townRow
}

func readBaseMap(t testing.TB) *baseMap {
	t.Helper()
	base := &baseMap{
		outline:    readFeatures(t, "geojson/outline.geojson"),
		neighbours: readFeatures(t, "geojson/neighbours.geojson"),
	}
	uses := map[edge]int{}
	for _, n := range base.neighbours {
		for _, e := range edgesOf(n.area) {
			uses[e]++
		}
	}
	for e, n := range uses {
		if n > 1 {
			base.borders = append(base.borders, e)
		}
	}
	for _, o := range readFeatures(t, "geojson/oblasts.geojson") {
		for _, e := range edgesOf(o.area) {
			if uses[e] > 0 {
				base.borders = append(base.borders, e)
			}
		}
	}
	base.readTowns(t)
	return base
}

func (base *baseMap) readTowns(t testing.TB) {
	t.Helper()
	f, err := os.Open("../../assets/towns.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	for _, row := range rows[1:] {
		var p orb.Point
		for i, name := range []string{"lon", "lat"} {
			if _, err := fmt.Sscan(column(row, name), &p[i]); err != nil {
				t.Fatal(err)
			}
		}
		town := townRow{
			id: column(row, "id"), names: map[string]string{}, point: geo.UkraineAlbers.Forward(p),
			foreign: column(row, "kind") == "foreign",
		}
		for _, lang := range []string{"en", "uk", "fr"} {
			town.names[lang] = column(row, "name_"+lang)
		}
		base.towns = append(base.towns, town)
	}
}

// controlMap is the control of territory on a date or in a scenario.
type controlMap struct {
	base     *baseMap
	zones    []feature // with the holder as the class; later ones cover earlier ones
	barriers []edge    // that labels must not touch
	fronts   []edge    // lines with names
	changes  []feature
	holders  map[string]string
}

// sea is the holder of what is no land.
const sea = "sea"

func readControlMap(t testing.TB, base *baseMap, date, zones string) *controlMap {
	t.Helper()
	g := &controlMap{base: base, barriers: slices.Clone(base.borders)}
	contact := readFeatures(t, "geojson/contact-"+date+".geojson")
	for _, f := range contact {
		g.barriers = append(g.barriers, edgesOf(f.area)...)
		g.fronts = append(g.fronts, edgesOf(f.area)...)
	}
	for _, f := range readFeatures(t, "geojson/control-"+date+".geojson") {
		holder := "R"
		switch {
		case f.class == "contested":
			holder = "C"
			if zones == "" {
				g.barriers = append(g.barriers, edgesOf(f.area)...)
			}
		case zones != "":
			holder = "G" // land that no zone of the scenario covers
		}
		g.zones = append(g.zones, feature{f.id, holder, f.area})
	}
	slices.SortStableFunc(g.zones,
		func(a, b feature) int { return strings.Compare(b.class, a.class) })
	if zones != "" {
		g.zones = slices.DeleteFunc(g.zones, func(f feature) bool { return f.class == "C" })
		g.readZones(t, zones)
		return g
	}
	var err error
	if g.holders, err = app.TownHolders(os.DirFS("../../assets"), date); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *controlMap) readZones(t testing.TB, file string) {
	holders := map[string]string{"government": "G", "russia": "R", "contested": "C",
		"demilitarised": "D"}
	for _, f := range readFeatures(t, file) {
		kind, rest, _ := strings.Cut(f.id, "-")
		switch kind {
		case "zone":
			f.class = holders[strings.TrimSuffix(rest, "-silent")]
			g.zones = append(g.zones, f)
		case "edge":
			g.barriers = append(g.barriers, edgesOf(f.area)...)
			if strings.HasPrefix(rest, "government-") {
				g.fronts = append(g.fronts, edgesOf(f.area)...)
			}
		case "change":
			g.changes = append(g.changes, f)
		}
	}
}

// holderAt returns the holder of a position.
func (g *controlMap) holderAt(q geo.XY) string {
	for i := len(g.zones) - 1; i >= 0; i-- {
		if g.zones[i].contains(q) {
			return g.zones[i].class
		}
	}
	for _, f := range g.base.outline {
		if f.contains(q) {
			return "G"
		}
	}
	for _, f := range g.base.neighbours {
		if f.contains(q) {
			return "A"
		}
	}
	return sea
}

// townHolder returns the holder of a town: that of the table, or of the land at its dot or on the
// nearby shore.
func (g *controlMap) townHolder(s *townRow) string {
	if s.foreign {
		return "A"
	}
	if h := g.holders[s.id]; h != "" {
		return h
	}
	h := g.holderAt(s.point)
	for i := 0; h == sea && i < 11; i++ {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 11)
		h = g.holderAt(geo.XY{X: s.point.X + 2000*cos, Y: s.point.Y + 2000*sin})
	}
	return h
}

// mapBox is a rectangle on the map, in metres.
type mapBox struct{ x0, y0, x1, y1 float64 }

// minLineClearance is the minimum distance in CSS pixels of a name's glyphs from the centre of a
// line.
const minLineClearance = 0.5

// labelBox returns the rectangle on the map that a label's glyphs can reach, extended by padding
// CSS pixels.
func labelBox(w *scene.World, c scene.Camera, l scene.Label, padding float64) mapBox {
	a := c.Unproject(l.X-padding, l.Y+0.24*l.Style.Size+padding)
	b := c.Unproject(l.X+w.Fonts.Advance(l.Text, l.Style)+padding,
		l.Y-0.76*l.Style.Size-padding)
	return mapBox{a.X, a.Y, b.X, b.Y}
}

func (b mapBox) intersects(o mapBox) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// touchesEdge reports whether an edge has a position in the rectangle.
func (b mapBox) touchesEdge(e edge) bool {
	if max(e.a.X, e.b.X) < b.x0 || min(e.a.X, e.b.X) > b.x1 ||
		max(e.a.Y, e.b.Y) < b.y0 || min(e.a.Y, e.b.Y) > b.y1 {
		return false
	}
	contains := func(q geo.XY) bool {
		return q.X >= b.x0 && q.X <= b.x1 && q.Y >= b.y0 && q.Y <= b.y1
	}
	if contains(e.a) || contains(e.b) {
		return true
	}
	corners := [...]geo.XY{{X: b.x0, Y: b.y0}, {X: b.x1, Y: b.y0}, {X: b.x1, Y: b.y1},
		{X: b.x0, Y: b.y1}}
	left, right := 0, 0
	for _, c := range corners {
		if (e.b.X-e.a.X)*(c.Y-e.a.Y) > (e.b.Y-e.a.Y)*(c.X-e.a.X) {
			left++
		} else {
			right++
		}
	}
	return left > 0 && right > 0
}

func (b mapBox) samplePoints() (out []geo.XY) {
	for _, u := range []float64{0, 0.25, 0.5, 0.75, 1} {
		for _, v := range []float64{0, 0.5, 1} {
			out = append(out, geo.XY{X: b.x0 + u*(b.x1-b.x0), Y: b.y0 + v*(b.y1-b.y0)})
		}
	}
	return out
}

// distanceTo returns the distance of a position from the rectangle.
func (b mapBox) distanceTo(q geo.XY) float64 {
	return math.Hypot(max(b.x0-q.X, 0, q.X-b.x1), max(b.y0-q.Y, 0, q.Y-b.y1))
}

// labelChecker checks the labels of a picture.
type labelChecker struct {
	t       *testing.T
	where   string
	world   *scene.World
	picture *scene.Picture
	control *controlMap
	*labelCanvas
}

func newLabelChecker(t *testing.T, where string, w *scene.World, p *scene.Picture,
	g *controlMap) *labelChecker {
	c := &labelCanvas{leader: w.Theme(p.Theme).Lines["leader"].Stroke.Color}
	w.Draw(c, p)
	return &labelChecker{t, where, w, p, g, c}
}

// townOf returns the town that a label names, or nil. A river may have the name of a distant town.
func (d *labelChecker) townOf(l scene.Label) *townRow {
	b := labelBox(d.world, d.picture.Camera, l, 0)
	const reach = 60 // CSS pixels
	for i := range d.control.base.towns {
		s := &d.control.base.towns[i]
		if s.names[d.picture.Lang] == l.Text &&
			b.distanceTo(s.point) < reach*d.picture.Camera.MetresPerPixel &&
			l.Style.Spacing < 0.5 {
			return s
		}
	}
	return nil
}

// checkAll checks all labels.
func (d *labelChecker) checkAll() {
	d.t.Helper()
	for i, l := range d.labels {
		b := labelBox(d.world, d.picture.Camera, l, 0)
		for _, o := range d.labels[:i] {
			if b.intersects(labelBox(d.world, d.picture.Camera, o, 0)) {
				d.t.Errorf("%s: %q meets %q", d.where, l.Text, o.Text)
			}
		}
		padded := labelBox(d.world, d.picture.Camera, l, minLineClearance)
		if slices.ContainsFunc(d.control.barriers, padded.touchesEdge) {
			d.t.Errorf("%s: %q touches the line of contact or a border", d.where, l.Text)
		}
		d.checkTown(l, b)
		d.checkLineName(l, b)
	}
	d.checkChanges()
}

// checkTown checks that the name of a town lies on land of the town's holder.
func (d *labelChecker) checkTown(l scene.Label, b mapBox) {
	s := d.townOf(l)
	if s == nil {
		return
	}
	holder := d.control.townHolder(s)
	for _, q := range b.samplePoints() {
		if holderHere := d.control.holderAt(q); holderHere != holder && holderHere != sea {
			d.t.Errorf("%s: %q, held by %s, lies on ground held by %s", d.where, l.Text, holder,
				holderHere)
			return
		}
	}
}

// maxLineNameDistance is the greatest distance in CSS pixels of a line's name from the line.
const maxLineNameDistance = 24

// checkLineName checks that the name of a line is near the line.
func (d *labelChecker) checkLineName(l scene.Label, b mapBox) {
	if l.Text != d.picture.Zones.LineLabel && l.Text != d.picture.FreezeLabel &&
		l.Text != d.picture.MonitoringLabel {
		return
	}
	radius := maxLineNameDistance * d.picture.Camera.MetresPerPixel
	padded := mapBox{b.x0 - radius, b.y0 - radius, b.x1 + radius, b.y1 + radius}
	if !slices.ContainsFunc(d.control.fronts, padded.touchesEdge) {
		d.t.Errorf("%s: %q stands away from its line", d.where, l.Text)
	}
}

// changeNote is a text in a picture about land that would change hands.
type changeNote struct {
	text  string
	lines []mapBox
	areas []feature // the pieces of land that it may be about; several may have the same text
}

// changeNotes returns the notes on changes: consecutive labels that together are the text of a
// change.
func (d *labelChecker) changeNotes() (notes []changeNote) {
	for i := 0; i < len(d.labels); i++ {
		n := changeNote{}
		for k := i; k < len(d.labels) && n.areas == nil; k++ {
			n.text = strings.TrimSpace(n.text + " " + d.labels[k].Text)
			n.lines = append(n.lines, labelBox(d.world, d.picture.Camera, d.labels[k], 0))
			starts := false
			for _, c := range d.picture.Zones.Changes {
				starts = starts || strings.HasPrefix(c.Text+" "+c.Remark, n.text) ||
					strings.HasPrefix(c.Size, n.text)
				if n.isTextOf(&c) && !d.continuesWith(k, &n, &c) {
					n.areas = append(n.areas, d.control.changesByID(c.AreaIDs)...)
				}
			}
			if !starts {
				break
			}
		}
		if n.areas != nil {
			notes = append(notes, n)
			i += len(n.lines) - 1
		}
	}
	return notes
}

// isTextOf reports whether a note is the text of a change, with or without its remark, or its size.
func (n *changeNote) isTextOf(c *scene.ChangeLabel) bool {
	return n.text == c.Text || n.text == c.Size || c.Remark != "" && n.text == c.Text+" "+c.Remark
}

// continuesWith reports whether the label after the k-th continues a note with the change's remark.
func (d *labelChecker) continuesWith(k int, n *changeNote, c *scene.ChangeLabel) bool {
	return k+1 < len(d.labels) && n.text == c.Text && c.Remark != "" &&
		strings.HasPrefix(c.Remark, d.labels[k+1].Text)
}

// changesByID returns the changes with some ids.
func (g *controlMap) changesByID(ids []string) (out []feature) {
	for _, f := range g.changes {
		if slices.Contains(ids, f.id) {
			out = append(out, f)
		}
	}
	return out
}

// checkChanges checks that a note on land that would change lies on this land, or outside all such
// land with a leader to its own.
func (d *labelChecker) checkChanges() {
	var areas []feature
	for _, c := range d.picture.Zones.Changes {
		areas = append(areas, d.control.changesByID(c.AreaIDs)...)
	}
	for _, n := range d.changeNotes() {
		if !slices.ContainsFunc(n.lines, func(b mapBox) bool { return !liesOnAreas(n.areas, b) }) {
			continue
		}
		for _, f := range areas {
			if slices.ContainsFunc(n.lines, func(b mapBox) bool { return intersectsArea(f, b) }) {
				d.t.Errorf("%s: %q lies partly on %s", d.where, n.text, f.id)
			}
		}
		if !slices.ContainsFunc(d.leaders, func(l [2]geo.XY) bool { return d.leadsTo(l, &n) }) {
			d.t.Errorf("%s: %q stands beside its area without a leader", d.where, n.text)
		}
	}
}

// intersectsArea reports whether a rectangle overlaps a feature.
func intersectsArea(f feature, b mapBox) bool {
	return slices.ContainsFunc(b.samplePoints(), f.contains) ||
		slices.ContainsFunc(edgesOf(f.area), b.touchesEdge)
}

// liesOnAreas reports whether a rectangle lies wholly on areas. Two of them may meet below it.
func liesOnAreas(areas []feature, b mapBox) bool {
	count := map[edge]int{}
	for _, f := range areas {
		for _, e := range edgesOf(f.area) {
			count[e]++
		}
	}
	for e, n := range count {
		if n == 1 && b.touchesEdge(e) {
			return false
		}
	}
	off := func(q geo.XY) bool {
		return !slices.ContainsFunc(areas, func(f feature) bool { return f.contains(q) })
	}
	return !slices.ContainsFunc(b.samplePoints(), off)
}

// leadsTo reports whether a leader connects a note with its land.
func (d *labelChecker) leadsTo(line [2]geo.XY, n *changeNote) bool {
	radius := 4 * d.picture.Camera.MetresPerPixel
	from, to := d.picture.Camera.Unproject(line[0].X, line[0].Y),
		d.picture.Camera.Unproject(line[1].X, line[1].Y)
	union := n.lines[0]
	for _, b := range n.lines {
		union = mapBox{min(union.x0, b.x0), min(union.y0, b.y0), max(union.x1, b.x1),
			max(union.y1, b.y1)}
	}
	start := mapBox{from.X - radius/4, from.Y - radius/4, from.X + radius/4, from.Y + radius/4}
	return union.distanceTo(to) <= radius && slices.ContainsFunc(n.areas, func(f feature) bool {
		return f.contains(from) || slices.ContainsFunc(edgesOf(f.area), start.touchesEdge)
	})
}

// labelTexts returns the texts of all labels.
func (d *labelChecker) labelTexts() (out []string) {
	for _, l := range d.labels {
		out = append(out, l.Text)
	}
	return out
}

// pageSizes returns sizes of the map in pages and frames of 320 to 1440 px, and sizes on both sides
// of each breakpoint.
func pageSizes() [][2]float64 {
	sizes := [][2]float64{
		{288, 480}, {358, 515}, {852, 348}, {552, 676}, {1018, 608}, // in the page
		{320, 500}, {390, 500}, {640, 500}, {1440, 600}, // in a frame
	}
	rules := scene.Breakpoints()
	for i, r := range rules {
		sizes = append(sizes, [2]float64{r.MinWidth, r.MinHeight})
		if i > 0 {
			sizes = append(sizes,
				[2]float64{r.MinWidth - 1, max(r.MinHeight, rules[i-1].MinHeight)})
		}
	}
	return sizes
}

// mapView is a date or a scenario.
type mapView struct {
	state app.State
	name  string
}

// allViews returns all dates and scenarios, with all distances of pullbacks.
func allViews(t *testing.T) (views []mapView) {
	t.Helper()
	a := newApp(t, app.State{})
	v := a.View()
	for _, d := range v.Dates {
		views = append(views, mapView{app.State{Date: d.ID}, d.ID})
	}
	for _, s := range v.Scenarios {
		if s.ID == "" {
			continue
		}
		distances := []int{0}
		if b := newApp(t, app.State{Scenario: s.ID}).View().Scenario; b != nil &&
			len(b.Pullbacks) > 0 {
			distances = nil
			for _, d := range b.Pullbacks {
				distances = append(distances, d.Km)
			}
		}
		for _, km := range distances {
			views = append(views,
				mapView{app.State{Scenario: s.ID, Pullback: km}, fmt.Sprint(s.ID, km)})
		}
	}
	if len(views) < 10 {
		t.Fatalf("only %d views", len(views))
	}
	return views
}

func newApp(t *testing.T, s app.State) *app.App {
	t.Helper()
	a, err := app.New(os.DirFS("../../assets"), s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustDo(t *testing.T, a *app.App, act app.Action) {
	t.Helper()
	if err := a.Dispatch(act); err != nil {
		t.Fatal(err)
	}
}

// forEachPicture calls visit with every picture of a view: in three languages and all sizes.
func forEachPicture(
	t *testing.T, v mapView, sizes [][2]float64,
	visit func(a *app.App, where string, p *scene.Picture),
) {
	a := newApp(t, v.state)
	mustDo(t, a, app.Action{Type: app.ActionMotion, Reduce: true})
	for _, lang := range []string{"en", "uk", "fr"} {
		mustDo(t, a, app.Action{Type: app.ActionLang, Lang: lang})
		for _, s := range sizes {
			mustDo(t, a, app.Action{Type: app.ActionResize, W: s[0], H: s[1], Ratio: 1})
			p := a.Picture()
			visit(a, fmt.Sprintf("%s %s %vx%v", v.name, lang, s[0], s[1]), &p)
		}
	}
}

// controlMapFor returns the control of territory in a picture.
func controlMapFor(t *testing.T, base *baseMap, p *scene.Picture) *controlMap {
	return readControlMap(t, base, p.Date, p.Zones.File)
}

// TestPageLabelsMatchControl checks the labels of pages and frames.
func TestPageLabelsMatchControl(t *testing.T) {
	base := readBaseMap(t)
	for _, v := range allViews(t) {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			var g *controlMap
			forEachPicture(t, v, pageSizes(), func(a *app.App, where string, p *scene.Picture) {
				if g == nil {
					g = controlMapFor(t, base, p)
				}
				d := newLabelChecker(t, where, a.World(), p, g)
				d.checkAll()
				d.checkChangesLabelled()
			})
		})
	}
}

// checkChangesLabelled checks that all land that would change has a label, and that at least one of
// them states the change in words. Small pictures have no space for all of them.
func (d *labelChecker) checkChangesLabelled() {
	if d.picture.Camera.W < 700 || d.picture.Camera.H < 480 {
		return
	}
	notes, hasText := d.changeNotes(), false
	for _, c := range d.picture.Zones.Changes {
		i := slices.IndexFunc(notes, func(n changeNote) bool { return n.isTextOf(&c) })
		if i < 0 {
			d.t.Errorf("%s: no label for %v, %s", d.where, c.AreaIDs, c.Size)
			continue
		}
		hasText = hasText || notes[i].text != c.Size
	}
	if len(d.picture.Zones.Changes) > 0 && !hasText {
		d.t.Errorf("%s: no label says what would happen", d.where)
	}
}

// TestPosterLabelsMatchControl checks the labels of posters with title and legend.
func TestPosterLabelsMatchControl(t *testing.T) {
	base := readBaseMap(t)
	for _, v := range allViews(t) {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			v.state.UI = app.UINone
			var g *controlMap
			sizes := [][2]float64{{1200, 630}, {1080, 1080}, {1080, 1920}}
			forEachPicture(t, v, sizes, func(a *app.App, where string, p *scene.Picture) {
				if g == nil {
					g = controlMapFor(t, base, p)
				}
				newLabelChecker(t, where, a.World(), p, g).checkAll()
			})
		})
	}
}

// TestMovedMapLabelsMatchControl moves the map at zoom 5 to 11, mostly along the line of contact.
func TestMovedMapLabelsMatchControl(t *testing.T) {
	base := readBaseMap(t)
	for i, v := range allViews(t) {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(23, uint64(i)))
			a := newApp(t, v.state)
			mustDo(t, a, app.Action{Type: app.ActionResize, W: 700, H: 520, Ratio: 1})
			p := a.Picture()
			g := controlMapFor(t, base, &p)
			for n := range 24 {
				p := a.Picture()
				p.Lang = []string{"en", "uk", "fr"}[n%3]
				e := g.fronts[r.IntN(len(g.fronts))]
				p.Camera = p.Camera.WithZoom(5 + 6*r.Float64())
				metres := p.Camera.MetresPerPixel
				p.Camera.Center.X = e.a.X + (r.Float64()-0.5)*300*metres
				p.Camera.Center.Y = e.a.Y + (r.Float64()-0.5)*200*metres
				center := geo.UkraineAlbers.Inverse(p.Camera.Center)
				where := fmt.Sprintf("%s %s zoom %.2f at %v", v.name, p.Lang, p.Camera.Zoom(),
					center)
				newLabelChecker(t, where, a.World(), &p, g).checkAll()
			}
		})
	}
}

// TestInitialViewLabels checks the names in the initial view of a page: on a phone the proposed
// hubs and six cities in all, in a larger map also cities near the line, then oblasts; and the size
// of the land that a withdrawal would give up.
func TestInitialViewLabels(t *testing.T) {
	base := readBaseMap(t)
	hubs := []string{"kyiv", "lviv", "odesa"}
	atLine := []string{"kherson", "kharkiv", "donetsk", "zaporizhzhia"}
	cities := append([]string{"dnipro", "mariupol", "simferopol", "luhansk"},
		append(hubs, atLine...)...)
	areas := map[string][]string{"en": {"CRIMEA", "LUHANSK"}, "uk": {"КРИМ", "ЛУГАНСЬКА"},
		"fr": {"CRIMÉE", "LOUHANSK"}}
	var g *controlMap
	forEachPicture(t, mapView{}, pageSizes(), func(a *app.App, where string, p *scene.Picture) {
		if p.Camera.H < 470 {
			return
		}
		if g == nil {
			g = controlMapFor(t, base, p)
		}
		names := newLabelChecker(t, where, a.World(), p, g).labelTexts()
		var want []string
		count := 0
		for _, s := range base.towns {
			name := s.names[p.Lang]
			if slices.Contains(cities, s.id) && slices.Contains(names, name) {
				count++
			}
			if slices.Contains(hubs, s.id) || p.Camera.W >= 640 && slices.Contains(atLine, s.id) {
				want = append(want, name)
			}
		}
		if p.Camera.W >= 1000 && p.Camera.H >= 560 {
			want = append(want, areas[p.Lang]...)
		}
		for _, name := range want {
			if !slices.Contains(names, name) {
				t.Errorf("%s: no %q among %q", where, name, names)
			}
		}
		if count < 6 {
			t.Errorf("%s: %d cities: %q", where, count, names)
		}
		size := strings.Split(p.Withdrawals[0].ShortText, "\u00a0")[0]
		if !strings.Contains(strings.Join(names, " "), size) {
			t.Errorf("%s: %q is not in %q", where, p.Withdrawals[0].ShortText, names)
		}
	})
}
