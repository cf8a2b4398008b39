package scene

import (
	"maps"
	"slices"

	"truceline/internal/geo"
)

// segment is the stretch between two neighbouring positions, the same in both directions.
type segment struct{ a, b geo.XY }

func segmentOf(p, q geo.XY) segment {
	if q.X < p.X || q.X == p.X && q.Y < p.Y {
		return segment{q, p}
	}
	return segment{p, q}
}

// segments maps segments to the extent of the line that they are part of.
type segments map[segment]float64

func (s segments) add(l *lines) {
	for _, p := range l.parts {
		points := p.rings[0].points
		for i := 1; i < len(points); i++ {
			s[segmentOf(points[i-1], points[i])] = p.extent
		}
	}
}

// linework holds the lines of control and of a scenario, each segment in one of them only. Where
// two coincide the first of these keeps the segment: the edge of a small area that would change, the
// scenario's line, the line of contact, the coast, which is drawn with the borders, the edges of
// other areas that would change, the earlier line, the edge of land held before 2022.
type linework struct {
	plan, contact   lines
	changes         []lines // in the order of zoneMap.changes
	earlier, before lines
	taken           segments
}

// lineworkKey is what a linework depends on.
type lineworkKey struct {
	zones            *zoneMap
	control, earlier *control
	contact          bool
	small            float64 // the extent in metres below which an area that would change is small
	coast            *lines  // along which only small areas that would change have an outline
}

// keptLinework is the number of lineworks that a World keeps: a blend draws two by turns.
const keptLinework = 4

// lineworkFor returns the linework of a key and keeps it, so that a canvas may keep what it makes of
// the paths.
func (w *World) lineworkFor(k lineworkKey) *linework {
	if l := w.linework[k]; l != nil {
		return l
	}
	if w.linework == nil || len(w.linework) >= keptLinework {
		w.linework = map[lineworkKey]*linework{}
	}
	l := newLinework(k)
	w.linework[k] = l
	return l
}

func newLinework(k lineworkKey) *linework {
	if k.control == nil {
		k.control = &control{}
	}
	l := &linework{taken: segments{}}
	if k.zones == nil && k.earlier == nil { // as nearly always: nothing coincides
		if l.before = k.control.before; k.contact {
			l.contact = k.control.contact
		}
		return l
	}
	coast := segments{}
	if k.zones != nil {
		if k.coast != nil {
			coast.add(k.coast)
		}
		l.changes = make([]lines, len(k.zones.changes))
		if !k.zones.reference {
			l.takeChanges(k, func(p *part) bool { return p.extent < k.small && !p.within(coast) })
		}
		line := k.zones.line(&k.control.contact)
		l.plan = l.take(&line)
	}
	if k.contact {
		l.contact = l.take(&k.control.contact)
	}
	if k.zones != nil {
		maps.Copy(l.taken, coast)
		if !k.zones.reference {
			l.takeChanges(k, func(p *part) bool { return p.extent >= k.small })
		}
	}
	if k.earlier != nil {
		l.earlier = l.take(&k.earlier.contact)
	}
	l.before = l.take(&k.control.before)
	return l
}

// take returns the stretches of lines that no line has yet.
func (l *linework) take(from *lines) lines {
	left := from.without(l.taken)
	l.taken.add(&left)
	return left
}

// takeChanges takes the outlines of what would change of which which is true.
func (l *linework) takeChanges(k lineworkKey, which func(*part) bool) {
	for i, s := range k.zones.changes {
		var from lines
		for _, p := range s.outline.parts {
			if which(p) {
				from.parts = append(from.parts, p)
			}
		}
		left := l.take(&from)
		left.parts = slices.DeleteFunc(left.parts, (*part).splinter)
		l.changes[i].parts = append(l.changes[i].parts, left.parts...)
	}
}

// within reports whether all of a line's segments are among some: whether an area is an island.
func (p *part) within(some segments) bool {
	points := p.rings[0].points
	for i := 1; i < len(points); i++ {
		if _, ok := some[segmentOf(points[i-1], points[i])]; !ok {
			return false
		}
	}
	return true
}

// splinter reports whether a part is what other lines left of an outline and too short to be seen as one.
func (p *part) splinter() bool {
	const least = 2_000 // metres
	return !p.closed && p.bounds.size() < least
}

// sometimes are the looks of which a picture may have nothing though their layer is on: marks of hubs
// are gone close up, where two lines coincide only one is drawn, and not every scenario has a line.
var sometimes = [...]string{"hub", "contact", "change", "monitoring"}

// draws reports whether the picture has anything of a look whose layer is on.
func (d *drawer) draws(look string) bool {
	if look == "hub" {
		return d.world.showsHubs(d.p)
	}
	d.ink = d.world.lineworkFor(d.lineworkKey())
	switch look {
	case "contact":
		return len(d.ink.contact.parts) > 0
	case "change":
		return d.zones != nil && !d.zones.reference && len(d.zones.changes) > 0
	case "monitoring":
		return d.ctl != nil && len(d.watched().parts) > 0
	}
	return true
}

// missing has the looks of which the picture has nothing: those that a legend does not explain.
func (d *drawer) missing() (looks [len(sometimes)]bool) {
	if len(d.p.Legend) > 0 {
		for i, look := range sometimes {
			looks[i] = !d.draws(look)
		}
	}
	return looks
}

// line returns the scenario's line. Where it is the line of contact its parts have that line's extents.
func (z *zoneMap) line(contact *lines) lines {
	extents := segments{}
	extents.add(contact)
	var out lines
	for _, l := range []*lines{&z.front, &z.near} {
		for _, p := range l.parts {
			out.parts = append(out.parts, p.runs(func(s segment) (float64, bool) {
				return extents[s], true
			})...)
		}
	}
	return out
}

// without returns the stretches of the lines that are not taken.
func (l *lines) without(taken segments) lines {
	out := lines{apart: l.apart}
	for _, p := range l.parts {
		out.parts = append(out.parts, p.runs(func(s segment) (float64, bool) {
			_, gone := taken[s]
			return p.extent, !gone
		})...)
	}
	return out
}

// runs cuts a line where the extent that of returns for its segments changes, and leaves out the
// segments for which it returns false. A line that stays whole is returned as it is.
func (p *part) runs(of func(segment) (extent float64, keep bool)) []*part {
	r := p.rings[0]
	if len(r.points) < 2 {
		return nil
	}
	var out []*part
	from, last := 0, len(r.points)-1
	extent, keep := of(segmentOf(r.points[0], r.points[1]))
	for i := 1; i <= last; i++ {
		nextExtent, nextKeep := extent, keep
		if i < last {
			nextExtent, nextKeep = of(segmentOf(r.points[i], r.points[i+1]))
			if nextExtent == extent && nextKeep == keep {
				continue
			}
		}
		if keep && from == 0 && i == last && extent == p.extent {
			return []*part{p}
		}
		if keep {
			run := ring{points: r.points[from : i+1]}
			if r.digits != nil {
				run.digits = r.digits[from : i+1]
			}
			next := newPart([]ring{run}, false)
			next.extent = extent
			out = append(out, next)
		}
		from, extent, keep = i, nextExtent, nextKeep
	}
	return out
}

// lightFrom is the extent on the screen, in CSS pixels, below which a line is lighter: around a small
// pocket a line of full weight would be larger than the pocket. Below minExtent there is none, and
// the fills alone show the pocket.
const (
	lightFrom = 48
	minExtent = 7
	minWeight = 0.4
)

// weight is the share of its width that a line of an extent in metres is drawn with. Extent 0: it is
// not known, and the line is drawn in full.
func (d *drawer) weight(extent float64) float64 {
	pixels := extent / d.detailScale
	switch {
	case extent == 0 || pixels >= lightFrom:
		return 1
	case pixels < minExtent:
		return 0
	}
	return max(minWeight, pixels/lightFrom)
}

// weighed strokes lines, the small ones lighter and without a casing.
func (d *drawer) weighed(l *lines, s LineStyle) {
	light := false
	for _, p := range l.parts {
		light = light || d.weight(p.extent) < 1
	}
	if !light {
		d.line(l, s)
		return
	}
	for _, style := range []StrokeStyle{s.Casing, s.Stroke} {
		for _, p := range l.parts {
			weight := d.weight(p.extent)
			hidden := weight == 0 || weight < 1 && style == s.Casing
			if hidden || !d.view.Meets(p.bounds) {
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
