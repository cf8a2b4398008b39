package site

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"truceline/internal/scene"
)

// stillTheme is the id of a theme whose colours are numbers of roles: what is drawn in it tells which role it has, and
// the style sheet knows the role's colours in each theme.
const stillTheme = "still"

// stillLook is how the static picture's classes look.
type stillLook struct {
	light, dark, theme    *scene.Theme
	fonts                 *scene.Fonts
	fills, lines, casings roles
	texts, halos          roles
	drawn                 map[haloKey]string // outlines of halos
}

// haloKey is what the outline of a halo depends on.
type haloKey struct {
	text, role string
	bold       bool
	spacing    float64
}

// roles are roles in an order; the class of one is a letter and its number.
type roles struct {
	letter string
	list   []string
}

func (r roles) class(role string) string {
	return r.letter + fmt.Sprint(slices.Index(r.list, role))
}

// code is the colour that stands for a role: its number, opaque, so that nothing is left out as invisible.
func (r roles) code(role string) color.NRGBA {
	return color.NRGBA{R: uint8(slices.Index(r.list, role)), G: r.letter[0], A: 255}
}

// role is the role that a colour stands for.
func (r roles) role(c color.NRGBA) string {
	if c.G != r.letter[0] || int(c.R) >= len(r.list) {
		return ""
	}
	return r.list[c.R]
}

func newStillLook(themes map[string]*scene.Theme, fonts *scene.Fonts) *stillLook {
	k := &stillLook{light: themes["light"], dark: themes["dark"], fonts: fonts, drawn: map[haloKey]string{}}
	k.fills = roles{"f", slices.Sorted(maps.Keys(k.light.Fills))}
	k.lines = roles{"l", slices.Sorted(maps.Keys(k.light.Lines))}
	k.casings = roles{"k", k.lines.list}
	k.texts = roles{"t", slices.Sorted(maps.Keys(k.light.Texts))}
	k.halos = roles{"o", k.texts.list}
	k.theme = &scene.Theme{Fills: map[string]scene.FillStyle{}, Lines: map[string]scene.LineStyle{}, Texts: map[string]scene.TextStyle{}}
	for role, f := range k.light.Fills {
		f.Color = k.fills.code(role)
		k.theme.Fills[role] = f
	}
	for role, l := range k.light.Lines {
		l.Stroke.Color = k.lines.code(role)
		if l.Casing.Width > 0 {
			l.Casing.Color = k.casings.code(role)
		}
		k.theme.Lines[role] = l
	}
	for role, s := range k.light.Texts {
		s.Color = k.texts.code(role)
		if s.Halo.A > 0 {
			s.Halo = k.halos.code(role)
		}
		k.theme.Texts[role] = s
	}
	return k
}

func (k *stillLook) textClass(c color.NRGBA) string { return k.texts.class(k.texts.role(c)) }

// sheer is whether a line's colour lets through what lies under it in one of the themes.
func (k *stillLook) sheer(c color.NRGBA) bool {
	role := k.lines.role(c)
	return k.light.Lines[role].Stroke.Color.A < 255 || k.dark.Lines[role].Stroke.Color.A < 255
}

func (k *stillLook) haloClass(c color.NRGBA) string { return k.halos.class(k.halos.role(c)) }

// css writes the rules of the static picture's classes. They are the same for every page of a site, because a page's
// policy names its style sheet by its hash.
func (k *stillLook) css(abouts map[string]scene.Bounds, home scene.Bounds) string {
	var b strings.Builder
	for _, role := range k.fills.list {
		fmt.Fprintf(&b, ".still .%s{fill:%s}", k.fills.class(role), variable("fill", role))
		if k.light.Fills[role].Hatch != nil {
			fmt.Fprintf(&b, ".still .h%s{fill:%s}.still .q%[1]s{stroke:%[2]s}", k.fills.class(role), variable("hatch", role))
		}
	}
	for _, role := range k.lines.list {
		fmt.Fprintf(&b, ".still .%s{stroke:%s}", k.lines.class(role), variable("line", role))
		if k.light.Lines[role].Casing.Width > 0 {
			fmt.Fprintf(&b, ".still .%s{stroke:%s}", k.casings.class(role), variable("casing", role))
		}
	}
	for _, role := range k.texts.list {
		fmt.Fprintf(&b, ".still .%s{fill:%s}", k.texts.class(role), variable("text", role))
		if s := k.light.Texts[role]; s.Halo.A > 0 {
			fmt.Fprintf(&b, ".still .%s{color:%s}", k.halos.class(role), variable("halo", role))
		}
	}
	b.WriteString("\n")
	rules := scene.Breakpoints()
	fmt.Fprintf(&b, ".still{--air:%spx;--type:%s}", short(rules[0].Padding), short(rules[0].TextScale))
	// What is in several sets is displayed if it is in the one that is shown: the rule that shows a set follows the others.
	for i := 1; i < len(rules); i++ {
		fmt.Fprintf(&b, ".still .%s{display:none}", setClass(i))
	}
	for i, set := range rules {
		if set.ExtraMinWidth > 0 {
			fmt.Fprintf(&b, ".still .%s{display:none}", moreClass(i))
		}
	}
	fmt.Fprintf(&b, ".still .%s{display:block}", setClass(0))
	b.WriteString(k.hatchRules(0))
	beside := false // whether a set so far has a column
	for i := 1; i < len(rules); i++ {
		set := rules[i]
		across, side := 1, ""
		if set.ColumnWidth > 0 {
			beside, across = true, 4
		}
		if beside {
			side = fmt.Sprintf(".box>*{--side:%spx;--across:%d}", short(set.ColumnWidth), across)
		}
		fmt.Fprintf(&b, "\n@container tl-map (min-width:%spx) and (min-height:%spx){.still{--air:%spx;--type:%s}%s%s{display:none}.still .%s{display:block}%s}",
			short(set.MinWidth), short(set.MinHeight), short(set.Padding), short(set.TextScale), side, setsBefore(rules[:i]), setClass(i), k.hatchRules(i))
		if set.ExtraMinWidth > 0 {
			fmt.Fprintf(&b, "\n@container tl-map (min-width:%spx) and (min-height:%spx){.still .%s{display:block}}",
				short(set.ExtraMinWidth), short(set.ExtraMinHeight), moreClass(i))
		}
	}
	b.WriteString(k.aboutRules(abouts, home))
	return b.String()
}

// setsBefore selects what is in sets of which a larger one takes the place. A low picture may be
// large enough for one and not for the one before it.
func setsBefore(sets []scene.Breakpoint) string {
	var list []string
	for i, set := range sets {
		list = append(list, ".still ."+setClass(i))
		if set.ExtraMinWidth > 0 {
			list = append(list, ".still ."+moreClass(i))
		}
	}
	return strings.Join(list, ",")
}

// setClass is the class of what stands in the pictures of a set.
func setClass(set int) string { return fmt.Sprintf("s%d", set) }

// moreClass is the class of what stands in the larger pictures of a set alone.
func moreClass(set int) string { return fmt.Sprintf("m%d", set) }

// hatchRules choose the hatches of a set.
func (k *stillLook) hatchRules(set int) string {
	var b strings.Builder
	for _, role := range k.fills.list {
		if k.light.Fills[role].Hatch != nil {
			fmt.Fprintf(&b, ".still .p%s{fill:url(#tl-%[1]s-%d)}", k.fills.class(role), set)
		}
	}
	return b.String()
}

// aboutRules say which shape what a picture is about has, of width to height, hide rivers where the
// program does not draw them at the picture's scale, and make those that are left as thin as it does.
func (k *stillLook) aboutRules(abouts map[string]scene.Bounds, home scene.Bounds) string {
	var b strings.Builder
	shape := func(x scene.Bounds) string { return fine(x.Width() / x.Height()) }
	rule := func(class string, x scene.Bounds) {
		fmt.Fprintf(&b, "\n%s{--r:%s}", class, shape(x))
		rivers := scene.RiverClasses()
		for i, river := range rivers[1:] {
			larger := rivers[i].Role
			fmt.Fprintf(&b, "%s .%s{display:block}@container (max-width:%spx) or (max-height:%spx){%[1]s .%[2]s{display:none}%[1]s .%[5]s{stroke-width:%[6]s}}",
				class, k.lines.class(river.Role), short(x.Width()/river.MaxMetresPerPixel), short(x.Height()/river.MaxMetresPerPixel),
				k.lines.class(larger), short(k.light.Lines[larger].Stroke.Width*scene.RiverWidthFactor(river.MaxMetresPerPixel)))
		}
	}
	rule(".still", home)
	for _, id := range slices.Sorted(maps.Keys(abouts)) {
		rule(".about-"+id, abouts[id])
	}
	b.WriteString("\n")
	return b.String()
}

func fine(v float64) string { return fmt.Sprintf("%.5g", v) }
