package scene

import "testing"

func TestControlsRect(t *testing.T) {
	for size, want := range map[[2]float64]rect{
		{600, 500}: {556, 8, 592, 164}, {599, 500}: {515, 8, 591, 84},
		{340, 500}: {256, 8, 332, 84}, {280, 500}: {156, 8, 272, 44},
		{640, 320}: {206, 8, 362, 44}, {400, 300}: {316, 212, 392, 248},
		{520, 300}: {356, 212, 512, 248}, {320, 120}: {236, 32, 312, 68},
		{852, 348}: {418, 8, 574, 44},
	} {
		p := &Picture{Camera: Camera{W: size[0], H: size[1]}}
		if got := p.controlsRect(size[1] - 44); got != want {
			t.Errorf("%v: %v, want %v", size, got, want)
		}
	}
}
