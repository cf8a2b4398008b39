package gpu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// AnimatedPicture is a picture that changes with time and with the reader's input, such as an
// app.App.
type AnimatedPicture interface {
	// Frame advances to a time in milliseconds and reports whether the picture must be drawn. After
	// false it does not change until the next input.
	Frame(nowMs float64) (dirty bool)
	// Draw draws the picture in its present state.
	Draw(c scene.Canvas) scene.Stats
}

// A LayeredPicture is an AnimatedPicture whose base can be drawn separately from its overlay.
type LayeredPicture interface {
	AnimatedPicture
	// Scene returns the world and picture that Draw draws.
	Scene() (*scene.World, *scene.Picture)
}

// RenderOnDemand makes Ebitengine wait for events instead of drawing sixty times a second, and keep
// the screen's contents. It must be called before the game runs. After a change without an event,
// call RequestFrame.
func RenderOnDemand() {
	SetContinuous(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
}

// SetContinuous switches between a frame for each refresh of the screen and frames on demand.
func SetContinuous(on bool) {
	if on {
		//lint:ignore SA1019 the counterpart of the mode below
		ebiten.SetFPSMode(ebiten.FPSModeVsyncOn)
		return
	}
	//lint:ignore SA1019 nothing that is not deprecated lets Ebitengine wait for events
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
}

// RequestFrame requests one more frame where frames are drawn on demand.
func RequestFrame() {
	//lint:ignore SA1019 nothing that is not deprecated ends Ebitengine's wait for events
	ebiten.ScheduleFrame()
}

// Renderer draws a picture onto an image when it has changed, and leaves the image alone otherwise.
// While a LayeredPicture moves, its base is redrawn only now and then.
type Renderer struct {
	Canvas  *Canvas
	Picture AnimatedPicture
	// Trace, if not nil, is called before the base of a LayeredPicture is drawn, with
	// TraceDrawBase. The function it returns is called afterwards.
	Trace func(part string) (end func())

	dirty      bool
	lastTarget *ebiten.Image // the last target and its size
	lastSize   image.Point

	now             float64
	base            baseCache
	lastCamera      scene.Camera // of the last frame
	lastScaleChange float64      // time of the last change of scale
	needsRefine     bool         // the base is drawn scaled, or it or the labels lack detail
}

// TraceDrawBase is the name of drawing the base in Renderer.Trace. It includes triangulating new
// shapes.
const TraceDrawBase = "truceline:ground"

// Update advances the picture. While the picture changes, Update requests the next frame and
// returns true.
func (r *Renderer) Update(nowMs float64) (moving bool) {
	r.now = nowMs
	moving = r.Picture.Frame(nowMs)
	if moving || r.needsRefine && nowMs-r.lastScaleChange >= restTime {
		r.dirty = true
	}
	if moving = moving || r.needsRefine; moving {
		RequestFrame()
	}
	return moving
}

// Invalidate forces a redraw, for example after the contents of the target have been lost.
func (r *Renderer) Invalidate() {
	r.dirty = true
	r.base.picture = scene.Picture{}
}

// Draw draws the picture if it has changed or if the target or its size is new. It reports whether
// it drew.
func (r *Renderer) Draw(target *ebiten.Image) (stats Stats, drawn bool) {
	if size := target.Bounds().Size(); !r.dirty && r.lastTarget == target && r.lastSize == size {
		return Stats{}, false
	}
	r.dirty, r.lastTarget, r.lastSize = false, target, target.Bounds().Size()
	if layered, ok := r.Picture.(LayeredPicture); ok {
		return r.drawLayered(layered, target), true
	}
	r.Canvas.Begin(target)
	level := r.Picture.Draw(r.Canvas).Level
	stats = r.Canvas.End()
	stats.Level, stats.BaseDrawn = level, true
	return stats, true
}

// drawLayered draws the base from the cache, redrawing it where necessary, and the overlay on top.
func (r *Renderer) drawLayered(picture LayeredPicture, target *ebiten.Image) (stats Stats) {
	world, p := picture.Scene()
	base := &r.base
	if base.canvas == nil {
		base.canvas = New(r.Canvas.Ratio(), nil)
	}
	base.canvas.SetRatio(r.Canvas.Ratio())
	if p.Camera.MetresPerPixel != r.lastCamera.MetresPerPixel {
		r.lastScaleChange = r.now
	}
	panned := r.lastCamera != (scene.Camera{}) && (p.Camera != r.lastCamera || r.needsRefine)
	r.lastCamera = p.Camera
	placement := base.placementFor(p.Camera, base.canvas.Ratio())
	zooming := r.now-r.lastScaleChange < restTime
	redraw := !base.reusableFor(p, placement, target, r.now, zooming)
	if redraw {
		end := func() {}
		if r.Trace != nil {
			end = r.Trace(TraceDrawBase)
		}
		stats = base.draw(world, p, target, panned, zooming && base.picture.SameBase(p))
		end()
		placement = base.placementFor(p.Camera, base.canvas.Ratio())
	}
	base.noteUse(placement, r.now)
	r.Canvas.Begin(target)
	r.Canvas.blit(base.image, placement)
	overlay := world.DrawOverlay(r.Canvas, p, zooming)
	r.needsRefine = !placement.isUnscaled() || base.lacksDetail(p) || overlay.CoarseLabels
	stats = stats.add(r.Canvas.End())
	stats.Level, stats.BaseDrawn = base.level, redraw
	return stats
}

// add adds the counts of another canvas in the same frame.
func (s Stats) add(o Stats) Stats {
	s.Vertices += o.Vertices
	s.Triangles += o.Triangles
	s.DrawCalls += o.DrawCalls
	s.Meshes += o.Meshes
	s.Labels += o.Labels
	return s
}
