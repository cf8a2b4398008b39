package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// bandDistancesKm are the distances in km at which the subdivision of a date has edges: others
// cannot be offered.
var bandDistancesKm = []int{5, 10, 15, 20, 30, 40}

// CheckOblasts returns a problem for each code in the document that is no oblast's.
func (s *Story) CheckOblasts(isOblast func(code string) bool) Problems {
	c := checker{story: s}
	code := func(path, code string) {
		if !isOblast(code) {
			c.addProblem(path, fmt.Sprintf("there is no oblast %q", code),
				"use an ISO 3166-2 code such as UA-14")
		}
	}
	for i, x := range s.Scenarios {
		for j, r := range x.Rules {
			code(joinPath("scenarios", i, "rules", j, "oblast"), r.Oblast)
		}
		for j, o := range x.Pullback.Oblasts {
			code(joinPath("scenarios", i, "pullback", "oblasts", j), o)
		}
		for j, n := range x.Notes {
			for k, o := range n.Oblasts {
				code(joinPath("scenarios", i, "notes", j, "oblasts", k), o)
			}
		}
	}
	for i, x := range s.Published {
		for j, f := range x.Figures {
			if f.Area != countryID {
				code(joinPath("published", i, "figures", j, "area"), f.Area)
			}
		}
	}
	for i, x := range s.Statements {
		if x.Area != "" && x.Area != countryID {
			code(joinPath("statements", i, "area"), x.Area)
		}
	}
	return c.problems
}

func (c *checker) checkScenarios() {
	seen := map[string]bool{}
	for i := range c.story.Scenarios {
		x := &c.story.Scenarios[i]
		path := joinPath("scenarios", i)
		c.checkID(path, x.ID, seen)
		c.checkProposer(path, x)
		c.checkAsOf(path, x)
		c.checkRules(path, x)
		c.checkPullback(path+"/pullback", x)
		c.checkBounds(path+"/bounds", x.Bounds)
		notes := map[string]bool{}
		for j, n := range x.Notes {
			path := path + "/notes/" + strconv.Itoa(j)
			c.checkID(path, n.ID, notes)
			c.checkSourced(path, n.Sources)
			c.checkLayerID(path+"/layer", n.Layer)
		}
	}
}

// checkSourced checks that a statement has a source.
func (c *checker) checkSourced(path string, sources []string) {
	if len(sources) == 0 {
		c.addProblem(path+"/sources", "a statement without a source",
			"name the id of at least one source")
	}
	c.checkSourceIDs(path+"/sources", sources)
}

// checkLayerID checks the id of a layer; it may be empty.
func (c *checker) checkLayerID(path, id string) {
	if _, ok := c.story.Layer(id); id != "" && !ok {
		c.addProblem(path, fmt.Sprintf("there is no layer %q", id),
			"use the id of a layer, or leave it out")
	}
}

// checkTextKey checks what stands behind the dot of a text key; it may be empty.
func (c *checker) checkTextKey(path, word string) {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		c.addProblem(path, fmt.Sprintf("%q is no text key", word),
			"use small letters, digits and hyphens, and write the text in the locales")
	}
}

func (c *checker) checkProposer(path string, x *Scenario) {
	c.checkSourceIDs(path+"/sources", x.Sources)
	c.checkTextKey(path+"/proposer", x.Proposer)
	c.checkTextKey(path+"/status", x.Status)
	switch x.Kind {
	case Proposal:
		c.checkDay(path+"/date", x.Date, false)
		if len(x.Sources) == 0 {
			c.addProblem(path+"/sources", "a statement without a source",
				"name the id of at least one source")
		}
		if x.Proposer == "" || x.Status == "" {
			c.addProblem(path+"/proposer", "a proposal without proposer or status",
				"say who proposes it and how far it has got")
		}
		if x.Overlay {
			c.addProblem(path+"/overlay", "a proposal as an overlay",
				"leave overlay out: only references are overlays")
		}
	case Example:
		c.checkNoProposer(path, "an example", x)
		if len(x.Sources) == 0 {
			c.addProblem(path+"/sources", "an example without a source of its idea",
				"name the id of at least one source")
		}
		if x.Overlay {
			c.addProblem(path+"/overlay", "an example as an overlay",
				"leave overlay out: only references are overlays")
		}
	case Reference:
		c.checkNoProposer(path, "a reference", x)
	default:
		c.addProblem(path+"/kind", fmt.Sprintf("%q is no kind of scenario", x.Kind),
			"write proposal, reference or example")
	}
}

// checkNoProposer checks that what nobody proposes stands under nobody's name.
func (c *checker) checkNoProposer(path, what string, x *Scenario) {
	if x.Proposer != "" || x.Status != "" || x.Date != "" {
		c.addProblem(path+"/proposer", what+" with proposer, status or date",
			"leave them out, or make it a proposal")
	}
}
func (c *checker) checkAsOf(path string, x *Scenario) {
	asOf := c.story.AsOf(x)
	if _, ok := c.story.Date(asOf); !ok {
		c.addProblem(path+"/as_of", fmt.Sprintf("there is no date %q", asOf),
			"use one of dates, or leave it out for the latest")
	}
	if x.Date > asOf {
		c.addProblem(path+"/as_of", fmt.Sprintf("it is worked out from %s, before it was proposed",
			asOf), "use a date on or after that of the proposal")
	}
}

func (c *checker) checkRules(path string, x *Scenario) {
	seen := map[string]bool{}
	for j, r := range x.Rules {
		path := path + "/rules/" + strconv.Itoa(j)
		if !isOblastCode(r.Oblast) {
			c.addProblem(path+"/oblast", fmt.Sprintf("%q is no oblast", r.Oblast),
				"write a code such as UA-14")
		}
		if seen[r.Oblast] {
			c.addProblem(path+"/oblast", fmt.Sprintf("%s has two rules", r.Oblast), "keep one")
		}
		seen[r.Oblast] = true
		c.checkRule(path, r)
	}
	if e := x.Elsewhere; e.Rule != "" || e.Basis != "" || e.Oblast != "" || e.Reason != "" ||
		e.Note != "" || len(e.Sources) > 0 {
		if e.Oblast != "" {
			c.addProblem(path+"/elsewhere/oblast", "it is for all other oblasts",
				"leave the oblast out")
		}
		c.checkRule(path+"/elsewhere", e)
	}
}

func (c *checker) checkRule(path string, r OblastRule) {
	if !slices.Contains(Treatments(), r.Rule) {
		c.addProblem(path+"/rule", fmt.Sprintf("%q is no rule", r.Rule),
			fmt.Sprintf("use one of %v", Treatments()))
	}
	if r.Basis == Unspecified && r.Rule != FollowLine {
		c.addProblem(path+"/rule", "the plan does not say, and yet the line would not stand",
			"write line, or another basis")
	}
	c.checkBasis(path, r.Basis, r.Sources, r.Reason)
	c.checkTextKey(path+"/note", r.Note)
}

// checkBasis wants a source for what is stated or reported, and a reason for what is assumed.
func (c *checker) checkBasis(path string, b Basis, sources []string, reason string) {
	c.checkSourceIDs(path+"/sources", sources)
	c.checkTextKey(path+"/reason", reason)
	switch {
	case !slices.Contains(Bases(), b):
		c.addProblem(path+"/basis", fmt.Sprintf("%q is no basis", b),
			fmt.Sprintf("use one of %v", Bases()))
	case (b == Stated || b == Reported) && len(sources) == 0:
		c.addProblem(path+"/sources", "a statement without a source",
			"name the id of at least one source, or write assumed with a reason")
	case b == Assumed && reason == "":
		c.addProblem(path+"/reason", "an assumption without a reason",
			"name the text key of the reason")
	case b != Assumed && reason != "":
		c.addProblem(path+"/reason", "a reason for what is not assumed",
			"leave it out, or write assumed")
	}
}

func (c *checker) checkPullback(path string, x *Scenario) {
	p := x.Pullback
	if !x.HasPullback() {
		if len(p.Sides) > 0 || len(p.Km) > 0 || p.Default != 0 || p.Basis != "" {
			c.addProblem(path+"/oblasts", "a pull-back from nowhere",
				"name its oblasts, or leave the pull-back out")
		}
		return
	}
	for i, side := range p.Sides {
		if side != ZoneGovernment && side != ZoneRussia || slices.Contains(p.Sides[:i], side) {
			c.addProblem(path+"/sides/"+strconv.Itoa(i), fmt.Sprintf("%q is no side", side),
				"write government, russia or both")
		}
	}
	if len(p.Sides) == 0 {
		c.addProblem(path+"/sides", "nobody withdraws", "write government, russia or both")
	}
	for i, code := range p.Oblasts {
		path := path + "/oblasts/" + strconv.Itoa(i)
		if !isOblastCode(code) || slices.Contains(p.Oblasts[:i], code) {
			c.addProblem(path, fmt.Sprintf("%q is no oblast, or stands there twice", code),
				"write a code such as UA-14, once")
		}
		if r := x.RuleFor(code).Rule; r == ToGovernment || r == ToRussia {
			c.addProblem(path, fmt.Sprintf("no line would stand in %s", code),
				"give the oblast the rule line or demilitarised, or leave it out here")
		}
	}
	c.checkDistances(path, p)
	c.checkBasis(path, p.Basis, p.Sources, p.Reason)
}

func (c *checker) checkDistances(path string, p Pullback) {
	for i, km := range p.Km {
		if !slices.Contains(bandDistancesKm, km) || i > 0 && km <= p.Km[i-1] {
			c.addProblem(path+"/km/"+strconv.Itoa(i),
				fmt.Sprintf("%d km cannot be offered there", km),
				fmt.Sprintf("use some of %v, in order", bandDistancesKm))
		}
	}
	if !slices.Contains(p.Km, p.Default) {
		c.addProblem(path+"/default", fmt.Sprintf("%d km is not among the distances", p.Default),
			"use one of km")
	}
}

func (c *checker) checkBounds(path string, b []float64) {
	if len(b) == 0 {
		return
	}
	if len(b) != 4 || b[0] < -180 || b[0] >= b[2] || b[2] > 180 || b[1] < -90 || b[1] >= b[3] ||
		b[3] > 90 {
		c.addProblem(path, fmt.Sprintf("%v is no part of the map", b),
			"write west, south, east and north in degrees, or leave it out")
	}
}

func isOblastCode(code string) bool {
	return len(code) == 5 && strings.HasPrefix(code, "UA-")
}
