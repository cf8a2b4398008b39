package scene

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"truceline/internal/geo"
)

// TestSweptRegionIsWhatABoxCoversAtAllScales checks that a segment intersects the swept region
// exactly if it intersects the box at one of the scales.
func TestSweptRegionIsWhatABoxCoversAtAllScales(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	const steps = 400
	met, missed := 0, 0
	for range 4000 {
		h := anchoredBox{x0: r.Float64()*60 - 40, y0: r.Float64()*40 - 25}
		h.x1, h.y1 = h.x0+5+r.Float64()*40, h.y0+3+r.Float64()*12
		h.anchor = geo.XY{X: r.Float64() * 10, Y: r.Float64() * 10}
		s := scaleRange{0.5, 0.5 + r.Float64()}
		a := geo.XY{X: h.anchor.X + r.Float64()*200 - 100, Y: h.anchor.Y + r.Float64()*120 - 60}
		b := geo.XY{X: a.X + r.Float64()*60 - 30, Y: a.Y + r.Float64()*60 - 30}
		region := h.sweptRegion(s)
		nearly, hit := false, false // within a margin of a box, and in one
		for k := range steps + 1 {
			scale := s.lo + (s.hi-s.lo)*float64(k)/steps
			bounds := h.boundsAt(scale)
			hit = hit || bounds.intersectsSegment(a, b)
			const margin = 0.3
			bounds.Min = geo.XY{X: bounds.Min.X - margin, Y: bounds.Min.Y - margin}
			bounds.Max = geo.XY{X: bounds.Max.X + margin, Y: bounds.Max.Y + margin}
			nearly = nearly || bounds.intersectsSegment(a, b)
		}
		switch got := region.intersectsSegment(a, b); {
		case hit && !got:
			t.Fatalf("%+v at %v misses %v to %v", h, s, a, b)
		case got && !nearly:
			t.Fatalf("%+v at %v meets %v to %v", h, s, a, b)
		case got:
			met++
		default:
			missed++
		}
	}
	if met < 300 || missed < 300 {
		t.Errorf("%d met, %d missed", met, missed)
	}
}

// TestTownHasTheHolderOfTheSettlementTable includes towns where the land at the dot has another
// holder.
func TestTownHasTheHolderOfTheSettlementTable(t *testing.T) {
	w := testWorld(t)
	f := w.featuresByID["town-kramatorsk"]
	defer w.SetTownHolders(testDate, nil)
	for listed, want := range map[string]holder{
		"": heldByUkraine, "G": heldByUkraine, "R": heldByRussia, "C": contestedLand,
	} {
		w.SetTownHolders(testDate, map[string]string{"kramatorsk": listed})
		w.labelSets = nil
		p := testPicture(w, 900, 600)
		p.Camera = p.Camera.ZoomAbout(700, 300, 2)
		d := labeller{newFrame(w, p)}
		if got := d.newTownConstraints(f); got.holder != want ||
			got.holderDiffers != (want != heldByUkraine) {
			t.Errorf("listed as %q: holder %v, apart %v", listed, got.holder, got.holderDiffers)
		}
		for _, n := range d.placedLabels() {
			if n.town == f {
				center := n.box.boundsAt(1 / p.Camera.MetresPerPixel).Center()
				if on := d.holderAt(center); on != want {
					t.Errorf("listed as %q: the name stands on ground of %v", listed, on)
				}
			}
		}
	}
	w.labelSets = nil
}

// TestSelectedTownIsLabelledOutsideItsRing also checks that no other label overlaps the ring or the
// label.
func TestSelectedTownIsLabelledOutsideItsRing(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{360, 420}, {700, 520}, {1440, 800}} {
		for _, ref := range []string{"kramatorsk", "toretsk", "beryslav", "uman", "rzeszow"} {
			id := "town-" + ref
			p := pagePicture(t, w, size[0], size[1])
			p.Selected = id
			p.Camera.Center, p.Camera.MetresPerPixel = w.featuresByID[id].anchor, 900
			c := newRecorder()
			w.Draw(c, p)
			f := w.featuresByID[id]
			where := fmt.Sprint(size, id)
			k := slices.IndexFunc(c.labels["names"],
				func(l Label) bool { return l.Text == f.name("en") })
			if k < 0 {
				t.Errorf("%s: no name", where)
				continue
			}
			x, y := p.Camera.Project(f.anchor)
			ring := townDotRadius(f)*textScale(p) + ringGap
			for _, l := range c.labels["names"] {
				b := labelRect(w.Fonts, l)
				// The corners of a label's box are empty, so the ring's box counts without its
				// corners.
				if b.intersects(rect{x - ring*0.7, y - ring*0.7, x + ring*0.7, y + ring*0.7}) {
					t.Errorf("%s: %q lies on its ring", where, l.Text)
				}
			}
			checkDisjoint(t, w, where, c.labels["names"])
		}
	}
}

// BenchmarkPlaceLabels measures what a new scale, date or language costs.
func BenchmarkPlaceLabels(b *testing.B) {
	w := testWorld(b)
	for _, zoom := range []float64{0, 2, 4} {
		b.Run(fmt.Sprint("zoom+", zoom), func(b *testing.B) {
			p := testPicture(w, 900, 560)
			p.Title = ""
			p.Camera = w.FitCountry(p)
			p.Camera = p.Camera.ZoomAbout(675, 280, zoom)
			for range b.N {
				w.labelSets = nil
				labeller{newFrame(w, p)}.placedLabels()
			}
		})
	}
}
