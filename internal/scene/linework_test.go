package scene

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"truceline/internal/assetname"
)

// assetNames returns the names of the map's files that match a pattern, without folder and
// extension.
func assetNames(t *testing.T, pattern string) (list []string) {
	t.Helper()
	files, err := fs.Glob(os.DirFS("../../assets"), "geojson/"+pattern+".geojson")
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	for _, file := range files {
		list = append(list, strings.TrimSuffix(path.Base(file), ".geojson"))
	}
	return list
}

// lineLayers are the layers with lines that may coincide.
var lineLayers = []string{"earlier", "zone-edges", "changes", "contact"}

// checkNoDoubleLines draws a picture and checks that no segment is stroked on two layers.
func checkNoDoubleLines(t *testing.T, w *World, p *Picture, what string) {
	t.Helper()
	r := newRecorder()
	w.Draw(r, p)
	theme := w.Theme(p.Theme)
	drawn := map[segment]bool{}
	count := func(layer string, x recordedStroke) {
		twice := 0
		eachSegment(x.path, func(s segment) {
			if drawn[s] {
				twice++
			}
			drawn[s] = true
		})
		if twice > 0 {
			t.Errorf("%s: %d segments on %s are drawn twice", what, twice, layer)
		}
	}
	for _, layer := range lineLayers {
		for _, x := range r.strokes[layer] {
			if !isCasing(theme, x.style) {
				count(layer, x)
			}
		}
	}
	for _, x := range r.strokes["borders"] {
		if x.style == theme.Lines["before-edge"].Stroke {
			count("before-edge", x)
		}
	}
	if len(drawn) == 0 {
		t.Errorf("%s: no lines", what)
	}
}

// isCasing reports whether a style is the casing of a line.
func isCasing(theme *Theme, s StrokeStyle) bool {
	for _, role := range []string{"earlier", "zone-edge", "contact", "freeze"} {
		if c := theme.Lines[role].Casing; s.Color == c.Color && s.Dash == c.Dash && s.Width > 2.5 {
			return true
		}
	}
	return false
}

func TestOneLineWhereLinesCoincide(t *testing.T) {
	fsys := os.DirFS("../../assets")
	w := testWorld(t)
	for _, file := range assetNames(t, "contact-*") {
		date := strings.TrimPrefix(file, "contact-")
		if err := w.LoadDate(fsys, date); err != nil {
			t.Fatal(err)
		}
	}
	for _, zoom := range []float64{5, 6.6, 8.3} {
		for _, file := range assetNames(t, "contact-*") {
			date := strings.TrimPrefix(file, "contact-")
			for _, freeze := range []bool{false, true} {
				for _, earlier := range []string{"", "2022-02-23"} {
					p := testPicture(w, 900, 600)
					p.Camera = cameraAt(35, 48.6, zoom, 900, 600)
					p.Date, p.CompareDate, p.Layers = date, earlier,
						map[string]bool{LayerFreeze: freeze}
					checkNoDoubleLines(t, w, p, date+" "+earlier)
				}
			}
		}
		for _, file := range assetNames(t, "scenario-*") {
			for _, contact := range []bool{true, false} {
				w, p := zonePicture(t, "geojson/"+file+".geojson", 900, 600)
				p.Camera = cameraAt(37, 48.6, zoom, 900, 600)
				p.CompareDate, p.Layers = "2022-02-23", map[string]bool{LayerContact: contact}
				checkNoDoubleLines(t, w, p, file)
			}
		}
	}
}

// TestFreezeFollowsTheWholeLineOfContact also checks that a freeze's line has no other segment.
func TestFreezeFollowsTheWholeLineOfContact(t *testing.T) {
	w, p := zonePicture(t, assetname.ScenarioShapes("freeze", 0), 900, 600)
	p.Camera = cameraAt(36, 48.4, 9.5, 3000, 3000)
	p.PixelRatio = 4
	contact, plan := segmentSizes{}, segmentSizes{}
	contact.addLines(&w.controlByDate[testDate].contactLine)
	lines := w.lineworkFor(newFrame(w, p).lineworkKey())
	plan.addLines(&lines.scenarioLine)
	if len(lines.contactLine.parts) > 0 || len(plan) != len(contact) {
		t.Errorf("%d of %d segments, %d parts beside", len(plan), len(contact),
			len(lines.contactLine.parts))
	}
	for s := range plan {
		if _, ok := contact[s]; !ok {
			t.Fatalf("%v is off the line of contact", s)
		}
	}
	if d := newFrame(w, p); d.hasLook("contact") || d.hasLook("change") {
		t.Error("a freeze draws a line of contact beside its own, or a change")
	}
	p.Zones = Zones{}
	if d := newFrame(w, p); !d.hasLook("contact") {
		t.Error("without a scenario there is no line of contact")
	}
}

// TestLinesAroundSmallPocketsAreLight also checks that the smallest pockets have no line.
func TestLinesAroundSmallPocketsAreLight(t *testing.T) {
	w := testWorld(t)
	const date = "2022-03-28"
	if err := w.LoadDate(os.DirFS("../../assets"), date); err != nil {
		t.Fatal(err)
	}
	sizes := map[segment]float64{}
	segmentSizes(sizes).addLines(&w.controlByDate[date].contactLine)
	full := w.Themes["light"].Lines["contact"]
	for _, zoom := range []float64{4.6, 5.4, 6.5, 9} {
		p := testPicture(w, 900, 600)
		p.Date, p.Camera = date, cameraAt(33, 50.8, zoom, 900, 600)
		r := newRecorder()
		w.Draw(r, p)
		light, whole := 0, 0
		for _, x := range r.strokes["contact"] {
			line := x.path.Lines[0]
			size := max(x.path.Bounds.Width(), x.path.Bounds.Height())
			if line[0] != line[len(line)-1] {
				whole++
				continue
			}
			switch pixels := size / p.Camera.MetresPerPixel; {
			case pixels < minLineSize-1:
				t.Errorf("zoom %v: a line around %.1f px", zoom, pixels)
			case pixels < 20:
				light++
				if x.style.Color != full.Stroke.Color || x.style.Width > 1 {
					t.Errorf("zoom %v: a line %.1f px wide around %.1f px", zoom, x.style.Width,
						pixels)
				}
			case pixels > fullWeightSize+1 && x.style != full.Stroke && x.style != full.Casing:
				t.Errorf("zoom %v: a line %.1f px wide around %.1f px", zoom, x.style.Width, pixels)
			}
		}
		if zoom < 6 && light == 0 || whole == 0 {
			t.Errorf("zoom %v: %d light lines, %d open ones", zoom, light, whole)
		}
	}
}
