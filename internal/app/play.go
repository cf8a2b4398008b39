package app

import "slices"

// dwell is how long a date stands still while the dates are played, in milliseconds.
const dwell = 1500.0

// play starts or stops showing one date after another. From the last one it begins with the first.
func (a *App) play(on bool) error {
	a.playing, a.playedAt, a.stale = on, -1, true
	if !on {
		return nil
	}
	a.dirty = true
	ids := a.dateIDs()
	date, scenario := a.state.Date, a.state.Scenario
	if a.wish != nil { // chosen, but not there yet
		date, scenario = a.wish.target.date, a.wish.target.scenario
	}
	if len(ids) > 1 && (scenario != "" || date == ids[len(ids)-1]) {
		return a.goTo(a.aim(State{Date: ids[0], Layers: a.state.Layers}), nil)
	}
	return nil
}

// playOn goes on to the next date when the last has stood long enough, and waits while its files are fetched.
func (a *App) playOn(t float64) {
	if !a.playing {
		return
	}
	a.dirty = true // the shell goes on asking for frames
	if a.wish != nil || a.blend.active || a.playedAt < 0 {
		a.playedAt = t
		return
	}
	if t-a.playedAt < dwell {
		return
	}
	a.playedAt = t
	ids := a.dateIDs()
	at := slices.Index(ids, a.state.Date) + 1
	if at >= len(ids) {
		a.playing, a.stale = false, true
		return
	}
	if err := a.goTo(a.aim(State{Date: ids[at], Layers: a.state.Layers}), nil); err != nil {
		a.playing, a.stale = false, true
	}
}
