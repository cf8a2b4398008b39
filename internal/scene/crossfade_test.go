package scene

import (
	"os"
	"testing"
)

// groupRecorder records which paths are filled inside and outside groups.
type groupRecorder struct {
	discardCanvas
	depth  int
	shares []float64
	fills  [2]map[*Path]bool
	labels int
}

func (c *groupRecorder) Fill(p *Path, _ Matrix, _ FillStyle) {
	if c.fills[c.depth] == nil {
		c.fills[c.depth] = map[*Path]bool{}
	}
	c.fills[c.depth][p] = true
}

func (c *groupRecorder) Label(Label) {
	if c.depth == 0 {
		c.labels++
	}
}

func (c *groupRecorder) Group(share float64, draw func()) {
	c.shares = append(c.shares, share)
	c.depth++
	draw()
	c.depth--
}

// TestCrossfadeDrawsTheNewPictureOverTheOld checks that the previous picture is drawn completely
// and the new one is composited over it once, and that the overlay is that of the new picture
// alone.
func TestCrossfadeDrawsTheNewPictureOverTheOld(t *testing.T) {
	w := testWorld(t)
	const before = "2022-11-15"
	if err := w.LoadDate(os.DirFS("../../assets"), before); err != nil {
		t.Fatal(err)
	}
	p := &Picture{Camera: Camera{W: 900, H: 600}, Date: testDate, Situation: "x"}
	p.Camera = w.FitCountry(p)
	drawn := func(p *Picture) *groupRecorder {
		c := &groupRecorder{}
		w.Draw(c, p)
		return c
	}
	alone, old := drawn(p), *p
	old.Date = before
	under := drawn(&old)
	p.Crossfade = Crossfade{From: &old, Progress: 0.3}
	c := drawn(p)
	if len(c.shares) != 1 || c.shares[0] != 0.3 {
		t.Fatalf("groups with shares %v", c.shares)
	}
	for _, want := range []struct {
		what      string
		got, want map[*Path]bool
	}{{"under the group", c.fills[0], territoryPaths(w, before)},
		{"in the group", c.fills[1], territoryPaths(w, testDate)}} {
		for path := range want.want {
			if (alone.fills[0][path] || under.fills[0][path]) && !want.got[path] {
				t.Errorf("%s a shape is missing", want.what)
			}
		}
	}
	for path := range territoryPaths(w, testDate) {
		if c.fills[0][path] {
			t.Error("a new shape lies in the old picture")
		}
	}
	if c.labels != alone.labels {
		t.Errorf("%d labels, alone %d", c.labels, alone.labels)
	}
	p.Crossfade.Progress = 1
	if c := drawn(p); len(c.shares) > 0 {
		t.Error("a group when the new picture has come")
	}
}

// TestOverlayFadeHidesTheOverlay checks that the overlay is composited as a whole, and that nothing
// else is faded.
func TestOverlayFadeHidesTheOverlay(t *testing.T) {
	w := testWorld(t)
	p := &Picture{Camera: Camera{W: 900, H: 600}, Date: testDate, Situation: "x"}
	p.Camera = w.FitCountry(p)
	drawn := func(fade float64) (c *groupRecorder, draws int) {
		c = &groupRecorder{}
		p.OverlayFade = fade
		return c, w.Draw(c, p).DrawCalls
	}
	open, draws := drawn(0)
	if open.labels < 10 || len(open.shares) > 0 {
		t.Fatalf("%d labels, groups %v", open.labels, open.shares)
	}
	for _, fade := range []float64{0.25, 1} {
		c, n := drawn(fade)
		if c.labels > 0 || len(c.shares) != 1 || c.shares[0] != 1-fade || n != draws {
			t.Errorf("hidden by %v: %d labels outside groups %v, %d draws for %d", fade, c.labels,
				c.shares, n, draws)
		}
		if len(c.fills[0]) == 0 {
			t.Errorf("hidden by %v: no land", fade)
		}
	}
}

func territoryPaths(w *World, date string) map[*Path]bool {
	paths := map[*Path]bool{}
	for _, f := range w.controlByDate[date].held {
		for _, p := range f.parts {
			for level := range detailLevels {
				if p.built[level] && p.paths[level] != nil {
					paths[p.paths[level]] = true
				}
			}
		}
	}
	return paths
}
