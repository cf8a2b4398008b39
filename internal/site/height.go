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

// The heights of what stands around the map. Each part is as high as its longest text needs in any
// state of the map, at the narrowest of its class of widths: so nothing moves when the state
// changes, and a frame's height follows from its width, language and ui alone. The style sheet gets
// the same numbers as custom properties; test/height.test.js holds both to what a browser makes of
// the texts, and says how many lines are wanting where a text has grown.

// widthBreakpoints are the widths in CSS pixels from which a class of widths begins.
var widthBreakpoints = [...]int{0, 320, 360, 390, 480, 640, 800, 1000, 1280}

// byWidthClass has a number for each class of widths.
type byWidthClass [len(widthBreakpoints)]int

// widthClassOf is the class of a width.
func widthClassOf(width int) int {
	i := len(widthBreakpoints) - 1
	for i > 0 && width < widthBreakpoints[i] {
		i--
	}
	return i
}

// atWidth is a number that holds from a width on.
type atWidth struct{ minWidth, value int }

// byWidth spreads a number over the classes: it changes where a step begins.
func byWidth(first int, steps ...atWidth) (out byWidthClass) {
	for i, width := range widthBreakpoints {
		out[i] = first
		for _, s := range steps {
			if width >= s.minWidth {
				out[i] = s.value
			}
		}
	}
	return out
}

// layoutPart is a part with a fixed number of lines in a language, each line CSS pixels high, and
// around CSS pixels besides them. A language that is not there takes the most.
type layoutPart struct {
	property            string
	lineHeight, padding byWidthClass
	lineCounts          map[string]byWidthClass
}

// height is the part's height in CSS pixels.
func (p *layoutPart) height(class int, lang string) int {
	lines, ok := p.lineCounts[lang]
	if !ok {
		for _, other := range p.lineCounts {
			lines[class] = max(lines[class], other[class])
		}
	}
	return p.padding[class] + lines[class]*p.lineHeight[class]
}

// coversAllLangs reports whether the part has lines for each language of the site.
func (p *layoutPart) coversAllLangs() bool {
	return !slices.ContainsFunc(locale.Langs(),
		func(lang string) bool { _, ok := p.lineCounts[lang]; return !ok })
}

// pageParts are those of a page of its own: --say is the sentence over the map, or below it on a
// phone, --low the sentence below the map of a low window.
var pageParts = []layoutPart{
	{"date", byWidth(18), byWidth(0), map[string]byWidthClass{
		"en": {2, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 2, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 2, 1, 1, 1, 1, 1, 1}}},
	{"headline", byWidth(24, atWidth{640, 28}, atWidth{1000, 32}), byWidth(4),
		map[string]byWidthClass{
			"en": {4, 4, 3, 3, 2, 2, 2, 2, 1}, "fr": {5, 4, 4, 3, 3, 3, 2, 2, 2},
			"uk": {5, 4, 4, 3, 3, 2, 2, 2, 2}}},
	{"strip", byWidth(16, atWidth{1000, 18}), byWidth(36, atWidth{360, 68}, atWidth{640, 40}),
		map[string]byWidthClass{
			"en": {3, 3, 5, 4, 3, 4, 3, 2, 2}, "fr": {4, 4, 5, 5, 4, 4, 3, 3, 2},
			"uk": {4, 3, 5, 5, 3, 4, 3, 3, 2}}},
	{"tabs", byWidth(16), byWidth(24, atWidth{640, 20}), map[string]byWidthClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {1, 1, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"say", byWidth(22, atWidth{1000, 24}), byWidth(10, atWidth{640, 4}), map[string]byWidthClass{
		"en": {10, 8, 7, 7, 5, 4, 3, 3, 3}, "fr": {11, 10, 8, 8, 6, 5, 4, 3, 3},
		"uk": {11, 9, 8, 7, 6, 4, 4, 3, 3}}},
	{"low", byWidth(22, atWidth{1000, 24}), byWidth(10), map[string]byWidthClass{
		"en": {10, 8, 7, 7, 5, 4, 4, 4, 4}, "fr": {11, 10, 8, 8, 6, 5, 5, 5, 4},
		"uk": {11, 9, 8, 7, 6, 4, 5, 4, 4}}},
}

// frameParts are those of a frame from top to bottom, but for its map, as compact has them.
var frameParts = []layoutPart{
	{"date", byWidth(16), byWidth(4), map[string]byWidthClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 1, 1, 1, 1, 1, 1, 1, 1},
		"uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"headline", byWidth(20, atWidth{640, 24}), byWidth(2), map[string]byWidthClass{
		"en": {3, 3, 2, 2, 2, 2, 2, 1, 1}, "fr": {3, 3, 3, 2, 2, 2, 2, 1, 1},
		"uk": {4, 3, 3, 3, 2, 2, 2, 1, 1}}},
	{"strip", byWidth(16), byWidth(32, atWidth{360, 62}, atWidth{640, 34}), map[string]byWidthClass{
		"en": {3, 2, 4, 3, 3, 3, 3, 2, 2}, "fr": {4, 3, 5, 4, 3, 4, 3, 2, 2},
		"uk": {4, 3, 5, 4, 3, 4, 3, 2, 2}}},
	{"tabs", byWidth(16), byWidth(20, atWidth{640, 32}), map[string]byWidthClass{
		"en": {2, 2, 2, 2, 2, 1, 1, 1, 1}, "fr": {2, 2, 2, 2, 2, 1, 1, 1, 1},
		"uk": {3, 3, 2, 2, 2, 1, 1, 1, 1}}},
	{"say", byWidth(20), byWidth(6), map[string]byWidthClass{
		"en": {8, 7, 6, 6, 5, 4, 3, 2, 2}, "fr": {9, 8, 8, 7, 6, 4, 3, 3, 2},
		"uk": {9, 8, 7, 6, 5, 4, 3, 3, 2}}},
	{"time", byWidth(0), byWidth(52), nil},
	{"links", byWidth(32), byWidth(1), map[string]byWidthClass{
		"en": {3, 3, 3, 2, 2, 2, 1, 1, 1}, "fr": {4, 4, 3, 3, 2, 2, 2, 1, 1},
		"uk": {5, 4, 3, 3, 2, 2, 2, 1, 1}}},
}

// fullParts are those of a frame with everything around it that are not as compact has them: the
// settings, and the chart with the dates.
var fullParts = []layoutPart{
	{"settings", byWidth(0), byWidth(28), nil},
	{"time", byWidth(18), byWidth(164), map[string]byWidthClass{
		"en": {2, 2, 2, 2, 1, 1, 1, 1, 1}, "fr": {3, 2, 2, 2, 2, 1, 1, 1, 1},
		"uk": {2, 2, 2, 2, 1, 1, 1, 1, 1}}},
}

// mapBox and bareBox are the height of the map's box in a frame: with the parts around it, and
// alone, where the picture says for itself what else they do. The picture's foot is within.
var (
	mapPart = layoutPart{property: "frame",
		padding: byWidth(480, atWidth{480, 500}, atWidth{1000, 600})}
	bareMapPart = layoutPart{property: "bare",
		padding: byWidth(660, atWidth{320, 620}, atWidth{390, 600}, atWidth{480, 540},
			atWidth{640, 560}, atWidth{1000, 640})}
)

// frameBottomMargin is what stands below the last part, in CSS pixels.
const frameBottomMargin = 1

// FrameHeight is the height in CSS pixels of a frame of a width, in a language, with what ui has
// around the map.
func FrameHeight(width int, lang, ui string) int {
	class := widthClassOf(width)
	if ui == app.UINone {
		return bareMapPart.height(class, lang)
	}
	heights := map[string]int{}
	for _, p := range append(slices.Clone(frameParts), mapPart) {
		heights[p.property] = p.height(class, lang)
	}
	if ui == app.UIFull {
		for _, p := range fullParts {
			heights[p.property] = p.height(class, lang)
		}
	}
	sum := frameBottomMargin
	for _, h := range heights {
		sum += h
	}
	return sum
}

// frameHeightsJSON are the heights of frames for embed.js, as JSON: the widths from which each
// class begins, and for each language and ui the heights by class.
func frameHeightsJSON() string {
	heights := map[string]map[string][]int{}
	for _, lang := range languagesOf(frameParts) {
		heights[lang] = map[string][]int{}
		for _, ui := range []string{app.UINone, app.UICompact, app.UIFull} {
			for _, from := range widthBreakpoints {
				heights[lang][ui] = append(heights[lang][ui], FrameHeight(from, lang, ui))
			}
		}
	}
	data, err := json.Marshal(map[string]any{"widths": widthBreakpoints, "heights": heights})
	if err != nil {
		panic(err) // numbers always encode
	}
	return string(data)
}

// heightCSS are the same numbers as custom properties.
func heightCSS() string {
	var b strings.Builder
	b.WriteString("\n")
	for _, x := range []struct {
		selector string
		parts    []layoutPart
	}{
		{"html", pageParts},
		{"html[data-embed]", append(slices.Clone(frameParts), mapPart)},
		{"html[data-embed][data-ui=full]", fullParts},
		{"html[data-ui=none]", []layoutPart{bareMapPart}},
	} {
		for _, lang := range append([]string{""}, languagesOf(x.parts)...) {
			selector := x.selector
			if lang != "" {
				selector += "[lang=" + lang + "]"
			}
			writeHeightRules(&b, selector, x.parts, lang)
		}
	}
	return b.String()
}

// languagesOf are the languages for which parts have lines.
func languagesOf(parts []layoutPart) []string {
	found := map[string]bool{}
	for _, p := range parts {
		for lang := range p.lineCounts {
			found[lang] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// writeHeightRules writes the heights of parts in a language, by class; in each what differs from
// the class before.
func writeHeightRules(b *strings.Builder, selector string, parts []layoutPart, lang string) {
	for class, from := range widthBreakpoints {
		var changed strings.Builder
		for _, p := range parts {
			if lang != "" && p.lineCounts == nil || lang == "" && p.coversAllLangs() {
				continue // the same in all languages, or another in each
			}
			if h := p.height(class, lang); class == 0 || h != p.height(class-1, lang) {
				fmt.Fprintf(&changed, "--%s:%srem;", p.property, formatSignificant(float64(h)/16))
			}
		}
		switch {
		case changed.Len() == 0:
		case class == 0:
			fmt.Fprintf(b, "%s{%s}\n", selector, strings.TrimSuffix(changed.String(), ";"))
		default:
			fmt.Fprintf(b, "@media (min-width:%dpx){%s{%s}}\n", from, selector,
				strings.TrimSuffix(changed.String(), ";"))
		}
	}
}
