package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/diag"
)

// bandDistancesKm are the distances in km at which the subdivision of a date has edges. A pull-back
// can offer no others.
var bandDistancesKm = []int{5, 10, 15, 20, 30, 40}

// CheckOblasts returns a problem for each code in the document that is not an oblast's.
func (s *Story) CheckOblasts(isOblast func(code string) bool) diag.List {
	c := checker{story: s}
	checkCode := func(path, code string) {
		if !isOblast(code) {
			c.addProblem(path, fmt.Sprintf("there is no oblast %q", code),
				"use an ISO 3166-2 code such as UA-14")
		}
	}
	for i, scenario := range s.Scenarios {
		for j, rule := range scenario.Rules {
			checkCode(joinPath("scenarios", i, "rules", j, "oblast"), rule.Oblast)
		}
		for j, o := range scenario.Pullback.Oblasts {
			checkCode(joinPath("scenarios", i, "pullback", "oblasts", j), o)
		}
		for j, note := range scenario.Notes {
			for k, o := range note.Oblasts {
				checkCode(joinPath("scenarios", i, "notes", j, "oblasts", k), o)
			}
		}
	}
	for i, figures := range s.Published {
		for j, figure := range figures.Figures {
			if figure.Area != countryID {
				checkCode(joinPath("published", i, "figures", j, "area"), figure.Area)
			}
		}
	}
	for i, statement := range s.Statements {
		if statement.Area != "" && statement.Area != countryID {
			checkCode(joinPath("statements", i, "area"), statement.Area)
		}
	}
	return c.problems
}

func (c *checker) checkScenarios() {
	seen := map[string]bool{}
	for i := range c.story.Scenarios {
		scenario := &c.story.Scenarios[i]
		path := joinPath("scenarios", i)
		c.checkID(path, scenario.ID, seen)
		c.checkProposer(path, scenario)
		c.checkAsOf(path, scenario)
		c.checkRules(path, scenario)
		c.checkPullback(path+"/pullback", scenario)
		c.checkBounds(path+"/bounds", scenario.Bounds)
		notes := map[string]bool{}
		for j, note := range scenario.Notes {
			notePath := path + "/notes/" + strconv.Itoa(j)
			c.checkID(notePath, note.ID, notes)
			c.checkSourced(notePath, note.Sources)
			c.checkLayerID(notePath+"/layer", note.Layer)
		}
	}
}

// checkSourced checks that a statement has at least one source.
func (c *checker) checkSourced(path string, sources []string) {
	if len(sources) == 0 {
		c.addProblem(path+"/sources", "a statement without a source",
			"name the id of at least one source")
	}
	c.checkSourceIDs(path+"/sources", sources)
}

// checkLayerID checks the id of a layer. It may be empty.
func (c *checker) checkLayerID(path, id string) {
	if _, ok := c.story.Layer(id); id != "" && !ok {
		c.addProblem(path, fmt.Sprintf("there is no layer %q", id),
			"use the id of a layer, or leave it out")
	}
}

// checkTextKey checks the last part of a text key. It may be empty.
func (c *checker) checkTextKey(path, word string) {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		c.addProblem(path, fmt.Sprintf("%q is no text key", word),
			"use small letters, digits and hyphens, and write the text in the locales")
	}
}

func (c *checker) checkProposer(path string, scenario *Scenario) {
	c.checkSourceIDs(path+"/sources", scenario.Sources)
	c.checkTextKey(path+"/proposer", scenario.Proposer)
	c.checkTextKey(path+"/status", scenario.Status)
	switch scenario.Kind {
	case Proposal:
		c.checkDay(path+"/date", scenario.Date, false)
		if len(scenario.Sources) == 0 {
			c.addProblem(path+"/sources", "a statement without a source",
				"name the id of at least one source")
		}
		if scenario.Proposer == "" || scenario.Status == "" {
			c.addProblem(path+"/proposer", "a proposal without proposer or status",
				"say who proposes it and how far it has got")
		}
		if scenario.Overlay {
			c.addProblem(path+"/overlay", "a proposal as an overlay",
				"leave overlay out: only references are overlays")
		}
	case Example:
		c.checkNoProposer(path, "an example", scenario)
		if len(scenario.Sources) == 0 {
			c.addProblem(path+"/sources", "an example without a source of its idea",
				"name the id of at least one source")
		}
		if scenario.Overlay {
			c.addProblem(path+"/overlay", "an example as an overlay",
				"leave overlay out: only references are overlays")
		}
	case Reference:
		c.checkNoProposer(path, "a reference", scenario)
	default:
		c.addProblem(path+"/kind", fmt.Sprintf("%q is no kind of scenario", scenario.Kind),
			"write proposal, reference or example")
	}
}

// checkNoProposer checks that an example or reference has no proposer, status and date.
func (c *checker) checkNoProposer(path, kind string, scenario *Scenario) {
	if scenario.Proposer != "" || scenario.Status != "" || scenario.Date != "" {
		c.addProblem(path+"/proposer", kind+" with proposer, status or date",
			"leave them out, or make it a proposal")
	}
}

func (c *checker) checkAsOf(path string, scenario *Scenario) {
	asOf := c.story.AsOf(scenario)
	if _, ok := c.story.Date(asOf); !ok {
		c.addProblem(path+"/as_of", fmt.Sprintf("there is no date %q", asOf),
			"use one of dates, or leave it out for the latest")
	}
	if scenario.Date > asOf {
		c.addProblem(path+"/as_of", fmt.Sprintf("it is worked out from %s, before it was proposed",
			asOf), "use a date on or after that of the proposal")
	}
}

func (c *checker) checkRules(path string, scenario *Scenario) {
	seen := map[string]bool{}
	for j, rule := range scenario.Rules {
		rulePath := path + "/rules/" + strconv.Itoa(j)
		if !isOblastCode(rule.Oblast) {
			c.addProblem(rulePath+"/oblast", fmt.Sprintf("%q is no oblast", rule.Oblast),
				"write a code such as UA-14")
		}
		if seen[rule.Oblast] {
			c.addProblem(rulePath+"/oblast", fmt.Sprintf("%s has two rules", rule.Oblast),
				"keep one")
		}
		seen[rule.Oblast] = true
		c.checkRule(rulePath, rule)
	}
	if elsewhere := scenario.Elsewhere; elsewhere.Rule != "" || elsewhere.Basis != "" ||
		elsewhere.Oblast != "" || elsewhere.Reason != "" || elsewhere.Note != "" ||
		len(elsewhere.Sources) > 0 {
		if elsewhere.Oblast != "" {
			c.addProblem(path+"/elsewhere/oblast", "it is for all other oblasts",
				"leave the oblast out")
		}
		c.checkRule(path+"/elsewhere", elsewhere)
	}
}

func (c *checker) checkRule(path string, rule OblastRule) {
	if !slices.Contains(Treatments(), rule.Rule) {
		c.addProblem(path+"/rule", fmt.Sprintf("%q is no rule", rule.Rule),
			fmt.Sprintf("use one of %v", Treatments()))
	}
	if rule.Basis == Unspecified && rule.Rule != FollowLine {
		c.addProblem(path+"/rule", "the plan does not say, and yet the line would not stand",
			"write line, or another basis")
	}
	c.checkBasis(path, rule.Basis, rule.Sources, rule.Reason)
	c.checkTextKey(path+"/note", rule.Note)
}

// checkBasis checks that stated and reported rules have a source, and assumed ones a reason.
func (c *checker) checkBasis(path string, basis Basis, sources []string, reason string) {
	c.checkSourceIDs(path+"/sources", sources)
	c.checkTextKey(path+"/reason", reason)
	switch {
	case !slices.Contains(Bases(), basis):
		c.addProblem(path+"/basis", fmt.Sprintf("%q is no basis", basis),
			fmt.Sprintf("use one of %v", Bases()))
	case (basis == Stated || basis == Reported) && len(sources) == 0:
		c.addProblem(path+"/sources", "a statement without a source",
			"name the id of at least one source, or write assumed with a reason")
	case basis == Assumed && reason == "":
		c.addProblem(path+"/reason", "an assumption without a reason",
			"name the text key of the reason")
	case basis != Assumed && reason != "":
		c.addProblem(path+"/reason", "a reason for what is not assumed",
			"leave it out, or write assumed")
	}
}

func (c *checker) checkPullback(path string, scenario *Scenario) {
	pullback := scenario.Pullback
	if !scenario.HasPullback() {
		if len(pullback.Sides) > 0 || len(pullback.Km) > 0 || pullback.Default != 0 ||
			pullback.Basis != "" {
			c.addProblem(path+"/oblasts", "a pull-back from nowhere",
				"name its oblasts, or leave the pull-back out")
		}
		return
	}
	for i, side := range pullback.Sides {
		if side != ZoneGovernment && side != ZoneRussia ||
			slices.Contains(pullback.Sides[:i], side) {
			c.addProblem(path+"/sides/"+strconv.Itoa(i), fmt.Sprintf("%q is no side", side),
				"write government, russia or both")
		}
	}
	if len(pullback.Sides) == 0 {
		c.addProblem(path+"/sides", "nobody withdraws", "write government, russia or both")
	}
	for i, code := range pullback.Oblasts {
		oblastPath := path + "/oblasts/" + strconv.Itoa(i)
		if !isOblastCode(code) || slices.Contains(pullback.Oblasts[:i], code) {
			c.addProblem(oblastPath, fmt.Sprintf("%q is no oblast, or stands there twice", code),
				"write a code such as UA-14, once")
		}
		if r := scenario.RuleFor(code).Rule; r == ToGovernment || r == ToRussia {
			c.addProblem(oblastPath, fmt.Sprintf("no line would stand in %s", code),
				"give the oblast the rule line or demilitarised, or leave it out here")
		}
	}
	c.checkDistances(path, pullback)
	c.checkBasis(path, pullback.Basis, pullback.Sources, pullback.Reason)
}

func (c *checker) checkDistances(path string, pullback Pullback) {
	for i, km := range pullback.Km {
		if !slices.Contains(bandDistancesKm, km) || i > 0 && km <= pullback.Km[i-1] {
			c.addProblem(path+"/km/"+strconv.Itoa(i),
				fmt.Sprintf("%d km cannot be offered there", km),
				fmt.Sprintf("use some of %v, in order", bandDistancesKm))
		}
	}
	if !slices.Contains(pullback.Km, pullback.Default) {
		c.addProblem(path+"/default",
			fmt.Sprintf("%d km is not among the distances", pullback.Default),
			"use one of km")
	}
}

func (c *checker) checkBounds(path string, bounds []float64) {
	if len(bounds) == 0 {
		return
	}
	if len(bounds) != 4 || bounds[0] < -180 || bounds[0] >= bounds[2] || bounds[2] > 180 ||
		bounds[1] < -90 || bounds[1] >= bounds[3] || bounds[3] > 90 {
		c.addProblem(path, fmt.Sprintf("%v is no part of the map", bounds),
			"write west, south, east and north in degrees, or leave it out")
	}
}

func isOblastCode(code string) bool {
	return len(code) == 5 && strings.HasPrefix(code, "UA-")
}
