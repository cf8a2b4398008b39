package scene

import "testing"

func TestControlsRect(t *testing.T) {
	for _, x := range []struct {
		w, h, foot float64
		want       Rect
	}{
		{600, 500, 60, Rect{556, 8, 36, 144}},
		{599, 430, 130, Rect{519, 220, 72, 72}},
		{280, 430, 0, Rect{200, 350, 72, 72}},
	} {
		if got := ControlsRect(x.w, x.h, x.foot); got != x.want {
			t.Errorf("%v×%v, foot %v: %v, want %v", x.w, x.h, x.foot, got, x.want)
		}
	}
}

// The buttons lie within the picture and off its foot at every size that an article gives it.
func TestControlsKeepOffTheFoot(t *testing.T) {
	for w := 280.0; w <= 1440; w += 20 {
		for _, foot := range []float64{0, 60, 140} {
			const h = 430
			r := ControlsRect(w, h, foot)
			if r.X < 0 || r.Y < 0 || r.X+r.W > w-controlInset || r.Y+r.H > h-foot-controlInset {
				t.Errorf("%v wide, foot %v: %v", w, foot, r)
			}
		}
	}
}

// Names keep off the page's buttons.
func TestNamesKeepOffControls(t *testing.T) {
	w := testWorld(t)
	for _, size := range [][2]float64{{390, 430}, {900, 600}} {
		p := testPicture(w, size[0], size[1])
		p.Source, p.Controls = "Sources of the map", true
		c := ControlsRect(size[0], size[1], w.Foot(p))
		b := rect{c.X, c.Y, c.X + c.W, c.Y + c.H}
		d := newDrawer(nil, w, p)
		if d.fur.hidden != b {
			t.Errorf("%v: hidden is %v, want %v", size, d.fur.hidden, b)
		}
		if b.meets(d.fur.foot) || b.y1+controlInset > d.fur.foot.y0 {
			t.Errorf("%v: the buttons at %v lie on the foot at %v", size, b, d.fur.foot)
		}
	}
}
