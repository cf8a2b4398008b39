package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipMargin is the distance outside the picture, in pixels, at which rings are cut, so that the
// cut is invisible.
const clipMargin = 16

// clipRing clips a closed ring to the picture and its margin (Sutherland and Hodgman, Reentrant
// Polygon Clipping, 1974). The rasterizer's single precision cannot represent positions very far
// outside.
func clipRing(ring []geo.XY, bounds image.Rectangle) []geo.XY {
	lo, hiX, hiY := -float64(clipMargin), float64(bounds.Dx()+clipMargin),
		float64(bounds.Dy()+clipMargin)
	ring = clipSide(ring, func(q geo.XY) float64 { return q.X - lo })
	ring = clipSide(ring, func(q geo.XY) float64 { return hiX - q.X })
	ring = clipSide(ring, func(q geo.XY) float64 { return q.Y - lo })
	return clipSide(ring, func(q geo.XY) float64 { return hiY - q.Y })
}

// clipSide clips a ring to one side of a rectangle; inside returns the distance of a position from
// it, negative beyond.
func clipSide(ring []geo.XY, inside func(geo.XY) float64) []geo.XY {
	if len(ring) == 0 {
		return nil
	}
	out := make([]geo.XY, 0, len(ring)+4)
	last := ring[len(ring)-1]
	for _, q := range ring {
		a, b := inside(last), inside(q)
		if (a < 0) != (b < 0) {
			t := a / (a - b)
			out = append(out, geo.XY{X: last.X + (q.X-last.X)*t, Y: last.Y + (q.Y-last.Y)*t})
		}
		if b >= 0 {
			out = append(out, q)
		}
		last = q
	}
	return out
}

// visibleRun is a visible part of a line, in device pixels.
type visibleRun struct {
	points                 []geo.XY
	startDistance          float64 // distance along the line to its first point
	atLineStart, atLineEnd bool    // begins or ends with the line, which is not closed
}

// clipLine returns the parts of a line without the segments that are outside the picture by more
// than margin pixels.
func clipLine(line []geo.XY, dev scene.Matrix, bounds image.Rectangle,
	margin float64) []visibleRun {
	if len(line) < 2 {
		return nil
	}
	w, h := float64(bounds.Dx())+margin, float64(bounds.Dy())+margin
	closed := line[0] == line[len(line)-1]
	var runs []visibleRun
	var distance float64
	last := transformPoint(dev, line[0])
	for i, mapPoint := range line[1:] {
		q := transformPoint(dev, mapPoint)
		if visible := max(q.X, last.X) >= -margin && min(q.X, last.X) <= w &&
			max(q.Y, last.Y) >= -margin && min(q.Y, last.Y) <= h; !visible {
			distance += math.Hypot(q.X-last.X, q.Y-last.Y)
			last = q
			continue
		}
		if len(runs) == 0 || runs[len(runs)-1].lastPoint() != last {
			runs = append(runs, visibleRun{points: []geo.XY{last}, startDistance: distance,
				atLineStart: i == 0 && !closed})
		}
		r := &runs[len(runs)-1]
		r.points = append(r.points, q)
		r.atLineEnd = i+2 == len(line) && !closed
		distance += math.Hypot(q.X-last.X, q.Y-last.Y)
		last = q
	}
	return runs
}

func (r visibleRun) lastPoint() geo.XY { return r.points[len(r.points)-1] }
