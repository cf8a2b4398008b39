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

// A Map is a Moving that lets the ground be drawn apart from what lies over it.
type Map interface {
	Moving
	// Scene is what Draw draws.
	Scene() (*scene.World, *scene.Picture)
}

// Quiet makes Ebitengine wait for events instead of drawing sixty times a second, and keep what has
// been drawn: call it before the game runs. Whoever changes something without an event calls
// RequestFrame.
func Quiet() {
	SetContinuous(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
}

// SetContinuous chooses between a frame for each refresh of the screen and frames on demand.
func SetContinuous(on bool) {
	if on {
		//lint:ignore SA1019 the counterpart of the mode below
		ebiten.SetFPSMode(ebiten.FPSModeVsyncOn)
		return
	}
	//lint:ignore SA1019 nothing that is not deprecated lets Ebitengine wait for events
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
}

// RequestFrame asks for one more frame where frames are drawn on demand.
func RequestFrame() {
	//lint:ignore SA1019 nothing that is not deprecated ends Ebitengine's wait for events
	ebiten.ScheduleFrame()
}

// Frames draws a picture onto an image when it has changed, and leaves the image alone otherwise. Of a Map that moves it
// draws the ground only now and then.
type Frames struct {
	Canvas  *Canvas
	Picture Moving
	// Watch is told when drawing the ground of a Map begins and, by what it returns, when that ends: MeasureGround. May be nil.
	Watch func(part string) (end func())

	dirty bool
	on    *ebiten.Image // what was drawn on last, and how large it was
	size  image.Point

	now     float64
	sheet   sheet
	seen    scene.Camera // in the frame drawn last
	scaled  float64      // when the scale changed last
	blurred bool         // the sheet lies stretched, or it or the names lack detail
}

// MeasureGround is cutting shapes into triangles, as far as that has not been done, and handing them over.
const MeasureGround = "truceline:ground"

// Update moves the picture on. While it changes, Update asks for the next frame and returns true.
func (f *Frames) Update(nowMs float64) (moving bool) {
	f.now = nowMs
	moving = f.Picture.Frame(nowMs)
	if moving || f.blurred && nowMs-f.scaled >= restTime {
		f.dirty = true
	}
	if moving = moving || f.blurred; moving {
		RequestFrame()
	}
	return moving
}

// Spoil has the picture drawn anew, as when what was drawn has been lost.
func (f *Frames) Spoil() {
	f.dirty = true
	f.sheet.of = scene.Picture{}
}

// Draw draws the picture if it has changed since, or if it was on another image or one of another size.
func (f *Frames) Draw(target *ebiten.Image) (took Stats, drew bool) {
	if size := target.Bounds().Size(); !f.dirty && f.on == target && f.size == size {
		return Stats{}, false
	}
	f.dirty, f.on, f.size = false, target, target.Bounds().Size()
	if m, ok := f.Picture.(Map); ok {
		return f.drawMap(m, target), true
	}
	f.Canvas.Begin(target)
	level := f.Picture.Draw(f.Canvas).Level
	took = f.Canvas.End()
	took.Level, took.Ground = level, true
	return took, true
}

func (f *Frames) drawMap(m Map, target *ebiten.Image) (took Stats) {
	world, p := m.Scene()
	s := &f.sheet
	if s.canvas == nil {
		s.canvas = New(f.Canvas.Ratio(), nil)
	}
	s.canvas.SetRatio(f.Canvas.Ratio())
	if p.Camera.MetresPerPixel != f.seen.MetresPerPixel {
		f.scaled = f.now
	}
	moved := f.seen != (scene.Camera{}) && (p.Camera != f.seen || f.blurred)
	f.seen = p.Camera
	at := s.place(p.Camera, s.canvas.Ratio())
	moving := f.now-f.scaled < restTime
	ground := !s.serves(p, at, target, f.now, moving)
	if ground {
		end := func() {}
		if f.Watch != nil {
			end = f.Watch(MeasureGround)
		}
		took = s.draw(world, p, target, moved, moving && s.of.SameBase(p))
		end()
		at = s.place(p.Camera, s.canvas.Ratio())
	}
	s.lie(at, f.now)
	f.Canvas.Begin(target)
	f.Canvas.lay(s.image, at)
	over := world.DrawOverlay(f.Canvas, p, moving)
	f.blurred = !at.exact() || s.rough(p) || over.CoarseLabels
	took = took.and(f.Canvas.End())
	took.Level, took.Ground = s.level, ground
	return took
}

// and adds what another drawing of the same frame took.
func (s Stats) and(o Stats) Stats {
	s.Vertices += o.Vertices
	s.Triangles += o.Triangles
	s.DrawCalls += o.DrawCalls
	s.Meshes += o.Meshes
	s.Labels += o.Labels
	return s
}
