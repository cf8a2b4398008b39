// Package svg writes a picture as a standalone SVG document, or as an element to stand in a page. It needs no style
// sheet, as all looks are presentation attributes, which a strict content policy allows, and no font, as texts are
// outlines.
package svg

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"

	"truceline/internal/scene"
)

// Options say what surrounds the picture. The zero value is a bare element.
type Options struct {
	// Title and Description are read out by screen readers.
	Title, Description string
	// Prefix goes before every id, so that several pictures can stand in one page.
	Prefix string
	// Decimals of positions in CSS pixels. Zero: one.
	Decimals int
	// Scale is by how much the document is larger than the picture that is drawn. Zero: it is not.
	Scale float64
}

// Canvas writes SVG.
type Canvas struct {
	w, h    int
	fonts   *scene.Fonts
	opts    Options
	body    bytes.Buffer
	defs    bytes.Buffer
	hatches map[hatchKey]string
	glyphs  map[string]bool   // ids of the glyphs in defs
	texts   map[string]string // ids of the texts in defs, by their glyphs
	scale   float64           // of written positions: 10^decimals
}

type hatchKey struct {
	hatch scene.Hatch
	x, y  float64
}

var _ scene.Canvas = (*Canvas)(nil)

// New is an empty canvas of w by h CSS pixels.
func New(w, h int, fonts *scene.Fonts, o Options) *Canvas {
	if o.Decimals == 0 {
		o.Decimals = 1
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	return &Canvas{w: w, h: h, fonts: fonts, opts: o, hatches: map[hatchKey]string{}, glyphs: map[string]bool{}, texts: map[string]string{}, scale: math.Pow10(o.Decimals)}
}

// BeginLayer opens a layer with an id and a title.
func (c *Canvas) BeginLayer(id, title string) {
	fmt.Fprintf(&c.body, "<g id=\"%s\">", escape(c.opts.Prefix+id))
	if title != "" {
		fmt.Fprintf(&c.body, "<title>%s</title>", escape(title))
	}
	c.body.WriteByte('\n')
}

// EndLayer closes the layer opened last.
func (c *Canvas) EndLayer() { c.body.WriteString("</g>\n") }

// Fill fills a path by the even-odd rule.
func (c *Canvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	d := c.pathData(p, m, true, 0)
	if d == "" {
		return
	}
	if s.Color.A > 0 {
		fmt.Fprintf(&c.body, "<path d=\"%s\" fill-rule=\"evenodd\"%s/>\n", d, paint("fill", s.Color))
	}
	if s.Hatch != nil {
		fmt.Fprintf(&c.body, "<path d=\"%s\" fill-rule=\"evenodd\" fill=\"url(#%s)\"/>\n", d, c.hatch(*s.Hatch, m))
	}
}

// Stroke strokes a path.
func (c *Canvas) Stroke(p *scene.Path, m scene.Matrix, s scene.StrokeStyle) {
	d := c.pathData(p, m, false, s.Width)
	if d == "" || s.Color.A == 0 {
		return
	}
	fmt.Fprintf(&c.body, "<path d=\"%s\" fill=\"none\"%s stroke-width=\"%s\" stroke-linejoin=\"round\"", d, paint("stroke", s.Color), number(s.Width))
	if s.Dash[0] > 0 && s.Dash[1] > 0 {
		fmt.Fprintf(&c.body, " stroke-dasharray=\"%s %s\"", number(s.Dash[0]), number(s.Dash[1]))
	} else {
		c.body.WriteString(" stroke-linecap=\"round\"")
	}
	c.body.WriteString("/>\n")
}

// Label writes one line of text as outlines, so that it looks the same wherever the document is opened: its halo, stroked,
// and over all of that the letters.
func (c *Canvas) Label(l scene.Label) {
	if l.Text == "" {
		return
	}
	s := l.Style
	letters := c.letters(l.Text, s)
	scale := s.Size / glyphUnits
	fmt.Fprintf(&c.body, "<g aria-label=\"%s\" transform=\"translate(%s %s) scale(%s)\">", escape(l.Text), number(l.X), number(l.Y),
		strconv.FormatFloat(scale, 'g', 5, 64))
	if s.Halo.A > 0 && s.HaloWidth > 0 {
		id := c.text(letters)
		c.use(id, fmt.Sprintf("fill=\"none\"%s stroke-width=\"%s\" stroke-linejoin=\"round\"%s",
			solid("stroke", s.Halo), number(2*s.HaloWidth/scale), opacity(s.Halo)))
		c.use(id, solid("fill", s.Color)[1:]+opacity(s.Color))
	} else {
		fmt.Fprintf(&c.body, "<g%s%s>%s</g>", solid("fill", s.Color), opacity(s.Color), letters)
	}
	c.body.WriteString("</g>\n")
}

// Group lays what draw draws over the rest with alpha.
func (c *Canvas) Group(alpha float64, draw func()) {
	fmt.Fprintf(&c.body, "<g opacity=\"%s\">\n", number(alpha))
	draw()
	c.EndLayer()
}

// WriteTo writes the document.
func (c *Canvas) WriteTo(w io.Writer) (int64, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %s %s\" role=\"img\">\n",
		c.w, c.h, number(float64(c.w)/c.opts.Scale), number(float64(c.h)/c.opts.Scale))
	if c.opts.Title != "" {
		fmt.Fprintf(&out, "<title>%s</title>\n", escape(c.opts.Title))
	}
	if c.opts.Description != "" {
		fmt.Fprintf(&out, "<desc>%s</desc>\n", escape(c.opts.Description))
	}
	if c.defs.Len() > 0 {
		fmt.Fprintf(&out, "<defs>\n%s</defs>\n", c.defs.Bytes())
	}
	out.Write(c.body.Bytes())
	out.WriteString("</svg>\n")
	return out.WriteTo(w)
}

// hatch is the id of a pattern; it is made when first asked for.
func (c *Canvas) hatch(h scene.Hatch, m scene.Matrix) string {
	// Lines run through the map's origin. Far outside the picture it is brought near by whole periods, because a
	// reader's single precision could not hold it.
	sin, cos := math.Sincos(h.Angle * math.Pi / 180)
	across := math.Round(m.X0)*sin + math.Round(m.Y0)*cos
	shift := across - h.Spacing*math.Floor(across/h.Spacing)
	key := hatchKey{h, math.Round(shift * 100), 0}
	if id, ok := c.hatches[key]; ok {
		return id
	}
	id := c.opts.Prefix + "hatch" + strconv.Itoa(len(c.hatches)+1)
	c.hatches[key] = id
	// In the pattern's own system, turned clockwise by -angle, lines are level and their distance is Spacing.
	fmt.Fprintf(&c.defs, "<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\" width=\"8\" height=\"%s\" patternTransform=\"rotate(%s) translate(0 %s)\">",
		escape(id), number(h.Spacing), number(-h.Angle), number(shift))
	half := h.Width / 2
	fmt.Fprintf(&c.defs, "<path d=\"M0 0H8V%sH0ZM0 %sH8V%sH0Z\"%s/></pattern>\n", number(half), number(h.Spacing-half), number(h.Spacing), paint("fill", h.Color))
	return id
}

// paint is a colour as presentation attributes.
func paint(what string, c color.NRGBA) string {
	s := fmt.Sprintf(" %s=\"#%02x%02x%02x\"", what, c.R, c.G, c.B)
	if c.A < 255 {
		s += fmt.Sprintf(" %s-opacity=\"%s\"", what, number(float64(c.A)/255))
	}
	return s
}

// number writes a number with up to three decimals.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}
