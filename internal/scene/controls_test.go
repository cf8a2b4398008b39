package scene

import "testing"

func TestControlsRect(t *testing.T) {
	for w, want := range map[float64]Rect{
		600: {556, 8, 36, 156}, 599: {515, 8, 76, 76}, 280: {196, 8, 76, 76},
	} {
		if got := ControlsRect(w); got != want {
			t.Errorf("%v wide: %v, want %v", w, got, want)
		}
	}
}
