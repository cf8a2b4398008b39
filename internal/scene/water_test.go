package scene

import (
	"testing"

	"github.com/paulmach/orb"
)

// TestReservoirsHoldWaterUntilTheyAreDrained checks that a drained reservoir is drawn, labelled and
// hit until that day and not from it on.
func TestReservoirsHoldWaterUntilTheyAreDrained(t *testing.T) {
	w := testWorld(t)
	const drained = "2023-06-06"
	bed := orb.Point{34.95, 47.45}
	for _, c := range []struct {
		date string
		want bool
	}{{"2022-11-15", true}, {"2023-06-05", true}, {drained, false}, {testDate, false}} {
		p := testPicture(w, 900, 600)
		p.Date = c.date
		p.Camera = cameraAt(34.6, 47.4, 8.5, 900, 600)
		r := newRecorder()
		w.Draw(r, p)
		named, hit := false, false
		for _, l := range r.labels["names"] {
			named = named || l.Text == "Kakhovka Reservoir"
		}
		for _, h := range pickAt(w, p, bed, 0, 0) {
			hit = hit || h.ID == "reservoir-kakhovka"
		}
		if named != c.want || hit != c.want {
			t.Errorf("%s: named %t, hit %t, want %t", c.date, named, hit, c.want)
		}
	}
}

// TestBridges checks that the Crimean Bridge is drawn, labelled and hit close up, and left out
// where it would be tiny.
func TestBridges(t *testing.T) {
	w := testWorld(t)
	for _, c := range []struct {
		zoom float64
		want bool
	}{{10, true}, {5.5, false}} {
		p := testPicture(w, 900, 600)
		p.Camera = cameraAt(36.55, 45.28, c.zoom, 900, 600)
		r := newRecorder()
		w.Draw(r, p)
		hit := false
		for _, h := range pickAt(w, p, orb.Point{36.551, 45.2666}, 0, 0) {
			hit = hit || h.Kind == KindBridge
		}
		if drawn := len(r.strokes["bridges"]) > 0; drawn != c.want || hit != c.want {
			t.Errorf("zoom %v: drawn %t, hit %t, want %t", c.zoom, drawn, hit, c.want)
		}
	}
}
