package app

import "slices"

// playInterval is how long a date stands still while the dates are played, in milliseconds.
const playInterval = 1500.0

// setPlaying starts or stops showing one date after another. From the last one it begins with the
// first.
func (a *App) setPlaying(on bool) error {
	a.playing, a.dateShownAt, a.viewDirty = on, -1, true
	if !on {
		return nil
	}
	a.dirty = true
	ids := a.availableDateIDs()
	date, scenario := a.state.Date, a.state.Scenario
	if a.pending != nil { // chosen, but not there yet
		date, scenario = a.pending.target.date, a.pending.target.scenario
	}
	if len(ids) > 1 && (scenario != "" || date == ids[len(ids)-1]) {
		return a.transitionTo(a.resolveTarget(State{Date: ids[0], Layers: a.state.Layers}), nil)
	}
	return nil
}

// advancePlayback goes on to the next date when the last has stood long enough, and waits while its
// files are fetched.
func (a *App) advancePlayback(t float64) {
	if !a.playing {
		return
	}
	a.dirty = true // the shell goes on asking for frames
	if a.pending != nil || a.crossfade.active || a.dateShownAt < 0 {
		a.dateShownAt = t
		return
	}
	if t-a.dateShownAt < playInterval {
		return
	}
	a.dateShownAt = t
	ids := a.availableDateIDs()
	at := slices.Index(ids, a.state.Date) + 1
	if at >= len(ids) {
		a.playing, a.viewDirty = false, true
		return
	}
	if err := a.transitionTo(a.resolveTarget(State{Date: ids[at], Layers: a.state.Layers}),
		nil); err != nil {
		a.playing, a.viewDirty = false, true
	}
}
