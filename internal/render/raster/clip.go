package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipMargin is how far outside the picture rings are cut, in pixels: far enough for the cut to be
// out of sight.
const clipMargin = 16

// clipRing cuts a closed ring to the picture (Sutherland and Hodgman, Reentrant Polygon Clipping,
// 1974), because single precision, in which pixels are covered, cannot hold what lies very far
// outside.
func clipRing(ring []geo.XY, bounds image.Rectangle) []geo.XY {
	lo, hiX, hiY := -float64(clipMargin), float64(bounds.Dx()+clipMargin),
		float64(bounds.Dy()+clipMargin)
	ring = clipSide(ring, func(q geo.XY) float64 { return q.X - lo })
	ring = clipSide(ring, func(q geo.XY) float64 { return hiX - q.X })
	ring = clipSide(ring, func(q geo.XY) float64 { return q.Y - lo })
	return clipSide(ring, func(q geo.XY) float64 { return hiY - q.Y })
}

// clipSide keeps what is not beyond one side; inside is a position's distance from it, negative
// beyond.
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

// visibleRun is a stretch of a line that can be seen, in device pixels.
type visibleRun struct {
	points                 []geo.XY
	startDistance          float64 // distance along the line at which it begins
	atLineStart, atLineEnd bool    // the line does so where the run does, and is not closed
}

// clipLine leaves out the segments of a line that lie outside the picture by more than margin
// pixels.
func clipLine(line []geo.XY, dev scene.Matrix, bounds image.Rectangle,
	margin float64) []visibleRun {
	if len(line) < 2 {
		return nil
	}
	w, h := float64(bounds.Dx())+margin, float64(bounds.Dy())+margin
	closed := line[0] == line[len(line)-1]
	var runs []visibleRun
	var along float64
	last := transformPoint(dev, line[0])
	for i, raw := range line[1:] {
		q := transformPoint(dev, raw)
		if seen := max(q.X, last.X) >= -margin && min(q.X, last.X) <= w &&
			max(q.Y, last.Y) >= -margin && min(q.Y, last.Y) <= h; !seen {
			along += math.Hypot(q.X-last.X, q.Y-last.Y)
			last = q
			continue
		}
		if len(runs) == 0 || runs[len(runs)-1].lastPoint() != last {
			runs = append(runs, visibleRun{points: []geo.XY{last}, startDistance: along,
				atLineStart: i == 0 && !closed})
		}
		r := &runs[len(runs)-1]
		r.points = append(r.points, q)
		r.atLineEnd = i+2 == len(line) && !closed
		along += math.Hypot(q.X-last.X, q.Y-last.Y)
		last = q
	}
	return runs
}

func (r visibleRun) lastPoint() geo.XY { return r.points[len(r.points)-1] }
