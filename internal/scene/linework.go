package scene

import (
	"maps"
	"slices"

	"truceline/internal/geo"
)

// segment is the edge between two consecutive points, the same in both directions.
type segment struct{ a, b geo.XY }

func newSegment(p, q geo.XY) segment {
	if q.X < p.X || q.X == p.X && q.Y < p.Y {
		return segment{q, p}
	}
	return segment{p, q}
}

// segmentSizes maps segments to the size of the line that they belong to, in metres (see
// geometryPart.lineSize).
type segmentSizes map[segment]float64

func (s segmentSizes) addLines(g *geometry) {
	for _, p := range g.parts {
		points := p.rings[0].points
		for i := 1; i < len(points); i++ {
			s[newSegment(points[i-1], points[i])] = p.lineSize
		}
	}
}

// linework holds the lines of control and of a scenario, with each segment in one of them only.
// Where lines coincide, the first of this order has the segment: outlines of small changes, the
// scenario's line, the line of contact, the coast (which is drawn with the borders), outlines of
// other changes, the comparison line, the edge of land held before the 2022 invasion.
type linework struct {
	scenarioLine, contactLine       geometry
	changeOutlines                  []geometry // in the order of zoneMap.changes
	comparisonLine, preInvasionEdge geometry
	drawnSegments                   segmentSizes
}

// lineworkKey is everything that linework depends on.
type lineworkKey struct {
	zones               *zoneMap
	control, comparison *control
	showContact         bool
	// size in metres below which a changed area is small
	smallSize float64
	coast     *geometry // only small changed areas have an outline along it
}

// maxCachedLinework is the number of cached lineworks. A crossfade draws two alternately.
const maxCachedLinework = 4

// lineworkFor returns the linework of a key. It is cached, so that a canvas can cache the meshes of
// its paths.
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
	if k.zones == nil && k.comparison == nil { // the usual case: no lines coincide
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

// claimSegments returns the parts of lines whose segments no other line has, and claims them.
func (l *linework) claimSegments(from *geometry) geometry {
	free := from.withoutSegments(l.drawnSegments)
	l.drawnSegments.addLines(&free)
	return free
}

// claimChangeOutlines claims the outlines of changes for which include is true.
func (l *linework) claimChangeOutlines(k lineworkKey, include func(*geometryPart) bool) {
	for i, change := range k.zones.changes {
		var from geometry
		for _, p := range change.outline.parts {
			if include(p) {
				from.parts = append(from.parts, p)
			}
		}
		free := l.claimSegments(&from)
		free.parts = slices.DeleteFunc(free.parts, (*geometryPart).isSliver)
		l.changeOutlines[i].parts = append(l.changeOutlines[i].parts, free.parts...)
	}
}

// liesAlong reports whether all of a line's segments are in a set: along the coast, whether its
// area is an island.
func (p *geometryPart) liesAlong(segments segmentSizes) bool {
	points := p.rings[0].points
	for i := 1; i < len(points); i++ {
		if _, ok := segments[newSegment(points[i-1], points[i])]; !ok {
			return false
		}
	}
	return true
}

// isSliver reports whether a part is a remainder of an outline that other lines left, too short to
// look like an outline.
func (p *geometryPart) isSliver() bool {
	const minSize = 2_000 // metres
	return !p.closed && p.bounds.longerSide() < minSize
}

// hasLook reports whether the picture has anything of a role whose layer is on. A picture may have
// nothing of it: hubs are invisible close up, only one of two coinciding lines is drawn, and not
// every scenario has a line.
func (d *frame) hasLook(role string) bool {
	for i := range layers {
		l := &layers[i]
		if l.isOptional() && (slices.Contains(l.lines, role) || slices.Contains(l.fills, role)) {
			d.linework = d.world.lineworkFor(d.lineworkKey())
			return d.hasFeatures(l)
		}
	}
	return true
}

// isOptional reports whether a picture may have nothing of a layer that is on.
func (l *layer) isOptional() bool { return l.visible != nil || l.hasSymbols() }

// hasFeatures reports whether the picture has anything of an optional layer.
func (d *frame) hasFeatures(l *layer) bool {
	if l.visible != nil {
		return l.visible(d)
	}
	return len(d.symbolFeatures(l)) > 0
}

// layerSet is a set of layers by their index in the table.
type layerSet uint64

// missingLayers returns which of the optional layers the picture lacks. A legend omits them.
func (d *frame) missingLayers() (missing layerSet) {
	if len(d.p.Legend) == 0 {
		return 0
	}
	d.linework = d.world.lineworkFor(d.lineworkKey())
	for i := range layers {
		if l := &layers[i]; l.isOptional() && !d.hasFeatures(l) {
			missing |= 1 << i
		}
	}
	return missing
}

func (d *frame) hasChanges() bool {
	return d.zones != nil && !d.zones.isReference && len(d.zones.changes) > 0
}

func (d *frame) hasMonitoredLine() bool {
	return d.control != nil && len(d.monitoredLine().parts) > 0
}

// scenarioLine returns the scenario's line. Its parts that coincide with the line of contact have
// that line's sizes.
func (z *zoneMap) scenarioLine(contact *geometry) geometry {
	sizes := segmentSizes{}
	sizes.addLines(contact)
	var out geometry
	for _, g := range []*geometry{&z.governmentEdge, &z.contestedEdge} {
		for _, p := range g.parts {
			out.parts = append(out.parts, p.splitBySize(func(s segment) (float64, bool) {
				return sizes[s], true
			})...)
		}
	}
	return out
}

// withoutSegments returns the parts of the lines whose segments are not taken.
func (g *geometry) withoutSegments(taken segmentSizes) geometry {
	out := geometry{neverMerged: g.neverMerged}
	for _, p := range g.parts {
		out.parts = append(out.parts, p.splitBySize(func(s segment) (float64, bool) {
			_, isTaken := taken[s]
			return p.lineSize, !isTaken
		})...)
	}
	return out
}

// splitBySize cuts a line where sizeOf returns another size, and omits the segments for which it
// returns false. A line that remains whole is returned as it is.
func (p *geometryPart) splitBySize(sizeOf func(segment) (size float64, keep bool)) []*geometryPart {
	r := p.rings[0]
	if len(r.points) < 2 {
		return nil
	}
	var out []*geometryPart
	from, last := 0, len(r.points)-1
	size, keep := sizeOf(newSegment(r.points[0], r.points[1]))
	for i := 1; i <= last; i++ {
		nextSize, nextKeep := size, keep
		if i < last {
			nextSize, nextKeep = sizeOf(newSegment(r.points[i], r.points[i+1]))
			if nextSize == size && nextKeep == keep {
				continue
			}
		}
		if keep && from == 0 && i == last && size == p.lineSize {
			return []*geometryPart{p}
		}
		if keep {
			run := ring{points: r.points[from : i+1]}
			if r.levelDigits != nil {
				run.levelDigits = r.levelDigits[from : i+1]
			}
			next := newGeometryPart([]ring{run}, false)
			next.lineSize = size
			out = append(out, next)
		}
		from, size, keep = i, nextSize, nextKeep
	}
	return out
}

// fullWeightSize is the size on the screen, in CSS pixels, below which a line is thinner, because a
// full line around a small pocket would hide it. Below minLineSize there is no line, and the fills
// alone show the pocket. minLineWeight is the minimum weight.
const (
	fullWeightSize = 48
	minLineSize    = 7
	minLineWeight  = 0.4
)

// lineWeight returns the factor of the width of a line of a size in metres. Size 0 is unknown and
// has the full width.
func (d *frame) lineWeight(size float64) float64 {
	pixels := size / d.detailScale
	switch {
	case size == 0 || pixels >= fullWeightSize:
		return 1
	case pixels < minLineSize:
		return 0
	}
	return max(minLineWeight, pixels/fullWeightSize)
}

// strokeWeighted strokes lines, the small ones thinner and without a casing.
func (d *painter) strokeWeighted(g *geometry, s LineStyle) {
	light := false
	for _, p := range g.parts {
		light = light || d.lineWeight(p.lineSize) < 1
	}
	if !light {
		d.strokeCased(g, s)
		return
	}
	for _, style := range []StrokeStyle{s.Casing, s.Stroke} {
		for _, p := range g.parts {
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
