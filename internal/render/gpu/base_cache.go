package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// A baseCache holds the base of a picture as one image. While the map moves the image is drawn
// below the labels, translated and scaled. It is redrawn only where it does not cover the target,
// or after it has been scaled for some time.
type baseCache struct {
	canvas       *Canvas
	image        *ebiten.Image
	picture      scene.Picture // whose base it is
	camera       scene.Camera  // for which it was drawn; its view may be larger than the picture's
	level        int           // level of detail
	detailScale  float64       // in metres a pixel: the scale for which it has sufficient detail
	lastUnscaled float64       // when it was last used without scaling, in milliseconds
	scaledFrames int           // number of uses since, with scaling
}

const (
	// baseMargin is the part of the base that extends beyond the picture on each side while the map
	// moves, as a share of the picture's size, as far as the texture size allows. Most drags stay
	// within it.
	baseMargin = 0.25
	// The image is scaled by at most maxScale. It is redrawn when it has been scaled for
	// maxScaledTime milliseconds and maxScaledFrames frames.
	maxScale        = 1.6
	maxScaledTime   = 400
	maxScaledFrames = 24
	// While the map zooms in, a redrawn base keeps the detail of a scale that is coarser by up to
	// this factor, because the shapes of a finer level must be triangulated first; see
	// docs/decisions/0008.
	maxCoarseness = 2.5
	// restTime is the time in milliseconds without a change of scale after which the map counts as
	// resting.
	restTime = 90
)

// A placement is the position of the base's upper left corner in device pixels of the target, and
// the factor by which the base is scaled.
type placement struct{ x, y, scale float64 }

// placementFor returns the placement of the base under a camera. Without scaling it is rounded to
// whole pixels, so that the base looks as if it had just been drawn.
func (b *baseCache) placementFor(c scene.Camera, ratio float64) placement {
	p := placement{scale: b.camera.MetresPerPixel / c.MetresPerPixel}
	corner := b.camera.Unproject(0, 0)
	p.x, p.y = c.Project(corner)
	p.x, p.y = p.x*ratio, p.y*ratio
	if p.isUnscaled() {
		p.x, p.y = math.Round(p.x), math.Round(p.y)
	}
	return p
}

// isUnscaled reports whether a pixel of the base is one of the target.
func (p placement) isUnscaled() bool { return p.scale == 1 }

// covers reports whether the base covers a target of w by h pixels.
func (b *baseCache) covers(p placement, w, h float64) bool {
	imageBounds := b.image.Bounds()
	return p.x <= 0 && p.y <= 0 && p.x+float64(imageBounds.Dx())*p.scale >= w &&
		p.y+float64(imageBounds.Dy())*p.scale >= h
}

// reusableFor reports whether the base can be used for a picture without redrawing. Scaled it can
// be used only while the map moves.
func (b *baseCache) reusableFor(p *scene.Picture, placement placement, target *ebiten.Image,
	now float64, moving bool) bool {
	size := target.Bounds().Size()
	if b.image == nil || !b.covers(placement, float64(size.X), float64(size.Y)) ||
		!b.picture.SameBase(p) {
		return false
	}
	if placement.isUnscaled() {
		return moving || !b.lacksDetail(p)
	}
	return moving && placement.scale < maxScale && placement.scale > 1/maxScale &&
		(b.scaledFrames < maxScaledFrames || now-b.lastUnscaled < maxScaledTime)
}

// noteUse counts consecutive scaled frames. Only an unbroken run of them causes a redraw, so the
// first frames of a zoom never redraw.
func (b *baseCache) noteUse(placement placement, now float64) {
	if placement.isUnscaled() {
		b.lastUnscaled, b.scaledFrames = now, 0
		return
	}
	b.scaledFrames++
}

// lacksDetail reports whether the base lacks detail that would be visible in a picture.
func (b *baseCache) lacksDetail(p *scene.Picture) bool {
	return b.detailScale > p.Camera.MetresPerPixel
}

// draw draws the base for a picture, with a margin if withMargin is set. If interactive is set it
// triangulates no new shapes as long as the present detail suffices.
func (b *baseCache) draw(w *scene.World, p *scene.Picture, target *ebiten.Image,
	withMargin, interactive bool) Stats {
	ratio := b.canvas.Ratio()
	size := target.Bounds().Size()
	b.camera = p.Camera
	width, height := size.X, size.Y
	if withMargin {
		// The margin is a whole number of pixels on each side.
		dx, dy := marginPixels(size.X), marginPixels(size.Y)
		width, height = width+2*dx, height+2*dy
		b.camera.W += 2 * float64(dx) / ratio
		b.camera.H += 2 * float64(dy) / ratio
	}
	if b.image == nil || b.image.Bounds().Dx() != width || b.image.Bounds().Dy() != height {
		if b.image != nil {
			b.image.Deallocate()
		}
		b.image = newOffscreenImage(width, height)
	}
	b.canvas.Begin(b.image)
	if scale := b.camera.MetresPerPixel; !interactive || b.detailScale < scale ||
		b.detailScale > maxCoarseness*scale {
		b.detailScale = scale
	}
	b.level = w.DrawBase(b.canvas, p, b.camera, b.detailScale).Level
	stats := b.canvas.End()
	b.picture = *p
	return stats
}

// marginPixels returns the margin on each side of a picture whose width or height is side pixels.
func marginPixels(side int) int {
	return max(min(int(baseMargin*float64(side)), (maxImageSize()-side)/2), 0)
}

// blit draws an image that covers the whole target. It uses Ebitengine's own shader, which has
// fewer branches than the canvas's and is therefore faster on software GL; see docs/decisions/0008.
func (c *Canvas) blit(img *ebiten.Image, placement placement) {
	c.flush()
	c.needsClear = false
	o := &c.blitOptions
	o.Blend = ebiten.BlendCopy
	o.Filter = ebiten.FilterNearest
	if !placement.isUnscaled() {
		o.Filter = ebiten.FilterLinear
	}
	o.GeoM.Reset()
	o.GeoM.Scale(placement.scale, placement.scale)
	o.GeoM.Translate(placement.x, placement.y)
	c.target.DrawImage(img, o)
	c.stats.Vertices += 4
	c.stats.Triangles += 2
	c.stats.DrawCalls++
}
