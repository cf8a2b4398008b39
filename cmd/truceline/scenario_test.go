package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/assetname"
	"truceline/internal/geo/geojson"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

const committedAssets = "../../assets"

// shippedScenarios are the ids of the committed scenarios.
var shippedScenarios = []string{"freeze", "plan-20", "plan-28", "donbas", "mutual-pullback",
	"border-1991", "line-2022-02-23"}

// The JSON has exactly the documented fields, and its zones add up.
func TestScenarioJSON(t *testing.T) {
	for _, id := range shippedScenarios {
		out := mustRun(t, "scenario", id, "--assets", committedAssets, "--format", "json")
		d := json.NewDecoder(strings.NewReader(out))
		d.DisallowUnknownFields()
		var r struct {
			ID     string  `json:"id"`
			Date   string  `json:"date"`
			LineKm float64 `json:"line_km"`
			Lines  []struct {
				Between []string `json:"between"`
				Km      float64  `json:"km"`
			} `json:"lines"`
			Zones []struct {
				Zone, Area string
				Km2        float64 `json:"km2"`
				Low        float64 `json:"km2_low"`
				High       float64 `json:"km2_high"`
				Share      float64
				From       struct{ Held, Contested, Government float64 }
			} `json:"zones"`
		}
		if err := d.Decode(&r); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if r.ID != id || r.Date == "" {
			t.Errorf("%s: it is %q of %q", id, r.ID, r.Date)
		}
		share := map[string]float64{}
		for _, z := range r.Zones {
			share[z.Area] += z.Share
		}
		if len(share) != 28 {
			t.Errorf("%s: %d areas", id, len(share))
		}
		for area, sum := range share {
			if math.Abs(sum-1) > 1e-4 {
				t.Errorf("%s: zones are %v of %s", id, sum, area)
			}
		}
		edge := 0.0
		for _, l := range r.Lines {
			if len(l.Between) != 2 || l.Km <= 0 {
				t.Errorf("%s: edge %+v", id, l)
			}
			if governmentSide(l.Between[0]) != governmentSide(l.Between[1]) {
				edge += l.Km
			}
		}
		if math.Abs(edge-r.LineKm) > 0.2 {
			t.Errorf("%s: line_km is %v, the edges of the government's side are %v", id, r.LineKm,
				edge)
		}
	}
}

// governmentSide reports whether a zone is on the government's side of the line.
func governmentSide(zone string) bool { return zone == "government" || zone == "contested" }

func TestScenarioFormats(t *testing.T) {
	table := mustRun(t, "scenario", "plan-28", "--assets", committedAssets)
	for _, want := range []string{"US-led draft in 28 points", "Leaked draft",
		"territory of the Russian Federation", "bars NATO troops",
		"Worked out from the line on 6 January 2026", "Assumed by this map"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not say %q", want)
		}
	}
	if table := mustRun(t, "scenario", "border-1991", "--assets",
		committedAssets); strings.Contains(strings.ToLower(table), "proposal") {
		t.Errorf("a reference is called a proposal:\n%s", table)
	}
	rows, err := csv.NewReader(strings.NewReader(mustRun(t, "scenario", "freeze", "--assets",
		committedAssets, "--format", "csv"))).ReadAll()
	if err != nil || len(rows) < 30 || len(rows[0]) != 11 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	c, err := geojson.Decode([]byte(mustRun(t, "scenario", "mutual-pullback", "--assets",
		committedAssets, "--format", "geojson", "--pullback", "30")), geojson.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Members["scenario"] != "mutual-pullback" || c.Members["pullback_km"] != 30.0 {
		t.Errorf("members %v", c.Members)
	}
	ten := mustRun(t, "scenario", "mutual-pullback", "--assets", committedAssets, "--format",
		"json")
	if ten != mustRun(t, "scenario", "mutual-pullback", "--assets", committedAssets, "--format",
		"json", "--pullback", "10") {
		t.Error("10 km is not the default")
	}
}

func TestScenarioUsageErrors(t *testing.T) {
	for _, c := range []struct {
		name, args, want string
	}{
		{"no id", "scenario", "plan-28"},
		{"unknown id", "scenario plan-99", "plan-28"},
		{"unknown format", "scenario freeze --format xml", "geojson"},
		{"a pull-back where there is none", "scenario freeze --pullback 10", "no pull-back"},
		{"a pull-back of nothing where there is none", "scenario plan-28 --pullback 0",
			"no pull-back"},
		{"a distance not offered", "scenario mutual-pullback --pullback 7", "5 10 15 20 30 40"},
		{"no distance", "scenario mutual-pullback --pullback 0", "5 10 15 20 30 40"},
		{"a distance in words", "scenario mutual-pullback --pullback ten", "ten"},
		{"two ids", "scenario freeze donbas", "donbas"},
		{"claims in another format", "claims --format csv", "json"},
		{"a chart of another format", "chart --out x.gif", ".svg or .png"},
		{"a chart of no oblast", "chart --oblast UA-99", "UA-14"},
		{"a chart in no language", "chart --lang xx", "uk"},
		{"a chart of no size", "chart --size 7", "WIDTHxHEIGHT"},
		{"a chart in another theme", "chart --theme blue", "light or dark"},
	} {
		status, out, stderr := runTool(append(strings.Fields(c.args), "--assets",
			committedAssets)...)
		if status != 2 || out != "" || !strings.Contains(stderr, c.want) ||
			strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, %q, %q; want 2 and one line with %q", c.name, status, out,
				stderr, c.want)
		}
	}
}

// A change of one rule in the story changes the zones. The data command then updates the page's
// files.
func TestScenarioOfAnEditedTable(t *testing.T) {
	dir := writeSmallAssets(t)
	plan := `"scenarios": [{"id": "own", "kind": "proposal", "proposer": "a", "status": "b", "date": "2023-01-01", "sources": ["s"],
    "rules": [{"oblast": "UA-07", "rule": "RULE", "basis": "stated", "sources": ["s"]}],
    "pullback": {"sides": ["russia"], "oblasts": ["UA-05"], "km": [5, 10], "default": 5, "basis": "assumed", "reason": "c"}}],
  "layers"`
	table := func(rule string) []byte {
		return []byte(strings.Replace(smallStory, `"layers"`,
			strings.Replace(plan, "RULE", rule, 1), 1))
	}
	writeTestFile(t, dir, "story.json", table("government"))
	mustRun(t, "data", "--assets", dir)
	result := func() (r story.ScenarioResult) {
		if err := json.Unmarshal([]byte(mustRun(t, "scenario", "own", "--assets", dir, "--format",
			"json")), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	before := result()
	if zone := before.ZoneIn(story.ZoneGovernment, "UA-07"); zone.Share != 1 ||
		zone.From.Held == 0 {
		t.Errorf("the oblast is not the government's whole: %+v", zone)
	}
	if written := readTestFile(t, dir,
		assetname.ScenarioResult("own", 5)); written != string(measure.EncodeResult(&before)) {
		t.Error("the page would read something else than the tool prints")
	}
	writeTestFile(t, dir, "story.json", table("russia"))
	if status, _, stderr := runTool("scenario", "own", "--assets", dir, "--format",
		"csv"); status != 0 || !strings.Contains(stderr, "story.json has changed") {
		t.Errorf("status %d, %q; want a note that the page's files are out of date", status, stderr)
	}
	if zone := func() story.ZoneArea {
		r := result()
		return r.ZoneIn(story.ZoneRussia, "UA-07")
	}(); zone.Share != 1 {
		t.Errorf("the oblast does not follow its rule: %+v", zone)
	}
	writeTestFile(t, dir, "story.json", []byte(smallStory))
	mustRun(t, "data", "--assets", dir)
	if left := hashTree(t, dir); len(left) == 0 ||
		slices.ContainsFunc(keys(left),
			func(name string) bool { return strings.Contains(name, "scenario-") }) {
		t.Errorf("files of a scenario that is gone are left: %v", keys(left))
	}
}

func keys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

func TestClaims(t *testing.T) {
	var claims []map[string]any
	if err := json.Unmarshal([]byte(mustRun(t, "claims", "--assets", committedAssets, "--format",
		"json")), &claims); err != nil {
		t.Fatal(err)
	}
	if len(claims) == 0 {
		t.Fatal("no claims")
	}
	for _, c := range claims {
		got := keys(c)
		slices.Sort(got)
		if want := []string{"area", "claimed", "date", "estimate", "high", "id", "low", "source",
			"verdict"}; !slices.Equal(got, want) {
			t.Errorf("fields %v, want %v", got, want)
		}
		if v, _ := c["verdict"].(string); !slices.Contains(story.Verdicts(), story.Verdict(v)) {
			t.Errorf("verdict %q", v)
		}
	}
	table := mustRun(t, "claims", "--assets", committedAssets)
	for _, want := range []string{"about 75%", "this map's estimate", "deepstate-2026", "603628",
		"points"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not say %q", want)
		}
	}
}

// A chart has every share with its range and no lines between the points.
func TestChart(t *testing.T) {
	svg := mustRun(t, "chart", "--assets", committedAssets, "--oblast", "UA-14")
	s, err := story.Load(fstest.MapFS{
		"story.json": {Data: []byte(readTestFile(t, committedAssets, "story.json"))}})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(svg, " (") - strings.Count(svg, "(NZZ)"); n != 2*len(s.Dates) {
		t.Errorf("%d shares are told, want %d", n, 2*len(s.Dates))
	}
	for _, want := range []string{"Donetsk oblast", "The points are not joined", "DeepStateMap"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the chart does not say %q", want)
		}
	}
	if strings.Contains(mustRun(t, "chart", "--assets", committedAssets), "Donetsk") {
		t.Error("an oblast that nobody asked for")
	}
}
