package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo/geojson"
)

// writeSmallAssets writes the files of a small country: two oblasts, some settlements on two dates,
// and no facts.
func writeSmallAssets(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	table := "id,name,oblast,lon,lat,population,2022-02-23,2023-01-01\n"
	for i := range 24 {
		lon := 31.05 + 0.07*float64(i)
		sides := "G,G"
		if lon > 32 {
			sides = "G,R"
		}
		table += fmt.Sprintf("place-%d,Place %d,UA-05,%.5f,%.5f,,%s\n", i, i, lon,
			48.1+0.1*float64(i*5%7), sides)
	}
	table += "stare-ua-05,Stare,UA-05,31.30000,48.75000,10,G,G\nstare-ua-07,Stare,UA-07,32.60000,48.75000,,G,R\n" +
		"mykhaylivka-ua-05,Mykhaylivka,UA-05,31.90000,48.50000,,G,G\n"
	for name, text := range map[string]string{
		"settlements.csv":    table,
		"control-facts.json": `{"about": "", "sources": [], "lines": [], "places": [], "unresolved": []}`,
		"towns.csv": "id,name_en,name_uk,name_fr,lon,lat,rank,kind,oblast,population,source\n" +
			"mykh,Mykhailivka,Михайлівка,Mykhaïlivka,31.90,48.50,3,town,UA-05,100,geonames\n",
		"story.json": smallStory,
	} {
		writeTestFile(t, dir, name, []byte(text))
	}
	square := func(west float64) orb.Polygon {
		return orb.Polygon{{{west, 48}, {west + 0.9, 48}, {west + 0.9, 48.9}, {west, 48.9},
			{west, 48}}}
	}
	writeTestFile(t, dir, "geojson/oblasts.geojson",
		geojson.Encode(&geojson.Collection{Features: []geojson.Feature{
			{ID: "UA-05", Properties: map[string]any{"label_en": "West"}, Geometry: square(31)},
			{ID: "UA-07", Properties: map[string]any{"label_en": "East"}, Geometry: square(31.9)},
		}}))
	return dir
}

// smallStory is formatted unevenly on purpose: edits must preserve that.
const smallStory = `{
  "default": {"date": "", "theme": "auto"},
  "sources": [
    {"id": "s",   "publisher": "P", "published": "", "what": "w", "addresses": []}
  ],
  "credit": ["s"],
  "dates": [
    {"id": "2022-02-23", "why": "eve", "maps": 1, "holders": ["s"], "checked": [], "from": "settlements"},
    {"id": "2023-01-01", "why": "", "maps": 1, "holders": ["s"],   "checked": [], "from": "settlements"}
  ],
  "layers": [], "hubs": {"date": "", "places": []},
  "hedges": {}, "statements": []
}
`

func writeTestFile(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := writeFileSynced(dir, name, data); err != nil {
		t.Fatal(err)
	}
}

func readTestFile(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// hashTree returns the hash of every file below a directory.
func hashTree(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	out := map[string][32]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out[name] = sha256.Sum256([]byte(readTestFile(t, dir, name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// runTool runs a command line and returns its exit status and output.
func runTool(args ...string) (status int, output, stderr string) {
	var stdoutBuffer, stderrBuffer bytes.Buffer
	status = (&tool{stdout: &stdoutBuffer, stderr: &stderrBuffer}).run(args)
	return status, stdoutBuffer.String(), stderrBuffer.String()
}

// mustRun runs a command line that must succeed, and returns its output.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	status, out, stderr := runTool(args...)
	if status != 0 {
		t.Fatalf("%s: status %d\n%s%s", strings.Join(args, " "), status, out, stderr)
	}
	return out
}
