package main

import (
	"image"
	"image/png"
	"io/fs"
	"math"
	"os"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
)

// window is the ebiten.Game around the app: the map and, beside or below it, the panel. Its pixels are the device's.
type window struct {
	app    *app.App
	frames gpu.Frames
	canvas *gpu.Canvas   // for what lies over the map
	shown  *ebiten.Image // the map as it was drawn last
	panel  *panel
	input  input
	start  time.Time

	ratio  float64     // device pixels in a CSS pixel
	size   image.Point // in device pixels
	places places
	view   app.View

	spoilt bool // what is on the screen is out of date
	wait   int  // frames in which nothing has happened
	vsync  bool

	deaf       bool   // to mouse and keys: a picture for a file does not depend on where the mouse happens to be
	screenshot string // where to write a picture before quitting; empty: nowhere
	steps      int    // frames drawn
	done       bool
	err        error
}

// places are where the map, the panel and the buttons that move the map lie, in device pixels. Below a narrow map
// there is a head for title and buttons; else it is empty.
type places struct{ mapped, panel, buttons, head image.Rectangle }

func newWindow(a *app.App, fsys fs.FS, screenshot string) (*window, error) {
	letters := gpu.Letters(a.World().Fonts)
	w := &window{app: a, canvas: gpu.New(1, letters), start: time.Now(), screenshot: screenshot}
	w.frames = gpu.Frames{Canvas: gpu.New(1, letters), Picture: a}
	var err error
	if w.panel, err = newPanel(fsys, a, w.canvas); err != nil {
		return nil, err
	}
	w.panel.do = w.do
	w.vsync, w.deaf = screenshot != "", screenshot != ""
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
	w.places = divide(w.size, w.ratio, w.view.UI)
	w.frames.Canvas.SetRatio(w.ratio)
	w.canvas.SetRatio(w.ratio)
	box := w.places.mapped
	w.do(app.Action{Type: app.ActionResize, W: float64(box.Dx()) / w.ratio, H: float64(box.Dy()) / w.ratio, Ratio: w.ratio})
	w.panel.arrange(w.places, w.ratio)
	w.spoilt = true
}

// The panel stands beside the map where the window is at least broad CSS pixels wide and not much higher than that,
// else below it.
const (
	broad      = 520
	sideWidth  = 300
	sideShare  = 0.42 // of the window's width at most
	underShare = 0.46 // of its height
)

// divide says where all lies in a window.
func divide(size image.Point, ratio float64, ui string) places {
	p := places{mapped: image.Rectangle{Max: size}}
	w, h := float64(size.X)/ratio, float64(size.Y)/ratio
	px := func(css float64) int { return int(math.Round(css * ratio)) }
	switch {
	case ui == app.UINone:
		return p
	case w >= broad && w > 0.9*h:
		at := size.X - px(min(sideWidth, sideShare*w))
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

// do does an action. The app refuses nothing that this window makes; if it did, the map would stay as it is.
func (w *window) do(a app.Action) {
	if err := w.app.Do(a); err != nil && w.err == nil {
		w.err = err
	}
	ebiten.ScheduleFrame()
}

// Update takes what the reader has done and moves the map on.
func (w *window) Update() error {
	if w.err != nil {
		return w.err
	}
	if w.done {
		return ebiten.Termination
	}
	touched := !w.deaf && w.input.update(w)
	moving := w.frames.Update(float64(time.Since(w.start).Microseconds()) / 1000)
	w.look()
	w.panel.update()
	w.spoilt = w.spoilt || touched || moving
	w.pace(touched || moving)
	return nil
}

// look takes over the app's view if it has changed.
func (w *window) look() {
	view := w.app.View()
	if view.Rev == w.view.Rev && view.UI == w.view.UI {
		return
	}
	ui := w.view.UI
	w.view = view
	w.panel.show(view)
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
	if want {
		ebiten.SetFPSMode(ebiten.FPSModeVsyncOn)
	} else {
		ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	}
}

// Draw puts the map, the panel and the line about what is under the pointer together, if any has changed.
func (w *window) Draw(screen *ebiten.Image) {
	if box := w.places.mapped; w.shown == nil || w.shown.Bounds().Size() != box.Size() {
		if w.shown != nil {
			w.shown.Deallocate()
		}
		w.shown = ebiten.NewImageWithOptions(image.Rectangle{Max: box.Size()}, &ebiten.NewImageOptions{Unmanaged: true})
	}
	if _, drew := w.frames.Draw(w.shown); !drew && !w.spoilt && w.wait > 2 {
		return
	}
	w.spoilt = false
	screen.Clear()
	screen.DrawImage(w.shown, nil)
	w.panel.draw(screen)
	w.panel.drawTip(screen, w.view.Hover, w.places.mapped.Size())
	w.steps++
	w.shoot(screen)
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
	w.err = writePNG(w.screenshot, img)
}

func writePNG(name string, img image.Image) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
