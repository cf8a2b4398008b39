package site

import (
	"fmt"
	"html/template"
	"image/color"
	"math"
	"slices"
	"strings"

	"truceline/internal/scene"
)

// A swatch is a small picture of a look, for the legend. It takes its colours from the style sheet,
// where they follow the theme.
type swatch struct {
	ID   string
	Body template.HTML
}

// swatchEdgeRoles are the lines around areas, by the area's role.
var swatchEdgeRoles = map[string]string{
	"held-2022": "held-edge", "held-2014": "held-edge", "contested": "contested-edge",
	"reservoir": "reservoir", "silent": "contested-edge",
	"zone-government": "border", "zone-russia": "border", "zone-demilitarised": "border",
}

// swatches draws every look of a theme, 28 by 18 CSS pixels each: the legend changes with date and
// scenario.
func swatches(theme *scene.Theme) []swatch {
	var list []swatch
	for id, line := range theme.Lines {
		body := lineSwatch(id, scene.SwatchLineStyle(id, line))
		switch {
		case scene.IsRingSwatch(id):
			body = ringSwatch(id, line)
		case scene.IsOutlineSwatch(id):
			body = outlineSwatch(id, line)
		}
		list = append(list, swatch{id, template.HTML(body)})
	}
	for id, fill := range theme.Fills {
		body := areaSwatch(id, fill, theme)
		// A look that is both is an area with an edge of its own.
		list = slices.DeleteFunc(list, func(s swatch) bool { return s.ID == id })
		list = append(list, swatch{id, template.HTML(body)})
	}
	slices.SortFunc(list, func(a, b swatch) int { return strings.Compare(a.ID, b.ID) })
	return list
}

func areaSwatch(id string, fill scene.FillStyle, theme *scene.Theme) string {
	body := fmt.Sprintf(`<rect x="1" y="1" width="26" height="16" fill="%s"/>`,
		cssVariable("fill", id))
	if h := fill.Hatch; h != nil {
		body = fmt.Sprintf(
			`<pattern id="tl-hatch-%[1]s" width="%.4[2]g" height="%.4[2]g" patternUnits="userSpaceOnUse" patternTransform="rotate(%.4[3]g)"><path d="M0 %.4[4]gH%.4[2]g" stroke="%[5]s" stroke-width="%.4[6]g"/></pattern>`,
			id, h.Spacing, -h.Angle, h.Spacing/2, cssVariable("hatch", id), h.Width) + body +
			fmt.Sprintf(`<rect x="1" y="1" width="26" height="16" fill="url(#tl-hatch-%s)"/>`, id)
	}
	if edge, ok := swatchEdgeRoles[id]; ok {
		body += fmt.Sprintf(
			`<rect x="1" y="1" width="26" height="16" fill="none" stroke="%s" stroke-width="%.4g"/>`,
			cssVariable("line", edge), theme.Lines[edge].Stroke.Width)
	}
	return body
}

func lineSwatch(id string, line scene.LineStyle) string {
	var body string
	if line.Casing.Width > 0 {
		body = fmt.Sprintf(`<path d="M0 9h28" stroke="%s" stroke-width="%.4g"/>`,
			cssVariable("casing", id), line.Casing.Width)
	}
	return body + fmt.Sprintf(`<path d="M0 9h28" stroke="%s" stroke-width="%.4g"%s/>`,
		cssVariable("line", id), line.Stroke.Width, dashAttribute(line.Stroke.Dash))
}

// dashAttribute is the attribute of a dashed stroke; empty for a plain line.
func dashAttribute(d [2]float64) string {
	if d[0] == 0 {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%.4g %.4g"`, d[0], d[1])
}

// outlineSwatch is the outline of an area.
func outlineSwatch(id string, line scene.LineStyle) (body string) {
	rect := func(stroke string, s scene.StrokeStyle) {
		body += fmt.Sprintf(`<rect x="3" y="3" width="22" height="12" fill="none" stroke="%s" `+
			`stroke-width="%.4g"%s/>`, stroke, s.Width, dashAttribute(s.Dash))
	}
	if line.Casing.Width > 0 {
		rect(cssVariable("casing", id), line.Casing)
	}
	rect(cssVariable("line", id), line.Stroke)
	return body
}

// ringSwatch is the mark of a hub, hollow and dashed.
func ringSwatch(id string, line scene.LineStyle) string {
	const radius = 7
	dash := scene.FitDash(line.Stroke.Dash, 2*math.Pi*radius)
	return fmt.Sprintf(
		`<circle cx="14" cy="9" r="%d" fill="none" stroke="%s" stroke-width="%.4g"%s/>`,
		radius, cssVariable("line", id), line.Stroke.Width, dashAttribute(dash))
}

func cssVariable(kind, role string) string { return fmt.Sprintf("var(--%s-%s)", kind, role) }

// styleVariables writes the colours of style.json as CSS variables: the reader's choice first, else
// the system's; on paper the light ones.
func styleVariables(themes map[string]*scene.Theme) string {
	light, dark := themeVariables(themes["light"]), themeVariables(themes["dark"])
	return ":root{" + light +
		"}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark +
		"}}\n" +
		"@media screen{:root[data-theme=dark]{" + dark + "}}\n"
}

func themeVariables(theme *scene.Theme) string {
	var list []string
	write := func(kind, role string, c color.NRGBA) {
		list = append(list,
			fmt.Sprintf("--%s-%s:#%02x%02x%02x%02x", kind, role, c.R, c.G, c.B, c.A))
	}
	set := func(kind, role string, c color.NRGBA) {
		if c.A > 0 {
			write(kind, role, c)
		}
	}
	for role, fill := range theme.Fills {
		write("fill", role, fill.Color) // a swatch without it would be black
		if fill.Hatch != nil {
			set("hatch", role, fill.Hatch.Color)
		}
	}
	for role, line := range theme.Lines {
		set("line", role, line.Stroke.Color)
		set("casing", role, line.Casing.Color)
	}
	for role, text := range theme.Texts {
		set("text", role, text.Color)
		set("halo", role, text.Halo)
	}
	if theme.Texts["held"].Halo.A == 0 { // names on held land then keep the halo of their kind
		set("halo", "held", theme.Texts["town-3"].Halo)
	}
	slices.Sort(list)
	return strings.Join(list, ";")
}
