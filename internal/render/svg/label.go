package svg

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"truceline/internal/scene"
)

// glyphUnits is the number of units of a glyph's outline in an em. At 14 px a unit is a 36th of a
// pixel.
const glyphUnits = 500

// glyphUses returns the glyphs of a text as uses of their outlines, with positions in units. It
// writes each outline once.
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
		if units := roundToInt(x / s.Size * glyphUnits); units != 0 {
			fmt.Fprintf(&b, " x=\"%d\"", units)
		}
		b.WriteString("/>")
	})
	return b.String()
}

// textID returns the id of a text that is used twice, for its halo and its glyphs, which have the
// same outlines.
func (c *Canvas) textID(glyphs string) string {
	id, ok := c.textIDs[glyphs]
	if !ok {
		id = c.options.Prefix + "text" + strconv.Itoa(len(c.textIDs)+1)
		c.textIDs[glyphs] = id
		fmt.Fprintf(&c.defs, "<g id=\"%s\">%s</g>\n", escapeXML(id), glyphs)
	}
	return id
}

// writeUse writes a use of the element with an id. The prefix xlink is for programs that read SVG
// 1.1.
func (c *Canvas) writeUse(id, attributes string) {
	fmt.Fprintf(&c.body, "<use xlink:href=\"#%s\" %s/>", escapeXML(id), attributes)
}

// opaquePaint returns a colour without its transparency. That is applied to the whole text, since
// overlapping strokes and glyphs would show otherwise.
func opaquePaint(property string, c color.NRGBA) string {
	c.A = 255
	return paintAttributes(property, c)
}

// opacityAttribute returns the transparency of a colour as an attribute, empty if it is opaque.
func opacityAttribute(c color.NRGBA) string {
	if c.A == 255 {
		return ""
	}
	return fmt.Sprintf(" opacity=\"%s\"", formatNumber(float64(c.A)/255))
}
