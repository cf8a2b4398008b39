package site

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"truceline/internal/app"
	"truceline/internal/locale"
)

var update = flag.Bool("update", false, "write test/heights.json again")

// heightWidths are those at which the browser's heights are compared, in CSS pixels.
var heightWidths = []int{280, 319, 320, 359, 360, 390, 414, 480, 560, 640, 720, 800, 900, 1000,
	1280, 1440}

// test/height.test.js compares what a browser makes of the style sheet with FrameHeight, as this
// file has it.
func TestHeightsAreFresh(t *testing.T) {
	const file = "../../test/heights.json"
	heights := map[string]map[string]map[int]int{}
	for _, lang := range []string{"en", "fr", "uk"} {
		heights[lang] = map[string]map[int]int{}
		for _, ui := range []string{app.UINone, app.UICompact, app.UIFull} {
			heights[lang][ui] = map[int]int{}
			for _, width := range heightWidths {
				heights[lang][ui][width] = FrameHeight(width, lang, ui)
			}
		}
	}
	want, err := json.MarshalIndent(heights, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf(
			"%s does not follow from height.go: run go test ./internal/site -run TestHeightsAreFresh -update", file)
	}
}

// More around the map takes more room, and a wider frame needs no more room for its texts.
func TestFrameHeight(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr", "xx"} {
		for i, from := range widthBreakpoints {
			width := max(from, 280)
			none, compact, full := FrameHeight(width, lang, app.UINone),
				FrameHeight(width, lang, app.UICompact), FrameHeight(width, lang, app.UIFull)
			if none >= compact || compact >= full {
				t.Errorf("%s, %d wide: none %d, compact %d, full %d", lang, width, none, compact,
					full)
			}
			if i+1 < len(widthBreakpoints) &&
				FrameHeight(widthBreakpoints[i+1]-1, lang, app.UICompact) != compact {
				t.Errorf("%s: the class from %d on has two heights", lang, from)
			}
			box := mapPart.height(i, lang)
			if least := 280; box-140 < least {
				t.Errorf("%d wide: a box of %d leaves less than %d to the map", width, box, least)
			}
		}
	}
}

// A language without lines of its own has room for those of any.
func TestHeightOfAnotherLanguage(t *testing.T) {
	for _, parts := range [][]layoutPart{pageParts, frameParts, fullParts} {
		for _, p := range parts {
			for class := range widthBreakpoints {
				for lang := range p.lineCounts {
					if p.height(class, "xx") < p.height(class, lang) {
						t.Errorf("--%s, class %d: less than in %s", p.property, class, lang)
					}
				}
			}
		}
	}
}

// The languages of the tables are those of the assets.
func TestHeightsKnowTheLanguages(t *testing.T) {
	a, err := app.New(os.DirFS("../../assets"), app.State{})
	if err != nil {
		t.Fatal(err)
	}
	for _, parts := range [][]layoutPart{pageParts, frameParts, fullParts} {
		for _, p := range parts {
			for _, lang := range a.View().Langs {
				if _, ok := p.lineCounts[lang.ID]; p.lineCounts != nil && !ok {
					t.Errorf("--%s has no lines in %s", p.property, lang.ID)
				}
			}
		}
	}
}

// appliedProperties are the custom properties that the rules give an element at a width.
func appliedProperties(t *testing.T, width int,
	matches func(selector string) bool) map[string]string {
	found := map[string]string{}
	for line := range strings.Lines(heightCSS()) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "@media (min-width:"); ok {
			from, rule, _ := strings.Cut(rest, "px){")
			var n int
			if err := json.Unmarshal([]byte(from), &n); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if width < n {
				continue
			}
			line = strings.TrimSuffix(rule, "}")
		}
		selector, body, ok := strings.Cut(strings.TrimSuffix(line, "}"), "{")
		if !ok || !matches(selector) {
			continue
		}
		for rule := range strings.SplitSeq(body, ";") {
			name, value, _ := strings.Cut(rule, ":")
			found[strings.TrimPrefix(name, "--")] = value
		}
	}
	return found
}

// The style sheet's properties are the table's heights.
func TestHeightRules(t *testing.T) {
	for _, width := range []int{280, 319, 320, 390, 640, 1440} {
		for _, lang := range locale.Langs() {
			got := appliedProperties(t, width, func(s string) bool {
				return s == "html" || s == "html[lang="+lang+"]"
			})
			for _, p := range pageParts {
				want := formatSignificant(float64(p.height(widthClassOf(width), lang))/16) + "rem"
				if got[p.property] != want {
					t.Errorf("%d wide, %s: --%s is %q, want %q", width, lang, p.property,
						got[p.property], want)
				}
			}
		}
	}
}

// TestALanguageWithoutLinesTakesTheMost: one that is added before its lines are counted.
func TestALanguageWithoutLinesTakesTheMost(t *testing.T) {
	part := layoutPart{"date", byWidth(16), byWidth(4),
		map[string]byWidthClass{"en": byWidth(1), "fr": byWidth(2)}}
	var b strings.Builder
	writeHeightRules(&b, "html", []layoutPart{part}, "")
	if got, want := strings.TrimSpace(b.String()), "html{--date:2.25rem}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
