package site

import (
	"fmt"
	"math"
	"strings"

	"truceline/internal/scene"
)

// writeLegendSwatch writes a swatch of the key as the program's picture has it.
func (s *staticMap) writeLegendSwatch(b *strings.Builder, k scene.StaticSwatch) {
	light := s.style.light
	fill, isFill := light.Fills[k.Role]
	line, isLine := light.Lines[k.Role]
	switch {
	case scene.IsRingSwatch(k.Role):
		s.writeSwatchRing(b, k, line)
	case isFill:
		fmt.Fprintf(b, "<svg x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\">", formatNumber(k.X),
			formatNumber(k.Y-scene.SwatchHeight/2.0), scene.SwatchWidth, scene.SwatchHeight)
		if fill.Color.A > 0 {
			fmt.Fprintf(b, "<rect class=\"%s\" width=\"100%%\" height=\"100%%\"/>",
				s.style.fills.class(k.Role))
		}
		s.writeSwatchHatch(b, k.Role, fill.Hatch)
		fmt.Fprintf(b,
			"<rect class=\"%s\" fill=\"none\" stroke-width=\"1.2\" width=\"100%%\" height=\"100%%\"/></svg>", s.style.lines.class("border"))
	case scene.IsOutlineSwatch(k.Role):
		s.writeSwatchOutline(b, k, line)
	case isLine:
		s.writeSwatchLine(b, k, scene.SwatchLineStyle(k.Role, line))
	}
}

// writeSwatchHatch writes the lines of a hatch over a swatch.
func (s *staticMap) writeSwatchHatch(b *strings.Builder, role string, h *scene.Hatch) {
	if h == nil {
		return
	}
	const w, height = scene.SwatchWidth, scene.SwatchHeight
	sin, cos := math.Sincos(h.Angle * math.Pi / 180)
	reach := math.Hypot(w, height)
	var d strings.Builder
	for at := -math.Ceil(reach/h.Spacing) * h.Spacing; at < reach; at += h.Spacing {
		x, y := w/2.0+at*sin, height/2.0+at*cos
		fmt.Fprintf(&d, "M%s %sL%s %s", formatNumber(x-reach*cos), formatNumber(y+reach*sin),
			formatNumber(x+reach*cos), formatNumber(y-reach*sin))
	}
	fmt.Fprintf(b, "<path class=\"q%s\" stroke-width=\"%s\" d=\"%s\"/>", s.style.fills.class(role),
		formatNumber(h.Width), d.String())
}

// writeSwatchLine writes a level line.
func (s *staticMap) writeSwatchLine(b *strings.Builder, k scene.StaticSwatch,
	line scene.LineStyle) {
	d := fmt.Sprintf("M%s %sh%d", formatNumber(k.X), formatNumber(k.Y), scene.SwatchWidth)
	s.writeCasedElement(b, k.Role, line, fmt.Sprintf("<path d=\"%s\"", d))
}

// writeSwatchOutline writes the outline of an area.
func (s *staticMap) writeSwatchOutline(b *strings.Builder, k scene.StaticSwatch,
	line scene.LineStyle) {
	s.writeCasedElement(b, k.Role, line,
		fmt.Sprintf("<rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\"",
			formatNumber(k.X), formatNumber(k.Y-scene.SwatchHeight/2.0), scene.SwatchWidth,
			scene.SwatchHeight))
}

// writeSwatchRing writes the mark of a hub.
func (s *staticMap) writeSwatchRing(b *strings.Builder, k scene.StaticSwatch,
	line scene.LineStyle) {
	r := scene.SwatchRingRadius
	line.Stroke.Dash = scene.FitDash(line.Stroke.Dash, 2*math.Pi*r)
	s.writeCasedElement(b, k.Role, line,
		fmt.Sprintf("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"", formatNumber(k.X+scene.SwatchWidth/2.0),
			formatNumber(k.Y), formatNumber(r)))
}

// writeCasedElement writes an element with the casing of a line, then with its stroke.
func (s *staticMap) writeCasedElement(b *strings.Builder, role string, line scene.LineStyle,
	element string) {
	if line.Casing.Width > 0 {
		fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>", element,
			s.style.casings.class(role), formatNumber(line.Casing.Width))
	}
	dash := ""
	if x := line.Stroke.Dash; x[0] > 0 {
		dash = fmt.Sprintf(" stroke-dasharray=\"%.4g %.4g\"", x[0], x[1])
	}
	fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"%s/>", element,
		s.style.lines.class(role), formatNumber(line.Stroke.Width), dash)
}
