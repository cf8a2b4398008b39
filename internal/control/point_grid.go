package control

import (
	"math"

	"truceline/internal/geo"
)

// pointGrid is a spatial index of points in the map's plane: a grid of square cells, each with the
// points in it.
type pointGrid struct {
	cellSize float64 // metres
	origin   geo.XY
	nx, ny   int
	start    []int32 // per cell the index in items of its first point, and at the end their number
	items    []int32
}

// newPointGrid indexes n points in cells of the given size in metres.
func newPointGrid(n int, size float64, at func(i int) geo.XY) *pointGrid {
	g := &pointGrid{cellSize: size, nx: 1, ny: 1}
	if n > 0 {
		lo, hi := at(0), at(0)
		for i := 1; i < n; i++ {
			p := at(i)
			lo = geo.XY{X: math.Min(lo.X, p.X), Y: math.Min(lo.Y, p.Y)}
			hi = geo.XY{X: math.Max(hi.X, p.X), Y: math.Max(hi.Y, p.Y)}
		}
		g.origin = lo
		g.nx, g.ny = int((hi.X-lo.X)/size)+1, int((hi.Y-lo.Y)/size)+1
	}
	g.start = make([]int32, g.nx*g.ny+1)
	cell := make([]int32, n)
	for i := range n {
		x, y := g.cellAt(at(i))
		cell[i] = int32(y*g.nx + x)
		g.start[cell[i]+1]++
	}
	for k := range g.nx * g.ny {
		g.start[k+1] += g.start[k]
	}
	g.items = make([]int32, n)
	next := append([]int32(nil), g.start...)
	for i, k := range cell {
		g.items[next[k]] = int32(i)
		next[k]++
	}
	return g
}

// cellAt returns the column and row of the cell that contains p. They may lie outside the grid.
func (g *pointGrid) cellAt(p geo.XY) (x, y int) {
	return int(math.Floor((p.X - g.origin.X) / g.cellSize)),
		int(math.Floor((p.Y - g.origin.Y) / g.cellSize))
}

// forEachInRing calls visit for the points of the cells at the Chebyshev distance r from the cell
// (x, y).
func (g *pointGrid) forEachInRing(x, y, r int, visit func(i int32)) {
	for v := max(y-r, 0); v <= min(y+r, g.ny-1); v++ {
		step := max(2*r, 1)
		if v == y-r || v == y+r {
			step = 1
		}
		for u := x - r; u <= x+r; u += step {
			if u >= 0 && u < g.nx {
				k := v*g.nx + u
				for _, i := range g.items[g.start[k]:g.start[k+1]] {
					visit(i)
				}
			}
		}
	}
}

// forEachWithin calls visit for all points of the cells that a disc's bounding box meets. Some of
// them lie outside the disc.
func (g *pointGrid) forEachWithin(p geo.XY, radius float64, visit func(i int32)) {
	x0, y0 := g.cellAt(geo.XY{X: p.X - radius, Y: p.Y - radius})
	x1, y1 := g.cellAt(geo.XY{X: p.X + radius, Y: p.Y + radius})
	for v := max(y0, 0); v <= min(y1, g.ny-1); v++ {
		for u := max(x0, 0); u <= min(x1, g.nx-1); u++ {
			k := v*g.nx + u
			for _, i := range g.items[g.start[k]:g.start[k+1]] {
				visit(i)
			}
		}
	}
}
