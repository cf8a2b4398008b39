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
	chartInset   = 40 // the same at the left of the chart and of the slider below it, for the chart's labels
	sliderLabels = 16 // more height for labels below
)

// values is what a slider chooses from: values along a line.
type values struct {
	id     string
	at     []float64 // of each value, from 0 to 1
	chosen int
	choose func(i int)
	labels []tickLabel
	inset  float64 // CSS pixels at its left; 0: sliderInset
}

// across is where a place from 0 to 1 lies in a width, in device pixels.
func (s *style) across(width int, inset float64) func(at float64) float64 {
	if inset == 0 {
		inset = sliderInset
	}
	first, last := inset*s.ratio, float64(width)-sliderInset*s.ratio
	return func(at float64) float64 { return first + at*(last-first) }
}

// tickLabel stands below a slider or a chart.
type tickLabel struct {
	words string
	at    float64
}

// key moves along the values.
func (s *values) key(name string) bool {
	to := s.chosen
	switch name {
	case "ArrowLeft", "ArrowDown":
		to--
	case "ArrowRight", "ArrowUp":
		to++
	case "Home":
		to = 0
	case "End":
		to = len(s.at) - 1
	default:
		return false
	}
	if to = min(max(to, 0), len(s.at)-1); to != s.chosen {
		s.choose(to)
	}
	return true
}

// nearest is the value whose place is nearest.
func (s *values) nearest(at float64) int {
	best := 0
	for i, x := range s.at {
		if math.Abs(x-at) < math.Abs(s.at[best]-at) {
			best = i
		}
	}
	return best
}

// slider adds a line with a mark for each value and a handle on the one that is chosen.
func (p *panel) slider(to *widget.Container, s *values, width int) {
	st := p.style
	high := st.px(sliderHeight)
	if len(s.labels) > 0 {
		high += st.px(sliderLabels)
	}
	k := &knob{id: "slider-" + s.id, press: func() {}, key: s.key}
	var l *leaf
	x := st.across(width, s.inset)
	l = p.newLeaf(image.Pt(width, high), k, func(screen *ebiten.Image, box image.Rectangle) {
		left, y := float64(box.Min.X), float64(box.Min.Y+st.px(sliderHeight)/2)
		st.rule(screen, left+x(0), left+x(1), y, 2, st.edge)
		for _, at := range s.at {
			st.dot(screen, left+x(at), y, 3.5, st.back, st.quiet)
		}
		c := st.mark
		if l.over || l.focused {
			c = st.ink
		}
		st.dot(screen, left+x(s.at[s.chosen]), y, 8, c, st.back)
		p.ticks(screen, s.labels, func(at float64) float64 { return left + x(at) }, box.Min.Y+st.px(sliderHeight-3), box)
	})
	l.drag = func(at image.Point, _ bool) {
		i := s.nearest((float64(at.X) - x(0)) / max(x(1)-x(0), 1))
		if i != s.chosen {
			s.choose(i)
		}
	}
	to.AddChild(l)
}

// ticks writes labels centred below their places, within a box; those that would touch the one before are left out.
func (p *panel) ticks(screen *ebiten.Image, labels []tickLabel, x func(at float64) float64, y int, box image.Rectangle) {
	face, last := p.style.tiny, math.Inf(-1)
	for _, t := range labels {
		w := advance(t.words, face)
		left := min(max(x(t.at)-w/2, float64(box.Min.X)), float64(box.Max.X)-w)
		if left < last {
			continue
		}
		write(screen, t.words, face, p.style.quiet, int(math.Round(left)), y)
		last = left + w + float64(p.style.px(6))
	}
}
