package main

import (
	"image"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Measures of a slider in CSS pixels.
const (
	sliderHeight = 30
	sliderInset  = 10 // from its ends to the first and the last place
	// the same at the left of the chart and of the slider below it, for the chart's labels
	chartInset   = 40
	sliderLabels = 16 // more height for labels below
)

// sliderValues is what a slider chooses from: values along a line.
type sliderValues struct {
	id        string
	positions []float64 // of each value, from 0 to 1
	selected  int
	onSelect  func(i int)
	labels    []tickLabel
	inset     float64 // CSS pixels at its left; 0: sliderInset
}

// horizontalScale is where a place from 0 to 1 lies in a width, in device pixels.
func (s *style) horizontalScale(width int, inset float64) func(at float64) float64 {
	if inset == 0 {
		inset = sliderInset
	}
	first, last := inset*s.ratio, float64(width)-sliderInset*s.ratio
	return func(at float64) float64 { return first + at*(last-first) }
}

// tickLabel stands below a slider or a chart.
type tickLabel struct {
	text     string
	position float64
}

// handleKey moves along the values.
func (s *sliderValues) handleKey(name string) bool {
	to := s.selected
	switch name {
	case "ArrowLeft", "ArrowDown":
		to--
	case "ArrowRight", "ArrowUp":
		to++
	case "Home":
		to = 0
	case "End":
		to = len(s.positions) - 1
	default:
		return false
	}
	if to = min(max(to, 0), len(s.positions)-1); to != s.selected {
		s.onSelect(to)
	}
	return true
}

// nearestIndex is the value whose place is nearest.
func (s *sliderValues) nearestIndex(at float64) int {
	best := 0
	for i, x := range s.positions {
		if math.Abs(x-at) < math.Abs(s.positions[best]-at) {
			best = i
		}
	}
	return best
}

// addSlider adds a line with a mark for each value and a handle on the one that is chosen.
func (p *panel) addSlider(to *widget.Container, s *sliderValues, width int) {
	st := p.style
	high := st.px(sliderHeight)
	if len(s.labels) > 0 {
		high += st.px(sliderLabels)
	}
	k := &control{id: "slider-" + s.id, activate: func() {}, handleKey: s.handleKey}
	var l *customWidget
	x := st.horizontalScale(width, s.inset)
	l = p.newCustomWidget(image.Pt(width, high), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			left, y := float64(box.Min.X), float64(box.Min.Y+st.px(sliderHeight)/2)
			st.drawHorizontalLine(screen, left+x(0), left+x(1), y, 2, st.border)
			for _, at := range s.positions {
				st.drawDot(screen, left+x(at), y, 3.5, st.background, st.muted)
			}
			c := st.accent
			if l.hovered || l.focused {
				c = st.foreground
			}
			st.drawDot(screen, left+x(s.positions[s.selected]), y, 8, c, st.background)
			p.drawTickLabels(screen, s.labels, func(at float64) float64 { return left + x(at) },
				box.Min.Y+st.px(sliderHeight-3), box)
		})
	l.onDrag = func(at image.Point, _ bool) {
		i := s.nearestIndex((float64(at.X) - x(0)) / max(x(1)-x(0), 1))
		if i != s.selected {
			s.onSelect(i)
		}
	}
	to.AddChild(l)
}

// drawTickLabels writes labels centred below their places, within a box; those that would touch the
// one before are left out.
func (p *panel) drawTickLabels(screen *ebiten.Image, labels []tickLabel, x func(at float64) float64,
	y int, box image.Rectangle) {
	face, last := p.style.tiny, math.Inf(-1)
	for _, t := range labels {
		w := textWidth(t.text, face)
		left := min(max(x(t.position)-w/2, float64(box.Min.X)), float64(box.Max.X)-w)
		if left < last {
			continue
		}
		drawText(screen, t.text, face, p.style.muted, int(math.Round(left)), y)
		last = left + w + float64(p.style.px(6))
	}
}
