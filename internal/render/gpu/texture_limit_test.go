package gpu

import (
	"testing"

	"truceline/internal/render/gpu/gputest"
	"truceline/internal/scene"
)

// TestBaseCacheWithinTextureLimit checks that the base of a moving map and the atlas of its labels
// are no larger than a texture may be, and that the map looks the same.
func TestBaseCacheWithinTextureLimit(t *testing.T) {
	gputest.RequireDisplay(t)
	original := maxImageSize
	defer func() { maxImageSize = original }()
	for _, limit := range []int{512, 600, 1024} {
		maxImageSize = func() int { return limit }
		m, renderer, target := newMovingMap(1)
		m.renderFrame(renderer, target, 0)
		m.picture.Camera = m.picture.Camera.Pan(-7, 3)
		m.renderFrame(renderer, target, 16)
		for name, image := range map[string]interface{ Dx() int }{
			"base":  renderer.base.image.Bounds(),
			"atlas": renderer.Canvas.atlas.image.Bounds(),
		} {
			if w := image.Dx(); w > limit {
				t.Errorf("limit %d: the %s is %d wide", limit, name, w)
			}
		}
		if w := renderer.base.image.Bounds().Dx(); w < min(limit-1, 450+2*112) {
			t.Errorf("limit %d: the base is only %d wide", limit, w)
		}
		redrawn, _ := drawImage(New(1, FontRasterizer(world().Fonts)), 450, 300,
			func(c scene.Canvas) { world().Draw(c, m.picture) })
		compareImages(t, "limit", readPixels(target), redrawn,
			tolerance{threshold: 8, share: 0.0002, mean: 0.02})
		target.Deallocate()
	}
}
