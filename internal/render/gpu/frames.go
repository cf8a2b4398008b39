package gpu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// Moving is a picture that changes with time and with what a reader does; an app.App is one.
type Moving interface {
	// Frame moves on to a time in milliseconds and says whether the picture has to be drawn. After false it stays as
	// it is until something is done to it.
	Frame(nowMs float64) (dirty bool)
	// Draw draws the picture as it is.
	Draw(c scene.Canvas) scene.Stats
}

// Quiet makes Ebitengine wait for events instead of drawing sixty times a second, and keep what has been drawn: call
// it before the game runs. Whoever changes something without an event calls ebiten.ScheduleFrame.
func Quiet() {
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
}

// Frames draws a picture onto an image when it has changed, and leaves the image alone otherwise.
type Frames struct {
	Canvas  *Canvas
	Picture Moving

	dirty bool
	on    *ebiten.Image // what was drawn on last, and how large it was
	size  image.Point
}

// Update moves the picture on. While it changes, Update asks for the next frame and returns true.
func (f *Frames) Update(nowMs float64) (moving bool) {
	if !f.Picture.Frame(nowMs) {
		return false
	}
	f.dirty = true
	ebiten.ScheduleFrame()
	return true
}

// Spoil has the picture drawn anew, as when what was drawn has been lost.
func (f *Frames) Spoil() { f.dirty = true }

// Draw draws the picture if it has changed since, or if it was on another image or one of another size.
func (f *Frames) Draw(target *ebiten.Image) (took Stats, drew bool) {
	if size := target.Bounds().Size(); !f.dirty && f.on == target && f.size == size {
		return Stats{}, false
	}
	f.dirty, f.on, f.size = false, target, target.Bounds().Size()
	f.Canvas.Begin(target)
	f.Picture.Draw(f.Canvas)
	return f.Canvas.End(), true
}
