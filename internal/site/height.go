package site

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/locale"
)

// Heights of the page's parts around the map. Each part has the height of its longest text in any
// state of the map, at the smallest width of its class. So nothing moves when the state changes,
// and the height of a frame depends only on its width, language and ui. The style sheet gets the
// same numbers as custom properties. test/height.test.js compares both with a browser's layout and
// reports how many lines are missing.

// widthBreakpoints are the minimum widths of the width classes in CSS pixels.
var widthBreakpoints = [...]int{0, 320, 360, 390, 480, 640, 800, 1000, 1280}

// byWidthClass has a number for each width class.
type byWidthClass [len(widthBreakpoints)]int

// widthClassOf returns the index of the class of a width in CSS pixels.
func widthClassOf(width int) int {
	i := len(widthBreakpoints) - 1
	for i > 0 && width < widthBreakpoints[i] {
		i--
	}
	return i
}

// atWidth is a value that applies from a width on.
type atWidth struct{ minWidth, value int }

// byWidth returns a number per width class: first, replaced by each change from its width on.
func byWidth(first int, changes ...atWidth) (values byWidthClass) {
	for i, width := range widthBreakpoints {
		values[i] = first
		for _, change := range changes {
			if width >= change.minWidth {
				values[i] = change.value
			}
		}
	}
	return values
}

// layoutPart is a part of the page with a fixed number of lines in each language. property is the
// custom property of its height, without "--". lineHeight and padding are in CSS pixels. A language
// without line counts takes the maximum of the others.
type layoutPart struct {
	property            string
	lineHeight, padding byWidthClass
	lineCounts          map[string]byWidthClass
}

// height returns the part's height in CSS pixels.
func (p *layoutPart) height(class int, lang string) int {
	lines, ok := p.lineCounts[lang]
	if !ok {
		for _, other := range p.lineCounts {
			lines[class] = max(lines[class], other[class])
		}
	}
	return p.padding[class] + lines[class]*p.lineHeight[class]
}

// coversAllLangs reports whether the part has line counts for each language of the map.
func (p *layoutPart) coversAllLangs() bool {
	return !slices.ContainsFunc(locale.Langs(),
		func(lang string) bool { _, ok := p.lineCounts[lang]; return !ok })
}

// pageParts are the parts of a page outside a frame. "sentence" is the sentence above the map, or
// below it on a phone; "sentence-below" is the sentence below the map of a low window.
var pageParts = []layoutPart{
	{"date", byWidth(18), byWidth(0), map[string]byWidthClass{
		"en": {2, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 2, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 2, 1, 1, 1, 1, 1, 1}}},
	{"headline", byWidth(24, atWidth{640, 28}, atWidth{1000, 32}), byWidth(4),
		map[string]byWidthClass{
			"en": {4, 4, 3, 3, 2, 2, 2, 2, 1}, "fr": {5, 4, 4, 3, 3, 3, 2, 2, 2},
			"uk": {5, 4, 4, 3, 3, 2, 2, 2, 2}}},
	{"figures", byWidth(16, atWidth{1000, 18}), byWidth(36, atWidth{360, 68}, atWidth{640, 40}),
		map[string]byWidthClass{
			"en": {3, 3, 5, 4, 3, 4, 3, 2, 2}, "fr": {4, 4, 5, 5, 4, 4, 3, 3, 2},
			"uk": {4, 3, 5, 5, 3, 4, 3, 3, 2}}},
	{"tabs", byWidth(16), byWidth(24, atWidth{640, 20}), map[string]byWidthClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {1, 1, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"sentence", byWidth(22, atWidth{1000, 24}), byWidth(10, atWidth{640, 4}),
		map[string]byWidthClass{
			"en": {10, 8, 7, 7, 5, 4, 3, 3, 3}, "fr": {11, 10, 8, 8, 6, 5, 4, 3, 3},
			"uk": {11, 9, 8, 7, 6, 4, 4, 3, 3}}},
	{"sentence-below", byWidth(22, atWidth{1000, 24}), byWidth(10), map[string]byWidthClass{
		"en": {10, 8, 7, 7, 5, 4, 4, 4, 4}, "fr": {11, 10, 8, 8, 6, 5, 5, 5, 4},
		"uk": {11, 9, 8, 7, 6, 4, 5, 4, 4}}},
}

// frameParts are the parts of a frame with the ui "compact", from top to bottom, without the map.
var frameParts = []layoutPart{
	{"date", byWidth(16), byWidth(4), map[string]byWidthClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 1, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"headline", byWidth(20, atWidth{640, 24}), byWidth(2), map[string]byWidthClass{
		"en": {3, 3, 2, 2, 2, 2, 2, 1, 1}, "fr": {3, 3, 3, 2, 2, 2, 2, 1, 1},
		"uk": {4, 3, 3, 3, 2, 2, 2, 1, 1}}},
	{"figures", byWidth(16), byWidth(32, atWidth{360, 62}, atWidth{640, 34}),
		map[string]byWidthClass{
			"en": {3, 2, 4, 3, 3, 3, 3, 2, 2}, "fr": {4, 3, 5, 4, 3, 4, 3, 2, 2},
			"uk": {4, 3, 5, 4, 3, 4, 3, 2, 2}}},
	{"tabs", byWidth(16), byWidth(20, atWidth{640, 32}), map[string]byWidthClass{
		"en": {2, 2, 2, 2, 2, 1, 1, 1, 1}, "fr": {2, 2, 2, 2, 2, 1, 1, 1, 1},
		"uk": {3, 3, 2, 2, 2, 1, 1, 1, 1}}},
	{"sentence", byWidth(20), byWidth(6), map[string]byWidthClass{
		"en": {8, 7, 6, 6, 5, 4, 3, 2, 2}, "fr": {9, 8, 8, 7, 6, 4, 3, 3, 2},
		"uk": {9, 8, 7, 6, 5, 4, 3, 3, 2}}},
	{"time", byWidth(0), byWidth(52), nil},
	{"links", byWidth(32), byWidth(1), map[string]byWidthClass{
		"en": {3, 3, 3, 2, 2, 2, 1, 1, 1}, "fr": {4, 4, 3, 3, 2, 2, 2, 1, 1},
		"uk": {5, 4, 3, 3, 2, 2, 2, 1, 1}}},
}

// fullParts are the parts of a frame with the ui "full" that replace or extend frameParts: the
// settings, and the dates with the chart.
var fullParts = []layoutPart{
	{"settings", byWidth(0), byWidth(28), nil},
	{"time", byWidth(18), byWidth(164), map[string]byWidthClass{
		"en": {2, 2, 2, 2, 1, 1, 1, 1, 1}, "fr": {3, 2, 2, 2, 2, 1, 1, 1, 1},
		"uk": {2, 2, 2, 2, 1, 1, 1, 1, 1}}},
}

// mapPart is the map in a frame with other parts. bareMapPart is the map alone, whose picture then
// contains their information. Both include the picture's footer.
var (
	mapPart = layoutPart{property: "map",
		padding: byWidth(480, atWidth{480, 500}, atWidth{1000, 600})}
	bareMapPart = layoutPart{property: "bare-map",
		padding: byWidth(660, atWidth{320, 620}, atWidth{390, 600}, atWidth{480, 540},
			atWidth{640, 560}, atWidth{1000, 640})}
)

// frameBottomMargin is the space below the last part in CSS pixels.
const frameBottomMargin = 1

// FrameHeight returns the height in CSS pixels of a frame with a width in CSS pixels, in a language
// and with a ui.
func FrameHeight(width int, lang, ui string) int {
	class := widthClassOf(width)
	if ui == app.UINone {
		return bareMapPart.height(class, lang)
	}
	heights := map[string]int{}
	for _, part := range append(slices.Clone(frameParts), mapPart) {
		heights[part.property] = part.height(class, lang)
	}
	if ui == app.UIFull {
		for _, part := range fullParts {
			heights[part.property] = part.height(class, lang)
		}
	}
	sum := frameBottomMargin
	for _, h := range heights {
		sum += h
	}
	return sum
}

// frameHeightsJSON returns the heights of frames for embed.js as JSON: the minimum widths of the
// classes, and the heights by language, ui and class.
func frameHeightsJSON() string {
	heights := map[string]map[string][]int{}
	for _, lang := range languagesOf(frameParts) {
		heights[lang] = map[string][]int{}
		for _, ui := range []string{app.UINone, app.UICompact, app.UIFull} {
			for _, minWidth := range widthBreakpoints {
				heights[lang][ui] = append(heights[lang][ui], FrameHeight(minWidth, lang, ui))
			}
		}
	}
	data, err := json.Marshal(map[string]any{"widths": widthBreakpoints, "heights": heights})
	if err != nil {
		panic(err) // numbers always encode
	}
	return string(data)
}

// heightCSS returns rules with the heights as custom properties, in rem.
func heightCSS() string {
	var b strings.Builder
	b.WriteString("\n")
	for _, block := range []struct {
		selector string
		parts    []layoutPart
	}{
		{"html", pageParts},
		{"html[data-embed]", append(slices.Clone(frameParts), mapPart)},
		{"html[data-embed][data-ui=full]", fullParts},
		{"html[data-ui=none]", []layoutPart{bareMapPart}},
	} {
		for _, lang := range append([]string{""}, languagesOf(block.parts)...) {
			selector := block.selector
			if lang != "" {
				selector += "[lang=" + lang + "]"
			}
			writeHeightRules(&b, selector, block.parts, lang)
		}
	}
	return b.String()
}

// languagesOf returns the languages for which parts have line counts, sorted.
func languagesOf(parts []layoutPart) []string {
	found := map[string]bool{}
	for _, part := range parts {
		for lang := range part.lineCounts {
			found[lang] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// writeHeightRules writes the heights of parts in a language. The rule of a class has only the
// heights that differ from the class before. The language "" stands for languages without line
// counts.
func writeHeightRules(b *strings.Builder, selector string, parts []layoutPart, lang string) {
	for class, minWidth := range widthBreakpoints {
		var declarations strings.Builder
		for _, part := range parts {
			if lang != "" && part.lineCounts == nil || lang == "" && part.coversAllLangs() {
				continue // the same in all languages, or different in each
			}
			if h := part.height(class, lang); class == 0 || h != part.height(class-1, lang) {
				fmt.Fprintf(&declarations, "--%s:%srem;", part.property,
					fmt.Sprintf("%.5g", float64(h)/16))
			}
		}
		switch {
		case declarations.Len() == 0:
		case class == 0:
			fmt.Fprintf(b, "%s{%s}\n", selector, strings.TrimSuffix(declarations.String(), ";"))
		default:
			fmt.Fprintf(b, "@media (min-width:%dpx){%s{%s}}\n", minWidth, selector,
				strings.TrimSuffix(declarations.String(), ";"))
		}
	}
}
