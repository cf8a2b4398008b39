package app

import (
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Durations of animations in milliseconds.
const (
	stepDuration  = 200.0 // a zoom or pan step by button or key
	flyDuration   = 450.0 // a move to another part of the map
	wheelDuration = 120.0 // one notch of a wheel
	flingDuration = 1100.0
)

// cameraAnimation animates the camera from one place to another, or lets a fling run out. The zero
// value is inactive.
type cameraAnimation struct {
	active    bool
	started   bool // t0 is known: an animation starts with the first frame that shows it
	t0        float64
	lastFrame float64 // time of the last frame
	duration  float64
	from, to  scene.Camera
	easeOut   bool // starts at full speed, for a response without delay

	flinging             bool    // by velocity, without a destination
	velocityX, velocityY float64 // CSS pixels a millisecond
}

// destination returns where the camera will be when the animation has ended, where now is the
// camera's current place.
func (m *cameraAnimation) destination(now scene.Camera) scene.Camera {
	if m.active && !m.flinging {
		return m.to
	}
	return now
}

func (m *cameraAnimation) stop() { *m = cameraAnimation{} }

// cameraAt returns the camera at a time in milliseconds, and whether the animation continues.
func (m *cameraAnimation) cameraAt(t float64) (scene.Camera, bool) {
	if !m.started {
		m.started, m.t0 = true, t
	}
	m.lastFrame = t
	elapsed := max(t-m.t0, 0)
	if m.flinging {
		running := elapsed < flingDuration &&
			math.Hypot(scene.FlingSpeed(m.velocityX, elapsed),
				scene.FlingSpeed(m.velocityY, elapsed)) > 0.01
		return m.from.Pan(scene.FlingDistance(m.velocityX, elapsed),
			scene.FlingDistance(m.velocityY, elapsed)), running
	}
	progress := 1.0
	if m.duration > 0 {
		progress = min(elapsed/m.duration, 1)
	}
	if m.easeOut {
		return scene.InterpolateCamera(m.from, m.to, 1-(1-progress)*(1-progress)), progress < 1
	}
	return scene.InterpolateCamera(m.from, m.to, scene.EaseInOut(progress)), progress < 1
}

// cameraFit is what depends on the picture's size and texts, but not on the camera. It is cached,
// because finding it takes longer than a frame may last.
type cameraFit struct {
	camera scene.Camera // fits the whole country, or the bounds of a step or scenario
	limits scene.Limits
}

// cameraFit returns the fit of the picture. refitCamera invalidates it.
func (a *App) cameraFit() *cameraFit {
	if a.cachedFit == nil {
		a.cachedFit = &cameraFit{camera: a.focusCamera(), limits: a.world.Limits(&a.picture)}
	}
	return a.cachedFit
}

// focusCamera returns the camera that fits the whole country, or the bounds of a step or scenario.
// It sets the picture's FocusBounds accordingly.
func (a *App) focusCamera() scene.Camera {
	a.picture.FocusBounds = scene.Bounds{}
	if bounds := a.focusBounds(); bounds != nil {
		a.picture.FocusBounds = boundsOf(bounds)
		return a.world.FitBounds(&a.picture, a.picture.FocusBounds)
	}
	return a.world.FitCountry(&a.picture)
}

// refitCamera adapts the camera to another size or other texts of the picture: with autoFit it fits
// again, else it only stays within the limits.
func (a *App) refitCamera() {
	a.cachedFit = nil
	a.dirty, a.viewDirty = true, true
	if a.autoFit {
		a.jumpTo(a.cameraFit().camera)
	} else {
		a.jumpTo(a.picture.Camera)
	}
}

// limitCamera moves a camera within the limits of the map.
func (a *App) limitCamera(c scene.Camera) scene.Camera { return c.Limit(a.cameraFit().limits) }

// jumpTo moves the camera without animation.
func (a *App) jumpTo(c scene.Camera) {
	a.animation.stop()
	a.setCamera(a.limitCamera(c))
}

// setCamera sets the camera and marks what depends on it dirty.
func (a *App) setCamera(c scene.Camera) {
	if c != a.picture.Camera {
		a.picture.Camera = c
		a.dirty = true
		a.hover.needsPick = true
	}
}

// animateTo animates the camera to a place within the limits, or jumps with reduced motion. An
// animation that is running is replaced by one that starts at the last frame at full speed: if each
// started slowly, a key held down would keep the map from moving.
func (a *App) animateTo(to scene.Camera, durationMs float64, easeOut bool) {
	to = a.limitCamera(to)
	if a.reducedMotion {
		a.jumpTo(to)
		return
	}
	if to == a.picture.Camera {
		a.animation.stop()
		return
	}
	next := cameraAnimation{active: true, from: a.picture.Camera, to: to, duration: durationMs,
		easeOut: easeOut}
	if current := &a.animation; current.active && current.started && !current.flinging {
		next.started, next.t0, next.easeOut = true, current.lastFrame, true
	}
	a.animation = next
	a.dirty = true
}

// zoomAbout zooms by levels about a point of the picture, starting from the destination of a
// running animation.
func (a *App) zoomAbout(x, y, levels, durationMs float64, easeOut bool) {
	a.skipFadeOut()
	a.autoFit = false
	destination := a.animation.destination(a.picture.Camera).ZoomAbout(x, y, levels)
	a.animateTo(destination.LimitAbout(x, y, a.cameraFit().limits), durationMs, easeOut)
}

// panBy moves the camera over the map by CSS pixels, animated.
func (a *App) panBy(dx, dy float64) {
	a.skipFadeOut()
	a.autoFit = false
	a.animateTo(a.animation.destination(a.picture.Camera).Pan(-dx, -dy), stepDuration, false)
}

// jumpToView moves the camera to a viewpoint, as a link does.
func (a *App) jumpToView(v Viewpoint) {
	a.skipFadeOut()
	a.autoFit = false
	a.jumpTo(v.camera(a.picture.Camera))
}

// resetCamera animates the camera to the whole country.
func (a *App) resetCamera() {
	a.skipFadeOut()
	countryFit := a.world.FitCountry(&a.picture)
	a.animateTo(countryFit, flyDuration, false)
	a.autoFit = a.cameraFit().camera == countryFit
}

// fling lets the map run out after a drag, at a velocity in CSS pixels a millisecond.
func (a *App) fling(velocityX, velocityY float64) {
	if a.reducedMotion {
		return
	}
	a.animation = cameraAnimation{active: true, flinging: true, from: a.picture.Camera,
		velocityX: velocityX, velocityY: velocityY}
	a.dirty = true
}

// advanceAnimation moves the camera to its place at a time in milliseconds.
func (a *App) advanceAnimation(t float64) {
	if !a.animation.active {
		return
	}
	c, running := a.animation.cameraAt(t)
	limited := a.limitCamera(c)
	a.setCamera(limited)
	a.dirty = true
	if !running || a.animation.flinging && limited != c { // a fling stops at the edge of the map
		a.animation.stop()
		a.linkDirty = true
	}
}

// townZoom is the zoom level for looking at a town and its surroundings.
const townZoom = 9.0

// townPosition returns the projected position of a town's id, or false for any other id.
func (a *App) townPosition(id string) (geo.XY, bool) {
	hit, ok := a.findShape(id)
	if !ok || hit.Kind != scene.KindTown {
		return geo.XY{}, false
	}
	bounds, ok := a.world.FeatureBounds(id)
	return bounds.Min, ok
}

// ensureVisible moves the camera as little as needed to show a shape whole. It zooms in only for a
// town, which is too small to be seen from further away.
func (a *App) ensureVisible(id string) {
	bounds, ok := a.world.FeatureBounds(id)
	if !ok {
		return
	}
	camera := a.animation.destination(a.picture.Camera)
	insets := a.picture.Padding
	furniture := a.cameraFit().limits.Padding
	insets.Right = max(insets.Right, furniture.Right)
	insets.Bottom = max(insets.Bottom, furniture.Bottom)
	if position, isTown := a.townPosition(id); isTown && camera.Zoom() < townZoom {
		camera.Center = position
		a.autoFit = false
		dx, dy := (insets.Left-insets.Right)/2, (insets.Top-insets.Bottom)/2
		a.animateTo(camera.WithZoom(townZoom).Pan(dx, dy), flyDuration, false)
		return
	}
	view := camera.VisibleBounds(0)
	view.Min.X += insets.Left * camera.MetresPerPixel
	view.Max.X -= insets.Right * camera.MetresPerPixel
	view.Min.Y += insets.Bottom * camera.MetresPerPixel
	view.Max.Y -= insets.Top * camera.MetresPerPixel
	if view.Contains(bounds.Min) && view.Contains(bounds.Max) {
		return
	}
	margin := 0.08 * min(camera.W, camera.H)
	fit := camera.Fit(bounds, scene.Insets{Top: insets.Top + margin, Right: insets.Right + margin,
		Bottom: insets.Bottom + margin, Left: insets.Left + margin})
	if fit.MetresPerPixel < camera.MetresPerPixel { // do not come closer
		x := insets.Left + (camera.W-insets.Left-insets.Right)/2
		y := insets.Top + (camera.H-insets.Top-insets.Bottom)/2
		fit = fit.ZoomAbout(x, y, -math.Log2(camera.MetresPerPixel/fit.MetresPerPixel))
	}
	a.autoFit = false
	a.animateTo(fit, flyDuration, false)
}
