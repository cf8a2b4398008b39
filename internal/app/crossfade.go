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
func (m *motion) startCrossfade(previous scene.Picture) {
	next := &m.picture
	if next.Date == previous.Date && next.Zones.File == previous.Zones.File {
		return
	}
	from, veil := previous, m.drawnPicture().OverlayFade
	if fade := previous.Crossfade; fade.From != nil && fade.Progress < 0.5 {
		from = *fade.From
	}
	m.endCrossfade()
	if previous.Date == "" || m.reducedMotion || m.hidden {
		return
	}
	from.Crossfade, from.OverlayFade = scene.Crossfade{}, veil
	next.Crossfade.From, next.OverlayFade = &from, 1
	m.crossfade = crossfade{active: true, initialVeil: veil}
	if veil < 1 {
		outgoing := from
		m.crossfade.outgoing = &outgoing
	}
}

// advanceCrossfade advances the crossfade to a time in milliseconds.
func (m *motion) advanceCrossfade(t float64) {
	fade := &m.crossfade
	if !fade.active {
		return
	}
	if !fade.started {
		fade.started, fade.t0 = true, t-fade.initialVeil*fadeOutDuration
	}
	m.dirty = true
	elapsed := max(t-fade.t0, 0)
	if fade.outgoing != nil && elapsed < fadeOutDuration {
		fade.outgoing.OverlayFade = elapsed / fadeOutDuration
		return
	}
	fade.outgoing = nil
	progress := (elapsed - fadeOutDuration) / crossfadeDuration
	if progress < 1 {
		m.picture.Crossfade.Progress = scene.EaseInOut(progress)
		return
	}
	m.picture.Crossfade = scene.Crossfade{}
	m.fadeInLabels(t)
}

// fadeInLabels fades the new labels in, once the camera has come to rest too.
func (m *motion) fadeInLabels(t float64) {
	fade := &m.crossfade
	if !fade.fadingIn {
		if m.animation.active && !m.animation.flinging {
			return
		}
		fade.fadingIn, fade.fadeInAt = true, t
	}
	if t-fade.fadeInAt >= fadeInDuration {
		m.endCrossfade()
		return
	}
	m.picture.OverlayFade = 1 - (t-fade.fadeInAt)/fadeInDuration
}

// skipFadeOut drops the previous picture before its labels have faded out, because the reader moves
// the map or its size changes.
func (m *motion) skipFadeOut() {
	if fade := &m.crossfade; fade.outgoing != nil {
		fade.outgoing = nil
		fade.initialVeil = 1
		fade.started, m.dirty = false, true
	}
}

// endCrossfade ends the crossfade at once.
func (m *motion) endCrossfade() {
	if m.picture.Crossfade.From != nil || m.picture.OverlayFade != 0 {
		m.dirty = true
	}
	m.crossfade = crossfade{}
	m.picture.Crossfade, m.picture.OverlayFade = scene.Crossfade{}, 0
}

// drawnPicture returns the picture that Draw draws: the current one, or the previous one while its
// labels fade out.
func (m *motion) drawnPicture() *scene.Picture {
	if m.crossfade.outgoing != nil {
		return m.crossfade.outgoing
	}
	return &m.picture
}

// ShowsPreviousPicture reports whether the shapes of the previous picture are still more visible
// than the new ones. Until then shells keep the texts beside the map.
func (m *motion) ShowsPreviousPicture() bool {
	fade := m.picture.Crossfade
	return m.crossfade.active && fade.From != nil &&
		(m.crossfade.outgoing != nil || fade.Progress < 0.5)
}
