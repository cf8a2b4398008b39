package scene

import (
	"math"

	"truceline/internal/geo"
)

// EmptyBox holds nothing; adding a position makes it hold that one.
func EmptyBox() Box {
	return Box{Min: geo.XY{X: math.Inf(1), Y: math.Inf(1)}, Max: geo.XY{X: math.Inf(-1), Y: math.Inf(-1)}}
}

// Add is the box widened to hold q.
func (b Box) Add(q geo.XY) Box {
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

// addAll is the box widened to hold all positions.
func (b Box) addAll(line []geo.XY) Box {
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
	return Box{Min: geo.XY{X: minX, Y: minY}, Max: geo.XY{X: maxX, Y: maxY}}
}

// Union is the smallest box that holds both.
func (b Box) Union(o Box) Box { return b.Add(o.Min).Add(o.Max) }

// Width is the box's extent east to west.
func (b Box) Width() float64 { return b.Max.X - b.Min.X }

// Height is the box's extent north to south.
func (b Box) Height() float64 { return b.Max.Y - b.Min.Y }

// size is the longer side of the box.
func (b Box) size() float64 { return max(b.Width(), b.Height()) }

// Center is the middle of the box.
func (b Box) Center() geo.XY { return geo.XY{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2} }

// Meets says whether two boxes have a position in common.
func (b Box) Meets(o Box) bool {
	return b.Min.X <= o.Max.X && o.Min.X <= b.Max.X && b.Min.Y <= o.Max.Y && o.Min.Y <= b.Max.Y
}

// Contains says whether q lies in the box or on its edge.
func (b Box) Contains(q geo.XY) bool {
	return q.X >= b.Min.X && q.X <= b.Max.X && q.Y >= b.Min.Y && q.Y <= b.Max.Y
}

// NewPath is a path of lines with its bounds.
func NewPath(lines [][]geo.XY) *Path {
	b := EmptyBox()
	for _, line := range lines {
		b = b.addAll(line)
	}
	return &Path{Lines: lines, Bounds: b}
}
