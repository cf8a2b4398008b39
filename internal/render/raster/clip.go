package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipMargin is the distance outside the picture, in pixels, at which rings are cut, so that the
// cut is invisible. The rasterizer's single precision cannot represent positions very far outside.
const clipMargin = 16

// clipBounds returns the picture with a margin, in device pixels.
func clipBounds(picture image.Rectangle, margin float64) scene.Bounds {
	return scene.Bounds{Min: geo.XY{X: -margin, Y: -margin},
		Max: geo.XY{X: float64(picture.Dx()) + margin, Y: float64(picture.Dy()) + margin}}
}

// visibleRun is a visible part of a line, in device pixels.
type visibleRun struct {
	points                 []geo.XY
	startDistance          float64 // distance along the line to its first point
	atLineStart, atLineEnd bool    // begins or ends with the line, which is not closed
}

// clipLine returns the parts of a line without the segments that are outside the picture by more
// than margin pixels.
func clipLine(line []geo.XY, dev scene.Matrix, picture image.Rectangle,
	margin float64) []visibleRun {
	if len(line) < 2 {
		return nil
	}
	closed := line[0] == line[len(line)-1]
	points := make([]geo.XY, len(line))
	distances := make([]float64, len(line)) // along the line
	for i, q := range line {
		points[i] = dev.Apply(q)
		if i > 0 {
			distances[i] = distances[i-1] +
				math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
		}
	}
	var runs []visibleRun
	for _, edges := range clipBounds(picture, margin).EdgesNear(points) {
		runs = append(runs, visibleRun{
			points:        points[edges.Start : edges.End+1],
			startDistance: distances[edges.Start],
			atLineStart:   edges.Start == 0 && !closed,
			atLineEnd:     edges.End == len(line)-1 && !closed,
		})
	}
	return runs
}
