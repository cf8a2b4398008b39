package control

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// distanceBandRings returns, per distance, the rings around all places nearer to the line than
// that.
func (w *snapshotBuilder) distanceBandRings(contact []orb.LineString) [][][]geo.GridPoint {
	last := DistanceBandEdges[len(DistanceBandEdges)-1]
	d := newLineDistanceIndex(contact, last+3*coarseStride*latticeStep)
	known := map[geo.XY]float64{}
	distance := func(p geo.XY) float64 {
		m, ok := known[p]
		if !ok {
			m, _ = d.nearestPoint(p)
			known[p] = m
		}
		return m
	}
	out := make([][][]geo.GridPoint, len(DistanceBandEdges))
	for i, limit := range DistanceBandEdges {
		c := &contour{lattice: w.lattice, valueAt: func(p geo.XY) float64 {
			return math.Max(limit-distance(p), -latticeStep*coarseStride)
		}}
		for _, ring := range c.trace() {
			if points := d.offsetRing(ring, limit); len(points) >= 3 {
				out[i] = append(out[i], toGridRing((&controlField{}).simplify(points, nil)))
			}
		}
	}
	return out
}

// offsetRing moves a ring to the very distance from the line and refines it where it turns.
func (d *lineDistanceIndex) offsetRing(ring []vertex, limit float64) []ringPoint {
	var out []ringPoint
	last := d.moveToDistance(ring[len(ring)-1].point, limit)
	for _, v := range ring {
		at := d.moveToDistance(v.point, limit)
		out = d.refineChord(out, last, at, limit, 6)
		out = append(out, ringPoint{point: at, barrier: -1})
		last = at
	}
	return out
}

// maxChordError is how far in metres a chord of a band's edge may lie from its distance.
const maxChordError = 25.0

// refineChord appends places between p and q where the chord strays from the distance.
func (d *lineDistanceIndex) refineChord(out []ringPoint, p, q geo.XY, limit float64,
	depth int) []ringPoint {
	middle := lerp(p, q, 0.5)
	m, _ := d.nearestPoint(middle)
	if depth == 0 || math.Abs(m-limit) < maxChordError ||
		math.Hypot(q.X-p.X, q.Y-p.Y) < maxChordError {
		return out
	}
	at := d.moveToDistance(middle, limit)
	out = d.refineChord(out, p, at, limit, depth-1)
	out = append(out, ringPoint{point: at, barrier: -1})
	return d.refineChord(out, at, q, limit, depth-1)
}

// moveToDistance moves a place away from the nearest point of the line or towards it until the
// distance is right.
func (d *lineDistanceIndex) moveToDistance(p geo.XY, limit float64) geo.XY {
	for range 8 {
		m, foot := d.nearestPoint(p)
		if math.IsInf(m, 1) || m == 0 || math.Abs(m-limit) < 1 {
			break
		}
		p = lerp(foot, p, limit/m)
	}
	return p
}

// assignDistanceBands numbers the faces by their distance from the line of contact.
func (d *Snapshot) assignDistanceBands() {
	distance := newLineDistanceIndex(d.ContactLine(),
		DistanceBandEdges[len(DistanceBandEdges)-1]+latticeStep)
	for f := range d.Faces {
		if d.Faces[f].Oblast < 0 {
			continue
		}
		m, _ := distance.nearestPoint(
			geo.UkraineAlbers.Forward(d.Subdivision.Faces[f].InteriorPoint))
		band := 0
		for band < len(DistanceBandEdges) && m >= DistanceBandEdges[band] {
			band++
		}
		d.Faces[f].Band = band
	}
}

// uncertainRings returns the rings around the land that the line may as well run behind: first on
// the side of the government, then on the held side. A place belongs to it if some point of the
// line is nearer to it than to any settlement of that side: the line could run there without
// passing a settlement. Along a line of the facts it is as wide as the facts say.
func (w *snapshotBuilder) uncertainRings(contact []orb.LineString,
	samples []sample) (government, held [][]geo.GridPoint) {
	pieces := newLineDistanceIndex(contact, 0)
	free := w.maxShifts(pieces, samples, func(s Side) bool { return s != Held })
	taken := w.maxShifts(pieces, samples, func(s Side) bool { return s == Held })
	return w.discUnionRings(pieces, free), w.discUnionRings(pieces, taken)
}

// maxShifts returns per piece of the line how far it could move towards samples of some sides, in
// metres.
func (w *snapshotBuilder) maxShifts(line *lineDistanceIndex, samples []sample,
	side func(Side) bool) []float64 {
	var some []sample
	for _, s := range samples {
		if side(s.side) {
			some = append(some, s)
		}
	}
	f := &controlField{samples: some,
		index: newPointGrid(len(some), 15_000, func(i int) geo.XY { return some[i].point })}
	out := make([]float64, len(line.from))
	for i := range out {
		p := lerp(line.from[i], line.to[i], 0.5)
		out[i] = f.nearestSampleDistance(p)
		for _, list := range [2][]*barrier{w.barriers, w.banks} {
			for _, b := range list {
				if b.distanceTo(p) < 50 {
					out[i] = math.Min(out[i], b.tolerance)
				}
			}
		}
	}
	return out
}

// nearestSampleDistance returns how far the nearest sample is, in metres, at most reach.
func (f *controlField) nearestSampleDistance(p geo.XY) float64 {
	best := maxSampleDistance
	x, y := f.index.cellAt(p)
	for r := 0; float64(r-1)*f.index.cellSize < best; r++ {
		f.index.forEachInRing(x, y, r, func(i int32) {
			q := f.samples[i].point
			best = math.Min(best, math.Hypot(q.X-p.X, q.Y-p.Y))
		})
	}
	return best
}

// distanceTo returns how far p is from the barrier in metres; +Inf if it is not near.
func (b *barrier) distanceTo(p geo.XY) float64 {
	best := math.Inf(1)
	if !b.isNear(p, latticeStep) {
		return best
	}
	for i := 1; i < len(b.projected); i++ {
		c, d := b.projected[i-1], b.projected[i]
		c, d = geo.XY{X: c.X - p.X, Y: c.Y - p.Y}, geo.XY{X: d.X - p.X, Y: d.Y - p.Y}
		t := closestParameter(c, d)
		best = math.Min(best, math.Hypot(c.X+t*(d.X-c.X), c.Y+t*(d.Y-c.Y)))
	}
	return best
}

// discUnionRings returns the rings around the union of the discs about the line's pieces.
func (w *snapshotBuilder) discUnionRings(line *lineDistanceIndex,
	radius []float64) [][]geo.GridPoint {
	widest := 0.0
	for _, r := range radius {
		widest = math.Max(widest, r)
	}
	c := &contour{lattice: w.lattice, valueAt: func(p geo.XY) float64 {
		best := -latticeStep * coarseStride
		line.index.forEachWithin(p, widest+maxPieceLength, func(i int32) {
			m := lerp(line.from[i], line.to[i], 0.5)
			best = math.Max(best, radius[i]-math.Hypot(m.X-p.X, m.Y-p.Y))
		})
		return best
	}}
	var out [][]geo.GridPoint
	for _, ring := range c.trace() {
		points := toRingPoints(ring, nil)
		if grid := toGridRing((&controlField{}).simplify(taubinSmooth(points,
			make([]bool, len(points))), nil)); len(grid) >= 3 {
			out = append(out, grid)
		}
	}
	return out
}
