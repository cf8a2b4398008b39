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

// game is the ebiten.Game around the app. Ebitengine calls it only for frames that the page's gate
// lets through.
type game struct {
	bridge   bridge
	files    *assetbundle.Files
	app      *app.App
	renderer gpu.Renderer

	stopped         bool
	hidden          bool    // the map is out of view
	sentView        any     // the view that the page has; nil: none
	viewSentAt      float64 // when
	lastCamera      scene.Camera
	cameraMovedAt   float64 // when the camera did last
	frameTimerSet   bool    // a timer runs that asks for a frame
	firstFrameDrawn bool
	drawnDate       string // that was drawn
}

// newGame reads the files and makes the app in the state of the link.
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

// dispatch carries out an action of the page, given as JSON.
func (g *game) dispatch(text string) error {
	action, err := app.DecodeAction([]byte(text))
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
		g.viewSentAt = math.Inf(-1) // what was asked for is told at once
	}
	return g.requestUpdate()
}

// requestUpdate asks for a frame, which draws and tells. Out of view there is none, but what stands
// beside the map may be in view, so the page is told at once.
func (g *game) requestUpdate() error {
	g.bridge.requestFrame()
	if g.hidden {
		return g.sendView()
	}
	return nil
}

// addFiles takes files that the app wanted.
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

// filesUnavailable tells the app that the files that it wants cannot be had.
func (g *game) filesUnavailable() error {
	g.app.FilesUnavailable()
	return g.requestUpdate()
}

// stop ends the game with the next frame.
func (g *game) stop() {
	g.stopped = true
	g.bridge.requestFrame()
}

// Layout is in device pixels: the page's façade counts in nothing else.
func (g *game) Layout(width, height int) (int, int) { return width, height }

// Update brings the app to the present and tells the page what has changed.
func (g *game) Update() error {
	if g.stopped {
		return ebiten.Termination
	}
	t := now()
	if g.renderer.Update(t) {
		g.bridge.Call("wake")
	}
	if g.app.ShowsPreviousPicture() { // what the page writes turns with the land
		return nil
	}
	// While the map moves the page has better to do than to follow. A new link alone, which takes
	// as long to make and to show as two such frames, waits until the map has come to rest: a hand
	// that moves it stops often.
	_, picture := g.app.Scene()
	// a motion may begin with a frame that stands
	if picture.Camera != g.lastCamera || g.app.Moving() {
		g.lastCamera, g.cameraMovedAt = picture.Camera, t
		if t-g.viewSentAt < viewInterval || !g.app.ViewDirty() {
			return nil
		}
	} else if rest := g.cameraMovedAt + linkDelay - t; rest > 0 && !g.app.ViewDirty() {
		g.requestFrameIn(rest)
		return nil
	}
	g.viewSentAt = t
	return g.sendView()
}

// requestFrameIn asks for a frame in so many milliseconds, unless one has been asked for already.
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
	// viewInterval is how often the page is told what has changed while the map moves, in
	// milliseconds.
	viewInterval = 250
	// linkDelay is how long the map has been at rest when the page is told its link, in
	// milliseconds.
	linkDelay = 150
)

// Draw draws the picture if it is out of date.
func (g *game) Draw(screen *ebiten.Image) {
	// the first picture is what the link asks for
	if !g.firstFrameDrawn && len(g.app.MissingFiles()) > 0 {
		return
	}
	_, picture := g.app.Scene()
	done := func() {}
	if !g.firstFrameDrawn {
		done = startMeasure("truceline:first-draw")
	} else if picture.Date != g.drawnDate {
		done = startMeasure("truceline:date-draw")
	}
	took, drew := g.renderer.Draw(screen)
	if !drew {
		return
	}
	done()
	if !g.firstFrameDrawn {
		debug.SetGCPercent(gcPercent)
		g.renderer.Trace = nil
	}
	g.drawnDate, g.firstFrameDrawn = picture.Date, true
	g.bridge.Call("drawn", took.Vertices, took.DrawCalls, took.Level, took.BaseDrawn)
}

// sendView sends the page what has changed in the view since it was last told.
func (g *game) sendView() error {
	view := g.app.View()
	if told, ok := g.sentView.(app.View); ok && told.Rev == view.Rev {
		return nil
	}
	news, err := structdiff.ChangedFields(g.sentView, view)
	if err != nil {
		return err
	}
	g.sentView = view
	g.bridge.Call("view", string(news))
	return nil
}

var performance = js.Global().Get("performance")

// now is the page's clock in milliseconds.
func now() float64 { return performance.Call("now").Float() }

// startMeasure begins a measurement that the browser's tools show under a name; call what it
// returns at the end.
func startMeasure(name string) func() {
	start := now()
	return func() {
		options := js.Global().Get("Object").New()
		options.Set("start", start)
		performance.Call("measure", name, options)
	}
}
