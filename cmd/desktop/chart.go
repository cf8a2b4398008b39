package main

import (
	"image"
	"image/color"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// chartHeight is the height of the chart in CSS pixels.
const chartHeight = 150

// addChart adds the chart of shares over time, as points with ranges. The points are not joined,
// because there are no data between the dates.
func (p *panel) addChart(parent *widget.Container, width int) {
	s, v := p.style, p.view
	chart := v.Chart
	if len(chart.Series) == 0 || !(chart.Max > 0) {
		return
	}
	parent.AddChild(p.newText(chart.Caption, &s.small, s.muted, width))
	for i, series := range chart.Series {
		parent.AddChild(p.newSeriesLegend(series, i, width))
	}
	x := s.horizontalScale(width, chartInset)
	chartWidget := p.newCustomWidget(image.Pt(width, s.px(chartHeight)), nil,
		func(screen *ebiten.Image, rect image.Rectangle) {
			p.drawChart(screen, rect, chart,
				func(position float64) float64 { return float64(rect.Min.X) + x(position) })
		})
	chartWidget.onDrag = func(position image.Point, _ bool) {
		dates := sliderValues{}
		for _, d := range v.Dates {
			dates.positions = append(dates.positions, d.Offset)
		}
		if i := dates.nearestIndex((float64(position.X) - x(0)) /
			max(x(1)-x(0), 1)); v.Dates[i].ID != v.Date {
			p.dispatch(app.Action{Type: app.ActionDate, Date: v.Dates[i].ID})
		}
	}
	parent.AddChild(chartWidget)
}

// seriesColor returns the colour of a series. Series differ in the shape of their points too.
func (p *panel) seriesColor(i int) color.NRGBA {
	if i == 0 {
		return p.style.foreground
	}
	return p.style.accent
}

// newSeriesLegend returns the legend of a series, with the estimate for the current date.
func (p *panel) newSeriesLegend(series app.Series, i, width int) *customWidget {
	s := p.style
	label := series.Name
	for _, point := range series.Points {
		if point.Date == p.view.Date {
			label = p.nameAndText(series.Name, point.Text)
		}
	}
	left := s.px(18)
	lines := wrapText(label, s.body, float64(width-left))
	rowHeight := lineHeight(s.body)
	return p.newCustomWidget(image.Pt(width, len(lines)*rowHeight), nil,
		func(screen *ebiten.Image, rect image.Rectangle) {
			p.drawPoint(screen, i, float64(rect.Min.X+s.px(6)), float64(rect.Min.Y+rowHeight/2),
				true)
			for row, line := range lines {
				drawText(screen, line, s.body, s.foreground, rect.Min.X+left,
					rect.Min.Y+row*rowHeight)
			}
		})
}

// drawPoint draws a point of a series: a disc for Ukraine, a diamond for an oblast. The point of
// the current date is filled.
func (p *panel) drawPoint(screen *ebiten.Image, i int, x, y float64, filled bool) {
	s, c := p.style, p.seriesColor(i)
	fill := s.background
	if filled {
		fill = c
	}
	if i == 0 {
		s.drawDot(screen, x, y, 4, fill, c)
		return
	}
	s.drawShape(screen, diamond, x, y, 5, fill, c)
}

func (p *panel) drawChart(screen *ebiten.Image, rect image.Rectangle, chart app.Chart,
	x func(position float64) float64) {
	s := p.style
	top, bottom := float64(rect.Min.Y+s.px(12)), float64(rect.Max.Y-s.px(4))
	y := func(share float64) float64 { return bottom - share/chart.Max*(bottom-top) }
	for _, year := range chart.YearTicks {
		left := int(x(year.Offset))
		s.fillRect(screen, image.Rect(left, int(top), left+max(s.px(1), 1), int(bottom)), s.raised)
	}
	for _, gridLine := range chart.Gridlines {
		lineY := int(math.Round(y(gridLine.Share)))
		s.fillRect(screen,
			image.Rect(rect.Min.X+s.px(chartInset-10), lineY, rect.Max.X, lineY+max(s.px(1), 1)),
			s.divider)
		drawText(screen, gridLine.Label, s.tiny, s.muted, rect.Min.X, lineY-lineHeight(s.tiny)/2)
	}
	for i, series := range chart.Series {
		seriesOffset := (float64(i) - float64(len(chart.Series)-1)/2) * 7 * s.ratio
		for _, point := range series.Points {
			pointX := x(point.Offset) + seriesOffset
			s.drawVerticalLine(screen, pointX, y(point.High), y(point.Low), 1.6, p.seriesColor(i))
			p.drawPoint(screen, i, pointX, y(point.Share), point.Date == p.view.Date)
		}
	}
}
