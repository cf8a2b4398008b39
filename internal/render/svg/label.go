package svg

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"truceline/internal/scene"
)

// glyphUnits is the number of units of a glyph's outline in an em: at 14 px one is a 36th of a
// pixel.
const glyphUnits = 500

// glyphUses writes the glyphs of a text, in units, as uses of their outlines, which are written
// once.
func (c *Canvas) glyphUses(text string, s scene.TextStyle) string {
	weight := "r"
	if s.Bold {
		weight = "b"
	}
	var b strings.Builder
	c.fonts.Glyphs(text, s, func(glyph int, x float64, outline []scene.GlyphSegment) {
		if len(outline) == 0 { // a space
			return
		}
		id := c.options.Prefix + weight + strconv.Itoa(glyph)
		if !c.glyphIDs[id] {
			c.glyphIDs[id] = true
			var d strings.Builder
			WriteGlyph(&d, 0, outline, glyphUnits, 1)
			fmt.Fprintf(&c.defs, "<path id=\"%s\" d=\"%s\"/>\n", escapeXML(id), d.String())
		}
		fmt.Fprintf(&b, "<use xlink:href=\"#%s\"", escapeXML(id))
		if at := roundToInt(x / s.Size * glyphUnits); at != 0 {
			fmt.Fprintf(&b, " x=\"%d\"", at)
		}
		b.WriteString("/>")
	})
	return b.String()
}

// textID is the id of a text that is used more than once: its halo and its letters have the same
// outlines.
func (c *Canvas) textID(letters string) string {
	id, ok := c.textIDs[letters]
	if !ok {
		id = c.options.Prefix + "text" + strconv.Itoa(len(c.textIDs)+1)
		c.textIDs[letters] = id
		fmt.Fprintf(&c.defs, "<g id=\"%s\">%s</g>\n", escapeXML(id), letters)
	}
	return id
}

// writeUse writes a use of what has an id. The prefix xlink is for programs that read SVG 1.1.
func (c *Canvas) writeUse(id, attributes string) {
	fmt.Fprintf(&c.body, "<use xlink:href=\"#%s\" %s/>", escapeXML(id), attributes)
}

// opaquePaint is a colour without its transparency, which is the whole text's: strokes and letters
// that overlap would show.
func opaquePaint(what string, c color.NRGBA) string {
	c.A = 255
	return paintAttributes(what, c)
}

func opacityAttribute(c color.NRGBA) string {
	if c.A == 255 {
		return ""
	}
	return fmt.Sprintf(" opacity=\"%s\"", formatNumber(float64(c.A)/255))
}
