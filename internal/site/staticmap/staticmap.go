// Package staticmap writes the map as SVG for the page, which shows it until the program has drawn
// its first frame, and the rules of the style sheet that it needs.
package staticmap

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/decimal"
	"truceline/internal/scene"
)

// Map is the map as SVG, shown in the page until the program has drawn its first frame. The
// shapes are written once, in an element that the style sheet fits into the map's box as the camera
// would. Labels, footers and scale bars are written for each breakpoint, in CSS pixels. It needs no
// script and no style attribute.
type Map struct {
	style         *Style
	view          app.View
	summaries     map[string]string // name and lead of interactive features, by id
	layouts       []scene.StaticLayout
	shapes        *canvas
	areas         []scene.OblastPath
	focusBounds   scene.Bounds // in every layout
	partOfCountry bool         // whether focusBounds is only a part of the country

	outlines []textOutline
}

// The size for which the shapes are simplified, in CSS pixels, and its pixel ratio.
const (
	nominalWidth  = 900
	nominalHeight = 600
	nominalRatio  = 0.65
)

// New returns the static map of the app's current state.
func New(a *app.App, style *Style) (*Map, error) {
	m := &Map{style: style, view: a.View()}
	world := a.World()
	for _, size := range scene.Breakpoints() {
		if err := a.Dispatch(app.Action{Type: app.ActionResize, W: size.MinWidth, H: size.MinHeight,
			Ratio: 1}); err != nil {
			return nil, err
		}
		p := a.Picture()
		p.Theme = layoutTheme
		m.layouts = append(m.layouts, world.StaticLayout(&p))
	}
	if err := a.Dispatch(app.Action{Type: app.ActionResize, W: nominalWidth, H: nominalHeight,
		Ratio: nominalRatio}); err != nil {
		return nil, err
	}
	p := a.Picture()
	m.focusBounds, m.partOfCountry = m.layouts[0].FocusBounds, p.FocusBounds.Width() > 0
	p.Theme, p.PixelRatio = layoutTheme, nominalRatio
	p.Camera = scene.Camera{W: nominalWidth, H: nominalHeight}.Fit(m.focusBounds,
		scene.Insets{})
	marginX := countryMarginX
	if m.partOfCountry {
		marginX = partMarginX
	}
	m.shapes = newCanvas(style, p.Camera, m.focusBounds, marginX)
	m.areas = world.OblastPaths(&p)
	m.shapes.contestedIDs = world.ContestedPaths(&p)
	m.summaries = map[string]string{}
	for _, id := range m.interactiveIDs() {
		name, lead := a.CardLead(id)
		m.summaries[id] = name + "\n" + lead
	}
	m.shapes.summaries = m.summaries
	world.DrawBase(m.shapes, &p, m.shapes.camera, 0)
	return m, nil
}

// interactiveIDs returns the ids of all features that respond to a tap: oblasts, towns and
// contested land.
func (s *Map) interactiveIDs() []string {
	var ids []string
	for _, area := range s.areas {
		ids = append(ids, area.ID)
	}
	for _, layout := range s.layouts {
		for _, label := range layout.Labels {
			if label.TownID != "" {
				ids = append(ids, label.TownID)
			}
		}
	}
	ids = slices.AppendSeq(ids, maps.Values(s.shapes.contestedIDs))
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Lead returns the sentence on an interactive feature, or "" if there is no such feature.
func (s *Map) Lead(id string) string {
	_, lead, _ := strings.Cut(s.summaries[id], "\n")
	return lead
}

// FocusClass returns the class with which the style sheet fits the focus bounds, or "" for the
// whole country.
func (s *Map) FocusClass() string {
	if !s.partOfCountry || s.view.Scenario == nil {
		return ""
	}
	return "about-" + s.view.Scenario.ID
}

// Render returns the content of the static map's element.
func (s *Map) Render() template.HTML {
	var b strings.Builder
	// Footers come first, so that their space is reserved in a page that is shown while it loads.
	s.writeFooters(&b)
	b.WriteString("<div class=\"field\">\n")
	s.writeShapes(&b)
	s.writeLabels(&b)
	s.writeScaleBars(&b)
	s.writeTextOutlines(&b)
	b.WriteString("</div>\n")
	return template.HTML(b.String())
}

func (s *Map) writeShapes(b *strings.Builder) {
	shapes := s.shapes
	x0, y0 := shapes.toUnits(s.focusBounds.Min.X, s.focusBounds.Max.Y)
	x1, y1 := shapes.toUnits(s.focusBounds.Max.X, s.focusBounds.Min.Y)
	label := s.view.Title + ". " + s.view.Situation
	fmt.Fprintf(b,
		"<svg class=\"shapes\" viewBox=\"%d %d %d %d\" role=\"img\" aria-label=\"%s\"><g>\n", x0,
		y0, x1-x0, y1-y0, html.EscapeString(label))
	s.writeHatchPatterns(b)
	for i, layer := range shapes.layers {
		b.WriteString(layer.String())
		if i == shapes.landLayer {
			s.writeOblastLinks(b)
		}
	}
	b.WriteString("</g></svg>\n")
	// The outline of the selected feature has an element of its own, so that the shapes need not be
	// repainted when it changes.
	fmt.Fprintf(b,
		`<svg class="shapes mark" viewBox="%d %d %d %d" aria-hidden="true">`+
			"<g><path id=\"tl-static-highlight\"/></g></svg>\n", x0, y0, x1-x0, y1-y0)
}

// writeOblastLinks writes each oblast's land as a link to its row in the table.
func (s *Map) writeOblastLinks(b *strings.Builder) {
	b.WriteString("<g class=\"land\">\n")
	for _, area := range s.areas {
		d := s.shapes.pathData(area.Path, true)
		if d == "" {
			continue
		}
		fmt.Fprintf(b,
			`<a href="#tl-row-%[1]s" data-id="%[1]s" tabindex="-1"><title>%[2]s</title>`+
				"<path d=\"%[3]s\"/></a>\n", area.ID, html.EscapeString(s.summaries[area.ID]), d)
	}
	b.WriteString("</g>\n")
}

// writeHatchPatterns writes a pattern for each hatch that is used and each breakpoint, because the
// spacing of the lines is in CSS pixels.
func (s *Map) writeHatchPatterns(b *strings.Builder) {
	// As in the program's picture, a line passes through the map's origin.
	x, y := s.shapes.toUnits(0, 0)
	for _, role := range s.shapes.usedHatchRoles() {
		h := s.style.light.Fills[role].Hatch
		sin, cos := math.Sincos(h.Angle * math.Pi / 180)
		offset := float64(x)*sin + float64(y)*cos
		for i, layout := range s.layouts {
			unit := layout.Scale * s.shapes.metresPerUnit // CSS pixels per unit
			spacing, width := h.Spacing/unit, h.Width/unit
			offsetY := math.Mod(offset-width/2, spacing)
			fmt.Fprintf(b,
				`<pattern id="tl-%s-%d" patternUnits="userSpaceOnUse" y="%.5g" width="9" `+
					`height="%.6g" patternTransform="rotate(%s)">`,
				s.style.fills.class(role), i, offsetY, spacing, formatNumber(-h.Angle))
			if s.style.light.Fills[role].Color.A > 0 {
				fmt.Fprintf(b, "<path class=\"%s\" d=\"M0 0H9V%sH0Z\"/>", s.style.fills.class(role),
					formatNumber(spacing+1))
			}
			fmt.Fprintf(b, "<path class=\"h%s\" d=\"M0 0H9V%sH0Z\"/></pattern>\n",
				s.style.fills.class(role), formatNumber(width))
		}
	}
}

// An anchoredLabel is a label at a point of the map, for all breakpoints in which it is the same.
type anchoredLabel struct {
	scene.StaticLabel
	x, y    string   // in per cent of the fitted box
	classes []string // of the breakpoints
}

// anchoredLabels returns the labels of all layouts. Their lengths are divided by the layout's text
// scale.
func (s *Map) anchoredLabels() []anchoredLabel {
	var labels []anchoredLabel
	breakpoints := scene.Breakpoints()
	for i, layout := range s.layouts {
		size := breakpoints[i].TextScale
		for _, static := range layout.Labels {
			x := 100 * (static.Anchor.X - layout.FocusBounds.Min.X) / layout.FocusBounds.Width()
			y := 100 * (layout.FocusBounds.Max.Y - static.Anchor.Y) / layout.FocusBounds.Height()
			class := breakpointClass(i)
			if static.Extra {
				class = largerOnlyClass(i)
			}
			label := anchoredLabel{static, formatPercent(x), formatPercent(y), []string{class}}
			label.X, label.Y, label.DotRadius = label.X/size, label.Y/size, label.DotRadius/size
			label.Style.Size, label.Style.Spacing = label.Style.Size/size, label.Style.Spacing/size
			leader := &label.Leader
			leader.X0, leader.Y0 = leader.X0/size, leader.Y0/size
			leader.X1, leader.Y1 = leader.X1/size, leader.Y1/size
			if k := slices.IndexFunc(labels, label.mergeableWith); k >= 0 {
				labels[k].classes = append(labels[k].classes, class)
			} else {
				labels = append(labels, label)
			}
		}
	}
	return labels
}

// mergeTolerance is the distance in CSS pixels below which two positions of a label look the same.
const mergeTolerance = 0.2

// mergeableWith reports whether two labels can be written as one. The gap between a dot and its
// label does not scale with the text, but the difference is within mergeTolerance.
func (n anchoredLabel) mergeableWith(m anchoredLabel) bool {
	isClose := func(a, b float64) bool { return math.Abs(a-b) <= mergeTolerance }
	a, b := n.Style, m.Style
	return n.TownID == m.TownID && n.x == m.x && n.y == m.y && n.Text == m.Text &&
		a.Role == b.Role && a.HaloRole == b.HaloRole && a.Bold == b.Bold &&
		isClose(n.X, m.X) && isClose(n.Y, m.Y) && isClose(a.Size, b.Size) &&
		isClose(n.DotRadius, m.DotRadius) && n.Capital == m.Capital &&
		isClose(n.Leader.X0, m.Leader.X0) && isClose(n.Leader.Y0, m.Leader.Y0) &&
		isClose(n.Leader.X1, m.Leader.X1) && isClose(n.Leader.Y1, m.Leader.Y1)
}

// writeLabels writes the labels. Each is an svg element at a point of the fitted box, with its
// content in CSS pixels.
func (s *Map) writeLabels(b *strings.Builder) {
	b.WriteString("<svg class=\"names\" aria-hidden=\"true\">\n")
	s.writeHubRings(b)
	for _, label := range s.anchoredLabels() {
		// No g element: browsers lay out its content even if it is not displayed.
		fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\"%s>",
			strings.Join(label.classes, " "),
			label.x, label.y, featureAttributes(label.TownID, s.summaries))
		s.writeLeaderLine(b, label.Leader)
		if label.DotRadius > 0 {
			s.writeTownDot(b, label.StaticLabel)
		}
		s.writeText(b, label.Label)
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeHubRings writes the rings of hubs. They do not scale with the text.
func (s *Map) writeHubRings(b *strings.Builder) {
	style := s.style.light.Lines["hub"]
	for i, layout := range s.layouts {
		for _, mark := range layout.Marks {
			x := 100 * (mark.Center.X - layout.FocusBounds.Min.X) / layout.FocusBounds.Width()
			y := 100 * (layout.FocusBounds.Max.Y - mark.Center.Y) / layout.FocusBounds.Height()
			fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\">", breakpointClass(i),
				formatPercent(x), formatPercent(y))
			dash := style.Stroke.Dash
			shape := fmt.Sprintf("<ellipse rx=\"%s%%\" ry=\"%s%%\"",
				formatNumber(100*mark.RadiusMetres/layout.FocusBounds.Width()),
				formatNumber(100*mark.RadiusMetres/layout.FocusBounds.Height()))
			if mark.RadiusPixels > 0 {
				r := formatNumber(mark.RadiusPixels)
				shape = fmt.Sprintf(
					"<path d=\"M%[1]s 0A%[1]s %[1]s 0 1 1-%[1]s 0A%[1]s %[1]s 0 1 1 %[1]s 0\"", r)
				dash = scene.FitDash(dash, 2*math.Pi*mark.RadiusPixels)
			}
			fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>",
				shape, s.style.casings.class("hub"), formatNumber(style.Casing.Width))
			fmt.Fprintf(b,
				`%s fill="none" class="%s" stroke-width="%s" stroke-dasharray="%.4g %.4g"/></svg>`+
					"\n",
				shape, s.style.lines.class("hub"), formatNumber(style.Stroke.Width), dash[0],
				dash[1])
		}
	}
}

// featureAttributes returns the attributes with which the page's script finds a tapped feature and
// describes it.
func featureAttributes(id string, summaries map[string]string) string {
	if summaries[id] == "" {
		return ""
	}
	return fmt.Sprintf(" data-id=\"%s\" data-text=\"%s\"", id, html.EscapeString(summaries[id]))
}

// writeLeaderLine writes the line from a feature to its label.
func (s *Map) writeLeaderLine(b *strings.Builder, leader scene.Leader) {
	if leader == (scene.Leader{}) {
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
			line.class, formatNumber(line.width), formatNumber(leader.X0), formatNumber(leader.Y0),
			formatNumber(leader.X1), formatNumber(leader.Y1))
	}
}

func (s *Map) writeTownDot(b *strings.Builder, label scene.StaticLabel) {
	role := "town"
	if label.Capital {
		role = "capital"
	}
	stroke := s.style.light.Lines[role].Stroke.Width
	fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s %s\" stroke-width=\"%s\"/>",
		formatNumber(label.DotRadius), s.style.fills.class(role), s.style.lines.class(role),
		formatNumber(stroke))
	if label.Capital {
		fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s\"/>", formatNumber(label.DotRadius*0.4),
			s.style.fills.class("town"))
	}
}

// writeScaleBars writes the scale bars, whose lengths are shares of the fitted box.
func (s *Map) writeScaleBars(b *strings.Builder) {
	b.WriteString("<svg class=\"bar\" aria-hidden=\"true\">\n")
	for i, layout := range s.layouts {
		share := formatNumber(100*layout.ScaleBarKm*1000/layout.FocusBounds.Width()) + "%"
		fmt.Fprintf(b,
			`<svg class="%s %s" stroke-width="%s"><line y1="26" y2="30"/>`+
				`<line x2="%[4]s" y1="30" y2="30"/>`+
				`<line x1="%[4]s" x2="%[4]s" y1="26" y2="30"/>`,
			breakpointClass(i), s.style.lines.class("scale"),
			formatNumber(s.style.light.Lines["scale"].Stroke.Width), share)
		s.writeText(b, scene.Label{Text: layout.ScaleBarText, Y: 22, Style: layout.ScaleBarStyle})
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeFooters writes the plate with legend and sources for each breakpoint.
func (s *Map) writeFooters(b *strings.Builder) {
	footers := make([]scene.Plate, len(s.layouts))
	for i, layout := range s.layouts {
		footers[i] = layout.Footer
	}
	starts := lineStarts(footers)
	for i, footer := range footers {
		texts := make([]string, len(footer.Labels))
		for k, label := range footer.Labels {
			texts[k] = label.Text
		}
		class, w, h := "base", "100%", formatNumber(footer.ReservedHeight)
		if footer.ColumnWidth > 0 {
			class, w, h = "base beside", formatNumber(footer.ColumnWidth), "100%"
		}
		fmt.Fprintf(b, `<svg class="%s %s" width="%s" height="%s" role="img" aria-label="%s">`,
			class, breakpointClass(i), w, h, html.EscapeString(strings.Join(texts, " ")))
		fmt.Fprintf(b, `<rect class="%s" y="%s" width="100%%" height="100%%"/>`,
			s.style.fills.class("plate"), formatNumber(footer.TopGap))
		if footer.ColumnWidth > 0 {
			edge := "neighbour-border"
			fmt.Fprintf(b, "<line class=\"%s\" stroke-width=\"%s\" y2=\"100%%\"/>",
				s.style.lines.class(edge), formatNumber(s.style.light.Lines[edge].Stroke.Width))
		}
		for _, swatch := range footer.Swatches {
			s.writeLegendSwatch(b, swatch)
		}
		wordIndex := 0
		for _, label := range footer.Labels {
			wordIndex = s.writeTextLine(b, label, starts, wordIndex)
		}
		b.WriteString("</svg>\n")
	}
}

// lineStarts returns the indexes of the words at which a line starts in any of the footers.
func lineStarts(footers []scene.Plate) map[int]bool {
	starts := map[int]bool{}
	for _, footer := range footers {
		wordIndex := 0
		for _, label := range footer.Labels {
			starts[wordIndex] = true
			wordIndex += len(strings.Split(label.Text, " "))
		}
	}
	return starts
}

// formatPercent formats a percentage of the fitted box with two decimals, which is precise to a
// fifth of a CSS pixel in the widest one.
func formatPercent(v float64) string { return decimal.Format(v, 2) }

// formatNumber formats a number with at most one decimal, or two if its magnitude is below ten.
func formatNumber(v float64) string {
	if math.Abs(v) < 10 {
		return decimal.Format(v, 2)
	}
	return decimal.Format(v, 1)
}
