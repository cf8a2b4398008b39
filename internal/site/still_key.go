package site

import (
	"fmt"
	"math"
	"strings"

	"truceline/internal/scene"
)

// writeKey writes a swatch of the key as the program's picture has it.
func (s *still) writeKey(b *strings.Builder, k scene.StaticSwatch) {
	light := s.look.light
	fill, isFill := light.Fills[k.Role]
	line, isLine := light.Lines[k.Role]
	switch {
	case scene.IsRingSwatch(k.Role):
		s.writeRing(b, k, line)
	case isFill:
		fmt.Fprintf(b, "<svg x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\">", short(k.X), short(k.Y-scene.SwatchHeight/2.0), scene.SwatchWidth, scene.SwatchHeight)
		if fill.Color.A > 0 {
			fmt.Fprintf(b, "<rect class=\"%s\" width=\"100%%\" height=\"100%%\"/>", s.look.fills.class(k.Role))
		}
		s.writeSwatchHatch(b, k.Role, fill.Hatch)
		fmt.Fprintf(b, "<rect class=\"%s\" fill=\"none\" stroke-width=\"1.2\" width=\"100%%\" height=\"100%%\"/></svg>", s.look.lines.class("border"))
	case scene.IsOutlineSwatch(k.Role):
		s.writeOutline(b, k, line)
	case isLine:
		s.writeSwatchLine(b, k, scene.SwatchLineStyle(k.Role, line))
	}
}

// writeSwatchHatch writes the lines of a hatch over a swatch.
func (s *still) writeSwatchHatch(b *strings.Builder, role string, h *scene.Hatch) {
	if h == nil {
		return
	}
	const w, height = scene.SwatchWidth, scene.SwatchHeight
	sin, cos := math.Sincos(h.Angle * math.Pi / 180)
	reach := math.Hypot(w, height)
	var d strings.Builder
	for at := -math.Ceil(reach/h.Spacing) * h.Spacing; at < reach; at += h.Spacing {
		x, y := w/2.0+at*sin, height/2.0+at*cos
		fmt.Fprintf(&d, "M%s %sL%s %s", short(x-reach*cos), short(y+reach*sin), short(x+reach*cos), short(y-reach*sin))
	}
	fmt.Fprintf(b, "<path class=\"q%s\" stroke-width=\"%s\" d=\"%s\"/>", s.look.fills.class(role), short(h.Width), d.String())
}

// writeSwatchLine writes a level line.
func (s *still) writeSwatchLine(b *strings.Builder, k scene.StaticSwatch, line scene.LineStyle) {
	d := fmt.Sprintf("M%s %sh%d", short(k.X), short(k.Y), scene.SwatchWidth)
	s.writeSample(b, k.Role, line, fmt.Sprintf("<path d=\"%s\"", d))
}

// writeOutline writes the outline of an area.
func (s *still) writeOutline(b *strings.Builder, k scene.StaticSwatch, line scene.LineStyle) {
	s.writeSample(b, k.Role, line, fmt.Sprintf("<rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\"",
		short(k.X), short(k.Y-scene.SwatchHeight/2.0), scene.SwatchWidth, scene.SwatchHeight))
}

// writeRing writes the mark of a hub.
func (s *still) writeRing(b *strings.Builder, k scene.StaticSwatch, line scene.LineStyle) {
	r := scene.SwatchRingRadius
	line.Stroke.Dash = scene.FitDash(line.Stroke.Dash, 2*math.Pi*r)
	s.writeSample(b, k.Role, line, fmt.Sprintf("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"", short(k.X+scene.SwatchWidth/2.0), short(k.Y), short(r)))
}

// writeSample writes an element with the casing of a line, then with its stroke.
func (s *still) writeSample(b *strings.Builder, role string, line scene.LineStyle, element string) {
	if line.Casing.Width > 0 {
		fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>", element, s.look.casings.class(role), short(line.Casing.Width))
	}
	dash := ""
	if x := line.Stroke.Dash; x[0] > 0 {
		dash = fmt.Sprintf(" stroke-dasharray=\"%.4g %.4g\"", x[0], x[1])
	}
	fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"%s/>", element, s.look.lines.class(role), short(line.Stroke.Width), dash)
}
