package raster

import (
	"image"
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// strokeMask returns the coverage of lines in map coordinates, nil if it is empty. A pixel counts
// as a square as wide as itself across the line, as on the GPU. Where segments of a line overlap,
// the greater coverage counts. (An outline of the line, filled, would have holes where a wide line
// turns sharply and its inner side runs backwards; see docs/decisions/0014.)
func (r *rasterizer) strokeMask(lines [][]geo.XY, dev scene.Matrix, style scene.StrokeStyle,
	ratio float64) *image.Alpha {
	halfWidth := style.Width * ratio / 2
	if !(halfWidth > 0) {
		return nil
	}
	st := stroker{halfWidth: halfWidth}
	if style.Dash[0] > 0 && style.Dash[1] > 0 {
		st.dash, st.period = style.Dash[0]*ratio, (style.Dash[0]+style.Dash[1])*ratio
	}
	var runs []visibleRun
	var visible [][]geo.XY
	for _, line := range lines {
		for _, run := range clipLine(line, dev, r.bounds, halfWidth+2) {
			runs = append(runs, run)
			visible = append(visible, run.points)
		}
	}
	maskBounds := r.pixelBounds(visible, halfWidth+1)
	if maskBounds.Empty() {
		return nil
	}
	st.mask = image.NewAlpha(maskBounds)
	for _, run := range runs {
		st.strokeRun(run)
	}
	return st.mask
}

// stroker strokes into a mask.
type stroker struct {
	mask         *image.Alpha
	halfWidth    float64 // in pixels
	dash, period float64 // length of a dash, and of a dash and its gap; 0: a solid line
}

// strokeRun strokes a visible part of a line.
func (p *stroker) strokeRun(run visibleRun) {
	distance := run.startDistance
	for i := 1; i < len(run.points); i++ {
		a, b := run.points[i-1], run.points[i]
		// Dashed lines have butt ends. Other segments have round ends, which round the joins.
		p.strokeSegment(a, b, distance, p.period > 0 && run.atLineStart && i == 1,
			p.period > 0 && run.atLineEnd && i == len(run.points)-1)
		distance += math.Hypot(b.X-a.X, b.Y-a.Y)
	}
}

// strokeSegment covers the pixels along a segment that begins at a distance along the line.
func (p *stroker) strokeSegment(a, b geo.XY, distance float64, buttStart, buttEnd bool) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return
	}
	ux, uy := (b.X-a.X)/length, (b.Y-a.Y)/length
	reach := p.halfWidth + 1
	reached := image.Rect(
		int(math.Floor(min(a.X, b.X)-reach)), int(math.Floor(min(a.Y, b.Y)-reach)),
		int(math.Ceil(max(a.X, b.X)+reach)),
		int(math.Ceil(max(a.Y, b.Y)+reach))).Intersect(p.mask.Rect)
	for y := reached.Min.Y; y < reached.Max.Y; y++ {
		dy := float64(y) + 0.5 - a.Y
		from, to := reachedColumns(reached, a, b, dy, reach)
		for x := from; x < to; x++ {
			dx := float64(x) + 0.5 - a.X
			t := dx*ux + dy*uy
			foot := min(max(t, 0), length)
			covered := coverage(math.Hypot(dx-foot*ux, dy-foot*uy), p.halfWidth)
			if covered > 0 && p.period > 0 {
				covered *= p.dashCoverage(distance + foot)
				if buttStart {
					covered *= min(max(t+0.5, 0), 1)
				}
				if buttEnd {
					covered *= min(max(length-t+0.5, 0), 1)
				}
			}
			if i, v := p.mask.PixOffset(x, y), uint8(math.Round(255*covered)); v > p.mask.Pix[i] {
				p.mask.Pix[i] = v
			}
		}
	}
}

// reachedColumns returns the columns of a row, dy below a, that a segment can reach. Where the
// segment is nearly horizontal it returns all of them.
func reachedColumns(box image.Rectangle, a, b geo.XY, dy, reach float64) (from, to int) {
	rise := b.Y - a.Y
	if math.Abs(rise) < 2*reach {
		return box.Min.X, box.Max.X
	}
	slope := (b.X - a.X) / rise
	halfWidth := reach * math.Sqrt(1+slope*slope)
	center := a.X + dy*slope
	return max(box.Min.X, int(math.Floor(center-halfWidth))),
		min(box.Max.X, int(math.Ceil(center+halfWidth)))
}

// dashCoverage returns the share of a pixel at a distance along the line that lies in a dash.
func (p *stroker) dashCoverage(distance float64) float64 {
	d := math.Abs(math.Mod(distance, p.period) - p.dash/2)
	return coverage(min(d, p.period-d), p.dash/2)
}

// coverage returns the share of a pixel, at distance d from the middle of a band, that the band
// covers. half is half of the band's width.
func coverage(d, halfWidth float64) float64 {
	return min(max(min(halfWidth, d+0.5)-max(-halfWidth, d-0.5), 0), 1)
}
