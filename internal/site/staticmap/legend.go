package staticmap

import (
	"fmt"
	"math"
	"strings"

	"truceline/internal/scene"
)

// writeLegendSwatch writes a swatch of the legend as in the program's picture.
func (s *Map) writeLegendSwatch(b *strings.Builder, swatch scene.StaticSwatch) {
	light := s.style.light
	fill, isFill := light.Fills[swatch.Role]
	line, isLine := light.Lines[swatch.Role]
	switch mark := scene.SwatchMarkOf(swatch.Role); {
	case mark == scene.MarkRing:
		s.writeSwatchRing(b, swatch, line)
	case mark == scene.MarkSquare:
		const side = 2 * scene.SymbolRadius
		s.writeSwatchBox(b, swatch, line, side, side)
	case isFill:
		fmt.Fprintf(b, "<svg x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\">", formatNumber(swatch.X),
			formatNumber(swatch.Y-scene.SwatchHeight/2.0), scene.SwatchWidth, scene.SwatchHeight)
		if fill.Color.A > 0 {
			fmt.Fprintf(b, "<rect class=\"%s\" width=\"100%%\" height=\"100%%\"/>",
				s.style.fills.class(swatch.Role))
		}
		s.writeSwatchHatch(b, swatch.Role, fill.Hatch)
		fmt.Fprintf(b,
			`<rect class="%s" fill="none" stroke-width="1.2" width="100%%" height="100%%"/></svg>`,
			s.style.lines.class("border"))
	case mark == scene.MarkOutline:
		s.writeSwatchBox(b, swatch, line, scene.SwatchWidth, scene.SwatchHeight)
	case isLine:
		s.writeSwatchLine(b, swatch, scene.SwatchLineStyle(swatch.Role, line))
	}
}

// writeSwatchHatch writes the lines of a hatch over a swatch.
func (s *Map) writeSwatchHatch(b *strings.Builder, role string, hatch *scene.Hatch) {
	if hatch == nil {
		return
	}
	const width, height = scene.SwatchWidth, scene.SwatchHeight
	sin, cos := math.Sincos(hatch.Angle * math.Pi / 180)
	diagonal := math.Hypot(width, height)
	var path strings.Builder
	first := -math.Ceil(diagonal/hatch.Spacing) * hatch.Spacing
	for offset := first; offset < diagonal; offset += hatch.Spacing {
		x, y := width/2.0+offset*sin, height/2.0+offset*cos
		fmt.Fprintf(&path, "M%s %sL%s %s",
			formatNumber(x-diagonal*cos), formatNumber(y+diagonal*sin),
			formatNumber(x+diagonal*cos), formatNumber(y-diagonal*sin))
	}
	fmt.Fprintf(b, "<path class=\"q%s\" stroke-width=\"%s\" d=\"%s\"/>", s.style.fills.class(role),
		formatNumber(hatch.Width), path.String())
}

// writeSwatchLine writes a horizontal line.
func (s *Map) writeSwatchLine(b *strings.Builder, swatch scene.StaticSwatch,
	line scene.LineStyle) {
	path := fmt.Sprintf("M%s %sh%d", formatNumber(swatch.X), formatNumber(swatch.Y),
		scene.SwatchWidth)
	s.writeCasedElement(b, swatch.Role, line, fmt.Sprintf("<path d=\"%s\"", path))
}

// writeSwatchBox writes a hollow rectangle of w by h CSS pixels: an area's outline or a symbol.
func (s *Map) writeSwatchBox(b *strings.Builder, swatch scene.StaticSwatch,
	line scene.LineStyle, w, h float64) {
	x, y := swatch.X+(scene.SwatchWidth-w)/2, swatch.Y-h/2
	s.writeCasedElement(b, swatch.Role, line,
		fmt.Sprintf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"",
			formatNumber(x), formatNumber(y), formatNumber(w), formatNumber(h)))
}

// writeSwatchRing writes the ring of a hub.
func (s *Map) writeSwatchRing(b *strings.Builder, swatch scene.StaticSwatch,
	line scene.LineStyle) {
	r := scene.SwatchRingRadius
	line.Stroke.Dash = scene.FitDash(line.Stroke.Dash, 2*math.Pi*r)
	s.writeCasedElement(b, swatch.Role, line,
		fmt.Sprintf("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"",
			formatNumber(swatch.X+scene.SwatchWidth/2.0), formatNumber(swatch.Y), formatNumber(r)))
}

// writeCasedElement writes an element with the casing of a line, then with its stroke.
func (s *Map) writeCasedElement(b *strings.Builder, role string, line scene.LineStyle,
	element string) {
	if line.Casing.Width > 0 {
		fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>", element,
			s.style.casings.class(role), formatNumber(line.Casing.Width))
	}
	dash := ""
	if pattern := line.Stroke.Dash; pattern[0] > 0 {
		dash = fmt.Sprintf(" stroke-dasharray=\"%.4g %.4g\"", pattern[0], pattern[1])
	}
	fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"%s/>", element,
		s.style.lines.class(role), formatNumber(line.Stroke.Width), dash)
}
