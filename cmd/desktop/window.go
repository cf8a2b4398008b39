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
	"truceline/internal/atomicfile"
	"truceline/internal/render/gpu"
)

// window is the ebiten.Game around the app: the map with the panel beside or below it. Its pixels
// are device pixels.
type window struct {
	app           *app.App
	fsys          fs.FS
	renderer      gpu.Renderer
	overlayCanvas *gpu.Canvas   // draws over the map
	mapImage      *ebiten.Image // the map as last drawn
	panel         *panel
	input         inputRouter
	prefs         *prefsStore
	openInBrowser func(address string) error
	copyText      func(words string) error
	hasFaults     bool // the assets are invalid, and the panel lists their faults instead of a map
	themePolledAt time.Time
	systemDark    bool // the system prefers the dark theme
	start         time.Time

	ratio  float64     // device pixels per CSS pixel
	size   image.Point // device pixels
	layout layout
	view   app.View

	dirty      bool // the screen is out of date
	idleFrames int  // frames without a change
	vsync      bool

	screenshot  string // the file to write a screenshot to before quitting, or ""
	frameCount  int    // frames drawn
	interrupted atomic.Bool
	done        bool
	err         error
}

// layout holds the rectangles of the map, the panel and the map buttons in device pixels. A narrow
// window has a toolbar for the buttons between map and panel; otherwise toolbar is empty.
type layout struct{ mapRect, panel, buttons, toolbar image.Rectangle }

func newWindow(a *app.App, fsys fs.FS, screenshot string) (*window, error) {
	rasterizer := gpu.FontRasterizer(a.World().Fonts)
	w := &window{app: a, fsys: fsys, overlayCanvas: gpu.New(1, rasterizer), prefs: &prefsStore{},
		openInBrowser: openInBrowser, copyText: copyText, start: time.Now(), screenshot: screenshot}
	w.renderer = gpu.Renderer{Canvas: gpu.New(1, rasterizer), Picture: a}
	var err error
	if w.panel, err = newPanel(fsys, a.World(), w.overlayCanvas); err != nil {
		return nil, err
	}
	w.panel.dispatch, w.panel.actions = w.dispatch, w
	w.vsync = screenshot != ""
	if screenshot == "" { // a screenshot does not depend on the mouse
		w.input.source = &ebitenInput{}
	}
	return w, nil
}

// Layout panics, because Ebitengine prefers LayoutF.
func (w *window) Layout(int, int) (int, int) { panic("desktop: Layout instead of LayoutF") }

// LayoutF makes the game's pixels device pixels on every monitor.
func (w *window) LayoutF(width, height float64) (float64, float64) {
	w.resize(width, height, ebiten.Monitor().DeviceScaleFactor())
	return float64(w.size.X), float64(w.size.Y)
}

// resize sets the window's size in CSS pixels and the number of device pixels per CSS pixel.
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

// updateLayout computes the layout for the current size, ratio and view.
func (w *window) updateLayout() {
	w.layout = computeLayout(w.size, w.ratio, w.view.UI)
	if w.hasFaults {
		w.layout = layout{panel: image.Rectangle{Max: w.size}}
	}
	w.renderer.Canvas.SetRatio(w.ratio)
	w.overlayCanvas.SetRatio(w.ratio)
	if rect := w.layout.mapRect; !rect.Empty() {
		w.dispatch(app.Action{Type: app.ActionResize, W: float64(rect.Dx()) / w.ratio,
			H: float64(rect.Dy()) / w.ratio, Ratio: w.ratio})
		w.reportButtonsRect()
	}
	w.panel.setLayout(w.layout, w.ratio)
	w.dirty = true
}

// reportButtonsRect reports to the app which part of the map the buttons cover.
func (w *window) reportButtonsRect() {
	covered := w.layout.buttons.Intersect(w.layout.mapRect)
	x, y := w.mapPosition(covered.Min)
	if covered.Empty() {
		x, y = 0, 0
	}
	w.dispatch(app.Action{Type: app.ActionCover, X: &x, Y: &y, W: float64(covered.Dx()) / w.ratio,
		H: float64(covered.Dy()) / w.ratio})
}

// The panel is beside the map if the window is at least sideBySideMinWidth CSS pixels wide and not
// much higher than wide. Otherwise it is below the map.
const (
	sideBySideMinWidth = 680
	minPanelWidth      = 312
	maxPanelWidth      = 400
	panelWidthShare    = 0.31 // of the window's width
	panelHeightShare   = 0.5  // of the window's height
)

// computeLayout returns the layout of a window. size is in device pixels.
func computeLayout(size image.Point, ratio float64, ui string) layout {
	l := layout{mapRect: image.Rectangle{Max: size}}
	w, h := float64(size.X)/ratio, float64(size.Y)/ratio
	px := func(css float64) int { return int(math.Round(css * ratio)) }
	switch {
	case ui == app.UINone:
		return l
	case w >= sideBySideMinWidth && w > 0.9*h:
		splitX := size.X - px(min(max(panelWidthShare*w, minPanelWidth), maxPanelWidth))
		l.mapRect.Max.X, l.panel = splitX, image.Rect(splitX, 0, size.X, size.Y)
		l.buttons = mapButtonsRect(l.mapRect, px, false)
	default:
		splitY := size.Y - px(panelHeightShare*h)
		toolbarBottom := splitY + px(buttonSize+2*toolbarPadding)
		l.mapRect.Max.Y, l.toolbar, l.panel = splitY, image.Rect(0, splitY, size.X, toolbarBottom),
			image.Rect(0, toolbarBottom, size.X, size.Y)
		l.buttons = mapButtonsRect(l.toolbar, px, true)
	}
	return l
}

// State returns the app's state, which a link to the map carries.
func (w *window) State() app.State { return w.app.State() }

// dispatch dispatches an action to the app. The window only creates valid actions, so an error is a
// bug; Update returns it and ends the program.
func (w *window) dispatch(action app.Action) {
	if w.panel.status != "" && action.Type != app.ActionPointer &&
		action.Type != app.ActionResize &&
		action.Type != app.ActionCover {
		w.panel.status, w.panel.needsRebuild = "", true
	}
	if err := w.app.Dispatch(action); err != nil && w.err == nil {
		w.err = err
	}
	gpu.RequestFrame()
}

// Update handles input and advances the map.
func (w *window) Update() error {
	if w.err != nil {
		return w.err
	}
	if w.done || w.interrupted.Load() {
		return ebiten.Termination
	}
	hadInput := w.input.source != nil && w.input.update(w)
	w.pollSystemTheme()
	animating := w.renderer.Update(float64(time.Since(w.start).Microseconds()) / 1000)
	w.syncView()
	w.panel.update()
	w.dirty = w.dirty || hadInput || animating || w.panel.redrawFrames > 0
	w.updateFrameMode(hadInput || animating || w.panel.redrawFrames > 0)
	w.savePrefs(false)
	return nil
}

// quitOnSignal closes the window on a signal that asks the program to end, so that it saves its
// preferences.
func (w *window) quitOnSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-c
		w.interrupted.Store(true)
		gpu.RequestFrame()
	}()
}

// syncView passes the app's view to the panel if it has changed.
func (w *window) syncView() {
	view := w.app.View()
	if view.Revision == w.view.Revision && view.UI == w.view.UI {
		return
	}
	previousUI := w.view.UI
	w.view = view
	w.panel.setView(view, w.app.State().Theme)
	w.dirty = true
	if previousUI != view.UI {
		w.updateLayout()
	}
}

// framesUntilIdle is how many frames without a change are drawn before the window waits for events:
// as many as the panel needs.
const framesUntilIdle = redrawnFrames

// updateFrameMode makes Ebitengine run at the screen's refresh rate while something changes, and
// wait for events otherwise.
func (w *window) updateFrameMode(busy bool) {
	if w.idleFrames++; busy {
		w.idleFrames = 0
	}
	useVsync := w.idleFrames < framesUntilIdle || w.screenshot != ""
	if useVsync == w.vsync {
		return
	}
	w.vsync = useVsync
	gpu.SetContinuous(useVsync)
}

// Draw draws the map, the panel and the tooltip if any of them has changed.
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
	w.panel.drawTooltip(screen, w.view.Tooltip, w.layout.mapRect.Size())
	w.frameCount++
	w.saveScreenshot(screen)
}

// drawMap draws the map onto its own image if it has changed, and reports whether it has.
func (w *window) drawMap() (drew bool) {
	rect := w.layout.mapRect
	if rect.Empty() {
		return false
	}
	if w.mapImage == nil || w.mapImage.Bounds().Size() != rect.Size() {
		if w.mapImage != nil {
			w.mapImage.Deallocate()
		}
		w.mapImage = ebiten.NewImageWithOptions(image.Rectangle{Max: rect.Size()},
			&ebiten.NewImageOptions{Unmanaged: true})
	}
	_, drew = w.renderer.Draw(w.mapImage)
	return drew
}

// framesBeforeScreenshot is the number of frames after which the layout is final.
const framesBeforeScreenshot = 4

// saveScreenshot writes the screen to the requested file and quits.
func (w *window) saveScreenshot(screen *ebiten.Image) {
	if w.screenshot == "" || w.done || w.frameCount < framesBeforeScreenshot {
		w.dirty = w.dirty || w.screenshot != ""
		return
	}
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	w.done = true
	w.err = atomicfile.Write(w.screenshot,
		func(out io.Writer) error { return png.Encode(out, img) })
}
