package staticmap

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
	// glyphUnitsPerEm is the number of units of a glyph's outline per em. In a text of 14 px a unit
	// is a tenth of a pixel.
	glyphUnitsPerEm = 140
	// glyphTolerance is the minimum size of an outline's parts and the maximum error of merged
	// curves, in units: a fifth of a pixel. It removes the rounded corners of the typeface.
	glyphTolerance = 2
	// haloUnitsPerEm is the number of units of a halo's outline per em. Halos need less precision.
	haloUnitsPerEm = glyphUnitsPerEm / 4
)

// A textOutline is a text as path data: its halo, or "", and its glyphs. Texts are defined once and
// used by index.
type textOutline struct{ halo, glyphs string }

// writeText writes a text as the outlines of its glyphs, so that the first picture needs no font
// and looks as the program's. A halo is an outline too, because it takes browsers longer to stroke
// glyphs (see docs/decisions/0005).
func (s *Map) writeText(b *strings.Builder, label scene.Label) {
	style := label.Style
	class := s.style.texts.class(style.Role)
	if style.Halo.A > 0 {
		class += " " + s.style.halos.class(style.HaloRole)
	}
	fmt.Fprintf(b, "<use href=\"#tl-w%d\" class=\"%s\" transform=\"translate(%s %s)scale(%.4g)\"/>",
		s.outlineIndex(label.Text, style), class, formatNumber(label.X), formatNumber(label.Y),
		style.Size/glyphUnitsPerEm)
}

// writeTextLine writes a line of text whose first word has the index wordIndex, and returns the
// index of the next line's first word. Words between two of starts are written as one text.
func (s *Map) writeTextLine(b *strings.Builder, label scene.Label, starts map[int]bool,
	wordIndex int) int {
	wordStart, partStart := 0, 0
	words := strings.Split(label.Text, " ")
	for i, word := range words {
		wordEnd := wordStart + len(word)
		if i+1 == len(words) || starts[wordIndex+i+1] {
			part := label
			part.Text = label.Text[partStart:wordEnd]
			if partStart > 0 {
				part.X += s.style.fonts.Advance(label.Text[:partStart], label.Style) +
					label.Style.Spacing
			}
			s.writeText(b, part)
			partStart = wordEnd + 1
		}
		wordStart = wordEnd + 1
	}
	return wordIndex + len(words)
}

// outlineIndex returns the index of a text's outline, which it adds if needed.
func (s *Map) outlineIndex(text string, style scene.TextStyle) int {
	scale := style.Size / glyphUnitsPerEm
	var b strings.Builder
	s.style.fonts.Glyphs(text, style, func(_ int, x float64, outline []scene.GlyphSegment) {
		svg.WriteGlyph(&b, int(math.Round(x/scale)), outline, glyphUnitsPerEm, glyphTolerance)
	})
	outline := textOutline{glyphs: b.String()}
	if style.Halo.A > 0 {
		outline.halo = s.style.haloPath(text, style.Role, style)
	}
	if k := slices.Index(s.outlines, outline); k >= 0 {
		return k
	}
	s.outlines = append(s.outlines, outline)
	return len(s.outlines) - 1
}

// writeTextOutlines writes the definitions of the outlines.
func (s *Map) writeTextOutlines(b *strings.Builder) {
	b.WriteString("<svg class=\"letters\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n")
	for k, outline := range s.outlines {
		if outline.halo == "" {
			fmt.Fprintf(b, "<path id=\"tl-w%d\" d=\"%s\"/>\n", k, outline.glyphs)
		} else {
			fmt.Fprintf(b,
				`<g id="tl-w%d"><path fill="currentColor" transform="scale(%d)" d="%s"/>`+
					"<path d=\"%s\"/></g>\n",
				k, glyphUnitsPerEm/haloUnitsPerEm, outline.halo, outline.glyphs)
		}
	}
	b.WriteString("</defs></svg>\n")
}

// haloPath returns the outline of a text's halo as path data, for the size that the light theme
// gives to the role. Weight and letter spacing are those of style, which labels with little room
// change.
func (s *Style) haloPath(text, role string, style scene.TextStyle) string {
	drawn := s.light.Texts[role]
	drawn.Bold, drawn.Spacing = style.Bold, math.Round(100*style.Spacing/style.Size*drawn.Size)/100
	key := haloKey{text, role, drawn.Bold, drawn.Spacing}
	if path, ok := s.haloCache[key]; ok {
		return path
	}
	var b strings.Builder
	for _, ring := range textimage.HaloOutline(s.fonts, text, drawn) {
		points := make([][2]int, len(ring))
		for i, p := range ring {
			points[i] = [2]int{int(math.Round(p.X / drawn.Size * haloUnitsPerEm)),
				int(math.Round(p.Y / drawn.Size * haloUnitsPerEm))}
		}
		svg.WriteRelativePath(&b, points, true)
	}
	s.haloCache[key] = b.String()
	return b.String()
}
