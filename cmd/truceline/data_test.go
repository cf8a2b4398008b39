package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"truceline/internal/assetcheck"
	"truceline/internal/geo/geojson"
)

func TestData(t *testing.T) {
	dir := writeSmallAssets(t)
	writeTestFile(t, dir, "geojson/control-2020-01-01.geojson", []byte("left over"))
	writeTestFile(t, dir, "geojson/rivers.geojson", []byte("the base map's"))
	mustRun(t, "data", "--assets", dir)
	first := hashTree(t, dir)
	for _, date := range []string{"2022-02-23", "2023-01-01"} {
		for _, name := range []string{"control-D.geojson", "contact-D.geojson", "band-D.geojson",
			"subdivision-D.geojson", "figures-D.json", "towns-D.json"} {
			if _, ok := first["geojson/"+strings.Replace(name, "D", date, 1)]; !ok {
				t.Errorf("no %s of %s", name, date)
			}
		}
	}
	if _, ok := first["geojson/control-2020-01-01.geojson"]; ok {
		t.Error("a file of a date that is gone is still there")
	}
	if readTestFile(t, dir, "geojson/rivers.geojson") != "the base map's" {
		t.Error("the base map was touched")
	}
	mustRun(t, "data", "--assets", dir)
	if !maps.Equal(first, hashTree(t, dir)) {
		t.Error("a second run gave other bytes")
	}
	var towns townHolders
	if err := json.Unmarshal([]byte(readTestFile(t, dir, "geojson/towns-2023-01-01.json")),
		&towns); err != nil || towns.Towns["mykh"] != "G" {
		t.Errorf("towns %+v, %v", towns, err)
	}
}

// Bad input leaves every file unchanged.
func TestDataChangesNothingWhenBad(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	bad := strings.Replace(readTestFile(t, dir, "settlements.csv"),
		"stare-ua-07,Stare,UA-07,32.60000,48.75000,,G,R",
		"stare-ua-07,Stare,UA-07,32.60000,48.75000,,G,X", 1)
	writeTestFile(t, dir, "settlements.csv", []byte(bad))
	before := hashTree(t, dir)
	status, _, stderr := runTool("data", "--assets", dir)
	if status != 1 ||
		!strings.Contains(stderr, `settlements.csv: stare-ua-07: side: "X" on 2023-01-01`) ||
		!strings.Contains(stderr, "at 32.6, 48.75") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if !maps.Equal(before, hashTree(t, dir)) {
		t.Error("files changed")
	}
}

func TestStale(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	changes := map[string]func(){
		"": func() {},
		"settlements.csv has": func() {
			writeTestFile(t, dir, "settlements.csv",
				[]byte(readTestFile(t, dir, "settlements.csv")+"\n"))
		},
		"towns.csv has": func() {
			writeTestFile(t, dir, "towns.csv", []byte(readTestFile(t, dir, "towns.csv")+"\n"))
		},
		"control-2023-01-01.geojson is not as": func() {
			writeTestFile(t, dir, "geojson/control-2023-01-01.geojson", []byte("{}"))
		},
	}
	for want, change := range changes {
		mustRun(t, "data", "--assets", dir)
		change()
		reason, err := assetcheck.StaleReason(os.DirFS(dir))
		if err != nil || (reason == "") != (want == "") || !strings.Contains(reason, want) {
			t.Errorf("said %q, want %q: %v", reason, want, err)
		}
	}
	// A new text in the story makes nothing stale.
	mustRun(t, "data", "--assets", dir)
	writeTestFile(t, dir, "story.json",
		[]byte(strings.Replace(smallStory, `"what": "w"`, `"what": "v"`, 1)))
	if reason, err := assetcheck.StaleReason(os.DirFS(dir)); reason != "" || err != nil {
		t.Errorf("said %q, %v", reason, err)
	}
}

func TestFigures(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	var got struct {
		Date  string           `json:"date"`
		Areas []map[string]any `json:"areas"`
	}
	if err := json.Unmarshal([]byte(mustRun(t, "figures", "--date", "2023-01-01", "--format",
		"json", "--assets", dir)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Date != "2023-01-01" || len(got.Areas) != 3 || got.Areas[0]["id"] != "UA" ||
		got.Areas[2]["name"] != "East" {
		t.Fatalf("got %+v", got)
	}
	want := []string{"contested_km2", "held_km2", "held_share", "held_share_high", "held_share_low",
		"id", "km2", "name"}
	if keys := slices.Sorted(maps.Keys(got.Areas[1])); !slices.Equal(keys, want) {
		t.Errorf("keys %v", keys)
	}
	if csv := mustRun(t, "figures", "--format", "csv", "--assets", dir); strings.Count(csv,
		"\n") != 4 || !strings.Contains(csv, "2023-01-01,UA-07,East,") {
		t.Errorf("csv:\n%s", csv)
	}
	if table := mustRun(t, "figures", "--assets", dir); !strings.Contains(table, "East") {
		t.Errorf("table:\n%s", table)
	}
}

func TestUsage(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	for _, c := range []struct {
		args string
		want string
	}{
		{"", "name a command"},
		{"dance", "no command"},
		{"figures --date 2020-01-01", "there are 2022-02-23, 2023-01-01"},
		{"figures --format xml", "there are table, csv, json"},
		{"figures --dates", "dates"},
		{"figures what", "what is \"what\" for"},
		{"data --assets /nowhere/at/all", "no folder"},
		{"set-control --date 2023-01-01 --side R --source x", "name a settlement"},
		{"set-control place-1 --date tomorrow --side R --source x", "no day"},
		{"set-control place-1 --date 2023-01-01 --side B --source x", "none of R, G, C"},
		{"set-control place-1 --date 2023-01-01 --side R", "--source is missing"},
		{"set-control nowhere --date 2023-01-01 --side R --source x", "no settlement"},
		{"set-control stare --date 2023-01-01 --side R --source x", "any of these 2"},
		{"set-control place-1 --date 2021-01-01 --side R --source x", "before the first date"},
		{"import --date 2024-01-01 --source x --licence y", "--control"},
		{"import --control f --date 2024-01-01 --source x", "--licence"},
		{"import --control /nowhere --date 2024-01-01 --source x --licence y", "no file"},
		{"import --control f --date 2023-01-01 --source x --licence y", "already"},
	} {
		args := strings.Fields(c.args)
		if len(args) > 1 && !slices.Contains(args, "--assets") {
			args = append(args, "--assets", dir)
		}
		before := hashTree(t, dir)
		status, _, stderr := runTool(args...)
		lines := strings.Count(stderr[strings.LastIndex(stderr, "truceline: ")+1:], "\n")
		if status != 2 || !strings.Contains(stderr, c.want) || lines != 1 {
			t.Errorf("%q: status %d: %s", c.args, status, stderr)
		}
		if !maps.Equal(before, hashTree(t, dir)) {
			t.Errorf("%q changed files", c.args)
		}
	}
}

// The committed shapes are reproduced byte for byte on the platform that guarantees it, and they
// have a manifest.
func TestCommittedData(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds or more")
	}
	fsys := os.DirFS("../../assets")
	if reason, err := assetcheck.StaleReason(fsys); reason != "" || err != nil {
		t.Errorf("out of date: %s %v", reason, err)
	}
	if runtime.GOARCH != "amd64" || runtime.GOOS != "linux" {
		t.Skip("other platforms may round otherwise")
	}
	outputs, err := (&tool{stdout: os.Stdout, stderr: os.Stderr}).computeAll(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range outputs {
		committed, err := os.ReadFile(filepath.Join("../../assets", name))
		if err != nil || string(committed) != string(data) {
			t.Errorf("%s: run truceline data (%v)", name, err)
		}
	}
}

func TestImportCommand(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	file := filepath.Join(t.TempDir(), "control.geojson")
	polygon := `{"type":"Feature","properties":{"status":"occupied"},"geometry":{"type":"Polygon","coordinates":[[[32.3,47],[34,47],[34,50],[32.3,50],[32.3,47]]]}}`
	if err := os.WriteFile(file, []byte(`{"type":"FeatureCollection","features":[`+polygon+`]}`),
		0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"import", "--control", file, "--date", "2024-05-01", "--source", "A mapper",
		"--licence", "CC BY 4.0", "--assets", dir}
	before := hashTree(t, dir)
	if status, _, stderr := runTool(args...); status != 1 || !strings.Contains(stderr, "class") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if !maps.Equal(before, hashTree(t, dir)) {
		t.Error("a bad import changed files")
	}
	mustRun(t, append(args, "--class-property", "status", "--held", "occupied")...)
	if readTestFile(t, dir, "imports/2024-05-01.geojson") == "" {
		t.Error("the file was not kept")
	}
	story := readTestFile(t, dir, "story.json")
	if !strings.Contains(story,
		`{"id": "2024-05-01", "why": "", "maps": 1, "holders": ["import-2024-05-01"], "checked": [], "from": "import"}`) ||
		!strings.Contains(story, `"licence": "CC BY 4.0"`) {
		t.Errorf("story:\n%s", story)
	}
	shapes, err := geojson.Decode([]byte(readTestFile(t, dir,
		"geojson/control-2024-05-01.geojson")),
		geojson.Limits{})
	if err != nil || len(shapes.Features) != 1 {
		t.Errorf("shapes %+v, %v", shapes, err)
	}
	committed := readTestFile(t, dir, "geojson/control-2024-05-01.geojson")
	mustRun(t, "data", "--assets", dir)
	if readTestFile(t, dir, "geojson/control-2024-05-01.geojson") != committed {
		t.Error("data wrote over an imported date")
	}
	if status, _, stderr := runTool("set-control", "place-3", "--date", "2024-05-01", "--side", "R",
		"--source", "x", "--assets", dir); status != 2 || !strings.Contains(stderr, "imported") {
		t.Errorf("set-control: status %d: %s", status, stderr)
	}
	if reason, err := assetcheck.StaleReason(os.DirFS(dir)); reason != "" || err != nil {
		t.Errorf("stale: %q, %v", reason, err)
	}
}
