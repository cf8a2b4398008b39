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

// benchmarkWindow is a window that pans its map to the right and back, and measures the frames. It
// prints two lines:
//
//	drawn                     when the first frame has been drawn
//	moved MEDIAN MEAN WORST   the milliseconds that Update and Draw of a
//	                          frame took, without Ebitengine's own work
//
// Then it stays open, so that it can be observed at rest.
type benchmarkWindow struct {
	*window
	out       io.Writer
	panFrames int // how many frames to measure

	frameIndex int       // frames since the first one was drawn
	frameStart time.Time // of the current frame
	durations  []time.Duration
}

// The number of frames before the first pan, in which the panel's layout settles, and the CSS
// pixels panned in a frame.
const (
	warmupFrames = 30
	panPerFrame  = 5
)

// newGame returns the game that Ebitengine runs: the window, or a benchmark of it.
func (o options) newGame(w *window) ebiten.Game {
	if o.measure == 0 {
		return w
	}
	return &benchmarkWindow{window: w, out: os.Stdout, panFrames: o.measure}
}

func (b *benchmarkWindow) Update() error {
	b.frameStart = time.Now()
	if b.frameCount > 0 {
		b.runStep()
	}
	if b.frameIndex <= warmupFrames+b.panFrames { // keeps frames coming
		b.idleFrames = 0 // frames go on
	}
	return b.window.Update()
}

// runStep pans the map by one step, or prints a line of the result.
func (b *benchmarkWindow) runStep() {
	b.frameIndex++
	switch frame := b.frameIndex - warmupFrames; {
	case b.frameIndex == 1:
		fmt.Fprintln(b.out, "drawn")
	case frame > 0 && frame <= b.panFrames:
		dx := float64(panPerFrame)
		if frame > b.panFrames/2 {
			dx = -dx
		}
		b.dispatch(app.Action{Type: app.ActionPan, DX: dx})
	case frame == b.panFrames+1:
		b.printResult()
	}
}

func (b *benchmarkWindow) Draw(screen *ebiten.Image) {
	b.window.Draw(screen)
	if frame := b.frameIndex - warmupFrames; frame > 0 && frame <= b.panFrames {
		b.durations = append(b.durations, time.Since(b.frameStart))
	}
}

func (b *benchmarkWindow) printResult() {
	if len(b.durations) == 0 {
		b.err = errors.New("--measure: no frame was drawn")
		return
	}
	slices.Sort(b.durations)
	var sum time.Duration
	for _, d := range b.durations {
		sum += d
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Fprintf(b.out, "moved %.3f %.3f %.3f\n", ms(b.durations[len(b.durations)/2]),
		ms(sum)/float64(len(b.durations)), ms(b.durations[len(b.durations)-1]))
}
