package app

import "slices"

// playInterval is for how many milliseconds each date is shown.
const playInterval = 1500.0

// setPlaying starts or stops playback. At the last date it starts again with the first.
func (a *App) setPlaying(on bool) error {
	a.playing, a.dateShownAt, a.viewDirty = on, -1, true
	if !on {
		return nil
	}
	a.dirty = true
	ids := a.availableDateIDs()
	date, scenario := a.state.Date, a.state.Scenario
	if a.pending != nil {
		date, scenario = a.pending.target.date, a.pending.target.scenario
	}
	if len(ids) > 1 && (scenario != "" || date == ids[len(ids)-1]) {
		return a.transitionTo(a.resolveTarget(State{Date: ids[0], Layers: a.state.Layers}), nil)
	}
	return nil
}

// advancePlayback shows the next date once the current one has been shown long enough. The time for
// which a date waits for its files, or fades in, does not count.
func (a *App) advancePlayback(t float64) {
	if !a.playing {
		return
	}
	a.dirty = true // so that the shell continues to call Frame
	if a.pending != nil || a.crossfade.active || a.dateShownAt < 0 {
		a.dateShownAt = t
		return
	}
	if t-a.dateShownAt < playInterval {
		return
	}
	a.dateShownAt = t
	ids := a.availableDateIDs()
	next := slices.Index(ids, a.state.Date) + 1
	if next >= len(ids) {
		a.playing, a.viewDirty = false, true
		return
	}
	if err := a.transitionTo(a.resolveTarget(State{Date: ids[next], Layers: a.state.Layers}),
		nil); err != nil {
		a.playing, a.viewDirty = false, true
	}
}
