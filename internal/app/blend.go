package app

import "truceline/internal/scene"

// blendTime is how long one day's territory gives way to another's, in milliseconds. Figures and texts switch at once.
const blendTime = 400.0

// blend is territory on its way from one picture to the next. The zero value rests.
type blend struct {
	active  bool
	started bool // t0 is known: it begins with the first frame that shows it
	t0      float64
}

// turn begins a blend from the picture as it was, if the ground has changed and anything has been drawn. A change in
// the middle of another goes on from whichever of its two pictures is seen more.
func (a *App) turn(was scene.Picture) {
	now := &a.picture
	if now.Date == was.Date && now.Zones.File == was.Zones.File {
		return
	}
	from := was
	if b := was.Blend; b.From != nil && b.Share < 0.5 {
		from = *b.From
	}
	a.cut()
	if was.Date == "" || a.reduced || a.hidden {
		return
	}
	from.Blend = scene.Blend{}
	now.Blend.From = &from
	a.blend.active = true
}

// mix moves the blend on to a time.
func (a *App) mix(t float64) {
	b := &a.blend
	if !b.active {
		return
	}
	if !b.started {
		b.started, b.t0 = true, t
	}
	share := max(t-b.t0, 0) / blendTime
	a.dirty = true
	if share >= 1 {
		a.cut()
		return
	}
	a.picture.Blend.Share = scene.Ease(share)
}

// cut ends a blend at once.
func (a *App) cut() {
	if a.picture.Blend.From != nil {
		a.dirty = true
	}
	a.blend = blend{}
	a.picture.Blend = scene.Blend{}
}
