package site

import (
	"fmt"
	"html/template"
	"image/color"
	"math"
	"slices"
	"strings"

	"truceline/internal/scene"
	"truceline/internal/site/staticmap"
)

// A swatch is a small picture of a style in the legend. Its colours are custom properties, which
// depend on the theme.
type swatch struct {
	ID   string
	Body template.HTML
}

// swatches returns the swatches of all fills and lines of a theme, of 28 by 18 CSS pixels, sorted
// by id. The legend changes with date and scenario, so a page needs them all.
func swatches(theme *scene.Theme) []swatch {
	var list []swatch
	for id, line := range theme.Lines {
		body := lineSwatch(id, scene.SwatchLineStyle(id, line))
		switch scene.SwatchMarkOf(id) {
		case scene.MarkRing:
			body = ringSwatch(id, line)
		case scene.MarkSquare:
			body = boxSwatch(id, line, 5, 5)
		case scene.MarkOutline:
			body = boxSwatch(id, line, 11, 6)
		}
		list = append(list, swatch{id, template.HTML(body)})
	}
	for id, fill := range theme.Fills {
		body := areaSwatch(id, fill, theme)
		// A role that has both is shown as an area with an edge.
		list = slices.DeleteFunc(list, func(s swatch) bool { return s.ID == id })
		list = append(list, swatch{id, template.HTML(body)})
	}
	slices.SortFunc(list, func(a, b swatch) int { return strings.Compare(a.ID, b.ID) })
	return list
}

func areaSwatch(id string, fill scene.FillStyle, theme *scene.Theme) string {
	body := fmt.Sprintf(`<rect x="1" y="1" width="26" height="16" fill="%s"/>`,
		staticmap.CSSVariable("fill", id))
	if hatch := fill.Hatch; hatch != nil {
		body = fmt.Sprintf(
			`<pattern id="tl-hatch-%[1]s" width="%.4[2]g" height="%.4[2]g" `+
				`patternUnits="userSpaceOnUse" patternTransform="rotate(%.4[3]g)">`+
				`<path d="M0 %.4[4]gH%.4[2]g" stroke="%[5]s" stroke-width="%.4[6]g"/></pattern>`,
			id, hatch.Spacing, -hatch.Angle, hatch.Spacing/2, staticmap.CSSVariable("hatch", id),
			hatch.Width) + body +
			fmt.Sprintf(`<rect x="1" y="1" width="26" height="16" fill="url(#tl-hatch-%s)"/>`, id)
	}
	if edge := scene.SwatchEdge(id); edge != "" {
		body += fmt.Sprintf(
			`<rect x="1" y="1" width="26" height="16" fill="none" stroke="%s" `+
				`stroke-width="%.4g"/>`,
			staticmap.CSSVariable("line", edge), theme.Lines[edge].Stroke.Width)
	}
	return body
}

func lineSwatch(id string, line scene.LineStyle) string {
	var body string
	if line.Casing.Width > 0 {
		body = fmt.Sprintf(`<path d="M0 9h28" stroke="%s" stroke-width="%.4g"/>`,
			staticmap.CSSVariable("casing", id), line.Casing.Width)
	}
	return body + fmt.Sprintf(`<path d="M0 9h28" stroke="%s" stroke-width="%.4g"%s/>`,
		staticmap.CSSVariable("line", id), line.Stroke.Width, dashAttribute(line.Stroke.Dash))
}

// dashAttribute returns the attribute of a dashed stroke, or "" for a solid one.
func dashAttribute(dash [2]float64) string {
	if dash[0] == 0 {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%.4g %.4g"`, dash[0], dash[1])
}

// boxSwatch returns a hollow rectangle of twice w by twice h CSS pixels: an area's outline or a
// symbol.
func boxSwatch(id string, line scene.LineStyle, w, h int) (body string) {
	rect := func(stroke string, s scene.StrokeStyle) {
		body += fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="%s" `+
			`stroke-width="%.4g"%s/>`, 14-w, 9-h, 2*w, 2*h, stroke, s.Width, dashAttribute(s.Dash))
	}
	if line.Casing.Width > 0 {
		rect(staticmap.CSSVariable("casing", id), line.Casing)
	}
	rect(staticmap.CSSVariable("line", id), line.Stroke)
	return body
}

// ringSwatch returns the ring of a hub, hollow and dashed.
func ringSwatch(id string, line scene.LineStyle) string {
	const radius = 7
	dash := scene.FitDash(line.Stroke.Dash, 2*math.Pi*radius)
	return fmt.Sprintf(
		`<circle cx="14" cy="9" r="%d" fill="none" stroke="%s" stroke-width="%.4g"%s/>`,
		radius, staticmap.CSSVariable("line", id), line.Stroke.Width, dashAttribute(dash))
}

// styleVariables returns the colours of style.json as custom properties. The reader's choice of a
// theme overrides the system's. Print always has the light theme.
func styleVariables(themes map[string]*scene.Theme) string {
	light, dark := themeVariables(themes["light"]), themeVariables(themes["dark"])
	return ":root{" + light +
		"}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark +
		"}}\n" +
		"@media screen{:root[data-theme=dark]{" + dark + "}}\n"
}

func themeVariables(theme *scene.Theme) string {
	var list []string
	add := func(kind, role string, c color.NRGBA) {
		list = append(list,
			fmt.Sprintf("--%s-%s:#%02x%02x%02x%02x", kind, role, c.R, c.G, c.B, c.A))
	}
	addVisible := func(kind, role string, c color.NRGBA) {
		if c.A > 0 {
			add(kind, role, c)
		}
	}
	for role, fill := range theme.Fills {
		add("fill", role, fill.Color) // without it a swatch would be black
		if fill.Hatch != nil {
			addVisible("hatch", role, fill.Hatch.Color)
		}
	}
	for role, line := range theme.Lines {
		addVisible("line", role, line.Stroke.Color)
		addVisible("casing", role, line.Casing.Color)
	}
	for role, text := range theme.Texts {
		addVisible("text", role, text.Color)
		addVisible("halo", role, text.Halo)
	}
	if theme.Texts["held"].Halo.A == 0 { // labels on held land then keep their own halo
		addVisible("halo", "held", theme.Texts["town-3"].Halo)
	}
	slices.Sort(list)
	return strings.Join(list, ";")
}
