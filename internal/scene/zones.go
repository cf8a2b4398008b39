package scene

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// Zones selects the scenario of a picture and its texts. The zero value means none.
type Zones struct {
	// File is the name of a file that LoadZones has read.
	File string
	// Changes are labels of land that would change sides.
	Changes []ChangeLabel
	// Remarks are further labels of land.
	Remarks []Remark
	// UnspecifiedLabel is the label of land that the plan does not mention.
	UnspecifiedLabel string
	// LineLabel is the label of the edge of the land that would be the government's.
	LineLabel string
}

// ChangeLabel is a label of land that would change sides.
type ChangeLabel struct {
	// AreaIDs are the ids of the land, as returned by story.ChangeID. For several areas the size is
	// the total.
	AreaIDs []string
	// Text describes the change and ends with Size. Where there is no room for Text, Size alone is
	// shown.
	Text, Size string
	// Remark is a further remark on the land. Empty means none.
	Remark string
}

// Remark is a label on the part of an oblast that would be in a zone.
type Remark struct {
	Oblast string
	Zone   story.Zone
	Text   string
}

// zoneMap holds a scenario's land, lines and changes.
type zoneMap struct {
	// isReference is set for a scenario that nobody proposes. Nothing is hatched or outlined as a
	// change.
	isReference    bool
	land           []*feature
	edges          geometry
	governmentEdge geometry // of the land that would be the government's
	// part of the line that continues where contested land is beside the front
	contestedEdge geometry
	changes       []*zoneChange
	townHolders   map[*feature]townConstraints // of towns
	obstacles     []*geometryPart
	coasts        *coastsByHolder
	mergedChanges map[string]*feature // several changes as one, by their ids
}

// zoneChange is land that would change to a zone.
type zoneChange struct {
	*feature
	zone    story.Zone
	outline geometry
}

// LoadZones reads the zones of a scenario from one of its files. A file that was loaded is not read
// again.
func (w *World) LoadZones(fsys fs.FS, file string) error {
	if w.zonesByFile[file] != nil {
		return nil
	}
	c, err := geo.DecodeFile(fsys, file, geo.Limits{SkipRingChecks: true})
	if err != nil {
		return fmt.Errorf("zones: %w", err)
	}
	z := &zoneMap{isReference: c.Members["kind"] == string(story.Reference)}
	for i := range c.Features {
		source := &c.Features[i]
		switch kind, _, _ := strings.Cut(source.ID, "-"); kind {
		case "zone":
			z.land = append(z.land, newFeature(source, KindHeld, ""))
		case "edge":
			l := projectWholeLines(source)
			z.edges.parts = append(z.edges.parts, l...)
			switch source.ID {
			case zoneEdgeID(story.ZoneRussia, story.ZoneContested): // like the line of contact
				z.contestedEdge.parts = append(z.contestedEdge.parts, l...)
			case zoneEdgeID(story.ZoneGovernment, story.ZoneContested):
			default:
				if strings.HasPrefix(source.ID, zoneEdgeID(story.ZoneGovernment, "")) {
					z.governmentEdge.parts = append(z.governmentEdge.parts, l...)
				}
			}
		case "change":
			z.changes = append(z.changes, newZoneChange(source))
		}
	}
	z.contestedEdge.parts = z.contestedEdge.touchingEnds(&z.governmentEdge)
	if w.zonesByFile == nil {
		w.zonesByFile = map[string]*zoneMap{}
	}
	w.zonesByFile[file] = z
	return nil
}

func newZoneChange(source *geo.Feature) *zoneChange {
	change := &zoneChange{feature: newFeature(source, KindHeld, "")}
	if zone, ok := source.Properties["zone"].(string); ok {
		change.zone = story.Zone(zone)
	}
	for _, p := range change.parts {
		for _, r := range p.rings {
			outline := newGeometryPart([]ring{r}, true)
			outline.lineSize = outline.bounds.longerSide()
			change.outline.parts = append(change.outline.parts, outline)
		}
	}
	return change
}

func zoneEdgeID(a, b story.Zone) string { return "edge-" + string(a) + "-" + string(b) }

// projectWholeLines projects lines without cutting them into chunks, so that their dashes are
// continuous.
func projectWholeLines(source *geo.Feature) []*geometryPart {
	m, _ := source.Geometry.(orb.MultiLineString)
	var out []*geometryPart
	for i, line := range m {
		r := ring{points: make([]geo.XY, len(line))}
		// exactly as areas are projected, because their edges are matched with these
		geo.UkraineAlbers.ForwardLine(r.points, line)
		if i < len(source.Levels) {
			r.levelDigits = source.Levels[i]
		}
		out = append(out, newGeometryPart([]ring{r}, len(line) > 3 && line[0] == line[len(line)-1]))
	}
	return out
}

// touchingEnds returns the lines that begin or end where one of the others does. A separate patch
// of contested land has an outline of its own. With the scenario's line around it too, it would
// look like land that is ceded.
func (g *geometry) touchingEnds(others *geometry) []*geometryPart {
	ends := map[geo.XY]bool{}
	for _, p := range others.parts {
		points := p.rings[0].points
		ends[points[0]], ends[points[len(points)-1]] = true, true
	}
	return slices.DeleteFunc(g.parts, func(p *geometryPart) bool {
		points := p.rings[0].points
		return !ends[points[0]] && !ends[points[len(points)-1]]
	})
}

// isUnspecified reports whether the plan does not mention the land.
func (f *feature) isUnspecified() bool { return strings.HasSuffix(f.id, "-silent") }

// zone returns the zone of a piece of a scenario's land.
func (f *feature) zone() story.Zone {
	return story.Zone(strings.TrimSuffix(strings.TrimPrefix(f.id, "zone-"), "-silent"))
}

// zoneLandRole returns the fill role of a piece of a scenario's land. Contested land has its usual
// fill.
func (f *feature) zoneLandRole() string {
	switch {
	case f.isUnspecified():
		return "silent"
	case f.zone() == story.ZoneContested:
		return "contested"
	}
	return zoneFillRole(f.zone())
}

// drawZoneLand fills land by who would hold it, and hatches changes. Land that would remain the
// government's is not filled. All land that neither army would hold is a change.
func (d *painter) drawZoneLand(z *zoneMap) {
	t := d.theme
	d.beginLayer("zones")
	for _, f := range z.land {
		if f.zone() == story.ZoneDemilitarised {
			continue
		}
		d.fillAreas(&f.geometry, t.Fills[f.zoneLandRole()])
		if f.zone() == story.ZoneContested {
			d.strokeLines(&f.geometry, t.Lines["contested-edge"].Stroke, d.level)
		}
	}
	for _, s := range z.changes {
		role := changeFillRole(s.zone)
		if z.isReference {
			role = zoneFillRole(s.zone)
		}
		d.fillAreas(&s.geometry, t.Fills[role])
	}
	d.endLayer()
}

// drawZoneLines draws the line of a scenario, dashed, and the outlines of changes.
func (d *painter) drawZoneLines() {
	d.beginLayer("zone-edges")
	d.strokeWeighted(&d.linework.scenarioLine, d.theme.Lines["zone-edge"])
	d.endLayer()
	d.beginLayer("changes")
	for i := range d.linework.changeOutlines {
		d.strokeChangeOutline(&d.linework.changeOutlines[i])
	}
	d.endLayer()
}

// The outline of land that is smaller than smallChangeSize CSS pixels is smallChangeWidth wide, so
// that it is visible.
const (
	smallChangeSize  = 24
	smallChangeWidth = 1.5
)

// strokeChangeOutline strokes an outline, however small it is. If nothing of it is left at the
// level of detail, it is drawn in more detail.
func (d *painter) strokeChangeOutline(g *geometry) {
	for _, p := range g.parts {
		if !d.view.Intersects(p.bounds) {
			continue
		}
		style := d.theme.Lines["change"].Stroke
		if p.lineSize < smallChangeSize*d.p.Camera.MetresPerPixel {
			style.Width = max(style.Width, smallChangeWidth)
		}
		for level := d.level; level >= 0; level-- {
			if path := p.path(level); path != nil {
				d.strokePath(path, d.m, style)
				break
			}
		}
	}
}

// governmentEdge returns the edge of the government's land: the scenario's, or the line of contact.
func (d *painter) governmentEdge() *geometry {
	if d.zones != nil {
		return &d.zones.governmentEdge
	}
	return &d.control.contactLine
}

func (d *painter) drawComparisonLine() {
	if len(d.linework.comparisonLine.parts) > 0 {
		d.beginLayer("earlier")
		d.strokeCased(&d.linework.comparisonLine, d.theme.Lines["earlier"])
		d.endLayer()
	}
}

// placeZones labels changes with their size, remarks, and land that the plan does not mention.
func (d *painter) placeZones(placer *labelPlacer) {
	z, texts := d.zones, &d.p.Zones
	avoid := z.labelledParts(texts)
	d.placeChanges(placer, texts.Changes, avoid)
	for i := range texts.Remarks {
		d.placeRemark(placer, &texts.Remarks[i])
	}
	for _, f := range z.land {
		if f.isUnspecified() && texts.UnspecifiedLabel != "" {
			d.placeCallout(placer, &callout{
				key: labelID{texts.UnspecifiedLabel,
					f.innerPoint(d.world.labelAnchorsOf(f))},
				paragraphs: []paragraph{{texts.UnspecifiedLabel, d.textStyle("silent")}},
				area:       f, maxLines: calloutMaxLines, avoidAreas: avoid,
				outsideRules: d.outsideRules(nil),
			})
		}
	}
}

// outsideRules returns rules that prefer points for which allowedAt is true, clear of coasts, then
// any points clear of coasts, then any points.
func (d *painter) outsideRules(allowedAt func(geo.XY) bool) []outsideRule {
	return []outsideRule{{allowedAt: allowedAt, avoidCoasts: true}, {avoidCoasts: true}, {}}
}

// offRussianZone reports whether a point is not on land that would be Russia's, where a label of
// adjacent land would seem to be about Russia's.
func (d *painter) offRussianZone(q geo.XY) bool {
	return d.zoneTextRoleAt(q) != zoneTextRole(story.ZoneRussia)
}

// outsideUkraine reports whether a point is in the sea or in another country.
func (d *painter) outsideUkraine(q geo.XY) bool {
	return !slices.ContainsFunc(d.world.countryOutline,
		func(f *feature) bool { return f.containsAtLevel(d.level, q) })
}

// labelledParts returns the areas of all changes with labels and of land that the plan does not
// mention.
func (z *zoneMap) labelledParts(texts *Zones) (parts []*geometryPart) {
	for _, s := range z.changes {
		for i := range texts.Changes {
			if slices.Contains(texts.Changes[i].AreaIDs, s.id) {
				parts = append(parts, s.parts...)
			}
		}
	}
	for _, f := range z.land {
		if f.isUnspecified() {
			parts = append(parts, f.parts...)
		}
	}
	return parts
}

// placeChanges places the labels of changes, the most important first. All of them have their full
// text if that leaves room for each. Otherwise fewer have it, so that as few as possible lack their
// size.
func (d *painter) placeChanges(placer *labelPlacer, list []ChangeLabel, avoid []*geometryPart) {
	saved := placer.snapshot()
	place := func(inWords int) (placed int) {
		for i := range list {
			if d.placeChange(placer, &list[i], avoid, i < inWords) {
				placed++
			}
		}
		return placed
	}
	bestCount, mostPlaced := len(list), -1
	for inWords := len(list); inWords >= 0; inWords = min(inWords-1, maxWorded) {
		n := place(inWords)
		if n == len(list) {
			return
		}
		if n > mostPlaced {
			bestCount, mostPlaced = inWords, n
		}
		placer.restore(saved)
	}
	place(bestCount)
}

// maxWorded is the maximum number of changes with their full text if not all have it.
const maxWorded = 2

// placeChange places the label of a change, with its full text or its size alone, and reports
// whether there was room.
func (d *painter) placeChange(placer *labelPlacer, change *ChangeLabel, avoid []*geometryPart,
	inWords bool) bool {
	area := d.zones.mergedArea(change.AreaIDs)
	if area == nil {
		return true
	}
	rules := d.outsideRules(d.offRussianZone)
	c := &callout{
		// two changes may have the same text
		key:  labelID{change.Text, area.innerPoint(d.world.labelAnchorsOf(area))},
		area: area, avoidAreas: avoid, outsideRules: rules[:2], // full texts avoid coasts
	}
	for _, paragraphs := range d.changeTexts(change, inWords) {
		if c.paragraphs = paragraphs; len(paragraphs) == 1 {
			c.outsideRules = rules
		}
		if c.maxLines = calloutMaxLines; len(paragraphs) > 2 {
			c.maxLines += 2
		}
		if d.placeCallout(placer, c) {
			return true
		}
	}
	return false
}

// changeTexts returns the possible texts of a change, the best first: with its remark, without it,
// and its size.
func (d *painter) changeTexts(c *ChangeLabel, inWords bool) (texts [][]paragraph) {
	style := d.textStyle("change")
	size := []paragraph{{c.Size, style}}
	text := strings.TrimRight(strings.TrimSuffix(c.Text, c.Size), " ")
	if !inWords || text == "" {
		return [][]paragraph{size}
	}
	style.Bold = false
	words := append([]paragraph{{text, style}}, size...)
	if c.Remark != "" {
		texts = append(texts,
			append(slices.Clone(words), paragraph{c.Remark, d.textStyle("silent")}))
	}
	return append(texts, words, size)
}

// mergedArea returns the land of several changes as one feature with the anchor of the largest, or
// nil if there is none.
func (z *zoneMap) mergedArea(ids []string) *feature {
	key := strings.Join(ids, " ")
	if f, ok := z.mergedChanges[key]; ok {
		return f
	}
	var merged *feature
	largest := 0.0
	for _, change := range z.changes {
		if !slices.Contains(ids, change.id) {
			continue
		}
		if merged == nil {
			merged = &feature{kind: KindHeld, id: key, bounds: EmptyBounds()}
		}
		merged.parts = append(merged.parts, change.parts...)
		merged.bounds = merged.bounds.Union(change.bounds)
		if size := change.bounds.longerSide(); size > largest {
			largest, merged.anchor, merged.hasAnchor = size, change.anchor, change.hasAnchor
		}
	}
	if z.mergedChanges == nil {
		z.mergedChanges = map[string]*feature{}
	}
	z.mergedChanges[key] = merged
	return merged
}

// placeRemark places a label on an oblast's land in a zone.
func (d *painter) placeRemark(placer *labelPlacer, r *Remark) {
	i := slices.IndexFunc(d.world.oblasts, func(f *feature) bool { return f.ref == r.Oblast })
	if i < 0 {
		return
	}
	f := d.world.oblasts[i]
	fits := func(box *anchoredBox) bool {
		q := box.boundsAt(placer.lo).Center()
		return d.zoneTextRoleAt(q) == zoneTextRole(r.Zone) || d.outsideUkraine(q)
	}
	placer.withFilter(fits, func() {
		d.placeCallout(placer, &callout{
			key:        labelID{r.Text, f.anchor},
			paragraphs: []paragraph{{r.Text, d.textStyle("silent")}},
			area:       f, maxLines: calloutMaxLines, outsideRules: []outsideRule{{}},
		})
	})
}

// zoneTextRoleAt returns the role of texts on the land at a point, as it is drawn. It is empty on
// land that would remain the government's, on contested land and outside Ukraine.
func (d *painter) zoneTextRoleAt(q geo.XY) string {
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		f := d.zones.land[i]
		switch {
		case !f.containsAtLevel(d.level, q):
		case f.isUnspecified():
			return unspecifiedTextRole
		case f.zone() == story.ZoneContested:
			return ""
		default:
			return zoneTextRole(f.zone())
		}
	}
	for _, s := range d.zones.changes {
		if s.zone == story.ZoneGovernment && s.containsAtLevel(d.level, q) {
			return zoneTextRole(s.zone)
		}
	}
	return ""
}

// adaptZoneHalos adapts the labels from index from on that are wholly on a zone's land. They get
// its colour and halo, because another halo would look like a hole in the land, and hatches would
// show through it.
func (d *painter) adaptZoneHalos(placer *labelPlacer, from int) {
	for i := range placer.labels[from:] {
		l := &placer.labels[from+i]
		b := l.box.boundsAt(placer.lo)
		role := d.zoneTextRoleAt(b.Center())
		if role == "" {
			continue
		}
		sameRole := func(q geo.XY) bool { return d.zoneTextRoleAt(q) == role }
		if style := d.theme.Texts[role]; holdsAtCorners(b, sameRole) {
			l.restyle(func(t *TextStyle) {
				t.Color, t.Halo, t.HaloWidth = style.Color, style.Halo, style.HaloWidth
			})
		}
	}
}

// innerPoint returns a point inside an area: its label point, or else its best label anchor.
func (f *feature) innerPoint(anchors []labelAnchor) geo.XY {
	switch {
	case f.hasAnchor && f.contains(f.anchor):
		return f.anchor
	case len(anchors) > 0:
		return anchors[0].position
	}
	return f.parts[0].rings[0].points[0]
}

// drawLocator draws a small map that shows which part of the country is visible, unless all of it
// is.
func (d *painter) drawLocator() {
	r := d.furniture.locator
	view, country := d.unobscuredBounds(), d.world.countryBounds
	if r.x1 <= r.x0 || view.Contains(country.Min) && view.Contains(country.Max) {
		return
	}
	d.beginLayer("locator")
	t := d.theme
	d.fillRect(r, t.Fills["plate"])
	inner := Camera{W: r.x1 - r.x0, H: r.y1 - r.y0}.Fit(country,
		Insets{Top: 5, Right: 5, Bottom: 5, Left: 5})
	m := inner.Matrix()
	m.X0, m.Y0 = m.X0+r.x0, m.Y0+r.y0
	for _, f := range d.world.countryOutline {
		for _, p := range f.parts {
			if path := p.path(detailLevels - 1); path != nil {
				d.fillPath(path, m, t.Fills["land"])
				d.strokePath(path, m,
					StrokeStyle{Color: t.Lines["border"].Stroke.Color, Width: 0.8})
			}
		}
	}
	x0, y0 := inner.Project(geo.XY{X: view.Min.X, Y: view.Max.Y})
	x1, y1 := inner.Project(geo.XY{X: view.Max.X, Y: view.Min.Y})
	x0, y0, x1, y1 = max(x0, 1), max(y0, 1), min(x1, inner.W-1), min(y1, inner.H-1)
	box := Matrix{XX: x1 - x0, YY: y1 - y0, X0: r.x0 + x0, Y0: r.y0 + y0}
	d.strokePath(unitSquare, box, StrokeStyle{Color: t.Lines["select"].Stroke.Color, Width: 1.6})
	d.endLayer()
}

// unobscuredBounds returns the part of the map that no plate covers.
func (d *painter) unobscuredBounds() Bounds {
	c, r := d.p.Camera, d.furniture.mapRect
	if r.x1 <= r.x0 {
		return c.VisibleBounds(0)
	}
	return Bounds{Min: c.Unproject(r.x0, r.y1), Max: c.Unproject(r.x1, r.y0)}
}

// Size of the locator in CSS pixels.
const (
	locatorWidth  = 88
	locatorHeight = 62
)

// layoutLocator reserves the locator's place at the upper left of a picture in a page with a
// scenario.
func (d *painter) layoutLocator(f *furniture) {
	p := d.p
	if p.Zones.File == "" {
		return
	}
	x, y := p.Padding.Left, p.Padding.Top
	f.locator = rect{x, y, x + locatorWidth, y + locatorHeight}
}
