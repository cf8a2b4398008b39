package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/story"
)

// What a reader asks for may need files that are not there yet: a page in the browser starts with
// the latest date alone. Until they are, the map stays as it is and Wants names them; its host puts
// them into the file system that New was given and calls Provide, or Forgo if they cannot be had. A
// host that has every file never meets this.

// pendingChange is what was asked for and has to wait for files.
type pendingChange struct {
	target  target
	files   []string
	onReady func() error // shows it
	// queued are choices that were made while it waited and that it must not undo, in order.
	queued []Action
}

// target is what chooses the ground that is drawn.
type target struct {
	date           string
	scenario       string // empty: none
	pullbackKm     int    // of its pull-back; 0: none
	comparisonDate string // date of the line that is drawn to compare; empty: none
	lang           string // whose words are needed; empty: those that are shown
	step           string // the guided step that shows it; empty: none
	setsLayers     bool   // it chooses all layers itself
}

// MissingFiles are the paths of the files without which the map cannot show what was asked for;
// none: it shows it. They are in the View, too.
func (a *App) MissingFiles() []string {
	if a.pending == nil {
		return []string{}
	}
	return a.pending.files
}

// FilesAdded says that files have been added to the file system that New was given. Once all that
// are wanted are there, the map shows what was asked for; if they are broken it stays as it is and
// the error says why.
func (a *App) FilesAdded() error {
	w := a.pending
	if w == nil {
		return nil
	}
	w.files = a.filesMissingFor(w.target)
	a.viewDirty = true
	if len(w.files) > 0 {
		return nil
	}
	a.pending = nil
	if err := w.onReady(); err != nil {
		a.reportFailure(w.target)
		return err
	}
	return a.replayActions(w.queued)
}

// replayActions does again what was chosen while a target waited for its files. What is announced
// is still the target.
func (a *App) replayActions(meanwhile []Action) error {
	announce := a.announcement
	for _, act := range meanwhile {
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
		case a.shapeExists(act.ID): // else it went with the date
			a.openCard(act.ID)
		}
		a.queueAction(act)
	}
	if len(meanwhile) > 0 {
		a.announcement = announce
	}
	return nil
}

// queueAction notes a choice that what is waited for must not undo.
func (a *App) queueAction(act Action) {
	if a.pending != nil &&
		slices.Contains([]string{ActionLayer, ActionSelect, ActionClose, ActionStep}, act.Type) {
		a.pending.queued = append(a.pending.queued, act)
	}
}

// FilesUnavailable says that the wanted files cannot be had. The map stays as it is, and tells so.
func (a *App) FilesUnavailable() {
	if a.pending == nil {
		return
	}
	a.reportFailure(a.pending.target)
	a.pending = nil
}

func (a *App) reportFailure(t target) {
	a.announcement = a.locale.Text("announce.failed", "date", a.locale.Date(t.date))
	a.playing, a.viewDirty = false, true
}

// filesMissingFor are the files that a target needs and that are not there. A date's other files,
// such as its band, come with these or not at all.
func (a *App) filesMissingFor(t target) []string {
	var files []string
	for _, date := range []string{t.date, t.comparisonDate} {
		if date != "" && a.dataByDate[date] == nil {
			files = append(files, "geojson/contact-"+date+".geojson",
				"geojson/control-"+date+".geojson")
		}
	}
	if t.scenario != "" {
		files = append(files, story.ScenarioResultFile(t.scenario, t.pullbackKm),
			story.ScenarioShapesFile(t.scenario, t.pullbackKm))
	}
	if t.lang != "" {
		files = append(files, locale.Path(t.lang))
	}
	return slices.DeleteFunc(files, a.fileExists)
}

// deferUntilLoaded notes what has to wait for files, with what was chosen meanwhile, and reports
// whether it has to.
func (a *App) deferUntilLoaded(t target, arrive func() error, meanwhile ...Action) bool {
	files := a.filesMissingFor(t)
	if len(files) == 0 {
		return false
	}
	a.pending, a.viewDirty = &pendingChange{t, files, arrive, meanwhile}, true
	return true
}

// ensureLoaded reads all that a target needs.
func (a *App) ensureLoaded(t target) error {
	for _, date := range []string{t.date, t.comparisonDate} {
		if date == "" {
			continue
		}
		if err := a.loadDate(date); err != nil {
			return err
		}
	}
	if t.scenario == "" {
		return nil
	}
	return a.loadScenario(t.scenario, t.pullbackKm)
}

// transitionTo shows a target, at once or when its files have come; then does what else belongs to
// the choice, before the picture is told anew. It takes the place of what else is waited for, but
// not of a language nor, unless it chooses all layers itself, of layers that were switched
// meanwhile.
func (a *App) transitionTo(t target, then func()) error {
	var layers []Action
	if a.pending != nil {
		t.lang = a.pending.target.lang
		layers = slices.DeleteFunc(slices.Clone(a.pending.queued),
			func(act Action) bool { return act.Type != ActionLayer || t.setsLayers })
	}
	a.pending = nil
	arrive := func() error {
		if t.lang != "" {
			if err := a.setLang(t.lang); err != nil {
				return err
			}
		}
		return a.applyTarget(t, then)
	}
	if a.deferUntilLoaded(t, arrive, layers...) {
		return nil
	}
	if err := arrive(); err != nil {
		return err
	}
	return a.replayActions(layers)
}

// applyTarget shows a target whose files are there. The camera goes along where it was at home.
func (a *App) applyTarget(t target, then func()) error {
	if err := a.ensureLoaded(t); err != nil {
		return err
	}
	from := a.animation.destination(a.picture.Camera)
	a.state.Date, a.state.Scenario, a.state.Pullback, a.state.Step = t.date, t.scenario,
		t.pullbackKm, ""
	a.announcement = a.situation()
	if then != nil {
		then()
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
