package app

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"truceline/internal/story"
)

// No link can hide the date, the sources, or the kind of a scenario; nor show hubs without the
// sentence that no site had been announced.
func TestLink_AlwaysShowsDateScenarioAndSource(t *testing.T) {
	a := newTestApp(t, assets, State{})
	r := rand.New(rand.NewPCG(6, 1))
	view := a.View()
	choose := func(words ...string) string { return words[r.IntN(len(words))] }
	var scenarios, dates, steps []string
	for _, s := range view.Scenarios {
		scenarios = append(scenarios, s.ID)
	}
	for _, d := range view.Dates {
		dates = append(dates, d.ID)
	}
	for _, s := range view.Steps {
		steps = append(steps, s.ID)
	}
	withScenario, withHubs := 0, 0
	for range 400 {
		link := fmt.Sprintf(
			"lang=%s&theme=%s&ui=%s&transparent=%s&select=%s&layers=%s&view=%s&pullback=%s",
			choose("en", "uk", "fr", "xx"), choose("light", "dark", "auto"),
			choose("full", "compact", "none", ""), choose("1", "0", ""),
			choose("", "UA-14", "town-kyiv", "<b>"),
			choose("", "hubs", "-contact,-band", "hubs,monitoring,-hubs", "-situation,-source"),
			choose("", "9/48.5/37.5", "0/0/0", "24/90/180"), choose("", "10", "999"))
		switch r.IntN(4) {
		case 0:
			link += "&scenario=" + choose(scenarios...)
		case 1:
			link += "&date=" + choose(dates...)
		case 2:
			link += "&step=" + choose(steps...)
		}
		s := ParseLink(link)
		if err := a.Dispatch(Action{Type: ActionState, State: &s}); err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		p, v := a.Picture(), a.View()
		situation, heading, notes := p.Situation, p.ScenarioName, p.Notes
		if a.state.UI != UINone { // these are on the page instead
			situation, heading, notes = v.Situation, v.Headline, v.Notes
			if v.Step != nil && v.Scenario != nil {
				heading = v.Scenario.Heading
			}
		}
		if !strings.Contains(situation, a.locale.Date(a.state.Date)) {
			t.Errorf("%s: no date in %q", link, situation)
		}
		if p.Source == "" {
			t.Errorf("%s: no source", link)
		}
		if sc := a.activeScenario(); sc != nil {
			withScenario++
			if !strings.Contains(heading, a.views.scenarioName(sc)) {
				t.Errorf("%s: the scenario %q does not say its name", link, heading)
			}
			if sc.Kind == story.Reference && !strings.Contains(heading,
				a.views.scenarioKindLabel(sc)) {
				t.Errorf("%s: the scenario %q does not say that it is a reference", link, heading)
			}
		}
		if len(p.Hubs) > 0 && a.layerVisibleByID("hubs") {
			withHubs++
			if !strings.Contains(strings.Join(notes, "\n"), a.views.hubsNote()) {
				t.Errorf("%s: hubs without the sentence that no site had been announced", link)
			}
		}
	}
	if withScenario < 50 || withHubs < 30 {
		t.Errorf("%d pictures with a scenario, %d with hubs: the test tests too little",
			withScenario, withHubs)
	}
}
