package scene

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// hubPicture returns a picture with two hubs in named towns, or with a hub's area.
func hubPicture(w *World, area bool) *Picture {
	p := testPicture(w, 900, 600)
	p.Layers = map[string]bool{LayerHubs: true}
	p.Hubs = []Hub{
		{ID: "kyiv", LonLat: orb.Point{30.52, 50.45}},
		{ID: "odesa", LonLat: orb.Point{30.74, 46.48}},
	}
	if area {
		at := orb.Point{28.4, 49.7}
		p.Hubs = []Hub{{ID: "area", LonLat: at, RadiusKm: 165, Label: "Proposed “military hubs”"}}
	}
	return p
}

func TestHubsAreHollowMarksOfOneSize(t *testing.T) {
	w := testWorld(t)
	for _, theme := range []string{"light", "dark"} {
		for _, zoom := range []float64{4.4, 5.3, 6.4} {
			p := hubPicture(w, false)
			p.Theme, p.Camera = theme, cameraAt(31, 49, zoom, 900, 600)
			r := newRecorder()
			w.Draw(r, p)
			if n := r.filled["hubs"]; n > 0 {
				t.Errorf("%s, zoom %v: %d fills", theme, zoom, n)
			}
			dashed := 0
			for _, x := range r.strokes["hubs"] {
				if x.m.XX != hubRadius || x.m.YY != hubRadius {
					t.Errorf("%s, zoom %v: a radius of %v px", theme, zoom, x.m.XX)
				}
				if x.style.Dash[1] == 0 {
					continue // the casing
				}
				dashed++
				dashes := 2 * math.Pi * hubRadius / (x.style.Dash[0] + x.style.Dash[1])
				if math.Abs(dashes-math.Round(dashes)) > 1e-6 {
					t.Errorf("%s, zoom %v: the dashes have a seam: %v", theme, zoom, dashes)
				}
			}
			if dashed != len(p.Hubs) {
				t.Errorf("%s, zoom %v: %d dashed rings", theme, zoom, dashed)
			}
		}
	}
}

func TestHubAreaIsHollow(t *testing.T) {
	w := testWorld(t)
	p := hubPicture(w, true)
	r := newRecorder()
	w.Draw(r, p)
	if r.filled["hubs"] > 0 || len(r.strokes["hubs"]) != 2 {
		t.Errorf("%d fills, %d strokes", r.filled["hubs"], len(r.strokes["hubs"]))
	}
	if want := 165_000 / p.Camera.MetresPerPixel; math.Abs(r.strokes["hubs"][0].m.XX-want) > 1e-9 {
		t.Errorf("a radius of %v px, want %v", r.strokes["hubs"][0].m.XX, want)
	}
}

// TestHubsAreMarkedInEveryOverview includes pictures so large that the whole country is closer than
// hubMaxZoom.
func TestHubsAreMarkedInEveryOverview(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{280, 270}, {390, 600}, {900, 600}, {1440, 900},
		{3840, 2160}} {
		p := hubPicture(w, false)
		p.Camera = p.Camera.Resize(size[0], size[1])
		p.Camera = w.FitCountry(p)
		r := newRecorder()
		w.Draw(r, p)
		if n := len(r.strokes["hubs"]); n != 2*len(p.Hubs) {
			t.Errorf("%v: %d strokes", size, n)
			continue
		}
		full := int(w.Themes["light"].Lines["hub"].Stroke.Color.A)
		if int(r.strokes["hubs"][1].style.Color.A) < full*4/5 {
			t.Errorf("%v: the marks are faint", size)
		}
		p.Camera = p.Camera.WithZoom(max(hubMaxZoom, p.Camera.Zoom()+0.75))
		if newFrame(w, p).showsHubs() {
			t.Errorf("%v: closer than the country the marks are there", size)
		}
	}
}

// TestHubsAreGoneCloseUp checks that nothing looks like a site close up: neither ring nor hit,
// outline, legend entry or label.
func TestHubsAreGoneCloseUp(t *testing.T) {
	w := testWorld(t)
	for _, area := range []bool{false, true} {
		for _, zoom := range []float64{6.4, 6.8, 6.999, 7, 7.4, 9, 12} {
			p := hubPicture(w, area)
			p.Title = ""
			p.Legend = []LegendEntry{{Swatch: "contact", Label: "line"},
				{Swatch: "hub", Label: "a city"}}
			at := p.Hubs[0].LonLat
			p.Camera, p.Selected = cameraAt(at[0], at[1], zoom, 900, 600), hubID(p.Hubs[0])
			r := newRecorder()
			w.Draw(r, p)
			for what, visible := range map[string]bool{
				"mark": r.draws["hubs"] > 0, "hit": hasHit(w.Pick(p, 450, 300), p.Selected),
				"key": hasLabel(r, "furniture", "a city"), "outline": r.draws["highlight"] > 0,
			} {
				if want := zoom < hubMaxZoom; visible != want {
					t.Errorf("area %v, zoom %v: %s %v", area, zoom, what, visible)
				}
			}
			if area && zoom >= hubMaxZoom && hasLabel(r, "names", p.Hubs[0].Label) {
				t.Errorf("zoom %v: the area is named", zoom)
			}
			full := w.Themes["light"].Lines["hub"].Stroke.Color.A
			for _, x := range r.strokes["hubs"] {
				if zoom > hubMaxZoom-hubFadeLevels && x.style.Color.A >= full {
					t.Errorf("area %v, zoom %v: the mark is as strong as far away", area, zoom)
				}
			}
		}
	}
}

// hasLabel reports whether a label is on a layer.
func hasLabel(r *recorder, layer, text string) bool {
	return slices.ContainsFunc(r.labels[layer], func(l Label) bool { return l.Text == text })
}
