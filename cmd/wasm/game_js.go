package main

import (
	"errors"
	"image"
	"math"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/cmd/wasm/structdiff"
	"truceline/internal/app"
	"truceline/internal/assetbundle"
	"truceline/internal/render/gpu"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

// game is the ebiten.Game around the app. Ebitengine calls it only in the animation frames that the
// page lets through, which are those that requestFrame asked for.
type game struct {
	bridge   bridge
	files    *assetbundle.Files
	app      *app.App
	renderer gpu.Renderer

	stopped         bool
	hidden          bool    // the map is outside the viewport
	sentView        any     // the last app.View sent to the page, or nil
	viewSentAt      float64 // in milliseconds, as all times here
	lastCamera      scene.Camera
	cameraMovedAt   float64
	frameTimerSet   bool // a timer is running that will request a frame
	firstFrameDrawn bool
	drawnDate       string // the date of the last picture drawn
}

// newGame reads the files and creates the app in the state of the page's link.
func newGame(b bridge) (*game, error) {
	defer startMeasure("truceline:load")()
	files, err := b.files()
	if err != nil {
		return nil, err
	}
	a, err := app.NewPrechecked(files, app.ParseLink(b.Get("link").String()), startMeasure)
	if err != nil {
		return nil, err
	}
	a.ReserveControls()
	if address := b.Get("address"); address.Type() == js.TypeString {
		a.SetAddress(address.String())
	}
	text := func(text string, s scene.TextStyle, ratio, dx, dy float64) (*image.NRGBA, int, int) {
		mask := textimage.Draw(a.World().Fonts, text, s, ratio, dx, dy)
		return mask.Image, mask.X, mask.Y
	}
	return &game{bridge: b, files: files, app: a,
		renderer: gpu.Renderer{Canvas: gpu.New(1, text), Picture: a, Trace: startMeasure}}, nil
}

// dispatch applies an action, given as JSON.
func (g *game) dispatch(actionJSON string) error {
	action, err := app.DecodeAction([]byte(actionJSON))
	if err != nil {
		return err
	}
	if action.Type == app.ActionResize {
		g.renderer.Canvas.SetRatio(action.Ratio)
		g.renderer.Invalidate()
	}
	if err := g.app.Dispatch(action); err != nil {
		return err
	}
	if action.Type == app.ActionVisible {
		g.hidden = !action.On
	}
	if !action.HighFrequency() {
		g.viewSentAt = math.Inf(-1) // an action gets its response without delay
	}
	return g.requestUpdate()
}

// requestUpdate asks for a frame, which draws the picture and sends the view. While the map is
// outside the viewport there are no frames, but the page's text may still be visible, so the view
// is sent immediately.
func (g *game) requestUpdate() error {
	g.bridge.requestFrame()
	if g.hidden {
		return g.sendView()
	}
	return nil
}

// addFiles adds the files of a bundle that the app asked for.
func (g *game) addFiles(name string, content js.Value) error {
	defer startMeasure("truceline:add")()
	if err := addFile(g.files, name, content); err != nil {
		return errors.Join(err, g.filesUnavailable())
	}
	if err := g.app.FilesAdded(); err != nil {
		return errors.Join(err, g.requestUpdate())
	}
	return g.requestUpdate()
}

// filesUnavailable reports to the app that the files it asked for cannot be loaded.
func (g *game) filesUnavailable() error {
	g.app.FilesUnavailable()
	return g.requestUpdate()
}

// stop ends the program with the next frame.
func (g *game) stop() {
	g.stopped = true
	g.bridge.requestFrame()
}

// Layout returns its arguments: the page passes the canvas's size in device pixels.
func (g *game) Layout(width, height int) (int, int) { return width, height }

// Update advances the app to the current time and sends the view to the page when it is due.
func (g *game) Update() error {
	if g.stopped {
		return ebiten.Termination
	}
	t := now()
	if g.renderer.Update(t) {
		g.bridge.Call("requestFrame")
	}
	if g.app.ShowsPreviousPicture() { // the page's text changes together with the picture
		return nil
	}
	if !g.viewIsDue(t) {
		return nil
	}
	g.viewSentAt = t
	return g.sendView()
}

// viewIsDue reports whether the view may be sent at time t. While the map moves, it is sent once in
// viewInterval. A view in which only the link has changed is expensive for its small effect, and
// readers often pause within a gesture, so it waits until the map has been at rest for linkDelay.
// See docs/decisions/0009.
func (g *game) viewIsDue(t float64) bool {
	_, picture := g.app.Scene()
	// the camera of an animation's first frame has not moved yet
	if picture.Camera != g.lastCamera || g.app.Moving() {
		g.lastCamera, g.cameraMovedAt = picture.Camera, t
		return t-g.viewSentAt >= viewInterval && g.app.ViewDirty()
	}
	if remaining := g.cameraMovedAt + linkDelay - t; remaining > 0 && !g.app.ViewDirty() {
		g.requestFrameIn(remaining)
		return false
	}
	return true
}

// requestFrameIn requests a frame after ms milliseconds, unless a request is already scheduled.
func (g *game) requestFrameIn(ms float64) {
	if g.frameTimerSet {
		return
	}
	g.frameTimerSet = true
	time.AfterFunc(time.Duration(ms*float64(time.Millisecond)), func() {
		g.frameTimerSet = false
		g.bridge.requestFrame()
	})
}

const (
	// viewInterval is the minimum time between two views sent while the map moves, in milliseconds.
	viewInterval = 250
	// linkDelay is how long the map must have been at rest before a view is sent in which only the
	// link has changed, in milliseconds.
	linkDelay = 150
)

// Draw draws the picture if it is out of date. The first picture waits for the files of the link's
// state.
func (g *game) Draw(screen *ebiten.Image) {
	if !g.firstFrameDrawn && len(g.app.MissingFiles()) > 0 {
		return
	}
	_, picture := g.app.Scene()
	endMeasure := func() {}
	if !g.firstFrameDrawn {
		endMeasure = startMeasure("truceline:first-draw")
	} else if picture.Date != g.drawnDate {
		endMeasure = startMeasure("truceline:date-draw")
	}
	stats, ok := g.renderer.Draw(screen)
	if !ok {
		return
	}
	endMeasure()
	if !g.firstFrameDrawn {
		debug.SetGCPercent(gcPercent)
		g.renderer.Trace = nil
	}
	g.drawnDate, g.firstFrameDrawn = picture.Date, true
	g.bridge.Call("onFrame", stats.Vertices, stats.DrawCalls, stats.Level, stats.BaseDrawn)
}

// sendView sends the page the fields of the view that have changed since the last one.
func (g *game) sendView() error {
	view := g.app.View()
	if previous, ok := g.sentView.(app.View); ok && previous.Revision == view.Revision {
		return nil
	}
	diff, err := structdiff.ChangedFields(g.sentView, view)
	if err != nil {
		return err
	}
	g.sentView = view
	g.bridge.Call("onView", string(diff))
	return nil
}

var performance = js.Global().Get("performance")

// now returns the page's clock in milliseconds.
func now() float64 { return performance.Call("now").Float() }

// startMeasure starts a User Timing measure. The function it returns ends it.
func startMeasure(name string) func() {
	start := now()
	return func() {
		options := js.Global().Get("Object").New()
		options.Set("start", start)
		performance.Call("measure", name, options)
	}
}
