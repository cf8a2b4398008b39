package app

import (
	"math"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// Durations in milliseconds.
const (
	stepTime  = 200.0 // a zoom or pan step by button or key
	flyTime   = 450.0 // a move to another part of the map
	wheelTime = 120.0 // one notch of a wheel
	glideTime = 1100.0
)

// motion moves the camera on its own. The zero value rests.
type motion struct {
	active   bool
	started  bool // t0 is known: motions begin with the first frame that shows them
	t0       float64
	seen     float64 // when it was shown last
	duration float64
	from, to scene.Camera
	brisk    bool // begins at full speed, as an answer to a wheel

	throwX, throwY float64 // CSS pixels a millisecond; a thrown map has no target
	thrown         bool
}

// target is where the camera will be when the motion has ended; now is where it is.
func (m *motion) target(now scene.Camera) scene.Camera {
	if m.active && !m.thrown {
		return m.to
	}
	return now
}

func (m *motion) stop() { *m = motion{} }

// at is the camera at a time in milliseconds, and whether the motion goes on.
func (m *motion) at(t float64) (scene.Camera, bool) {
	if !m.started {
		m.started, m.t0 = true, t
	}
	m.seen = t
	ms := max(t-m.t0, 0)
	if m.thrown {
		going := ms < glideTime && math.Hypot(scene.FlingSpeed(m.throwX, ms), scene.FlingSpeed(m.throwY, ms)) > 0.01
		return m.from.Pan(scene.FlingDistance(m.throwX, ms), scene.FlingDistance(m.throwY, ms)), going
	}
	share := 1.0
	if m.duration > 0 {
		share = min(ms/m.duration, 1)
	}
	if m.brisk {
		return scene.InterpolateCamera(m.from, m.to, 1-(1-share)*(1-share)), share < 1
	}
	return scene.InterpolateCamera(m.from, m.to, scene.EaseInOut(share)), share < 1
}

// camera changes. All of them keep to the map's limits and, but for drags, are eased unless the reader wants no motion.

// frame is what depends on the picture's size and texts, but not on where its camera is. Finding it takes longer than
// a frame may.
type frame struct {
	home   scene.Camera // shows the whole country, or what a step or scenario is about
	limits scene.Limits
}

// frame returns the frame of the picture; reframe makes it anew.
func (a *App) frame() *frame {
	if a.framed == nil {
		a.framed = &frame{home: a.home(), limits: a.world.Limits(&a.picture)}
	}
	return a.framed
}

// home shows the whole country, or what a step or scenario is about.
func (a *App) home() scene.Camera {
	a.picture.FocusBounds = scene.Bounds{}
	if b := a.homeBounds(); b != nil {
		a.picture.FocusBounds = boxOf(b)
		return a.world.FitBounds(&a.picture, a.picture.FocusBounds)
	}
	return a.world.FitCountry(&a.picture)
}

// reframe is called when the picture's size or texts have changed: the camera stays, or stays at home.
func (a *App) reframe() {
	a.framed = nil
	a.dirty, a.stale = true, true
	if a.atHome {
		a.jump(a.frame().home)
	} else {
		a.jump(a.picture.Camera)
	}
}

// limit keeps a camera on the map.
func (a *App) limit(c scene.Camera) scene.Camera { return c.Limit(a.frame().limits) }

// jump sets the camera at once.
func (a *App) jump(c scene.Camera) {
	a.motion.stop()
	a.setCamera(a.limit(c))
}

func (a *App) setCamera(c scene.Camera) {
	if c != a.picture.Camera {
		a.picture.Camera = c
		a.dirty = true
		a.pointing.moved = true // the map has moved under the pointer
	}
}

// fly moves the camera within a time, or at once where the reader wants no motion. A motion under way goes on from the
// frame that was shown last, at full speed: else a key that is held would hold the map.
func (a *App) fly(to scene.Camera, ms float64, brisk bool) {
	to = a.limit(to)
	if a.reduced {
		a.jump(to)
		return
	}
	if to == a.picture.Camera {
		a.motion.stop()
		return
	}
	next := motion{active: true, from: a.picture.Camera, to: to, duration: ms, brisk: brisk}
	if last := &a.motion; last.active && last.started && !last.thrown {
		next.started, next.t0, next.brisk = true, last.seen, true
	}
	a.motion = next
	a.dirty = true
}

// zoomAbout comes closer by levels about a point, from wherever the camera is going.
func (a *App) zoomAbout(x, y, levels, ms float64, brisk bool) {
	a.hurry()
	a.atHome = false
	goal := a.motion.target(a.picture.Camera).ZoomAbout(x, y, levels)
	a.fly(goal.LimitAbout(x, y, a.frame().limits), ms, brisk)
}

// panBy moves the camera over the map by CSS pixels, eased.
func (a *App) panBy(dx, dy float64) {
	a.hurry()
	a.atHome = false
	a.fly(a.motion.target(a.picture.Camera).Pan(-dx, -dy), stepTime, false)
}

// showView puts a place in the middle at a zoom level, as a link does.
func (a *App) showView(v Viewpoint) {
	a.hurry()
	a.atHome = false
	a.jump(v.camera(a.picture.Camera))
}

// goHome shows the whole country.
func (a *App) goHome() {
	a.hurry()
	whole := a.world.FitCountry(&a.picture)
	a.fly(whole, flyTime, false)
	a.atHome = a.frame().home == whole
}

// throw lets a map that was dragged run out.
func (a *App) throw(dx, dy float64) {
	if a.reduced {
		return
	}
	a.motion = motion{active: true, thrown: true, from: a.picture.Camera, throwX: dx, throwY: dy}
	a.dirty = true
}

// step moves the camera on to a time.
func (a *App) step(t float64) {
	if !a.motion.active {
		return
	}
	c, going := a.motion.at(t)
	kept := a.limit(c)
	a.setCamera(kept)
	a.dirty = true
	if !going || a.motion.thrown && kept != c { // a thrown map stops at its edge
		a.motion.stop()
		a.moved = true // the link can be told again
	}
}

// townZoom is the zoom level at which a town and what lies around it can be told apart.
const townZoom = 9.0

// townPosition is where a town lies; false: the id is no town's.
func (a *App) townPosition(id string) (geo.XY, bool) {
	h, ok := a.find(id)
	if !ok || h.Kind != scene.KindTown {
		return geo.XY{}, false
	}
	box, ok := a.world.FeatureBounds(id)
	return box.Min, ok
}

// reveal moves the camera only as far as needed to show a shape whole. It comes closer to a town alone, of which there is
// nothing to see from afar.
func (a *App) reveal(id string) {
	box, ok := a.world.FeatureBounds(id)
	if !ok {
		return
	}
	c := a.motion.target(a.picture.Camera)
	in := a.picture.Padding
	plates := a.frame().limits.Padding
	in.Right, in.Bottom = max(in.Right, plates.Right), max(in.Bottom, plates.Bottom)
	if at, town := a.townPosition(id); town && c.Zoom() < townZoom {
		c.Center = at
		a.atHome = false
		a.fly(c.WithZoom(townZoom).Pan((in.Left-in.Right)/2, (in.Top-in.Bottom)/2), flyTime, false)
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
	fit := c.Fit(box, scene.Insets{Top: in.Top + margin, Right: in.Right + margin, Bottom: in.Bottom + margin, Left: in.Left + margin})
	if fit.MetresPerPixel < c.MetresPerPixel {
		about := fit
		fit = fit.ZoomAbout(in.Left+(c.W-in.Left-in.Right)/2, in.Top+(c.H-in.Top-in.Bottom)/2, -math.Log2(c.MetresPerPixel/about.MetresPerPixel))
	}
	a.atHome = false
	a.fly(fit, flyTime, false)
}
