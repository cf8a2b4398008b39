// Package textwrap breaks texts into lines. Widths are in whatever unit the caller's measure has.
package textwrap

import (
	"strings"
	"unicode/utf8"
)

// A Wrapper breaks texts of one style into lines.
type Wrapper struct {
	// Measure returns the width of a line of text.
	Measure func(text string) float64
	// BreakWords is whether a word that is too wide for a line is broken. Otherwise it has a line
	// of its own.
	BreakWords bool
}

// Words returns the words of a text, between spaces and line breaks. A no-break space does not
// separate words.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
}

// Wrap puts as many words in each line as maxWidth permits, and at least one. Without words it
// returns nil.
func (w Wrapper) Wrap(words []string, maxWidth float64) []string {
	var lines []string
	for _, word := range words {
		if last := len(lines) - 1; last >= 0 {
			if longer := lines[last] + " " + word; w.Measure(longer) <= maxWidth {
				lines[last] = longer
				continue
			}
		}
		if w.BreakWords {
			lines = append(lines, w.breakWord(word, maxWidth)...)
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// breakWord breaks a long word, such as an address, into lines, where possible after a slash, a
// hyphen, a dash or a plus.
func (w Wrapper) breakWord(word string, maxWidth float64) (lines []string) {
	for w.Measure(word) > maxWidth {
		end, breakAfter := 0, 0
		for i, r := range word {
			next := i + utf8.RuneLen(r)
			if w.Measure(word[:next]) > maxWidth && end > 0 {
				break
			}
			if end = next; r == '/' || r == '-' || r == '+' || r == '–' {
				breakAfter = next
			}
		}
		if end == len(word) {
			break
		}
		if breakAfter > end/2 {
			end = breakAfter
		}
		lines = append(lines, word[:end])
		word = word[end:]
	}
	return append(lines, word)
}

// Balanced is like Wrap, but makes the lines about equally wide.
func (w Wrapper) Balanced(words []string, maxWidth float64) []string {
	return Balance(w.Wrap(words, maxWidth), maxWidth, func(maxWidth float64) ([]string, bool) {
		lines := w.Wrap(words, maxWidth)
		return lines, w.fits(lines, maxWidth)
	})
}

func (w Wrapper) fits(lines []string, maxWidth float64) bool {
	for _, line := range lines {
		if w.Measure(line) > maxWidth {
			return false
		}
	}
	return true
}

// Balance makes the lines of a text about equally wide, as CSS does by text-wrap: balance, so that
// the last is not a single word. It searches for the smallest width that needs no more lines. wrap
// wraps the text to a width and reports whether all of the text fits.
func Balance(lines []string, maxWidth float64,
	wrap func(maxWidth float64) (narrower []string, fits bool)) []string {
	if len(lines) < 2 {
		return lines
	}
	lo, hi := maxWidth/2, maxWidth
	for range 6 {
		mid := (lo + hi) / 2
		if narrower, fits := wrap(mid); fits && len(narrower) == len(lines) {
			lines, hi = narrower, mid
		} else {
			lo = mid
		}
	}
	return lines
}
