package app

import (
	"slices"

	"truceline/internal/assetname"
	"truceline/internal/locale"
)

// A choice may need files that the host has not fetched yet: a page starts with the files of the
// default date alone. Until then the map does not change, and MissingFiles lists what it needs. The
// host adds the files to the file system given to New and calls FilesAdded, or FilesUnavailable if
// they cannot be fetched.

// pendingChange is a choice that waits for files.
type pendingChange struct {
	target  target
	files   []string
	onReady func() error // applies the target
	// queued are later choices, to be replayed after it.
	queued []Action
}

// target is what determines the shapes that are drawn.
type target struct {
	date           string
	scenario       string // id; empty: none
	pullbackKm     int    // distance of its pull-back; 0: none
	comparisonDate string // date of the line that is drawn for comparison; empty: none
	lang           string // language whose texts are needed; empty: the current one
	step           string // id of the guided step that shows it; empty: none
	setsLayers     bool   // it determines all layers
}

// MissingFiles returns the paths of the files that must be added before the map can show what the
// reader has chosen. They are View.Wants too.
func (a *App) MissingFiles() []string {
	if a.pending == nil {
		return []string{}
	}
	return a.pending.files
}

// FilesAdded must be called after files have been added to the file system given to New. Once all
// missing files are there the pending choice is applied. If they are invalid the map does not
// change, and FilesAdded returns the error.
func (a *App) FilesAdded() error {
	p := a.pending
	if p == nil {
		return nil
	}
	p.files = a.filesMissingFor(p.target)
	a.viewDirty = true
	if len(p.files) > 0 {
		return nil
	}
	a.pending = nil
	if err := p.onReady(); err != nil {
		a.reportFailure(p.target)
		return err
	}
	return a.replayActions(p.queued)
}

// replayActions performs the actions that were queued while a target waited for files. The
// announcement of the target is kept.
func (a *App) replayActions(queued []Action) error {
	announcement := a.announcement
	for _, act := range queued {
		switch {
		case act.Type == ActionLayer:
			if err := a.switchLayer(act); err != nil {
				return err
			}
		case act.Type == ActionStep:
			a.state.Step = ""
			a.rebuildPicture()
		case act.Type == ActionClose:
			a.closeCard()
		case a.shapeExists(act.ID): // it may not on another date
			a.openCard(act.ID)
		}
		a.queueAction(act)
	}
	if len(queued) > 0 {
		a.announcement = announcement
	}
	return nil
}

// queueAction queues an action that must survive the pending target, if there is one.
func (a *App) queueAction(act Action) {
	if a.pending != nil {
		a.pending.queued = append(a.pending.queued, act)
	}
}

// FilesUnavailable drops the pending choice, because its files cannot be fetched, and announces
// that.
func (a *App) FilesUnavailable() {
	if a.pending == nil {
		return
	}
	a.reportFailure(a.pending.target)
	a.pending = nil
}

// reportFailure announces that a target cannot be shown.
func (a *App) reportFailure(t target) {
	a.announcement = a.locale.Text("announce.failed", "date", a.locale.Date(t.date))
	a.playing, a.viewDirty = false, true
}

// filesMissingFor returns the files that a target needs and that do not exist. A date's optional
// files, such as its band, must be added together with these.
func (cat *catalog) filesMissingFor(t target) []string {
	var files []string
	for _, date := range []string{t.date, t.comparisonDate} {
		if date != "" && cat.dataByDate[date] == nil {
			files = append(files, assetname.ContactLine(date),
				assetname.Control(date))
		}
	}
	if t.scenario != "" {
		files = append(files, assetname.ScenarioResult(t.scenario, t.pullbackKm),
			assetname.ScenarioShapes(t.scenario, t.pullbackKm))
	}
	if t.lang != "" {
		files = append(files, locale.Path(t.lang))
	}
	return slices.DeleteFunc(files, cat.fileExists)
}

// deferUntilLoaded reports whether a target needs files that do not exist. If so it becomes the
// pending choice, onReady applies it, and the queued actions are replayed after it.
func (a *App) deferUntilLoaded(t target, onReady func() error, queued ...Action) bool {
	files := a.filesMissingFor(t)
	if len(files) == 0 {
		return false
	}
	a.pending, a.viewDirty = &pendingChange{t, files, onReady, queued}, true
	return true
}

// ensureLoaded reads everything that a target needs.
func (cat *catalog) ensureLoaded(t target) error {
	for _, date := range []string{t.date, t.comparisonDate} {
		if date == "" {
			continue
		}
		if err := cat.loadDate(date); err != nil {
			return err
		}
	}
	if t.scenario == "" {
		return nil
	}
	return cat.loadScenario(t.scenario, t.pullbackKm)
}

// transitionTo applies a target, now or once its files have been added. After the target has been
// set and before the picture is rebuilt it calls onApplied. It replaces a choice that is pending,
// except for its language and, unless the target determines all layers, for the layers switched
// since.
func (a *App) transitionTo(t target, onApplied func()) error {
	var queuedLayers []Action
	if a.pending != nil {
		t.lang = a.pending.target.lang
		queuedLayers = slices.DeleteFunc(slices.Clone(a.pending.queued),
			func(act Action) bool { return act.Type != ActionLayer || t.setsLayers })
	}
	a.pending = nil
	onReady := func() error {
		if t.lang != "" {
			if err := a.setLang(t.lang); err != nil {
				return err
			}
		}
		return a.applyTarget(t, onApplied)
	}
	if a.deferUntilLoaded(t, onReady, queuedLayers...) {
		return nil
	}
	if err := onReady(); err != nil {
		return err
	}
	return a.replayActions(queuedLayers)
}

// applyTarget applies a target whose files exist. If the camera had its automatic fit it moves to
// the new one.
func (a *App) applyTarget(t target, onApplied func()) error {
	if err := a.ensureLoaded(t); err != nil {
		return err
	}
	from := a.animation.destination(a.picture.Camera)
	a.state.Date, a.state.Scenario, a.state.Pullback, a.state.Step = t.date, t.scenario,
		t.pullbackKm, ""
	a.announcement = a.views.situation()
	if onApplied != nil {
		onApplied()
	}
	a.dropDefaultLayers()
	if !a.shapeExists(a.state.Select) {
		a.state.Select = ""
	}
	a.rebuildPicture()
	if to := a.picture.Camera; a.autoFit && to != from {
		a.picture.Camera = from
		a.animateTo(to, flyDuration, false)
	}
	return nil
}
