package site

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"truceline/internal/app"
	"truceline/internal/locale"
)

var update = flag.Bool("update", false, "write test/heights.json again")

// heightWidths are the widths at which test/height.test.js compares the heights, in CSS pixels.
var heightWidths = []int{280, 319, 320, 359, 360, 390, 414, 480, 560, 640, 720, 800, 900, 1000,
	1280, 1440}

// test/height.test.js compares a browser's layout of the style sheet with the results of
// FrameHeight in test/heights.json.
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

// A ui with more parts is higher, and a wider frame is not higher within a class.
func TestFrameHeight(t *testing.T) {
	for _, lang := range []string{"en", "uk", "fr", "xx"} {
		for i, minWidth := range widthBreakpoints {
			width := max(minWidth, 280)
			none, compact, full := FrameHeight(width, lang, app.UINone),
				FrameHeight(width, lang, app.UICompact), FrameHeight(width, lang, app.UIFull)
			if none >= compact || compact >= full {
				t.Errorf("%s, %d wide: none %d, compact %d, full %d", lang, width, none, compact,
					full)
			}
			if i+1 < len(widthBreakpoints) &&
				FrameHeight(widthBreakpoints[i+1]-1, lang, app.UICompact) != compact {
				t.Errorf("%s: the class from %d on has two heights", lang, minWidth)
			}
			box := mapPart.height(i, lang)
			if minMapHeight := 280; box-140 < minMapHeight {
				t.Errorf("%d wide: a box of %d leaves less than %d to the map", width, box,
					minMapHeight)
			}
		}
	}
}

// A language without lines of its own has room for those of any language.
func TestHeightOfAnotherLanguage(t *testing.T) {
	for _, part := range slices.Concat(pageParts, frameParts, fullParts) {
		for class := range widthBreakpoints {
			for lang := range part.lineCounts {
				if part.height(class, "xx") < part.height(class, lang) {
					t.Errorf("--%s, class %d: less than in %s", part.property, class, lang)
				}
			}
		}
	}
}

// The tables must have all languages of the assets.
func TestHeightsKnowTheLanguages(t *testing.T) {
	a, err := app.New(os.DirFS("../../assets"), app.State{})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range slices.Concat(pageParts, frameParts, fullParts) {
		for _, lang := range a.View().Langs {
			if _, ok := part.lineCounts[lang.ID]; part.lineCounts != nil && !ok {
				t.Errorf("--%s has no lines in %s", part.property, lang.ID)
			}
		}
	}
}

// appliedProperties returns the custom properties that the rules of matching selectors set at a
// width.
func appliedProperties(t *testing.T, width int,
	matches func(selector string) bool) map[string]string {
	found := map[string]string{}
	for line := range strings.Lines(heightCSS()) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "@media (min-width:"); ok {
			minWidth, rule, _ := strings.Cut(rest, "px){")
			var ruleWidth int
			if err := json.Unmarshal([]byte(minWidth), &ruleWidth); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if width < ruleWidth {
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

// The custom properties must equal the table's heights.
func TestHeightRules(t *testing.T) {
	for _, width := range []int{280, 319, 320, 390, 640, 1440} {
		for _, lang := range locale.Langs() {
			got := appliedProperties(t, width, func(s string) bool {
				return s == "html" || s == "html[lang="+lang+"]"
			})
			for _, p := range pageParts {
				want := fmt.Sprintf("%.5g", float64(p.height(widthClassOf(width), lang))/16) + "rem"
				if got[p.property] != want {
					t.Errorf("%d wide, %s: --%s is %q, want %q", width, lang, p.property,
						got[p.property], want)
				}
			}
		}
	}
}

// A language may be added before its lines are counted.
func TestALanguageWithoutLinesTakesTheMost(t *testing.T) {
	part := layoutPart{"date", byWidth(16), byWidth(4),
		map[string]byWidthClass{"en": byWidth(1), "fr": byWidth(2)}}
	var b strings.Builder
	writeHeightRules(&b, "html", []layoutPart{part}, "")
	if got, want := strings.TrimSpace(b.String()), "html{--date:2.25rem}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
