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

// window is the ebiten.Game around the app: the map and, beside or below it, the panel. Its pixels are the device's.
type window struct {
	app      *app.App
	fsys     fs.FS
	frames   gpu.Frames
	canvas   *gpu.Canvas   // for what lies over the map
	shown    *ebiten.Image // the map as it was drawn last
	panel    *panel
	gestures gestures
	memory   *memory
	outside  func(address string) error // opens an address in the system's browser
	copy     func(words string) error   // puts a text on the clipboard
	refused  bool                       // there is no map: the panel says why
	glanced  time.Time                  // when the system was asked for its theme
	dark     bool                       // it prefers the dark one
	start    time.Time

	ratio  float64     // device pixels in a CSS pixel
	size   image.Point // in device pixels
	layout layout
	view   app.View

	spoilt bool // what is on the screen is out of date
	wait   int  // frames in which nothing has happened
	vsync  bool

	screenshot string // where to write a picture before quitting; empty: nowhere
	steps      int    // frames drawn
	ended      atomic.Bool
	done       bool
	err        error
}

// layout is where the map, the panel and the buttons that move the map lie, in device pixels. Below a narrow map
// there is a head for the buttons; else it is empty.
type layout struct{ mapped, panel, buttons, head image.Rectangle }

func newWindow(a *app.App, fsys fs.FS, screenshot string) (*window, error) {
	letters := gpu.Letters(a.World().Fonts)
	w := &window{app: a, fsys: fsys, canvas: gpu.New(1, letters), memory: &memory{}, outside: openOutside, copy: copyText, start: time.Now(), screenshot: screenshot}
	w.frames = gpu.Frames{Canvas: gpu.New(1, letters), Picture: a}
	var err error
	if w.panel, err = newPanel(fsys, a.World(), w.canvas); err != nil {
		return nil, err
	}
	w.panel.do, w.panel.call = w.do, w
	w.vsync = screenshot != ""
	if screenshot == "" { // a picture for a file does not depend on where the mouse happens to be
		w.gestures.hands = &device{}
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
		w.arrange()
	}
}

// arrange divides the window after its size or ratio has changed.
func (w *window) arrange() {
	w.layout = divide(w.size, w.ratio, w.view.UI)
	if w.refused {
		w.layout = layout{panel: image.Rectangle{Max: w.size}}
	}
	w.frames.Canvas.SetRatio(w.ratio)
	w.canvas.SetRatio(w.ratio)
	if box := w.layout.mapped; !box.Empty() {
		w.do(app.Action{Type: app.ActionResize, W: float64(box.Dx()) / w.ratio, H: float64(box.Dy()) / w.ratio, Ratio: w.ratio})
		w.cover()
	}
	w.panel.arrange(w.layout, w.ratio)
	w.spoilt = true
}

// cover tells the map where the buttons lie over it.
func (w *window) cover() {
	over := w.layout.buttons.Intersect(w.layout.mapped)
	x, y := w.toMap(over.Min)
	if over.Empty() {
		x, y = 0, 0
	}
	w.do(app.Action{Type: app.ActionCover, X: &x, Y: &y, W: float64(over.Dx()) / w.ratio, H: float64(over.Dy()) / w.ratio})
}

// The panel stands beside the map where the window is at least broad CSS pixels wide and not much higher than that,
// else below it.
const (
	broad      = 680
	sideLeast  = 312
	sideMost   = 400
	sideShare  = 0.31 // of the window's width
	underShare = 0.5  // of its height
)

// divide says where all lies in a window.
func divide(size image.Point, ratio float64, ui string) layout {
	p := layout{mapped: image.Rectangle{Max: size}}
	w, h := float64(size.X)/ratio, float64(size.Y)/ratio
	px := func(css float64) int { return int(math.Round(css * ratio)) }
	switch {
	case ui == app.UINone:
		return p
	case w >= broad && w > 0.9*h:
		at := size.X - px(min(max(sideShare*w, sideLeast), sideMost))
		p.mapped.Max.X, p.panel = at, image.Rect(at, 0, size.X, size.Y)
		p.buttons = buttonsIn(p.mapped, px, false)
	default:
		at := size.Y - px(underShare*h)
		below := at + px(buttonSize+2*headPad)
		p.mapped.Max.Y, p.head, p.panel = at, image.Rect(0, at, size.X, below), image.Rect(0, below, size.X, size.Y)
		p.buttons = buttonsIn(p.head, px, true)
	}
	return p
}

// State is all that a link to what is shown carries.
func (w *window) State() app.State { return w.app.State() }

// do does an action. The app refuses nothing that this window makes; if it did, the map would stay as it is.
func (w *window) do(a app.Action) {
	if w.panel.said != "" && a.Type != app.ActionPointer && a.Type != app.ActionResize && a.Type != app.ActionCover {
		w.panel.said, w.panel.stale = "", true
	}
	if err := w.app.Do(a); err != nil && w.err == nil {
		w.err = err
	}
	gpu.RequestFrame()
}

// Update takes what the reader has done and moves the map on.
func (w *window) Update() error {
	if w.err != nil {
		return w.err
	}
	if w.done || w.ended.Load() {
		return ebiten.Termination
	}
	touched := w.gestures.hands != nil && w.gestures.update(w)
	w.system()
	moving := w.frames.Update(float64(time.Since(w.start).Microseconds()) / 1000)
	w.look()
	w.panel.update()
	w.spoilt = w.spoilt || touched || moving || w.panel.fresh > 0
	w.pace(touched || moving || w.panel.fresh > 0)
	w.remember(false)
	return nil
}

// endOnSignal closes the window when the system asks the program to end, so that it remembers.
func (w *window) endOnSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-c
		w.ended.Store(true)
		gpu.RequestFrame()
	}()
}

// look takes over the app's view if it has changed.
func (w *window) look() {
	view := w.app.View()
	if view.Rev == w.view.Rev && view.UI == w.view.UI {
		return
	}
	ui := w.view.UI
	w.view = view
	w.panel.show(view, w.app.State().Theme)
	w.spoilt = true
	if ui != view.UI {
		w.arrange()
	}
}

// restless is how many frames go on in which nothing happens, before the window waits for the next event: the panel
// finds its layout in two.
const restless = 6

// pace has the screen's rhythm while something happens, and then has Ebitengine wait for events.
func (w *window) pace(busy bool) {
	if w.wait++; busy {
		w.wait = 0
	}
	want := w.wait < restless || w.screenshot != ""
	if want == w.vsync {
		return
	}
	w.vsync = want
	gpu.SetContinuous(want)
}

// Draw puts the map, the panel and the line about what is under the pointer together, if any has changed.
func (w *window) Draw(screen *ebiten.Image) {
	drew := w.drawMap()
	if !drew && !w.spoilt && w.wait > 2 {
		return
	}
	w.spoilt = false
	screen.Clear()
	if w.shown != nil {
		screen.DrawImage(w.shown, nil)
	}
	w.panel.draw(screen)
	w.panel.drawTip(screen, w.view.Hover, w.layout.mapped.Size())
	w.steps++
	w.shoot(screen)
}

// drawMap draws the map onto an image of its own, if it has changed; it says whether it has.
func (w *window) drawMap() (drew bool) {
	box := w.layout.mapped
	if box.Empty() {
		return false
	}
	if w.shown == nil || w.shown.Bounds().Size() != box.Size() {
		if w.shown != nil {
			w.shown.Deallocate()
		}
		w.shown = ebiten.NewImageWithOptions(image.Rectangle{Max: box.Size()}, &ebiten.NewImageOptions{Unmanaged: true})
	}
	_, drew = w.frames.Draw(w.shown)
	return drew
}

// settled is the number of frames after which the panel has found its layout and the map its place.
const settled = 4

// shoot writes the screen to a file, if the command line asks for it, and quits.
func (w *window) shoot(screen *ebiten.Image) {
	if w.screenshot == "" || w.done || w.steps < settled {
		w.spoilt = w.spoilt || w.screenshot != ""
		return
	}
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	w.done = true
	w.err = writeWhole(w.screenshot, func(out io.Writer) error { return png.Encode(out, img) })
}
