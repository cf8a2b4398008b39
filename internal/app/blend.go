package app

import "truceline/internal/scene"

// How one day's or scenario's picture gives way to another, in milliseconds: what is written fades
// out, land and camera move, and what is written on the new picture fades in. So no name or date
// stands on land that it does not belong to.
const (
	outTime   = 100.0
	blendTime = 400.0
	inTime    = 160.0
)

// blend is a picture on its way to the next. The zero value rests.
type blend struct {
	active  bool
	started bool // t0 is known: it begins with the first frame that shows it
	t0      float64
	veil    float64 // how much of the writing was hidden when it began
	// leaving is the picture as it was, which is shown while its writing fades. Nil: that is over.
	leaving *scene.Picture
	landed  bool    // land and camera have come to rest
	at      float64 // when they did
}

// turn begins a blend from the picture as it was, if the ground has changed and anything has been drawn. A change in
// the middle of another goes on from whichever of its two pictures is seen more.
func (a *App) turn(was scene.Picture) {
	now := &a.picture
	if now.Date == was.Date && now.Zones.File == was.Zones.File {
		return
	}
	from, veil := was, a.seen().OverlayFade
	if b := was.Crossfade; b.From != nil && b.Progress < 0.5 {
		from = *b.From
	}
	a.cut()
	if was.Date == "" || a.reduced || a.hidden {
		return
	}
	from.Crossfade, from.OverlayFade = scene.Crossfade{}, veil
	now.Crossfade.From, now.OverlayFade = &from, 1
	a.blend = blend{active: true, veil: veil}
	if veil < 1 {
		leaving := from
		a.blend.leaving = &leaving
	}
}

// mix moves the blend on to a time.
func (a *App) mix(t float64) {
	b := &a.blend
	if !b.active {
		return
	}
	if !b.started {
		b.started, b.t0 = true, t-b.veil*outTime
	}
	a.dirty = true
	ms := max(t-b.t0, 0)
	if b.leaving != nil && ms < outTime {
		b.leaving.OverlayFade = ms / outTime
		return
	}
	b.leaving = nil
	share := (ms - outTime) / blendTime
	if share < 1 {
		a.picture.Crossfade.Progress = scene.EaseInOut(share)
		return
	}
	a.picture.Crossfade = scene.Crossfade{}
	a.write(t)
}

// write fades the writing in once the camera rests, too.
func (a *App) write(t float64) {
	b := &a.blend
	if !b.landed {
		if a.motion.active && !a.motion.thrown {
			return
		}
		b.landed, b.at = true, t
	}
	if t-b.at >= inTime {
		a.cut()
		return
	}
	a.picture.OverlayFade = 1 - (t-b.at)/inTime
}

// hurry ends the fading of the picture that is left: a reader moves the map, or its size changes.
func (a *App) hurry() {
	if b := &a.blend; b.leaving != nil {
		b.leaving = nil
		b.veil = 1
		b.started, a.dirty = false, true
	}
}

// cut ends a blend at once.
func (a *App) cut() {
	if a.picture.Crossfade.From != nil || a.picture.OverlayFade != 0 {
		a.dirty = true
	}
	a.blend = blend{}
	a.picture.Crossfade, a.picture.OverlayFade = scene.Crossfade{}, 0
}

// seen is the picture that is drawn: the one that is shown, or the one that it leaves.
func (a *App) seen() *scene.Picture {
	if a.blend.leaving != nil {
		return a.blend.leaving
	}
	return &a.picture
}

// Turning reports whether more is seen of the land that is left than of the new: what a shell writes
// beside the map waits.
func (a *App) Turning() bool {
	b := a.picture.Crossfade
	return a.blend.active && b.From != nil && (a.blend.leaving != nil || b.Progress < 0.5)
}
