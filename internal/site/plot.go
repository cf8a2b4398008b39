package site

import (
	"fmt"

	"truceline/internal/app"
)

// The chart's heights in CSS pixels. Its width is the slider's above it, so that everything across is in percent of it.
// web/chart.js draws the same from the same numbers, which it reads off the element.
const (
	plotHeight = 92
	plotTop    = 14 // of the upper edge's line
	plotBase   = 70 // of the line of 0 %
	plotTick   = 75 // how far down the mark of a year goes
)

// plot is the share over time, ready to be drawn.
type plot struct {
	Height, Base, Tick int
	// Plot is what web/chart.js reads: where the upper edge is and where nothing is.
	Plot   string
	Lines  []plotLine
	Years  []plotYear
	Points []plotPoint
}

type plotLine struct{ Y, Label string }

type plotYear struct{ X, Label string }

// plotPoint is an estimate with its range; Series is its place among the series, from 0.
type plotPoint struct {
	Series          int
	X, Y, Low, High string
	Title           string
}

// Chart draws the view's chart.
func (p *page) Chart() plot {
	chart := p.View.Chart
	y := func(share float64) string {
		if chart.Top <= 0 {
			return "0"
		}
		return fmt.Sprintf("%.1f", plotBase-share/chart.Top*(plotBase-plotTop))
	}
	x := func(at float64) string { return fmt.Sprintf("%.2f%%", at*100) }
	out := plot{Height: plotHeight, Base: plotBase, Tick: plotTick, Plot: fmt.Sprintf("%d %d", plotTop, plotBase)}
	for _, line := range chart.Lines {
		out.Lines = append(out.Lines, plotLine{y(line.Share), line.Label})
	}
	for _, year := range chart.Years {
		out.Years = append(out.Years, plotYear{x(year.At), year.Label})
	}
	for i, s := range chart.Series {
		for _, point := range s.Points {
			out.Points = append(out.Points, plotPoint{i, x(point.At), y(point.Share), y(point.Low), y(point.High), pointTitle(s, point)})
		}
	}
	return out
}

// pointTitle says a point in words.
func pointTitle(s app.Series, p app.Point) string { return s.Name + ", " + p.Label + ", " + p.Text }
