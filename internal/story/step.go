package story

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Step is a step of the guided tour. Its text keys are "step.ID.title" and "step.ID". See
// StepPlaceholders for the values that both may contain.
type Step struct {
	ID string `json:"id"`
	// Date is the selected day. Empty: the scenario's, or the latest.
	Date string `json:"date"`
	// Scenario is the id of the selected scenario, Pullback its distance in km. Empty: none; 0: the
	// scenario's default.
	Scenario string `json:"scenario"`
	Pullback int    `json:"pullback"`
	// Layers overrides whether layers are on (true) or off (false) by default.
	Layers map[string]bool `json:"layers"`
	// Bounds are the view: west, south, east, north in degrees. Empty: the scenario's, or the whole
	// country.
	Bounds []float64 `json:"bounds"`
	// Select is the id of the shape whose info card is open. Empty: none.
	Select string `json:"select"`
	// Sources support the caption. If Dated, the sources of the date do so too.
	Sources []string `json:"sources"`
	Dated   bool     `json:"dated"`
}

// StepDate returns the day that a step shows.
func (s *Story) StepDate(step Step) string {
	if step.Date != "" {
		return step.Date
	}
	if scenario, ok := s.Scenario(step.Scenario); ok {
		return s.AsOf(scenario)
	}
	if len(s.Dates) == 0 {
		return ""
	}
	return s.Dates[len(s.Dates)-1].ID
}

// DatedPlaceholder returns the placeholder of a day's value in a step's text: share_2022_02_23.
func DatedPlaceholder(value, day string) string {
	return value + "_" + strings.ReplaceAll(day, "-", "_")
}

// StepPlaceholders returns the names of the placeholders that a step's text may contain: {date};
// {share} and {range}, of held land in Ukraine on it; with a scenario also {km}, the length of the
// edge of government-held land, {dmz}, the demilitarised km², and {changed}.
func (s *Story) StepPlaceholders(step Step) []string {
	names := []string{"date", "share", "range"}
	if step.Scenario != "" {
		names = append(names, "km", "dmz", "changed")
	}
	for _, date := range s.Dates {
		names = append(names, DatedPlaceholder("date", date.ID), DatedPlaceholder("share", date.ID))
	}
	return names
}

func (s *Story) stepKeys() []string {
	var keys []string
	for _, step := range s.Steps {
		keys = append(keys, "step."+step.ID+".title", "step."+step.ID)
	}
	return keys
}

func (c *checker) checkSteps() {
	seen := map[string]bool{}
	for i, step := range c.story.Steps {
		path := joinPath("steps", i)
		c.checkID(path, step.ID, seen)
		c.checkSourceIDs(path+"/sources", step.Sources)
		if len(step.Sources) == 0 && !step.Dated {
			c.addProblem(path+"/sources", "a statement without a source",
				"name the id of at least one source, or write dated")
		}
		day := c.story.StepDate(step)
		if _, ok := c.story.Date(day); !ok {
			c.addProblem(path+"/date", fmt.Sprintf("there is no date %q", day),
				"use one of dates, or leave it out")
		}
		c.checkStepScenario(path, step)
		for _, id := range slices.Sorted(maps.Keys(step.Layers)) {
			c.checkLayerID(path+"/layers/"+id, id)
			if layer, _ := c.story.Layer(id); step.Layers[id] && layer.NotBefore > day {
				c.addProblem(path+"/layers/"+id,
					fmt.Sprintf("the layer is not shown before %s", layer.NotBefore),
					"leave it out, or show a later date")
			}
		}
		c.checkBounds(path+"/bounds", step.Bounds)
	}
}

func (c *checker) checkStepScenario(path string, step Step) {
	if step.Scenario == "" {
		if step.Pullback != 0 {
			c.addProblem(path+"/pullback", "a pull-back without a scenario",
				"name the scenario, or leave it out")
		}
		return
	}
	scenario, ok := c.story.Scenario(step.Scenario)
	switch {
	case !ok || scenario.Overlay:
		c.addProblem(path+"/scenario",
			fmt.Sprintf("there is no scenario %q to choose", step.Scenario),
			"use the id of a scenario that is no overlay")
	case step.Date != "" && step.Date != c.story.AsOf(scenario):
		c.addProblem(path+"/date", "not the date that the scenario belongs to", "leave it out")
	case step.Pullback != 0 && !scenario.OffersDistance(step.Pullback):
		c.addProblem(path+"/pullback", fmt.Sprintf("the scenario offers no %d km", step.Pullback),
			"use one of its distances, or leave it out")
	}
}
