package app

import (
	"fmt"
	"slices"

	"truceline/internal/story"
)

// Ids of ActionStep that are no step's own.
const (
	stepNext = "next"
	stepBack = "back"
)

// availableSteps are the guided steps whose dates can be shown.
func (a *App) availableSteps() []story.Step {
	return slices.DeleteFunc(slices.Clone(a.story.Steps), func(s story.Step) bool {
		return !a.dateAvailable(a.story.StepDate(s)) ||
			s.Scenario != "" && a.scenarioByID(s.Scenario) == nil
	})
}

// activeStep is the guided step that is shown.
func (a *App) activeStep() (story.Step, bool) { return a.stepByID(a.state.Step) }

func (a *App) stepByID(id string) (story.Step, bool) {
	if id == "" { // mostly; which steps there are takes longer to find
		return story.Step{}, false
	}
	steps := a.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == id })
	if i < 0 {
		return story.Step{}, false
	}
	return steps[i], true
}

// stepState is the state that a step shows.
func (a *App) stepState(x story.Step) State {
	return State{Date: a.story.StepDate(x), Scenario: x.Scenario, Pullback: x.Pullback,
		Layers: x.Layers, Select: x.Select, Step: x.ID}
}

// chooseStep goes to a step, to the next or the last, or leaves them. A scenario that no step is
// named after can be asked for by its id, too.
func (a *App) chooseStep(act Action) error {
	now := a.state.Step
	if a.pending != nil && a.pending.target.step != "" { // chosen, but not there yet
		now = a.pending.target.step
	}
	if act.ID == "" {
		a.state.Step = ""
		a.rebuildPicture()
		a.queueAction(act)
		return nil
	}
	steps := a.availableSteps()
	at := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == now })
	switch act.ID {
	case stepNext:
		at++
	case stepBack:
		at--
	default:
		at = slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == act.ID })
		if at < 0 && a.scenarioByID(act.ID) != nil {
			return a.chooseScenario(act)
		}
		if at < 0 {
			return &ActionError{Type: act.Type, Field: "id",
				Rule: fmt.Sprintf("there is no step %q", act.ID)}
		}
	}
	if at < 0 || at >= len(steps) {
		return nil // before the first and behind the last nothing happens
	}
	a.playing = false
	s := a.stepState(steps[at])
	t := a.resolveTarget(s)
	t.step, t.setsLayers = s.Step, true
	return a.transitionTo(t, func() {
		a.applyStep(s)
		a.announcement = a.locale.Text("step."+s.Step+".title") + ". " + a.stepText(s.Step)
	})
}

// applyStep takes on what a step shows besides its date and scenario.
func (a *App) applyStep(s State) {
	a.state.Step, a.state.Select, a.state.Layers = s.Step, s.Select, nil
	for id, on := range s.Layers {
		a.setLayer(id, on)
	}
	a.tapHits = nil
	a.autoFit = true
}

// stepText is a step's caption.
func (a *App) stepText(id string) string {
	w := a.locale
	x, _ := a.dateData().area(idCountry)
	pairs := []string{"date", w.Date(a.state.Date), "share", a.formatShare(x), "range",
		a.formatShareRange(x)}
	if r := a.activeResult(); r != nil {
		dmz := a.formatZoneArea(r.ZoneIn(story.ZoneDemilitarised, idCountry))
		pairs = append(pairs, "km", w.Length(r.LineKm), "dmz", dmz, "changed",
			a.formatLandArea(idCountry, changedKm2(r)))
	}
	for _, d := range a.availableDates() {
		if f, ok := a.figuresForDate(d.ID); ok {
			x, _ := f.area(idCountry)
			pairs = append(pairs, story.DatedPlaceholder("date", d.ID), w.Date(d.ID))
			pairs = append(pairs, story.DatedPlaceholder("share", d.ID), a.formatShare(x))
		}
	}
	return w.Text("step."+id, pairs...)
}

// changedKm2 is the land of Ukraine whose holder a scenario would change, in km².
func changedKm2(r *story.ScenarioResult) (km2 float64) {
	for _, x := range r.ZonesIn(idCountry) {
		km2 += x.ChangedKm2()
	}
	return km2
}

// stepView tells about the step that is shown; nil: none is.
func (a *App) stepView() *StepView {
	x, ok := a.activeStep()
	if !ok {
		return nil
	}
	steps := a.availableSteps()
	at := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == x.ID })
	sources := x.Sources
	if x.Dated {
		sources = append(a.dateSources(), sources...)
	}
	return &StepView{
		ID: x.ID, Title: a.locale.Text("step." + x.ID + ".title"), Text: a.stepText(x.ID),
		Place: a.locale.Text("steps.place", "number", a.locale.Number(float64(at+1), 0), "count",
			a.locale.Number(float64(len(steps)), 0)),
		First: at == 0, Last: at == len(steps)-1, Sources: a.sourceLinks(sources),
	}
}

// stepChoices are all steps, in order.
func (a *App) stepChoices() []Choice {
	choices := []Choice{}
	for _, x := range a.availableSteps() {
		choices = append(choices, Choice{ID: x.ID, Label: a.locale.Text("step." + x.ID + ".title")})
	}
	return choices
}
