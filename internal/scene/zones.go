package scene

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
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
	c, err := geojson.DecodeFile(fsys, file, geojson.Limits{SkipRingChecks: true})
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

func newZoneChange(source *geojson.Feature) *zoneChange {
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
func projectWholeLines(source *geojson.Feature) []*geometryPart {
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
func (d *painter) drawZoneLand() {
	t, z := d.theme, d.zones
	for _, f := range z.land {
		if f.zone() == story.ZoneDemilitarised {
			continue
		}
		d.fillAreas(&f.geometry, t.Fills[f.zoneLandRole()])
		if f.zone() == story.ZoneContested {
			d.strokeLines(&f.geometry, t.Lines["contested-edge"].Stroke, d.level)
		}
	}
	for _, change := range z.changes {
		role := changeFillRole(change.zone)
		if z.isReference {
			role = zoneFillRole(change.zone)
		}
		d.fillAreas(&change.geometry, t.Fills[role])
	}
}

// drawZoneEdges draws the line of a scenario, dashed.
func (d *painter) drawZoneEdges() {
	d.strokeWeighted(&d.linework.scenarioLine, d.theme.Lines["zone-edge"])
}

// drawChanges draws the outlines of changes.
func (d *painter) drawChanges() {
	for i := range d.linework.changeOutlines {
		d.strokeChangeOutline(&d.linework.changeOutlines[i])
	}
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
func (d *frame) governmentEdge() *geometry {
	if d.zones != nil {
		return &d.zones.governmentEdge
	}
	return &d.control.contactLine
}

func (d *frame) hasComparison() bool { return len(d.linework.comparisonLine.parts) > 0 }
