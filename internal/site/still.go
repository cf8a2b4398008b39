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

// still writes the picture that stands in the page before there is a program: the shapes once, in an element that is
// fitted into the map's box by the camera's own rule; names, texts and scale bar beside it, once for each set of
// scene.Sets, in CSS pixels. It needs no script and no style attribute.
type still struct {
	look   *stillLook
	view   app.View
	leads  map[string]string // of what can be tapped, by id
	sets   []scene.StaticLayout
	shapes *stillCanvas
	areas  []scene.OblastPath
	about  scene.Bounds // what every set shows
	part   bool         // of the country

	texts []drawnText
}

// stillWidth is the width for which the shapes of the static picture have the right detail.
const (
	stillWidth  = 900
	stillHeight = 600
	stillRatio  = 0.65
)

// newStill draws what the app shows now.
func newStill(a *app.App, look *stillLook) (*still, error) {
	s := &still{look: look, view: a.View()}
	w := a.World()
	w.Themes[stillTheme] = look.theme
	defer delete(w.Themes, stillTheme)
	for _, size := range scene.Breakpoints() {
		if err := a.Dispatch(app.Action{Type: app.ActionResize, W: size.MinWidth, H: size.MinHeight, Ratio: 1}); err != nil {
			return nil, err
		}
		p := a.Picture()
		p.Theme = stillTheme
		s.sets = append(s.sets, w.StaticLayout(&p))
	}
	if err := a.Dispatch(app.Action{Type: app.ActionResize, W: stillWidth, H: stillHeight, Ratio: stillRatio}); err != nil {
		return nil, err
	}
	p := a.Picture()
	s.about, s.part = s.sets[0].FocusBounds, p.FocusBounds.Width() > 0
	p.Theme, p.PixelRatio = stillTheme, stillRatio
	p.Camera = scene.Camera{W: stillWidth, H: stillHeight}.Fit(s.about, scene.Insets{})
	s.shapes = newStillCanvas(look, p.Camera, s.about)
	s.areas = w.OblastPaths(&p)
	s.shapes.contested = w.ContestedPaths(&p)
	s.leads = map[string]string{}
	for _, id := range s.tapped() {
		name, lead := a.CardLead(id)
		s.leads[id] = name + "\n" + lead
	}
	s.shapes.leads = s.leads
	w.DrawBase(s.shapes, &p, s.shapes.camera, 0)
	return s, nil
}

// tapped are the ids of all that answers a tap: oblasts, towns and contested land.
func (s *still) tapped() []string {
	var ids []string
	for _, area := range s.areas {
		ids = append(ids, area.ID)
	}
	for _, set := range s.sets {
		for _, name := range set.Labels {
			if name.TownID != "" {
				ids = append(ids, name.TownID)
			}
		}
	}
	ids = slices.AppendSeq(ids, maps.Values(s.shapes.contested))
	slices.Sort(ids)
	return slices.Compact(ids)
}

// class is the class by which the style sheet fits what the picture is about, where that is a part of
// the country.
func (s *still) class() string {
	if !s.part || s.view.Scenario == nil {
		return ""
	}
	return "about-" + s.view.Scenario.ID
}

// write writes what the picture's element holds.
func (s *still) write() template.HTML {
	var b strings.Builder
	// Texts come first: a browser that shows a page while it arrives would make room for them later.
	s.writeFeet(&b)
	b.WriteString("<div class=\"field\">\n")
	s.writeShapes(&b)
	s.writeNames(&b)
	s.writeBars(&b)
	s.writeOutlines(&b)
	b.WriteString("</div>\n")
	return template.HTML(b.String())
}

func (s *still) writeShapes(b *strings.Builder) {
	c := s.shapes
	x0, y0 := c.place(s.about.Min.X, s.about.Max.Y)
	x1, y1 := c.place(s.about.Max.X, s.about.Min.Y)
	label := s.view.Title + ". " + s.view.Situation
	fmt.Fprintf(b, "<svg class=\"shapes\" viewBox=\"%d %d %d %d\" role=\"img\" aria-label=\"%s\"><g>\n", x0, y0, x1-x0, y1-y0, html.EscapeString(label))
	s.writeHatches(b)
	for i, layer := range c.layers {
		b.WriteString(layer.String())
		if i == c.land {
			s.writeAreas(b)
		}
	}
	b.WriteString("</g></svg>\n")
	// What is marked changes with every tap: beside the shapes, so that those need not be painted again.
	fmt.Fprintf(b, "<svg class=\"shapes mark\" viewBox=\"%d %d %d %d\" aria-hidden=\"true\"><g><path id=\"tl-still-mark\"/></g></svg>\n", x0, y0, x1-x0, y1-y0)
}

// writeAreas writes the land as a link for each oblast: to its row of the table.
func (s *still) writeAreas(b *strings.Builder) {
	b.WriteString("<g class=\"land\">\n")
	for _, area := range s.areas {
		d := s.shapes.path(area.Path, true)
		if d == "" {
			continue
		}
		fmt.Fprintf(b, "<a href=\"#tl-row-%[1]s\" data-id=\"%[1]s\" tabindex=\"-1\"><title>%[2]s</title><path d=\"%[3]s\"/></a>\n", area.ID, html.EscapeString(s.leads[area.ID]), d)
	}
	b.WriteString("</g>\n")
}

// writeHatches writes a pattern for each hatch that is used, in each set: their lines keep their distance on the screen.
func (s *still) writeHatches(b *strings.Builder) {
	// As in the program's picture a line runs through the map's origin.
	x, y := s.shapes.place(0, 0)
	for _, role := range s.shapes.hatched() {
		h := s.look.light.Fills[role].Hatch
		sin, cos := math.Sincos(h.Angle * math.Pi / 180)
		across := float64(x)*sin + float64(y)*cos
		for i, set := range s.sets {
			unit := set.Scale * s.shapes.metres // CSS pixels in a unit of the picture
			spacing, width := h.Spacing/unit, h.Width/unit
			shift := math.Mod(across-width/2, spacing)
			fmt.Fprintf(b, "<pattern id=\"tl-%s-%d\" patternUnits=\"userSpaceOnUse\" y=\"%.5g\" width=\"9\" height=\"%.6g\" patternTransform=\"rotate(%s)\">", s.look.fills.class(role), i, shift, spacing, short(-h.Angle))
			if s.look.light.Fills[role].Color.A > 0 {
				fmt.Fprintf(b, "<path class=\"%s\" d=\"M0 0H9V%sH0Z\"/>", s.look.fills.class(role), short(spacing+1))
			}
			fmt.Fprintf(b, "<path class=\"h%s\" d=\"M0 0H9V%sH0Z\"/></pattern>\n", s.look.fills.class(role), short(width))
		}
	}
}

// A hungName is a name that hangs on a place of the map, in all sets in which it hangs alike.
type hungName struct {
	scene.StaticLabel
	x, y    string   // shares of the fitted box
	classes []string // of the sets
}

// hungNames are the names of all sets. Their lengths are those of type as large as the style has it.
func (s *still) hungNames() []hungName {
	var list []hungName
	rules := scene.Breakpoints()
	for i, set := range s.sets {
		size := rules[i].TextScale
		for _, name := range set.Labels {
			x := 100 * (name.Anchor.X - set.FocusBounds.Min.X) / set.FocusBounds.Width()
			y := 100 * (set.FocusBounds.Max.Y - name.Anchor.Y) / set.FocusBounds.Height()
			class := setClass(i)
			if name.Extra {
				class = moreClass(i)
			}
			n := hungName{name, percent(x), percent(y), []string{class}}
			n.X, n.Y, n.DotRadius = n.X/size, n.Y/size, n.DotRadius/size
			n.Style.Size, n.Style.Spacing = n.Style.Size/size, n.Style.Spacing/size
			l := &n.Leader
			l.X0, l.Y0, l.X1, l.Y1 = l.X0/size, l.Y0/size, l.X1/size, l.Y1/size
			if k := slices.IndexFunc(list, n.like); k >= 0 {
				list[k].classes = append(list[k].classes, class)
			} else {
				list = append(list, n)
			}
		}
	}
	return list
}

// sameDetail is the difference in CSS pixels between two places of a name that nobody sees.
const sameDetail = 0.2

// like is whether two names can be one: the gap between a dot and its name does not grow with type, but by less than
// anybody sees.
func (n hungName) like(m hungName) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= sameDetail }
	a, b := n.Style, m.Style
	return n.TownID == m.TownID && n.x == m.x && n.y == m.y && n.Text == m.Text && a.Color == b.Color && a.Halo == b.Halo && a.Bold == b.Bold &&
		near(n.X, m.X) && near(n.Y, m.Y) && near(a.Size, b.Size) && near(n.DotRadius, m.DotRadius) && n.Capital == m.Capital &&
		near(n.Leader.X0, m.Leader.X0) && near(n.Leader.Y0, m.Leader.Y0) && near(n.Leader.X1, m.Leader.X1) && near(n.Leader.Y1, m.Leader.Y1)
}

// writeNames writes the names: nested elements at shares of the fitted box, texts in CSS pixels from there.
func (s *still) writeNames(b *strings.Builder) {
	b.WriteString("<svg class=\"names\" aria-hidden=\"true\">\n")
	s.writeMarks(b)
	for _, n := range s.hungNames() {
		// No group: a browser lays out what is in one even where it is not displayed.
		fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\"%s>", strings.Join(n.classes, " "), n.x, n.y, answer(n.TownID, s.leads))
		s.writeLeader(b, n.Leader)
		if n.DotRadius > 0 {
			s.writeDot(b, n.StaticLabel)
		}
		s.writeLetters(b, n.Label)
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeMarks writes the rings of hubs, which have one size whatever that of type is.
func (s *still) writeMarks(b *strings.Builder) {
	line := s.look.light.Lines["hub"]
	for i, set := range s.sets {
		for _, m := range set.Marks {
			x := 100 * (m.Center.X - set.FocusBounds.Min.X) / set.FocusBounds.Width()
			y := 100 * (set.FocusBounds.Max.Y - m.Center.Y) / set.FocusBounds.Height()
			fmt.Fprintf(b, "<svg class=\"%s\" x=\"%s%%\" y=\"%s%%\">", setClass(i), percent(x), percent(y))
			shape, dash := fmt.Sprintf("<ellipse rx=\"%s%%\" ry=\"%s%%\"",
				short(100*m.RadiusMetres/set.FocusBounds.Width()), short(100*m.RadiusMetres/set.FocusBounds.Height())), line.Stroke.Dash
			if m.RadiusPixels > 0 {
				r := short(m.RadiusPixels)
				shape = fmt.Sprintf("<path d=\"M%[1]s 0A%[1]s %[1]s 0 1 1-%[1]s 0A%[1]s %[1]s 0 1 1 %[1]s 0\"", r)
				dash = scene.FitDash(dash, 2*math.Pi*m.RadiusPixels)
			}
			fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\"/>",
				shape, s.look.casings.class("hub"), short(line.Casing.Width))
			fmt.Fprintf(b, "%s fill=\"none\" class=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%.4g %.4g\"/></svg>\n",
				shape, s.look.lines.class("hub"), short(line.Stroke.Width), dash[0], dash[1])
		}
	}
}

// answer are the attributes by which web/answers.js finds what a tap opens, and what is said of it.
func answer(id string, leads map[string]string) string {
	if leads[id] == "" {
		return ""
	}
	return fmt.Sprintf(" data-id=\"%s\" data-text=\"%s\"", id, html.EscapeString(leads[id]))
}

// writeLeader writes a thin line from what is named to its name.
func (s *still) writeLeader(b *strings.Builder, l scene.Leader) {
	if l == (scene.Leader{}) {
		return
	}
	style := s.look.light.Lines["leader"]
	for _, line := range []struct {
		class string
		width float64
	}{{s.look.casings.class("leader"), style.Casing.Width}, {s.look.lines.class("leader"), style.Stroke.Width}} {
		fmt.Fprintf(b, "<line class=\"%s\" stroke-width=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
			line.class, short(line.width), short(l.X0), short(l.Y0), short(l.X1), short(l.Y1))
	}
}

func (s *still) writeDot(b *strings.Builder, name scene.StaticLabel) {
	role := "town"
	if name.Capital {
		role = "capital"
	}
	stroke := s.look.light.Lines[role].Stroke.Width
	fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s %s\" stroke-width=\"%s\"/>", short(name.DotRadius), s.look.fills.class(role), s.look.lines.class(role), short(stroke))
	if name.Capital {
		fmt.Fprintf(b, "<circle r=\"%s\" class=\"%s\"/>", short(name.DotRadius*0.4), s.look.fills.class("town"))
	}
}

// writeBars writes the scale bars: as wide as their kilometres are in the fitted box.
func (s *still) writeBars(b *strings.Builder) {
	b.WriteString("<svg class=\"bar\" aria-hidden=\"true\">\n")
	for i, set := range s.sets {
		share := short(100*set.ScaleBarKm*1000/set.FocusBounds.Width()) + "%"
		fmt.Fprintf(b, "<svg class=\"%s %s\" stroke-width=\"%s\"><line y1=\"26\" y2=\"30\"/><line x2=\"%[4]s\" y1=\"30\" y2=\"30\"/><line x1=\"%[4]s\" x2=\"%[4]s\" y1=\"26\" y2=\"30\"/>",
			setClass(i), s.look.lines.class("scale"), short(s.look.light.Lines["scale"].Stroke.Width), share)
		s.writeLetters(b, scene.Label{Text: set.ScaleBarText, Y: 22, Style: set.ScaleBarStyle})
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
}

// writeFeet writes the plate with the key and the sources, for each set.
func (s *still) writeFeet(b *strings.Builder) {
	plates := make([]scene.Plate, len(s.sets))
	for i, set := range s.sets {
		plates[i] = set.Footer
	}
	breaks := lineBreaks(plates)
	for i, p := range plates {
		texts := make([]string, len(p.Labels))
		for k, l := range p.Labels {
			texts[k] = l.Text
		}
		class, w, h := "base", "100%", short(p.ReservedHeight)
		if p.ColumnWidth > 0 {
			class, w, h = "base beside", short(p.ColumnWidth), "100%"
		}
		fmt.Fprintf(b, `<svg class="%s %s" width="%s" height="%s" role="img" aria-label="%s">`,
			class, setClass(i), w, h, html.EscapeString(strings.Join(texts, " ")))
		fmt.Fprintf(b, `<rect class="%s" y="%s" width="100%%" height="100%%"/>`,
			s.look.fills.class("plate"), short(p.TopGap))
		if p.ColumnWidth > 0 {
			edge := "neighbour-border"
			fmt.Fprintf(b, "<line class=\"%s\" stroke-width=\"%s\" y2=\"100%%\"/>",
				s.look.lines.class(edge), short(s.look.light.Lines[edge].Stroke.Width))
		}
		for _, k := range p.Swatches {
			s.writeKey(b, k)
		}
		word := 0
		for _, l := range p.Labels {
			word = s.writeLine(b, l, breaks, word)
		}
		b.WriteString("</svg>\n")
	}
}

// lineBreaks are the words with which a line begins in one of the sets, counted from the first of the first line.
func lineBreaks(plates []scene.Plate) map[int]bool {
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

// percent writes a share of the fitted box: to a fifth of a pixel in the widest.
func percent(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// short writes a number with at most one decimal, or two below ten where they matter.
func short(v float64) string {
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
