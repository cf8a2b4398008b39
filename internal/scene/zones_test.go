package scene

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"truceline/internal/assetname"
	"truceline/internal/geo"
)

const someSize = "1,234\u00a0km²"

// zonePicture returns a picture with a scenario.
func zonePicture(t *testing.T, file string, w, h float64) (*World, *Picture) {
	t.Helper()
	world := testWorld(t)
	if err := world.LoadZones(os.DirFS("../../assets"), file); err != nil {
		t.Fatal(err)
	}
	p := &Picture{Camera: Camera{W: w, H: h}, Date: testDate,
		Zones: Zones{File: file, UnspecifiedLabel: "silent", LineLabel: "line"}}
	labelChanges(world, p, someSize)
	p.Camera = world.FitCountry(p)
	return world, p
}

// labelChanges gives each change of a picture's scenario a text, with someSize as its size.
func labelChanges(w *World, p *Picture, text string) {
	p.Zones.Changes = nil
	for _, change := range w.zonesByFile[p.Zones.File].changes {
		l := ChangeLabel{AreaIDs: []string{change.id}, Text: text, Size: someSize}
		p.Zones.Changes = append(p.Zones.Changes, l)
	}
}

func TestZonesReplaceControl(t *testing.T) {
	w, p := zonePicture(t, assetname.ScenarioShapes("plan-20", 0), 900, 600)
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

// TestChangesAreOutlinedAndLabelledAtEverySize includes the smallest changes.
func TestChangesAreOutlinedAndLabelledAtEverySize(t *testing.T) {
	for _, size := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
		w, p := zonePicture(t, assetname.ScenarioShapes("plan-20", 0), size[0], size[1])
		r := newRecorder()
		w.Draw(r, p)
		z := w.zonesByFile[p.Zones.File]
		sizes := 0
		for _, l := range r.labels["names"] {
			if l.Text == someSize {
				sizes++
			}
		}
		if sizes != len(z.changes) {
			t.Errorf("%v: %d of %d sizes", size, sizes, len(z.changes))
		}
		edges := map[segment]bool{}
		for _, layer := range []string{"changes", "zone-edges", "contact", "borders"} {
			for _, x := range r.strokes[layer] {
				if x.style.Width < 1 && layer == "changes" {
					t.Errorf("%v: an outline %v px wide", size, x.style.Width)
				}
				eachSegment(x.path, func(s segment) { edges[s] = true })
			}
		}
		for _, change := range z.changes {
			for _, part := range change.outline.parts {
				if bare := undrawnShare(part, edges); bare > 0.02 {
					t.Errorf("%v: %.0f %% of an outline of %s is not drawn", size, 100*bare,
						change.id)
				}
			}
		}
	}
}

// undrawnShare returns the share of an outline's length that is not drawn, at the level of detail
// with the smallest such share.
func undrawnShare(p *geometryPart, edges map[segment]bool) float64 {
	best := 1.0
	for level := range detailLevels {
		path := p.path(level)
		if path == nil {
			continue
		}
		bare, all := 0.0, 0.0
		eachSegment(path, func(s segment) {
			length := math.Hypot(s.b.X-s.a.X, s.b.Y-s.a.Y)
			if all += length; !edges[s] {
				bare += length
			}
		})
		best = min(best, bare/all)
	}
	return best
}

func eachSegment(p *Path, visit func(segment)) {
	for _, line := range p.Lines {
		for i := 1; i < len(line); i++ {
			visit(newSegment(line[i-1], line[i]))
		}
	}
}

func TestUnspecifiedLandIsLabelled(t *testing.T) {
	w, p := zonePicture(t, assetname.ScenarioShapes("plan-20", 0), 900, 600)
	r := newRecorder()
	w.Draw(r, p)
	for _, text := range []string{"silent", "line"} {
		if !slices.ContainsFunc(r.labels["names"], func(l Label) bool { return l.Text == text }) {
			t.Errorf("the %s has no name", text)
		}
	}
}

// TestMonitoringTicksHaveAConstantSize checks that no tick reaches 6 px from the line at any scale.
func TestMonitoringTicksHaveAConstantSize(t *testing.T) {
	w, p := zonePicture(t, assetname.ScenarioShapes("freeze", 0), 900, 600)
	p.Layers = map[string]bool{LayerMonitoring: true}
	p.MonitoringLabel = "watched"
	for _, zones := range []Zones{p.Zones, {}} {
		for _, zoom := range []float64{5.2, 7, 9.4} {
			p.Zones, p.Camera = zones, cameraAt(37.5, 48.3, zoom, 900, 600)
			r := newRecorder()
			w.Draw(r, p)
			if n := len(r.strokes["monitoring"]); n != 1 || r.filled["monitoring"] > 0 {
				t.Fatalf("zoom %v: %d strokes, %d fills", zoom, n, r.filled["monitoring"])
			}
			x := r.strokes["monitoring"][0]
			if x.style.Dash != [2]float64{} || x.style.Width > 2 || len(x.path.Lines) < 20 {
				t.Errorf("zoom %v: %d ticks, %+v", zoom, len(x.path.Lines), x.style)
			}
			watched := append(slices.Clone(r.strokes["contact"]), r.strokes["zone-edges"]...)
			view := p.Camera.VisibleBounds(-20)
			for _, tick := range x.path.Lines {
				if !view.Contains(tick[0]) {
					continue // the line itself is not drawn there
				}
				away := maxDistanceTo(tick, watched) / p.Camera.MetresPerPixel
				if away+x.style.Width/2 > 6 {
					t.Fatalf("zoom %v: a tick reaches %.1f px from the line", zoom, away)
				}
			}
		}
	}
	r := newRecorder()
	p.Camera = w.FitCountry(p)
	w.Draw(r, p)
	if !slices.ContainsFunc(r.labels["names"], func(l Label) bool { return l.Text == "watched" }) {
		t.Error("it has no label")
	}
}

// maxDistanceTo returns the greatest distance of a line's points from the nearest of the lines
// drawn, in metres.
func maxDistanceTo(line []geo.XY, drawn []recordedStroke) float64 {
	farthest := 0.0
	for _, q := range line {
		nearest := math.Inf(1)
		for _, x := range drawn {
			eachSegment(x.path,
				func(s segment) { nearest = min(nearest, distanceToSegment(q, s.a, s.b)) })
		}
		farthest = max(farthest, nearest)
	}
	return farthest
}

// TestLocator checks that only a picture with a scenario that shows a part of the country has a
// locator.
func TestLocator(t *testing.T) {
	for _, x := range []struct {
		w, h  float64
		close bool
		want  bool
	}{{360, 640, true, true}, {360, 640, false, false}, {900, 600, true, true},
		{900, 600, false, false}} {
		w, p := zonePicture(t, assetname.ScenarioShapes("donbas", 0), x.w, x.h)
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
	if err := w.LoadZones(os.DirFS("../../assets"), "geojson/none.geojson"); err == nil ||
		!strings.Contains(err.Error(), "none.geojson") {
		t.Errorf("a missing file: %v", err)
	}
}
