package gpu

import (
	"truceline/internal/geo"
	"truceline/internal/scene"
)

// clipBounds returns the target with a margin, in device pixels. Shapes that reach too far are
// clipped to it.
func (c *Canvas) clipBounds() scene.Bounds {
	return scene.Bounds{
		Min: geo.XY{X: -clipMargin, Y: -clipMargin},
		Max: geo.XY{X: c.width + clipMargin, Y: c.height + clipMargin},
	}
}

// lerp returns the position at the fraction t of the way from a to b.
func lerp(a, b geo.XY, t float64) geo.XY {
	return geo.XY{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
}
