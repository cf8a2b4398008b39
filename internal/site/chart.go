package site

import (
	"fmt"

	"truceline/internal/app"
)

// The chart's heights in CSS pixels. Its width is the slider's above it, so that everything across
// is in percent of it. web/chart.js draws the same from the same numbers, which it reads off the
// element.
const (
	chartHeight     = 92
	chartTop        = 14 // of the upper edge's line
	chartBaseline   = 70 // of the line of 0 %
	chartTickBottom = 75 // how far down the mark of a year goes
)

// chartLayout is the share over time, ready to be drawn.
type chartLayout struct {
	Height, Baseline, TickBottom int
	// YRange is what web/chart.js reads: where the upper edge is and where nothing is.
	YRange    string
	Gridlines []gridline
	YearTicks []yearTick
	Points    []chartPoint
}

type gridline struct{ Y, Label string }

type yearTick struct{ X, Label string }

// chartPoint is an estimate with its range; Series is its place among the series, from 0.
type chartPoint struct {
	Series          int
	X, Y, Low, High string
	Title           string
}

// Chart draws the view's chart.
func (p *page) Chart() chartLayout {
	chart := p.View.Chart
	y := func(share float64) string {
		if chart.Top <= 0 {
			return "0"
		}
		return fmt.Sprintf("%.1f", chartBaseline-share/chart.Top*(chartBaseline-chartTop))
	}
	x := func(at float64) string { return fmt.Sprintf("%.2f%%", at*100) }
	out := chartLayout{Height: chartHeight, Baseline: chartBaseline, TickBottom: chartTickBottom,
		YRange: fmt.Sprintf("%d %d", chartTop, chartBaseline)}
	for _, line := range chart.Lines {
		out.Gridlines = append(out.Gridlines, gridline{y(line.Share), line.Label})
	}
	for _, year := range chart.Years {
		out.YearTicks = append(out.YearTicks, yearTick{x(year.At), year.Label})
	}
	for i, s := range chart.Series {
		for _, point := range s.Points {
			out.Points = append(out.Points,
				chartPoint{i, x(point.At), y(point.Share), y(point.Low), y(point.High),
					pointTitle(s, point)})
		}
	}
	return out
}

// pointTitle says a point in words.
func pointTitle(s app.Series, p app.Point) string { return s.Name + ", " + p.Label + ", " + p.Text }
