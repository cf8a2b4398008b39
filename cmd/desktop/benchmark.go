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

// benchmarkWindow is a window that moves its map and says what that took, for a benchmark. It
// prints one line each:
//
//	drawn                            the first frame is on the screen
//
// moved MEDIAN MEAN WORST milliseconds of a frame in Update and Draw, Ebitengine's own work aside
//
// Between the two it pans the map, there and back; then it stays open like any window, so that it
// can be watched at rest.
type benchmarkWindow struct {
	*window
	out       io.Writer
	panFrames int // to move

	frameIndex int       // frames since the first one
	frameStart time.Time // the present frame
	durations  []time.Duration
}

// The frames after the first in which nothing is moved, so that the panel finds its layout; and CSS
// pixels a frame.
const (
	warmupFrames = 30
	panPerFrame  = 5
)

// newGame is what Ebitengine runs.
func (o options) newGame(w *window) ebiten.Game {
	if o.measure == 0 {
		return w
	}
	return &benchmarkWindow{window: w, out: os.Stdout, panFrames: o.measure}
}

func (m *benchmarkWindow) Update() error {
	m.frameStart = time.Now()
	if m.frameCount > 0 {
		m.runStep()
	}
	if m.frameIndex <= warmupFrames+m.panFrames {
		m.idleFrames = 0 // frames go on
	}
	return m.window.Update()
}

// runStep pans the map by a step where it is to, and says how far the measurement is.
func (m *benchmarkWindow) runStep() {
	m.frameIndex++
	switch at := m.frameIndex - warmupFrames; {
	case m.frameIndex == 1:
		fmt.Fprintln(m.out, "drawn")
	case at > 0 && at <= m.panFrames:
		dx := float64(panPerFrame)
		if at > m.panFrames/2 {
			dx = -dx
		}
		m.dispatch(app.Action{Type: app.ActionPan, DX: dx})
	case at == m.panFrames+1:
		m.printResult()
	}
}

func (m *benchmarkWindow) Draw(screen *ebiten.Image) {
	m.window.Draw(screen)
	if at := m.frameIndex - warmupFrames; at > 0 && at <= m.panFrames {
		m.durations = append(m.durations, time.Since(m.frameStart))
	}
}

func (m *benchmarkWindow) printResult() {
	if len(m.durations) == 0 {
		m.err = errors.New("--measure: no frame was drawn")
		return
	}
	slices.Sort(m.durations)
	var sum time.Duration
	for _, d := range m.durations {
		sum += d
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Fprintf(m.out, "moved %.3f %.3f %.3f\n", ms(m.durations[len(m.durations)/2]),
		ms(sum)/float64(len(m.durations)), ms(m.durations[len(m.durations)-1]))
}
