package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// A baseCache is the ground of a picture as one image. While the map moves it is laid under the
// names as it is, and only drawn anew where it does not reach, or where it has been stretched for
// long.
type baseCache struct {
	canvas       *Canvas
	image        *ebiten.Image
	picture      scene.Picture // whose ground it is
	camera       scene.Camera  // for which it was drawn; it may see more than the picture's own
	level        int           // of detail
	detailScale  float64       // the scale that it has the detail of, in metres a pixel
	lastUnscaled float64       // when it was last laid without being stretched, in milliseconds
	scaledFrames int           // how often since, stretched
}

const (
	// baseMargin is how much more than the picture a sheet for a moving map shows on each side, as
	// a share of the picture, where a texture may be as large: most drags stay within.
	baseMargin = 0.25
	// A sheet is stretched by at most mostStretch, and after stretchTime milliseconds and
	// stretchFrames frames at most it is drawn anew.
	maxScale        = 1.6
	maxScaledTime   = 400
	maxScaledFrames = 24
	// A sheet that is drawn anew while the map comes nearer has the detail of a scale that is at
	// most this much coarser: shapes of a finer level have to be cut into triangles first, which
	// takes as long as some twenty frames.
	maxCoarseness = 2.5
	// restTime is how long the scale has to stay the same, in milliseconds, until a map that a hand
	// has been stretching counts as at rest.
	restTime = 90
)

// A placement is where a sheet lies: its upper left corner in device pixels of the target, and by
// how much it is stretched.
type placement struct{ x, y, scale float64 }

// placementFor is where the sheet lies under a camera. A sheet that is not stretched lies on whole
// pixels: it looks as if it had just been drawn.
func (s *baseCache) placementFor(c scene.Camera, ratio float64) placement {
	p := placement{scale: s.camera.MetresPerPixel / c.MetresPerPixel}
	corner := s.camera.Unproject(0, 0)
	p.x, p.y = c.Project(corner)
	p.x, p.y = p.x*ratio, p.y*ratio
	if p.isUnscaled() {
		p.x, p.y = math.Round(p.x), math.Round(p.y)
	}
	return p
}

// isUnscaled says that a pixel of the sheet is one of the target.
func (p placement) isUnscaled() bool { return p.scale == 1 }

// covers says whether the sheet lies under all of a target of w by h pixels.
func (s *baseCache) covers(p placement, w, h float64) bool {
	b := s.image.Bounds()
	return p.x <= 0 && p.y <= 0 && p.x+float64(b.Dx())*p.scale >= w &&
		p.y+float64(b.Dy())*p.scale >= h
}

// reusableFor says whether the sheet can be laid under a picture as it is. Stretched it can only
// while the map moves.
func (s *baseCache) reusableFor(p *scene.Picture, at placement, target *ebiten.Image, now float64,
	moving bool) bool {
	size := target.Bounds().Size()
	if s.image == nil || !s.covers(at, float64(size.X), float64(size.Y)) || !s.picture.SameBase(p) {
		return false
	}
	if at.isUnscaled() {
		return moving || !s.lacksDetail(p)
	}
	return moving && at.scale < maxScale && at.scale > 1/maxScale &&
		(s.scaledFrames < maxScaledFrames || now-s.lastUnscaled < maxScaledTime)
}

// noteUse notes that the sheet is laid at a place. Only what has been stretched without a break
// counts as stretched for long: a hand that takes a map at rest finds it light from the first frame
// on.
func (s *baseCache) noteUse(at placement, now float64) {
	if at.isUnscaled() {
		s.lastUnscaled, s.scaledFrames = now, 0
		return
	}
	s.scaledFrames++
}

// lacksDetail says that the sheet lacks detail that could be seen in a picture.
func (s *baseCache) lacksDetail(p *scene.Picture) bool {
	return s.detailScale > p.Camera.MetresPerPixel
}

// draw draws the sheet for a picture, wide or only as large as the picture. In haste it makes no
// new shapes.
func (s *baseCache) draw(w *scene.World, p *scene.Picture, target *ebiten.Image,
	wide, haste bool) Stats {
	ratio := s.canvas.Ratio()
	size := target.Bounds().Size()
	s.camera = p.Camera
	width, height := size.X, size.Y
	if wide {
		// The camera sees as many whole pixels more on each side.
		dx, dy := marginPixels(size.X), marginPixels(size.Y)
		width, height = width+2*dx, height+2*dy
		s.camera.W += 2 * float64(dx) / ratio
		s.camera.H += 2 * float64(dy) / ratio
	}
	if s.image == nil || s.image.Bounds().Dx() != width || s.image.Bounds().Dy() != height {
		if s.image != nil {
			s.image.Deallocate()
		}
		s.image = newOffscreenImage(width, height)
	}
	s.canvas.Begin(s.image)
	if scale := s.camera.MetresPerPixel; !haste || s.detailScale < scale ||
		s.detailScale > maxCoarseness*scale {
		s.detailScale = scale
	}
	s.level = w.DrawBase(s.canvas, p, s.camera, s.detailScale).Level
	took := s.canvas.End()
	s.picture = *p
	return took
}

// marginPixels returns how many pixels a sheet shows on each side of a picture with a side of so
// many pixels.
func marginPixels(side int) int {
	return max(min(int(baseMargin*float64(side)), (maxImageSize()-side)/2), 0)
}

// blit lays an image over the target, all of which it covers. It goes through the plain shaders of
// Ebitengine's own: where a processor draws in a GPU's place, the one for everything takes each of
// its ways for each pixel.
func (c *Canvas) blit(img *ebiten.Image, at placement) {
	c.flush()
	c.needsClear = false
	o := &c.blitOptions
	o.Blend = ebiten.BlendCopy
	o.Filter = ebiten.FilterNearest
	if !at.isUnscaled() {
		o.Filter = ebiten.FilterLinear
	}
	o.GeoM.Reset()
	o.GeoM.Scale(at.scale, at.scale)
	o.GeoM.Translate(at.x, at.y)
	c.target.DrawImage(img, o)
	c.stats.Vertices += 4
	c.stats.Triangles += 2
	c.stats.DrawCalls++
}
