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

// Zones says which scenario a picture shows. The zero value: none.
type Zones struct {
	// File is what LoadZones has read.
	File string
	// Changes are the texts on land that would change sides.
	Changes []ChangeLabel
	// Remarks are further texts on land.
	Remarks []Remark
	// UnspecifiedLabel stands on land of which the plan does not say anything.
	UnspecifiedLabel string
	// LineLabel names the edge of the land that would be the government's.
	LineLabel string
}

// ChangeLabel is a text on land that would change sides.
type ChangeLabel struct {
	// AreaIDs are the ids of the land, as story.ChangeID has them. Of several pieces it is the
	// total.
	AreaIDs []string
	// Text says what would happen and ends with Size, which stands alone where there is no room for
	// all of it.
	Text, Size string
	// Remark is what else has to be said of the land. Empty: nothing.
	Remark string
}

// Remark is a text on the part of an oblast that would be in a zone.
type Remark struct {
	Oblast string
	Zone   story.Zone
	Text   string
}

// zoneMap is a scenario's land, lines and changes.
type zoneMap struct {
	// isReference says that nobody proposes it: nothing is hatched or outlined as if it were to
	// change.
	isReference    bool
	land           []*feature
	edges          geometry
	governmentEdge geometry // of the land that would be the government's
	// the part of the line that goes on where contested land lies beside the front
	contestedEdge geometry
	changes       []*zoneChange
	townHolders   map[*feature]townConstraints // of towns
	obstacles     []*geometryPart
	coasts        *coastsByHolder
	mergedChanges map[string]*feature // of several changes, by their ids
}

// zoneChange is land that would go over to a zone.
type zoneChange struct {
	*feature
	zone    story.Zone
	outline geometry
}

// LoadZones reads the zones of a scenario from one of its files. Loading a file twice is free.
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
		f := &c.Features[i]
		switch kind, _, _ := strings.Cut(f.ID, "-"); kind {
		case "zone":
			z.land = append(z.land, newFeature(f, KindHeld, ""))
		case "edge":
			l := projectWholeLines(f)
			z.edges.parts = append(z.edges.parts, l...)
			switch f.ID {
			case zoneEdgeID(story.ZoneRussia, story.ZoneContested): // as the line of contact does
				z.contestedEdge.parts = append(z.contestedEdge.parts, l...)
			case zoneEdgeID(story.ZoneGovernment, story.ZoneContested):
			default:
				if strings.HasPrefix(f.ID, zoneEdgeID(story.ZoneGovernment, "")) {
					z.governmentEdge.parts = append(z.governmentEdge.parts, l...)
				}
			}
		case "change":
			z.changes = append(z.changes, newZoneChange(f))
		}
	}
	z.contestedEdge.parts = z.contestedEdge.touchingEnds(&z.governmentEdge)
	if w.zonesByFile == nil {
		w.zonesByFile = map[string]*zoneMap{}
	}
	w.zonesByFile[file] = z
	return nil
}

func newZoneChange(f *geo.Feature) *zoneChange {
	x := &zoneChange{feature: newFeature(f, KindHeld, "")}
	if zone, ok := f.Properties["zone"].(string); ok {
		x.zone = story.Zone(zone)
	}
	for _, p := range x.parts {
		for _, r := range p.rings {
			ring := newGeometryPart([]ring{r}, true)
			ring.lineSize = ring.bounds.longerSide()
			x.outline.parts = append(x.outline.parts, ring)
		}
	}
	return x
}

func zoneEdgeID(a, b story.Zone) string { return "edge-" + string(a) + "-" + string(b) }

// projectWholeLines projects lines without cutting them, so that their dashes run on.
func projectWholeLines(f *geo.Feature) []*geometryPart {
	m, _ := f.Geometry.(orb.MultiLineString)
	var out []*geometryPart
	for i, line := range m {
		r := ring{points: make([]geo.XY, len(line))}
		// as areas are, whose edges are looked for in these
		geo.UkraineAlbers.ForwardLine(r.points, line)
		if i < len(f.Levels) {
			r.levelDigits = f.Levels[i]
		}
		out = append(out, newGeometryPart([]ring{r}, len(line) > 3 && line[0] == line[len(line)-1]))
	}
	return out
}

// touchingEnds are the lines that begin or end where one of the others does. A patch of contested
// land that lies by itself has an outline of its own: ringed by the scenario's line too, it would
// look like a piece of land that is given away.
func (l *geometry) touchingEnds(others *geometry) []*geometryPart {
	ends := map[geo.XY]bool{}
	for _, p := range others.parts {
		points := p.rings[0].points
		ends[points[0]], ends[points[len(points)-1]] = true, true
	}
	return slices.DeleteFunc(l.parts, func(p *geometryPart) bool {
		points := p.rings[0].points
		return !ends[points[0]] && !ends[points[len(points)-1]]
	})
}

// isUnspecified says whether the plan does not say anything of a zone's land.
func (s *feature) isUnspecified() bool { return strings.HasSuffix(s.id, "-silent") }

// zone is the zone that a piece of a scenario's land is in.
func (s *feature) zone() story.Zone {
	return story.Zone(strings.TrimSuffix(strings.TrimPrefix(s.id, "zone-"), "-silent"))
}

// zoneLandRole is the look of a piece of a scenario's land: contested land looks as it always does.
func (s *feature) zoneLandRole() string {
	switch {
	case s.isUnspecified():
		return "silent"
	case s.zone() == story.ZoneContested:
		return "contested"
	}
	return zoneFillRole(s.zone())
}

// drawZoneLand fills land by who would hold it, and hatches what would change. Land that stays the
// government's is bare, and all that neither army would hold changes.
func (d *painter) drawZoneLand(z *zoneMap) {
	t := d.theme
	d.beginLayer("zones")
	for _, s := range z.land {
		if s.zone() == story.ZoneDemilitarised {
			continue
		}
		d.fillAreas(&s.geometry, t.Fills[s.zoneLandRole()])
		if s.zone() == story.ZoneContested {
			d.strokeLines(&s.geometry, t.Lines["contested-edge"].Stroke, d.level)
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

// drawZoneLines draws the line that a scenario would make, dashed, and the outlines of what would
// change sides.
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

// An outline of land of less than smallChange CSS pixels across is smallWidth wide, so that it is
// seen.
const (
	smallChangeSize  = 24
	smallChangeWidth = 1.5
)

// strokeChangeOutline strokes what is left of a shape's outline, however small it is: where nothing
// of it is left at the level of detail, in more detail.
func (d *painter) strokeChangeOutline(l *geometry) {
	for _, p := range l.parts {
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

// governmentEdge is the edge of the government's land: the scenario's, or the line of contact.
func (d *painter) governmentEdge() *geometry {
	if d.zones != nil {
		return &d.zones.governmentEdge
	}
	return &d.control.contactLine
}

// drawComparisonLine draws a line of another date, to compare.
func (d *painter) drawComparisonLine() {
	if len(d.linework.comparisonLine.parts) > 0 {
		d.beginLayer("earlier")
		d.strokeCased(&d.linework.comparisonLine, d.theme.Lines["earlier"])
		d.endLayer()
	}
}

// placeZones tells what would change and how large it is, what else has to be said of land, and of
// what the plan does not say anything.
func (d *painter) placeZones(pl *labelPlacer) {
	z, texts := d.zones, &d.p.Zones
	off := z.labelledParts(texts)
	d.placeChanges(pl, texts.Changes, off)
	for i := range texts.Remarks {
		d.placeRemark(pl, &texts.Remarks[i])
	}
	for _, s := range z.land {
		if s.isUnspecified() && texts.UnspecifiedLabel != "" {
			d.placeCallout(pl, &callout{
				key: labelID{texts.UnspecifiedLabel,
					s.innerPoint(d.world.labelAnchorsOf(s))},
				paragraphs: []paragraph{{texts.UnspecifiedLabel, d.textStyle("silent")}},
				area:       s, maxLines: calloutMaxLines, avoidAreas: off,
				outsideRules: d.outsideRules(nil),
			})
		}
	}
}

// outsideRules let a note stand on some ground, off coasts, or else anywhere.
func (d *painter) outsideRules(ground func(geo.XY) bool) []outsideRule {
	return []outsideRule{{allowedAt: ground, avoidCoasts: true}, {avoidCoasts: true}, {}}
}

// offRussianZone reports whether a position is not on land that would be Russia's: there what a
// text says of land beside it would seem to be about that.
func (d *painter) offRussianZone(q geo.XY) bool {
	return d.zoneTextRoleAt(q) != zoneTextRole(story.ZoneRussia)
}

// outsideUkraine reports whether a position is in the sea or in another country.
func (d *painter) outsideUkraine(q geo.XY) bool {
	return !slices.ContainsFunc(d.world.countryOutline,
		func(s *feature) bool { return s.containsAtLevel(d.level, q) })
}

// labelledParts are the areas of all changes that have labels, and of land of which nothing is
// said.
func (z *zoneMap) labelledParts(texts *Zones) (parts []*geometryPart) {
	for _, s := range z.changes {
		for i := range texts.Changes {
			if slices.Contains(texts.Changes[i].AreaIDs, s.id) {
				parts = append(parts, s.parts...)
			}
		}
	}
	for _, s := range z.land {
		if s.isUnspecified() {
			parts = append(parts, s.parts...)
		}
	}
	return parts
}

// placeChanges places the texts of changes, the most important first: all of them in words where
// each has room, else fewer, so that as few as can be are without their size.
func (d *painter) placeChanges(pl *labelPlacer, list []ChangeLabel, off []*geometryPart) {
	before := pl.snapshot()
	place := func(worded int) (placed int) {
		for i := range list {
			if d.placeChange(pl, &list[i], off, i < worded) {
				placed++
			}
		}
		return placed
	}
	best, most := len(list), -1
	for worded := len(list); worded >= 0; worded = min(worded-1, maxWorded) {
		n := place(worded)
		if n == len(list) {
			return
		}
		if n > most {
			best, most = worded, n
		}
		pl.restore(before)
	}
	place(best)
}

// maxWorded is how many changes are told in words where not all of them are.
const maxWorded = 2

// placeChange places the text of a change, in words or its size alone, and reports whether there
// was room.
func (d *painter) placeChange(pl *labelPlacer, c *ChangeLabel, off []*geometryPart,
	worded bool) bool {
	area := d.zones.mergedArea(c.AreaIDs)
	if area == nil {
		return true
	}
	rules := d.outsideRules(d.offRussianZone)
	n := &callout{
		// two changes may have one text
		key:  labelID{c.Text, area.innerPoint(d.world.labelAnchorsOf(area))},
		area: area, avoidAreas: off, outsideRules: rules[:2], // words stand off coasts
	}
	for _, paragraphs := range d.changeTexts(c, worded) {
		if n.paragraphs = paragraphs; len(paragraphs) == 1 {
			n.outsideRules = rules
		}
		if n.maxLines = calloutMaxLines; len(paragraphs) > 2 {
			n.maxLines += 2
		}
		if d.placeCallout(pl, n) {
			return true
		}
	}
	return false
}

// changeTexts are the texts that a change may have, the best first: with its remark, without it,
// and its size.
func (d *painter) changeTexts(c *ChangeLabel, worded bool) (texts [][]paragraph) {
	style := d.textStyle("change")
	size := []paragraph{{c.Size, style}}
	text := strings.TrimRight(strings.TrimSuffix(c.Text, c.Size), " ")
	if !worded || text == "" {
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

// mergedArea is the land of changes, as one shape that is placed in the largest of them. Nil: there
// is none.
func (z *zoneMap) mergedArea(ids []string) *feature {
	key := strings.Join(ids, " ")
	if s, ok := z.mergedChanges[key]; ok {
		return s
	}
	var all *feature
	most := 0.0
	for _, c := range z.changes {
		if !slices.Contains(ids, c.id) {
			continue
		}
		if all == nil {
			all = &feature{kind: KindHeld, id: key, bounds: EmptyBounds()}
		}
		all.parts = append(all.parts, c.parts...)
		all.bounds = all.bounds.Union(c.bounds)
		if size := c.bounds.longerSide(); size > most {
			most, all.anchor, all.hasAnchor = size, c.anchor, c.hasAnchor
		}
	}
	if z.mergedChanges == nil {
		z.mergedChanges = map[string]*feature{}
	}
	z.mergedChanges[key] = all
	return all
}

// placeRemark places a text on an oblast's land of a zone.
func (d *painter) placeRemark(pl *labelPlacer, r *Remark) {
	i := slices.IndexFunc(d.world.oblasts, func(s *feature) bool { return s.ref == r.Oblast })
	if i < 0 {
		return
	}
	s := d.world.oblasts[i]
	fits := func(h *anchoredBox) bool {
		q := h.boundsAt(pl.lo).Center()
		return d.zoneTextRoleAt(q) == zoneTextRole(r.Zone) || d.outsideUkraine(q)
	}
	pl.withFilter(fits, func() {
		d.placeCallout(pl, &callout{
			key:        labelID{r.Text, s.anchor},
			paragraphs: []paragraph{{r.Text, d.textStyle("silent")}},
			area:       s, maxLines: calloutMaxLines, outsideRules: []outsideRule{{}},
		})
	})
}

// zoneTextRoleAt is the role of texts on the land at a position, as it is drawn. Empty: it stays
// the government's, or it is contested, or no land of Ukraine's.
func (d *painter) zoneTextRoleAt(q geo.XY) string {
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		s := d.zones.land[i]
		switch {
		case !s.containsAtLevel(d.level, q):
		case s.isUnspecified():
			return unspecifiedTextRole
		case s.zone() == story.ZoneContested:
			return ""
		default:
			return zoneTextRole(s.zone())
		}
	}
	for _, s := range d.zones.changes {
		if s.zone == story.ZoneGovernment && s.containsAtLevel(d.level, q) {
			return zoneTextRole(s.zone)
		}
	}
	return ""
}

// adaptZoneHalos gives the labels from one on that stand wholly on a zone's land a colour and a
// halo for it: a halo of another would tear holes into it, and would let the hatch through.
func (d *painter) adaptZoneHalos(pl *labelPlacer, from int) {
	for i := range pl.labels[from:] {
		s := &pl.labels[from+i]
		b := s.box.boundsAt(pl.lo)
		role := d.zoneTextRoleAt(b.Center())
		if role == "" {
			continue
		}
		on := func(q geo.XY) bool { return d.zoneTextRoleAt(q) == role }
		if look := d.theme.Texts[role]; holdsAtCorners(b, on) {
			s.restyle(func(t *TextStyle) {
				t.Color, t.Halo, t.HaloWidth = look.Color, look.Halo, look.HaloWidth
			})
		}
	}
}

// innerPoint is a position inside an area: its label point, or else its best seat.
func (s *feature) innerPoint(seats []labelAnchor) geo.XY {
	switch {
	case s.hasAnchor && s.contains(s.anchor):
		return s.anchor
	case len(seats) > 0:
		return seats[0].position
	}
	return s.parts[0].rings[0].points[0]
}

// drawLocator shows where the part of the country that is seen lies, unless all of it is seen.
func (d *painter) drawLocator() {
	r := d.furniture.locator
	view, home := d.unobscuredBounds(), d.world.countryBounds
	if r.x1 <= r.x0 || view.Contains(home.Min) && view.Contains(home.Max) {
		return
	}
	d.beginLayer("locator")
	t := d.theme
	d.fillRect(r, t.Fills["plate"])
	inner := Camera{W: r.x1 - r.x0, H: r.y1 - r.y0}.Fit(home,
		Insets{Top: 5, Right: 5, Bottom: 5, Left: 5})
	m := inner.Matrix()
	m.X0, m.Y0 = m.X0+r.x0, m.Y0+r.y0
	for _, s := range d.world.countryOutline {
		for _, p := range s.parts {
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

// unobscuredBounds is the part of the map that no plate covers.
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

// layoutLocator keeps a place for the locator of a picture in a page with a scenario, at the upper
// left.
func (d *painter) layoutLocator(f *furniture) {
	p := d.p
	if p.Zones.File == "" {
		return
	}
	x, y := p.Padding.Left, p.Padding.Top
	f.locator = rect{x, y, x + locatorWidth, y + locatorHeight}
}
