// Package svg writes a picture as a standalone SVG document, or as an element for a page. It needs
// no style sheet, since styles are presentation attributes, which a strict content policy allows,
// and no font, since texts are outlines. It writes the text of the elements itself, because the
// static map is made of its paths and every byte of it delays the first picture.
package svg

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"

	"truceline/internal/decimal"
	"truceline/internal/scene"
)

// Options configure the document. The zero value gives a bare element.
type Options struct {
	// Title and Description are for screen readers.
	Title, Description string
	// Prefix precedes every id, so that a page can contain several pictures.
	Prefix string
	// Decimals is the number of decimals of positions in CSS pixels. Zero: one.
	Decimals int
	// Scale is the factor from the picture that is drawn to the document's size. Zero: one.
	Scale float64
}

// Canvas is a scene.Canvas that writes SVG.
type Canvas struct {
	width, height int
	fonts         *scene.Fonts
	options       Options
	body          bytes.Buffer
	defs          bytes.Buffer
	hatchIDs      map[hatchKey]string
	glyphIDs      map[string]bool   // ids of the glyphs in defs
	textIDs       map[string]string // ids of the texts in defs, by their glyph uses
	decimalScale  float64           // 10^Decimals
}

type hatchKey struct {
	hatch scene.Hatch
	shift float64 // in hundredths of a CSS pixel
}

var _ scene.Canvas = (*Canvas)(nil)

// New returns an empty canvas of w by h CSS pixels.
func New(w, h int, fonts *scene.Fonts, o Options) *Canvas {
	if o.Decimals == 0 {
		o.Decimals = 1
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	return &Canvas{width: w, height: h, fonts: fonts, options: o, hatchIDs: map[hatchKey]string{},
		glyphIDs: map[string]bool{}, textIDs: map[string]string{},
		decimalScale: math.Pow10(o.Decimals)}
}

// BeginLayer opens a layer with an id and a title.
func (c *Canvas) BeginLayer(id, title string) {
	fmt.Fprintf(&c.body, "<g id=\"%s\">", escapeXML(c.options.Prefix+id))
	if title != "" {
		fmt.Fprintf(&c.body, "<title>%s</title>", escapeXML(title))
	}
	c.body.WriteByte('\n')
}

// EndLayer closes the layer that was opened last.
func (c *Canvas) EndLayer() { c.body.WriteString("</g>\n") }

// Fill fills a path by the even-odd rule.
func (c *Canvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	d := c.pathData(p, m, true, 0)
	if d == "" {
		return
	}
	if s.Color.A > 0 {
		fmt.Fprintf(&c.body, "<path d=\"%s\" fill-rule=\"evenodd\"%s/>\n", d,
			paintAttributes("fill", s.Color))
	}
	if s.Hatch != nil {
		fmt.Fprintf(&c.body, "<path d=\"%s\" fill-rule=\"evenodd\" fill=\"url(#%s)\"/>\n", d,
			c.hatchID(*s.Hatch, m))
	}
}

// Stroke strokes a path.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	d := c.pathData(p, m, false, s.Width)
	if d == "" || s.Color.A == 0 {
		return
	}
	fmt.Fprintf(&c.body,
		"<path d=\"%s\" fill=\"none\"%s stroke-width=\"%s\" stroke-linejoin=\"round\"", d,
		paintAttributes("stroke", s.Color), formatNumber(s.Width))
	if s.Dash[0] > 0 && s.Dash[1] > 0 {
		fmt.Fprintf(&c.body, " stroke-dasharray=\"%s %s\"", formatNumber(s.Dash[0]),
			formatNumber(s.Dash[1]))
	} else {
		c.body.WriteString(" stroke-linecap=\"round\"")
	}
	c.body.WriteString("/>\n")
}

// Label writes a line of text as outlines, so that it looks the same in every program: first its
// halo as a stroke, then the glyphs above it.
func (c *Canvas) Label(l scene.Label) {
	if l.Text == "" {
		return
	}
	s := l.Style
	glyphs := c.glyphUses(l.Text, s)
	scale := s.Size / glyphUnits
	fmt.Fprintf(&c.body, "<g aria-label=\"%s\" transform=\"translate(%s %s) scale(%s)\">",
		escapeXML(l.Text), formatNumber(l.X), formatNumber(l.Y),
		strconv.FormatFloat(scale, 'g', 5, 64))
	if s.Halo.A > 0 && s.HaloWidth > 0 {
		id := c.textID(glyphs)
		c.writeUse(id,
			fmt.Sprintf("fill=\"none\"%s stroke-width=\"%s\" stroke-linejoin=\"round\"%s",
				opaquePaint("stroke", s.Halo), formatNumber(2*s.HaloWidth/scale),
				opacityAttribute(s.Halo)))
		c.writeUse(id, opaquePaint("fill", s.Color)[1:]+opacityAttribute(s.Color))
	} else {
		fmt.Fprintf(&c.body, "<g%s%s>%s</g>", opaquePaint("fill", s.Color),
			opacityAttribute(s.Color), glyphs)
	}
	c.body.WriteString("</g>\n")
}

// Group writes a group whose contents are composited with alpha.
func (c *Canvas) Group(alpha float64, draw func()) {
	fmt.Fprintf(&c.body, "<g opacity=\"%s\">\n", formatNumber(alpha))
	draw()
	c.EndLayer()
}

// WriteTo writes the document to w.
func (c *Canvas) WriteTo(w io.Writer) (int64, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %s %s\" role=\"img\">\n",
		c.width, c.height, formatNumber(float64(c.width)/c.options.Scale),
		formatNumber(float64(c.height)/c.options.Scale))
	if c.options.Title != "" {
		fmt.Fprintf(&out, "<title>%s</title>\n", escapeXML(c.options.Title))
	}
	if c.options.Description != "" {
		fmt.Fprintf(&out, "<desc>%s</desc>\n", escapeXML(c.options.Description))
	}
	if c.defs.Len() > 0 {
		fmt.Fprintf(&out, "<defs>\n%s</defs>\n", c.defs.Bytes())
	}
	out.Write(c.body.Bytes())
	out.WriteString("</svg>\n")
	return out.WriteTo(w)
}

// hatchID returns the id of a pattern, which it writes when first requested.
func (c *Canvas) hatchID(h scene.Hatch, m scene.Matrix) string {
	// Lines pass through the map's origin. If the origin is far outside the picture it is moved by
	// whole periods, because the single precision of SVG viewers could not represent it.
	sin, cos := math.Sincos(h.Angle * math.Pi / 180)
	across := math.Round(m.X0)*sin + math.Round(m.Y0)*cos
	shift := across - h.Spacing*math.Floor(across/h.Spacing)
	key := hatchKey{h, math.Round(shift * 100)}
	if id, ok := c.hatchIDs[key]; ok {
		return id
	}
	id := c.options.Prefix + "hatch" + strconv.Itoa(len(c.hatchIDs)+1)
	c.hatchIDs[key] = id
	// In the pattern's coordinates, rotated clockwise by -angle, lines are horizontal and Spacing
	// apart.
	fmt.Fprintf(&c.defs,
		"<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\" width=\"8\" height=\"%s\" patternTransform=\"rotate(%s) translate(0 %s)\">",
		escapeXML(id), formatNumber(h.Spacing), formatNumber(-h.Angle), formatNumber(shift))
	half := h.Width / 2
	fmt.Fprintf(&c.defs, "<path d=\"M0 0H8V%sH0ZM0 %sH8V%sH0Z\"%s/></pattern>\n",
		formatNumber(half), formatNumber(h.Spacing-half), formatNumber(h.Spacing),
		paintAttributes("fill", h.Color))
	return id
}

// paintAttributes returns a colour as presentation attributes of a property, fill or stroke.
func paintAttributes(property string, c color.NRGBA) string {
	s := fmt.Sprintf(" %s=\"#%02x%02x%02x\"", property, c.R, c.G, c.B)
	if c.A < 255 {
		s += fmt.Sprintf(" %s-opacity=\"%s\"", property, formatNumber(float64(c.A)/255))
	}
	return s
}

// formatNumber formats a number with up to three decimals.
func formatNumber(v float64) string { return decimal.Format(v, 3) }
