package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// strokeMask covers lines given in map coordinates. A pixel counts as a square as wide as itself
// across the line, like on the GPU; where stretches of a line overlap, the one that covers more of
// it counts. (Outlining a line and filling the outline leaves holes where a wide line turns sharply
// and its inner side runs backwards.)
func (s *rasterizer) strokeMask(lines [][]geo.XY, dev scene.Matrix, style scene.StrokeStyle,
	ratio float64) *image.Alpha {
	half := style.Width * ratio / 2
	if !(half > 0) {
		return nil
	}
	p := stroker{halfWidth: half}
	if style.Dash[0] > 0 && style.Dash[1] > 0 {
		p.dash, p.period = style.Dash[0]*ratio, (style.Dash[0]+style.Dash[1])*ratio
	}
	var runs []visibleRun
	var all [][]geo.XY
	for _, line := range lines {
		for _, r := range clipLine(line, dev, s.bounds, half+2) {
			runs = append(runs, r)
			all = append(all, r.points)
		}
	}
	box := s.pixelBounds(all, half+1)
	if box.Empty() {
		return nil
	}
	p.mask = image.NewAlpha(box)
	for _, r := range runs {
		p.strokeRun(r)
	}
	return p.mask
}

// stroker strokes into a mask.
type stroker struct {
	mask         *image.Alpha
	halfWidth    float64 // of the width, in pixels
	dash, period float64 // a dash, and it with its gap; 0: a plain line
}

func (p *stroker) strokeRun(r visibleRun) {
	along := r.startDistance
	for i := 1; i < len(r.points); i++ {
		a, b := r.points[i-1], r.points[i]
		// Dashed lines have butt ends; elsewhere each stretch is round, which rounds the joins.
		p.strokeSegment(a, b, along, p.period > 0 && r.atLineStart && i == 1,
			p.period > 0 && r.atLineEnd && i == len(r.points)-1)
		along += math.Hypot(b.X-a.X, b.Y-a.Y)
	}
}

// strokeSegment covers the pixels along a stretch that begins at a distance along the line.
func (p *stroker) strokeSegment(a, b geo.XY, along float64, buttStart, buttEnd bool) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return
	}
	ux, uy := (b.X-a.X)/length, (b.Y-a.Y)/length
	reach := p.halfWidth + 1
	box := image.Rect(int(math.Floor(min(a.X, b.X)-reach)), int(math.Floor(min(a.Y, b.Y)-reach)),
		int(math.Ceil(max(a.X, b.X)+reach)),
		int(math.Ceil(max(a.Y, b.Y)+reach))).Intersect(p.mask.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		dy := float64(y) + 0.5 - a.Y
		from, to := reachedColumns(box, a, b, dy, reach)
		for x := from; x < to; x++ {
			dx := float64(x) + 0.5 - a.X
			t := dx*ux + dy*uy
			on := min(max(t, 0), length)
			share := coverage(math.Hypot(dx-on*ux, dy-on*uy), p.halfWidth)
			if share > 0 && p.period > 0 {
				share *= p.dashCoverage(along + on)
				if buttStart {
					share *= min(max(t+0.5, 0), 1)
				}
				if buttEnd {
					share *= min(max(length-t+0.5, 0), 1)
				}
			}
			if i, v := p.mask.PixOffset(x, y), uint8(math.Round(255*share)); v > p.mask.Pix[i] {
				p.mask.Pix[i] = v
			}
		}
	}
}

// reachedColumns are those of a row, dy below a, that a stretch can reach; all of the box where it
// runs level.
func reachedColumns(box image.Rectangle, a, b geo.XY, dy, reach float64) (from, to int) {
	rise := b.Y - a.Y
	if math.Abs(rise) < 2*reach {
		return box.Min.X, box.Max.X
	}
	slope := (b.X - a.X) / rise
	wide := reach * math.Sqrt(1+slope*slope)
	middle := a.X + dy*slope
	return max(box.Min.X, int(math.Floor(middle-wide))), min(box.Max.X, int(math.Ceil(middle+wide)))
}

// dashCoverage is how much of a pixel at a distance along the line lies in a dash.
func (p *stroker) dashCoverage(along float64) float64 {
	d := math.Abs(math.Mod(along, p.period) - p.dash/2)
	return coverage(min(d, p.period-d), p.dash/2)
}

// coverage is how much of a pixel at distance d from its middle a band covers that reaches half to
// either side.
func coverage(d, half float64) float64 {
	return min(max(min(half, d+0.5)-max(-half, d-0.5), 0), 1)
}
