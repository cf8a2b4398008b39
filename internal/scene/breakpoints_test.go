package scene

import (
	"fmt"
	"math"
	"testing"
)

// pagePicture returns a picture as a page shows it.
func pagePicture(t *testing.T, w *World, width, height float64) *Picture {
	t.Helper()
	p := testPicture(w, width, height)
	p.Title, p.Legend = "", nil
	p.Situation, p.Source = "Situation on 6 January 2026",
		"Sources: one; checked against another. Base map: a third and © a fourth. Line and areas: this map's estimate."
	p.Camera = w.FitCountry(p)
	return p
}

// initialLabels returns the labels of every initial view of a breakpoint (first) and of its larger
// pictures in addition (more), with their offsets from their anchors.
func initialLabels(t *testing.T, w *World, p *Picture) (first, more map[labelID][2]float64) {
	t.Helper()
	d := labeller{newFrame(w, p)}
	if !d.atInitialView() {
		t.Fatalf("%v×%v does not show what it is about", p.Camera.W, p.Camera.H)
	}
	placer := d.newLabelPlacer()
	n := d.placeInitialLabels(placer, d.labelSetKey())
	first, more = map[labelID][2]float64{}, map[labelID][2]float64{}
	for i, l := range placer.labels {
		list := first
		if i >= n {
			list = more
		}
		list[labelID{l.text, l.anchor}] = [2]float64{l.dx, l.dy}
	}
	return first, more
}

func TestInitialLabelsAreTheSameThroughoutABreakpoint(t *testing.T) {
	w := testWorld(t)
	for _, sizes := range [][][2]float64{{{340, 480}, {360, 620}, {439, 490}},
		{{600, 480}, {650, 900}, {759, 500}}, {{640, 320}, {700, 479}, {852, 348}, {999, 469}},
		{{760, 500}, {900, 600}, {999, 900}}, {{1000, 600}, {1440, 700}, {1690, 600}}} {
		var first, more map[labelID][2]float64
		for _, size := range sizes {
			p := pagePicture(t, w, size[0], size[1])
			got, further := initialLabels(t, w, p)
			if first == nil {
				first = got
			}
			if len(got) < 8 {
				t.Fatalf("%v: %d names", size, len(got))
			}
			checkSameNames(t, size, got, first)
			d := labeller{newFrame(w, p)}
			if !d.hasExtraLabels() {
				checkSameNames(t, size, further, nil)
				continue
			}
			if more == nil {
				more = further
			}
			if len(further) == 0 {
				t.Errorf("%v has no further names", size)
			}
			checkSameNames(t, size, further, more)
			for k := range further {
				if _, twice := first[k]; twice {
					t.Errorf("%v: %s is placed twice", size, k.text)
				}
			}
		}
		if breakpoints[breakpointFor(Camera{W: sizes[0][0], H: sizes[0][1]})].extraMinWidth > 0 &&
			more == nil {
			t.Errorf("%v: no size has further names", sizes)
		}
	}
}

func checkSameNames(t *testing.T, size [2]float64, got, want map[labelID][2]float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%v: %d names, at first %d", size, len(got), len(want))
	}
	for k, at := range want {
		if got[k] != at {
			t.Errorf("%v: %s stands at %v, at first at %v", size, k.text, got[k], at)
		}
	}
}

func TestInitialLabelsAreSeenAndDisjoint(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{280, 110}, {388, 155}, {519, 469}, {520, 110}, {900, 150},
		{1400, 319}, {280, 470}, {300, 490}, {340, 480}, {439, 600}, {440, 480}, {599, 490},
		{600, 480}, {640, 320}, {700, 470}, {759, 480}, {999, 400}, {760, 500}, {999, 800},
		{1000, 560}, {1700, 560}, {1700, 1200}} {
		p := pagePicture(t, w, size[0], size[1])
		d := labeller{newFrame(w, p)}
		placer := d.newLabelPlacer()
		d.placeInitialLabels(placer, d.labelSetKey())
		var boxes []rect
		for _, l := range placer.labels {
			x, y := p.Camera.Project(l.anchor)
			b := l.box.rectAt(x, y)
			if !d.clearOfFurniture(b) {
				t.Errorf("%v: %s is hidden at %+v", size, l.text, b)
			}
			for _, other := range boxes {
				if other.intersects(b) {
					t.Errorf("%v: %s meets another name", size, l.text)
				}
			}
			boxes = append(boxes, b)
		}
	}
}

func TestInitialViewShowsAllOfTheFocusBounds(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{288, 288}, {360, 330}, {620, 400}, {640, 320}, {852, 348},
		{1200, 469}, {900, 560}, {1440, 736}, {800, 1200}} {
		p := pagePicture(t, w, size[0], size[1])
		d := labeller{newFrame(w, p)}
		x0, y0 := p.Camera.Project(w.countryBounds.Min)
		x1, y1 := p.Camera.Project(w.countryBounds.Max)
		right := size[0] - p.columnWidth()
		if x0 < 0 || x1 > right || y1 < d.furniture.header.y1 || y0 > d.furniture.mapBottom {
			t.Errorf("%v: the country stands at %v,%v to %v,%v", size, x0, y1, x1, y0)
		}
		if math.Abs(x0-(right-x1)) > 0.01 {
			t.Errorf("%v: the country is not in the middle", size)
		}
	}
}

func TestNoLabelIsDrawnTwiceInAnInitialView(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{340, 300}, {600, 420}, {1000, 640}, {1440, 700}} {
		rec := newRecorder()
		w.Draw(rec, pagePicture(t, w, size[0], size[1]))
		seen := map[string]bool{}
		for _, l := range rec.labels["names"] {
			name := fmt.Sprint(l.Text, l.Style.Color) // Dnipro is a city and a river
			if seen[name] {
				t.Errorf("%v: %q stands twice", size, l.Text)
			}
			seen[name] = true
		}
	}
}

// TestWideAndLowPictureHasItsLegendAtTheRight has the map sizes of pages 900, 1000 and 1366 px
// wide.
func TestWideAndLowPictureHasItsLegendAtTheRight(t *testing.T) {
	w := testWorld(t)
	for _, c := range []struct{ w, h, country float64 }{
		{852, 348, 480}, {652, 344, 360}, {1018.4, 460, 640},
	} {
		p := pagePicture(t, w, c.w, c.h)
		p.Legend, p.Controls = []LegendEntry{{Swatch: "held-2022", Label: "Held"},
			{Swatch: "contact", Label: "Line of contact"}}, true
		d := labeller{newFrame(w, p)}
		plate := d.furniture.footer
		if want := (rect{math.Round(c.w - p.columnWidth()), 0, c.w, c.h}); plate != want ||
			p.columnWidth() == 0 {
			t.Errorf("%v: the plate is %v, want %v", c, plate, want)
		}
		x0, _ := p.Camera.Project(w.countryBounds.Min)
		x1, _ := p.Camera.Project(w.countryBounds.Max)
		if x1-x0 < c.country {
			t.Errorf("%v: the country is %.0f px wide", c, x1-x0)
		}
		for _, r := range []rect{d.furniture.scaleBar, d.furniture.controls} {
			if r.x1 <= r.x0 || r.x1 > plate.x0 {
				t.Errorf("%v: %v stands on the plate", c, r)
			}
		}
		for _, l := range d.furniture.labels {
			if l.X < plate.x0 || l.Y > c.h {
				t.Errorf("%v: %q stands at %v, %v", c, l.Text, l.X, l.Y)
			}
		}
		if hits := w.Pick(p, plate.x0+20, c.h/2); len(hits) > 0 {
			t.Errorf("%v: %v is hit under the plate", c, hits)
		}
		if hits := w.Pick(p, plate.x0-2, c.h/2); len(hits) == 0 {
			t.Errorf("%v: nothing is hit beside the plate", c)
		}
	}
	for _, size := range [][2]float64{{639, 348}, {736, 480}, {852, 480}, {1018, 608}, {640, 319}} {
		if p := pagePicture(t, w, size[0], size[1]); p.columnWidth() != 0 {
			t.Errorf("%v has a column", size)
		}
	}
	p := pagePicture(t, w, 852, 348)
	p.Obscured = Rect{X: 732, Y: 12, W: 108, H: 108}
	if d := newFrame(w, p); d.furniture.footer.intersects(d.furniture.obscured) ||
		d.furniture.footer.x0 > 0 {
		t.Errorf("a key at %v under buttons at %v", d.furniture.footer, d.furniture.obscured)
	}
}

// TestLimitsKeepTheInitialViewBesideAColumn also checks that the east of the country can be panned
// to the middle of the visible part.
func TestLimitsKeepTheInitialViewBesideAColumn(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{640, 320}, {852, 348}, {1018, 460}, {1400, 400}} {
		p := pagePicture(t, w, size[0], size[1])
		l := w.Limits(p)
		if at := p.Camera.Limit(l); at != p.Camera {
			t.Errorf("%v: the limits move %+v to %+v", size, p.Camera, at)
		}
		c := p.Camera.ZoomAbout(0, 0, 2).Pan(-1e5, 0).Limit(l)
		if x, _ := c.Project(w.countryBounds.Max); x > (size[0]-p.columnWidth())/2+1 {
			t.Errorf("%v: panned to the east the country ends at %.0f px", size, x)
		}
	}
}
