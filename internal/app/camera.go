package app

import (
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Durations in milliseconds.
const (
	stepDuration  = 200.0 // a zoom or pan step by button or key
	flyDuration   = 450.0 // a move to another part of the map
	wheelDuration = 120.0 // one notch of a wheel
	flingDuration = 1100.0
)

// cameraAnimation moves the camera on its own. The zero value rests.
type cameraAnimation struct {
	active    bool
	started   bool // t0 is known: motions begin with the first frame that shows them
	t0        float64
	lastFrame float64 // when it was shown last
	duration  float64
	from, to  scene.Camera
	easeOut   bool // begins at full speed, as an answer to a wheel

	velocityX, velocityY float64 // CSS pixels a millisecond; a thrown map has no target
	flinging             bool
}

// destination is where the camera will be when the motion has ended; now is where it is.
func (m *cameraAnimation) destination(now scene.Camera) scene.Camera {
	if m.active && !m.flinging {
		return m.to
	}
	return now
}

func (m *cameraAnimation) stop() { *m = cameraAnimation{} }

// cameraAt is the camera at a time in milliseconds, and whether the motion goes on.
func (m *cameraAnimation) cameraAt(t float64) (scene.Camera, bool) {
	if !m.started {
		m.started, m.t0 = true, t
	}
	m.lastFrame = t
	ms := max(t-m.t0, 0)
	if m.flinging {
		going := ms < flingDuration &&
			math.Hypot(scene.FlingSpeed(m.velocityX, ms), scene.FlingSpeed(m.velocityY, ms)) > 0.01
		return m.from.Pan(scene.FlingDistance(m.velocityX, ms),
			scene.FlingDistance(m.velocityY, ms)), going
	}
	share := 1.0
	if m.duration > 0 {
		share = min(ms/m.duration, 1)
	}
	if m.easeOut {
		return scene.InterpolateCamera(m.from, m.to, 1-(1-share)*(1-share)), share < 1
	}
	return scene.InterpolateCamera(m.from, m.to, scene.EaseInOut(share)), share < 1
}

// camera changes. All of them keep to the map's limits and, but for drags, are eased unless the
// reader wants no motion.

// cameraFit is what depends on the picture's size and texts, but not on where its camera is.
// Finding it takes longer than a frame may.
type cameraFit struct {
	camera scene.Camera // shows the whole country, or what a step or scenario is about
	limits scene.Limits
}

// cameraFit returns the frame of the picture; reframe makes it anew.
func (a *App) cameraFit() *cameraFit {
	if a.cachedFit == nil {
		a.cachedFit = &cameraFit{camera: a.focusCamera(), limits: a.world.Limits(&a.picture)}
	}
	return a.cachedFit
}

// focusCamera shows the whole country, or what a step or scenario is about.
func (a *App) focusCamera() scene.Camera {
	a.picture.FocusBounds = scene.Bounds{}
	if b := a.focusBounds(); b != nil {
		a.picture.FocusBounds = boundsOf(b)
		return a.world.FitBounds(&a.picture, a.picture.FocusBounds)
	}
	return a.world.FitCountry(&a.picture)
}

// refitCamera is called when the picture's size or texts have changed: the camera stays, or stays
// at home.
func (a *App) refitCamera() {
	a.cachedFit = nil
	a.dirty, a.viewDirty = true, true
	if a.autoFit {
		a.jumpTo(a.cameraFit().camera)
	} else {
		a.jumpTo(a.picture.Camera)
	}
}

// limitCamera keeps a camera on the map.
func (a *App) limitCamera(c scene.Camera) scene.Camera { return c.Limit(a.cameraFit().limits) }

// jumpTo sets the camera at once.
func (a *App) jumpTo(c scene.Camera) {
	a.animation.stop()
	a.setCamera(a.limitCamera(c))
}

func (a *App) setCamera(c scene.Camera) {
	if c != a.picture.Camera {
		a.picture.Camera = c
		a.dirty = true
		a.hover.needsPick = true // the map has moved under the pointer
	}
}

// animateTo moves the camera within a time, or at once where the reader wants no motion. A motion
// under way goes on from the frame that was shown last, at full speed: else a key that is held
// would hold the map.
func (a *App) animateTo(to scene.Camera, ms float64, brisk bool) {
	to = a.limitCamera(to)
	if a.reducedMotion {
		a.jumpTo(to)
		return
	}
	if to == a.picture.Camera {
		a.animation.stop()
		return
	}
	next := cameraAnimation{active: true, from: a.picture.Camera, to: to, duration: ms,
		easeOut: brisk}
	if last := &a.animation; last.active && last.started && !last.flinging {
		next.started, next.t0, next.easeOut = true, last.lastFrame, true
	}
	a.animation = next
	a.dirty = true
}

// zoomAbout comes closer by levels about a point, from wherever the camera is going.
func (a *App) zoomAbout(x, y, levels, ms float64, brisk bool) {
	a.skipFadeOut()
	a.autoFit = false
	goal := a.animation.destination(a.picture.Camera).ZoomAbout(x, y, levels)
	a.animateTo(goal.LimitAbout(x, y, a.cameraFit().limits), ms, brisk)
}

// panBy moves the camera over the map by CSS pixels, eased.
func (a *App) panBy(dx, dy float64) {
	a.skipFadeOut()
	a.autoFit = false
	a.animateTo(a.animation.destination(a.picture.Camera).Pan(-dx, -dy), stepDuration, false)
}

// jumpToView puts a place in the middle at a zoom level, as a link does.
func (a *App) jumpToView(v Viewpoint) {
	a.skipFadeOut()
	a.autoFit = false
	a.jumpTo(v.camera(a.picture.Camera))
}

// resetCamera shows the whole country.
func (a *App) resetCamera() {
	a.skipFadeOut()
	whole := a.world.FitCountry(&a.picture)
	a.animateTo(whole, flyDuration, false)
	a.autoFit = a.cameraFit().camera == whole
}

// fling lets a map that was dragged run out.
func (a *App) fling(dx, dy float64) {
	if a.reducedMotion {
		return
	}
	a.animation = cameraAnimation{active: true, flinging: true, from: a.picture.Camera,
		velocityX: dx, velocityY: dy}
	a.dirty = true
}

// advanceAnimation moves the camera on to a time.
func (a *App) advanceAnimation(t float64) {
	if !a.animation.active {
		return
	}
	c, going := a.animation.cameraAt(t)
	kept := a.limitCamera(c)
	a.setCamera(kept)
	a.dirty = true
	if !going || a.animation.flinging && kept != c { // a thrown map stops at its edge
		a.animation.stop()
		a.linkDirty = true // the link can be told again
	}
}

// townZoom is the zoom level at which a town and what lies around it can be told apart.
const townZoom = 9.0

// townPosition is where a town lies; false: the id is no town's.
func (a *App) townPosition(id string) (geo.XY, bool) {
	h, ok := a.findShape(id)
	if !ok || h.Kind != scene.KindTown {
		return geo.XY{}, false
	}
	box, ok := a.world.FeatureBounds(id)
	return box.Min, ok
}

// ensureVisible moves the camera only as far as needed to show a shape whole. It comes closer to a
// town alone, of which there is nothing to see from afar.
func (a *App) ensureVisible(id string) {
	box, ok := a.world.FeatureBounds(id)
	if !ok {
		return
	}
	c := a.animation.destination(a.picture.Camera)
	in := a.picture.Padding
	plates := a.cameraFit().limits.Padding
	in.Right, in.Bottom = max(in.Right, plates.Right), max(in.Bottom, plates.Bottom)
	if at, town := a.townPosition(id); town && c.Zoom() < townZoom {
		c.Center = at
		a.autoFit = false
		a.animateTo(c.WithZoom(townZoom).Pan((in.Left-in.Right)/2, (in.Top-in.Bottom)/2),
			flyDuration, false)
		return
	}
	view := c.VisibleBounds(0)
	view.Min.X += in.Left * c.MetresPerPixel
	view.Max.X -= in.Right * c.MetresPerPixel
	view.Min.Y += in.Bottom * c.MetresPerPixel
	view.Max.Y -= in.Top * c.MetresPerPixel
	if view.Contains(box.Min) && view.Contains(box.Max) {
		return
	}
	margin := 0.08 * min(c.W, c.H)
	fit := c.Fit(box, scene.Insets{Top: in.Top + margin, Right: in.Right + margin,
		Bottom: in.Bottom + margin, Left: in.Left + margin})
	if fit.MetresPerPixel < c.MetresPerPixel {
		about := fit
		fit = fit.ZoomAbout(in.Left+(c.W-in.Left-in.Right)/2, in.Top+(c.H-in.Top-in.Bottom)/2,
			-math.Log2(c.MetresPerPixel/about.MetresPerPixel))
	}
	a.autoFit = false
	a.animateTo(fit, flyDuration, false)
}
