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
func (cat *catalog) availableSteps() []story.Step {
	return slices.DeleteFunc(slices.Clone(cat.story.Steps), func(s story.Step) bool {
		return !cat.dateAvailable(cat.story.StepDate(s)) ||
			s.Scenario != "" && cat.scenarioByID(s.Scenario) == nil
	})
}

// activeStep returns the guided step that is shown, or false if there is none.
func (sel *selection) activeStep() (story.Step, bool) { return sel.stepByID(sel.state.Step) }

func (cat *catalog) stepByID(id string) (story.Step, bool) {
	if id == "" { // the common case, without availableSteps
		return story.Step{}, false
	}
	steps := cat.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == id })
	if i < 0 {
		return story.Step{}, false
	}
	return steps[i], true
}

// stepState returns the state that a step shows.
func (cat *catalog) stepState(step story.Step) State {
	return State{Date: cat.story.StepDate(step), Scenario: step.Scenario, Pullback: step.Pullback,
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
		a.announcement = a.locale.Text("step."+s.Step+".title") + ". " + a.views.stepText(s.Step)
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
func (txt *texts) stepText(id string) string {
	loc := txt.locale
	country, _ := txt.dateData().Area(idCountry)
	pairs := []string{"date", loc.Date(txt.state.Date), "share", txt.formatShare(country), "range",
		txt.formatShareRange(country)}
	if result := txt.activeResult(); result != nil {
		dmz := txt.formatZoneArea(result.ZoneIn(story.ZoneDemilitarised, idCountry))
		pairs = append(pairs, "km", loc.Length(result.LineKm), "dmz", dmz, "changed",
			txt.formatLandArea(idCountry, changedKm2(result)))
	}
	for _, d := range txt.availableDates() {
		if figures, ok := txt.figuresForDate(d.ID); ok {
			country, _ := figures.Area(idCountry)
			pairs = append(pairs, story.DatedPlaceholder("date", d.ID), loc.Date(d.ID))
			pairs = append(pairs, story.DatedPlaceholder("share", d.ID), txt.formatShare(country))
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
func (b *tourBuilder) stepView() *StepView {
	step, ok := b.activeStep()
	if !ok {
		return nil
	}
	steps := b.availableSteps()
	i := slices.IndexFunc(steps, func(s story.Step) bool { return s.ID == step.ID })
	sources := step.Sources
	if step.Dated {
		sources = append(b.dateSources(), sources...)
	}
	return &StepView{
		ID: step.ID, Title: b.locale.Text("step." + step.ID + ".title"), Text: b.stepText(step.ID),
		Position: b.locale.Text("steps.place", "number", b.locale.Number(float64(i+1), 0), "count",
			b.locale.Number(float64(len(steps)), 0)),
		First: i == 0, Last: i == len(steps)-1, Sources: b.sourceLinks(sources),
	}
}

// stepChoices returns all available steps in order.
func (b *tourBuilder) stepChoices() []Choice {
	choices := []Choice{}
	for _, step := range b.availableSteps() {
		choices = append(choices,
			Choice{ID: step.ID, Label: b.locale.Text("step." + step.ID + ".title")})
	}
	return choices
}
