package scene

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// maxOverviewVertices is the maximum number of vertices in a picture of the whole country at 900 by
// 600. While the map moves, the base is cached and a frame has a few hundred (bench/baseline.json).
const maxOverviewVertices = 12_000

func TestOverviewStaysWithinItsVertexBudget(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	c := newRecorder()
	s := w.Draw(c, p)
	if s.Vertices > maxOverviewVertices {
		t.Errorf("%d vertices, at most %d; by layer %v", s.Vertices, maxOverviewVertices,
			c.vertices)
	}
	sum, draws := 0, 0
	for layer := range c.draws {
		sum += c.vertices[layer]
		draws += c.draws[layer]
	}
	if sum != s.Vertices || draws != s.DrawCalls {
		t.Errorf("Stats say %d vertices in %d draws, the canvas got %d in %d", s.Vertices,
			s.DrawCalls, sum, draws)
	}
}

func TestDetailFollowsTheScale(t *testing.T) {
	for _, c := range []struct {
		metres, ratio float64
		want          int
	}{
		{20, 1, 0}, {400, 1, 1}, {1000, 1, 2}, {1790, 1, 3}, {1790, 2, 2}, {1790, 0, 3},
		{1e5, 1, detailLevels - 1},
	} {
		if got := detailLevel(c.metres, c.ratio, areaTolerance); got != c.want {
			t.Errorf("at %v m a pixel, ratio %v: level %d, want %d", c.metres, c.ratio, got, c.want)
		}
	}
}

func TestRingsLoseDetailButStayClosed(t *testing.T) {
	square := ring{
		points: []geo.XY{{X: 0, Y: 0}, {X: 5, Y: 1}, {X: 10, Y: 0}, {X: 10, Y: 10},
			{X: 0, Y: 10}, {X: 0, Y: 0}},
		levelDigits: []byte("102220"),
	}
	square.levelDigits[5] = square.levelDigits[0]
	for level, want := range []int{6, 5, 4, 0} {
		got := square.pointsAtLevel(level, true)
		if len(got) != want {
			t.Errorf("level %d: %d positions, want %d: %v", level, len(got), want, got)
		}
		if len(got) > 0 && got[0] != got[len(got)-1] {
			t.Errorf("level %d: not closed", level)
		}
	}
	if got := square.pointsAtLevel(4, false); len(got) != 2 {
		t.Errorf("an open line keeps its ends, got %v", got)
	}
}

func TestPathsAreMadeOnce(t *testing.T) {
	w := testWorld(t)
	p := w.countryOutline[0].parts[0]
	path, borders := p.path(2), w.borders.oblast.mergedPath(3)
	if p.path(2) != path || w.borders.oblast.mergedPath(3) != borders {
		t.Error("a path asked for twice is made twice: its pointer is the key of its mesh")
	}
}

func TestFitCountryKeepsClearOfTheFurniture(t *testing.T) {
	w := testWorld(t)
	for _, s := range [][2]float64{{360, 640}, {360, 400}, {900, 600}, {1200, 630}, {1440, 900},
		{600, 1200}, {1600, 500}} {
		for _, legend := range [][]LegendEntry{nil,
			{{Swatch: "held-2022",
				Label: "Controlled by Russian forces since February 2022 or later"},
				{Swatch: "contested", Label: "Sources disagree"}}} {
			p := testPicture(w, s[0], s[1])
			p.Legend = legend
			p.Camera = w.FitCountry(p)
			d := newPainter(discardCanvas{}, w, p)
			for _, r := range []rect{d.furniture.header, d.furniture.footer} {
				if w.countryReaches(p.Camera, r, 0) {
					t.Errorf("%v with %d keys: the country reaches under %+v", s, len(legend), r)
				}
			}
			x0, y0 := p.Camera.Project(geo.XY{X: w.countryBounds.Min.X, Y: w.countryBounds.Max.Y})
			x1, y1 := p.Camera.Project(geo.XY{X: w.countryBounds.Max.X, Y: w.countryBounds.Min.Y})
			if x0 < 0 || y0 < 0 || x1 > s[0] || y1 > s[1] {
				t.Errorf("%v with %d keys: the country leaves the picture: %v,%v to %v,%v", s,
					len(legend), x0, y0, x1, y1)
			}
			if width := (x1 - x0) / s[0]; width < 0.4 && s[0] < 1.6*s[1] {
				t.Errorf("%v with %d keys: the country fills only %.0f %% of the width", s,
					len(legend), 100*width)
			}
		}
	}
}

func TestLayersCanBeSwitchedOff(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	c := newRecorder()
	w.Draw(c, p)
	for _, id := range []string{"control", "contact", "rivers", "places"} {
		if c.draws[id] == 0 {
			t.Errorf("%s is not drawn", id)
		}
	}
	p.Layers = map[string]bool{LayerControl: false, LayerContact: false, LayerRivers: false,
		LayerTowns: false}
	c = newRecorder()
	w.Draw(c, p)
	for _, id := range []string{"control", "contact", "rivers", "places"} {
		if c.draws[id] != 0 {
			t.Errorf("%s is drawn though switched off", id)
		}
	}
}

func TestEveryPictureShowsItsDateAndSource(t *testing.T) {
	w := testWorld(t)
	for _, s := range [][2]float64{{320, 320}, {360, 640}, {900, 600}} {
		p := testPicture(w, s[0], s[1])
		c := newRecorder()
		w.Draw(c, p)
		text := ""
		for _, l := range c.labels["furniture"] {
			text += l.Text + " "
			if b := labelRect(w.Fonts, l); b.x0 < 0 || b.y0 < 0 || b.x1 > s[0] || b.y1 > s[1] {
				t.Errorf("%v: %q is cut", s, l.Text)
			}
		}
		for _, want := range []string{p.Situation, p.Source} {
			if !strings.Contains(text, want) {
				t.Errorf("%v: %q is not in the picture: %q", s, want, text)
			}
		}
	}
}

func TestAPanAllocatesAlmostNothing(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	p.Layers = map[string]bool{LayerHubs: true, LayerFreeze: true}
	p.FreezeLabel = "If it froze here"
	p.Hubs = []Hub{{ID: "kyiv", LonLat: orb.Point{30.52, 50.45}, Label: "Proposed hub"}}
	w.Draw(discardCanvas{}, p)
	n := testing.AllocsPerRun(50, func() {
		p.Camera = p.Camera.Pan(1, 1)
		w.Draw(discardCanvas{}, p)
	})
	if n > 2 {
		t.Errorf("%v allocations a frame, want at most 2", n)
	}
}

func BenchmarkPan(b *testing.B) {
	w := testWorld(b)
	p := testPicture(w, 900, 600)
	home := p.Camera
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		p.Camera = home.Pan(float64(i%200), 0)
		w.Draw(discardCanvas{}, p)
	}
}

func BenchmarkLabels(b *testing.B) {
	w := testWorld(b)
	p := testPicture(w, 900, 600)
	b.ReportAllocs()
	for b.Loop() {
		w.labelSets = nil
		w.Draw(discardCanvas{}, p)
	}
}

// countryReaches reports whether the country's outline is in a rectangle of the picture, or within
// margin pixels of it.
func (w *World) countryReaches(c Camera, r rect, margin float64) bool {
	if r.x0 >= r.x1 || r.y0 >= r.y1 {
		return false
	}
	box := Bounds{c.Unproject(r.x0-margin, r.y1+margin), c.Unproject(r.x1+margin, r.y0-margin)}
	for _, f := range w.countryOutline {
		for _, p := range f.parts {
			path := p.path(2)
			if path == nil || !path.Bounds.Intersects(box) {
				continue
			}
			runs := path.edgeRuns()
			if slices.ContainsFunc(runs, func(r edgeRun) bool { return r.intersectsBounds(box) }) {
				return true
			}
		}
	}
	return false
}
