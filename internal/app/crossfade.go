package app

import "truceline/internal/scene"

// How one day's or scenario's picture gives way to another, in milliseconds: what is written fades
// out, land and camera move, and what is written on the new picture fades in. So no name or date
// stands on land that it does not belong to.
const (
	fadeOutDuration   = 100.0
	crossfadeDuration = 400.0
	fadeInDuration    = 160.0
)

// crossfade is a picture on its way to the next. The zero value rests.
type crossfade struct {
	active      bool
	started     bool // t0 is known: it begins with the first frame that shows it
	t0          float64
	initialVeil float64 // how much of the writing was hidden when it began
	// outgoing is the picture as it was, which is shown while its writing fades. Nil: that is over.
	outgoing *scene.Picture
	fadingIn bool    // land and camera have come to rest
	fadeInAt float64 // when they did
}

// startCrossfade begins a blend from the picture as it was, if the ground has changed and anything
// has been drawn. A change in the middle of another goes on from whichever of its two pictures is
// seen more.
func (a *App) startCrossfade(was scene.Picture) {
	now := &a.picture
	if now.Date == was.Date && now.Zones.File == was.Zones.File {
		return
	}
	from, veil := was, a.drawnPicture().OverlayFade
	if b := was.Crossfade; b.From != nil && b.Progress < 0.5 {
		from = *b.From
	}
	a.endCrossfade()
	if was.Date == "" || a.reducedMotion || a.hidden {
		return
	}
	from.Crossfade, from.OverlayFade = scene.Crossfade{}, veil
	now.Crossfade.From, now.OverlayFade = &from, 1
	a.crossfade = crossfade{active: true, initialVeil: veil}
	if veil < 1 {
		leaving := from
		a.crossfade.outgoing = &leaving
	}
}

// advanceCrossfade moves the blend on to a time.
func (a *App) advanceCrossfade(t float64) {
	b := &a.crossfade
	if !b.active {
		return
	}
	if !b.started {
		b.started, b.t0 = true, t-b.initialVeil*fadeOutDuration
	}
	a.dirty = true
	ms := max(t-b.t0, 0)
	if b.outgoing != nil && ms < fadeOutDuration {
		b.outgoing.OverlayFade = ms / fadeOutDuration
		return
	}
	b.outgoing = nil
	share := (ms - fadeOutDuration) / crossfadeDuration
	if share < 1 {
		a.picture.Crossfade.Progress = scene.EaseInOut(share)
		return
	}
	a.picture.Crossfade = scene.Crossfade{}
	a.fadeInLabels(t)
}

// fadeInLabels fades the writing in once the camera rests, too.
func (a *App) fadeInLabels(t float64) {
	b := &a.crossfade
	if !b.fadingIn {
		if a.animation.active && !a.animation.flinging {
			return
		}
		b.fadingIn, b.fadeInAt = true, t
	}
	if t-b.fadeInAt >= fadeInDuration {
		a.endCrossfade()
		return
	}
	a.picture.OverlayFade = 1 - (t-b.fadeInAt)/fadeInDuration
}

// skipFadeOut ends the fading of the picture that is left: a reader moves the map, or its size
// changes.
func (a *App) skipFadeOut() {
	if b := &a.crossfade; b.outgoing != nil {
		b.outgoing = nil
		b.initialVeil = 1
		b.started, a.dirty = false, true
	}
}

// endCrossfade ends a blend at once.
func (a *App) endCrossfade() {
	if a.picture.Crossfade.From != nil || a.picture.OverlayFade != 0 {
		a.dirty = true
	}
	a.crossfade = crossfade{}
	a.picture.Crossfade, a.picture.OverlayFade = scene.Crossfade{}, 0
}

// drawnPicture is the picture that is drawn: the one that is shown, or the one that it leaves.
func (a *App) drawnPicture() *scene.Picture {
	if a.crossfade.outgoing != nil {
		return a.crossfade.outgoing
	}
	return &a.picture
}

// ShowsPreviousPicture reports whether more is seen of the land that is left than of the new: what
// a shell writes beside the map waits.
func (a *App) ShowsPreviousPicture() bool {
	b := a.picture.Crossfade
	return a.crossfade.active && b.From != nil && (a.crossfade.outgoing != nil || b.Progress < 0.5)
}
