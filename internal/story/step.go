package story

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Step is one of the steps that lead a reader through the story. Its text keys are "step.ID.title"
// and "step.ID". Both may hold {date}, the day that is shown, {share} and {range} of Ukraine on it,
// and with a scenario {km}, the length of the edge of government-held land, and {dmz}, the km² that
// would be demilitarised.
type Step struct {
	ID string `json:"id"`
	// Date is the day that is shown. Empty: that of the scenario, or else the latest.
	Date string `json:"date"`
	// Scenario is the id of the one that is chosen, and Pullback its distance in km. Empty: none;
	// 0: its default.
	Scenario string `json:"scenario"`
	Pullback int    `json:"pullback"`
	// Layers are switched on (true) or off (false) against their defaults.
	Layers map[string]bool `json:"layers"`
	// Bounds are what is seen: west, south, east, north in degrees. Empty: the scenario's own, or
	// the whole country.
	Bounds []float64 `json:"bounds"`
	// Select is the id of the shape whose card is open. Empty: none.
	Select string `json:"select"`
	// Sources tell what the caption says. Dated: those of the date do, too.
	Sources []string `json:"sources"`
	Dated   bool     `json:"dated"`
}

// StepDate is the day that a step shows.
func (s *Story) StepDate(x Step) string {
	if x.Date != "" {
		return x.Date
	}
	if sc, ok := s.Scenario(x.Scenario); ok {
		return s.AsOf(sc)
	}
	if len(s.Dates) == 0 {
		return ""
	}
	return s.Dates[len(s.Dates)-1].ID
}

// DatedPlaceholder names a value of a day in the text of a step: share_2022_02_23.
func DatedPlaceholder(value, day string) string {
	return value + "_" + strings.ReplaceAll(day, "-", "_")
}

// StepPlaceholders are the names of what the text of a step may hold.
func (s *Story) StepPlaceholders(x Step) []string {
	names := []string{"date", "share", "range"}
	if x.Scenario != "" {
		names = append(names, "km", "dmz", "changed")
	}
	for _, d := range s.Dates {
		names = append(names, DatedPlaceholder("date", d.ID), DatedPlaceholder("share", d.ID))
	}
	return names
}

func (s *Story) stepKeys() []string {
	var keys []string
	for _, x := range s.Steps {
		keys = append(keys, "step."+x.ID+".title", "step."+x.ID)
	}
	return keys
}

func (c *checker) checkSteps() {
	seen := map[string]bool{}
	for i, x := range c.story.Steps {
		path := joinPath("steps", i)
		c.checkID(path, x.ID, seen)
		c.checkSourceIDs(path+"/sources", x.Sources)
		if len(x.Sources) == 0 && !x.Dated {
			c.addProblem(path+"/sources", "a statement without a source",
				"name the id of at least one source, or write dated")
		}
		day := c.story.StepDate(x)
		if _, ok := c.story.Date(day); !ok {
			c.addProblem(path+"/date", fmt.Sprintf("there is no date %q", day),
				"use one of dates, or leave it out")
		}
		c.checkStepScenario(path, x)
		for _, id := range slices.Sorted(maps.Keys(x.Layers)) {
			c.checkLayerID(path+"/layers/"+id, id)
			if l, _ := c.story.Layer(id); x.Layers[id] && l.NotBefore > day {
				c.addProblem(path+"/layers/"+id,
					fmt.Sprintf("the layer is not shown before %s", l.NotBefore),
					"leave it out, or show a later date")
			}
		}
		c.checkBounds(path+"/bounds", x.Bounds)
	}
}

func (c *checker) checkStepScenario(path string, x Step) {
	if x.Scenario == "" {
		if x.Pullback != 0 {
			c.addProblem(path+"/pullback", "a pull-back without a scenario",
				"name the scenario, or leave it out")
		}
		return
	}
	sc, ok := c.story.Scenario(x.Scenario)
	switch {
	case !ok || sc.Overlay:
		c.addProblem(path+"/scenario", fmt.Sprintf("there is no scenario %q to choose", x.Scenario),
			"use the id of a scenario that is no overlay")
	case x.Date != "" && x.Date != c.story.AsOf(sc):
		c.addProblem(path+"/date", "not the date that the scenario belongs to", "leave it out")
	case x.Pullback != 0 && !sc.OffersDistance(x.Pullback):
		c.addProblem(path+"/pullback", fmt.Sprintf("the scenario offers no %d km", x.Pullback),
			"use one of its distances, or leave it out")
	}
}
