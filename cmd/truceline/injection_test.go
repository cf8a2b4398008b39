package main

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hostileText must be escaped wherever a text of the editor's files is written.
const hostileText = `"><script>pwned()</script><img src=//evil.example/x onerror=pwned()>'&]]>`

// writeHostileAssets returns a copy of the committed files in which every visible text contains
// markup and a script.
func writeHostileAssets(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../assets")); err != nil {
		t.Fatal(err)
	}
	namePattern := regexp.MustCompile(
		`"(name_\w\w|label_\w\w|publisher|published|what|name)":\s*"([^"\\]+)"`)
	inject := func(name string) {
		quoted, err := json.Marshal(hostileText)
		if err != nil {
			t.Fatal(err)
		}
		writeTestFile(t, dir, name, namePattern.ReplaceAll([]byte(readTestFile(t, dir, name)),
			[]byte(`"$1": "$2`+strings.ReplaceAll(string(quoted[1:]), "$", "$$"))))
	}
	inject("story.json")
	// The length of the publisher's name is limited.
	publisher := regexp.MustCompile(`"publisher":\s*\{"name":\s*"(\\"|[^"])*"`)
	writeTestFile(t, dir, "story.json",
		publisher.ReplaceAll([]byte(readTestFile(t, dir, "story.json")),
			[]byte(`"publisher": {"name": "\"><script>pwned()</script>"`)))
	for _, pattern := range []string{"oblasts", "outline", "neighbours", "sea", "rivers",
		"reservoirs"} {
		inject("geojson/" + pattern + ".geojson")
	}
	figures, _ := filepath.Glob(dir + "/geojson/figures-*.json")
	for _, name := range figures {
		inject("geojson/" + filepath.Base(name))
	}
	for _, lang := range []string{"en", "uk", "fr"} {
		injectIntoTexts(t, dir, "locales/"+lang+".json")
	}
	return dir
}

// injectIntoTexts appends hostileText to every message of a language.
func injectIntoTexts(t *testing.T, dir, name string) {
	t.Helper()
	var texts map[string]any
	if err := json.Unmarshal([]byte(readTestFile(t, dir, name)), &texts); err != nil {
		t.Fatal(err)
	}
	for key, value := range texts {
		switch value := value.(type) {
		case string:
			if key != "$schema" {
				texts[key] = value + hostileText
			}
		case map[string]any:
			value["text"] = value["text"].(string) + hostileText
		}
	}
	data, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	writeTestFile(t, dir, name, data)
}

// drawingElements are the elements that pictures may consist of.
var drawingElements = []string{"svg", "title", "desc", "style", "defs", "g", "path", "text",
	"tspan", "pattern", "rect", "circle", "line", "clipPath", "use", "symbol"}

// Pictures with hostile texts, parsed as XML, contain only shapes and texts.
func TestSVGEscapesTexts(t *testing.T) {
	dir := writeHostileAssets(t)
	out := filepath.Join(t.TempDir(), "x.svg")
	for _, args := range [][]string{
		{"poster", "--size", "1400x1000"}, {"poster", "--scenario", "plan-20", "--lang", "uk"},
		{"poster", "--date", "2022-03-28", "--lang", "fr"},
		{"chart"}, {"chart", "--oblast", "UA-14", "--lang", "uk"},
	} {
		mustRun(t, append(args, "--assets", dir, "--out", out)...)
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if !checkDrawsOnly(t, data) {
			t.Errorf("%v: the hostile text is not in the picture at all", args)
		}
	}
}

// checkDrawsOnly fails the test for everything that is not a shape or a text, and reports whether
// the hostile text was found.
func checkDrawsOnly(t *testing.T, data []byte) (found bool) {
	t.Helper()
	var text strings.Builder
	for d := xml.NewDecoder(strings.NewReader(string(data))); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return strings.Contains(text.String(), "<script>pwned()</script>")
		} else if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			if !slices.Contains(drawingElements, token.Name.Local) {
				t.Errorf("an element %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") ||
					a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("%s has %s=%q", token.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

// Names in the figures that begin like a formula are escaped in CSV.
func TestCSVEscapesFormulas(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../assets")); err != nil {
		t.Fatal(err)
	}
	signs := []string{"=", "+", "-", "@", "\t", "\r"}
	name, i := "geojson/figures-2026-01-06.json", 0
	injected := regexp.MustCompile(`"name":\s*"`).ReplaceAllStringFunc(readTestFile(t, dir, name),
		func(s string) string {
			sign, _ := json.Marshal(signs[i%len(signs)])
			i++
			return s + strings.Trim(string(sign), `"`) + "HYPERLINK(1),"
		})
	writeTestFile(t, dir, name, []byte(injected))
	rows, err := csv.NewReader(strings.NewReader(mustRun(t, "figures", "--format", "csv",
		"--assets", dir))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		if len(row) != len(rows[0]) || !strings.HasPrefix(row[2], "'") ||
			!strings.Contains(row[2], "HYPERLINK(1),") {
			t.Errorf("row %q", row)
		}
	}
	status, _, stderr := runTool("set-control", "Huliaipole", "--date", "2026-01-06", "--side", "C",
		"--source", "=1+1", "--assets", dir)
	if status != 2 || !strings.Contains(stderr, "formula") {
		t.Errorf("set-control with a formula: status %d, %s", status, stderr)
	}
}
