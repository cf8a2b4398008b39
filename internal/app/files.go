package app

import (
	"slices"

	"truceline/internal/locale"
	"truceline/internal/story"
)

// What a reader asks for may need files that are not there yet: a page in the browser starts with the latest date
// alone. Until they are, the map stays as it is and Wants names them; its host puts them into the file system that
// New was given and calls Provide, or Forgo if they cannot be had. A host that has every file never meets this.

// wish is what was asked for and has to wait for files.
type wish struct {
	target target
	files  []string
	arrive func() error // shows it
	// meanwhile are choices that were made while it waited and that it must not undo, in order.
	meanwhile []Action
}

// target is what chooses the ground that is drawn.
type target struct {
	date     string
	scenario string // empty: none
	km       int    // of its pull-back; 0: none
	earlier  string // date of the line that is drawn to compare; empty: none
	lang     string // whose words are needed; empty: those that are shown
	step     string // the guided step that shows it; empty: none
	layered  bool   // it chooses all layers itself
}

// Wants are the paths of the files without which the map cannot show what was asked for; none: it shows it. They are
// in the View, too.
func (a *App) Wants() []string {
	if a.wish == nil {
		return []string{}
	}
	return a.wish.files
}

// Provide says that files have been added to the file system that New was given. Once all that are wanted are there,
// the map shows what was asked for; if they are broken it stays as it is and the error says why.
func (a *App) Provide() error {
	w := a.wish
	if w == nil {
		return nil
	}
	w.files = a.missing(w.target)
	a.stale = true
	if len(w.files) > 0 {
		return nil
	}
	a.wish = nil
	if err := w.arrive(); err != nil {
		a.failed(w.target)
		return err
	}
	return a.repeat(w.meanwhile)
}

// repeat does again what was chosen while a target waited for its files. What is announced is still the target.
func (a *App) repeat(meanwhile []Action) error {
	announce := a.announce
	for _, act := range meanwhile {
		switch {
		case act.Type == ActionLayer:
			if err := a.switchLayer(act); err != nil {
				return err
			}
		case act.Type == ActionStep:
			a.state.Step = ""
			a.compose()
		case act.Type == ActionClose:
			a.close()
		case a.exists(act.ID): // else it went with the date
			a.open(act.ID)
		}
		a.keepMeanwhile(act)
	}
	if len(meanwhile) > 0 {
		a.announce = announce
	}
	return nil
}

// keepMeanwhile notes a choice that what is waited for must not undo.
func (a *App) keepMeanwhile(act Action) {
	if a.wish != nil && slices.Contains([]string{ActionLayer, ActionSelect, ActionClose, ActionStep}, act.Type) {
		a.wish.meanwhile = append(a.wish.meanwhile, act)
	}
}

// Forgo says that the wanted files cannot be had. The map stays as it is, and tells so.
func (a *App) Forgo() {
	if a.wish == nil {
		return
	}
	a.failed(a.wish.target)
	a.wish = nil
}

func (a *App) failed(t target) {
	a.announce = a.words.Text("announce.failed", "date", a.words.Date(t.date))
	a.playing, a.stale = false, true
}

// missing are the files that a target needs and that are not there. A date's other files, such as its band, come with
// these or not at all.
func (a *App) missing(t target) []string {
	var files []string
	for _, date := range []string{t.date, t.earlier} {
		if date != "" && a.days[date] == nil {
			files = append(files, "geojson/contact-"+date+".geojson", "geojson/control-"+date+".geojson")
		}
	}
	if t.scenario != "" {
		files = append(files, story.ResultFile(t.scenario, t.km), story.ShapesFile(t.scenario, t.km))
	}
	if t.lang != "" {
		files = append(files, locale.Path(t.lang))
	}
	return slices.DeleteFunc(files, a.has)
}

// await notes what has to wait for files, with what was chosen meanwhile, and reports whether it has to.
func (a *App) await(t target, arrive func() error, meanwhile ...Action) bool {
	files := a.missing(t)
	if len(files) == 0 {
		return false
	}
	a.wish, a.stale = &wish{t, files, arrive, meanwhile}, true
	return true
}

// load reads all that a target needs.
func (a *App) load(t target) error {
	for _, date := range []string{t.date, t.earlier} {
		if date == "" {
			continue
		}
		if err := a.loadDay(date); err != nil {
			return err
		}
	}
	if t.scenario == "" {
		return nil
	}
	return a.loadScenario(t.scenario, t.km)
}

// goTo shows a target, at once or when its files have come; then does what else belongs to the choice, before the
// picture is told anew. It takes the place of what else is waited for, but not of a language nor, unless it chooses all
// layers itself, of layers that were switched meanwhile.
func (a *App) goTo(t target, then func()) error {
	var layers []Action
	if a.wish != nil {
		t.lang = a.wish.target.lang
		layers = slices.DeleteFunc(slices.Clone(a.wish.meanwhile), func(act Action) bool { return act.Type != ActionLayer || t.layered })
	}
	a.wish = nil
	arrive := func() error {
		if t.lang != "" {
			if err := a.setLang(t.lang); err != nil {
				return err
			}
		}
		return a.show(t, then)
	}
	if a.await(t, arrive, layers...) {
		return nil
	}
	if err := arrive(); err != nil {
		return err
	}
	return a.repeat(layers)
}

// show shows a target whose files are there. The camera goes along where it was at home.
func (a *App) show(t target, then func()) error {
	if err := a.load(t); err != nil {
		return err
	}
	from := a.motion.target(a.picture.Camera)
	a.state.Date, a.state.Scenario, a.state.Pullback, a.state.Step = t.date, t.scenario, t.km, ""
	a.announce = a.situation()
	if then != nil {
		then()
	}
	a.dropDefaults()
	if !a.exists(a.state.Select) {
		a.state.Select = ""
	}
	a.compose()
	if to := a.picture.Camera; a.atHome && to != from {
		a.picture.Camera = from
		a.fly(to, flyTime, false)
	}
	return nil
}
