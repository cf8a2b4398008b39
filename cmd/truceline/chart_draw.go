package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Margins in CSS pixels: around everything, for the shares on the left, and lines of text.
const (
	chartMargin, chartLeftMargin, chartRightMargin = 20.0, 62.0, 28.0
	chartTitleLineHeight, chartNoteLineHeight      = 28.0, 17.0
)

// plot is the chart's area with its scales.
type plot struct {
	*chartPicture
	canvas        scene.Canvas
	start, end    time.Time
	maxShare      float64 // the greatest share on the scale
	yTop, yBottom float64 // where it stands, and where 0 does
	occupied      []labelBox
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

// computeScales makes room around the dates and up to a round share.
func (p *plot) computeScales() {
	first, last := p.series[0].points[0].date, p.series[0].points[0].date
	for _, s := range p.series {
		for _, x := range s.points {
			if x.date.Before(first) {
				first = x.date
			}
			if x.date.After(last) {
				last = x.date
			}
			p.maxShare = math.Max(p.maxShare, x.high)
		}
	}
	room := max(last.Sub(first)/16, 40*24*time.Hour)
	p.start, p.end = first.Add(-room), last.Add(room)
	p.maxShare = min(math.Ceil(p.maxShare*1.05/p.gridInterval())*p.gridInterval(), 1)
}

// gridInterval is the distance between grid lines as a share.
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

// drawAxes draws a line for each round share, a tick for each New Year and the name of each year.
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

// seriesFill is the look of a series: its colour also tells in the shape of its points.
func (p *plot) seriesFill(series int) scene.FillStyle {
	if series == 0 {
		return scene.FillStyle{Color: p.theme.Lines["scale"].Stroke.Color}
	}
	return scene.FillStyle{Color: p.theme.Lines["hub"].Stroke.Color}
}

// markerRadius is how far a point's mark reaches from its middle, in CSS pixels, minBar how far a
// bar has to reach to be seen beside it.
const markerRadius, minBarLength = 5.0, 7.0

func (p *plot) drawBars(series int) {
	stroke := scene.StrokeStyle{Color: p.seriesFill(series).Color, Width: 1.6}
	for _, x := range p.series[series].points {
		at, low, high, mid := p.x(x.date), p.y(x.low), p.y(x.high), p.y(x.share)
		taken := labelBox{at - markerRadius, mid - markerRadius, at + markerRadius,
			mid + markerRadius}
		if max(low-mid, mid-high) > minBarLength {
			p.drawLine(at, low, at, high, stroke)
			p.drawLine(at-6, low, at+6, low, stroke)
			p.drawLine(at-6, high, at+6, high, stroke)
			taken = labelBox{at - 6, min(high, taken.y0) - 1, at + 6, max(low, taken.y1) + 1}
		}
		p.occupied = append(p.occupied, taken)
	}
}

func (p *plot) drawPoints(series int) {
	for _, x := range p.series[series].points {
		p.drawPoint(series, p.x(x.date), p.y(x.share))
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

// drawValueLabels writes the share beside each point, at the first place that is free.
func (p *plot) drawValueLabels(series int) {
	style := p.theme.Texts["note"]
	style.Color = p.theme.Texts["situation"].Color
	for _, x := range p.series[series].points {
		label := p.locale.Share(x.share, x.low, x.high)
		width, height := p.fonts.Advance(label, style), p.fonts.CapHeight(style)
		for _, place := range p.labelPositions(x, width, height) {
			box := labelBox{place[0] - 2, place[1] - height - 2, place[0] + width + 2, place[1] + 2}
			if p.fits(box) {
				p.drawText(label, place[0], place[1], style)
				p.occupied = append(p.occupied, box)
				break
			}
		}
	}
}

// labelPositions are where a label of a width and a height may stand beside a point, the best
// first: its left end and baseline.
func (p *plot) labelPositions(x chartPoint, width, height float64) [][2]float64 {
	at, mid := p.x(x.date), p.y(x.share)
	over, under := min(p.y(x.high), mid-markerRadius)-6, max(p.y(x.low), mid+markerRadius)+6+height
	right, left, centred := at+11, at-11-width, at-width/2
	list := [][2]float64{{right, mid + height/2}, {left, mid + height/2}, {centred, over},
		{centred, under}}
	for away := 1.0; away <= 4; away++ {
		up, down := mid+height/2-away*height, mid+height/2+away*height
		list = append(list, [][2]float64{
			{right, up}, {right, down}, {left, up}, {left, down},
			{centred, over - away*height}, {centred, under + away*height},
		}...)
	}
	return list
}

func (p *plot) fits(box labelBox) bool {
	for _, t := range p.occupied {
		if box.overlaps(t) {
			return false
		}
	}
	return box.x0 > chartLeftMargin && box.x1 < p.w-4 && box.y1 < p.y(0)
}

// drawHeader writes the title and what the points stand for.
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

// drawFooter writes what the points are, and the sources.
func (p *plot) drawFooter() {
	y := p.h - 14
	for _, x := range []struct{ text, style string }{{p.credit, "source"},
		{p.locale.Text("chart.note"), "note"}} {
		style := p.theme.Texts[x.style]
		lines := p.balanceLines(x.text, style)
		for i := range lines {
			p.drawText(lines[len(lines)-1-i], chartMargin, y, style)
			y -= chartNoteLineHeight
		}
	}
	p.yBottom = y - 26
}

// balanceLines breaks a text where the chart ends, into lines of about the same length.
func (p *plot) balanceLines(text string, style scene.TextStyle) []string {
	room := p.w - 2*chartMargin
	return scene.BalanceLines(p.wrapText(text, style, room), room,
		func(room float64) ([]string, bool) {
			lines := p.wrapText(text, style, room)
			return lines, !slices.ContainsFunc(lines,
				func(line string) bool { return p.fonts.Advance(line, style) > room })
		})
}

// wrapText breaks a text into lines that fit into a width.
func (p *plot) wrapText(text string, style scene.TextStyle, room float64) []string {
	var lines []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' }) {
		last := len(lines) - 1
		if last >= 0 && p.fonts.Advance(lines[last]+" "+word, style) <= room {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
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

// circlePoints is a circle of radius 1 with n corners.
func circlePoints(n int) []geo.XY {
	var line []geo.XY
	for i := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		line = append(line, geo.XY{X: cos, Y: sin})
	}
	return line
}
