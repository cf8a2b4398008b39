package scene

import (
	"os"
	"slices"
	"strings"
	"testing"

	"truceline/internal/story"
)

const someSize = "1,234 km²"

// zoned is a picture with a scenario.
func zoned(t *testing.T, file string, w, h float64) (*World, *Picture) {
	t.Helper()
	world := testWorld(t)
	if err := world.LoadZones(os.DirFS("../../assets"), file); err != nil {
		t.Fatal(err)
	}
	p := &Picture{Camera: Camera{W: w, H: h}, Date: testDate, Zones: Zones{File: file, Areas: map[string]string{}, Silent: "silent", Line: "line"}}
	for _, s := range world.zones[file].changes {
		p.Zones.Areas[s.id] = someSize
	}
	p.Camera = world.Home(p)
	return world, p
}

func TestZonesAreDrawnInThePlaceOfControl(t *testing.T) {
	w, p := zoned(t, story.ShapesFile("plan-20", 0), 900, 600)
	r := newRecorder()
	w.Draw(r, p)
	for _, layer := range []string{"zones", "zone-edges", "changes", "contact"} {
		if r.draws[layer] == 0 {
			t.Errorf("nothing is drawn on %s", layer)
		}
	}
	if r.draws["control"] > 0 {
		t.Error("control is drawn, too")
	}
	for _, h := range w.Pick(p, p.Camera.W*0.8, p.Camera.H*0.6) {
		if h.Kind == KindHeld || h.Kind == KindContested {
			t.Errorf("a tap finds %s under a scenario", h.ID)
		}
	}
	p.Zones = Zones{}
	r = newRecorder()
	w.Draw(r, p)
	if r.draws["zones"]+r.draws["changes"] > 0 || r.draws["control"] == 0 {
		t.Error("without a scenario its zones are drawn")
	}
}

// What would change is outlined at every scale, however small, and its size stands beside it.
func TestChangesAreSeenAtEverySize(t *testing.T) {
	for _, size := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
		w, p := zoned(t, story.ShapesFile("plan-20", 0), size[0], size[1])
		r := newRecorder()
		w.Draw(r, p)
		z := w.zones[p.Zones.File]
		var parts int
		for _, s := range z.changes {
			parts += len(s.parts)
		}
		sizes := 0
		for _, l := range r.labels["names"] {
			if l.Text == someSize {
				sizes++
			}
		}
		if sizes != len(z.changes) {
			t.Errorf("%v: %d of %d sizes", size, sizes, len(z.changes))
		}
		if r.draws["changes"] != parts {
			t.Errorf("%v: %d of %d outlines", size, r.draws["changes"], parts)
		}
		for _, theme := range w.Styles {
			if theme.Lines["change"].Stroke.Width < 2 {
				t.Error("the outline is thinner than 2 px")
			}
		}
	}
}

func TestSilentLandIsNamed(t *testing.T) {
	w, p := zoned(t, story.ShapesFile("plan-20", 0), 900, 600)
	r := newRecorder()
	w.Draw(r, p)
	for _, text := range []string{"silent", "line"} {
		if !slices.ContainsFunc(r.labels["names"], func(l Label) bool { return l.Text == text }) {
			t.Errorf("the %s has no name", text)
		}
	}
}

func TestMonitoringIsASoftGlow(t *testing.T) {
	w, p := zoned(t, story.ShapesFile("freeze", 0), 900, 600)
	p.Layers = map[string]bool{LayerMonitoring: true}
	p.MonitoringLabel = "watched"
	c := &layersOf{}
	w.Draw(c, p)
	if len(c.shares) != len(glow) || slices.Max(c.shares) > 0.3 {
		t.Errorf("groups with shares %v", c.shares)
	}
	r := newRecorder()
	w.Draw(r, p)
	if !slices.ContainsFunc(r.labels["names"], func(l Label) bool { return l.Text == "watched" }) {
		t.Error("it has no label")
	}
}

// The locator stands in a small picture that shows a part of the country, and only there.
func TestLocator(t *testing.T) {
	for _, x := range []struct {
		w, h  float64
		close bool
		want  bool
	}{{360, 640, true, true}, {360, 640, false, false}, {900, 600, true, false}} {
		w, p := zoned(t, story.ShapesFile("donbas", 0), x.w, x.h)
		if x.close {
			p.Camera = p.Camera.ZoomAbout(x.w/2, x.h/2, 2)
		}
		r := newRecorder()
		w.Draw(r, p)
		if got := r.draws["locator"] > 0; got != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
}

func TestLoadZonesNamesTheFile(t *testing.T) {
	w := testWorld(t)
	if err := w.LoadZones(os.DirFS("../../assets"), "geojson/none.geojson"); err == nil || !strings.Contains(err.Error(), "none.geojson") {
		t.Errorf("a missing file: %v", err)
	}
}
