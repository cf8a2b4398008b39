package textimage

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

const (
	// haloSamplesPerPixel is the number of samples in a CSS pixel from which a halo's outline is
	// traced.
	haloSamplesPerPixel = 4
	// haloClosingRadius is the radius in CSS pixels of the morphological closing that fills the
	// notches between glyphs. Notches take more positions than the glyphs around them and are
	// invisible.
	haloClosingRadius = 2.5
	// haloTolerance is the greatest error of an outline in CSS pixels.
	haloTolerance = 0.35
)

// HaloOutline returns the outline of a text's halo: rings in CSS pixels from the left end of the
// baseline, with y down. The rings are not closed, and holes have the opposite direction. The
// outline is the halo of Draw except for notches between the glyphs. Nil: there is no halo.
func HaloOutline(fonts *scene.Fonts, text string, s scene.TextStyle) [][]geo.XY {
	outline := fonts.Outline(text, s)
	if len(outline.Lines) == 0 || s.Halo.A == 0 || s.HaloWidth <= 0 {
		return nil
	}
	margin := s.HaloWidth + haloClosingRadius + 1
	x0, y0 := math.Floor(outline.Bounds.Min.X-margin), math.Floor(outline.Bounds.Min.Y-margin)
	w := int(math.Ceil(outline.Bounds.Max.X+margin)-x0) * haloSamplesPerPixel
	h := int(math.Ceil(outline.Bounds.Max.Y+margin)-y0) * haloSamplesPerPixel
	distance := distanceField(coverage(outline.Lines, w, h, x0*haloSamplesPerPixel,
		y0*haloSamplesPerPixel, haloSamplesPerPixel))
	var rings [][]geo.XY
	for _, ring := range zeroContours(closedHalo(distance, w, h, s.HaloWidth), w, h) {
		ring = simplifyRing(ring, haloTolerance*haloSamplesPerPixel)
		if len(ring) < 3 {
			continue
		}
		for i, q := range ring {
			ring[i] = geo.XY{X: x0 + (q.X+0.5)/haloSamplesPerPixel,
				Y: y0 + (q.Y+0.5)/haloSamplesPerPixel}
		}
		rings = append(rings, ring)
	}
	return rings
}

// closedHalo returns a field that is positive inside the closing of a halo, from the distances to
// the glyphs in samples. haloWidth is in CSS pixels.
//
// The closing is the halo extended by the closing radius, less the points within that radius of the
// edge.
func closedHalo(distance []float64, w, h int, haloWidth float64) []float64 {
	outside := image.NewAlpha(image.Rect(0, 0, w, h))
	for i, d := range distance {
		outside.Pix[i] = scaleAlpha(255,
			min(max(d-(haloWidth+haloClosingRadius)*haloSamplesPerPixel+0.5, 0), 1))
	}
	inside := distanceField(outside)
	for i := range inside {
		inside[i] -= haloClosingRadius * haloSamplesPerPixel
	}
	return inside
}

// zeroContours returns the zero contours of a grid of w by h values (marching squares): rings
// around positive values, in steps of the grid. The values on the grid's border must be negative.
// In an ambiguous (saddle) cell positive corners stay separate.
func zeroContours(grid []float64, w, h int) [][]geo.XY {
	next := linkCells(grid, w, h)
	var rings [][]geo.XY
	for start := range 2 * w * h {
		var ring []geo.XY
		for edge := start; ; {
			to, ok := next[edge]
			if !ok {
				break
			}
			delete(next, edge)
			ring = append(ring, zeroCrossing(grid, w, edge))
			edge = to
		}
		if ring != nil {
			rings = append(rings, ring)
		}
	}
	return rings
}

// The sides of a cell.
const (
	upper = iota
	right
	lower
	left
)

// cellSegments has the contour segments in a cell, from side to side, with positive corners on
// their right, as y points down. The index has a bit for each positive corner: 1 for the upper left
// one, then clockwise.
var cellSegments = [16][][2]int{
	0b0001: {{upper, left}},
	0b0010: {{right, upper}},
	0b0011: {{right, left}},
	0b0100: {{lower, right}},
	0b0101: {{upper, left}, {lower, right}},
	0b0110: {{lower, upper}},
	0b0111: {{lower, left}},
	0b1000: {{left, lower}},
	0b1001: {{upper, lower}},
	0b1010: {{right, upper}, {left, lower}},
	0b1011: {{right, lower}},
	0b1100: {{left, right}},
	0b1101: {{upper, right}},
	0b1110: {{left, upper}},
}

// linkCells returns the next edge of the grid for each edge that a contour crosses. The edge from
// sample i to the right has the number 2i, the edge downward 2i+1.
func linkCells(grid []float64, w, h int) map[int]int {
	next := map[int]int{}
	for y := range h - 1 {
		for x := range w - 1 {
			index := y*w + x
			corners := 0
			for k, i := range [4]int{index, index + 1, index + w + 1, index + w} {
				if grid[i] > 0 {
					corners |= 1 << k
				}
			}
			edges := [4]int{2 * index, 2*(index+1) + 1, 2 * (index + w), 2*index + 1}
			for _, segment := range cellSegments[corners] {
				next[edges[segment[0]]] = edges[segment[1]]
			}
		}
	}
	return next
}

// zeroCrossing returns the point where an edge of the grid crosses zero.
func zeroCrossing(grid []float64, w, edge int) geo.XY {
	index := edge / 2
	x, y := float64(index%w), float64(index/w)
	if edge%2 == 0 {
		return geo.XY{X: x + grid[index]/(grid[index]-grid[index+1]), Y: y}
	}
	return geo.XY{X: x, Y: y + grid[index]/(grid[index]-grid[index+w])}
}

// simplifyRing removes positions of a ring that are less than tolerance off the result (Douglas and
// Peucker, 1973). orb/simplify measures distances to segments instead of lines, which gives other
// outlines.
func simplifyRing(ring []geo.XY, tolerance float64) []geo.XY {
	farthest := 0
	for i, q := range ring {
		if math.Hypot(q.X-ring[0].X, q.Y-ring[0].Y) > math.Hypot(ring[farthest].X-ring[0].X,
			ring[farthest].Y-ring[0].Y) {
			farthest = i
		}
	}
	if farthest == 0 {
		return nil
	}
	closed := append(append([]geo.XY(nil), ring...), ring[0])
	return append(simplifyLine(closed[:farthest+1], tolerance),
		simplifyLine(closed[farthest:], tolerance)...)
}

// simplifyLine simplifies a line and returns it without its last position.
func simplifyLine(line []geo.XY, tolerance float64) []geo.XY {
	a, b := line[0], line[len(line)-1]
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	farthest, maxDistance := 0, tolerance
	for i := 1; i < len(line)-1; i++ {
		d := math.Abs((line[i].X-a.X)*(b.Y-a.Y)-(line[i].Y-a.Y)*(b.X-a.X)) / length
		if d > maxDistance {
			farthest, maxDistance = i, d
		}
	}
	if farthest == 0 {
		return []geo.XY{a}
	}
	return append(simplifyLine(line[:farthest+1], tolerance),
		simplifyLine(line[farthest:], tolerance)...)
}
