package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

// measured is a window that moves its map and says what that took, for a benchmark. It prints one line each:
//
//	drawn                            the first frame is on the screen
//	moved MEDIAN MEAN WORST          milliseconds of a frame in Update and Draw, Ebitengine's own work aside
//
// Between the two it pans the map, there and back; then it stays open like any window, so that it can be watched at rest.
type measured struct {
	*window
	out    io.Writer
	frames int // to move

	step  int       // frames since the first one
	began time.Time // the present frame
	took  []time.Duration
}

// The frames after the first in which nothing is moved, so that the panel finds its layout; and CSS pixels a frame.
const (
	still   = 30
	panStep = 5
)

// game is what Ebitengine runs.
func (o options) game(w *window) ebiten.Game {
	if o.measure == 0 {
		return w
	}
	return &measured{window: w, out: os.Stdout, frames: o.measure}
}

func (m *measured) Update() error {
	m.began = time.Now()
	if m.steps > 0 {
		m.move()
	}
	if m.step <= still+m.frames {
		m.wait = 0 // frames go on
	}
	return m.window.Update()
}

// move pans the map by a step where it is to, and says how far the measurement is.
func (m *measured) move() {
	m.step++
	switch at := m.step - still; {
	case m.step == 1:
		fmt.Fprintln(m.out, "drawn")
	case at > 0 && at <= m.frames:
		dx := float64(panStep)
		if at > m.frames/2 {
			dx = -dx
		}
		m.do(app.Action{Type: app.ActionPan, DX: dx})
	case at == m.frames+1:
		m.tell()
	}
}

func (m *measured) Draw(screen *ebiten.Image) {
	m.window.Draw(screen)
	if at := m.step - still; at > 0 && at <= m.frames {
		m.took = append(m.took, time.Since(m.began))
	}
}

func (m *measured) tell() {
	if len(m.took) == 0 {
		m.err = errors.New("--measure: no frame was drawn")
		return
	}
	slices.Sort(m.took)
	var sum time.Duration
	for _, d := range m.took {
		sum += d
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Fprintf(m.out, "moved %.3f %.3f %.3f\n", ms(m.took[len(m.took)/2]), ms(sum)/float64(len(m.took)), ms(m.took[len(m.took)-1]))
}
