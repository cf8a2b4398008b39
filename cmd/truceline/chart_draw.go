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
	chartEdge, chartLeft, chartRight = 20.0, 62.0, 28.0
	chartTitleLine, chartNoteLine    = 28.0, 17.0
)

// plot is the chart's area with its scales.
type plot struct {
	*chartPicture
	canvas     scene.Canvas
	from, to   time.Time
	top        float64 // the greatest share on the scale
	y0, y1     float64 // where it stands, and where 0 does
	taken      []textBox
	gridStroke scene.StrokeStyle
}

type textBox struct{ x0, y0, x1, y1 float64 }

func (b textBox) meets(o textBox) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (c *chartPicture) draw(canvas scene.Canvas) {
	p := &plot{chartPicture: c, canvas: canvas, gridStroke: c.theme.Lines["oblast"].Stroke}
	p.rect(0, 0, c.w, c.h, c.theme.Fills["land"])
	p.head()
	p.foot()
	p.scales()
	p.axes()
	for i := range c.series {
		p.bars(i)
	}
	for i := range c.series {
		p.points(i)
	}
	for i := range c.series {
		p.values(i)
	}
}

// scales makes room around the dates and up to a round share.
func (p *plot) scales() {
	first, last := p.series[0].points[0].day, p.series[0].points[0].day
	for _, s := range p.series {
		for _, x := range s.points {
			if x.day.Before(first) {
				first = x.day
			}
			if x.day.After(last) {
				last = x.day
			}
			p.top = math.Max(p.top, x.high)
		}
	}
	room := max(last.Sub(first)/16, 40*24*time.Hour)
	p.from, p.to = first.Add(-room), last.Add(room)
	p.top = min(math.Ceil(p.top*1.05/p.step())*p.step(), 1)
}

// step is the distance between grid lines as a share.
func (p *plot) step() float64 {
	switch {
	case p.top > 0.5:
		return 0.2
	case p.top > 0.3:
		return 0.1
	}
	return 0.05
}

func (p *plot) x(t time.Time) float64 {
	return chartLeft + (p.w-chartLeft-chartRight)*t.Sub(p.from).Hours()/p.to.Sub(p.from).Hours()
}

func (p *plot) y(share float64) float64 {
	return p.y1 + (p.y0-p.y1)*share/p.top
}

// axes draws a line for each round share, a tick for each New Year and the name of each year.
func (p *plot) axes() {
	style := p.theme.Texts["note"]
	for i := 0; float64(i)*p.step() <= p.top+1e-9; i++ {
		share := float64(i) * p.step()
		y := p.y(share)
		p.line(chartLeft, y, p.w-chartRight, y, p.gridStroke)
		label := p.words.WholePercent(share)
		p.text(label, chartLeft-8-p.fonts.Advance(label, style), y+p.fonts.CapHeight(style)/2, style)
	}
	base := p.y(0)
	p.line(chartLeft, base, p.w-chartRight, base, p.theme.Lines["scale"].Stroke)
	for year := p.from.Year(); year <= p.to.Year(); year++ {
		from, to := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
		if from.After(p.from) {
			p.line(p.x(from), base, p.x(from), base+6, p.theme.Lines["scale"].Stroke)
		}
		x0, x1 := math.Max(p.x(from), chartLeft), math.Min(p.x(to), p.w-chartRight)
		label := strconv.Itoa(year)
		if width := p.fonts.Advance(label, style); width+6 < x1-x0 {
			p.text(label, (x0+x1-width)/2, base+20, style)
		}
	}
}

// mark is the look of a series: its colour also tells in the shape of its points.
func (p *plot) mark(series int) scene.FillStyle {
	if series == 0 {
		return scene.FillStyle{Color: p.theme.Lines["scale"].Stroke.Color}
	}
	return scene.FillStyle{Color: p.theme.Lines["hub"].Stroke.Color}
}

// dotReach is how far a point's mark reaches from its middle, in CSS pixels, minBar how far a bar has to reach to be
// seen beside it.
const dotReach, minBar = 5.0, 7.0

func (p *plot) bars(series int) {
	stroke := scene.StrokeStyle{Color: p.mark(series).Color, Width: 1.6}
	for _, x := range p.series[series].points {
		at, low, high, mid := p.x(x.day), p.y(x.low), p.y(x.high), p.y(x.share)
		taken := textBox{at - dotReach, mid - dotReach, at + dotReach, mid + dotReach}
		if max(low-mid, mid-high) > minBar {
			p.line(at, low, at, high, stroke)
			p.line(at-6, low, at+6, low, stroke)
			p.line(at-6, high, at+6, high, stroke)
			taken = textBox{at - 6, min(high, taken.y0) - 1, at + 6, max(low, taken.y1) + 1}
		}
		p.taken = append(p.taken, taken)
	}
}

func (p *plot) points(series int) {
	for _, x := range p.series[series].points {
		p.point(series, p.x(x.day), p.y(x.share))
	}
}

// point draws a disc for Ukraine and a square for an oblast.
func (p *plot) point(series int, x, y float64) {
	shape, r := chartDisc, 4.0
	if series > 0 {
		shape, r = chartSquare, 3.6
	}
	m := scene.Matrix{XX: r, YY: r, X0: x, Y0: y}
	p.canvas.Fill(shape, m, p.mark(series))
	p.canvas.Stroke(shape, m, scene.StrokeStyle{Color: p.theme.Fills["land"].Color, Width: 1.2})
}

// values writes the share beside each point, at the first place that is free.
func (p *plot) values(series int) {
	style := p.theme.Texts["note"]
	style.Color = p.theme.Texts["situation"].Color
	for _, x := range p.series[series].points {
		label := p.words.Share(x.share, x.low, x.high)
		width, height := p.fonts.Advance(label, style), p.fonts.CapHeight(style)
		for _, place := range p.places(x, width, height) {
			box := textBox{place[0] - 2, place[1] - height - 2, place[0] + width + 2, place[1] + 2}
			if p.free(box) {
				p.text(label, place[0], place[1], style)
				p.taken = append(p.taken, box)
				break
			}
		}
	}
}

// places are where a label of a width and a height may stand beside a point, the best first: its left end and baseline.
func (p *plot) places(x chartPoint, width, height float64) [][2]float64 {
	at, mid := p.x(x.day), p.y(x.share)
	over, under := min(p.y(x.high), mid-dotReach)-6, max(p.y(x.low), mid+dotReach)+6+height
	right, left, centred := at+11, at-11-width, at-width/2
	list := [][2]float64{{right, mid + height/2}, {left, mid + height/2}, {centred, over}, {centred, under}}
	for away := 1.0; away <= 4; away++ {
		up, down := mid+height/2-away*height, mid+height/2+away*height
		list = append(list, [][2]float64{
			{right, up}, {right, down}, {left, up}, {left, down},
			{centred, over - away*height}, {centred, under + away*height},
		}...)
	}
	return list
}

func (p *plot) free(box textBox) bool {
	for _, t := range p.taken {
		if box.meets(t) {
			return false
		}
	}
	return box.x0 > chartLeft && box.x1 < p.w-4 && box.y1 < p.y(0)
}

// head writes the title and what the points stand for.
func (p *plot) head() {
	y := 14.0
	style := p.theme.Texts["title"]
	for _, line := range p.lines(p.words.Text("chart.title"), style) {
		y += chartTitleLine
		p.text(line, chartEdge, y-8, style)
	}
	y += 12
	style = p.theme.Texts["legend"]
	x := chartEdge
	for i, s := range p.series {
		p.point(i, x+5, y)
		p.text(s.name, x+15, y+p.fonts.CapHeight(style)/2, style)
		x += 15 + p.fonts.Advance(s.name, style) + 24
	}
	p.y0 = y + 24
}

// foot writes what the points are, and the sources.
func (p *plot) foot() {
	y := p.h - 14
	for _, x := range []struct{ text, style string }{{p.source, "source"}, {p.words.Text("chart.note"), "note"}} {
		style := p.theme.Texts[x.style]
		lines := p.lines(x.text, style)
		for i := range lines {
			p.text(lines[len(lines)-1-i], chartEdge, y, style)
			y -= chartNoteLine
		}
	}
	p.y1 = y - 26
}

// lines breaks a text where the chart ends, into lines of about the same length.
func (p *plot) lines(text string, style scene.TextStyle) []string {
	room := p.w - 2*chartEdge
	return scene.BalanceLines(p.broken(text, style, room), room, func(room float64) ([]string, bool) {
		lines := p.broken(text, style, room)
		return lines, !slices.ContainsFunc(lines, func(line string) bool { return p.fonts.Advance(line, style) > room })
	})
}

// broken breaks a text into lines that fit into a width.
func (p *plot) broken(text string, style scene.TextStyle, room float64) []string {
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

func (p *plot) text(text string, x, y float64, style scene.TextStyle) {
	p.canvas.Label(scene.Label{Text: text, X: x, Y: y, Style: style})
}

func (p *plot) line(x0, y0, x1, y1 float64, style scene.StrokeStyle) {
	path := scene.NewPath([][]geo.XY{{{X: x0, Y: y0}, {X: x1, Y: y1}}})
	p.canvas.Stroke(path, scene.Matrix{XX: 1, YY: 1}, style)
}

func (p *plot) rect(x0, y0, x1, y1 float64, style scene.FillStyle) {
	path := scene.NewPath([][]geo.XY{{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}, {X: x0, Y: y0}}})
	p.canvas.Fill(path, scene.Matrix{XX: 1, YY: 1}, style)
}

var (
	chartSquare = scene.NewPath([][]geo.XY{{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}, {X: -1, Y: -1}}})
	chartDisc   = scene.NewPath([][]geo.XY{disc(48)})
)

// disc is a circle of radius 1 with n corners.
func disc(n int) []geo.XY {
	var line []geo.XY
	for i := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		line = append(line, geo.XY{X: cos, Y: sin})
	}
	return line
}
