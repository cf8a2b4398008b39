package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAddJSONKey(t *testing.T) {
	for _, c := range []struct{ old, want string }{
		{"{\n  \"a\": \"x\"\n}\n", "{\n  \"a\": \"x\",\n  \"b\": \"y “z”\"\n}\n"},
		{"{}", "{\n  \"b\": \"y “z”\"\n}"},
	} {
		got, err := addJSONKey([]byte(c.old), "b", "y “z”")
		if err != nil || string(got) != c.want {
			t.Errorf("%q: %q, %v; want %q", c.old, got, err, c.want)
		}
	}
	if _, err := addJSONKey([]byte(`{"b": "x"}`), "b", "y"); err == nil {
		t.Error("a key that stands there already")
	}
	if _, err := addJSONKey([]byte(`[]`), "b", "y"); err == nil {
		t.Error("no object")
	}
}

// An imported date has its source's name in every language, and distance bands for the scenarios
// that it is now the date of.
func TestImportAddsTextsAndBands(t *testing.T) {
	dir := writeSmallAssets(t)
	writeTestFile(t, dir, "story.json",
		[]byte(strings.Replace(smallStory, `"layers"`,
			`"scenarios": [{"id": "own", "kind": "reference",
    "elsewhere": {"rule": "line", "basis": "assumed", "reason": "r"},
    "pullback": {"sides": ["government"], "oblasts": ["UA-05"], "km": [5], "default": 5, "basis": "assumed", "reason": "r"}}],
  "layers"`, 1)))
	writeTestFile(t, dir, "locales/en.json", []byte("{\n  \"country\": \"Ukraine\"\n}\n"))
	mustRun(t, "data", "--assets", dir)
	shape := `{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "x", "properties": {"class": "held"},
		"geometry": {"type": "Polygon", "coordinates": [[[31.5, 48], [32.8, 48], [32.8, 48.9], [31.5, 48.9], [31.5, 48]]]}}]}`
	writeTestFile(t, dir, "shape.geojson", []byte(shape))
	mustRun(t, "import", "--assets", dir, "--control", dir+"/shape.geojson", "--date", "2024-05-05",
		"--source", "Our desk", "--licence", "CC BY 4.0")
	var texts map[string]string
	if err := json.Unmarshal([]byte(readTestFile(t, dir, "locales/en.json")), &texts); err != nil {
		t.Fatal(err)
	}
	if texts["source.import-2024-05-05"] != "Our desk" ||
		texts["source.import-2024-05-05.short"] != "Our desk" || texts["country"] != "Ukraine" {
		t.Errorf("words %v", texts)
	}
	var r struct {
		Date  string
		Zones []struct {
			Zone string
			Km2  float64
		}
	}
	if err := json.Unmarshal([]byte(readTestFile(t, dir, "geojson/scenario-own-5.json")),
		&r); err != nil {
		t.Fatal(err)
	}
	strip := 0.0
	for _, z := range r.Zones {
		if z.Zone == "demilitarised" {
			strip = z.Km2
		}
	}
	// The line is the meridian 31.5 from 48 to 48.9, about 100 km: a strip of 5 km has 500 km².
	if r.Date != "2024-05-05" || strip < 495 || strip > 505 {
		t.Errorf("worked out from %s, strip %v km²", r.Date, strip)
	}
}
