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
	// Areas are the texts that stand on land that would change sides, by Change.
	Areas map[string]string
	// Silent stands on land of which the plan does not say anything.
	Silent string
	// Line names the edge of the land that would be the government's.
	Line string
}

// Change is the id of an oblast's land that would go over to a zone.
func Change(oblast string, zone story.Zone) string { return "change-" + oblast + "-" + string(zone) }

// zoneMap is a scenario's land, lines and changes.
type zoneMap struct {
	land     []*shape
	edges    lines
	front    lines // of the land that would be the government's
	near     lines // the part of the line that goes on where contested land lies beside the front
	changes  []*shape
	grounds  map[*shape]townGround // of towns
	barriers []*part
	coasts   *coastsBy
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
	z := &zoneMap{}
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
			s := newShape(f, KindHeld, "")
			s.parts = wholeLines(f)
			for _, p := range s.parts {
				p.extent = p.bounds.size()
			}
			z.changes = append(z.changes, s)
		}
	}
	z.near.parts = z.near.touching(&z.front)
	if w.zones == nil {
		w.zones = map[string]*zoneMap{}
	}
	w.zones[file] = z
	return nil
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

// zoneRole is the look of a zone: contested land looks as it always does.
func (s *shape) zoneRole() string {
	zone := story.Zone(strings.TrimSuffix(strings.TrimPrefix(s.id, "zone-"), "-silent"))
	if zone == story.ZoneContested {
		return "contested"
	}
	return "zone-" + string(zone)
}

// zoneLand fills what every piece of land would be. Land that was held and lies in no other zone would be the
// government's.
func (d *drawer) zoneLand(z *zoneMap) {
	t := d.theme
	d.begin("zones")
	for _, s := range d.ctl.held {
		d.fill(&s.lines, t.Fills["zone-government"])
	}
	for _, s := range z.land {
		d.fill(&s.lines, t.Fills[s.zoneRole()])
		if s.zoneRole() == "contested" {
			d.stroke(&s.lines, t.Lines["contested-edge"].Stroke, d.level)
		}
		if s.silent() {
			d.fill(&s.lines, t.Fills["silent"])
		}
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
	smallWidth  = 2
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

// placeZones tells how large what would change is, and of what the plan does not say anything.
func (d *drawer) placeZones(pl *placer) {
	z, texts := d.zones, &d.p.Zones
	var figured []*part // of the areas with figures
	for _, s := range z.changes {
		if texts.Areas[s.id] != "" {
			figured = append(figured, s.parts...)
		}
	}
	for _, s := range z.changes {
		d.placeFigure(pl, texts.Areas[s.id], d.text("change"), s, figured)
	}
	for _, s := range z.land {
		if s.silent() {
			d.placeFigure(pl, texts.Silent, d.text("silent"), s, slices.Concat(figured, s.parts))
		}
	}
}

// placeFigure places a text on its area, or else off all areas that have texts, with a leader to its
// own. Without room for either it is left out.
func (d *drawer) placeFigure(pl *placer, text string, style TextStyle, s *shape, figured []*part) {
	if text == "" {
		return
	}
	d.placeNote(pl, &note{
		key:        placeKey{text, s.inner(d.world.seatsOf(s))}, // two areas may have the same figure
		paragraphs: []paragraph{{text, style}}, area: s, most: noteLines, off: figured,
		beside: func(geo.XY) bool { return true },
	})
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

// Around is the camera that shows a part of the map as large as it goes, clear of what stands in the picture: in a
// narrow one between head and legend, in a wide one beside them.
func (w *World) Around(p *Picture, b Box) Camera {
	q := *p
	q.Camera.MetresPerPixel = farScale
	d := newDrawer(nil, w, &q)
	f := d.fur
	if p.inPage() {
		return p.Camera.Fit(b, d.frame())
	}
	const air = 10
	in := Insets{Top: p.Covered.Top + air, Right: p.Covered.Right + air, Bottom: p.Camera.H - f.foot.y0 + air, Left: p.Covered.Left + air}
	if p.Camera.W < p.Camera.H {
		in.Top, in.Bottom = f.head.y1+air/2, p.Camera.H-f.legend.y0+air/2
	}
	return p.Camera.Fit(b, in)
}

// locator shows where the part of the country that is seen lies, in a small picture that moves close by itself.
func (d *drawer) locator() {
	r := d.fur.locator
	if r.x1 <= r.x0 || d.p.Camera.MetresPerPixel > 0.75*d.world.Home(d.p).MetresPerPixel {
		return
	}
	d.begin("locator")
	t := d.theme
	d.rect(r, t.Fills["plate"])
	inner := Camera{W: r.x1 - r.x0, H: r.y1 - r.y0}.Fit(d.world.home, Insets{Top: 5, Right: 5, Bottom: 5, Left: 5})
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
	view := d.p.Camera.View(0)
	x0, y0 := inner.Project(geo.XY{X: view.Min.X, Y: view.Max.Y})
	x1, y1 := inner.Project(geo.XY{X: view.Max.X, Y: view.Min.Y})
	x0, y0, x1, y1 = max(x0, 1), max(y0, 1), min(x1, inner.W-1), min(y1, inner.H-1)
	box := Matrix{XX: x1 - x0, YY: y1 - y0, X0: r.x0 + x0, Y0: r.y0 + y0}
	d.strokePath(unitSquare, box, StrokeStyle{Color: t.Lines["select"].Stroke.Color, Width: 1.6})
	d.end()
}

// layLocator keeps a place for the locator at the lower right of a small picture with a scenario.
func (d *drawer) layLocator(f *furniture) {
	const small, w, h = 600, 88, 62
	if d.p.Zones.File == "" || d.p.Camera.W >= small {
		return
	}
	right, bottom := d.p.Camera.W-d.p.Covered.Right, f.foot.y0
	if f.legend.x1 > right-w {
		bottom = f.legend.y0
	}
	f.locator = rect{right - w, bottom - h, right, bottom}
}
