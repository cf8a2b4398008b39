package main

import (
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// decimationByDistance lists, by decreasing distance from Ukraine in metres, the coarsest level of
// detail that a vertex must be drawn at to be kept.
var decimationByDistance = []struct {
	minDistance float64
	level       byte
}{
	{500e3, 4},
	{250e3, 3},
	{80e3, 2},
	{25e3, 1},
}

// minIslandKm2 is the area of the smallest island that is kept, by the highest level that one of
// its vertices requires. Islands are kept whatever their size if that level is not listed.
var minIslandKm2 = map[byte]float64{2: 4, 3: 60, 4: 300}

// decimated returns the land with fewer vertices far from Ukraine. It is noded again, because lines
// may cross where two levels of detail meet.
func (l *land) decimated() (*land, error) {
	d := decimator{l.borderSample(), l.ukraineVertices()}
	var regions []region
	for _, owner := range sortedOwners(l) {
		shape, levels := l.Dissolve(l.ownedBy(owner))
		r := region{id: owner}
		i := 0
		for _, polygon := range shape {
			for _, ring := range polygon {
				if ringPositions := d.decimateRing(ring, levels[i]); ringPositions != nil {
					r.rings = append(r.rings, ringPositions)
				}
				i++
			}
		}
		regions = append(regions, r)
	}
	decimated, err := arrangeRegions(regions, nil)
	if err != nil {
		return nil, err
	}
	decimated.mergeSlivers(minIslandKm2[4])
	return decimated, nil
}

// decimator decides which vertices are kept. Its decision depends only on the position, not on the
// ring, so that borders stay shared.
type decimator struct {
	border     []geo.XY // points on Ukraine's outline
	keepAlways map[geo.GridPoint]bool
}

// decimateRing returns the vertices of a ring that are kept, or nil if the ring is too small.
func (d decimator) decimateRing(ring orb.Ring, levels []byte) []geo.GridPoint {
	out := d.decimateLine(orb.LineString(ring), levels)
	coarsest := byte(0)
	for _, p := range ring {
		coarsest = max(coarsest, d.requiredLevel(toGrid(p)))
	}
	if len(out) < 4 || math.Abs(geo.RingArea(ring)) < minIslandKm2[coarsest] {
		return nil
	}
	return out
}

// decimateLine returns the vertices of a line that are kept.
func (d decimator) decimateLine(line orb.LineString, levels []byte) []geo.GridPoint {
	var out []geo.GridPoint
	for i, p := range line {
		if g := toGrid(p); levels[i]-'0' >= d.requiredLevel(g) {
			out = append(out, g)
		}
	}
	return out
}

// requiredLevel returns the level of detail that a vertex needs in order to be kept.
func (d decimator) requiredLevel(g geo.GridPoint) byte {
	if d.keepAlways[g] {
		return 0
	}
	at := geo.UkraineAlbers.Forward(g.Point())
	nearest := math.Inf(1)
	for _, b := range d.border {
		nearest = math.Min(nearest, math.Hypot(at.X-b.X, at.Y-b.Y))
	}
	for _, step := range decimationByDistance {
		if nearest > step.minDistance {
			return step.level
		}
	}
	return 0
}

// ukraineVertices returns the set of all vertices on borders of Ukraine's regions.
func (l *land) ukraineVertices() map[geo.GridPoint]bool {
	out := map[geo.GridPoint]bool{}
	for _, arc := range l.Arcs {
		for _, face := range [2]int32{arc.Left, arc.Right} {
			if face >= 0 && l.isUkraine(int(face)) {
				for _, g := range arc.Points {
					out[g] = true
				}
			}
		}
	}
	return out
}

// borderSample returns the vertices of Ukraine's outline at a coarse level, in the map's plane.
func (l *land) borderSample() []geo.XY {
	shape, levels := l.Dissolve(l.isUkraine)
	var out []geo.XY
	i := 0
	for _, polygon := range shape {
		for _, ring := range polygon {
			for k, p := range ring {
				if levels[i][k] >= '2' {
					out = append(out, geo.UkraineAlbers.Forward(p))
				}
			}
			i++
		}
	}
	return out
}
