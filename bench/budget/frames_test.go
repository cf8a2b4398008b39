package budget

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

// A standardView is a standard view: what is shown, where, and how large.
type standardView struct {
	name        string
	state       app.State
	w, h, ratio float64
	x, y        float64 // what is zoomed to
	zoomSteps   float64
}

// standardViews are the country on a laptop, on a phone and in the dark, the line of contact close
// up, and a scenario.
var standardViews = []standardView{
	{name: "country 900x600", w: 900, h: 600, ratio: 1},
	{name: "country 390x700 at 3", w: 390, h: 700, ratio: 3},
	{name: "country dark", state: app.State{Theme: "dark"}, w: 900, h: 600, ratio: 1},
	{name: "oblast 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, zoomSteps: 2},
	{name: "line 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, zoomSteps: 4.2},
}

const (
	warmupFrames  = 40 // frames before the count: meshes, letters and buffers are made in them
	countedFrames = 20
)

// countFrames draws each view and counts vertices and draw calls: of the whole picture, and of a
// frame in which it is panned, at most. It also counts what a panning and a zooming frame
// allocates.
func countFrames(t *testing.T, into baseline) {
	t.Helper()
	for _, v := range standardViews {
		r := newSession(t, v)
		stats := r.drawFrame()
		into["vertices: "+v.name] = float64(stats.Vertices)
		into["draw calls: "+v.name] = float64(stats.DrawCalls)
		r.dispatch(t, app.Action{Type: app.ActionPan, DX: 1})
		r.drawFrame() // draws the ground, wider than the picture
		for i := range countedFrames {
			r.dispatch(t, app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2)})
			stats = r.drawFrame()
			into.setMax("vertices a panning frame: "+v.name, float64(stats.Vertices))
			into.setMax("draw calls a panning frame: "+v.name, float64(stats.DrawCalls))
		}
		into["allocations a panning frame: "+v.name] = r.allocationsPerFrame(t,
			func(i int) app.Action {
				return app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2), DY: 0}
			})
		into["allocations a zooming frame: "+v.name] = r.allocationsPerFrame(t,
			func(i int) app.Action {
				return app.Action{Type: app.ActionZoom, By: 0.02 * float64(1-i%2*2)}
			})
	}
}

func (b baseline) setMax(name string, value float64) { b[name] = max(b[name], value) }

// A session is the app with its frames, as the programs have it.
type session struct {
	app      *app.App
	renderer gpu.Renderer
	screen   *ebiten.Image
	now      float64
}

func newSession(t *testing.T, v standardView) *session {
	t.Helper()
	a, err := app.New(os.DirFS("../../assets"), v.state)
	if err != nil {
		t.Fatal(err)
	}
	bounds := image.Rect(0, 0, int(v.w*v.ratio), int(v.h*v.ratio))
	r := &session{app: a,
		renderer: gpu.Renderer{Canvas: gpu.New(v.ratio, gpu.FontRasterizer(a.World().Fonts)),
			Picture: a}, screen: ebiten.NewImageWithOptions(bounds,
			&ebiten.NewImageOptions{Unmanaged: true})}
	t.Cleanup(r.screen.Deallocate)
	r.dispatch(t, app.Action{Type: app.ActionMotion, Reduce: true})
	r.dispatch(t, app.Action{Type: app.ActionResize, W: v.w, H: v.h, Ratio: v.ratio})
	if v.zoomSteps > 0 {
		r.dispatch(t, app.Action{Type: app.ActionZoom, By: v.zoomSteps, X: &v.x, Y: &v.y})
	}
	r.finishAnimations(t)
	return r
}

func (r *session) dispatch(t *testing.T, action app.Action) {
	t.Helper()
	if err := r.app.Dispatch(action); err != nil {
		t.Fatal(err)
	}
}

// finishAnimations lets blends and moves come to their end.
func (r *session) finishAnimations(t *testing.T) {
	t.Helper()
	for range 200 {
		r.now += 50
		if !r.app.Frame(r.now) {
			return
		}
	}
	t.Fatal("the picture does not come to rest")
}

// drawFrame draws once, as a frame of the program does while the map moves: what stands beside it
// waits.
func (r *session) drawFrame() gpu.Stats {
	r.now += 16
	r.renderer.Update(r.now)
	stats, _ := r.renderer.Draw(r.screen)
	return stats
}

// allocationsPerFrame is how often a frame with an action allocates in our own code: Ebitengine's
// are not counted.
func (r *session) allocationsPerFrame(t *testing.T, action func(i int) app.Action) float64 {
	t.Helper()
	run := func(n int) {
		for i := range n {
			r.dispatch(t, action(i))
			r.drawFrame()
		}
	}
	run(warmupFrames)
	before := ownAllocations(t)
	run(countedFrames)
	return float64(ownAllocations(t)-before) / countedFrames
}

// ownAllocations counts all allocations so far for which our code is the nearest that is not Go's
// own library.
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
		if isOwnAllocation(record.Stack()) {
			sum += record.AllocObjects
		}
	}
	return sum
}

func isOwnAllocation(stack []uintptr) bool {
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
