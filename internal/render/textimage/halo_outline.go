package textimage

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

const (
	// haloSamplesPerPixel is the number of samples in a CSS pixel in which a halo's outline is
	// looked for.
	haloSamplesPerPixel = 4
	// haloClosingRadius is the radius in CSS pixels of the notches between letters that an outline
	// passes by: they cost more positions than the letters around them and are seen by nobody.
	haloClosingRadius = 2.5
	// haloTolerance is how far in CSS pixels an outline may stray.
	haloTolerance = 0.35
)

// HaloOutline is the outline of a text's halo: rings in CSS pixels from the left end of the
// baseline, y down, not closed, holes the other way round. Nil: there is none. It is what Draw lays
// under the letters but for notches between them.
func HaloOutline(fonts *scene.Fonts, text string, s scene.TextStyle) [][]geo.XY {
	outline := fonts.Outline(text, s)
	if len(outline.Lines) == 0 || s.Halo.A == 0 || s.HaloWidth <= 0 {
		return nil
	}
	margin := s.HaloWidth + haloClosingRadius + 1
	x0, y0 := math.Floor(outline.Bounds.Min.X-margin), math.Floor(outline.Bounds.Min.Y-margin)
	w := int(math.Ceil(outline.Bounds.Max.X+margin)-x0) * haloSamplesPerPixel
	h := int(math.Ceil(outline.Bounds.Max.Y+margin)-y0) * haloSamplesPerPixel
	around := distanceField(coverage(outline.Lines, w, h, x0*haloSamplesPerPixel,
		y0*haloSamplesPerPixel, haloSamplesPerPixel))
	// A disc that is a notch larger, and then what of it is a notch away from its edge: a closing.
	outside := image.NewAlpha(image.Rect(0, 0, w, h))
	for i, d := range around {
		outside.Pix[i] = scaleAlpha(255,
			min(max(d-(s.HaloWidth+haloClosingRadius)*haloSamplesPerPixel+0.5, 0), 1))
	}
	inside := distanceField(outside)
	for i := range inside {
		inside[i] -= haloClosingRadius * haloSamplesPerPixel
	}
	var rings [][]geo.XY
	for _, ring := range zeroContours(inside, w, h) {
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

// zeroContours is where a grid of values, w by h, passes through zero: rings around what is
// positive, in steps of the grid. The grid's margin must be negative. In a cell whose corners are
// alike across, what is positive stays apart.
func zeroContours(grid []float64, w, h int) [][]geo.XY {
	// An edge of the grid has the number of the sample at its left or upper end, twice, and one
	// more if it leads down.
	next := map[int]int{}
	for y := range h - 1 {
		for x := range w - 1 {
			at := y*w + x
			corners := 0
			for k, i := range [4]int{at, at + 1, at + w + 1, at + w} {
				if grid[i] > 0 {
					corners |= 1 << k
				}
			}
			if corners == 0 || corners == 15 {
				continue
			}
			// upper, right, lower, left
			sides := [4]int{2 * at, 2*(at+1) + 1, 2 * (at + w), 2*at + 1}
			for _, k := range [4]int{0, 1, 2, 3} {
				// From the side behind which a positive corner ends, around that corner and those
				// like it.
				if corners>>k&1 == 0 || corners>>((k+1)%4)&1 == 1 {
					continue
				}
				first := k
				for corners>>((first+3)%4)&1 == 1 {
					first = (first + 3) % 4
				}
				next[sides[k]] = sides[(first+3)%4]
			}
		}
	}
	var rings [][]geo.XY
	for y := range h {
		for x := range w {
			for _, from := range [2]int{2 * (y*w + x), 2*(y*w+x) + 1} {
				var ring []geo.XY
				for edge := from; ; {
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
		}
	}
	return rings
}

// zeroCrossing is where a grid passes through zero on one of its edges.
func zeroCrossing(grid []float64, w, edge int) geo.XY {
	at := edge / 2
	x, y := float64(at%w), float64(at/w)
	if edge%2 == 0 {
		return geo.XY{X: x + grid[at]/(grid[at]-grid[at+1]), Y: y}
	}
	return geo.XY{X: x, Y: y + grid[at]/(grid[at]-grid[at+w])}
}

// simplifyRing leaves out the positions of a ring that stray less than detail from what is left
// (Douglas and Peucker, 1973).
func simplifyRing(ring []geo.XY, detail float64) []geo.XY {
	far := 0
	for i, q := range ring {
		if math.Hypot(q.X-ring[0].X, q.Y-ring[0].Y) > math.Hypot(ring[far].X-ring[0].X,
			ring[far].Y-ring[0].Y) {
			far = i
		}
	}
	if far == 0 {
		return nil
	}
	closed := append(append([]geo.XY(nil), ring...), ring[0])
	return append(simplifyLine(closed[:far+1], detail), simplifyLine(closed[far:], detail)...)
}

// simplifyLine keeps a line's first position, and not its last.
func simplifyLine(line []geo.XY, detail float64) []geo.XY {
	a, b := line[0], line[len(line)-1]
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	worst, most := 0, detail
	for i := 1; i < len(line)-1; i++ {
		if d := math.Abs((line[i].X-a.X)*(b.Y-a.Y)-(line[i].Y-a.Y)*(b.X-a.X)) / length; d > most {
			worst, most = i, d
		}
	}
	if worst == 0 {
		return []geo.XY{a}
	}
	return append(simplifyLine(line[:worst+1], detail), simplifyLine(line[worst:], detail)...)
}
