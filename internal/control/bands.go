package control

import (
	"math"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// distanceBandRings returns for each distance the rings around all points nearer to the line.
func (b *snapshotBuilder) distanceBandRings(contact []orb.LineString) [][][]geo.GridPoint {
	last := DistanceBandEdges[len(DistanceBandEdges)-1]
	d := newLineDistanceIndex(contact, last+3*coarseStride*latticeStep)
	cache := map[geo.XY]float64{}
	distanceOf := func(p geo.XY) float64 {
		metres, ok := cache[p]
		if !ok {
			metres, _ = d.nearestPoint(p)
			cache[p] = metres
		}
		return metres
	}
	out := make([][][]geo.GridPoint, len(DistanceBandEdges))
	for i, distance := range DistanceBandEdges {
		c := &contour{lattice: b.lattice, valueAt: func(p geo.XY) float64 {
			return math.Max(distance-distanceOf(p), -latticeStep*coarseStride)
		}}
		for _, ring := range c.trace() {
			if points := d.offsetRing(ring, distance); len(points) >= 3 {
				out[i] = append(out[i], toGridRing((&controlField{}).simplify(points, nil)))
			}
		}
	}
	return out
}

// offsetRing moves a ring to the exact distance from the line and refines it where it bends.
func (d *lineDistanceIndex) offsetRing(ring []vertex, distance float64) []ringPoint {
	var out []ringPoint
	last := d.moveToDistance(ring[len(ring)-1].point, distance)
	for _, v := range ring {
		moved := d.moveToDistance(v.point, distance)
		out = d.refineChord(out, last, moved, distance, 6)
		out = append(out, ringPoint{point: moved, barrier: -1})
		last = moved
	}
	return out
}

// maxChordError is the greatest error in metres of a chord's distance from the line.
const maxChordError = 25.0

// refineChord appends points between p and q where the chord's distance from the line is inexact.
func (d *lineDistanceIndex) refineChord(out []ringPoint, p, q geo.XY, distance float64,
	depth int) []ringPoint {
	middle := lerp(p, q, 0.5)
	metres, _ := d.nearestPoint(middle)
	if depth == 0 || math.Abs(metres-distance) < maxChordError ||
		math.Hypot(q.X-p.X, q.Y-p.Y) < maxChordError {
		return out
	}
	moved := d.moveToDistance(middle, distance)
	out = d.refineChord(out, p, moved, distance, depth-1)
	out = append(out, ringPoint{point: moved, barrier: -1})
	return d.refineChord(out, moved, q, distance, depth-1)
}

// moveToDistance moves a point towards the nearest point of the line, or away from it, until its
// distance is right.
func (d *lineDistanceIndex) moveToDistance(p geo.XY, distance float64) geo.XY {
	for range 8 {
		metres, foot := d.nearestPoint(p)
		if math.IsInf(metres, 1) || metres == 0 || math.Abs(metres-distance) < 1 {
			break
		}
		p = lerp(foot, p, distance/metres)
	}
	return p
}

// assignDistanceBands sets the bands of the faces by their distance from the line of contact.
func (snap *Snapshot) assignDistanceBands() {
	index := newLineDistanceIndex(snap.ContactLine(),
		DistanceBandEdges[len(DistanceBandEdges)-1]+latticeStep)
	for f := range snap.Faces {
		if snap.Faces[f].Oblast < 0 {
			continue
		}
		metres, _ := index.nearestPoint(
			geo.UkraineAlbers.Forward(snap.Subdivision.Faces[f].InteriorPoint))
		band := 0
		for band < len(DistanceBandEdges) && metres >= DistanceBandEdges[band] {
			band++
		}
		snap.Faces[f].Band = band
	}
}

// uncertainRings returns the rings around the land beyond which the line may run, on the
// government's side and on the held side. A point belongs to it if some point of the line is nearer
// to it than to any settlement of that side: the line could run there without passing a settlement.
// Along a line of the facts its width is the tolerance of that line.
func (b *snapshotBuilder) uncertainRings(contact []orb.LineString,
	samples []sample) (government, held [][]geo.GridPoint) {
	pieces := newLineDistanceIndex(contact, 0)
	towardGovernment := b.maxShifts(pieces, samples, func(s Side) bool { return s != Held })
	towardHeld := b.maxShifts(pieces, samples, func(s Side) bool { return s == Held })
	return b.discUnionRings(pieces, towardGovernment), b.discUnionRings(pieces, towardHeld)
}

// maxShifts returns for each piece of the line the distance in metres that it could move towards
// the samples that include selects.
func (b *snapshotBuilder) maxShifts(line *lineDistanceIndex, samples []sample,
	include func(Side) bool) []float64 {
	var selected []sample
	for _, s := range samples {
		if include(s.side) {
			selected = append(selected, s)
		}
	}
	field := &controlField{samples: selected,
		index: newPointGrid(len(selected), 15_000, func(i int) geo.XY { return selected[i].point })}
	out := make([]float64, len(line.from))
	for i := range out {
		p := lerp(line.from[i], line.to[i], 0.5)
		out[i] = field.nearestSampleDistance(p)
		for _, list := range [2][]*barrier{b.barriers, b.banks} {
			for _, barrier := range list {
				if barrier.distanceTo(p) < 50 {
					out[i] = math.Min(out[i], barrier.tolerance)
				}
			}
		}
	}
	return out
}

// nearestSampleDistance returns the distance of the nearest sample in metres, at most
// maxSampleDistance.
func (f *controlField) nearestSampleDistance(p geo.XY) float64 {
	distance := maxSampleDistance
	x, y := f.index.cellAt(p)
	for r := 0; float64(r-1)*f.index.cellSize < distance; r++ {
		f.index.forEachInRing(x, y, r, func(i int32) {
			q := f.samples[i].point
			distance = math.Min(distance, math.Hypot(q.X-p.X, q.Y-p.Y))
		})
	}
	return distance
}

// distanceTo returns the distance of p from the barrier in metres, +Inf if it is not near.
func (b *barrier) distanceTo(p geo.XY) float64 {
	distance := math.Inf(1)
	if !b.isNear(p, latticeStep) {
		return distance
	}
	for i := 1; i < len(b.projected); i++ {
		c, d := b.projected[i-1], b.projected[i]
		c, d = geo.XY{X: c.X - p.X, Y: c.Y - p.Y}, geo.XY{X: d.X - p.X, Y: d.Y - p.Y}
		t := closestParameter(c, d)
		distance = math.Min(distance, math.Hypot(c.X+t*(d.X-c.X), c.Y+t*(d.Y-c.Y)))
	}
	return distance
}

// discUnionRings returns the rings around the union of discs, one around each piece of the line.
func (b *snapshotBuilder) discUnionRings(line *lineDistanceIndex,
	radius []float64) [][]geo.GridPoint {
	maxRadius := 0.0
	for _, r := range radius {
		maxRadius = math.Max(maxRadius, r)
	}
	c := &contour{lattice: b.lattice, valueAt: func(p geo.XY) float64 {
		value := -latticeStep * coarseStride
		line.index.forEachWithin(p, maxRadius+maxPieceLength, func(i int32) {
			midpoint := lerp(line.from[i], line.to[i], 0.5)
			value = math.Max(value, radius[i]-math.Hypot(midpoint.X-p.X, midpoint.Y-p.Y))
		})
		return value
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
