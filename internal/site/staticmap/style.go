package staticmap

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"truceline/internal/scene"
)

// layoutTheme is the theme in which the static map is laid out. Its colours do not matter: what
// is drawn has the classes of its roles, to which the style sheet gives the colours of both themes.
const layoutTheme = "light"

// Style has the classes of roles and their rules.
type Style struct {
	light, dark           *scene.Theme
	fonts                 *scene.Fonts
	fills, lines, casings roleClasses
	texts, halos          roleClasses
	haloCache             map[haloKey]string // outlines of halos as path data
}

// haloKey has all parameters of a halo's outline.
type haloKey struct {
	text, role string
	bold       bool
	spacing    float64
}

// roleClasses are the classes of roles: a prefix followed by the role's index in names.
type roleClasses struct {
	prefix string
	names  []string
}

func (r roleClasses) class(role string) string {
	return r.prefix + fmt.Sprint(slices.Index(r.names, role))
}

// NewStyle returns the style with the themes "light" and "dark".
func NewStyle(themes map[string]*scene.Theme, fonts *scene.Fonts) *Style {
	style := &Style{light: themes["light"], dark: themes["dark"], fonts: fonts,
		haloCache: map[haloKey]string{}}
	style.fills = roleClasses{"f", slices.Sorted(maps.Keys(style.light.Fills))}
	style.lines = roleClasses{"l", slices.Sorted(maps.Keys(style.light.Lines))}
	style.casings = roleClasses{"k", style.lines.names}
	style.texts = roleClasses{"t", slices.Sorted(maps.Keys(style.light.Texts))}
	style.halos = roleClasses{"o", style.texts.names}
	return style
}

// strokeClass returns the class of a line or of its casing. Seams between seas have no role.
func (s *Style) strokeClass(stroke scene.StrokeStyle) string {
	switch {
	case stroke.Role == "":
		return "seam"
	case stroke.Casing:
		return s.casings.class(stroke.Role)
	}
	return s.lines.class(stroke.Role)
}

// isTranslucent reports whether a line or its casing is translucent in one of the themes.
func (s *Style) isTranslucent(stroke scene.StrokeStyle) bool {
	for _, theme := range []*scene.Theme{s.light, s.dark} {
		style := theme.Lines[stroke.Role].Stroke
		if stroke.Casing {
			style = theme.Lines[stroke.Role].Casing
		}
		if style.Color.A < 255 {
			return true
		}
	}
	return false
}

// CSS returns the rules of the static map's classes. All pages of a site share them, because the
// policy of a page names its style sheet by its hash.
func (s *Style) CSS(focusBounds map[string]scene.Bounds,
	countryBounds scene.Bounds) string {
	var b strings.Builder
	s.writeRoleRules(&b)
	b.WriteString("\n")
	s.writeBreakpointRules(&b)
	b.WriteString(s.focusRules(focusBounds, countryBounds))
	return b.String()
}

// writeRoleRules writes the rules that give each role its colours.
func (s *Style) writeRoleRules(b *strings.Builder) {
	for _, role := range s.fills.names {
		fmt.Fprintf(b, ".static-map .%s{fill:%s}", s.fills.class(role), CSSVariable("fill", role))
		if s.light.Fills[role].Hatch != nil {
			fmt.Fprintf(b, ".static-map .h%s{fill:%s}.static-map .q%[1]s{stroke:%[2]s}",
				s.fills.class(role),
				CSSVariable("hatch", role))
		}
	}
	for _, role := range s.lines.names {
		fmt.Fprintf(b, ".static-map .%s{stroke:%s}", s.lines.class(role), CSSVariable("line", role))
		if s.light.Lines[role].Casing.Width > 0 {
			fmt.Fprintf(b, ".static-map .%s{stroke:%s}", s.casings.class(role),
				CSSVariable("casing", role))
		}
	}
	for _, role := range s.texts.names {
		fmt.Fprintf(b, ".static-map .%s{fill:%s}", s.texts.class(role), CSSVariable("text", role))
		if s.light.Texts[role].Halo.A > 0 {
			fmt.Fprintf(b, ".static-map .%s{color:%s}", s.halos.class(role),
				CSSVariable("halo", role))
		}
	}
}

// writeBreakpointRules writes the rules that display the content of the current breakpoint and hide
// that of the others. An element of several breakpoints is displayed if one of them is current,
// because the rule that displays a breakpoint comes after those that hide the others.
func (s *Style) writeBreakpointRules(b *strings.Builder) {
	breakpoints := scene.Breakpoints()
	fmt.Fprintf(b, ".static-map{--map-padding:%spx;--type:%s}",
		formatNumber(breakpoints[0].Padding), formatNumber(breakpoints[0].TextScale))
	for i := 1; i < len(breakpoints); i++ {
		fmt.Fprintf(b, ".static-map .%s{display:none}", breakpointClass(i))
	}
	for i, breakpoint := range breakpoints {
		if breakpoint.ExtraMinWidth > 0 {
			fmt.Fprintf(b, ".static-map .%s{display:none}", largerOnlyClass(i))
		}
	}
	fmt.Fprintf(b, ".static-map .%s{display:block}", breakpointClass(0))
	b.WriteString(s.hatchRules(0))
	hasColumn := false // whether this or a smaller breakpoint has a column
	for i := 1; i < len(breakpoints); i++ {
		breakpoint := breakpoints[i]
		columns, columnRule := 1, ""
		if breakpoint.ColumnWidth > 0 {
			hasColumn, columns = true, 4
		}
		if hasColumn {
			columnRule = fmt.Sprintf(".map-box>*{--key-width:%spx;--button-columns:%d}",
				formatNumber(breakpoint.ColumnWidth), columns)
		}
		fmt.Fprintf(b,
			"\n@container tl-map (min-width:%spx) and (min-height:%spx)"+
				"{.static-map{--map-padding:%spx;--type:%s}%s%s{display:none}.static-map .%s{display:block}%s}",
			formatNumber(breakpoint.MinWidth), formatNumber(breakpoint.MinHeight),
			formatNumber(breakpoint.Padding), formatNumber(breakpoint.TextScale), columnRule,
			selectorsBefore(breakpoints[:i]), breakpointClass(i), s.hatchRules(i))
		if breakpoint.ExtraMinWidth > 0 {
			fmt.Fprintf(b,
				"\n@container tl-map (min-width:%spx) and (min-height:%spx)"+
					"{.static-map .%s{display:block}}",
				formatNumber(breakpoint.ExtraMinWidth), formatNumber(breakpoint.ExtraMinHeight),
				largerOnlyClass(i))
		}
	}
}

// selectorsBefore returns a selector of the content of smaller breakpoints. All of them are needed:
// a low picture may match a breakpoint without matching the one before it.
func selectorsBefore(breakpoints []scene.Breakpoint) string {
	var list []string
	for i, breakpoint := range breakpoints {
		list = append(list, ".static-map ."+breakpointClass(i))
		if breakpoint.ExtraMinWidth > 0 {
			list = append(list, ".static-map ."+largerOnlyClass(i))
		}
	}
	return strings.Join(list, ",")
}

// breakpointClass returns the class of the content of a breakpoint.
func breakpointClass(i int) string { return fmt.Sprintf("s%d", i) }

// largerOnlyClass returns the class of the content of a breakpoint's larger pictures (see
// scene.Breakpoint).
func largerOnlyClass(i int) string { return fmt.Sprintf("m%d", i) }

// hatchRules returns the rules that select the hatch patterns of a breakpoint.
func (s *Style) hatchRules(i int) string {
	var b strings.Builder
	for _, role := range s.fills.names {
		if s.light.Fills[role].Hatch != nil {
			fmt.Fprintf(&b, ".static-map .p%s{fill:url(#tl-%[1]s-%d)}", s.fills.class(role), i)
		}
	}
	return b.String()
}

// focusRules returns the rules of each scenario's focus bounds: their aspect ratio, and which
// rivers are shown and how wide, as in the program's picture at the same scale.
func (s *Style) focusRules(focusBounds map[string]scene.Bounds,
	countryBounds scene.Bounds) string {
	var b strings.Builder
	aspectRatio := func(bounds scene.Bounds) string {
		return formatSignificant(bounds.Width() / bounds.Height())
	}
	rule := func(class string, bounds scene.Bounds) {
		fmt.Fprintf(&b, "\n%s{--r:%s}", class, aspectRatio(bounds))
		rivers := scene.RiverClasses()
		for i, river := range rivers[1:] {
			larger := rivers[i].Role
			fmt.Fprintf(&b,
				"%s .%s{display:block}@container (max-width:%spx) or (max-height:%spx)"+
					"{%[1]s .%[2]s{display:none}%[1]s .%[5]s{stroke-width:%[6]s}}",
				class, s.lines.class(river.Role),
				formatNumber(bounds.Width()/river.MaxMetresPerPixel),
				formatNumber(bounds.Height()/river.MaxMetresPerPixel),
				s.lines.class(larger),
				formatNumber(s.light.Lines[larger].Stroke.Width*
					scene.RiverWidthFactor(river.MaxMetresPerPixel)))
		}
	}
	rule(".static-map", countryBounds)
	for _, id := range slices.Sorted(maps.Keys(focusBounds)) {
		rule(".about-"+id, focusBounds[id])
	}
	b.WriteString("\n")
	return b.String()
}

func formatSignificant(v float64) string { return fmt.Sprintf("%.5g", v) }

// CSSVariable returns the value of the custom property of a role's colour. kind is fill, hatch,
// line, casing, text or halo.
func CSSVariable(kind, role string) string { return fmt.Sprintf("var(--%s-%s)", kind, role) }
