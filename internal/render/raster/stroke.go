package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// stroke covers lines given in map coordinates. A pixel counts as a square as wide as itself across the line, like on
// the GPU; where stretches of a line overlap, the one that covers more of it counts. (Outlining a line and filling the
// outline leaves holes where a wide line turns sharply and its inner side runs backwards.)
func (s *scanner) stroke(lines [][]geo.XY, dev scene.Matrix, style scene.StrokeStyle, ratio float64) *image.Alpha {
	half := style.Width * ratio / 2
	if !(half > 0) {
		return nil
	}
	p := pen{half: half}
	if style.Dash[0] > 0 && style.Dash[1] > 0 {
		p.dash, p.period = style.Dash[0]*ratio, (style.Dash[0]+style.Dash[1])*ratio
	}
	var runs []run
	var all [][]geo.XY
	for _, line := range lines {
		for _, r := range clipLine(line, dev, s.bounds, half+2) {
			runs = append(runs, r)
			all = append(all, r.points)
		}
	}
	box := s.box(all, half+1)
	if box.Empty() {
		return nil
	}
	p.mask = image.NewAlpha(box)
	for _, r := range runs {
		p.run(r)
	}
	return p.mask
}

// pen strokes into a mask.
type pen struct {
	mask         *image.Alpha
	half         float64 // of the width, in pixels
	dash, period float64 // a dash, and it with its gap; 0: a plain line
}

func (p *pen) run(r run) {
	along := r.start
	for i := 1; i < len(r.points); i++ {
		a, b := r.points[i-1], r.points[i]
		// Dashed lines have butt ends; elsewhere each stretch is round, which rounds the joins.
		p.segment(a, b, along, p.period > 0 && r.begins && i == 1, p.period > 0 && r.ends && i == len(r.points)-1)
		along += math.Hypot(b.X-a.X, b.Y-a.Y)
	}
}

// segment covers the pixels along a stretch that begins at a distance along the line.
func (p *pen) segment(a, b geo.XY, along float64, buttStart, buttEnd bool) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return
	}
	ux, uy := (b.X-a.X)/length, (b.Y-a.Y)/length
	reach := p.half + 1
	box := image.Rect(int(math.Floor(min(a.X, b.X)-reach)), int(math.Floor(min(a.Y, b.Y)-reach)),
		int(math.Ceil(max(a.X, b.X)+reach)), int(math.Ceil(max(a.Y, b.Y)+reach))).Intersect(p.mask.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		dy := float64(y) + 0.5 - a.Y
		from, to := columns(box, a, b, dy, reach)
		for x := from; x < to; x++ {
			dx := float64(x) + 0.5 - a.X
			t := dx*ux + dy*uy
			on := min(max(t, 0), length)
			share := cover(math.Hypot(dx-on*ux, dy-on*uy), p.half)
			if share > 0 && p.period > 0 {
				share *= p.dashed(along + on)
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

// columns are those of a row, dy below a, that a stretch can reach; all of the box where it runs level.
func columns(box image.Rectangle, a, b geo.XY, dy, reach float64) (from, to int) {
	rise := b.Y - a.Y
	if math.Abs(rise) < 2*reach {
		return box.Min.X, box.Max.X
	}
	slope := (b.X - a.X) / rise
	wide := reach * math.Sqrt(1+slope*slope)
	middle := a.X + dy*slope
	return max(box.Min.X, int(math.Floor(middle-wide))), min(box.Max.X, int(math.Ceil(middle+wide)))
}

// dashed is how much of a pixel at a distance along the line lies in a dash.
func (p *pen) dashed(along float64) float64 {
	d := math.Abs(math.Mod(along, p.period) - p.dash/2)
	return cover(min(d, p.period-d), p.dash/2)
}

// cover is how much of a pixel at distance d from its middle a band covers that reaches half to either side.
func cover(d, half float64) float64 {
	return min(max(min(half, d+0.5)-max(-half, d-0.5), 0), 1)
}
