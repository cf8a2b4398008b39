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

// The heights of what stands around the map. Each part is as high as its longest text needs in any state of the map, at
// the narrowest of its class of widths: so nothing moves when the state changes, and a frame's height follows from its
// width, language and ui alone. The style sheet gets the same numbers as custom properties; test/height.test.js holds
// both to what a browser makes of the texts, and says how many lines are wanting where a text has grown.

// classes are the widths in CSS pixels from which a class of widths begins.
var classes = [...]int{0, 320, 360, 390, 480, 640, 800, 1000, 1280}

// byClass has a number for each class of widths.
type byClass [len(classes)]int

// classOf is the class of a width.
func classOf(width int) int {
	i := len(classes) - 1
	for i > 0 && width < classes[i] {
		i--
	}
	return i
}

// step is a number that holds from a width on.
type step struct{ from, value int }

// stepped spreads a number over the classes: it changes where a step begins.
func stepped(first int, steps ...step) (out byClass) {
	for i, width := range classes {
		out[i] = first
		for _, s := range steps {
			if width >= s.from {
				out[i] = s.value
			}
		}
	}
	return out
}

// tallPart is a part with a fixed number of lines in a language, each line CSS pixels high, and around CSS pixels besides
// them. A language that is not there takes the most.
type tallPart struct {
	property     string
	line, around byClass
	lines        map[string]byClass
}

// height is the part's height in CSS pixels.
func (p *tallPart) height(class int, lang string) int {
	lines, ok := p.lines[lang]
	if !ok {
		for _, other := range p.lines {
			lines[class] = max(lines[class], other[class])
		}
	}
	return p.around[class] + lines[class]*p.line[class]
}

// knowsAll reports whether the part has lines for each language of the site.
func (p *tallPart) knowsAll() bool {
	return !slices.ContainsFunc(locale.Langs(), func(lang string) bool { _, ok := p.lines[lang]; return !ok })
}

// pageParts are those of a page of its own: --say is the sentence over the map, or below it on a phone, --low the sentence
// below the map of a low window.
var pageParts = []tallPart{
	{"date", stepped(18), stepped(0), map[string]byClass{
		"en": {2, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 2, 1, 1, 1, 1, 1, 1, 1}, "uk": {2, 2, 2, 1, 1, 1, 1, 1, 1}}},
	{"headline", stepped(24, step{640, 28}, step{1000, 32}), stepped(4), map[string]byClass{
		"en": {4, 4, 3, 3, 2, 2, 2, 2, 1}, "fr": {5, 4, 4, 3, 3, 3, 2, 2, 2}, "uk": {5, 4, 4, 3, 3, 2, 2, 2, 2}}},
	{"strip", stepped(16, step{1000, 18}), stepped(36, step{360, 68}, step{640, 40}), map[string]byClass{
		"en": {3, 3, 5, 4, 3, 4, 3, 2, 2}, "fr": {4, 4, 5, 5, 4, 4, 3, 3, 2}, "uk": {4, 3, 5, 5, 3, 4, 3, 3, 2}}},
	{"tabs", stepped(16), stepped(24, step{640, 20}), map[string]byClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"say", stepped(22, step{1000, 24}), stepped(10, step{640, 4}), map[string]byClass{
		"en": {10, 8, 7, 7, 5, 4, 3, 3, 3}, "fr": {11, 10, 8, 8, 6, 5, 4, 3, 3}, "uk": {11, 9, 8, 7, 6, 4, 4, 3, 3}}},
	{"low", stepped(22, step{1000, 24}), stepped(10), map[string]byClass{
		"en": {10, 8, 7, 7, 5, 4, 4, 4, 4}, "fr": {11, 10, 8, 8, 6, 5, 5, 5, 4}, "uk": {11, 9, 8, 7, 6, 4, 5, 4, 4}}},
}

// frameParts are those of a frame from top to bottom, but for its map, as compact has them.
var frameParts = []tallPart{
	{"date", stepped(16), stepped(4), map[string]byClass{
		"en": {1, 1, 1, 1, 1, 1, 1, 1, 1}, "fr": {2, 1, 1, 1, 1, 1, 1, 1, 1}, "uk": {2, 2, 1, 1, 1, 1, 1, 1, 1}}},
	{"headline", stepped(20, step{640, 24}), stepped(2), map[string]byClass{
		"en": {3, 3, 2, 2, 2, 2, 2, 1, 1}, "fr": {3, 3, 3, 2, 2, 2, 2, 1, 1}, "uk": {4, 3, 3, 3, 2, 2, 2, 1, 1}}},
	{"strip", stepped(16), stepped(32, step{360, 62}, step{640, 34}), map[string]byClass{
		"en": {3, 2, 4, 3, 3, 3, 3, 2, 2}, "fr": {4, 3, 5, 4, 3, 4, 3, 2, 2}, "uk": {4, 3, 5, 4, 3, 4, 3, 2, 2}}},
	{"tabs", stepped(16), stepped(20, step{640, 32}), map[string]byClass{
		"en": {2, 2, 2, 2, 2, 1, 1, 1, 1}, "fr": {2, 2, 2, 2, 2, 1, 1, 1, 1}, "uk": {3, 3, 2, 2, 2, 1, 1, 1, 1}}},
	{"say", stepped(20), stepped(6), map[string]byClass{
		"en": {8, 7, 6, 6, 5, 4, 3, 2, 2}, "fr": {9, 8, 8, 7, 6, 4, 3, 3, 2}, "uk": {9, 8, 7, 6, 5, 4, 3, 3, 2}}},
	{"time", stepped(0), stepped(52), nil},
	{"links", stepped(32), stepped(1), map[string]byClass{
		"en": {3, 3, 3, 2, 2, 2, 1, 1, 1}, "fr": {4, 4, 3, 3, 2, 2, 2, 1, 1}, "uk": {5, 4, 3, 3, 2, 2, 2, 1, 1}}},
}

// fullParts are those of a frame with everything around it that are not as compact has them: the settings, and the chart
// with the dates.
var fullParts = []tallPart{
	{"settings", stepped(0), stepped(28), nil},
	{"time", stepped(18), stepped(164), map[string]byClass{
		"en": {2, 2, 2, 2, 1, 1, 1, 1, 1}, "fr": {3, 2, 2, 2, 2, 1, 1, 1, 1}, "uk": {2, 2, 2, 2, 1, 1, 1, 1, 1}}},
}

// mapBox and bareBox are the height of the map's box in a frame: with the parts around it, and alone, where the picture
// says for itself what else they do. The picture's foot is within.
var (
	mapBox  = tallPart{property: "frame", around: stepped(480, step{480, 500}, step{1000, 600})}
	bareBox = tallPart{property: "bare", around: stepped(660, step{320, 620}, step{390, 600}, step{480, 540}, step{640, 560}, step{1000, 640})}
)

// frameEnd is what stands below the last part, in CSS pixels.
const frameEnd = 1

// FrameHeight is the height in CSS pixels of a frame of a width, in a language, with what ui has around the map.
func FrameHeight(width int, lang, ui string) int {
	class := classOf(width)
	if ui == app.UINone {
		return bareBox.height(class, lang)
	}
	heights := map[string]int{}
	for _, p := range append(slices.Clone(frameParts), mapBox) {
		heights[p.property] = p.height(class, lang)
	}
	if ui == app.UIFull {
		for _, p := range fullParts {
			heights[p.property] = p.height(class, lang)
		}
	}
	sum := frameEnd
	for _, h := range heights {
		sum += h
	}
	return sum
}

// frameHeights are the heights of frames for embed.js, as JSON: the widths from which each class begins, and for each
// language and ui the heights by class.
func frameHeights() string {
	heights := map[string]map[string][]int{}
	for _, lang := range languagesOf(frameParts) {
		heights[lang] = map[string][]int{}
		for _, ui := range []string{app.UINone, app.UICompact, app.UIFull} {
			for _, from := range classes {
				heights[lang][ui] = append(heights[lang][ui], FrameHeight(from, lang, ui))
			}
		}
	}
	data, err := json.Marshal(map[string]any{"widths": classes, "heights": heights})
	if err != nil {
		panic(err) // numbers always encode
	}
	return string(data)
}

// heightRules are the same numbers as custom properties.
func heightRules() string {
	var b strings.Builder
	b.WriteString("\n")
	for _, x := range []struct {
		selector string
		parts    []tallPart
	}{
		{"html", pageParts},
		{"html[data-embed]", append(slices.Clone(frameParts), mapBox)},
		{"html[data-embed][data-ui=full]", fullParts},
		{"html[data-ui=none]", []tallPart{bareBox}},
	} {
		for _, lang := range append([]string{""}, languagesOf(x.parts)...) {
			selector := x.selector
			if lang != "" {
				selector += "[lang=" + lang + "]"
			}
			writeHeights(&b, selector, x.parts, lang)
		}
	}
	return b.String()
}

// languagesOf are the languages for which parts have lines.
func languagesOf(parts []tallPart) []string {
	found := map[string]bool{}
	for _, p := range parts {
		for lang := range p.lines {
			found[lang] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// writeHeights writes the heights of parts in a language, by class; in each what differs from the class before.
func writeHeights(b *strings.Builder, selector string, parts []tallPart, lang string) {
	for class, from := range classes {
		var changed strings.Builder
		for _, p := range parts {
			if lang != "" && p.lines == nil || lang == "" && p.knowsAll() {
				continue // the same in all languages, or another in each
			}
			if h := p.height(class, lang); class == 0 || h != p.height(class-1, lang) {
				fmt.Fprintf(&changed, "--%s:%srem;", p.property, fine(float64(h)/16))
			}
		}
		switch {
		case changed.Len() == 0:
		case class == 0:
			fmt.Fprintf(b, "%s{%s}\n", selector, strings.TrimSuffix(changed.String(), ";"))
		default:
			fmt.Fprintf(b, "@media (min-width:%dpx){%s{%s}}\n", from, selector, strings.TrimSuffix(changed.String(), ";"))
		}
	}
}
