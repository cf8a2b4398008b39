package main

import (
	"image"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Sizes of a slider in CSS pixels.
const (
	sliderHeight = 30
	sliderInset  = 10 // between its ends and the first and last position
	// chartInset is the left inset of a chart and of the slider below it, for the chart's labels.
	chartInset   = 40
	sliderLabels = 16 // additional height for labels
)

// sliderValues are the values that a slider selects from.
type sliderValues struct {
	id        string
	positions []float64 // of each value, from 0 to 1
	selected  int
	onSelect  func(i int)
	labels    []tickLabel
	inset     float64 // left inset in CSS pixels; 0 is sliderInset
}

// horizontalScale returns a function from positions between 0 and 1 to x coordinates in device
// pixels, for a slider or chart of the given width.
func (s *style) horizontalScale(width int, inset float64) func(position float64) float64 {
	if inset == 0 {
		inset = sliderInset
	}
	first, last := inset*s.ratio, float64(width)-sliderInset*s.ratio
	return func(position float64) float64 { return first + position*(last-first) }
}

// tickLabel is a label below a slider or a chart. position is from 0 to 1.
type tickLabel struct {
	text     string
	position float64
}

// handleKey moves the selection. It reports whether it handled the key.
func (s *sliderValues) handleKey(name string) bool {
	index := s.selected
	switch name {
	case "ArrowLeft", "ArrowDown":
		index--
	case "ArrowRight", "ArrowUp":
		index++
	case "Home":
		index = 0
	case "End":
		index = len(s.positions) - 1
	default:
		return false
	}
	if index = min(max(index, 0), len(s.positions)-1); index != s.selected {
		s.onSelect(index)
	}
	return true
}

// nearestIndex returns the index of the value nearest to a position.
func (s *sliderValues) nearestIndex(position float64) int {
	best := 0
	for i, value := range s.positions {
		if math.Abs(value-position) < math.Abs(s.positions[best]-position) {
			best = i
		}
	}
	return best
}

// addSlider adds a slider with a dot for each value.
func (p *Panel) addSlider(parent *widget.Container, values *sliderValues, width int) {
	s := p.style
	height := s.px(sliderHeight)
	if len(values.labels) > 0 {
		height += s.px(sliderLabels)
	}
	ctl := &control{id: "slider-" + values.id, activate: func() {}, handleKey: values.handleKey}
	var sliderWidget *customWidget
	x := s.horizontalScale(width, values.inset)
	sliderWidget = p.newCustomWidget(image.Pt(width, height), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			left, y := float64(rect.Min.X), float64(rect.Min.Y+s.px(sliderHeight)/2)
			s.drawHorizontalLine(screen, left+x(0), left+x(1), y, 2, s.border)
			for _, position := range values.positions {
				s.drawDot(screen, left+x(position), y, 3.5, s.background, s.muted)
			}
			c := s.accent
			if sliderWidget.hovered || sliderWidget.focused {
				c = s.foreground
			}
			s.drawDot(screen, left+x(values.positions[values.selected]), y, 8, c, s.background)
			p.drawTickLabels(screen, values.labels,
				func(position float64) float64 { return left + x(position) },
				rect.Min.Y+s.px(sliderHeight-3), rect)
		})
	sliderWidget.onDrag = func(position image.Point, _ bool) {
		i := values.nearestIndex((float64(position.X) - x(0)) / max(x(1)-x(0), 1))
		if i != values.selected {
			values.onSelect(i)
		}
	}
	parent.AddChild(sliderWidget)
}

// drawTickLabels draws the labels centred below their positions, within rect. It omits a label that
// would touch the previous one.
func (p *Panel) drawTickLabels(screen *ebiten.Image, labels []tickLabel,
	x func(position float64) float64, y int, rect image.Rectangle) {
	face, lastEnd := p.style.tiny, math.Inf(-1)
	for _, label := range labels {
		w := textWidth(label.text, face)
		left := min(max(x(label.position)-w/2, float64(rect.Min.X)), float64(rect.Max.X)-w)
		if left < lastEnd {
			continue
		}
		drawText(screen, label.text, face, p.style.muted, int(math.Round(left)), y)
		lastEnd = left + w + float64(p.style.px(6))
	}
}
