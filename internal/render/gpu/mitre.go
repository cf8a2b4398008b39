package gpu

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// A mitre leads from a position to where the outlines of its two edges meet, at a distance of 1 from both, on the
// left in path coordinates. long is its length.
type mitre struct{ x, y, long float32 }

// mitreOf works out the mitre between the unit directions of two edges. Where the line turns back it is cut off.
func mitreOf(in, out geo.XY) mitre {
	x, y := -in.Y-out.Y, in.X+out.X
	// The normals' sum n has the direction; its length is 2·cos of half the turn, the mitre's is 1/cos.
	n2 := x*x + y*y
	if n2 < 4.0/(maxMitre*maxMitre) {
		return mitre{float32(-in.Y), float32(in.X), maxMitre}
	}
	return mitre{float32(2 * x / n2), float32(2 * y / n2), float32(2 / math.Sqrt(n2))}
}

const maxMitre = 16

// length is math.Hypot for lengths on a map, whose squares cannot overflow: one instruction instead of a call.
func length(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

// direction is the unit vector from a to b; zero where they are one.
func direction(a, b geo.XY) geo.XY {
	dx, dy := b.X-a.X, b.Y-a.Y
	d := length(dx, dy)
	if d == 0 {
		return geo.XY{}
	}
	return geo.XY{X: dx / d, Y: dy / d}
}

// mitres appends a mitre for each position of a line without repeated ones. A closed line repeats its first at its
// end; the ends of an open one get their edge's normal.
func mitres(dst []mitre, line []geo.XY, closed bool) []mitre {
	n := len(line)
	in := direction(line[0], line[1])
	if closed {
		in = direction(line[n-2], line[n-1])
	}
	for i := range n {
		out := in
		switch {
		case i+1 < n:
			out = direction(line[i], line[i+1])
		case closed:
			out = direction(line[0], line[1])
		}
		if i == 0 && !closed {
			in = out
		}
		dst = append(dst, mitreOf(in, out))
		in = out
	}
	return dst
}

// distinct is the line without positions that repeat the one before.
func distinct(line []geo.XY) []geo.XY {
	return slices.Compact(slices.Clone(line))
}
