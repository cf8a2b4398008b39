package story

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/diag"
	"truceline/internal/jsonlite/jsonlitetest"
)

// smallDocument is a minimal document with one item of each kind.
const smallDocument = `{
	"default": {"date": "2026-01-06", "theme": "auto"},
	"sources": [
		{"id": "one", "publisher": "One", "what": "holders", "addresses": ["https://one.example"]},
		{"id": "two", "publisher": "Two", "what": "places"}
	],
	"credit": ["two"],
	"dates": [
		{"id": "2025-01-01", "maps": 1, "holders": ["one"], "from": "settlements"},
		{"id": "2026-01-06", "why": "talks", "maps": 2, "holders": ["one"], "checked": ["two"], "from": "import"}
	],
	"layers": [{"id": "control", "switch": true, "legend": true, "topic": "control", "shapes": [{"id": "held", "kind": "estimate", "dated": true}]},
		{"id": "hubs", "legend": true, "not_before": "2026-01-06", "shapes": [{"id": "hub", "swatch": "disc", "kind": "proposal", "sources": ["one"]}]}],
	"hubs": {"date": "2026-01-06", "places": [{"id": "a", "town": "kyiv", "sources": ["one"]}]},
	"hedges": {"about": {"plus_minus": 0.025}, "nearly all": {"low": 0.95, "high": 1}},
	"statements": [
		{"id": "s", "kind": "claim", "topic": "control", "date": "2025-11", "sources": ["one"], "area": "UA-14", "hedge": "about", "share": 0.75},
		{"id": "t", "kind": "claim", "topic": "control", "date": "2026-01-06", "sources": ["one"], "area": "UA", "hedge": "nearly all"}
	]
}`

func TestDecode(t *testing.T) {
	s, problems := Decode([]byte(smallDocument))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if date, _ := s.Date("2025-01-01"); !date.HasOneSource() {
		t.Error("2025-01-01 rests on one source")
	}
	if date, _ := s.Date("2026-01-06"); date.HasOneSource() {
		t.Error("2026-01-06 rests on two sources")
	}
	if shape, _ := s.Shape("hub"); shape.SwatchID() != "disc" {
		t.Errorf("the hub looks like %q", shape.SwatchID())
	}
	if shape, _ := s.Shape("held"); shape.SwatchID() != "held" {
		t.Errorf("held looks like %q", shape.SwatchID())
	}
	low, high := s.ClaimedRange(s.Statements[0])
	if low != 0.725 || high != 0.775 {
		t.Errorf("about 75 %% is %v to %v", low, high)
	}
	low, high = s.ClaimedRange(s.Statements[1])
	if low != 0.95 || high != 1 {
		t.Errorf("nearly all is %v to %v", low, high)
	}
	want := []string{"source.one", "source.two", "source.two.short", "source.one.short",
		"date.why.talks", "layer.control", "held", "hub", "statement.s", "statement.t"}
	if got := s.TextKeys(); !slices.Equal(got, want) {
		t.Errorf("text keys %v", got)
	}
	if got := s.StatementsAbout("control"); len(got) != 2 {
		t.Errorf("about control: %v", got)
	}
}

// Each row breaks the small document in one place.
func TestDecodeNamesThePlace(t *testing.T) {
	for _, c := range []struct{ name, old, new, path, rule string }{
		{"unknown field", `"why": "talks"`, `"reason": "talks"`, "/dates/1/reason",
			"unknown field"},
		{"unknown top field", `"credit"`, `"credits"`, "/credits", "unknown field"},
		{"field in other case", `"maps": 1`, `"Maps": 1`, "/dates/0/Maps", "unknown field"},
		{"field twice", `"maps": 1`, `"maps": 1, "maps": 2`, "/dates/0/maps", "twice"},
		{"wrong type", `"maps": 1`, `"maps": "1"`, "/dates/0/maps", "whole number"},
		{"half a map", `"maps": 1`, `"maps": 1.5`, "/dates/0/maps", "whole number"},
		{"null", `"maps": 1`, `"maps": null`, "/dates/0/maps", "whole number"},
		{"text for a list", `["two"],
	"dates"`, `"two", "dates"`, "/credit", "must be a list"},
		{"text for a switch", `"switch": true`, `"switch": "yes"`, "/layers/0/switch",
			"true or false"},
		{"no such source", `"checked": ["two"]`, `"checked": ["three"]`, "/dates/1/checked/0",
			`no source "three"`},
		{"statement without source", `"sources": ["one"], "area"`, `"sources": [], "area"`,
			"/statements/0/sources", "without a source"},
		{"shape without source", `"dated": true`, `"dated": false`, "/layers/0/shapes/0/sources",
			"without a source"},
		{"hub without source", `"town": "kyiv", "sources": ["one"]`, `"town": "kyiv"`,
			"/hubs/places/0/sources", "without a source"},
		{"area without source", `"sources": ["one"]}]},`,
			`"sources": ["one"]}], "area": {"lon": 30, "lat": 50, "km": 100}},`,
			"/hubs/area/sources", "without a source"},
		{"area without size", `"sources": ["one"]}]},`,
			`"sources": ["one"]}], "area": {"lon": 30, "lat": 50, "sources": ["one"]}},`,
			"/hubs/area/km", "without a size"},
		{"area too large", `"sources": ["one"]}]},`,
			`"sources": ["one"]}], "area": {"lon": 30, "lat": 50, "km": 999, "sources": ["one"]}},`,
			"/hubs/area/km", "999 km"},
		{"area turned round", `"sources": ["one"]}]},`,
			`"sources": ["one"]}], "area": {"lon": 50, "lat": 30, "km": 100, "sources": ["one"]}},`,
			"/hubs/area", "not in Ukraine"},
		{"point without source", `"swatch": "disc"`,
			`"swatch": "disc", "points": [{"id": "p", "lon": 30, "lat": 50}]`,
			"/layers/1/shapes/0/points/0/sources", "without a source"},
		{"point turned round", `"swatch": "disc"`,
			`"swatch": "disc", "points": [{"id": "p", "lon": 50, "lat": 30, "sources": ["one"]}]`,
			"/layers/1/shapes/0/points/0", "not in Ukraine"},
		{"date without source", `"maps": 1, "holders": ["one"]`, `"maps": 1`, "/dates/0/holders",
			"without a source"},
		{"too many maps", `"maps": 2`, `"maps": 3`, "/dates/1/maps", "3 maps from 2 sources"},
		{"dates out of order", `"2025-01-01"`, `"2027-01-01"`, "/dates/1/id",
			"does not come after"},
		{"no date", `"2025-01-01"`, `"2025-13-01"`, "/dates/0/id", "no date"},
		{"unknown default", `{"date": "2026-01-06"`, `{"date": "2026-01-07"`, "/default/date",
			"no date"},
		{"unknown kind", `"estimate"`, `"fact"`, "/layers/0/shapes/0/kind", "no kind"},
		{"proposal on any day", `"not_before": "2026-01-06", `, ``, "/layers/1/shapes/0/kind",
			"any date"},
		{"id twice", `{"id": "two"`, `{"id": "one"`, "/sources/1/id", "twice"},
		{"id with a space", `{"id": "two"`, `{"id": "t wo"`, "/sources/1/id", "no id"},
		{"no address", `https://one.example`, `one.example`, "/sources/0/addresses/0",
			"no address"},
		{"unknown hedge", `"hedge": "about"`, `"hedge": "some"`, "/statements/0/hedge", "no hedge"},
		{"share over one", `"share": 0.75`, `"share": 75`, "/statements/0/share", "no share"},
		{"share and its name", `"hedge": "about"`, `"hedge": "nearly all"`, "/statements/0/hedge",
			"both"},
		{"neither", `, "share": 0.75`, ``, "/statements/0/share", "neither"},
		{"share of nothing", `"area": "UA-14", `, ``, "/statements/0/area", "of nothing"},
		{"no area", `"UA-14"`, `"Donetsk"`, "/statements/0/area", "no area"},
		{"no interval", `"low": 0.95`, `"low": 2`, "/hedges/nearly all", "no interval"},
		{"switch without legend", `"legend": true, "topic"`, `"topic"`, "/layers/0/switch",
			"a switch without"},
		{"no topic", `"topic": "control", "shapes"`, `"topic": "weather", "shapes"`,
			"/layers/0/topic", "weather"},
		{"a number too large", `"low": 0.95`, `"low": 1e999`, "/hedges/nearly all/low",
			"too large"},
		{"a comma", `"maps": 1,`, `"maps": 1`, "line 9", "not valid JSON"},
		{"the end", "\n}", "\n} {}", "line 20", "not valid JSON"},
	} {
		broken := strings.Replace(smallDocument, c.old, c.new, 1)
		if broken == smallDocument {
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

func TestLoad(t *testing.T) {
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no document: %v", err)
	}
	_, err := Load(fstest.MapFS{File: {Data: []byte(`{"x": 1}`)}})
	var p *diag.Diagnostic
	if !errors.As(err, &p) || p.Place != "/x" {
		t.Errorf("an unknown field: %v", err)
	}
}

func TestCheckTowns(t *testing.T) {
	s, _ := Decode([]byte(smallDocument))
	if p := s.CheckTowns(func(id string) bool { return id == "kyiv" }); len(p) > 0 {
		t.Error(p)
	}
	p := s.CheckTowns(func(string) bool { return false })
	if len(p) != 1 || p[0].Place != "/hubs/places/0/town" {
		t.Error(p)
	}
}

func TestCommittedStory(t *testing.T) {
	s, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Dates) < 7 {
		t.Errorf("%d dates", len(s.Dates))
	}
	for _, date := range s.Dates {
		if date.HasOneSource() != (date.ID == "2022-02-23") {
			t.Errorf("%s: one source: %v", date.ID, date.HasOneSource())
		}
	}
}

// The story and the scenarios' figures are decoded as encoding/json does.
func TestStory_MatchesStdlib(t *testing.T) {
	assets := os.DirFS("../../assets")
	jsonlitetest.AssertMatchesStdlib[Story](t, assets, File)
	jsonlitetest.AssertMatchesStdlib[ScenarioResult](t, assets, "geojson/scenario-*.json")
}

// Sources with named publishers are cited before the unnamed report. The report is the only source
// only of the items listed here.
func TestNamedPublishersComeFirst(t *testing.T) {
	const report = "article"
	s, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	cited := map[string][]string{"hubs/area": s.Hubs.Area.Sources}
	for _, statement := range s.Statements {
		cited["statement "+statement.ID] = statement.Sources
	}
	for _, scenario := range s.Scenarios {
		cited["scenario "+scenario.ID] = scenario.Sources
		for _, rule := range scenario.Rules {
			cited["scenario "+scenario.ID+" "+rule.Oblast] = rule.Sources
		}
	}
	for _, step := range s.Steps {
		cited["step "+step.ID] = step.Sources
	}
	for _, layer := range s.Layers {
		for _, shape := range layer.Shapes {
			cited["shape "+shape.ID] = shape.Sources
		}
	}
	soleSource := []string{
		"scenario donbas", "scenario donbas UA-09", "scenario donbas UA-14",
		"scenario mutual-pullback", "shape demand",
		"statement control-donetsk", "statement control-luhansk", "statement control-ukraine",
		"statement deal",
		"statement guarantees-words", "statement hubs-russia", "statement invasion",
		"statement line-russia",
		"statement line-ukraine", "statement line-where", "statement milestone",
		"statement opinion", "statement plans",
		"statement putin-force",
	}
	for subject, sources := range cited {
		i := slices.Index(sources, report)
		if i >= 0 && i < len(sources)-1 {
			t.Errorf("%s: %v: the unnamed report stands before a publisher", subject, sources)
		}
		if isSole := len(sources) == 1 && i == 0; isSole != slices.Contains(soleSource, subject) {
			t.Errorf("%s: %v; listed as the report's alone: %v", subject, sources, !isSole)
		}
	}
}

// A point needs its name, a short form and a note in every language.
func TestTextKeysOfPoints(t *testing.T) {
	s, problems := Decode([]byte(strings.Replace(smallDocument, `"swatch": "disc"`,
		`"points": [{"id": "p", "lon": 30, "lat": 50, "sources": ["one"]}]`, 1)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, key := range []string{"kind.hub", "point.p", "point.p.short", "point.p.note"} {
		if !slices.Contains(s.TextKeys(), key) {
			t.Errorf("no key %q", key)
		}
	}
}
