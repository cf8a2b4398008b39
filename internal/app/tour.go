package app

import (
	"fmt"
	"slices"

	"truceline/internal/story"
)

// Ids of ActionStep that are not ids of steps.
const (
	stepNext = "next"
	stepBack = "back"
)

// availableSteps returns the guided steps whose date and scenario are available.
func (a *App) availableSteps() []story.Step {
	return slices.DeleteFunc(slices.Clone(a.story.Steps), func(s story.Step) bool {
		return !a.dateAvailable(a.story.StepDate(s)) ||
			s.Scenario != "" && a.scenarioByID(s.Scenario) == nil
	})
}

// activeStep returns the guided step that is shown, or false if there is none.
func (a *App) activeStep() (story.Step, bool) { return a.stepByID(a.state.Step) }

func (a *App) stepByID(id string) (story.Step, bool) {
	if id == "" { // the common case, without availableSteps
		return story.Step{}, false
	}
	steps := a.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == id })
	if i < 0 {
		return story.Step{}, false
	}
	return steps[i], true
}

// stepState returns the state that a step shows.
func (a *App) stepState(step story.Step) State {
	return State{Date: a.story.StepDate(step), Scenario: step.Scenario, Pullback: step.Pullback,
		Layers: step.Layers, Select: step.Select, Step: step.ID}
}

// chooseStep goes to a step, to the next or previous one, or leaves the tour. It also accepts the
// id of a scenario that is not the id of a step.
func (a *App) chooseStep(act Action) error {
	current := a.state.Step
	if a.pending != nil && a.pending.target.step != "" {
		current = a.pending.target.step
	}
	if act.ID == "" {
		a.state.Step = ""
		a.rebuildPicture()
		a.queueAction(act)
		return nil
	}
	steps := a.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == current })
	switch act.ID {
	case stepNext:
		i++
	case stepBack:
		i--
	default:
		i = slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == act.ID })
		if i < 0 && a.scenarioByID(act.ID) != nil {
			return a.chooseScenario(act)
		}
		if i < 0 {
			return &ActionError{Type: act.Type, Field: "id",
				Rule: fmt.Sprintf("there is no step %q", act.ID)}
		}
	}
	if i < 0 || i >= len(steps) {
		return nil
	}
	a.playing = false
	s := a.stepState(steps[i])
	t := a.resolveTarget(s)
	t.step, t.setsLayers = s.Step, true
	return a.transitionTo(t, func() {
		a.applyStep(s)
		a.announcement = a.locale.Text("step."+s.Step+".title") + ". " + a.stepText(s.Step)
	})
}

// applyStep applies what a step shows besides its date and scenario.
func (a *App) applyStep(s State) {
	a.state.Step, a.state.Select, a.state.Layers = s.Step, s.Select, nil
	for id, on := range s.Layers {
		a.setLayer(id, on)
	}
	a.tapHits = nil
	a.autoFit = true
}

// stepText returns a step's caption.
func (a *App) stepText(id string) string {
	loc := a.locale
	country, _ := a.dateData().Area(idCountry)
	pairs := []string{"date", loc.Date(a.state.Date), "share", a.formatShare(country), "range",
		a.formatShareRange(country)}
	if result := a.activeResult(); result != nil {
		dmz := a.formatZoneArea(result.ZoneIn(story.ZoneDemilitarised, idCountry))
		pairs = append(pairs, "km", loc.Length(result.LineKm), "dmz", dmz, "changed",
			a.formatLandArea(idCountry, changedKm2(result)))
	}
	for _, d := range a.availableDates() {
		if figures, ok := a.figuresForDate(d.ID); ok {
			country, _ := figures.Area(idCountry)
			pairs = append(pairs, story.DatedPlaceholder("date", d.ID), loc.Date(d.ID))
			pairs = append(pairs, story.DatedPlaceholder("share", d.ID), a.formatShare(country))
		}
	}
	return loc.Text("step."+id, pairs...)
}

// changedKm2 returns how much land of Ukraine would change sides under a scenario, in km².
func changedKm2(result *story.ScenarioResult) (km2 float64) {
	for _, zone := range result.ZonesIn(idCountry) {
		km2 += zone.ChangedKm2()
	}
	return km2
}

// stepView returns the description of the step that is shown, or nil if there is none.
func (a *App) stepView() *StepView {
	step, ok := a.activeStep()
	if !ok {
		return nil
	}
	steps := a.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == step.ID })
	sources := step.Sources
	if step.Dated {
		sources = append(a.dateSources(), sources...)
	}
	return &StepView{
		ID: step.ID, Title: a.locale.Text("step." + step.ID + ".title"), Text: a.stepText(step.ID),
		Position: a.locale.Text("steps.place", "number", a.locale.Number(float64(i+1), 0), "count",
			a.locale.Number(float64(len(steps)), 0)),
		First: i == 0, Last: i == len(steps)-1, Sources: a.sourceLinks(sources),
	}
}

// stepChoices returns all available steps in order.
func (a *App) stepChoices() []Choice {
	choices := []Choice{}
	for _, step := range a.availableSteps() {
		choices = append(choices,
			Choice{ID: step.ID, Label: a.locale.Text("step." + step.ID + ".title")})
	}
	return choices
}
