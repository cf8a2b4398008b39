package main

import (
	"math"
	"strconv"
	"time"

	"truceline/internal/geo"
	"truceline/internal/scene"
	"truceline/internal/textwrap"
)

// Margins and line heights in CSS pixels.
const (
	chartMargin, chartLeftMargin, chartRightMargin = 20.0, 62.0, 28.0
	chartTitleLineHeight, chartNoteLineHeight      = 28.0, 17.0
)

// plot is the plot area with its scales.
type plot struct {
	*chartPicture
	canvas        scene.Canvas
	start, end    time.Time
	maxShare      float64    // the largest share of the scale
	yTop, yBottom float64    // the positions of maxShare and of share 0
	occupied      []labelBox // by labels and points
	gridStroke    scene.StrokeStyle
}

type labelBox struct{ x0, y0, x1, y1 float64 }

func (b labelBox) overlaps(o labelBox) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (c *chartPicture) draw(canvas scene.Canvas) {
	p := &plot{chartPicture: c, canvas: canvas, gridStroke: c.theme.Lines["oblast"].Stroke}
	p.fillRect(0, 0, c.w, c.h, c.theme.Fills["land"])
	p.drawHeader()
	p.drawFooter()
	p.computeScales()
	p.drawAxes()
	for i := range c.series {
		p.drawBars(i)
	}
	for i := range c.series {
		p.drawPoints(i)
	}
	for i := range c.series {
		p.drawValueLabels(i)
	}
}

// computeScales sets the range of dates, with padding, and rounds the largest share up to a grid
// line.
func (p *plot) computeScales() {
	first, last := p.series[0].points[0].date, p.series[0].points[0].date
	for _, s := range p.series {
		for _, point := range s.points {
			if point.date.Before(first) {
				first = point.date
			}
			if point.date.After(last) {
				last = point.date
			}
			p.maxShare = math.Max(p.maxShare, point.high)
		}
	}
	padding := max(last.Sub(first)/16, 40*24*time.Hour)
	p.start, p.end = first.Add(-padding), last.Add(padding)
	p.maxShare = min(math.Ceil(p.maxShare*1.05/p.gridInterval())*p.gridInterval(), 1)
}

// gridInterval returns the distance between grid lines as a share.
func (p *plot) gridInterval() float64 {
	switch {
	case p.maxShare > 0.5:
		return 0.2
	case p.maxShare > 0.3:
		return 0.1
	}
	return 0.05
}

func (p *plot) x(t time.Time) float64 {
	return chartLeftMargin + (p.w-chartLeftMargin-chartRightMargin)*t.Sub(p.start).Hours()/
		p.end.Sub(p.start).Hours()
}

func (p *plot) y(share float64) float64 {
	return p.yBottom + (p.yTop-p.yBottom)*share/p.maxShare
}

// drawAxes draws a line for each grid share, a tick for each New Year and the number of each year.
func (p *plot) drawAxes() {
	style := p.theme.Texts["note"]
	for i := 0; float64(i)*p.gridInterval() <= p.maxShare+1e-9; i++ {
		share := float64(i) * p.gridInterval()
		y := p.y(share)
		p.drawLine(chartLeftMargin, y, p.w-chartRightMargin, y, p.gridStroke)
		label := p.locale.WholePercent(share)
		p.drawText(label, chartLeftMargin-8-p.fonts.Advance(label, style),
			y+p.fonts.CapHeight(style)/2, style)
	}
	base := p.y(0)
	p.drawLine(chartLeftMargin, base, p.w-chartRightMargin, base, p.theme.Lines["scale"].Stroke)
	for year := p.start.Year(); year <= p.end.Year(); year++ {
		from, to := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
		if from.After(p.start) {
			p.drawLine(p.x(from), base, p.x(from), base+6, p.theme.Lines["scale"].Stroke)
		}
		x0, x1 := math.Max(p.x(from), chartLeftMargin), math.Min(p.x(to), p.w-chartRightMargin)
		label := strconv.Itoa(year)
		if width := p.fonts.Advance(label, style); width+6 < x1-x0 {
			p.drawText(label, (x0+x1-width)/2, base+20, style)
		}
	}
}

// seriesFill returns the fill of a series. Series differ in the shape of their points too, not only
// in colour.
func (p *plot) seriesFill(series int) scene.FillStyle {
	if series == 0 {
		return scene.FillStyle{Color: p.theme.Lines["scale"].Stroke.Color}
	}
	return scene.FillStyle{Color: p.theme.Lines["hub"].Stroke.Color}
}

// markerRadius is the radius of a point's mark in CSS pixels. minBarLength is the length from which
// a bar is visible beside the mark.
const markerRadius, minBarLength = 5.0, 7.0

func (p *plot) drawBars(series int) {
	stroke := scene.StrokeStyle{Color: p.seriesFill(series).Color, Width: 1.6}
	for _, point := range p.series[series].points {
		x, low, high, y := p.x(point.date), p.y(point.low), p.y(point.high), p.y(point.share)
		box := labelBox{x - markerRadius, y - markerRadius, x + markerRadius,
			y + markerRadius}
		if max(low-y, y-high) > minBarLength {
			p.drawLine(x, low, x, high, stroke)
			p.drawLine(x-6, low, x+6, low, stroke)
			p.drawLine(x-6, high, x+6, high, stroke)
			box = labelBox{x - 6, min(high, box.y0) - 1, x + 6, max(low, box.y1) + 1}
		}
		p.occupied = append(p.occupied, box)
	}
}

func (p *plot) drawPoints(series int) {
	for _, point := range p.series[series].points {
		p.drawPoint(series, p.x(point.date), p.y(point.share))
	}
}

// drawPoint draws a disc for Ukraine and a square for an oblast.
func (p *plot) drawPoint(series int, x, y float64) {
	shape, r := circleShape, 4.0
	if series > 0 {
		shape, r = squareShape, 3.6
	}
	m := scene.Matrix{XX: r, YY: r, X0: x, Y0: y}
	p.canvas.Fill(shape, m, p.seriesFill(series))
	p.canvas.Stroke(shape, m, scene.StrokeStyle{Color: p.theme.Fills["land"].Color, Width: 1.2})
}

// drawValueLabels writes the share beside each point, at the first position that is free, if any.
func (p *plot) drawValueLabels(series int) {
	style := p.theme.Texts["note"]
	style.Color = p.theme.Texts["situation"].Color
	for _, point := range p.series[series].points {
		label := p.locale.Share(point.share, point.low, point.high)
		width, height := p.fonts.Advance(label, style), p.fonts.CapHeight(style)
		for _, position := range p.labelPositions(point, width, height) {
			box := labelBox{position[0] - 2, position[1] - height - 2, position[0] + width + 2,
				position[1] + 2}
			if p.fits(box) {
				p.drawText(label, position[0], position[1], style)
				p.occupied = append(p.occupied, box)
				break
			}
		}
	}
}

// labelPositions returns possible positions, best first, of a label beside a point. A position is
// the label's left end and baseline.
func (p *plot) labelPositions(point chartPoint, width, height float64) [][2]float64 {
	x, y := p.x(point.date), p.y(point.share)
	above, below := min(p.y(point.high), y-markerRadius)-6,
		max(p.y(point.low), y+markerRadius)+6+height
	right, left, centred := x+11, x-11-width, x-width/2
	positions := [][2]float64{{right, y + height/2}, {left, y + height/2}, {centred, above},
		{centred, below}}
	for distance := 1.0; distance <= 4; distance++ {
		up, down := y+height/2-distance*height, y+height/2+distance*height
		positions = append(positions, [][2]float64{
			{right, up}, {right, down}, {left, up}, {left, down},
			{centred, above - distance*height}, {centred, below + distance*height},
		}...)
	}
	return positions
}

// fits reports whether a label is inside the plot area and overlaps nothing.
func (p *plot) fits(box labelBox) bool {
	for _, other := range p.occupied {
		if box.overlaps(other) {
			return false
		}
	}
	return box.x0 > chartLeftMargin && box.x1 < p.w-4 && box.y1 < p.y(0)
}

// drawHeader draws the title and the legend, and sets yTop.
func (p *plot) drawHeader() {
	y := 14.0
	style := p.theme.Texts["title"]
	for _, line := range p.balanceLines(p.locale.Text("chart.title"), style) {
		y += chartTitleLineHeight
		p.drawText(line, chartMargin, y-8, style)
	}
	y += 12
	style = p.theme.Texts["legend"]
	x := chartMargin
	for i, s := range p.series {
		p.drawPoint(i, x+5, y)
		p.drawText(s.name, x+15, y+p.fonts.CapHeight(style)/2, style)
		x += 15 + p.fonts.Advance(s.name, style) + 24
	}
	p.yTop = y + 24
}

// drawFooter draws the note and the sources, and sets yBottom.
func (p *plot) drawFooter() {
	y := p.h - 14
	for _, line := range []struct{ text, style string }{{p.credit, "source"},
		{p.locale.Text("chart.note"), "note"}} {
		style := p.theme.Texts[line.style]
		lines := p.balanceLines(line.text, style)
		for i := range lines {
			p.drawText(lines[len(lines)-1-i], chartMargin, y, style)
			y -= chartNoteLineHeight
		}
	}
	p.yBottom = y - 26
}

// balanceLines wraps a text to the chart's width in lines of about the same length.
func (p *plot) balanceLines(text string, style scene.TextStyle) []string {
	w := textwrap.Wrapper{
		Measure: func(text string) float64 { return p.fonts.Advance(text, style) }}
	return w.Balanced(textwrap.Words(text), p.w-2*chartMargin)
}

func (p *plot) drawText(text string, x, y float64, style scene.TextStyle) {
	p.canvas.Label(scene.Label{Text: text, X: x, Y: y, Style: style})
}

func (p *plot) drawLine(x0, y0, x1, y1 float64, style scene.StrokeStyle) {
	path := scene.NewPath([][]geo.XY{{{X: x0, Y: y0}, {X: x1, Y: y1}}})
	p.canvas.Stroke(path, scene.Matrix{XX: 1, YY: 1}, style)
}

func (p *plot) fillRect(x0, y0, x1, y1 float64, style scene.FillStyle) {
	path := scene.NewPath([][]geo.XY{{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1},
		{X: x0, Y: y1}, {X: x0, Y: y0}}})
	p.canvas.Fill(path, scene.Matrix{XX: 1, YY: 1}, style)
}

var (
	squareShape = scene.NewPath([][]geo.XY{{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1},
		{X: -1, Y: 1}, {X: -1, Y: -1}}})
	circleShape = scene.NewPath([][]geo.XY{circlePoints(48)})
)

// circlePoints returns a circle of radius 1 as a closed polygon with n corners.
func circlePoints(n int) []geo.XY {
	var points []geo.XY
	for i := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		points = append(points, geo.XY{X: cos, Y: sin})
	}
	return points
}
