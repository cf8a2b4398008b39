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

// A standardView is a map view in which frames are counted.
type standardView struct {
	name        string
	state       app.State
	w, h, ratio float64
	x, y        float64 // the point zoomed to, in CSS pixels
	zoomSteps   float64
}

// standardViews are the country on a laptop, on a phone and in dark colours, an oblast, and a close
// view of the contact line.
var standardViews = []standardView{
	{name: "country 900x600", w: 900, h: 600, ratio: 1},
	{name: "country 390x700 at 3", w: 390, h: 700, ratio: 3},
	{name: "country dark", state: app.State{Theme: "dark"}, w: 900, h: 600, ratio: 1},
	{name: "oblast 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, zoomSteps: 2},
	{name: "line 900x600", w: 900, h: 600, ratio: 1, x: 690, y: 330, zoomSteps: 4.2},
}

const (
	warmupFrames  = 40 // frames drawn before counting, which fill the caches of meshes and glyphs
	countedFrames = 20
)

// countFrames counts, for each view, the vertices and draw calls of the whole picture, their
// maximum over frames in which it is panned, and the allocations of a panning and of a zooming
// frame.
func countFrames(t *testing.T, figures baseline) {
	t.Helper()
	for _, v := range standardViews {
		s := newSession(t, v)
		stats := s.drawFrame()
		figures["vertices: "+v.name] = float64(stats.Vertices)
		figures["draw calls: "+v.name] = float64(stats.DrawCalls)
		s.dispatch(t, app.Action{Type: app.ActionPan, DX: 1})
		s.drawFrame() // draws the base map, with a margin around the picture
		for i := range countedFrames {
			s.dispatch(t, app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2)})
			stats = s.drawFrame()
			figures.setMax("vertices a panning frame: "+v.name, float64(stats.Vertices))
			figures.setMax("draw calls a panning frame: "+v.name, float64(stats.DrawCalls))
		}
		figures["allocations a panning frame: "+v.name] = s.allocationsPerFrame(t,
			func(i int) app.Action {
				return app.Action{Type: app.ActionPan, DX: float64(1 - i%2*2), DY: 0}
			})
		figures["allocations a zooming frame: "+v.name] = s.allocationsPerFrame(t,
			func(i int) app.Action {
				return app.Action{Type: app.ActionZoom, By: 0.02 * float64(1-i%2*2)}
			})
	}
}

func (b baseline) setMax(name string, value float64) { b[name] = max(b[name], value) }

// A session is the app with its renderer, as the programs have it.
type session struct {
	app      *app.App
	renderer gpu.Renderer
	screen   *ebiten.Image
	now      float64 // milliseconds
}

func newSession(t *testing.T, v standardView) *session {
	t.Helper()
	a, err := app.New(os.DirFS("../../assets"), v.state)
	if err != nil {
		t.Fatal(err)
	}
	bounds := image.Rect(0, 0, int(v.w*v.ratio), int(v.h*v.ratio))
	s := &session{app: a,
		renderer: gpu.Renderer{Canvas: gpu.New(v.ratio, gpu.FontRasterizer(a.World().Fonts)),
			Picture: a}, screen: ebiten.NewImageWithOptions(bounds,
			&ebiten.NewImageOptions{Unmanaged: true})}
	t.Cleanup(s.screen.Deallocate)
	s.dispatch(t, app.Action{Type: app.ActionMotion, Reduce: true})
	s.dispatch(t, app.Action{Type: app.ActionResize, W: v.w, H: v.h, Ratio: v.ratio})
	if v.zoomSteps > 0 {
		s.dispatch(t, app.Action{Type: app.ActionZoom, By: v.zoomSteps, X: &v.x, Y: &v.y})
	}
	s.finishAnimations(t)
	return s
}

func (s *session) dispatch(t *testing.T, action app.Action) {
	t.Helper()
	if err := s.app.Dispatch(action); err != nil {
		t.Fatal(err)
	}
}

// finishAnimations advances the clock until crossfades and camera movements have ended.
func (s *session) finishAnimations(t *testing.T) {
	t.Helper()
	for range 200 {
		s.now += 50
		if !s.app.Frame(s.now) {
			return
		}
	}
	t.Fatal("the picture does not come to rest")
}

// drawFrame draws one frame, 16 ms after the last, without computing the app's view.
func (s *session) drawFrame() gpu.Stats {
	s.now += 16
	s.renderer.Update(s.now)
	stats, _ := s.renderer.Draw(s.screen)
	return stats
}

// allocationsPerFrame returns how many objects a frame with an action allocates on average.
// Allocations made by Ebitengine are not counted; see ownAllocations.
func (s *session) allocationsPerFrame(t *testing.T, action func(i int) app.Action) float64 {
	t.Helper()
	run := func(n int) {
		for i := range n {
			s.dispatch(t, action(i))
			s.drawFrame()
		}
	}
	run(warmupFrames)
	before := ownAllocations(t)
	run(countedFrames)
	return float64(ownAllocations(t)-before) / countedFrames
}

// ownAllocations returns the number of objects allocated so far by this project's code. An
// allocation belongs to the innermost caller outside the standard library.
func ownAllocations(t *testing.T) int64 {
	t.Helper()
	runtime.GC() // the profile describes the heap two collections ago
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
	callerFrames := runtime.CallersFrames(stack)
	for {
		frame, more := callerFrames.Next()
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
