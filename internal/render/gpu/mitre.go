package gpu

import (
	"math"
	"slices"

	"truceline/internal/geo"
)

// A mitre leads from a position to where the outlines of its two edges meet, at a distance of 1
// from both, on the left in path coordinates. long is its length.
type mitre struct{ x, y, length float32 }

// newMitre works out the mitre between the unit directions of two edges. Where the line turns back
// it is cut off.
func newMitre(in, out geo.XY) mitre {
	x, y := -in.Y-out.Y, in.X+out.X
	// The normals' sum n has the direction; its length is 2·cos of half the turn, the mitre's is
	// 1/cos.
	n2 := x*x + y*y
	if n2 < 4.0/(maxMitreLength*maxMitreLength) {
		return mitre{float32(-in.Y), float32(in.X), maxMitreLength}
	}
	return mitre{float32(2 * x / n2), float32(2 * y / n2), float32(2 / math.Sqrt(n2))}
}

const maxMitreLength = 16

// vectorLength is math.Hypot for lengths on a map, whose squares cannot overflow: one instruction
// instead of a call.
func vectorLength(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

// unitVector is the unit vector from a to b; zero where they are one.
func unitVector(a, b geo.XY) geo.XY {
	dx, dy := b.X-a.X, b.Y-a.Y
	d := vectorLength(dx, dy)
	if d == 0 {
		return geo.XY{}
	}
	return geo.XY{X: dx / d, Y: dy / d}
}

// appendMitres appends a mitre for each position of a line without repeated ones. A closed line
// repeats its first at its end; the ends of an open one get their edge's normal.
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

// withoutRepeats is the line without positions that repeat the one before.
func withoutRepeats(line []geo.XY) []geo.XY {
	return slices.Compact(slices.Clone(line))
}
