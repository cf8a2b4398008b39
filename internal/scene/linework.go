package scene

import (
	"maps"
	"slices"

	"truceline/internal/geo"
)

// segment is the stretch between two neighbouring positions, the same in both directions.
type segment struct{ a, b geo.XY }

func newSegment(p, q geo.XY) segment {
	if q.X < p.X || q.X == p.X && q.Y < p.Y {
		return segment{q, p}
	}
	return segment{p, q}
}

// segmentSizes maps segments to the extent of the line that they are part of.
type segmentSizes map[segment]float64

func (s segmentSizes) addLines(l *geometry) {
	for _, p := range l.parts {
		points := p.rings[0].points
		for i := 1; i < len(points); i++ {
			s[newSegment(points[i-1], points[i])] = p.lineSize
		}
	}
}

// linework holds the lines of control and of a scenario, each segment in one of them only. Where
// two coincide the first of these keeps the segment: the edge of a small area that would change,
// the scenario's line, the line of contact, the coast, which is drawn with the borders, the edges
// of other areas that would change, the earlier line, the edge of land held before 2022.
type linework struct {
	scenarioLine, contactLine       geometry
	changeOutlines                  []geometry // in the order of zoneMap.changes
	comparisonLine, preInvasionEdge geometry
	drawnSegments                   segmentSizes
}

// lineworkKey is what a linework depends on.
type lineworkKey struct {
	zones               *zoneMap
	control, comparison *control
	showContact         bool
	// the extent in metres below which an area that would change is small
	smallSize float64
	coast     *geometry // along which only small areas that would change have an outline
}

// maxCachedLinework is the number of lineworks that a World keeps: a blend draws two by turns.
const maxCachedLinework = 4

// lineworkFor returns the linework of a key and keeps it, so that a canvas may keep what it makes
// of the paths.
func (w *World) lineworkFor(k lineworkKey) *linework {
	if l := w.lineworkCache[k]; l != nil {
		return l
	}
	if w.lineworkCache == nil || len(w.lineworkCache) >= maxCachedLinework {
		w.lineworkCache = map[lineworkKey]*linework{}
	}
	l := newLinework(k)
	w.lineworkCache[k] = l
	return l
}

func newLinework(k lineworkKey) *linework {
	if k.control == nil {
		k.control = &control{}
	}
	l := &linework{drawnSegments: segmentSizes{}}
	if k.zones == nil && k.comparison == nil { // as nearly always: nothing coincides
		if l.preInvasionEdge = k.control.preInvasionEdge; k.showContact {
			l.contactLine = k.control.contactLine
		}
		return l
	}
	coast := segmentSizes{}
	if k.zones != nil {
		if k.coast != nil {
			coast.addLines(k.coast)
		}
		l.changeOutlines = make([]geometry, len(k.zones.changes))
		if !k.zones.isReference {
			l.claimChangeOutlines(k, func(p *geometryPart) bool {
				return p.lineSize < k.smallSize && !p.liesAlong(coast)
			})
		}
		line := k.zones.scenarioLine(&k.control.contactLine)
		l.scenarioLine = l.claimSegments(&line)
	}
	if k.showContact {
		l.contactLine = l.claimSegments(&k.control.contactLine)
	}
	if k.zones != nil {
		maps.Copy(l.drawnSegments, coast)
		if !k.zones.isReference {
			l.claimChangeOutlines(k,
				func(p *geometryPart) bool { return p.lineSize >= k.smallSize })
		}
	}
	if k.comparison != nil {
		l.comparisonLine = l.claimSegments(&k.comparison.contactLine)
	}
	l.preInvasionEdge = l.claimSegments(&k.control.preInvasionEdge)
	return l
}

// claimSegments returns the stretches of lines that no line has yet.
func (l *linework) claimSegments(from *geometry) geometry {
	left := from.withoutSegments(l.drawnSegments)
	l.drawnSegments.addLines(&left)
	return left
}

// claimChangeOutlines takes the outlines of what would change of which which is true.
func (l *linework) claimChangeOutlines(k lineworkKey, which func(*geometryPart) bool) {
	for i, s := range k.zones.changes {
		var from geometry
		for _, p := range s.outline.parts {
			if which(p) {
				from.parts = append(from.parts, p)
			}
		}
		left := l.claimSegments(&from)
		left.parts = slices.DeleteFunc(left.parts, (*geometryPart).isSliver)
		l.changeOutlines[i].parts = append(l.changeOutlines[i].parts, left.parts...)
	}
}

// liesAlong reports whether all of a line's segments are among some: whether an area is an island.
func (p *geometryPart) liesAlong(some segmentSizes) bool {
	points := p.rings[0].points
	for i := 1; i < len(points); i++ {
		if _, ok := some[newSegment(points[i-1], points[i])]; !ok {
			return false
		}
	}
	return true
}

// isSliver reports whether a part is what other lines left of an outline and too short to be seen
// as one.
func (p *geometryPart) isSliver() bool {
	const least = 2_000 // metres
	return !p.closed && p.bounds.longerSide() < least
}

// optionalLooks are the looks of which a picture may have nothing though their layer is on: marks
// of hubs are gone close up, where two lines coincide only one is drawn, and not every scenario has
// a line.
var optionalLooks = [...]string{"hub", "contact", "change", "monitoring"}

// hasLook reports whether the picture has anything of a look whose layer is on.
func (d *painter) hasLook(look string) bool {
	if look == "hub" {
		return d.world.showsHubs(d.p)
	}
	d.linework = d.world.lineworkFor(d.lineworkKey())
	switch look {
	case "contact":
		return len(d.linework.contactLine.parts) > 0
	case "change":
		return d.zones != nil && !d.zones.isReference && len(d.zones.changes) > 0
	case "monitoring":
		return d.control != nil && len(d.monitoredLine().parts) > 0
	}
	return true
}

// missingLooks has the looks of which the picture has nothing: those that a legend does not
// explain.
func (d *painter) missingLooks() (looks [len(optionalLooks)]bool) {
	if len(d.p.Legend) > 0 {
		for i, look := range optionalLooks {
			looks[i] = !d.hasLook(look)
		}
	}
	return looks
}

// scenarioLine returns the scenario's line. Where it is the line of contact its parts have that
// line's extents.
func (z *zoneMap) scenarioLine(contact *geometry) geometry {
	extents := segmentSizes{}
	extents.addLines(contact)
	var out geometry
	for _, l := range []*geometry{&z.governmentEdge, &z.contestedEdge} {
		for _, p := range l.parts {
			out.parts = append(out.parts, p.splitBySize(func(s segment) (float64, bool) {
				return extents[s], true
			})...)
		}
	}
	return out
}

// withoutSegments returns the stretches of the lines that are not taken.
func (l *geometry) withoutSegments(taken segmentSizes) geometry {
	out := geometry{neverMerged: l.neverMerged}
	for _, p := range l.parts {
		out.parts = append(out.parts, p.splitBySize(func(s segment) (float64, bool) {
			_, gone := taken[s]
			return p.lineSize, !gone
		})...)
	}
	return out
}

// splitBySize cuts a line where the extent that of returns for its segments changes, and leaves out
// the segments for which it returns false. A line that stays whole is returned as it is.
func (p *geometryPart) splitBySize(of func(segment) (extent float64, keep bool)) []*geometryPart {
	r := p.rings[0]
	if len(r.points) < 2 {
		return nil
	}
	var out []*geometryPart
	from, last := 0, len(r.points)-1
	extent, keep := of(newSegment(r.points[0], r.points[1]))
	for i := 1; i <= last; i++ {
		nextExtent, nextKeep := extent, keep
		if i < last {
			nextExtent, nextKeep = of(newSegment(r.points[i], r.points[i+1]))
			if nextExtent == extent && nextKeep == keep {
				continue
			}
		}
		if keep && from == 0 && i == last && extent == p.lineSize {
			return []*geometryPart{p}
		}
		if keep {
			run := ring{points: r.points[from : i+1]}
			if r.levelDigits != nil {
				run.levelDigits = r.levelDigits[from : i+1]
			}
			next := newGeometryPart([]ring{run}, false)
			next.lineSize = extent
			out = append(out, next)
		}
		from, extent, keep = i, nextExtent, nextKeep
	}
	return out
}

// lightFrom is the extent on the screen, in CSS pixels, below which a line is lighter: around a
// small pocket a line of full weight would be larger than the pocket. Below minExtent there is
// none, and the fills alone show the pocket.
const (
	fullWeightSize = 48
	minLineSize    = 7
	minLineWeight  = 0.4
)

// lineWeight is the share of its width that a line of an extent in metres is drawn with. Extent 0:
// it is not known, and the line is drawn in full.
func (d *painter) lineWeight(extent float64) float64 {
	pixels := extent / d.detailScale
	switch {
	case extent == 0 || pixels >= fullWeightSize:
		return 1
	case pixels < minLineSize:
		return 0
	}
	return max(minLineWeight, pixels/fullWeightSize)
}

// strokeWeighted strokes lines, the small ones lighter and without a casing.
func (d *painter) strokeWeighted(l *geometry, s LineStyle) {
	light := false
	for _, p := range l.parts {
		light = light || d.lineWeight(p.lineSize) < 1
	}
	if !light {
		d.strokeCased(l, s)
		return
	}
	for _, style := range []StrokeStyle{s.Casing, s.Stroke} {
		for _, p := range l.parts {
			weight := d.lineWeight(p.lineSize)
			hidden := weight == 0 || weight < 1 && style == s.Casing
			if hidden || !d.view.Intersects(p.bounds) {
				continue
			}
			if path := p.path(d.level); path != nil {
				lighter := style
				lighter.Width *= weight
				d.strokePath(path, d.m, lighter)
			}
		}
	}
}
