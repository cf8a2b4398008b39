package main

import (
	"math"

	"github.com/paulmach/orb"
	"truceline/internal/geo"
)

// Positions far from Ukraine are kept only if they matter at a coarser level. Distances in metres.
var decimationByDistance = []struct {
	than  float64
	level byte
}{
	{500e3, 4},
	{250e3, 3},
	{80e3, 2},
	{25e3, 1},
}

// minIslandKm2 is the area in km² of the smallest island that is kept, by the level its positions
// must have; nearer than that all are.
var minIslandKm2 = map[byte]float64{2: 4, 3: 60, 4: 300}

// decimated returns the land with fewer positions far from Ukraine, noded again: where two levels
// of detail meet, lines might cross.
func (l *land) decimated() (*land, error) {
	t := decimator{l.borderSample(), l.ukraineVertices()}
	var regions []region
	for _, owner := range sortedOwners(l) {
		shape, levels := l.Dissolve(l.ownedBy(owner))
		r := region{id: owner}
		i := 0
		for _, polygon := range shape {
			for _, ring := range polygon {
				if kept := t.decimateRing(ring, levels[i]); kept != nil {
					r.rings = append(r.rings, kept)
				}
				i++
			}
		}
		regions = append(regions, r)
	}
	thin, err := arrangeRegions(regions, nil)
	if err != nil {
		return nil, err
	}
	thin.mergeSlivers(minIslandKm2[4])
	return thin, nil
}

// decimator decides which positions are kept; it asks about the position alone, whichever ring it
// stands in, so that borders stay shared.
type decimator struct {
	border     []geo.XY // places along Ukraine's outline
	keepAlways map[geo.GridPoint]bool
}

// decimateRing returns the positions of a ring that are kept, nil where it is not worth keeping.
func (t decimator) decimateRing(ring orb.Ring, levels []byte) []geo.GridPoint {
	out := t.decimateLine(orb.LineString(ring), levels)
	coarsest := byte(0)
	for _, p := range ring {
		coarsest = max(coarsest, t.requiredLevel(toGrid(p)))
	}
	if len(out) < 4 || math.Abs(geo.RingArea(ring)) < minIslandKm2[coarsest] {
		return nil
	}
	return out
}

// decimateLine returns the positions of a line that are kept.
func (t decimator) decimateLine(line orb.LineString, levels []byte) []geo.GridPoint {
	var out []geo.GridPoint
	for i, p := range line {
		if g := toGrid(p); levels[i]-'0' >= t.requiredLevel(g) {
			out = append(out, g)
		}
	}
	return out
}

// requiredLevel returns the level at which a position must still be drawn to be kept.
func (t decimator) requiredLevel(g geo.GridPoint) byte {
	if t.keepAlways[g] {
		return 0
	}
	at := geo.UkraineAlbers.Forward(g.Point())
	least := math.Inf(1)
	for _, b := range t.border {
		least = math.Min(least, math.Hypot(at.X-b.X, at.Y-b.Y))
	}
	for _, f := range decimationByDistance {
		if least > f.than {
			return f.level
		}
	}
	return 0
}

// ukraineVertices returns every position on a border of one of Ukraine's regions.
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

// borderSample returns Ukraine's outline at a coarse level, in the map's plane.
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
