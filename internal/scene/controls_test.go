package scene

import "testing"

func TestControlsRect(t *testing.T) {
	for _, x := range []struct {
		w, h, foot float64
		want       Rect
	}{
		{600, 500, 60, Rect{556, 8, 36, 156}},
		{599, 430, 130, Rect{515, 216, 76, 76}},
		{280, 430, 0, Rect{196, 346, 76, 76}},
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
