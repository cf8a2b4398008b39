package main

import (
	"image"
	"image/color"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// chartHeight is the chart's in CSS pixels.
const chartHeight = 150

// addChart adds the shares over time as points with their ranges. Between the days nothing is
// known, so the points are not joined.
func (p *panel) addChart(to *widget.Container, width int) {
	s, v := p.style, p.view
	c := v.Chart
	if len(c.Series) == 0 || !(c.Top > 0) {
		return
	}
	to.AddChild(p.newText(c.Caption, &s.small, s.muted, width))
	for i, series := range c.Series {
		to.AddChild(p.newSeriesLegend(series, i, width))
	}
	x := s.horizontalScale(width, chartInset)
	l := p.newCustomWidget(image.Pt(width, s.px(chartHeight)), nil,
		func(screen *ebiten.Image, box image.Rectangle) {
			p.drawChart(screen, box, c,
				func(at float64) float64 { return float64(box.Min.X) + x(at) })
		})
	l.onDrag = func(at image.Point, _ bool) {
		days := sliderValues{}
		for _, d := range v.Dates {
			days.positions = append(days.positions, d.At)
		}
		if i := days.nearestIndex((float64(at.X) - x(0)) /
			max(x(1)-x(0), 1)); v.Dates[i].ID != v.Date {
			p.dispatch(app.Action{Type: app.ActionDate, Date: v.Dates[i].ID})
		}
	}
	to.AddChild(l)
}

// seriesColor tells areas apart; so does the form of the points.
func (s *style) seriesColor(i int) color.NRGBA {
	if i == 0 {
		return s.foreground
	}
	return s.accent
}

// newSeriesLegend says what a form of point stands for, with the estimate for the day that is
// shown.
func (p *panel) newSeriesLegend(series app.Series, i, width int) *customWidget {
	s := p.style
	words := series.Name
	for _, x := range series.Points {
		if x.Date == p.view.Date {
			words = p.nameAndText(series.Name, x.Text)
		}
	}
	left := s.px(18)
	lines := wrapText(words, s.body, float64(width-left))
	high := lineHeight(s.body)
	return p.newCustomWidget(image.Pt(width, len(lines)*high), nil,
		func(screen *ebiten.Image, box image.Rectangle) {
			s.drawPoint(screen, i, float64(box.Min.X+s.px(6)), float64(box.Min.Y+high/2), true)
			for k, line := range lines {
				drawText(screen, line, s.body, s.foreground, box.Min.X+left, box.Min.Y+k*high)
			}
		})
}

// drawPoint draws a point of a series: a disc, or a diamond for the oblast; filled on the day that
// is shown.
func (s *style) drawPoint(screen *ebiten.Image, i int, x, y float64, filled bool) {
	c := s.seriesColor(i)
	inside := s.background
	if filled {
		inside = c
	}
	if i == 0 {
		s.drawDot(screen, x, y, 4, inside, c)
		return
	}
	s.drawShape(screen, diamond, x, y, 5, inside, c)
}

func (p *panel) drawChart(screen *ebiten.Image, box image.Rectangle, c app.Chart,
	x func(at float64) float64) {
	s := p.style
	top, bottom := float64(box.Min.Y+s.px(12)), float64(box.Max.Y-s.px(4))
	y := func(share float64) float64 { return bottom - share/c.Top*(bottom-top) }
	for _, year := range c.Years {
		s.fillRect(screen, image.Rect(int(x(year.At)), int(top), int(x(year.At))+max(s.px(1), 1),
			int(bottom)), s.raised)
	}
	for _, line := range c.Lines {
		at := int(math.Round(y(line.Share)))
		s.fillRect(screen,
			image.Rect(box.Min.X+s.px(chartInset-10), at, box.Max.X, at+max(s.px(1), 1)), s.divider)
		drawText(screen, line.Label, s.tiny, s.muted, box.Min.X, at-lineHeight(s.tiny)/2)
	}
	for i, series := range c.Series {
		shift := (float64(i) - float64(len(c.Series)-1)/2) * 7 * s.ratio
		for _, q := range series.Points {
			at := x(q.At) + shift
			s.drawVerticalLine(screen, at, y(q.High), y(q.Low), 1.6, s.seriesColor(i))
			s.drawPoint(screen, i, at, y(q.Share), q.Date == p.view.Date)
		}
	}
}
