package gpu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// AnimatedPicture is a picture that changes with time and with what a reader does; an app.App is
// one.
type AnimatedPicture interface {
	// Frame moves on to a time in milliseconds and says whether the picture has to be drawn. After
	// false it stays as it is until something is done to it.
	Frame(nowMs float64) (dirty bool)
	// Draw draws the picture as it is.
	Draw(c scene.Canvas) scene.Stats
}

// A LayeredPicture is a Moving that lets the ground be drawn apart from what lies over it.
type LayeredPicture interface {
	AnimatedPicture
	// Scene is what Draw draws.
	Scene() (*scene.World, *scene.Picture)
}

// RenderOnDemand makes Ebitengine wait for events instead of drawing sixty times a second, and keep
// what has been drawn: call it before the game runs. Whoever changes something without an event
// calls RequestFrame.
func RenderOnDemand() {
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

// Renderer draws a picture onto an image when it has changed, and leaves the image alone otherwise.
// Of a Map that moves it draws the ground only now and then.
type Renderer struct {
	Canvas  *Canvas
	Picture AnimatedPicture
	// Trace is told when drawing the ground of a Map begins and, by what it returns, when that
	// ends: MeasureGround. May be nil.
	Trace func(part string) (end func())

	dirty      bool
	lastTarget *ebiten.Image // what was drawn on last, and how large it was
	lastSize   image.Point

	now             float64
	base            baseCache
	lastCamera      scene.Camera // in the frame drawn last
	lastScaleChange float64      // when the scale changed last
	needsRefine     bool         // the sheet lies stretched, or it or the names lack detail
}

// TraceDrawBase is cutting shapes into triangles, as far as that has not been done, and handing
// them over.
const TraceDrawBase = "truceline:ground"

// Update moves the picture on. While it changes, Update asks for the next frame and returns true.
func (f *Renderer) Update(nowMs float64) (moving bool) {
	f.now = nowMs
	moving = f.Picture.Frame(nowMs)
	if moving || f.needsRefine && nowMs-f.lastScaleChange >= restTime {
		f.dirty = true
	}
	if moving = moving || f.needsRefine; moving {
		RequestFrame()
	}
	return moving
}

// Invalidate has the picture drawn anew, as when what was drawn has been lost.
func (f *Renderer) Invalidate() {
	f.dirty = true
	f.base.picture = scene.Picture{}
}

// Draw draws the picture if it has changed since, or if it was on another image or one of another
// size.
func (f *Renderer) Draw(target *ebiten.Image) (took Stats, drew bool) {
	if size := target.Bounds().Size(); !f.dirty && f.lastTarget == target && f.lastSize == size {
		return Stats{}, false
	}
	f.dirty, f.lastTarget, f.lastSize = false, target, target.Bounds().Size()
	if m, ok := f.Picture.(LayeredPicture); ok {
		return f.drawLayered(m, target), true
	}
	f.Canvas.Begin(target)
	level := f.Picture.Draw(f.Canvas).Level
	took = f.Canvas.End()
	took.Level, took.BaseDrawn = level, true
	return took, true
}

func (f *Renderer) drawLayered(m LayeredPicture, target *ebiten.Image) (took Stats) {
	world, p := m.Scene()
	s := &f.base
	if s.canvas == nil {
		s.canvas = New(f.Canvas.Ratio(), nil)
	}
	s.canvas.SetRatio(f.Canvas.Ratio())
	if p.Camera.MetresPerPixel != f.lastCamera.MetresPerPixel {
		f.lastScaleChange = f.now
	}
	moved := f.lastCamera != (scene.Camera{}) && (p.Camera != f.lastCamera || f.needsRefine)
	f.lastCamera = p.Camera
	at := s.placementFor(p.Camera, s.canvas.Ratio())
	moving := f.now-f.lastScaleChange < restTime
	ground := !s.reusableFor(p, at, target, f.now, moving)
	if ground {
		end := func() {}
		if f.Trace != nil {
			end = f.Trace(TraceDrawBase)
		}
		took = s.draw(world, p, target, moved, moving && s.picture.SameBase(p))
		end()
		at = s.placementFor(p.Camera, s.canvas.Ratio())
	}
	s.noteUse(at, f.now)
	f.Canvas.Begin(target)
	f.Canvas.blit(s.image, at)
	over := world.DrawOverlay(f.Canvas, p, moving)
	f.needsRefine = !at.isUnscaled() || s.lacksDetail(p) || over.CoarseLabels
	took = took.add(f.Canvas.End())
	took.Level, took.BaseDrawn = s.level, ground
	return took
}

// add adds what another drawing of the same frame took.
func (s Stats) add(o Stats) Stats {
	s.Vertices += o.Vertices
	s.Triangles += o.Triangles
	s.DrawCalls += o.DrawCalls
	s.Meshes += o.Meshes
	s.Labels += o.Labels
	return s
}
