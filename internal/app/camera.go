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
func (m *motion) cameraFit() *cameraFit {
	if m.cachedFit == nil {
		m.cachedFit = &cameraFit{camera: m.focusCamera(), limits: m.world.Limits(&m.picture)}
	}
	return m.cachedFit
}

// focusCamera returns the camera that fits the whole country, or the bounds of a step or scenario.
// It sets the picture's FocusBounds accordingly.
func (m *motion) focusCamera() scene.Camera {
	m.picture.FocusBounds = scene.Bounds{}
	if bounds := m.focusBounds(); bounds != nil {
		m.picture.FocusBounds = boundsOf(bounds)
		return m.world.FitBounds(&m.picture, m.picture.FocusBounds)
	}
	return m.world.FitCountry(&m.picture)
}

// refitCamera adapts the camera to another size or other texts of the picture: with autoFit it fits
// again, else it only stays within the limits.
func (m *motion) refitCamera() {
	m.cachedFit = nil
	m.dirty, m.viewDirty = true, true
	if m.autoFit {
		m.jumpTo(m.cameraFit().camera)
	} else {
		m.jumpTo(m.picture.Camera)
	}
}

// limitCamera moves a camera within the limits of the map.
func (m *motion) limitCamera(c scene.Camera) scene.Camera { return c.Limit(m.cameraFit().limits) }

// jumpTo moves the camera without animation.
func (m *motion) jumpTo(c scene.Camera) {
	m.animation.stop()
	m.setCamera(m.limitCamera(c))
}

// setCamera sets the camera and marks what depends on it dirty.
func (m *motion) setCamera(c scene.Camera) {
	if c != m.picture.Camera {
		m.picture.Camera = c
		m.dirty = true
		m.hover.needsPick = true
	}
}

// animateTo animates the camera to a place within the limits, or jumps with reduced motion. An
// animation that is running is replaced by one that starts at the last frame at full speed: if each
// started slowly, a key held down would keep the map from moving.
func (m *motion) animateTo(to scene.Camera, durationMs float64, easeOut bool) {
	to = m.limitCamera(to)
	if m.reducedMotion {
		m.jumpTo(to)
		return
	}
	if to == m.picture.Camera {
		m.animation.stop()
		return
	}
	next := cameraAnimation{active: true, from: m.picture.Camera, to: to, duration: durationMs,
		easeOut: easeOut}
	if current := &m.animation; current.active && current.started && !current.flinging {
		next.started, next.t0, next.easeOut = true, current.lastFrame, true
	}
	m.animation = next
	m.dirty = true
}

// zoomAbout zooms by levels about a point of the picture, starting from the destination of a
// running animation.
func (m *motion) zoomAbout(x, y, levels, durationMs float64, easeOut bool) {
	m.skipFadeOut()
	m.autoFit = false
	destination := m.animation.destination(m.picture.Camera).ZoomAbout(x, y, levels)
	m.animateTo(destination.LimitAbout(x, y, m.cameraFit().limits), durationMs, easeOut)
}

// panBy moves the camera over the map by CSS pixels, animated.
func (m *motion) panBy(dx, dy float64) {
	m.skipFadeOut()
	m.autoFit = false
	m.animateTo(m.animation.destination(m.picture.Camera).Pan(-dx, -dy), stepDuration, false)
}

// jumpToView moves the camera to a viewpoint, as a link does.
func (m *motion) jumpToView(v Viewpoint) {
	m.skipFadeOut()
	m.autoFit = false
	m.jumpTo(v.camera(m.picture.Camera))
}

// resetCamera animates the camera to the whole country.
func (m *motion) resetCamera() {
	m.skipFadeOut()
	countryFit := m.world.FitCountry(&m.picture)
	m.animateTo(countryFit, flyDuration, false)
	m.autoFit = m.cameraFit().camera == countryFit
}

// fling lets the map run out after a drag, at a velocity in CSS pixels a millisecond.
func (m *motion) fling(velocityX, velocityY float64) {
	if m.reducedMotion {
		return
	}
	m.animation = cameraAnimation{active: true, flinging: true, from: m.picture.Camera,
		velocityX: velocityX, velocityY: velocityY}
	m.dirty = true
}

// advanceAnimation moves the camera to its place at a time in milliseconds.
func (m *motion) advanceAnimation(t float64) {
	if !m.animation.active {
		return
	}
	c, running := m.animation.cameraAt(t)
	limited := m.limitCamera(c)
	m.setCamera(limited)
	m.dirty = true
	if !running || m.animation.flinging && limited != c { // a fling stops at the edge of the map
		m.animation.stop()
		m.linkDirty = true
	}
}

// townZoom is the zoom level for looking at a town and its surroundings.
const townZoom = 9.0

// townPosition returns the projected position of a town's id, or false for any other id.
func (sel *selection) townPosition(id string) (geo.XY, bool) {
	hit, ok := sel.findShape(id)
	if !ok || hit.Kind != scene.KindTown {
		return geo.XY{}, false
	}
	bounds, ok := sel.world.FeatureBounds(id)
	return bounds.Min, ok
}

// ensureVisible moves the camera as little as needed to show a shape whole. It zooms in only for a
// town, which is too small to be seen from further away.
func (m *motion) ensureVisible(id string) {
	bounds, ok := m.world.FeatureBounds(id)
	if !ok {
		return
	}
	camera := m.animation.destination(m.picture.Camera)
	insets := m.picture.Padding
	furniture := m.cameraFit().limits.Padding
	insets.Right = max(insets.Right, furniture.Right)
	insets.Bottom = max(insets.Bottom, furniture.Bottom)
	if position, isTown := m.townPosition(id); isTown && camera.Zoom() < townZoom {
		camera.Center = position
		m.autoFit = false
		dx, dy := (insets.Left-insets.Right)/2, (insets.Top-insets.Bottom)/2
		m.animateTo(camera.WithZoom(townZoom).Pan(dx, dy), flyDuration, false)
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
	m.autoFit = false
	m.animateTo(fit, flyDuration, false)
}
