package app

import (
	"slices"
	"strings"
	"testing"

	"truceline/internal/locale"
	"truceline/internal/scene"
)

// layerCanvas records strokes and texts by layer.
type layerCanvas struct {
	layer   string
	strokes map[string]int
	texts   map[string][]string
}

func drawLayers(a *testApp) *layerCanvas {
	c := &layerCanvas{strokes: map[string]int{}, texts: map[string][]string{}}
	a.Draw(c)
	return c
}

func (c *layerCanvas) Fill(*scene.Path, scene.Matrix, scene.FillStyle) {}
func (c *layerCanvas) Stroke(*scene.Path, scene.Matrix, scene.StrokeStyle) {
	c.strokes[c.layer]++
}
func (c *layerCanvas) Label(l scene.Label) {
	c.texts[c.layer] = append(c.texts[c.layer], l.Text)
}
func (c *layerCanvas) Group(_ float64, draw func()) { draw() }
func (c *layerCanvas) BeginLayer(id, _ string)      { c.layer = id }
func (c *layerCanvas) EndLayer()                    { c.layer = "" }

// The legend in a picture explains the lines that are drawn in it, and no others.
func TestPictureLegend_MatchesDrawnLines(t *testing.T) {
	a := newTestApp(t, assets, State{UI: UINone})
	a.mustDo(Action{Type: ActionResize, W: 1000, H: 700, Ratio: 1})
	var links []string
	for _, s := range a.availableScenarios() {
		for _, more := range []string{"", "&layers=-contact", "&layers=monitoring,hubs"} {
			links = append(links, "scenario="+s.ID+more)
		}
	}
	links = append(links,
		"", "layers=freeze", "layers=freeze,monitoring", "layers=hubs", "layers=-contact",
		"layers=hubs&view=8/50.4/30.5", "scenario=donbas&view=9/48.6/37.5",
		"scenario=donbas&view=6/48.6/35", "scenario=plan-28&view=8/48.6/37.5")
	drawnSwatches := map[string]int{}
	for _, link := range links {
		s := ParseLink(link)
		s.UI = UINone
		a.mustDo(Action{Type: ActionState, State: &s})
		a.endCrossfade()
		c := drawLayers(a)
		swatches := map[string]bool{}
		legend := strings.Join(c.texts["furniture"], " ")
		for _, k := range a.picture.Legend {
			swatches[k.Swatch] = strings.Contains(legend, k.Label)
		}
		for swatch, want := range map[string]bool{
			"contact": c.strokes["contact"] > 0,
			"leave-ua": strings.Contains(legend, a.locale.Text("demand")) &&
				c.strokes["withdrawals"] > 0,
			"leave-ru": strings.Contains(legend, a.locale.Text("leave-ru-20")) &&
				c.strokes["withdrawals"] > 0,
			"zone-edge":  c.strokes["zone-edges"] > 0,
			"change":     c.strokes["changes"] > 0,
			"monitoring": c.strokes["monitoring"] > 0,
			"hub":        c.strokes["hubs"] > 0,
		} {
			if swatches[swatch] != want {
				t.Errorf("%q: %s: %v in the legend, %v in the picture", link, swatch, !want, want)
			}
			if want {
				drawnSwatches[swatch]++
			}
		}
	}
	if len(drawnSwatches) != 7 {
		t.Errorf("not all lines were drawn: %v", drawnSwatches)
	}
}

// If hubs are shown, pictures that are large enough explain them with a whole sentence, and the
// page has it among its notes. The legend names them at every size.
func TestHubs_ExplainedInPicture(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, ui := range []string{"", UINone} {
			a := newTestApp(t, assets, State{Lang: lang, UI: ui})
			for _, size := range [][2]float64{
				{320, 640}, {360, 640}, {390, 700}, {640, 520}, {900, 600}, {1440, 900},
			} {
				a.mustDo(Action{Type: ActionResize, W: size[0], H: size[1], Ratio: 1})
				checkHubs(t, a, lang, ui, size)
			}
		}
	}
}

func checkHubs(t *testing.T, a *testApp, lang, ui string, size [2]float64) {
	t.Helper()
	c := drawLayers(a)
	joined := strings.Join(c.texts["furniture"], " ")
	if !strings.Contains(joined, a.locale.Text("hub")) {
		t.Errorf("%s %q %v: the key does not name the marks", lang, ui, size)
	}
	all := joined + " " + strings.Join(c.texts["names"], " ")
	n := strings.Count(all, a.views.hubsNote())
	if beside := size[0] < 1000; n != 1 && !(beside && n == 0) {
		t.Errorf("%s %q %v: the sentence stands there %d times: %s", lang, ui, size, n, all)
	}
	if ui == "" && !slices.Contains(a.View().Notes, a.views.hubsNote()) {
		t.Errorf("%s %v: the sentence is not among the notes", lang, size)
	}
	for _, h := range a.story.Hubs.Places {
		town := a.world.FeatureName("town-"+h.Town, lang)
		if !strings.Contains(a.views.hubsNote(), town) ||
			size[0] >= 640 && !slices.Contains(c.texts["names"], town) {
			t.Errorf("%s %q %v: no %s", lang, ui, size, town)
		}
	}
}
