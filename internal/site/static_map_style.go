package site

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"truceline/internal/scene"
)

// roleThemeID is the id of a theme whose colours are numbers of roles: what is drawn in it tells
// which role it has, and the style sheet knows the role's colours in each theme.
const roleThemeID = "still"

// staticMapStyle is how the static picture's classes look.
type staticMapStyle struct {
	light, dark, roleTheme *scene.Theme
	fonts                  *scene.Fonts
	fills, lines, casings  roleClasses
	texts, halos           roleClasses
	haloCache              map[haloKey]string // outlines of halos
}

// haloKey is what the outline of a halo depends on.
type haloKey struct {
	text, role string
	bold       bool
	spacing    float64
}

// roleClasses are roles in an order; the class of one is a letter and its number.
type roleClasses struct {
	prefix string
	names  []string
}

func (r roleClasses) class(role string) string {
	return r.prefix + fmt.Sprint(slices.Index(r.names, role))
}

// encodeRole is the colour that stands for a role: its number, opaque, so that nothing is left out
// as invisible.
func (r roleClasses) encodeRole(role string) color.NRGBA {
	return color.NRGBA{R: uint8(slices.Index(r.names, role)), G: r.prefix[0], A: 255}
}

// decodeRole is the role that a colour stands for.
func (r roleClasses) decodeRole(c color.NRGBA) string {
	if c.G != r.prefix[0] || int(c.R) >= len(r.names) {
		return ""
	}
	return r.names[c.R]
}

func newStaticMapStyle(themes map[string]*scene.Theme, fonts *scene.Fonts) *staticMapStyle {
	k := &staticMapStyle{light: themes["light"], dark: themes["dark"], fonts: fonts,
		haloCache: map[haloKey]string{}}
	k.fills = roleClasses{"f", slices.Sorted(maps.Keys(k.light.Fills))}
	k.lines = roleClasses{"l", slices.Sorted(maps.Keys(k.light.Lines))}
	k.casings = roleClasses{"k", k.lines.names}
	k.texts = roleClasses{"t", slices.Sorted(maps.Keys(k.light.Texts))}
	k.halos = roleClasses{"o", k.texts.names}
	k.roleTheme = &scene.Theme{Fills: map[string]scene.FillStyle{},
		Lines: map[string]scene.LineStyle{}, Texts: map[string]scene.TextStyle{}}
	for role, f := range k.light.Fills {
		f.Color = k.fills.encodeRole(role)
		k.roleTheme.Fills[role] = f
	}
	for role, l := range k.light.Lines {
		l.Stroke.Color = k.lines.encodeRole(role)
		if l.Casing.Width > 0 {
			l.Casing.Color = k.casings.encodeRole(role)
		}
		k.roleTheme.Lines[role] = l
	}
	for role, s := range k.light.Texts {
		s.Color = k.texts.encodeRole(role)
		if s.Halo.A > 0 {
			s.Halo = k.halos.encodeRole(role)
		}
		k.roleTheme.Texts[role] = s
	}
	return k
}

func (k *staticMapStyle) textClass(c color.NRGBA) string {
	return k.texts.class(k.texts.decodeRole(c))
}

// translucent is whether a line's colour lets through what lies under it in one of the themes.
func (k *staticMapStyle) translucent(c color.NRGBA) bool {
	role := k.lines.decodeRole(c)
	return k.light.Lines[role].Stroke.Color.A < 255 || k.dark.Lines[role].Stroke.Color.A < 255
}

func (k *staticMapStyle) haloClass(c color.NRGBA) string {
	return k.halos.class(k.halos.decodeRole(c))
}

// css writes the rules of the static picture's classes. They are the same for every page of a site,
// because a page's policy names its style sheet by its hash.
func (k *staticMapStyle) css(abouts map[string]scene.Bounds, home scene.Bounds) string {
	var b strings.Builder
	for _, role := range k.fills.names {
		fmt.Fprintf(&b, ".still .%s{fill:%s}", k.fills.class(role), cssVariable("fill", role))
		if k.light.Fills[role].Hatch != nil {
			fmt.Fprintf(&b, ".still .h%s{fill:%s}.still .q%[1]s{stroke:%[2]s}", k.fills.class(role),
				cssVariable("hatch", role))
		}
	}
	for _, role := range k.lines.names {
		fmt.Fprintf(&b, ".still .%s{stroke:%s}", k.lines.class(role), cssVariable("line", role))
		if k.light.Lines[role].Casing.Width > 0 {
			fmt.Fprintf(&b, ".still .%s{stroke:%s}", k.casings.class(role),
				cssVariable("casing", role))
		}
	}
	for _, role := range k.texts.names {
		fmt.Fprintf(&b, ".still .%s{fill:%s}", k.texts.class(role), cssVariable("text", role))
		if s := k.light.Texts[role]; s.Halo.A > 0 {
			fmt.Fprintf(&b, ".still .%s{color:%s}", k.halos.class(role), cssVariable("halo", role))
		}
	}
	b.WriteString("\n")
	rules := scene.Breakpoints()
	fmt.Fprintf(&b, ".still{--air:%spx;--type:%s}", formatNumber(rules[0].Padding),
		formatNumber(rules[0].TextScale))
	// What is in several sets is displayed if it is in the one that is shown: the rule that shows a
	// set follows the others.
	for i := 1; i < len(rules); i++ {
		fmt.Fprintf(&b, ".still .%s{display:none}", breakpointClass(i))
	}
	for i, set := range rules {
		if set.ExtraMinWidth > 0 {
			fmt.Fprintf(&b, ".still .%s{display:none}", largerOnlyClass(i))
		}
	}
	fmt.Fprintf(&b, ".still .%s{display:block}", breakpointClass(0))
	b.WriteString(k.hatchRules(0))
	beside := false // whether a set so far has a column
	for i := 1; i < len(rules); i++ {
		set := rules[i]
		across, side := 1, ""
		if set.ColumnWidth > 0 {
			beside, across = true, 4
		}
		if beside {
			side = fmt.Sprintf(".box>*{--side:%spx;--across:%d}", formatNumber(set.ColumnWidth),
				across)
		}
		fmt.Fprintf(&b,
			"\n@container tl-map (min-width:%spx) and (min-height:%spx){.still{--air:%spx;--type:%s}%s%s{display:none}.still .%s{display:block}%s}",
			formatNumber(set.MinWidth), formatNumber(set.MinHeight), formatNumber(set.Padding),
			formatNumber(set.TextScale), side, selectorsBefore(rules[:i]), breakpointClass(i),
			k.hatchRules(i))
		if set.ExtraMinWidth > 0 {
			fmt.Fprintf(&b,
				"\n@container tl-map (min-width:%spx) and (min-height:%spx){.still .%s{display:block}}",
				formatNumber(set.ExtraMinWidth), formatNumber(set.ExtraMinHeight),
				largerOnlyClass(i))
		}
	}
	b.WriteString(k.focusRules(abouts, home))
	return b.String()
}

// selectorsBefore selects what is in sets of which a larger one takes the place. A low picture may
// be large enough for one and not for the one before it.
func selectorsBefore(sets []scene.Breakpoint) string {
	var list []string
	for i, set := range sets {
		list = append(list, ".still ."+breakpointClass(i))
		if set.ExtraMinWidth > 0 {
			list = append(list, ".still ."+largerOnlyClass(i))
		}
	}
	return strings.Join(list, ",")
}

// breakpointClass is the class of what stands in the pictures of a set.
func breakpointClass(set int) string { return fmt.Sprintf("s%d", set) }

// largerOnlyClass is the class of what stands in the larger pictures of a set alone.
func largerOnlyClass(set int) string { return fmt.Sprintf("m%d", set) }

// hatchRules choose the hatches of a set.
func (k *staticMapStyle) hatchRules(set int) string {
	var b strings.Builder
	for _, role := range k.fills.names {
		if k.light.Fills[role].Hatch != nil {
			fmt.Fprintf(&b, ".still .p%s{fill:url(#tl-%[1]s-%d)}", k.fills.class(role), set)
		}
	}
	return b.String()
}

// focusRules say which shape what a picture is about has, of width to height, hide rivers where the
// program does not draw them at the picture's scale, and make those that are left as thin as it
// does.
func (k *staticMapStyle) focusRules(abouts map[string]scene.Bounds, home scene.Bounds) string {
	var b strings.Builder
	shape := func(x scene.Bounds) string { return formatSignificant(x.Width() / x.Height()) }
	rule := func(class string, x scene.Bounds) {
		fmt.Fprintf(&b, "\n%s{--r:%s}", class, shape(x))
		rivers := scene.RiverClasses()
		for i, river := range rivers[1:] {
			larger := rivers[i].Role
			fmt.Fprintf(&b,
				"%s .%s{display:block}@container (max-width:%spx) or (max-height:%spx){%[1]s .%[2]s{display:none}%[1]s .%[5]s{stroke-width:%[6]s}}",
				class, k.lines.class(river.Role), formatNumber(x.Width()/river.MaxMetresPerPixel),
				formatNumber(x.Height()/river.MaxMetresPerPixel),
				k.lines.class(larger),
				formatNumber(k.light.Lines[larger].Stroke.Width*
					scene.RiverWidthFactor(river.MaxMetresPerPixel)))
		}
	}
	rule(".still", home)
	for _, id := range slices.Sorted(maps.Keys(abouts)) {
		rule(".about-"+id, abouts[id])
	}
	b.WriteString("\n")
	return b.String()
}

func formatSignificant(v float64) string { return fmt.Sprintf("%.5g", v) }
