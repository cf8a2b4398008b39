package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// A sheet is the ground of a picture as one image. While the map moves it is laid under the names as it is, and only
// drawn anew where it does not reach, or where it has been stretched for long.
type sheet struct {
	canvas *Canvas
	image  *ebiten.Image
	of     scene.Picture // whose ground it is
	camera scene.Camera  // for which it was drawn; it may see more than the picture's own
	level  int           // of detail
	fine   float64       // the scale that it has the detail of, in metres a pixel
	sharp  float64       // when it was last laid without being stretched, in milliseconds
	laid   int           // how often since, stretched
}

const (
	// sheetMargin is how much more than the picture a sheet for a moving map shows on each side, as a share of the
	// picture, where a texture may be as large: most drags stay within.
	sheetMargin = 0.25
	// A sheet is stretched by at most mostStretch, and after stretchTime milliseconds and stretchFrames frames at most
	// it is drawn anew.
	mostStretch   = 1.6
	stretchTime   = 400
	stretchFrames = 24
	// A sheet that is drawn anew while the map comes nearer has the detail of a scale that is at most this much coarser:
	// shapes of a finer level have to be cut into triangles first, which takes as long as some twenty frames.
	mostCoarse = 2.5
	// restTime is how long the scale has to stay the same, in milliseconds, until a map that a hand has been stretching
	// counts as at rest.
	restTime = 90
)

// A place is where a sheet lies: its upper left corner in device pixels of the target, and by how much it is stretched.
type place struct{ x, y, stretch float64 }

// place is where the sheet lies under a camera. A sheet that is not stretched lies on whole pixels: it looks as if it
// had just been drawn.
func (s *sheet) place(c scene.Camera, ratio float64) place {
	p := place{stretch: s.camera.MetresPerPixel / c.MetresPerPixel}
	corner := s.camera.Unproject(0, 0)
	p.x, p.y = c.Project(corner)
	p.x, p.y = p.x*ratio, p.y*ratio
	if p.exact() {
		p.x, p.y = math.Round(p.x), math.Round(p.y)
	}
	return p
}

// exact says that a pixel of the sheet is one of the target.
func (p place) exact() bool { return p.stretch == 1 }

// covers says whether the sheet lies under all of a target of w by h pixels.
func (s *sheet) covers(p place, w, h float64) bool {
	b := s.image.Bounds()
	return p.x <= 0 && p.y <= 0 && p.x+float64(b.Dx())*p.stretch >= w && p.y+float64(b.Dy())*p.stretch >= h
}

// serves says whether the sheet can be laid under a picture as it is. Stretched it can only while the map moves.
func (s *sheet) serves(p *scene.Picture, at place, target *ebiten.Image, now float64, moving bool) bool {
	size := target.Bounds().Size()
	if s.image == nil || !s.covers(at, float64(size.X), float64(size.Y)) || !s.of.SameBase(p) {
		return false
	}
	if at.exact() {
		return moving || !s.rough(p)
	}
	return moving && at.stretch < mostStretch && at.stretch > 1/mostStretch &&
		(s.laid < stretchFrames || now-s.sharp < stretchTime)
}

// lie notes that the sheet is laid at a place. Only what has been stretched without a break counts as stretched for long:
// a hand that takes a map at rest finds it light from the first frame on.
func (s *sheet) lie(at place, now float64) {
	if at.exact() {
		s.sharp, s.laid = now, 0
		return
	}
	s.laid++
}

// rough says that the sheet lacks detail that could be seen in a picture.
func (s *sheet) rough(p *scene.Picture) bool { return s.fine > p.Camera.MetresPerPixel }

// draw draws the sheet for a picture, wide or only as large as the picture. In haste it makes no new shapes.
func (s *sheet) draw(w *scene.World, p *scene.Picture, target *ebiten.Image, wide, haste bool) Stats {
	ratio := s.canvas.Ratio()
	size := target.Bounds().Size()
	s.camera = p.Camera
	width, height := size.X, size.Y
	if wide {
		// The camera sees as many whole pixels more on each side.
		dx, dy := margin(size.X), margin(size.Y)
		width, height = width+2*dx, height+2*dy
		s.camera.W += 2 * float64(dx) / ratio
		s.camera.H += 2 * float64(dy) / ratio
	}
	if s.image == nil || s.image.Bounds().Dx() != width || s.image.Bounds().Dy() != height {
		if s.image != nil {
			s.image.Deallocate()
		}
		s.image = offscreen(width, height)
	}
	s.canvas.Begin(s.image)
	if scale := s.camera.MetresPerPixel; !haste || s.fine < scale || s.fine > mostCoarse*scale {
		s.fine = scale
	}
	s.level = w.DrawBase(s.canvas, p, s.camera, s.fine).Level
	took := s.canvas.End()
	s.of = *p
	return took
}

// margin returns how many pixels a sheet shows on each side of a picture with a side of so many pixels.
func margin(side int) int {
	return max(min(int(sheetMargin*float64(side)), (maxImageSize()-side)/2), 0)
}

// lay lays an image over the target, all of which it covers. It goes through the plain shaders of Ebitengine's own: where a
// processor draws in a GPU's place, the one for everything takes each of its ways for each pixel.
func (c *Canvas) lay(img *ebiten.Image, at place) {
	c.flush()
	c.uncleared = false
	o := &c.laid
	o.Blend = ebiten.BlendCopy
	o.Filter = ebiten.FilterNearest
	if !at.exact() {
		o.Filter = ebiten.FilterLinear
	}
	o.GeoM.Reset()
	o.GeoM.Scale(at.stretch, at.stretch)
	o.GeoM.Translate(at.x, at.y)
	c.target.DrawImage(img, o)
	c.stats.Vertices += 4
	c.stats.Triangles += 2
	c.stats.DrawCalls++
}
