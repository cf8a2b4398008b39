package check

import (
	"image"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
)

// A view is a standard view: what is shown, where, and how large.
type view struct {
	name        string
	state       app.State
	w, h, ratio float64
	x, y        float64 // what is zoomed to
	levels      float64
}

// views are the country on a laptop, on a phone and in the dark, the line of contact close up, and a scenario.
var views = []view{
	{name: "country 900x600", w: 900, h: 600, ratio: 1},
	{name: "country 390x700 at 3", w: 390, h: 700, ratio: 3},
	{name: "country dark", state: app.State{Theme: "dark"}, w: 900, h: 600, ratio: 1},
	{name: "oblast 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, levels: 2},
	{name: "line 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, levels: 4.2},
}

const (
	warm   = 40 // frames before the count: meshes, letters and buffers are made in them
	frames = 20
)

// countFrames draws each view and counts vertices and draw calls: of the whole picture, and of a frame in which it is
// panned, at most. It also counts what a panning and a zooming frame allocates.
func countFrames(t *testing.T, into baseline) {
	t.Helper()
	for _, v := range views {
		r := open(t, v)
		stats := r.frame()
		into["vertices: "+v.name] = float64(stats.Vertices)
		into["draw calls: "+v.name] = float64(stats.DrawCalls)
		r.do(t, app.Action{Type: app.ActionPan, DX: 1})
		r.frame() // draws the ground, wider than the picture
		for i := range frames {
			r.do(t, app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2)})
			stats = r.frame()
			into.most("vertices a panning frame: "+v.name, float64(stats.Vertices))
			into.most("draw calls a panning frame: "+v.name, float64(stats.DrawCalls))
		}
		into["allocations a panning frame: "+v.name] = r.allocations(t, func(i int) app.Action {
			return app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2), DY: 0}
		})
		into["allocations a zooming frame: "+v.name] = r.allocations(t, func(i int) app.Action {
			return app.Action{Type: app.ActionZoom, By: 0.02 * float64(1-i%2*2)}
		})
	}
}

func (b baseline) most(name string, value float64) { b[name] = max(b[name], value) }

// A reader is the app with its frames, as the programs have it.
type reader struct {
	app    *app.App
	frames gpu.Frames
	screen *ebiten.Image
	ms     float64
}

func open(t *testing.T, v view) *reader {
	t.Helper()
	a, err := app.New(os.DirFS("../../assets"), v.state)
	if err != nil {
		t.Fatal(err)
	}
	bounds := image.Rect(0, 0, int(v.w*v.ratio), int(v.h*v.ratio))
	r := &reader{app: a, frames: gpu.Frames{Canvas: gpu.New(v.ratio, gpu.Letters(a.World().Fonts)), Picture: a}, screen: ebiten.NewImageWithOptions(bounds, &ebiten.NewImageOptions{Unmanaged: true})}
	t.Cleanup(r.screen.Deallocate)
	r.do(t, app.Action{Type: app.ActionMotion, Reduce: true})
	r.do(t, app.Action{Type: app.ActionResize, W: v.w, H: v.h, Ratio: v.ratio})
	if v.levels > 0 {
		r.do(t, app.Action{Type: app.ActionZoom, By: v.levels, X: &v.x, Y: &v.y})
	}
	r.settle(t)
	return r
}

func (r *reader) do(t *testing.T, action app.Action) {
	t.Helper()
	if err := r.app.Do(action); err != nil {
		t.Fatal(err)
	}
}

// settle lets blends and moves come to their end.
func (r *reader) settle(t *testing.T) {
	t.Helper()
	for range 200 {
		r.ms += 50
		if !r.app.Frame(r.ms) {
			return
		}
	}
	t.Fatal("the picture does not come to rest")
}

// frame draws once, as a frame of the program does while the map moves: what stands beside it waits.
func (r *reader) frame() gpu.Stats {
	r.ms += 16
	r.frames.Update(r.ms)
	stats, _ := r.frames.Draw(r.screen)
	return stats
}

// allocations is how often a frame with an action allocates in our own code: Ebitengine's are not counted.
func (r *reader) allocations(t *testing.T, action func(i int) app.Action) float64 {
	t.Helper()
	run := func(n int) {
		for i := range n {
			r.do(t, action(i))
			r.frame()
		}
	}
	run(warm)
	before := ownAllocations(t)
	run(frames)
	return float64(ownAllocations(t)-before) / frames
}

// ownAllocations counts all allocations so far for which our code is the nearest that is not Go's own library.
func ownAllocations(t *testing.T) int64 {
	t.Helper()
	runtime.GC() // the profile is that of the last collection but one
	runtime.GC()
	var records []runtime.MemProfileRecord
	for n, ok := runtime.MemProfile(nil, true); !ok; n, ok = runtime.MemProfile(records, true) {
		records = make([]runtime.MemProfileRecord, n+n/4+100)
	}
	n, _ := runtime.MemProfile(records, true)
	var sum int64
	for _, record := range records[:n] {
		if own(record.Stack()) {
			sum += record.AllocObjects
		}
	}
	return sum
}

func own(stack []uintptr) bool {
	frames := runtime.CallersFrames(stack)
	for {
		frame, more := frames.Next()
		switch {
		case strings.HasPrefix(frame.Function, "truceline/bench/"):
			return false
		case strings.HasPrefix(frame.Function, "truceline/"):
			return true
		case strings.Contains(frame.Function, "hajimehoshi/"):
			return false
		}
		if !more {
			return false
		}
	}
}
