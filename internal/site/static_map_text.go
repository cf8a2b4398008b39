package site

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/internal/render/svg"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

const (
	// glyphUnitsPerEm is the number of units of a letter's outline in an em: in a text of 14 px one
	// is a 10th of a pixel.
	glyphUnitsPerEm = 140
	// glyphTolerance is what a part of an outline must measure in units to be drawn, and how far
	// two curves may be from the one that takes their place: a 5th of a pixel. What is left out are
	// the face's rounded corners.
	glyphTolerance = 2
	// haloUnitsPerEm is the number of units of a halo's outline in an em: what lies behind letters
	// needs less.
	haloUnitsPerEm = glyphUnitsPerEm / 4
)

// A textOutline is a text that is drawn once and used wherever it stands, as path data: its halo,
// if it has one, and its letters.
type textOutline struct{ halo, glyphs string }

// writeText writes a text as the outlines of its letters, so that the first picture waits for no
// font and looks as the program's own. What is written more than once, in one set of sizes and the
// next, is drawn once and used. A halo is an outline, too, drawn at the size that the style gives:
// to stroke letters takes a browser more than twice as long.
func (s *staticMap) writeText(b *strings.Builder, l scene.Label) {
	t := l.Style
	class := s.style.textClass(t.Color)
	if t.Halo.A > 0 {
		class += " " + s.style.haloClass(t.Halo)
	}
	fmt.Fprintf(b, "<use href=\"#tl-w%d\" class=\"%s\" transform=\"translate(%s %s)scale(%.4g)\"/>",
		s.outlineIndex(l.Text, t), class, formatNumber(l.X), formatNumber(l.Y),
		t.Size/glyphUnitsPerEm)
}

// writeTextLine writes a line of text whose first word has a number, and gives the next line's.
// What stays together in every set, because no line begins within it, is one text.
func (s *staticMap) writeTextLine(b *strings.Builder, l scene.Label, breaks map[int]bool,
	word int) int {
	from, start := 0, 0
	words := strings.Split(l.Text, " ")
	for i, w := range words {
		end := from + len(w)
		if i+1 == len(words) || breaks[word+i+1] {
			part := l
			part.Text = l.Text[start:end]
			if start > 0 {
				part.X += s.style.fonts.Advance(l.Text[:start], l.Style) + l.Style.Spacing
			}
			s.writeText(b, part)
			start = end + 1
		}
		from = end + 1
	}
	return word + len(words)
}

// outlineIndex is the number of a text among those that are drawn once.
func (s *staticMap) outlineIndex(text string, t scene.TextStyle) int {
	scale := t.Size / glyphUnitsPerEm
	var b strings.Builder
	s.style.fonts.Glyphs(text, t, func(_ int, x float64, outline []scene.GlyphSegment) {
		svg.WriteGlyph(&b, int(math.Round(x/scale)), outline, glyphUnitsPerEm, glyphTolerance)
	})
	drawn := textOutline{glyphs: b.String()}
	if t.Halo.A > 0 {
		drawn.halo = s.style.haloPath(text, s.style.texts.decodeRole(t.Color), t)
	}
	if k := slices.Index(s.outlines, drawn); k >= 0 {
		return k
	}
	s.outlines = append(s.outlines, drawn)
	return len(s.outlines) - 1
}

// writeTextOutlines writes the texts that have been used.
func (s *staticMap) writeTextOutlines(b *strings.Builder) {
	b.WriteString("<svg class=\"letters\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n")
	for k, t := range s.outlines {
		if t.halo == "" {
			fmt.Fprintf(b, "<path id=\"tl-w%d\" d=\"%s\"/>\n", k, t.glyphs)
		} else {
			fmt.Fprintf(b,
				"<g id=\"tl-w%d\"><path fill=\"currentColor\" transform=\"scale(%d)\" d=\"%s\"/><path d=\"%s\"/></g>\n",
				k, glyphUnitsPerEm/haloUnitsPerEm, t.halo, t.glyphs)
		}
	}
	b.WriteString("</defs></svg>\n")
}

// haloPath is the outline of a text's halo as path data, drawn at the size that the style has for
// the role: a name that is set smaller or closer takes its weight and spacing from its own style.
func (k *staticMapStyle) haloPath(text, role string, style scene.TextStyle) string {
	t := k.light.Texts[role]
	t.Bold, t.Spacing = style.Bold, math.Round(100*style.Spacing/style.Size*t.Size)/100
	key := haloKey{text, role, t.Bold, t.Spacing}
	if d, ok := k.haloCache[key]; ok {
		return d
	}
	var b strings.Builder
	for _, ring := range textimage.HaloOutline(k.fonts, text, t) {
		at := make([][2]int, len(ring))
		for i, q := range ring {
			at[i] = [2]int{int(math.Round(q.X / t.Size * haloUnitsPerEm)),
				int(math.Round(q.Y / t.Size * haloUnitsPerEm))}
		}
		svg.WriteRelativePath(&b, at, true)
	}
	k.haloCache[key] = b.String()
	return b.String()
}
