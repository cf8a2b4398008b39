package scene

import (
	"math"
	"slices"
	"strings"

	"truceline/internal/textwrap"
)

// wrapBalanced wraps a text into lines of about equal width, so that the last is not a single word.
func (d *frame) wrapBalanced(text string, s TextStyle, maxWidth float64, maxLines int) []string {
	lines := d.wrapText(text, s, maxWidth, maxLines)
	return textwrap.Balance(lines, maxWidth, func(maxWidth float64) ([]string, bool) {
		narrower := d.wrapText(text, s, maxWidth, maxLines+1)
		return narrower, d.fitsWidth(narrower, s, maxWidth)
	})
}

func (d *frame) fitsWidth(lines []string, s TextStyle, maxWidth float64) bool {
	for _, line := range lines {
		if strings.HasSuffix(line, "…") || d.world.Fonts.Advance(line, s) > maxWidth {
			return false
		}
	}
	return true
}

// wrapText wraps a text to maxWidth CSS pixels. If there are more than maxLines lines, the last one
// ends with an ellipsis. A word that is too wide is truncated.
func (d *frame) wrapText(text string, s TextStyle, maxWidth float64, maxLines int) []string {
	fonts := d.world.Fonts
	wrapper := textwrap.Wrapper{
		Measure: func(text string) float64 { return fonts.Advance(text, s) }}
	lines := wrapper.Wrap(splitWords(text), maxWidth)
	if len(lines) == 0 {
		return []string{""}
	}
	if len(lines) > maxLines {
		lines = lines[:maxLines]
		lines[maxLines-1] += " …"
	}
	for i := range lines {
		lines[i] = truncateText(fonts, lines[i], s, maxWidth)
	}
	return lines
}

// truncateText shortens a line that is too wide and ends it with an ellipsis.
func truncateText(fonts *Fonts, line string, s TextStyle, maxWidth float64) string {
	if fonts.Advance(line, s) <= maxWidth {
		return line
	}
	runes := []rune(strings.TrimSuffix(line, " …"))
	for len(runes) > 1 {
		runes = runes[:len(runes)-1]
		cut := strings.TrimRight(string(runes), " ,;:.") + "…"
		if fonts.Advance(cut, s) <= maxWidth {
			return cut
		}
	}
	return string(runes)
}

// splitWords returns the pieces of a text between which a line may break. There is no break at a
// no-break space, before an enclitic or a dash, or after a number of one or two digits, such as a
// day before its month.
func splitWords(text string) (out []string) {
	tokens := textwrap.Words(text)
	for i, word := range tokens {
		if i > 0 && (slices.Contains(noLineStart, word) || isShortNumber(tokens[i-1])) {
			out[len(out)-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// isShortNumber reports whether a word is a number of one or two digits.
func isShortNumber(word string) bool {
	return len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// noLineStart are the words that may not begin a line. The enclitics of Ukrainian belong to the
// word before them.
var noLineStart = []string{"б", "ж", "—", "–"}

func maxLineWidth(fonts *Fonts, lines []string, s TextStyle) (width float64) {
	for _, line := range lines {
		width = max(width, fonts.Advance(line, s))
	}
	return width
}

// breakEvenly breaks a text of at least count words into count lines, so that the widest is as
// narrow as possible.
func breakEvenly(fonts *Fonts, p paragraph, count int) []string {
	words := splitWords(p.text)
	// ends[i] is the width of the first i words, with a space after each.
	space := fonts.Advance("\u00a0", p.style)
	ends := make([]float64, len(words)+1)
	for i, word := range words {
		ends[i+1] = ends[i] + fonts.Advance(word, p.style) + space
	}
	// best[n][i] is the smallest possible width of the widest of n lines with the first i words.
	best, cut := make([][]float64, count+1), make([][]int, count+1)
	for n := range best {
		best[n], cut[n] = make([]float64, len(words)+1), make([]int, len(words)+1)
		for i := range best[n] {
			if best[n][i] = math.Inf(1); n == 0 && i == 0 {
				best[n][i] = 0
			}
			for k := range i {
				if n == 0 || math.IsInf(best[n-1][k], 1) {
					continue
				}
				if w := max(best[n-1][k], ends[i]-ends[k]-space); w < best[n][i] {
					best[n][i], cut[n][i] = w, k
				}
			}
		}
	}
	lines := make([]string, count)
	for n, i := count, len(words); n > 0; n-- {
		k := cut[n][i]
		lines[n-1], i = strings.Join(words[k:i], " "), k
	}
	return lines
}
