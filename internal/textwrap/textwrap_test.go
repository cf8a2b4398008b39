package textwrap_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"truceline/internal/textwrap"
)

// monospace measures a text in characters.
func monospace(text string) float64 { return float64(utf8.RuneCountInString(text)) }

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text       string
		width      float64
		breakWords bool
		want       []string
	}{
		{"", 10, false, nil},
		{" \n ", 10, true, nil},
		{"one two three", 7, false, []string{"one two", "three"}},
		{"one  two\nthree", 13, false, []string{"one two three"}},
		{"6\u00a0km two", 4, false, []string{"6\u00a0km", "two"}},
		{"a considerable word", 6, false, []string{"a", "considerable", "word"}},
		{"a considerable word", 6, true, []string{"a", "consid", "erable", "word"}},
		{"see maps/of-ukraine here", 8, true, []string{"see", "maps/of-", "ukraine", "here"}},
		{"області", 3, true, []string{"обл", "аст", "і"}},
		{"wide", 0, true, []string{"w", "i", "d", "e"}},
	} {
		w := textwrap.Wrapper{Measure: monospace, BreakWords: test.breakWords}
		if got := w.Wrap(textwrap.Words(test.text), test.width); !slices.Equal(got, test.want) {
			t.Errorf("%q at %g: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// TestBalanced checks that balanced lines contain all words, fit, are no more than before, and that
// the last is not much shorter than the others.
func TestBalanced(t *testing.T) {
	const text = "Ukraine: control of territory and proposals"
	words := textwrap.Words(text)
	w := textwrap.Wrapper{Measure: monospace}
	for width := 14.0; width <= 50; width++ {
		lines := w.Balanced(words, width)
		if strings.Join(lines, " ") != text || len(lines) != len(w.Wrap(words, width)) {
			t.Errorf("%g: %q", width, lines)
		}
		for _, line := range lines {
			if monospace(line) > width || len(lines) == 2 && monospace(line) < 15 {
				t.Errorf("%g: %q", width, lines)
			}
		}
	}
	if got := w.Balanced([]string{"considerable", "word"}, 6); len(got) != 2 {
		t.Errorf("%q of a word that is too wide", got)
	}
}
