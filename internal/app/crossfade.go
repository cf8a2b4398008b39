package app

import "truceline/internal/scene"

// The phases of a crossfade from one date or scenario to another, in milliseconds. The old labels
// fade out, then shapes and camera change, then the new labels fade in: no label is ever shown over
// shapes that it does not belong to.
const (
	fadeOutDuration   = 100.0
	crossfadeDuration = 400.0
	fadeInDuration    = 160.0
)

// crossfade is a transition from one picture to the next. The zero value is inactive.
type crossfade struct {
	active      bool
	started     bool // t0 is known: it starts with the first frame that shows it
	t0          float64
	initialVeil float64 // OverlayFade of the labels when it began
	// outgoing is the previous picture, which is drawn while its labels fade out. Nil: they have.
	outgoing *scene.Picture
	fadingIn bool    // shapes and camera have come to rest
	fadeInAt float64 // when they had, in milliseconds
}

// startCrossfade begins a crossfade from the previous picture to the current one, if their shapes
// differ and the previous one has been drawn. During a crossfade it starts from the more visible of
// the two pictures.
func (a *App) startCrossfade(previous scene.Picture) {
	next := &a.picture
	if next.Date == previous.Date && next.Zones.File == previous.Zones.File {
		return
	}
	from, veil := previous, a.drawnPicture().OverlayFade
	if fade := previous.Crossfade; fade.From != nil && fade.Progress < 0.5 {
		from = *fade.From
	}
	a.endCrossfade()
	if previous.Date == "" || a.reducedMotion || a.hidden {
		return
	}
	from.Crossfade, from.OverlayFade = scene.Crossfade{}, veil
	next.Crossfade.From, next.OverlayFade = &from, 1
	a.crossfade = crossfade{active: true, initialVeil: veil}
	if veil < 1 {
		outgoing := from
		a.crossfade.outgoing = &outgoing
	}
}

// advanceCrossfade advances the crossfade to a time in milliseconds.
func (a *App) advanceCrossfade(t float64) {
	fade := &a.crossfade
	if !fade.active {
		return
	}
	if !fade.started {
		fade.started, fade.t0 = true, t-fade.initialVeil*fadeOutDuration
	}
	a.dirty = true
	elapsed := max(t-fade.t0, 0)
	if fade.outgoing != nil && elapsed < fadeOutDuration {
		fade.outgoing.OverlayFade = elapsed / fadeOutDuration
		return
	}
	fade.outgoing = nil
	progress := (elapsed - fadeOutDuration) / crossfadeDuration
	if progress < 1 {
		a.picture.Crossfade.Progress = scene.EaseInOut(progress)
		return
	}
	a.picture.Crossfade = scene.Crossfade{}
	a.fadeInLabels(t)
}

// fadeInLabels fades the new labels in, once the camera has come to rest too.
func (a *App) fadeInLabels(t float64) {
	fade := &a.crossfade
	if !fade.fadingIn {
		if a.animation.active && !a.animation.flinging {
			return
		}
		fade.fadingIn, fade.fadeInAt = true, t
	}
	if t-fade.fadeInAt >= fadeInDuration {
		a.endCrossfade()
		return
	}
	a.picture.OverlayFade = 1 - (t-fade.fadeInAt)/fadeInDuration
}

// skipFadeOut drops the previous picture before its labels have faded out, because the reader moves
// the map or its size changes.
func (a *App) skipFadeOut() {
	if fade := &a.crossfade; fade.outgoing != nil {
		fade.outgoing = nil
		fade.initialVeil = 1
		fade.started, a.dirty = false, true
	}
}

// endCrossfade ends the crossfade at once.
func (a *App) endCrossfade() {
	if a.picture.Crossfade.From != nil || a.picture.OverlayFade != 0 {
		a.dirty = true
	}
	a.crossfade = crossfade{}
	a.picture.Crossfade, a.picture.OverlayFade = scene.Crossfade{}, 0
}

// drawnPicture returns the picture that Draw draws: the current one, or the previous one while its
// labels fade out.
func (a *App) drawnPicture() *scene.Picture {
	if a.crossfade.outgoing != nil {
		return a.crossfade.outgoing
	}
	return &a.picture
}

// ShowsPreviousPicture reports whether the shapes of the previous picture are still more visible
// than the new ones. Until then shells keep the texts beside the map.
func (a *App) ShowsPreviousPicture() bool {
	fade := a.picture.Crossfade
	return a.crossfade.active && fade.From != nil &&
		(a.crossfade.outgoing != nil || fade.Progress < 0.5)
}
