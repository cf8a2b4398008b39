package gpu

import (
	"testing"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/scene"
)

// TestSheetWithinLimit: the sheet of a moving map and the atlas of its labels are no larger than a
// texture may be, and the map looks the same.
func TestSheetWithinLimit(t *testing.T) {
	gputest.RequireDisplay(t)
	real := maxImageSize
	defer func() { maxImageSize = real }()
	for _, limit := range []int{512, 600, 1024} {
		maxImageSize = func() int { return limit }
		m, f, on := newMovingMap(1)
		m.renderFrame(f, on, 0)
		m.picture.Camera = m.picture.Camera.Pan(-7, 3)
		m.renderFrame(f, on, 16)
		for name, image := range map[string]interface{ Dx() int }{"sheet": f.base.image.Bounds(),
			"atlas": f.Canvas.atlas.image.Bounds()} {
			if w := image.Dx(); w > limit {
				t.Errorf("limit %d: the %s is %d wide", limit, name, w)
			}
		}
		if w := f.base.image.Bounds().Dx(); w < min(limit-1, 450+2*112) {
			t.Errorf("limit %d: the sheet is only %d wide", limit, w)
		}
		anew, _ := drawImage(New(1, FontRasterizer(world().Fonts)), 450, 300,
			func(c scene.Canvas) { world().Draw(c, m.picture) })
		compareImages(t, "limit", readPixels(on), anew,
			tolerance{threshold: 8, share: 0.0002, mean: 0.02})
		on.Deallocate()
	}
}
