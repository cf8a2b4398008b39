package main

import (
	"errors"
	"image"
	"math"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/cmd/wasm/delta"
	"truceline/internal/app"
	"truceline/internal/render/gpu"
	"truceline/internal/render/textmask"
	"truceline/internal/scene"
	"truceline/internal/site/bundle"
)

// game is the ebiten.Game around the app. Ebitengine calls it only for frames that the page's gate lets through.
type game struct {
	bridge bridge
	files  *bundle.Files
	app    *app.App
	frames gpu.Frames

	stopped bool
	hidden  bool    // the map is out of view
	told    any     // the view that the page has; nil: none
	toldAt  float64 // when
	camera  scene.Camera
	movedAt float64 // when the camera did last
	waking  bool    // a timer runs that asks for a frame
	drawn   bool
	date    string // that was drawn
}

// newGame reads the files and makes the app in the state of the link.
func newGame(b bridge) (*game, error) {
	defer measure("truceline:load")()
	files, err := b.files()
	if err != nil {
		return nil, err
	}
	a, err := app.NewTrusted(files, app.ParseLink(b.Get("link").String()), measure)
	if err != nil {
		return nil, err
	}
	a.ShowControls()
	if address := b.Get("address"); address.Type() == js.TypeString {
		a.SetAddress(address.String())
	}
	text := func(text string, s scene.TextStyle, ratio, dx, dy float64) (*image.NRGBA, int, int) {
		mask := textmask.Draw(a.World().Fonts, text, s, ratio, dx, dy)
		return mask.Image, mask.X, mask.Y
	}
	return &game{bridge: b, files: files, app: a, frames: gpu.Frames{Canvas: gpu.New(1, text), Picture: a, Watch: measure}}, nil
}

// do carries out an action of the page, given as JSON.
func (g *game) do(text string) error {
	action, err := app.DecodeAction([]byte(text))
	if err != nil {
		return err
	}
	if action.Type == app.ActionResize {
		g.frames.Canvas.SetRatio(action.Ratio)
		g.frames.Spoil()
	}
	if err := g.app.Do(action); err != nil {
		return err
	}
	if action.Type == app.ActionVisible {
		g.hidden = !action.On
	}
	if !action.Moves() {
		g.toldAt = math.Inf(-1) // what was asked for is told at once
	}
	return g.changed()
}

// changed asks for a frame, which draws and tells. Out of view there is none, but what stands beside the map may be in
// view, so the page is told at once.
func (g *game) changed() error {
	g.bridge.wake()
	if g.hidden {
		return g.tell()
	}
	return nil
}

// add takes files that the app wanted.
func (g *game) add(name string, content js.Value) error {
	defer measure("truceline:add")()
	if err := addFile(g.files, name, content); err != nil {
		return errors.Join(err, g.forgo())
	}
	if err := g.app.Provide(); err != nil {
		return errors.Join(err, g.changed())
	}
	return g.changed()
}

// forgo tells the app that the files that it wants cannot be had.
func (g *game) forgo() error {
	g.app.Forgo()
	return g.changed()
}

// stop ends the game with the next frame.
func (g *game) stop() {
	g.stopped = true
	g.bridge.wake()
}

// Layout is in device pixels: the page's façade counts in nothing else.
func (g *game) Layout(width, height int) (int, int) { return width, height }

// Update brings the app to the present and tells the page what has changed.
func (g *game) Update() error {
	if g.stopped {
		return ebiten.Termination
	}
	t := now()
	if g.frames.Update(t) {
		g.bridge.Call("wake")
	}
	if g.app.Turning() { // what the page writes turns with the land
		return nil
	}
	// While the map moves the page has better to do than to follow. A new link alone, which takes as long to make and to
	// show as two such frames, waits until the map has come to rest: a hand that moves it stops often.
	_, picture := g.app.Scene()
	if picture.Camera != g.camera || g.app.Moving() { // a motion may begin with a frame that stands
		g.camera, g.movedAt = picture.Camera, t
		if t-g.toldAt < tellEvery || !g.app.ViewChanged() {
			return nil
		}
	} else if rest := g.movedAt + linkAfter - t; rest > 0 && !g.app.ViewChanged() {
		g.wakeIn(rest)
		return nil
	}
	g.toldAt = t
	return g.tell()
}

// wakeIn asks for a frame in so many milliseconds, unless one has been asked for already.
func (g *game) wakeIn(ms float64) {
	if g.waking {
		return
	}
	g.waking = true
	time.AfterFunc(time.Duration(ms*float64(time.Millisecond)), func() {
		g.waking = false
		g.bridge.wake()
	})
}

const (
	// tellEvery is how often the page is told what has changed while the map moves, in milliseconds.
	tellEvery = 250
	// linkAfter is how long the map has been at rest when the page is told its link, in milliseconds.
	linkAfter = 150
)

// Draw draws the picture if it is out of date.
func (g *game) Draw(screen *ebiten.Image) {
	if !g.drawn && len(g.app.Wants()) > 0 { // the first picture is what the link asks for
		return
	}
	_, picture := g.app.Scene()
	done := func() {}
	if !g.drawn {
		done = measure("truceline:first-draw")
	} else if picture.Date != g.date {
		done = measure("truceline:date-draw")
	}
	took, drew := g.frames.Draw(screen)
	if !drew {
		return
	}
	done()
	if !g.drawn {
		debug.SetGCPercent(collecting)
		g.frames.Watch = nil
	}
	g.date, g.drawn = picture.Date, true
	g.bridge.Call("drawn", took.Vertices, took.DrawCalls, took.Level, took.Ground)
}

// tell sends the page what has changed in the view since it was last told.
func (g *game) tell() error {
	view := g.app.View()
	if told, ok := g.told.(app.View); ok && told.Rev == view.Rev {
		return nil
	}
	news, err := delta.Of(g.told, view)
	if err != nil {
		return err
	}
	g.told = view
	g.bridge.Call("view", string(news))
	return nil
}

var performance = js.Global().Get("performance")

// now is the page's clock in milliseconds.
func now() float64 { return performance.Call("now").Float() }

// measure begins a measurement that the browser's tools show under a name; call what it returns at the end.
func measure(name string) func() {
	start := now()
	return func() {
		options := js.Global().Get("Object").New()
		options.Set("start", start)
		performance.Call("measure", name, options)
	}
}
