package control

import (
	"math"

	"truceline/internal/geo"
)

// pointGrid finds points of the map's plane by place: squares of one size, each with the points
// that lie in it.
type pointGrid struct {
	cellSize float64 // metres
	origin   geo.XY
	nx, ny   int
	start    []int32 // per square where its points begin in items, and at the end their count
	items    []int32
}

// newPointGrid sorts n points into squares of the given size in metres.
func newPointGrid(n int, size float64, at func(i int) geo.XY) *pointGrid {
	b := &pointGrid{cellSize: size, nx: 1, ny: 1}
	if n > 0 {
		lo, hi := at(0), at(0)
		for i := 1; i < n; i++ {
			p := at(i)
			lo = geo.XY{X: math.Min(lo.X, p.X), Y: math.Min(lo.Y, p.Y)}
			hi = geo.XY{X: math.Max(hi.X, p.X), Y: math.Max(hi.Y, p.Y)}
		}
		b.origin = lo
		b.nx, b.ny = int((hi.X-lo.X)/size)+1, int((hi.Y-lo.Y)/size)+1
	}
	b.start = make([]int32, b.nx*b.ny+1)
	square := make([]int32, n)
	for i := range n {
		x, y := b.cellAt(at(i))
		square[i] = int32(y*b.nx + x)
		b.start[square[i]+1]++
	}
	for k := range b.nx * b.ny {
		b.start[k+1] += b.start[k]
	}
	b.items = make([]int32, n)
	fill := append([]int32(nil), b.start...)
	for i, k := range square {
		b.items[fill[k]] = int32(i)
		fill[k]++
	}
	return b
}

// cellAt returns the column and row of the square that holds p, or would if the squares went on for
// ever.
func (b *pointGrid) cellAt(p geo.XY) (x, y int) {
	return int(math.Floor((p.X - b.origin.X) / b.cellSize)),
		int(math.Floor((p.Y - b.origin.Y) / b.cellSize))
}

// forEachInRing calls f for the points of the squares that lie r squares away from (x, y), counted
// as a king moves.
func (b *pointGrid) forEachInRing(x, y, r int, f func(i int32)) {
	for v := max(y-r, 0); v <= min(y+r, b.ny-1); v++ {
		step := max(2*r, 1)
		if v == y-r || v == y+r {
			step = 1
		}
		for u := x - r; u <= x+r; u += step {
			if u >= 0 && u < b.nx {
				k := v*b.nx + u
				for _, i := range b.items[b.start[k]:b.start[k+1]] {
					f(i)
				}
			}
		}
	}
}

// forEachWithin calls f for all points of the squares that a disc meets; some of them lie outside
// the disc.
func (b *pointGrid) forEachWithin(p geo.XY, radius float64, f func(i int32)) {
	x0, y0 := b.cellAt(geo.XY{X: p.X - radius, Y: p.Y - radius})
	x1, y1 := b.cellAt(geo.XY{X: p.X + radius, Y: p.Y + radius})
	for v := max(y0, 0); v <= min(y1, b.ny-1); v++ {
		for u := max(x0, 0); u <= min(x1, b.nx-1); u++ {
			k := v*b.nx + u
			for _, i := range b.items[b.start[k]:b.start[k+1]] {
				f(i)
			}
		}
	}
}
