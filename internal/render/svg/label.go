package svg

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"truceline/internal/scene"
)

// glyphUnits is the number of units of a glyph's outline in an em: at 14 px one is a 36th of a pixel.
const glyphUnits = 500

// letters writes the glyphs of a text, in units, as uses of their outlines, which are written once.
func (c *Canvas) letters(text string, s scene.TextStyle) string {
	weight := "r"
	if s.Bold {
		weight = "b"
	}
	var b strings.Builder
	c.fonts.Glyphs(text, s, func(glyph int, x float64, outline []scene.GlyphSegment) {
		if len(outline) == 0 { // a space
			return
		}
		id := c.opts.Prefix + weight + strconv.Itoa(glyph)
		if !c.glyphs[id] {
			c.glyphs[id] = true
			var d strings.Builder
			WriteGlyph(&d, 0, outline, glyphUnits, 1)
			fmt.Fprintf(&c.defs, "<path id=\"%s\" d=\"%s\"/>\n", escape(id), d.String())
		}
		fmt.Fprintf(&b, "<use xlink:href=\"#%s\"", escape(id))
		if at := round(x / s.Size * glyphUnits); at != 0 {
			fmt.Fprintf(&b, " x=\"%d\"", at)
		}
		b.WriteString("/>")
	})
	return b.String()
}

// text is the id of a text that is used more than once: its halo and its letters have the same outlines.
func (c *Canvas) text(letters string) string {
	id, ok := c.texts[letters]
	if !ok {
		id = c.opts.Prefix + "text" + strconv.Itoa(len(c.texts)+1)
		c.texts[letters] = id
		fmt.Fprintf(&c.defs, "<g id=\"%s\">%s</g>\n", escape(id), letters)
	}
	return id
}

// use writes a use of what has an id. The prefix xlink is for programs that read SVG 1.1.
func (c *Canvas) use(id, attributes string) {
	fmt.Fprintf(&c.body, "<use xlink:href=\"#%s\" %s/>", escape(id), attributes)
}

// solid is a colour without its transparency, which is the whole text's: strokes and letters that overlap would show.
func solid(what string, c color.NRGBA) string {
	c.A = 255
	return paint(what, c)
}

func opacity(c color.NRGBA) string {
	if c.A == 255 {
		return ""
	}
	return fmt.Sprintf(" opacity=\"%s\"", number(float64(c.A)/255))
}
