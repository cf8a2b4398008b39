package main

import (
	"image"
	"image/png"
	"io"
	"io/fs"
	"math"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
)

// window is the ebiten.Game around the app: the map and, beside or below it, the panel. Its pixels
// are the device's.
type window struct {
	app           *app.App
	fsys          fs.FS
	renderer      gpu.Renderer
	overlayCanvas *gpu.Canvas   // for what lies over the map
	mapImage      *ebiten.Image // the map as it was drawn last
	panel         *panel
	input         inputRouter
	prefs         *prefsStore
	openInBrowser func(address string) error // opens an address in the system's browser
	copyText      func(words string) error   // puts a text on the clipboard
	hasFaults     bool                       // there is no map: the panel says why
	themePolledAt time.Time                  // when the system was asked for its theme
	systemDark    bool                       // it prefers the dark one
	start         time.Time

	ratio  float64     // device pixels in a CSS pixel
	size   image.Point // in device pixels
	layout layout
	view   app.View

	dirty      bool // what is on the screen is out of date
	idleFrames int  // frames in which nothing has happened
	vsync      bool

	screenshot  string // where to write a picture before quitting; empty: nowhere
	frameCount  int    // frames drawn
	interrupted atomic.Bool
	done        bool
	err         error
}

// layout is where the map, the panel and the buttons that move the map lie, in device pixels. Below
// a narrow map there is a head for the buttons; else it is empty.
type layout struct{ mapRect, panel, buttons, toolbar image.Rectangle }

func newWindow(a *app.App, fsys fs.FS, screenshot string) (*window, error) {
	letters := gpu.FontRasterizer(a.World().Fonts)
	w := &window{app: a, fsys: fsys, overlayCanvas: gpu.New(1, letters), prefs: &prefsStore{},
		openInBrowser: openInBrowser, copyText: copyText, start: time.Now(), screenshot: screenshot}
	w.renderer = gpu.Renderer{Canvas: gpu.New(1, letters), Picture: a}
	var err error
	if w.panel, err = newPanel(fsys, a.World(), w.overlayCanvas); err != nil {
		return nil, err
	}
	w.panel.dispatch, w.panel.actions = w.dispatch, w
	w.vsync = screenshot != ""
	if screenshot == "" { // a picture for a file does not depend on where the mouse happens to be
		w.input.source = &ebitenInput{}
	}
	return w, nil
}

// Layout is not used: LayoutF is.
func (w *window) Layout(int, int) (int, int) { panic("desktop: Layout instead of LayoutF") }

// LayoutF makes the game's pixels those of the device, whatever monitor the window is on.
func (w *window) LayoutF(width, height float64) (float64, float64) {
	w.resize(width, height, ebiten.Monitor().DeviceScaleFactor())
	return float64(w.size.X), float64(w.size.Y)
}

// resize takes the window's size in CSS pixels, and how many device pixels there are in one.
func (w *window) resize(width, height, ratio float64) {
	if !(ratio > 0) {
		ratio = 1
	}
	size := image.Pt(max(int(math.Ceil(width*ratio)), 1), max(int(math.Ceil(height*ratio)), 1))
	if size != w.size || ratio != w.ratio {
		w.size, w.ratio = size, ratio
		w.updateLayout()
	}
}

// updateLayout divides the window after its size or ratio has changed.
func (w *window) updateLayout() {
	w.layout = computeLayout(w.size, w.ratio, w.view.UI)
	if w.hasFaults {
		w.layout = layout{panel: image.Rectangle{Max: w.size}}
	}
	w.renderer.Canvas.SetRatio(w.ratio)
	w.overlayCanvas.SetRatio(w.ratio)
	if box := w.layout.mapRect; !box.Empty() {
		w.dispatch(app.Action{Type: app.ActionResize, W: float64(box.Dx()) / w.ratio,
			H: float64(box.Dy()) / w.ratio, Ratio: w.ratio})
		w.reportButtonsRect()
	}
	w.panel.setLayout(w.layout, w.ratio)
	w.dirty = true
}

// reportButtonsRect tells the map where the buttons lie over it.
func (w *window) reportButtonsRect() {
	over := w.layout.buttons.Intersect(w.layout.mapRect)
	x, y := w.mapPosition(over.Min)
	if over.Empty() {
		x, y = 0, 0
	}
	w.dispatch(app.Action{Type: app.ActionCover, X: &x, Y: &y, W: float64(over.Dx()) / w.ratio,
		H: float64(over.Dy()) / w.ratio})
}

// The panel stands beside the map where the window is at least broad CSS pixels wide and not much
// higher than that, else below it.
const (
	sideBySideMinWidth = 680
	minPanelWidth      = 312
	maxPanelWidth      = 400
	panelWidthShare    = 0.31 // of the window's width
	panelHeightShare   = 0.5  // of its height
)

// computeLayout says where all lies in a window.
func computeLayout(size image.Point, ratio float64, ui string) layout {
	p := layout{mapRect: image.Rectangle{Max: size}}
	w, h := float64(size.X)/ratio, float64(size.Y)/ratio
	px := func(css float64) int { return int(math.Round(css * ratio)) }
	switch {
	case ui == app.UINone:
		return p
	case w >= sideBySideMinWidth && w > 0.9*h:
		at := size.X - px(min(max(panelWidthShare*w, minPanelWidth), maxPanelWidth))
		p.mapRect.Max.X, p.panel = at, image.Rect(at, 0, size.X, size.Y)
		p.buttons = mapButtonsRect(p.mapRect, px, false)
	default:
		at := size.Y - px(panelHeightShare*h)
		below := at + px(buttonSize+2*toolbarPadding)
		p.mapRect.Max.Y, p.toolbar, p.panel = at, image.Rect(0, at, size.X, below),
			image.Rect(0, below, size.X, size.Y)
		p.buttons = mapButtonsRect(p.toolbar, px, true)
	}
	return p
}

// State is all that a link to what is shown carries.
func (w *window) State() app.State { return w.app.State() }

// dispatch does an action. The app refuses nothing that this window makes; if it did, the map would
// stay as it is.
func (w *window) dispatch(a app.Action) {
	if w.panel.status != "" && a.Type != app.ActionPointer && a.Type != app.ActionResize &&
		a.Type != app.ActionCover {
		w.panel.status, w.panel.needsRebuild = "", true
	}
	if err := w.app.Dispatch(a); err != nil && w.err == nil {
		w.err = err
	}
	gpu.RequestFrame()
}

// Update takes what the reader has done and moves the map on.
func (w *window) Update() error {
	if w.err != nil {
		return w.err
	}
	if w.done || w.interrupted.Load() {
		return ebiten.Termination
	}
	touched := w.input.source != nil && w.input.update(w)
	w.pollSystemTheme()
	moving := w.renderer.Update(float64(time.Since(w.start).Microseconds()) / 1000)
	w.syncView()
	w.panel.update()
	w.dirty = w.dirty || touched || moving || w.panel.redrawFrames > 0
	w.updateFrameMode(touched || moving || w.panel.redrawFrames > 0)
	w.savePrefs(false)
	return nil
}

// quitOnSignal closes the window when the system asks the program to end, so that it remembers.
func (w *window) quitOnSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-c
		w.interrupted.Store(true)
		gpu.RequestFrame()
	}()
}

// syncView takes over the app's view if it has changed.
func (w *window) syncView() {
	view := w.app.View()
	if view.Rev == w.view.Rev && view.UI == w.view.UI {
		return
	}
	ui := w.view.UI
	w.view = view
	w.panel.setView(view, w.app.State().Theme)
	w.dirty = true
	if ui != view.UI {
		w.updateLayout()
	}
}

// framesUntilIdle is how many frames go on in which nothing happens, before the window waits for
// the next event: the panel finds its layout in two.
const framesUntilIdle = 6

// updateFrameMode has the screen's rhythm while something happens, and then has Ebitengine wait for
// events.
func (w *window) updateFrameMode(busy bool) {
	if w.idleFrames++; busy {
		w.idleFrames = 0
	}
	want := w.idleFrames < framesUntilIdle || w.screenshot != ""
	if want == w.vsync {
		return
	}
	w.vsync = want
	gpu.SetContinuous(want)
}

// Draw puts the map, the panel and the line about what is under the pointer together, if any has
// changed.
func (w *window) Draw(screen *ebiten.Image) {
	drew := w.drawMap()
	if !drew && !w.dirty && w.idleFrames > 2 {
		return
	}
	w.dirty = false
	screen.Clear()
	if w.mapImage != nil {
		screen.DrawImage(w.mapImage, nil)
	}
	w.panel.draw(screen)
	w.panel.drawTooltip(screen, w.view.Hover, w.layout.mapRect.Size())
	w.frameCount++
	w.saveScreenshot(screen)
}

// drawMap draws the map onto an image of its own, if it has changed; it says whether it has.
func (w *window) drawMap() (drew bool) {
	box := w.layout.mapRect
	if box.Empty() {
		return false
	}
	if w.mapImage == nil || w.mapImage.Bounds().Size() != box.Size() {
		if w.mapImage != nil {
			w.mapImage.Deallocate()
		}
		w.mapImage = ebiten.NewImageWithOptions(image.Rectangle{Max: box.Size()},
			&ebiten.NewImageOptions{Unmanaged: true})
	}
	_, drew = w.renderer.Draw(w.mapImage)
	return drew
}

// framesBeforeScreenshot is the number of frames after which the panel has found its layout and the
// map its place.
const framesBeforeScreenshot = 4

// saveScreenshot writes the screen to a file, if the command line asks for it, and quits.
func (w *window) saveScreenshot(screen *ebiten.Image) {
	if w.screenshot == "" || w.done || w.frameCount < framesBeforeScreenshot {
		w.dirty = w.dirty || w.screenshot != ""
		return
	}
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	w.done = true
	w.err = writeFileAtomic(w.screenshot, func(out io.Writer) error { return png.Encode(out, img) })
}
