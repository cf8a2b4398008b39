package gpu

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// A mitre is the vector from a position to the intersection of the offsets of its two edges, at a
// distance of 1 on their left in path coordinates.
type mitre struct{ x, y, length float32 }

// newMitre returns the mitre between two edges with the given unit directions. Where the line turns
// back it is limited.
func newMitre(in, out geo.XY) mitre {
	x, y := -in.Y-out.Y, in.X+out.X
	// The sum of the normals has the mitre's direction. Its length is 2·cos of half the turn; the
	// mitre's is 1/cos.
	n2 := x*x + y*y
	if n2 < 4.0/(maxMitreLength*maxMitreLength) {
		return mitre{float32(-in.Y), float32(in.X), maxMitreLength}
	}
	return mitre{float32(2 * x / n2), float32(2 * y / n2), float32(2 / math.Sqrt(n2))}
}

const maxMitreLength = 16

// vectorLength is math.Hypot without protection from overflow, which lengths on a map do not need.
// It is faster; see docs/decisions/0007.
func vectorLength(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

// unitVector returns the unit vector from a to b, zero if they are equal.
func unitVector(a, b geo.XY) geo.XY {
	dx, dy := b.X-a.X, b.Y-a.Y
	d := vectorLength(dx, dy)
	if d == 0 {
		return geo.XY{}
	}
	return geo.XY{X: dx / d, Y: dy / d}
}

// appendMitres appends a mitre for each position of a line without repeated positions. A closed
// line repeats its first position at its end. The ends of an open line get the normal of their
// edge.
func appendMitres(dst []mitre, line []geo.XY, closed bool) []mitre {
	n := len(line)
	in := unitVector(line[0], line[1])
	if closed {
		in = unitVector(line[n-2], line[n-1])
	}
	for i := range n {
		out := in
		switch {
		case i+1 < n:
			out = unitVector(line[i], line[i+1])
		case closed:
			out = unitVector(line[0], line[1])
		}
		if i == 0 && !closed {
			in = out
		}
		dst = append(dst, newMitre(in, out))
		in = out
	}
	return dst
}

// withoutRepeats returns the line without positions that repeat the previous one.
func withoutRepeats(line []geo.XY) []geo.XY {
	return slices.Compact(slices.Clone(line))
}
