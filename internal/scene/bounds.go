package scene

import (
	"math"

	"truceline/internal/geo"
)

// EmptyBounds holds nothing; adding a position makes it hold that one.
func EmptyBounds() Bounds {
	return Bounds{Min: geo.XY{X: math.Inf(1), Y: math.Inf(1)},
		Max: geo.XY{X: math.Inf(-1), Y: math.Inf(-1)}}
}

// Extend is the box widened to hold q.
func (b Bounds) Extend(q geo.XY) Bounds {
	// In WebAssembly min and max of floats are calls. Of an empty box both sides have to move.
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

// extendAll is the box widened to hold all positions.
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

// Union is the smallest box that holds both.
func (b Bounds) Union(o Bounds) Bounds { return b.Extend(o.Min).Extend(o.Max) }

// Width is the box's extent east to west.
func (b Bounds) Width() float64 { return b.Max.X - b.Min.X }

// Height is the box's extent north to south.
func (b Bounds) Height() float64 { return b.Max.Y - b.Min.Y }

// longerSide is the longer side of the box.
func (b Bounds) longerSide() float64 { return max(b.Width(), b.Height()) }

// Center is the middle of the box.
func (b Bounds) Center() geo.XY {
	return geo.XY{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2}
}

// Intersects says whether two boxes have a position in common.
func (b Bounds) Intersects(o Bounds) bool {
	return b.Min.X <= o.Max.X && o.Min.X <= b.Max.X && b.Min.Y <= o.Max.Y && o.Min.Y <= b.Max.Y
}

// Contains says whether q lies in the box or on its edge.
func (b Bounds) Contains(q geo.XY) bool {
	return q.X >= b.Min.X && q.X <= b.Max.X && q.Y >= b.Min.Y && q.Y <= b.Max.Y
}

// NewPath is a path of lines with its bounds.
func NewPath(lines [][]geo.XY) *Path {
	b := EmptyBounds()
	for _, line := range lines {
		b = b.extendAll(line)
	}
	return &Path{Lines: lines, Bounds: b}
}
