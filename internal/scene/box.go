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
	b.Min.X, b.Min.Y = min(b.Min.X, q.X), min(b.Min.Y, q.Y)
	b.Max.X, b.Max.Y = max(b.Max.X, q.X), max(b.Max.Y, q.Y)
	return b
}

// Union is the smallest box that holds both.
func (b Box) Union(o Box) Box { return b.Add(o.Min).Add(o.Max) }

// Width is the box's extent east to west.
func (b Box) Width() float64 { return b.Max.X - b.Min.X }

// Height is the box's extent north to south.
func (b Box) Height() float64 { return b.Max.Y - b.Min.Y }

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
		for _, q := range line {
			b = b.Add(q)
		}
	}
	return &Path{Lines: lines, Bounds: b}
}
