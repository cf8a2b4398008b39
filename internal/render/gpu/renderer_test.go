package gpu

import (
	"testing"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/scene"
)

// blinkingPicture changes for a number of frames.
type blinkingPicture struct{ frames, drawn int }

func (b *blinkingPicture) Frame(float64) bool {
	b.frames--
	return b.frames >= 0
}

func (b *blinkingPicture) Draw(c scene.Canvas) scene.Stats {
	b.drawn++
	c.Fill(rectangle(0, 0, 5, 5), identity, scene.FillStyle{Color: red})
	return scene.Stats{}
}

// TestRendererDrawsOnlyWhenDirty checks that nothing is drawn as long as nothing changes.
func TestRendererDrawsOnlyWhenDirty(t *testing.T) {
	gputest.RequireDisplay(t)
	small, large := newOffscreenImage(10, 10), newOffscreenImage(20, 10)
	p := &blinkingPicture{frames: 2}
	renderer := &Renderer{Canvas: New(1, nil), Picture: p}
	for i := range 6 {
		renderer.Update(float64(i))
		renderer.Draw(small)
	}
	if p.drawn != 2 {
		t.Errorf("drawn %d times, want 2", p.drawn)
	}
	renderer.Draw(large)
	renderer.Draw(large)
	if p.drawn != 3 {
		t.Errorf("drawn %d times, want 3 after the image has changed", p.drawn)
	}
	renderer.Invalidate()
	renderer.Draw(large)
	if p.drawn != 4 {
		t.Errorf("drawn %d times, want 4 after it was invalidated", p.drawn)
	}
	if got := readPixels(large).RGBAAt(2, 2); got.R != red.R || got.A != 255 {
		t.Errorf("the picture shows %v", got)
	}
}
