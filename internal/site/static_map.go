package site

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/app"
	"truceline/internal/scene"
)

// staticMap writes the picture that stands in the page before there is a program: the shapes once,
// in an element that is fitted into the map's box by the camera's own rule; names, texts and scale
// bar beside it, once for each set of scene.Sets, in CSS pixels. It needs no script and no style
// attribute.
type staticMap struct {
	style         *staticMapStyle
	view          app.View
	summaries     map[string]string // of what can be tapped, by id
	layouts       []scene.StaticLayout
	shapes        *staticMapCanvas
	areas         []scene.OblastPath
	focusBounds   scene.Bounds // what every set shows
	partOfCountry bool         // of the country

	outlines []textOutline
}

// stillWidth is the width for which the shapes of the static picture have the right detail.
const (
	staticMapWidth  = 900
	staticMapHeight = 600
	staticMapRatio  = 0.65
)

// newStaticMap draws what the app shows now.
func newStaticMap(a *app.App, look *staticMapStyle) (*staticMap, error) {
	s := &staticMap{style: look, view: a.View()}
	w := a.World()
	w.Themes[roleThemeID] = look.roleTheme
	defer delete(w.Themes, roleThemeID)
	for _, size := range scene.Breakpoints() {
		if err := a.Dispatch(app.Action{Type: app.ActionResize, W: size.MinWidth, H: size.MinHeight,
			Ratio: 1}); err != nil {
			return nil, err
		}
		p := a.Picture()
		p.Theme = roleThemeID
		s.layouts = append(s.layouts, w.StaticLayout(&p))
	}
	if err := a.Dispatch(app.Action{Type: app.ActionResize, W: staticMapWidth, H: staticMapHeight,
		Ratio: staticMapRatio}); err != nil {
		return nil, err
	}
	p := a.Picture()
	s.focusBounds, s.partOfCountry = s.layouts[0].FocusBounds, p.FocusBounds.Width() > 0
	p.Theme, p.PixelRatio = roleThemeID, staticMapRatio
	p.Camera = scene.Camera{W: staticMapWidth, H: staticMapHeight}.Fit(s.focusBounds,
		scene.Insets{})
	s.shapes = newStaticMapCanvas(look, p.Camera, s.focusBounds)
	s.areas = w.OblastPaths(&p)
	s.shapes.contestedIDs = w.ContestedPaths(&p)
	s.summaries = map[string]string{}
	for _, id := range s.interactiveIDs() {
		name, lead := a.CardLead(id)
		s.summaries[id] = name + "\n" + lead
	}
	s.shapes.summaries = s.summaries
	w.DrawBase(s.shapes, &p, s.shapes.camera, 0)
	return s, nil
}

// interactiveIDs are the ids of all that answers a tap: oblasts, towns and contested land.
func (s *staticMap) interactiveIDs() []string {
	var ids []string
	for _, area := range s.areas {
		ids = append(ids, area.ID)
	}
	for _, set := range s.layouts {
		for _, name := range set.Labels {
			if name.TownID != "" {
				ids = append(ids, name.TownID)
			}
		}
	}
	ids = slices.AppendSeq(ids, maps.Values(s.shapes.contestedIDs))
	slices.Sort(ids)
	return slices.Compact(ids)
}

// focusClass is the class by which the style sheet fits what the picture is about, where that is a
// part of the country.
func (s *staticMap) focusClass() string {
	if !s.partOfCountry || s.view.Scenario == nil {
		return ""
	}
	return "about-" + s.view.Scenario.ID
}

// render writes what the picture's element holds.
func (s *staticMap) render() template.HTML {
	var b strings.Builder
	// Texts come first: a browser that shows a page while it arrives would make room for them
	// later.
	s.writeFooters(&b)
	b.WriteString("<div class=\"field\">\n")
	s.writeShapes(&b)
	s.writeLabels(&b)
	s.writeScaleBars(&b)
	s.writeTextOutlines(&b)
	b.WriteString("</div>\n")
	return template.HTML(b.String())
}

func (s *staticMap) writeShapes(b *strings.Builder) {
	c := s.shapes
	x0, y0 := c.toUnits(s.focusBounds.Min.X, s.focusBounds.Max.Y)
	x1, y1 := c.toUnits(s.focusBounds.Max.X, s.focusBounds.Min.Y)
	label := s.view.Title + ". " + s.view.Situation
	fmt.Fprintf(b,
		"<svg class=\"shapes\" viewBox=\"%d %d %d %d\" role=\"img\" aria-label=\"%s\"><g>\n", x0,
		y0, x1-x0, y1-y0, html.EscapeString(label))
	s.writeHatchPatterns(b)
	for i, layer := range c.layers {
		b.WriteString(layer.String())
		if i == c.landLayer {
			s.writeOblastLinks(b)
		}
	}
	b.WriteString("</g></svg>\n")
	// What is marked changes with every tap: beside the shapes, so that those need not be painted
	// again.
	fmt.Fprintf(b,
		"<svg class=\"shapes mark\" viewBox=\"%d %d %d %d\" aria-hidden=\"true\"><g><path id=\"tl-still-mark\"/></g></svg>\n", x0, y0, x1-x0, y1-y0)
}

// writeOblastLinks writes the land as a link for each oblast: to its row of the table.
func (s *staticMap) writeOblastLinks(b *strings.Builder) {
	b.WriteString("<g class=\"land\">\n")
	for _, area := range s.areas {
		d := s.shapes.pathData(area.Path, true)
		if d == "" {
			continue
		}
		fmt.Fprintf(b,
			"<a href=\"#tl-row-%[1]s\" data-id=\"%[1]s\" tabindex=\"-1\"><title>%[2]s</title><path d=\"%[3]s\"/></a>\n", area.ID, html.EscapeString(s.summaries[area.ID]), d)
	}
	b.WriteString("</g>\n")
}

// writeHatchPatterns writes a pattern for each hatch that is used, in each set: their lines keep
// their distance on the screen.
func (s *staticMap) writeHatchPatterns(b *strings.Builder) {
	// As in the program's picture a line runs through the map's origin.
	x, y := s.shapes.toUnits(0, 0)
	for _, role := range s.shapes.usedHatchRoles() {
		h := s.style.light.Fills[role].Hatch
		sin, cos := math.Sincos(h.Angle * math.Pi / 180)
		across := float64(x)*sin + float64(y)*cos
		for i, set := range s.layouts {
			unit := set.Scale * s.shapes.metresPerUnit // CSS pixels in a unit of the picture
			spacing, width := h.Spacing/unit, h.Width/unit
			shift := math.Mod(across-width/2, spacing)
			fmt.Fprintf(b,
				"<pattern id=\"tl-%s-%d\" patternUnits=\"userSpaceOnUse\" y=\"%.5g\" width=\"9\" height=\"%.6g\" patternTransform=\"rotate(%s)\">", s.style.fills.class(role), i, shift, spacing, formatNumber(-h.Angle))
			if s.style.light.Fills[role].Color.A > 0 {
				fmt.Fprintf(b, "<path class=\"%s\" d=\"M0 0H9V%sH0Z\"/>", s.style.fills.class(role),
					formatNumber(spacing+1))
			}
			fmt.Fprintf(b, "<path class=\"h%s\" d=\"M0 0H9V%sH0Z\"/></pattern>\n",
				s.style.fills.class(role), formatNumber(width))
		}
	}
}

// A anchoredLabel is a name that hangs on a place of the map, in all sets in which it hangs alike.
type anchoredLabel struct {
	scene.StaticLabel
	x, y    string   // shares of the fitted box
	classes []string // of the sets
}

// anchoredLabels are the names of all sets. Their lengths are those of type as large as the style
// has it.
func (s *staticMap) anchoredLabels() []anchoredLabel {
	var list []anchoredLabel
	rules := scene.Breakpoints()
	for i, set := range s.layouts {
		size := rules[i].TextScale
		for _, name := range set.Labels {
			x := 100 * (name.Anchor.X - set.FocusBounds.Min.X) / set.FocusBounds.Width()
			y := 100 * (set.FocusBounds.Max.Y - name.Anchor.Y) / set.FocusBounds.Height()
			class := breakpointClass(i)
			if name.Extra {
				class = largerOnlyClass(i)
			}
			n := anchoredLabel{name, formatPercent(x), formatPercent(y), []string{class}}
			n.X, n.Y, n.DotRadius = n.X/size, n.Y/size, n.DotRadius/size
			n.Style.Size, n.Style.Spacing = n.Style.Size/size, n.Style.Spacing/size
			l := &n.Leader
			l.X0, l.Y0, l.X1, l.Y1 = l.X0/size, l.Y0/size, l.X1/size, l.Y1/size
			if k := slices.IndexFunc(list, n.mergeableWith); k >= 0 {
				list[k].classes = append(list[k].classes, class)
			} else {
				list = append(list, n)
			}
		}
	}
	return list
}

// mergeTolerance is the difference in CSS pixels between two places of a name that nobody sees.
const mergeTolerance = 0.2

// mergeableWith is whether two names can be one: the gap between a dot and its name does not grow
// with type, but by less than anybody sees.
func (n anchoredLabel) mergeableWith(m anchoredLabel) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= mergeTolerance }
	a, b := n.Style, m.Style
	return n.TownID == m.TownID && n.x == m.x && n.y == m.y && n.Text == m.Text &&
		a.Color == b.Color && a.Halo == b.Halo && a.Bold == b.Bold &&
		near(n.X, m.X) && near(n.Y, m.Y) && near(a.Size, b.Size) &&
		near(n.DotRadius, m.DotRadius) && n.Capital == m.Capital &&
		near(n.Leader.X0, m.Leader.X0) && near(n.Leader.Y0, m.Leader.Y0) &&
		near(n.Leader.X1, m.Leader.X1) && near(n.Leader.Y1, m.Leader.Y1)
}

// writeLabels writes the names: nested elements at shares of the fitted box, texts in CSS pixels
// from there.
func (s *staticMap) writeLabels(b *strings.Builder) {
	b.WriteString("<svg class=\"names\" aria-hidden=\"true\">\n")
	s.writeHubRings(b)
	for _, n := range s.anchoredLabels() {
		// No group: a browser lays out what is in one even where it is not displayed.
		fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\"%s>", strings.Join(n.classes, " "),
			n.x, n.y, featureAttributes(n.TownID, s.summaries))
		s.writeLeaderLine(b, n.Leader)
		if n.DotRadius > 0 {
			s.writeTownDot(b, n.StaticLabel)
		}
		s.writeText(b, n.Label)
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeHubRings writes the rings of hubs, which have one size whatever that of type is.
func (s *staticMap) writeHubRings(b *strings.Builder) {
	line := s.style.light.Lines["hub"]
	for i, set := range s.layouts {
		for _, m := range set.Marks {
			x := 100 * (m.Center.X - set.FocusBounds.Min.X) / set.FocusBounds.Width()
			y := 100 * (set.FocusBounds.Max.Y - m.Center.Y) / set.FocusBounds.Height()
			fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\">", breakpointClass(i),
				formatPercent(x), formatPercent(y))
			shape, dash := fmt.Sprintf("<ellipse rx=\"%s%%\" ry=\"%s%%\"",
				formatNumber(100*m.RadiusMetres/set.FocusBounds.Width()),
				formatNumber(100*m.RadiusMetres/set.FocusBounds.Height())), line.Stroke.Dash
			if m.RadiusPixels > 0 {
				r := formatNumber(m.RadiusPixels)
				shape = fmt.Sprintf(
					"<path d=\"M%[1]s 0A%[1]s %[1]s 0 1 1-%[1]s 0A%[1]s %[1]s 0 1 1 %[1]s 0\"", r)
				dash = scene.FitDash(dash, 2*math.Pi*m.RadiusPixels)
			}
			fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>",
				shape, s.style.casings.class("hub"), formatNumber(line.Casing.Width))
			fmt.Fprintf(b,
				"%s fill=\"none\" class=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%.4g %.4g\"/></svg>\n",
				shape, s.style.lines.class("hub"), formatNumber(line.Stroke.Width), dash[0],
				dash[1])
		}
	}
}

// featureAttributes are the attributes by which web/answers.js finds what a tap opens, and what is
// said of it.
func featureAttributes(id string, leads map[string]string) string {
	if leads[id] == "" {
		return ""
	}
	return fmt.Sprintf(" data-id=\"%s\" data-text=\"%s\"", id, html.EscapeString(leads[id]))
}

// writeLeaderLine writes a thin line from what is named to its name.
func (s *staticMap) writeLeaderLine(b *strings.Builder, l scene.Leader) {
	if l == (scene.Leader{}) {
		return
	}
	style := s.style.light.Lines["leader"]
	for _, line := range []struct {
		class string
		width float64
	}{{s.style.casings.class("leader"), style.Casing.Width},
		{s.style.lines.class("leader"), style.Stroke.Width}} {
		fmt.Fprintf(b,
			"<line class=\"%s\" stroke-width=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
			line.class, formatNumber(line.width), formatNumber(l.X0), formatNumber(l.Y0),
			formatNumber(l.X1), formatNumber(l.Y1))
	}
}

func (s *staticMap) writeTownDot(b *strings.Builder, name scene.StaticLabel) {
	role := "town"
	if name.Capital {
		role = "capital"
	}
	stroke := s.style.light.Lines[role].Stroke.Width
	fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s %s\" stroke-width=\"%s\"/>",
		formatNumber(name.DotRadius), s.style.fills.class(role), s.style.lines.class(role),
		formatNumber(stroke))
	if name.Capital {
		fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s\"/>", formatNumber(name.DotRadius*0.4),
			s.style.fills.class("town"))
	}
}

// writeScaleBars writes the scale bars: as wide as their kilometres are in the fitted box.
func (s *staticMap) writeScaleBars(b *strings.Builder) {
	b.WriteString("<svg class=\"bar\" aria-hidden=\"true\">\n")
	for i, set := range s.layouts {
		share := formatNumber(100*set.ScaleBarKm*1000/set.FocusBounds.Width()) + "%"
		fmt.Fprintf(b,
			"<svg class=\"%s %s\" stroke-width=\"%s\"><line y1=\"26\" y2=\"30\"/><line x2=\"%[4]s\" y1=\"30\" y2=\"30\"/><line x1=\"%[4]s\" x2=\"%[4]s\" y1=\"26\" y2=\"30\"/>",
			breakpointClass(i), s.style.lines.class("scale"),
			formatNumber(s.style.light.Lines["scale"].Stroke.Width), share)
		s.writeText(b, scene.Label{Text: set.ScaleBarText, Y: 22, Style: set.ScaleBarStyle})
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeFooters writes the plate with the key and the sources, for each set.
func (s *staticMap) writeFooters(b *strings.Builder) {
	plates := make([]scene.Plate, len(s.layouts))
	for i, set := range s.layouts {
		plates[i] = set.Footer
	}
	breaks := lineStarts(plates)
	for i, p := range plates {
		texts := make([]string, len(p.Labels))
		for k, l := range p.Labels {
			texts[k] = l.Text
		}
		class, w, h := "base", "100%", formatNumber(p.ReservedHeight)
		if p.ColumnWidth > 0 {
			class, w, h = "base beside", formatNumber(p.ColumnWidth), "100%"
		}
		fmt.Fprintf(b, `<svg class="%s %s" width="%s" height="%s" role="img" aria-label="%s">`,
			class, breakpointClass(i), w, h, html.EscapeString(strings.Join(texts, " ")))
		fmt.Fprintf(b, `<rect class="%s" y="%s" width="100%%" height="100%%"/>`,
			s.style.fills.class("plate"), formatNumber(p.TopGap))
		if p.ColumnWidth > 0 {
			edge := "neighbour-border"
			fmt.Fprintf(b, "<line class=\"%s\" stroke-width=\"%s\" y2=\"100%%\"/>",
				s.style.lines.class(edge), formatNumber(s.style.light.Lines[edge].Stroke.Width))
		}
		for _, k := range p.Swatches {
			s.writeLegendSwatch(b, k)
		}
		word := 0
		for _, l := range p.Labels {
			word = s.writeTextLine(b, l, breaks, word)
		}
		b.WriteString("</svg>\n")
	}
}

// lineStarts are the words with which a line begins in one of the sets, counted from the first of
// the first line.
func lineStarts(plates []scene.Plate) map[int]bool {
	breaks := map[int]bool{}
	for _, p := range plates {
		word := 0
		for _, l := range p.Labels {
			breaks[word] = true
			word += len(strings.Split(l.Text, " "))
		}
	}
	return breaks
}

// formatPercent writes a share of the fitted box: to a fifth of a pixel in the widest.
func formatPercent(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// formatNumber writes a number with at most one decimal, or two below ten where they matter.
func formatNumber(v float64) string {
	digits := 1
	if math.Abs(v) < 10 {
		digits = 2
	}
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}
