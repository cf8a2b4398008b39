package scene

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// labelRect returns the rectangle that a label's glyphs can reach.
func labelRect(f *Fonts, l Label) rect {
	return rect{l.X, l.Y - ascent*l.Style.Size, l.X + f.Advance(l.Text, l.Style),
		l.Y + descent*l.Style.Size}
}

// randomPicture returns a random picture that a reader can reach.
func randomPicture(w *World, r *rand.Rand) *Picture {
	sizes := [][2]float64{{360, 640}, {360, 400}, {900, 600}, {1200, 630}, {1440, 900}, {320, 320},
		{700, 1000}}
	s := sizes[r.IntN(len(sizes))]
	p := testPicture(w, s[0], s[1])
	p.Lang = []string{"en", "uk", "fr"}[r.IntN(3)]
	p.Theme = []string{"light", "dark"}[r.IntN(2)]
	p.Layers = map[string]bool{LayerHubs: r.IntN(2) == 0, LayerFreeze: r.IntN(2) == 0}
	p.FreezeLabel = "If it froze here: about 1,055 km"
	p.Hubs = []Hub{{ID: "kyiv", LonLat: orb.Point{30.52, 50.45}, Label: "Proposed hub"},
		{ID: "odesa", LonLat: orb.Point{30.74, 46.48}, Label: "Proposed hub"}}
	if r.IntN(3) > 0 {
		p.Legend = []LegendEntry{{Swatch: "held-2022",
			Label: "Controlled by Russian forces since February 2022 or later"},
			{Swatch: "contact", Label: "Estimated line of contact"}}
	}
	if r.IntN(4) == 0 {
		p.Padding = Insets{Top: 40, Right: 50, Bottom: 30}
	}
	if r.IntN(4) == 0 {
		p.Obscured = Rect{X: p.Camera.W - 120, Y: 12, W: 108, H: 108}
	}
	p.Camera = w.FitCountry(p)
	if r.IntN(3) > 0 {
		c := p.Camera.ZoomAbout(r.Float64()*p.Camera.W, r.Float64()*p.Camera.H, r.Float64()*6)
		p.Camera = c.Limit(w.Limits(p))
	}
	return p
}

// checkDisjoint checks that no labels overlap.
func checkDisjoint(t *testing.T, w *World, where string, names []Label) {
	t.Helper()
	for j, l := range names {
		for _, o := range names[:j] {
			if labelRect(w.Fonts, l).intersects(labelRect(w.Fonts, o)) {
				t.Errorf("%s: %q meets %q", where, l.Text, o.Text)
			}
		}
	}
}

func TestLabelsOverlapNothing(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(7, 1))
	seen := 0
	for i := range 400 {
		p := randomPicture(w, r)
		c := newRecorder()
		w.Draw(c, p)
		names := c.labels["names"]
		seen += len(names)
		where := fmt.Sprintf("picture %d, %vx%v, zoom %.2f, %s", i, p.Camera.W, p.Camera.H,
			p.Camera.Zoom(), p.Lang)
		checkDisjoint(t, w, where, names)
		for _, l := range names {
			b := labelRect(w.Fonts, l)
			if b.x0 < 0 || b.y0 < 0 || b.x1 > p.Camera.W || b.y1 > p.Camera.H {
				t.Errorf("%s: %q is cut by the edge", where, l.Text)
			}
			if h := p.Obscured; b.intersects(rect{h.X, h.Y, h.X + h.W, h.Y + h.H}) {
				t.Errorf("%s: %q lies under what hides it", where, l.Text)
			}
			for _, o := range c.labels["furniture"] {
				if b.intersects(labelRect(w.Fonts, o)) {
					t.Errorf("%s: %q meets the furniture's %q", where, l.Text, o.Text)
				}
			}
			for _, m := range c.fills["furniture"] {
				if b.intersects(rect{m.X0, m.Y0, m.X0 + m.XX, m.Y0 + m.YY}) {
					t.Errorf("%s: %q lies under a plate", where, l.Text)
				}
			}
		}
	}
	if seen < 400*5 {
		t.Errorf("only %d labels in 400 pictures", seen)
	}
}

// TestHubsHaveTheLabelsOfTheirTowns also checks that no label overlaps a hub's ring.
func TestHubsHaveTheLabelsOfTheirTowns(t *testing.T) {
	w := testWorld(t)
	for _, lang := range []string{"en", "uk", "fr"} {
		for _, size := range [][2]float64{{288, 288}, {328, 331}, {400, 400}, {552, 384},
			{900, 600}} {
			p := testPicture(w, size[0], size[1])
			p.Notes = []string{"Proposed “military hubs”. Only after a ceasefire, in a peace deal.",
				"Cities President Macron named in 2025 as possible places for European troops: Kyiv, Lviv and Odesa. By 6 January 2026 no hub site had been announced"}
			p.Title, p.Lang, p.Layers = "", lang, map[string]bool{LayerHubs: true}
			p.Hubs = []Hub{{ID: "lviv", LonLat: orb.Point{24.03, 49.84}},
				{ID: "kyiv", LonLat: orb.Point{30.52, 50.45}},
				{ID: "odesa", LonLat: orb.Point{30.74, 46.48}}}
			p.Camera = w.FitCountry(p)
			checkHubLabels(t, w, p)
		}
	}
}

// checkHubLabels draws a picture with hubs and checks the labels of their towns. The smallest
// pictures have no room for all labels beside the rings, and in the very smallest the sentence
// above the map names the towns.
func checkHubLabels(t *testing.T, w *World, p *Picture) {
	t.Helper()
	c := newRecorder()
	w.Draw(c, p)
	width, lang := p.Camera.W, p.Lang
	names := map[string]bool{}
	for _, l := range c.labels["names"] {
		names[l.Text] = true
		b := labelRect(w.Fonts, l)
		for _, h := range p.Hubs {
			x, y := p.Camera.Project(geo.UkraineAlbers.Forward(h.LonLat))
			if width > 400 && math.Hypot(x-min(max(x, b.x0), b.x1),
				y-min(max(y, b.y0), b.y1)) < hubRadius {
				t.Errorf("%v, %s: %s lies across the mark of %s", width, lang, l.Text, h.ID)
			}
		}
	}
	for _, f := range w.towns {
		if width > 340 && slices.Contains([]string{"kyiv", "odesa", "lviv"}, f.ref) &&
			!names[f.name(lang)] {
			t.Errorf("%v, %s: no %s", width, lang, f.name(lang))
		}
	}
}

// TestForeignTownLabelsAvoidUkraine checks the labels of towns abroad, which are too pale for held
// land.
func TestForeignTownLabelsAvoidUkraine(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(9, 1))
	seen := 0
	for range 200 {
		p := randomPicture(w, r)
		d := labeller{newFrame(w, p)}
		for _, l := range d.placedLabels() {
			if l.town == nil || !l.town.foreign {
				continue
			}
			seen++
			b := l.box.boundsAt(1 / p.Camera.MetresPerPixel)
			for _, q := range []geo.XY{b.Center(), b.Min, b.Max, {X: b.Min.X, Y: b.Max.Y},
				{X: b.Max.X, Y: b.Min.Y}} {
				if slices.ContainsFunc(w.countryOutline,
					func(o *feature) bool { return o.contains(q) }) {
					t.Errorf("%vx%v zoom %.2f: %q lies on Ukraine", p.Camera.W, p.Camera.H,
						p.Camera.Zoom(), l.text)
					break
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d names of towns abroad", seen)
	}
}

func TestNoLabelIsDrawnTwice(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(8, 1))
	for range 200 {
		p := randomPicture(w, r)
		p.Layers = map[string]bool{LayerOblasts: false} // an oblast has its centre's name
		c := newRecorder()
		w.Draw(c, p)
		count := map[string]int{}
		for _, l := range c.labels["names"] {
			name := fmt.Sprint(l.Text, l.Style.Color) // Dnipro is a city and a river
			if count[name]++; count[name] > 1 {
				t.Errorf("%vx%v zoom %.2f: %q stands twice", p.Camera.W, p.Camera.H,
					p.Camera.Zoom(), l.Text)
			}
		}
	}
}

func TestLabelsMoveWithTheirTownsInAPan(t *testing.T) {
	w := testWorld(t)
	isTown := map[string]bool{}
	for _, f := range w.towns {
		isTown[f.name("en")] = true
	}
	p := testPicture(w, 900, 600)
	p.Camera = p.Camera.ZoomAbout(600, 300, 1.4)
	const margin = 200 // labels nearer to the edge may change sides
	positions := func() map[string][2]float64 {
		c := newRecorder()
		w.Draw(c, p)
		out := map[string][2]float64{}
		for _, l := range c.labels["names"] {
			if isTown[l.Text] && l.X > margin && l.X < 900-margin && l.Y > margin &&
				l.Y < 600-margin {
				out[l.Text] = [2]float64{l.X, l.Y}
			}
		}
		return out
	}
	before := positions()
	if len(before) < 3 {
		t.Fatalf("only %d towns in the middle", len(before))
	}
	for range 20 {
		p.Camera = p.Camera.Pan(-3, 2)
		after := positions()
		for name, at := range after {
			if previous, ok := before[name]; ok &&
				(!almostEqual(at[0], previous[0]-3, 1e-6) ||
					!almostEqual(at[1], previous[1]+2, 1e-6)) {
				t.Errorf("%s jumped from %v to %v", name, previous, at)
			}
		}
		before = after
	}
}

func TestLabelsOfOneScaleArePlacedOnce(t *testing.T) {
	w := testWorld(t)
	p := testPicture(w, 900, 600)
	w.Draw(discardCanvas{}, p)
	first := w.lastLabels
	p.Camera = p.Camera.Pan(50, 20)
	w.Draw(discardCanvas{}, p)
	if &first[0] != &w.lastLabels[0] {
		t.Error("a pan laid the labels out again")
	}
}

// TestCoarseLabelsWhileInteractive checks that a moving map keeps its labels while it zooms in,
// that they do not overlap, and that a map at rest has the labels of its own scale.
func TestCoarseLabelsWhileInteractive(t *testing.T) {
	w := testWorld(t)
	r := rand.New(rand.NewPCG(11, 1))
	coarse, total := 0, 150
	for range total {
		p := randomPicture(w, r)
		w.labelSets = nil
		w.Draw(discardCanvas{}, p)
		first := w.lastLabels
		near := *p
		near.Camera = p.Camera.ZoomAbout(p.Camera.W/2, p.Camera.H/2,
			(0.3+0.7*r.Float64())*(reuseSteps-1)*labelZoomStep)
		c := newRecorder()
		stats := w.DrawOverlay(c, &near, true)
		where := fmt.Sprintf("%vx%v, zoom %.2f to %.2f, %s", p.Camera.W, p.Camera.H,
			p.Camera.Zoom(), near.Camera.Zoom(), p.Lang)
		checkDisjoint(t, w, where, c.labels["names"])
		if !stats.CoarseLabels {
			continue
		}
		coarse++
		if len(first) > 0 && &w.lastLabels[0] != &first[0] {
			t.Errorf("%s: names were placed in haste", where)
		}
		if w.DrawOverlay(discardCanvas{}, &near, false).CoarseLabels {
			t.Errorf("%s: rough names at rest", where)
		}
		own := slices.Clone(w.lastLabels)
		w.labelSets = nil
		w.DrawOverlay(discardCanvas{}, &near, false)
		if !slices.EqualFunc(own, w.lastLabels,
			func(a, b placedLabel) bool { return a.text == b.text && a.box == b.box }) {
			t.Errorf("%s: at rest other names than those of the scale", where)
		}
	}
	t.Logf("%d of %d kept their names", coarse, total)
	if coarse < total/2 {
		t.Errorf("only %d of %d kept their names", coarse, total)
	}
}

func TestBoxesDisjointAtBothScalesAreDisjointBetween(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	random := func() anchoredBox {
		box := anchoredBox{x0: r.Float64()*40 - 40, y0: r.Float64()*20 - 20}
		box.anchor.X, box.anchor.Y = r.Float64()*100, r.Float64()*100
		box.x1, box.y1 = box.x0+10+r.Float64()*50, box.y0+5+r.Float64()*15
		return box
	}
	tried := 0
	for range 20_000 {
		a, b := random(), random()
		s := scaleRange{lo: 0.5, hi: 0.5 * math.Exp2(labelZoomStep)}
		if !s.disjoint(&a, &b) {
			continue
		}
		tried++
		for k := 0.0; k <= 1; k += 0.1 {
			scale := s.lo + (s.hi-s.lo)*k
			ra, rb := a.rectAt(a.anchor.X*scale, -a.anchor.Y*scale),
				b.rectAt(b.anchor.X*scale, -b.anchor.Y*scale)
			if ra.x0+1e-9 < rb.x1 && rb.x0+1e-9 < ra.x1 && ra.y0+1e-9 < rb.y1 &&
				rb.y0+1e-9 < ra.y1 {
				t.Fatalf("%+v and %+v meet at %v", a, b, scale)
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d pairs tried", tried)
	}
}

// TestWatersAreLabelled checks that rivers and reservoirs are labelled beside the water, and the
// Dnipro in the picture of the whole country.
func TestWatersAreLabelled(t *testing.T) {
	w := testWorld(t)
	for _, c := range []struct {
		zoom float64
		at   orb.Point
		want []string
	}{
		{0, orb.Point{31.2, 48.5}, []string{"Dnipro"}},
		{1.4, orb.Point{32.5, 49.3}, []string{"Dnipro", "Kremenchuk Reservoir"}},
		{2.2, orb.Point{37, 49.1}, []string{"Siverskyi Donets"}},
	} {
		p := testPicture(w, 1440, 900)
		x, y := p.Camera.Project(geo.UkraineAlbers.Forward(c.at))
		p.Camera = p.Camera.ZoomAbout(x, y, c.zoom)
		rec := newRecorder()
		w.Draw(rec, p)
		style := w.Theme("light").Texts["river"]
		named := map[string]bool{}
		for _, l := range rec.labels["names"] {
			if l.Style.Color != style.Color || l.Style.Spacing >= 1.5 {
				continue
			}
			named[l.Text] = true
			b := labelRect(w.Fonts, l)
			for _, f := range slices.Concat(w.rivers, w.reservoirs) {
				if f.shortName("en") == l.Text && crossesFeature(p.Camera, f, b) {
					t.Errorf("zoom %v: %q lies across its water", c.zoom, l.Text)
				}
			}
		}
		for _, name := range c.want {
			if !named[name] {
				t.Errorf("zoom %v: no %q among %v", c.zoom, name, named)
			}
		}
	}
}

// crossesFeature reports whether a box in CSS pixels intersects the lines of a feature.
func crossesFeature(c Camera, f *feature, r rect) bool {
	bounds := r.bounds()
	for _, p := range f.parts {
		for _, r := range p.rings {
			for i := 1; i < len(r.points); i++ {
				x0, y0 := c.Project(r.points[i-1])
				x1, y1 := c.Project(r.points[i])
				if bounds.intersectsSegment(geo.XY{X: x0, Y: y0}, geo.XY{X: x1, Y: y1}) {
					return true
				}
			}
		}
	}
	return false
}

// TestNoTownLabelIsOnAnotherShore checks that a label with a leader is on its town's own shore or
// on the sea. That of Mariupol must not be on Crimea.
func TestNoTownLabelIsOnAnotherShore(t *testing.T) {
	w := testWorld(t)
	var crimea *feature
	for _, f := range w.oblasts {
		if f.ref == "UA-43" {
			crimea = f
		}
	}
	for _, lang := range []string{"en", "uk", "fr"} {
		for _, size := range [][2]float64{{288, 230}, {358, 340}, {400, 400}, {552, 384}} {
			p := testPicture(w, size[0], size[1])
			p.Title, p.Lang = "", lang
			p.Camera = w.FitCountry(p)
			c := newRecorder()
			w.Draw(c, p)
			for _, l := range c.labels["names"] {
				b := labelRect(w.Fonts, l)
				onCrimea := crimea.contains(p.Camera.Unproject((b.x0+b.x1)/2, (b.y0+b.y1)/2))
				if onCrimea && slices.ContainsFunc(w.towns, func(f *feature) bool {
					return f.name(lang) == l.Text && !crimea.contains(f.anchor) &&
						f.ref != "sevastopol"
				}) {
					t.Errorf("%v, %s: %s stands on Crimea", size, lang, l.Text)
				}
			}
		}
	}
}
