package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"truceline/internal/locale"
	"truceline/internal/scene"
)

// standaloneCanvas records the plates and texts of a picture's furniture.
type standaloneCanvas struct {
	layer  string
	plates [][4]float64
	labels []scene.Label
}

func (c *standaloneCanvas) Fill(p *scene.Path, m scene.Matrix, s scene.FillStyle) {
	if c.layer == "furniture" && m.XX > 24 && len(p.Lines[0]) == 5 {
		c.plates = append(c.plates, [4]float64{m.X0, m.Y0, m.X0 + m.XX, m.Y0 + m.YY})
	}
}
func (c *standaloneCanvas) Stroke(*scene.Path, scene.Matrix, scene.StrokeStyle) {}
func (c *standaloneCanvas) Label(l scene.Label) {
	if c.layer == "furniture" {
		c.labels = append(c.labels, l)
	}
}
func (c *standaloneCanvas) Group(_ float64, draw func()) { draw() }
func (c *standaloneCanvas) BeginLayer(id, _ string)      { c.layer = id }
func (c *standaloneCanvas) EndLayer()                    { c.layer = "" }

// labelBounds returns the bounds of a label's letters: left, top, right, bottom.
func labelBounds(f *scene.Fonts, l scene.Label) [4]float64 {
	return [4]float64{l.X, l.Y - 0.72*l.Style.Size, l.X + f.Advance(l.Text, l.Style),
		l.Y + 0.2*l.Style.Size}
}

func overlaps(a, b [4]float64) bool {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

// pictureSizes are sizes of frames, posters, cards and exported pictures, in CSS pixels.
var pictureSizes = [][2]float64{
	{280, 400}, {320, 480}, {640, 460}, // the smallest that are supported
	{280, 660}, {320, 620}, {390, 600}, {480, 540}, // the frames of ui=none: web/frame.css
	{900, 600}, {1440, 900},
	{1080, 1920}, {1080, 1350}, {1080, 1080}, {1200, 630}, {1600, 900}, {2400, 600}, {600, 1200},
}

// The initial state is checked in every size and language, and each scenario in half of the sizes.
func TestStandalonePicture_Complete(t *testing.T) {
	for _, lang := range locale.Langs() {
		a := newTestApp(t, assets, State{Lang: lang})
		a.SetAddress("example.org/map/")
		for i, sc := range append([]string{""}, scenarioIDs(a)...) {
			a.mustDo(Action{Type: ActionState,
				State: &State{Lang: lang, Theme: ThemeLight, Scenario: sc}})
			a.endCrossfade()
			for j, size := range pictureSizes {
				if (i+j)%2 == 0 || sc == "" {
					checkStandalone(t, a, fmt.Sprintf("%s %q %v", lang, sc, size), size)
				}
			}
		}
	}
}

func scenarioIDs(a *testApp) (ids []string) {
	for _, s := range a.availableScenarios() {
		ids = append(ids, s.ID)
	}
	return ids
}

func checkStandalone(t *testing.T, a *testApp, where string, size [2]float64) {
	t.Helper()
	w, h, _ := scene.StandaloneSize(size[0], size[1])
	p := a.StandalonePicture(w, h)
	c := &standaloneCanvas{}
	a.world.Draw(c, &p)
	fonts, plateArea := a.world.Fonts, 0.0
	for i, b := range c.plates {
		// Plates may extend beyond the picture.
		plateArea += (min(b[2], w) - max(b[0], 0)) * (min(b[3], h) - max(b[1], 0))
		for _, o := range c.plates[:i] {
			if overlaps(b, o) {
				t.Errorf("%s: plates %v and %v overlap", where, b, o)
			}
		}
	}
	minShare := 0.45
	if h >= w {
		minShare = 0.35
	}
	if share := 1 - plateArea/(w*h); share < minShare-0.001 {
		t.Errorf("%s: the map has %.0f %% of the picture", where, 100*share)
	}
	checkStandaloneTexts(t, where, fonts, c, w, h)
	text := strings.Join(labelTexts(c.labels), " ")
	headlines := []string{p.Title, p.ShortTitle}
	if !slices.ContainsFunc(headlines,
		func(s string) bool { return s != "" && strings.Contains(text, s) }) {
		t.Errorf("%s: no headline in %s", where, text)
	}
	for _, part := range []string{p.Situation, p.Source, p.Publisher} {
		if !strings.Contains(text, part) {
			t.Errorf("%s: %q is not in %s", where, part, text)
		}
	}
	if size[0] >= 640 && len(p.Figures) > 0 &&
		!strings.Contains(text, p.Figures[0].Value+" "+p.Figures[0].Text) {
		t.Errorf("%s: no figure in %s", where, text)
	}
}

// checkStandaloneTexts requires texts to be whole, inside the picture, on one plate each, and not
// to overlap.
func checkStandaloneTexts(t *testing.T, where string, fonts *scene.Fonts, c *standaloneCanvas,
	w, h float64) {
	t.Helper()
	for i, l := range c.labels {
		b := labelBounds(fonts, l)
		if b[0] < 0 || b[1] < 0 || b[2] > w || b[3] > h || strings.Contains(l.Text, "…") {
			t.Errorf("%s: %q is cut: %v", where, l.Text, b)
		}
		// The first label is that of the scale bar, which has no plate.
		if i > 0 && !slices.ContainsFunc(c.plates, func(q [4]float64) bool {
			return b[0] >= q[0] && b[1] >= q[1] && b[2] <= q[2] && b[3] <= q[3]
		}) {
			t.Errorf("%s: %q is on no plate: %v", where, l.Text, b)
		}
		for _, o := range c.labels[:i] {
			if overlaps(b, labelBounds(fonts, o)) {
				t.Errorf("%s: %q meets %q", where, l.Text, o.Text)
			}
		}
	}
}

func labelTexts(labels []scene.Label) (texts []string) {
	for _, l := range labels {
		texts = append(texts, l.Text)
	}
	return texts
}

// The legend leaves out what is outside the view.
func TestStandalonePicture_LegendOfView(t *testing.T) {
	namesCrimea := func(link string) bool {
		s := ParseLink(link)
		a := newTestApp(t, assets, s)
		a.mustDo(Action{Type: ActionResize, W: 900, H: 500, Ratio: 1})
		p := a.ExportPicture()
		c := &standaloneCanvas{}
		a.world.Draw(c, &p)
		return strings.Contains(strings.Join(labelTexts(c.labels), " "),
			a.locale.Text(shapeHeldBefore))
	}
	if !namesCrimea("") {
		t.Error("the whole country: land held since 2014 is not named")
	}
	if namesCrimea("view=9/50/36") {
		t.Error("Kharkiv: land held since 2014, which is out of view, is named")
	}
}

// An exported picture contains the part of the map that the reader saw.
func TestExportPicture_KeepsView(t *testing.T) {
	a := newTestApp(t, assets, ParseLink("view=8/48.5/37.5"))
	for _, size := range [][2]float64{{390, 300}, {900, 500}, {1440, 800}} {
		a.mustDo(Action{Type: ActionResize, W: size[0], H: size[1], Ratio: 1})
		before, p := a.picture.Camera.VisibleBounds(0), a.ExportPicture()
		after := p.Camera.VisibleBounds(0)
		if !after.Contains(before.Min) || !after.Contains(before.Max) {
			t.Errorf("%v: the saved picture shows less than the reader saw", size)
		}
		if p.Camera.MetresPerPixel > 2*a.picture.Camera.MetresPerPixel {
			t.Errorf("%v: the saved map is much smaller than the reader's", size)
		}
	}
}

// The story's address overrides the page's.
func TestPublisherLine(t *testing.T) {
	a := newTestApp(t, assets, State{})
	for _, c := range []struct{ name, address, page, want string }{
		{"News", "", "", "News"},
		{"News", "", "example.org/map/", "News\u00a0· example.org/map"},
		{"News", "https://news.example/ua/", "example.org", "News\u00a0· news.example/ua"},
		{"", "", "example.org", "example.org"},
	} {
		a.story.Publisher.Name, a.story.Publisher.Address = c.name, c.address
		a.SetAddress(c.page)
		if got := a.PublisherLine(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
