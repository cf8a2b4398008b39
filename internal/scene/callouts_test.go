package scene

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"truceline/internal/assetname"
)

const longText = "Ukrainian forces would withdraw from here: " + someSize

func TestTextIsBrokenEvenly(t *testing.T) {
	f := testWorld(t).Fonts
	s := TextStyle{Size: 12}
	for count := 1; count <= 4; count++ {
		lines := breakEvenly(f, paragraph{longText, s}, count)
		if len(lines) != count || strings.Join(lines, " ") != longText {
			t.Errorf("%d lines: %q", count, lines)
		}
		if even := f.Advance(longText, s) / float64(count); maxLineWidth(f, lines, s) > 1.5*even {
			t.Errorf("%d lines: one of %q is too long", count, lines)
		}
	}
	big := TextStyle{Size: 12, Bold: true}
	two := []paragraph{{"Ukrainian forces would withdraw from here:", s}, {someSize, big}}
	if b, ok := breakIntoLines(f, two, 3); !ok || b.lines[2].text != two[1].text ||
		b.lines[2].style != big {
		t.Errorf("two styles: %+v", b.lines)
	}
	if _, ok := breakIntoLines(f, two, 1); ok {
		t.Error("two styles stand on one line")
	}
	if _, ok := breakIntoLines(f, []paragraph{{"two\u00a0words", s}}, 2); ok {
		t.Error("a text is broken at a no-break space")
	}
}

func TestTextIsNotBrokenWithinADate(t *testing.T) {
	for text, want := range map[string][]string{
		"станом на 6 січня 2026 року":   {"станом", "на", "6 січня", "2026", "року"},
		"відстань — припущення":         {"відстань —", "припущення"},
		"вийшли б\nвійська 24 February": {"вийшли б", "війська", "24 February"},
		"in 2025 of 603 places":         {"in", "2025", "of", "603", "places"},
	} {
		if got := splitWords(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCalloutsAreInTheirAreasOrHaveALeader checks that a callout is either wholly inside its area
// or wholly outside it, with a leader from there.
func TestCalloutsAreInTheirAreasOrHaveALeader(t *testing.T) {
	seen, lines := 0, 0
	for _, scenario := range []string{"plan-20", "donbas"} {
		for _, size := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
			for _, zoom := range []float64{0, 1.5} {
				labels := placedChanges(t, scenario, size, zoom)
				seen += len(labels)
				for _, l := range labels {
					lines = max(lines, len(l.lines))
				}
			}
		}
	}
	if seen < 12 || lines < 3 {
		t.Errorf("only %d notes, of %d lines", seen, lines)
	}
}

// placedChanges places the labels of a scenario's changes, checks them and returns them.
func placedChanges(t *testing.T, scenario string, size [2]float64,
	zoom float64) (out []placedLabel) {
	t.Helper()
	w, p := zonePicture(t, assetname.ScenarioShapes(scenario, 0), size[0], size[1])
	labelChanges(w, p, longText)
	p.Camera = p.Camera.ZoomAbout(0.7*size[0], 0.4*size[1], zoom)
	d := labeller{newFrame(w, p)}
	for _, l := range d.placedLabels() {
		if l.text == longText {
			checkCallout(t, d, fmt.Sprintf("%s %v+%v", scenario, size, zoom), &l)
			out = append(out, l)
		}
	}
	return out
}

func checkCallout(t *testing.T, d labeller, where string, label *placedLabel) {
	t.Helper()
	placer := d.newLabelPlacer()
	placer.setScales(stepScales(d.labelSetKey().step, 1))
	for _, line := range label.lines {
		glyphs := newTextBox(label.anchor, line.dx, line.dy,
			d.world.Fonts.Advance(line.text, line.style), line.style)
		if b := label.box; glyphs.x0 < b.x0-1 || glyphs.x1 > b.x1+1 || glyphs.y0 < b.y0-1 ||
			glyphs.y1 > b.y1+1 {
			t.Errorf("%s: a line of %q reaches out of its box", where, label.text)
		}
	}
	if placer.hitsObstacle(&label.box) {
		t.Errorf("%s: %q lies across a line", where, label.text)
	}
	middle := label.box.boundsAt(placer.lo).Center()
	own := false
	for _, area := range d.zones.changes {
		r := label.box.sweptRegion(placer.scaleRange)
		switch {
		case !area.contains(label.anchor):
		case label.leader == Leader{}:
			own = own || area.contains(middle) && !placer.regionCrossesLines(area.parts, &r)
		default:
			own = own || !area.contains(middle) && !placer.regionCrossesLines(area.parts, &r)
		}
	}
	if !own {
		t.Errorf("%s: %q is not of an area, at %v", where, label.text, label.anchor)
	}
}

func TestStaticLayoutHasEveryLineOfACallout(t *testing.T) {
	w, p := zonePicture(t, assetname.ScenarioShapes("donbas", 0), 900, 600)
	labelChanges(w, p, longText)
	p.Title, p.Legend = "", nil
	p.Camera = w.FitCountry(p)
	c := newRecorder()
	w.Draw(c, p)
	static, leaders := map[string]int{}, 0
	for _, n := range w.StaticLayout(p).Labels {
		static[n.Text]++
		if n.Leader != (Leader{}) && strings.Contains(longText, n.Text) {
			leaders++
		}
	}
	found := 0
	for _, l := range c.labels["names"] {
		if strings.Contains(longText, l.Text) {
			if found++; static[l.Text] == 0 {
				t.Errorf("the still picture lacks %q", l.Text)
			}
		}
	}
	if found < 2 || leaders > len(p.Zones.Changes) {
		t.Errorf("%d lines with %d leaders", found, leaders)
	}
}

// TestFillLabelsAvoidCoasts checks that a label on the sea does not overlap land with another fill.
func TestFillLabelsAvoidCoasts(t *testing.T) {
	w := testWorld(t)
	long := "Taken by Russian forces since the invasion of 24 February 2022"
	found := 0
	for _, size := range [][2]float64{{640, 320}, {852, 348}, {1018, 460}, {600, 480}, {900, 600},
		{1440, 600}} {
		p := pagePicture(t, w, size[0], size[1])
		p.Controls = true
		p.FillLabels = []LegendEntry{
			{Swatch: "held-2022", Label: long},
			{Swatch: "held-2014",
				Label: "Controlled by Russia or Russia-backed forces since 2014–15"},
		}
		d := labeller{newFrame(w, p)}
		placer := d.newLabelPlacer()
		d.placeInitialLabels(placer, d.labelSetKey())
		for i := range placer.labels {
			l := &placer.labels[i]
			if l.style.Size != d.textStyle("tone").Size ||
				!slices.ContainsFunc(p.FillLabels,
					func(entry LegendEntry) bool { return entry.Label == l.text }) {
				continue
			}
			found++
			for _, coast := range d.coasts() {
				if !placer.boxCrossesLines(coast, &l.box) {
					continue
				}
				t.Errorf("%v: %q stands across a coast, at %v", size, l.text,
					l.box.boundsAt(placer.lo))
			}
		}
	}
	if found == 0 {
		t.Error("no tone is named")
	}
}
