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
	// Silent stands on land of which the plan does not say anything.
	Silent string
	// Line names the edge of the land that would be the government's.
	Line string
}

// ChangeLabel is a text on land that would change sides.
type ChangeLabel struct {
	// Areas are the ids of the land, as story.ChangeID has them. Of several pieces it is the total.
	Areas []string
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
	// reference says that nobody proposes it: nothing is hatched or outlined as if it were to change.
	reference bool
	land      []*shape
	edges     lines
	front     lines // of the land that would be the government's
	near      lines // the part of the line that goes on where contested land lies beside the front
	changes   []*changing
	grounds   map[*shape]townGround // of towns
	barriers  []*part
	coasts    *coastsBy
	merged    map[string]*shape // of several changes, by their ids
}

// changing is land that would go over to a zone.
type changing struct {
	*shape
	zone    story.Zone
	outline lines
}

// LoadZones reads the zones of a scenario from one of its files. Loading a file twice is free.
func (w *World) LoadZones(fsys fs.FS, file string) error {
	if w.zones[file] != nil {
		return nil
	}
	c, err := geo.DecodeFile(fsys, file, geo.Limits{Trusted: true})
	if err != nil {
		return fmt.Errorf("zones: %w", err)
	}
	z := &zoneMap{reference: c.Members["kind"] == string(story.Reference)}
	for i := range c.Features {
		f := &c.Features[i]
		switch kind, _, _ := strings.Cut(f.ID, "-"); kind {
		case "zone":
			z.land = append(z.land, newShape(f, KindHeld, ""))
		case "edge":
			l := wholeLines(f)
			z.edges.parts = append(z.edges.parts, l...)
			switch f.ID {
			case edgeID(story.ZoneRussia, story.ZoneContested): // as the line of contact does
				z.near.parts = append(z.near.parts, l...)
			case edgeID(story.ZoneGovernment, story.ZoneContested):
			default:
				if strings.HasPrefix(f.ID, edgeID(story.ZoneGovernment, "")) {
					z.front.parts = append(z.front.parts, l...)
				}
			}
		case "change":
			z.changes = append(z.changes, newChanging(f))
		}
	}
	z.near.parts = z.near.touching(&z.front)
	if w.zones == nil {
		w.zones = map[string]*zoneMap{}
	}
	w.zones[file] = z
	return nil
}

func newChanging(f *geo.Feature) *changing {
	x := &changing{shape: newShape(f, KindHeld, "")}
	if zone, ok := f.Properties["zone"].(string); ok {
		x.zone = story.Zone(zone)
	}
	for _, p := range x.parts {
		for _, r := range p.rings {
			ring := newPart([]ring{r}, true)
			ring.extent = ring.bounds.size()
			x.outline.parts = append(x.outline.parts, ring)
		}
	}
	return x
}

func edgeID(a, b story.Zone) string { return "edge-" + string(a) + "-" + string(b) }

// wholeLines projects lines without cutting them, so that their dashes run on.
func wholeLines(f *geo.Feature) []*part {
	m, _ := f.Geometry.(orb.MultiLineString)
	var out []*part
	for i, line := range m {
		r := ring{points: make([]geo.XY, len(line))}
		geo.Map.ForwardLine(r.points, line) // as areas are, whose edges are looked for in these
		if i < len(f.Levels) {
			r.digits = f.Levels[i]
		}
		out = append(out, newPart([]ring{r}, len(line) > 3 && line[0] == line[len(line)-1]))
	}
	return out
}

// touching are the lines that begin or end where one of the others does. A patch of contested land that lies by itself
// has an outline of its own: ringed by the scenario's line too, it would look like a piece of land that is given away.
func (l *lines) touching(others *lines) []*part {
	ends := map[geo.XY]bool{}
	for _, p := range others.parts {
		points := p.rings[0].points
		ends[points[0]], ends[points[len(points)-1]] = true, true
	}
	return slices.DeleteFunc(l.parts, func(p *part) bool {
		points := p.rings[0].points
		return !ends[points[0]] && !ends[points[len(points)-1]]
	})
}

// silent says whether the plan does not say anything of a zone's land.
func (s *shape) silent() bool { return strings.HasSuffix(s.id, "-silent") }

// zone is the zone that a piece of a scenario's land is in.
func (s *shape) zone() story.Zone {
	return story.Zone(strings.TrimSuffix(strings.TrimPrefix(s.id, "zone-"), "-silent"))
}

// zoneRole is the look of a piece of a scenario's land: contested land looks as it always does.
func (s *shape) zoneRole() string {
	switch {
	case s.silent():
		return "silent"
	case s.zone() == story.ZoneContested:
		return "contested"
	}
	return zoneFill(s.zone())
}

// zoneLand fills land by who would hold it, and hatches what would change. Land that stays the
// government's is bare, and all that neither army would hold changes.
func (d *drawer) zoneLand(z *zoneMap) {
	t := d.theme
	d.begin("zones")
	for _, s := range z.land {
		if s.zone() == story.ZoneDemilitarised {
			continue
		}
		d.fill(&s.lines, t.Fills[s.zoneRole()])
		if s.zone() == story.ZoneContested {
			d.stroke(&s.lines, t.Lines["contested-edge"].Stroke, d.level)
		}
	}
	for _, s := range z.changes {
		role := changeFill(s.zone)
		if z.reference {
			role = zoneFill(s.zone)
		}
		d.fill(&s.lines, t.Fills[role])
	}
	d.end()
}

// zoneLines draws the line that a scenario would make, dashed, and the outlines of what would change sides.
func (d *drawer) zoneLines() {
	d.begin("zone-edges")
	d.weighed(&d.ink.plan, d.theme.Lines["zone-edge"])
	d.end()
	d.begin("changes")
	for i := range d.ink.changes {
		d.change(&d.ink.changes[i])
	}
	d.end()
}

// An outline of land of less than smallChange CSS pixels across is smallWidth wide, so that it is seen.
const (
	smallChange = 24
	smallWidth  = 1.5
)

// change strokes what is left of a shape's outline, however small it is: where nothing of it is left at the
// level of detail, in more detail.
func (d *drawer) change(l *lines) {
	for _, p := range l.parts {
		if !d.view.Meets(p.bounds) {
			continue
		}
		style := d.theme.Lines["change"].Stroke
		if p.extent < smallChange*d.p.Camera.MetresPerPixel {
			style.Width = max(style.Width, smallWidth)
		}
		for level := d.level; level >= 0; level-- {
			if path := p.path(level); path != nil {
				d.strokePath(path, d.m, style)
				break
			}
		}
	}
}

// front is the edge of the government's land: the scenario's, or the line of contact.
func (d *drawer) front() *lines {
	if d.zones != nil {
		return &d.zones.front
	}
	return &d.ctl.contact
}

// earlier draws a line of another date, to compare.
func (d *drawer) earlier() {
	if len(d.ink.earlier.parts) > 0 {
		d.begin("earlier")
		d.line(&d.ink.earlier, d.theme.Lines["earlier"])
		d.end()
	}
}

// placeZones tells what would change and how large it is, what else has to be said of land, and of
// what the plan does not say anything.
func (d *drawer) placeZones(pl *placer) {
	z, texts := d.zones, &d.p.Zones
	off := z.labelled(texts)
	d.placeChanges(pl, texts.Changes, off)
	for i := range texts.Remarks {
		d.placeRemark(pl, &texts.Remarks[i])
	}
	for _, s := range z.land {
		if s.silent() && texts.Silent != "" {
			d.placeNote(pl, &note{
				key:        placeKey{texts.Silent, s.inner(d.world.seatsOf(s))},
				paragraphs: []paragraph{{texts.Silent, d.text("silent")}},
				area:       s, most: noteLines, off: off, beside: d.besideRules(nil),
			})
		}
	}
}

// besideRules let a note stand on some ground, off coasts, or else anywhere.
func (d *drawer) besideRules(ground func(geo.XY) bool) []besideRule {
	return []besideRule{{ground: ground, offCoasts: true}, {offCoasts: true}, {}}
}

// offRussia reports whether a position is not on land that would be Russia's: there what a text says
// of land beside it would seem to be about that.
func (d *drawer) offRussia(q geo.XY) bool { return d.zoneAt(q) != zoneText(story.ZoneRussia) }

// abroad reports whether a position is in the sea or in another country.
func (d *drawer) abroad(q geo.XY) bool {
	return !slices.ContainsFunc(d.world.outline, func(s *shape) bool { return s.holdsAt(d.level, q) })
}

// labelled are the areas of all changes that have labels, and of land of which nothing is said.
func (z *zoneMap) labelled(texts *Zones) (parts []*part) {
	for _, s := range z.changes {
		for i := range texts.Changes {
			if slices.Contains(texts.Changes[i].Areas, s.id) {
				parts = append(parts, s.parts...)
			}
		}
	}
	for _, s := range z.land {
		if s.silent() {
			parts = append(parts, s.parts...)
		}
	}
	return parts
}

// placeChanges places the texts of changes, the most important first: all of them in words where each
// has room, else fewer, so that as few as can be are without their size.
func (d *drawer) placeChanges(pl *placer, list []ChangeLabel, off []*part) {
	before := pl.mark()
	place := func(worded int) (placed int) {
		for i := range list {
			if d.placeChange(pl, &list[i], off, i < worded) {
				placed++
			}
		}
		return placed
	}
	best, most := len(list), -1
	for worded := len(list); worded >= 0; worded = min(worded-1, mostWorded) {
		n := place(worded)
		if n == len(list) {
			return
		}
		if n > most {
			best, most = worded, n
		}
		pl.back(before)
	}
	place(best)
}

// mostWorded is how many changes are told in words where not all of them are.
const mostWorded = 2

// placeChange places the text of a change, in words or its size alone, and reports whether there was
// room.
func (d *drawer) placeChange(pl *placer, c *ChangeLabel, off []*part, worded bool) bool {
	area := d.zones.areaOf(c.Areas)
	if area == nil {
		return true
	}
	rules := d.besideRules(d.offRussia)
	n := &note{
		key:  placeKey{c.Text, area.inner(d.world.seatsOf(area))}, // two changes may have one text
		area: area, off: off, beside: rules[:2],                   // words stand off coasts
	}
	for _, paragraphs := range d.changeTexts(c, worded) {
		if n.paragraphs = paragraphs; len(paragraphs) == 1 {
			n.beside = rules
		}
		if n.most = noteLines; len(paragraphs) > 2 {
			n.most += 2
		}
		if d.placeNote(pl, n) {
			return true
		}
	}
	return false
}

// changeTexts are the texts that a change may have, the best first: with its remark, without it, and
// its size.
func (d *drawer) changeTexts(c *ChangeLabel, worded bool) (texts [][]paragraph) {
	style := d.text("change")
	size := []paragraph{{c.Size, style}}
	text := strings.TrimRight(strings.TrimSuffix(c.Text, c.Size), " ")
	if !worded || text == "" {
		return [][]paragraph{size}
	}
	style.Bold = false
	words := append([]paragraph{{text, style}}, size...)
	if c.Remark != "" {
		texts = append(texts, append(slices.Clone(words), paragraph{c.Remark, d.text("silent")}))
	}
	return append(texts, words, size)
}

// areaOf is the land of changes, as one shape that is placed in the largest of them. Nil: there is
// none.
func (z *zoneMap) areaOf(ids []string) *shape {
	key := strings.Join(ids, " ")
	if s, ok := z.merged[key]; ok {
		return s
	}
	var all *shape
	most := 0.0
	for _, c := range z.changes {
		if !slices.Contains(ids, c.id) {
			continue
		}
		if all == nil {
			all = &shape{kind: KindHeld, id: key, bounds: EmptyBox()}
		}
		all.parts = append(all.parts, c.parts...)
		all.bounds = all.bounds.Union(c.bounds)
		if size := c.bounds.size(); size > most {
			most, all.anchor, all.placed = size, c.anchor, c.placed
		}
	}
	if z.merged == nil {
		z.merged = map[string]*shape{}
	}
	z.merged[key] = all
	return all
}

// placeRemark places a text on an oblast's land of a zone.
func (d *drawer) placeRemark(pl *placer, r *Remark) {
	i := slices.IndexFunc(d.world.oblasts, func(s *shape) bool { return s.ref == r.Oblast })
	if i < 0 {
		return
	}
	s := d.world.oblasts[i]
	fits := func(h *hung) bool {
		q := h.on(pl.lo).Center()
		return d.zoneAt(q) == zoneText(r.Zone) || d.abroad(q)
	}
	pl.only(fits, func() {
		d.placeNote(pl, &note{
			key: placeKey{r.Text, s.anchor}, paragraphs: []paragraph{{r.Text, d.text("silent")}},
			area: s, most: noteLines, beside: []besideRule{{}},
		})
	})
}

// zoneAt is the role of texts on the land at a position, as it is drawn. Empty: it stays the
// government's, or it is contested, or no land of Ukraine's.
func (d *drawer) zoneAt(q geo.XY) string {
	for i := len(d.zones.land) - 1; i >= 0; i-- { // the last is drawn over the others
		s := d.zones.land[i]
		switch {
		case !s.holdsAt(d.level, q):
		case s.silent():
			return silentText
		case s.zone() == story.ZoneContested:
			return ""
		default:
			return zoneText(s.zone())
		}
	}
	for _, s := range d.zones.changes {
		if s.zone == story.ZoneGovernment && s.holdsAt(d.level, q) {
			return zoneText(s.zone)
		}
	}
	return ""
}

// tintZones gives the labels from one on that stand wholly on a zone's land a colour and a halo for
// it: a halo of another would tear holes into it, and would let the hatch through.
func (d *drawer) tintZones(pl *placer, from int) {
	for i := range pl.spots[from:] {
		s := &pl.spots[from+i]
		b := s.box.on(pl.lo)
		role := d.zoneAt(b.Center())
		if role == "" {
			continue
		}
		on := func(q geo.XY) bool { return d.zoneAt(q) == role }
		if look := d.theme.Texts[role]; everyCorner(b, on) {
			s.restyle(func(t *TextStyle) {
				t.Color, t.Halo, t.HaloWidth = look.Color, look.Halo, look.HaloWidth
			})
		}
	}
}

// inner is a position inside an area: its label point, or else its best seat.
func (s *shape) inner(seats []seat) geo.XY {
	switch {
	case s.placed && s.contains(s.anchor):
		return s.anchor
	case len(seats) > 0:
		return seats[0].at
	}
	return s.parts[0].rings[0].points[0]
}

// locator shows where the part of the country that is seen lies, unless all of it is seen.
func (d *drawer) locator() {
	r := d.fur.locator
	view, home := d.seenBox(), d.world.home
	if r.x1 <= r.x0 || view.Contains(home.Min) && view.Contains(home.Max) {
		return
	}
	d.begin("locator")
	t := d.theme
	d.rect(r, t.Fills["plate"])
	inner := Camera{W: r.x1 - r.x0, H: r.y1 - r.y0}.Fit(home, Insets{Top: 5, Right: 5, Bottom: 5, Left: 5})
	m := inner.Matrix()
	m.X0, m.Y0 = m.X0+r.x0, m.Y0+r.y0
	for _, s := range d.world.outline {
		for _, p := range s.parts {
			if path := p.path(levels - 1); path != nil {
				d.fillPath(path, m, t.Fills["land"])
				d.strokePath(path, m, StrokeStyle{Color: t.Lines["border"].Stroke.Color, Width: 0.8})
			}
		}
	}
	x0, y0 := inner.Project(geo.XY{X: view.Min.X, Y: view.Max.Y})
	x1, y1 := inner.Project(geo.XY{X: view.Max.X, Y: view.Min.Y})
	x0, y0, x1, y1 = max(x0, 1), max(y0, 1), min(x1, inner.W-1), min(y1, inner.H-1)
	box := Matrix{XX: x1 - x0, YY: y1 - y0, X0: r.x0 + x0, Y0: r.y0 + y0}
	d.strokePath(unitSquare, box, StrokeStyle{Color: t.Lines["select"].Stroke.Color, Width: 1.6})
	d.end()
}

// seenBox is the part of the map that no plate covers.
func (d *drawer) seenBox() Box {
	c, r := d.p.Camera, d.fur.room
	if r.x1 <= r.x0 {
		return c.View(0)
	}
	return Box{Min: c.Unproject(r.x0, r.y1), Max: c.Unproject(r.x1, r.y0)}
}

// Size of the locator in CSS pixels.
const (
	locatorW = 88
	locatorH = 62
)

// layLocator keeps a place for the locator of a picture in a page with a scenario, at the upper left.
func (d *drawer) layLocator(f *furniture) {
	p := d.p
	if p.Zones.File == "" {
		return
	}
	x, y := p.Covered.Left, p.Covered.Top
	f.locator = rect{x, y, x + locatorW, y + locatorH}
}
