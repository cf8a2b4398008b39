package story

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"truceline/internal/diag"
	"truceline/internal/locale"
)

// scenarioDocument is a small document with scenarios, published figures and steps.
const scenarioDocument = `{
	"sources": [{"id": "one", "publisher": "One", "what": "plans"}],
	"dates": [
		{"id": "2025-01-01", "maps": 1, "holders": ["one"], "from": "settlements"},
		{"id": "2026-01-06", "maps": 1, "holders": ["one"], "from": "settlements"}
	],
	"layers": [{"id": "hubs", "not_before": "2026-01-06"}],
	"hedges": {"about": {"plus_minus": 0.025}, "almost all": {"low": 0.95, "high": 1}},
	"statements": [{"id": "s", "kind": "claim", "who": "someone", "topic": "control", "date": "2026-01-06", "sources": ["one"], "area": "UA-14", "share": 0.75}],
	"published": [{"id": "p", "as_of": "2025-10", "sources": ["one"], "figures": [{"area": "UA-14", "share": 0.76}, {"area": "UA", "hedge": "almost all"}]}],
	"scenarios": [
		{"id": "stop", "kind": "reference", "elsewhere": {"rule": "line", "basis": "assumed", "reason": "still"}},
		{"id": "plan", "kind": "proposal", "proposer": "them", "status": "draft", "date": "2025-12-24", "sources": ["one"], "bounds": [30, 45, 40, 52],
			"rules": [
				{"oblast": "UA-14", "rule": "demilitarised", "basis": "stated", "sources": ["one"], "note": "buffer"},
				{"oblast": "UA-63", "rule": "government", "basis": "assumed", "reason": "agreed"},
				{"oblast": "UA-43", "rule": "line", "basis": "silent"}
			],
			"pullback": {"sides": ["government", "russia"], "oblasts": ["UA-09"], "km": [5, 10], "default": 10, "basis": "assumed", "reason": "example"},
			"notes": [{"id": "nato", "sources": ["one"], "layer": "hubs"}]}
	],
	"steps": [{"id": "a", "scenario": "plan", "pullback": 5, "layers": {"hubs": true}, "sources": ["one"]}, {"id": "b", "date": "2025-01-01", "dated": true}]
}`

func TestDecodeScenarios(t *testing.T) {
	s, problems := Decode([]byte(scenarioDocument))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	plan, _ := s.Scenario("plan")
	for oblast, want := range map[string]OblastRule{
		"UA-14": {Oblast: "UA-14", Rule: Demilitarise, Basis: Stated, Sources: []string{"one"},
			Note: "buffer"},
		"UA-05": {Oblast: "UA-05", Rule: FollowLine, Basis: Assumed, Reason: ReasonElsewhere},
	} {
		if got := plan.RuleFor(oblast); got.Rule != want.Rule || got.Basis != want.Basis ||
			got.Reason != want.Reason || got.Note != want.Note || got.Oblast != oblast {
			t.Errorf("%s: %+v, want %+v", oblast, got, want)
		}
	}
	if got := s.AsOf(plan); got != "2026-01-06" {
		t.Errorf("as of %s, want the latest", got)
	}
	if got := s.StepDate(s.Steps[0]); got != "2026-01-06" {
		t.Errorf("the step shows %s, want the scenario's date", got)
	}
	if plan.OffersDistance(7) || plan.OffersDistance(0) || !plan.OffersDistance(5) {
		t.Error("5 and 10 km are offered, no others")
	}
	want := []string{"source.one", "source.one.short", "statement.s", "verdict.consistent",
		"verdict.below", "verdict.above", "who.someone", "published.p", "hedge.almost-all",
		"proposal", "scenario.reference", "scenario.example", "scenario.as-of",
		"scenario.as-of-signing", "chart.title", "chart.note", "chart.source", "would-ua",
		"would-ru", "dmz", "disagree", "basis.stated", "basis.reported", "assumed", "silent",
		"scenario.stop", "scenario.stop.summary", "reason.still",
		"scenario.plan", "scenario.plan.summary", "proposer.them", "status.draft",
		"scenario.note.buffer", "reason.agreed", "reason.elsewhere", "reason.example",
		"scenario.note.nato",
		"step.a.title", "step.a", "step.b.title", "step.b"}
	if got := s.TextKeys(); !slices.Equal(got, want) {
		t.Errorf("text keys\n%v, want\n%v", got, want)
	}
}

// The expected zones are for land that is held, contested and the government's.
func TestZoneFor(t *testing.T) {
	classes := []string{ClassHeld, ClassContested, ClassGovernment}
	g, r, d, c := ZoneGovernment, ZoneRussia, ZoneDemilitarised, ZoneContested
	for rule, want := range map[Treatment][3]Zone{
		FollowLine: {r, c, g}, ToGovernment: {g, g, g}, ToRussia: {r, r, r},
		Demilitarise: {r, d, d},
	} {
		s := Scenario{Rules: []OblastRule{{Oblast: "UA-14", Rule: rule}}}
		for i, class := range classes {
			if got := s.ZoneFor("UA-14", class, true); got != want[i] {
				t.Errorf("%s, %s: %s, want %s", rule, class, got, want[i])
			}
		}
	}
	for sides, want := range map[string][3]Zone{"government": {r, d, d}, "russia": {d, c, g},
		"government russia": {d, d, d}} {
		s := Scenario{Pullback: Pullback{Oblasts: []string{"UA-14"}}}
		for _, side := range strings.Fields(sides) {
			s.Pullback.Sides = append(s.Pullback.Sides, Zone(side))
		}
		for i, class := range classes {
			if got := s.ZoneFor("UA-14", class, true); got != want[i] {
				t.Errorf("%s withdraw, %s in the strip: %s, want %s", sides, class, got, want[i])
			}
			if got := s.ZoneFor("UA-14", class, false); got != [3]Zone{r, c, g}[i] {
				t.Errorf("%s withdraw, %s outside the strip: %s", sides, class, got)
			}
			if got := s.ZoneFor("UA-09", class, true); got != [3]Zone{r, c, g}[i] {
				t.Errorf("%s withdraw, %s in another oblast: %s", sides, class, got)
			}
		}
	}
}

// Each row breaks the document in one place.
func TestDecodeScenariosNamesThePlace(t *testing.T) {
	for _, c := range []struct{ name, old, new, path, rule string }{
		{"unknown field", `"note": "buffer"`, `"remark": "buffer"`, "/scenarios/1/rules/0/remark",
			"unknown field"},
		{"unknown rule", `"demilitarised"`, `"neutral"`, "/scenarios/1/rules/0/rule", "no rule"},
		{"unknown basis", `"stated"`, `"said"`, "/scenarios/1/rules/0/basis", "no basis"},
		{"stated without source", `"stated", "sources": ["one"]`, `"stated"`,
			"/scenarios/1/rules/0/sources", "without a source"},
		{"no such source", `"stated", "sources": ["one"]`, `"stated", "sources": ["two"]`,
			"/scenarios/1/rules/0/sources/0", `no source "two"`},
		{"assumed without reason", `"assumed", "reason": "agreed"`, `"assumed"`,
			"/scenarios/1/rules/1/reason", "without a reason"},
		{"silent, but not the line", `"rule": "line", "basis": "silent"`,
			`"rule": "russia", "basis": "silent"`, "/scenarios/1/rules/2/rule", "does not say"},
		{"two rules", `"UA-63"`, `"UA-14"`, "/scenarios/1/rules/1/oblast", "two rules"},
		{"no oblast", `"UA-63"`, `"Kharkiv"`, "/scenarios/1/rules/1/oblast", "no oblast"},
		{"rule elsewhere without basis", `"basis": "assumed", "reason": "still"`,
			`"reason": "still"`, "/scenarios/0/elsewhere/basis", "no basis"},
		{"proposal without source", `"date": "2025-12-24", "sources": ["one"]`,
			`"date": "2025-12-24"`, "/scenarios/1/sources", "without a source"},
		{"proposal without proposer", `"proposer": "them", `, ``, "/scenarios/1/proposer",
			"without proposer"},
		{"proposal without date", `"date": "2025-12-24", `, ``, "/scenarios/1/date", "no date"},
		{"worked out before it was proposed", `"date": "2025-12-24", `,
			`"date": "2025-12-24", "as_of": "2025-01-01", `, "/scenarios/1/as_of",
			"before it was proposed"},
		{"no such date", `"date": "2025-12-24", `, `"date": "2025-12-24", "as_of": "2025-01-02", `,
			"/scenarios/1/as_of", "no date"},
		{"reference with proposer", `"kind": "reference"`,
			`"kind": "reference", "proposer": "them"`, "/scenarios/0/proposer", "a reference with"},
		{"example with proposer", `"kind": "proposal"`, `"kind": "example"`,
			"/scenarios/1/proposer", "an example with"},
		{"example without source",
			`"kind": "proposal", "proposer": "them", "status": "draft", "date": "2025-12-24", "sources": ["one"]`, `"kind": "example"`, "/scenarios/1/sources", "without a source"},
		{"overlaid example", `"kind": "proposal"`, `"kind": "example", "overlay": true`,
			"/scenarios/1/overlay", "overlay"},
		{"no kind", `"kind": "reference"`, `"kind": "claim"`, "/scenarios/0/kind", "no kind"},
		{"overlaid proposal", `"kind": "proposal"`, `"kind": "proposal", "overlay": true`,
			"/scenarios/1/overlay", "overlay"},
		{"id twice", `"id": "plan"`, `"id": "stop"`, "/scenarios/1/id", "twice"},
		{"half a view", `[30, 45, 40, 52]`, `[30, 45, 40]`, "/scenarios/1/bounds",
			"no part of the map"},
		{"view inside out", `[30, 45, 40, 52]`, `[40, 45, 30, 52]`, "/scenarios/1/bounds",
			"no part of the map"},
		{"no such side", `["government", "russia"]`, `["government", "nato"]`,
			"/scenarios/1/pullback/sides/1", "no side"},
		{"nobody withdraws", `["government", "russia"]`, `[]`, "/scenarios/1/pullback/sides",
			"nobody"},
		{"distance without edge", `"km": [5, 10]`, `"km": [5, 12]`, "/scenarios/1/pullback/km/1",
			"12 km"},
		{"distances out of order", `"km": [5, 10]`, `"km": [10, 5]`, "/scenarios/1/pullback/km/1",
			"5 km"},
		{"default not among them", `"default": 10`, `"default": 20`,
			"/scenarios/1/pullback/default", "20 km"},
		{"pull-back without line", `"oblasts": ["UA-09"]`, `"oblasts": ["UA-63"]`,
			"/scenarios/1/pullback/oblasts/0", "no line"},
		{"pull-back from nowhere", `"oblasts": ["UA-09"]`, `"oblasts": []`,
			"/scenarios/1/pullback/oblasts", "nowhere"},
		{"pull-back without basis", `"default": 10, "basis": "assumed", "reason": "example"`,
			`"default": 10`, "/scenarios/1/pullback/basis", "no basis"},
		{"note without source", `"nato", "sources": ["one"]`, `"nato"`,
			"/scenarios/1/notes/0/sources", "without a source"},
		{"note of no layer", `"layer": "hubs"`, `"layer": "moon"`, "/scenarios/1/notes/0/layer",
			"no layer"},
		{"published without source", `"as_of": "2025-10", "sources": ["one"]`, `"as_of": "2025-10"`,
			"/published/0/sources", "without a source"},
		{"published without date", `"2025-10"`, `"autumn"`, "/published/0/as_of", "no date"},
		{"published twice", `"area": "UA", "hedge"`, `"area": "UA-14", "hedge"`,
			"/published/0/figures/1/area", "twice"},
		{"published percent", `"share": 0.76`, `"share": 76`, "/published/0/figures/0/share",
			"no share"},
		{"published hedge", `"hedge": "almost all"`, `"hedge": "some"`,
			"/published/0/figures/1/hedge", "no hedge"},
		{"who in words", `"who": "someone"`, `"who": "Some One"`, "/statements/0/who",
			"no text key"},
		{"claim of two", `"2026-01-06", "sources": ["one"], "area"`,
			`"2026-01-06", "sources": ["one", "one"], "area"`, "/statements/0/sources",
			"more than one"},
		{"step without source", `"layers": {"hubs": true}, "sources": ["one"]`,
			`"layers": {"hubs": true}`, "/steps/0/sources", "without a source"},
		{"step to no scenario", `"scenario": "plan"`, `"scenario": "plans"`, "/steps/0/scenario",
			"no scenario"},
		{"step off the scenario's date", `"pullback": 5, "layers"`,
			`"date": "2025-01-01", "pullback": 5, "layers"`, "/steps/0/date", "not the date"},
		{"step to no distance", `"pullback": 5, "layers"`, `"pullback": 30, "layers"`,
			"/steps/0/pullback", "30 km"},
		{"step to no layer", `"layers": {"hubs": true}`, `"layers": {"moon": true}`,
			"/steps/0/layers/moon", "no layer"},
		{"proposal before its day", `"date": "2025-01-01", "dated": true`,
			`"date": "2025-01-01", "layers": {"hubs": true}, "dated": true`, "/steps/1/layers/hubs",
			"before 2026-01-06"},
	} {
		broken := strings.Replace(scenarioDocument, c.old, c.new, 1)
		if broken == scenarioDocument {
			t.Fatalf("%s: the document has no %q", c.name, c.old)
		}
		_, problems := Decode([]byte(broken))
		hit := slices.ContainsFunc(problems, func(p *diag.Diagnostic) bool {
			return p.File == File && p.Place == c.path && strings.Contains(p.Detail, c.rule) &&
				p.Advice != ""
		})
		if !hit {
			t.Errorf("%s: want %q at %s, got\n%v", c.name, c.rule, c.path, problems)
		}
	}
}

func TestCheckOblasts(t *testing.T) {
	s, _ := Decode([]byte(scenarioDocument))
	problems := s.CheckOblasts(func(code string) bool { return code == "UA-14" || code == "UA-43" })
	var paths []string
	for _, p := range problems {
		paths = append(paths, p.Place)
	}
	if want := []string{"/scenarios/1/rules/1/oblast",
		"/scenarios/1/pullback/oblasts/0"}; !slices.Equal(paths, want) {
		t.Errorf("%v, want %v", paths, want)
	}
}

func TestCompareShares(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      Verdict
	}{
		{0.70, 0.75, Consistent}, {0.60, 0.70, Consistent}, {0.80, 0.90, Consistent},
		{0.72, 0.73, Consistent},
		{0.60, 0.69, Below}, {0.81, 0.90, Above},
	} {
		if got := CompareShares(c.low, c.high, 0.70, 0.80); got != c.want {
			t.Errorf("%v to %v against 0.70 to 0.80: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}

func TestNearestDate(t *testing.T) {
	s, _ := Decode([]byte(scenarioDocument))
	for day, want := range map[string]string{"2025-01-01": "2025-01-01", "2025-03": "2025-01-01",
		"2025-10": "2026-01-06", "2030-01-01": "2026-01-06", "2020-05": "2025-01-01"} {
		if got, _ := s.NearestDate(day); got != want {
			t.Errorf("nearest to %s: %s, want %s", day, got, want)
		}
	}
}

// The texts of the committed document must not call a reference a proposal, and must use only
// placeholders that exist.
func TestCommittedScenarios(t *testing.T) {
	assets := os.DirFS("../../assets")
	s, err := Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	proposal := map[string]*regexp.Regexp{"en": regexp.MustCompile(`(?i)propos`),
		"uk": regexp.MustCompile(`(?i)пропо[зн]`), "fr": regexp.MustCompile(`(?i)propos`)}
	placeholder := regexp.MustCompile(`\{[a-z0-9_-]+\}`)
	for _, lang := range locale.Langs() {
		texts, err := locale.Load(assets, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, scenario := range s.Scenarios {
			for _, key := range []string{"scenario." + scenario.ID,
				"scenario." + scenario.ID + ".summary"} {
				if scenario.Kind == Reference && proposal[lang].MatchString(texts.Text(key)) {
					t.Errorf("%s: %s speaks of a proposal: %s", lang, key, texts.Text(key))
				}
			}
		}
		for _, step := range s.Steps {
			for _, value := range placeholder.FindAllString(texts.Text("step."+step.ID), -1) {
				if !slices.Contains(s.StepPlaceholders(step), strings.Trim(value, "{}")) {
					t.Errorf("%s: step.%s holds %s, which the step does not have", lang, step.ID,
						value)
				}
			}
		}
	}
}
