package scene

import (
	"math"

	"truceline/internal/geo"
)

// EmptyBounds returns the empty box, which contains no point. Extend makes it contain one.
func EmptyBounds() Bounds {
	return Bounds{Min: geo.XY{X: math.Inf(1), Y: math.Inf(1)},
		Max: geo.XY{X: math.Inf(-1), Y: math.Inf(-1)}}
}

// Extend returns the box widened to contain q.
func (b Bounds) Extend(q geo.XY) Bounds {
	// WebAssembly implements min and max of floats as calls, so the comparisons are written out.
	// Extending an empty box moves both of its sides.
	if q.X < b.Min.X {
		b.Min.X = q.X
	}
	if q.X > b.Max.X {
		b.Max.X = q.X
	}
	if q.Y < b.Min.Y {
		b.Min.Y = q.Y
	}
	if q.Y > b.Max.Y {
		b.Max.Y = q.Y
	}
	return b
}

// extendAll returns the box widened to contain all points of a line.
func (b Bounds) extendAll(line []geo.XY) Bounds {
	minX, minY, maxX, maxY := b.Min.X, b.Min.Y, b.Max.X, b.Max.Y
	for i := range line {
		x, y := line[i].X, line[i].Y
		if x < minX {
			minX = x
		}
		if x > maxX {
			maxX = x
		}
		if y < minY {
			minY = y
		}
		if y > maxY {
			maxY = y
		}
	}
	return Bounds{Min: geo.XY{X: minX, Y: minY}, Max: geo.XY{X: maxX, Y: maxY}}
}

// Union returns the smallest box that contains both.
func (b Bounds) Union(o Bounds) Bounds { return b.Extend(o.Min).Extend(o.Max) }

// Width returns the length of the box from west to east.
func (b Bounds) Width() float64 { return b.Max.X - b.Min.X }

// Height returns the length of the box from south to north.
func (b Bounds) Height() float64 { return b.Max.Y - b.Min.Y }

// longerSide returns the greater of width and height.
func (b Bounds) longerSide() float64 { return max(b.Width(), b.Height()) }

// Center returns the middle of the box.
func (b Bounds) Center() geo.XY {
	return geo.XY{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2}
}

// Intersects reports whether two boxes have a point in common, edges included.
func (b Bounds) Intersects(o Bounds) bool {
	return b.Min.X <= o.Max.X && o.Min.X <= b.Max.X && b.Min.Y <= o.Max.Y && o.Min.Y <= b.Max.Y
}

// Contains reports whether q is in the box or on its edge.
func (b Bounds) Contains(q geo.XY) bool {
	return q.X >= b.Min.X && q.X <= b.Max.X && q.Y >= b.Min.Y && q.Y <= b.Max.Y
}

// NewPath returns a path of lines and computes its bounds.
func NewPath(lines [][]geo.XY) *Path {
	b := EmptyBounds()
	for _, line := range lines {
		b = b.extendAll(line)
	}
	return &Path{Lines: lines, Bounds: b}
}

// nearestPoint returns the point of the box that is nearest to q.
func (b Bounds) nearestPoint(q geo.XY) geo.XY {
	return geo.XY{X: min(max(q.X, b.Min.X), b.Max.X), Y: min(max(q.Y, b.Min.Y), b.Max.Y)}
}

// outsideRank returns 0 in the box and 1 outside it.
func (b Bounds) outsideRank(q geo.XY) int {
	if q.X < b.Min.X || q.X > b.Max.X || q.Y < b.Min.Y || q.Y > b.Max.Y {
		return 1
	}
	return 0
}
