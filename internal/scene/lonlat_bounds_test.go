package scene

import (
	"math"
	"math/rand/v2"
	"testing"

	"truceline/internal/geo"
)

// TestAPanStopsWhereTheMapEnds pans far to every side.
func TestAPanStopsWhereTheMapEnds(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(10, 1))
	for _, s := range [][2]float64{{360, 400}, {900, 600}, {1200, 630}} {
		p := testPicture(w, s[0], s[1])
		l := w.Limits(p)
		for range 100 {
			c := p.Camera.ZoomAbout(r.Float64()*s[0], r.Float64()*s[1], 0.4+r.Float64()*3)
			sin, cos := math.Sincos(r.Float64() * 2 * math.Pi)
			c = c.Pan(1e5*cos, 1e5*sin).Limit(l)
			if !w.lonLatBounds.containsView(c, l.Padding) {
				t.Errorf("%v: %+v shows what lies beyond %+v", s, c, w.lonLatBounds)
			}
		}
	}
}

// TestTooLargePictureIsCentred has a picture that shows more than the map covers.
func TestTooLargePictureIsCentred(t *testing.T) {
	e := LonLatBounds{West: 20, South: 44, East: 42, North: 54}
	l := Limits{CenterBounds: Bounds{geo.XY{X: -6e5, Y: -4e5}, geo.XY{X: 6e5, Y: 4e5}},
		MinMetresPerPixel: 1, MaxMetresPerPixel: 1e4, MaxBounds: e}
	c := Camera{Center: geo.XY{X: 5e5, Y: 3e5}, MetresPerPixel: 1e4, W: 500, H: 500}.Limit(l)
	if !l.CenterBounds.Contains(c.Center) || math.Abs(c.Center.X) > 1e5 {
		t.Errorf("the centre is at %+v", c.Center)
	}
}

func TestFarthestScaleShowsTheCountryAndNothingBeyondTheMap(t *testing.T) {
	w := testWorld(t)
	for _, s := range [][2]float64{{360, 640}, {900, 600}, {1440, 900}} {
		p := testPicture(w, s[0], s[1])
		l := w.Limits(p)
		fitted := w.FitCountry(p)
		if l.MaxMetresPerPixel < fitted.MetresPerPixel ||
			l.MaxMetresPerPixel > maxZoomOutFactor*fitted.MetresPerPixel {
			t.Errorf("%v: farthest %v m a pixel, home %v", s, l.MaxMetresPerPixel,
				fitted.MetresPerPixel)
		}
		fitted.MetresPerPixel = l.MaxMetresPerPixel
		if l.MaxMetresPerPixel > w.FitCountry(p).MetresPerPixel &&
			!w.lonLatBounds.containsView(fitted, l.Padding) {
			t.Errorf("%v: the farthest camera shows what lies beyond the map", s)
		}
	}
}

// TestLimitsHardlyMoveTheFittedCountry has the sizes of pages and posters.
func TestLimitsHardlyMoveTheFittedCountry(t *testing.T) {
	w := testWorld(t)
	for _, legend := range [][]LegendEntry{nil,
		{{Swatch: "held-2022", Label: "Controlled by Russian forces since February 2022 or later"},
			{Swatch: "contested", Label: "Sources disagree"}, {Swatch: "contact", Label: "Line"}}} {
		for _, s := range [][2]float64{{320, 320}, {360, 400}, {360, 640}, {600, 1200}, {900, 600},
			{1200, 630}, {1600, 500}, {2400, 400}} {
			p := testPicture(w, s[0], s[1])
			p.Legend = legend
			fitted := w.FitCountry(p)
			at := fitted.Limit(w.Limits(p))
			if moved := math.Hypot(at.Center.X-fitted.Center.X, at.Center.Y-fitted.Center.Y) /
				fitted.MetresPerPixel; moved > maxFitShift*min(s[0], s[1]) ||
				at.MetresPerPixel != fitted.MetresPerPixel {
				t.Errorf("%v: the limits move the whole country by %.0f px", s, moved)
			}
		}
	}
}
