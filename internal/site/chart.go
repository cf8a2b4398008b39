package site

import (
	"fmt"

	"truceline/internal/app"
)

// Vertical positions of the chart in CSS pixels, from the top. Its width is that of the slider
// above it, so horizontal positions are in per cent. web/chart.js reads these numbers from the
// element and draws with them.
const (
	chartHeight     = 92
	chartTop        = 14 // of the top gridline
	chartBaseline   = 70 // of the line of 0 %
	chartTickBottom = 75 // lower end of the year ticks
)

// chartLayout is the chart of shares over time, with positions as SVG attributes.
type chartLayout struct {
	Height, Baseline, TickBottom int
	// YRange is read by web/chart.js: chartTop and chartBaseline.
	YRange    string
	Gridlines []gridline
	YearTicks []yearTick
	Points    []chartPoint
}

type gridline struct{ Y, Label string }

type yearTick struct{ X, Label string }

// chartPoint is an estimate with its range. Series is the index of its series.
type chartPoint struct {
	Series          int
	X, Y, Low, High string
	Title           string
}

// Chart returns the layout of the view's chart.
func (p *page) Chart() chartLayout {
	chart := p.View.Chart
	y := func(share float64) string {
		if chart.Max <= 0 {
			return "0"
		}
		return fmt.Sprintf("%.1f", chartBaseline-share/chart.Max*(chartBaseline-chartTop))
	}
	x := func(share float64) string { return fmt.Sprintf("%.2f%%", share*100) }
	layout := chartLayout{Height: chartHeight, Baseline: chartBaseline, TickBottom: chartTickBottom,
		YRange: fmt.Sprintf("%d %d", chartTop, chartBaseline)}
	for _, line := range chart.Gridlines {
		layout.Gridlines = append(layout.Gridlines, gridline{y(line.Share), line.Label})
	}
	for _, year := range chart.YearTicks {
		layout.YearTicks = append(layout.YearTicks, yearTick{x(year.Offset), year.Label})
	}
	for i, s := range chart.Series {
		for _, point := range s.Points {
			layout.Points = append(layout.Points,
				chartPoint{i, x(point.Offset), y(point.Share), y(point.Low), y(point.High),
					pointTitle(s, point)})
		}
	}
	return layout
}

// pointTitle returns the text of a point's tooltip.
func pointTitle(s app.Series, p app.Point) string { return s.Name + ", " + p.Label + ", " + p.Text }
