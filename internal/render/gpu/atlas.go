package gpu

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/render/textimage"
	"truceline/internal/scene"
)

// atlas is one image with all labels in use. Each label is drawn into it once and copied from
// there; long labels are divided into pieces. When the atlas is full or the pixel ratio has
// changed, it is emptied.
type atlas struct {
	image      *ebiten.Image
	size       int
	ratio      float64
	labels     map[atlasKey]*atlasLabel
	shelves    []shelf
	nextShelfY int // y of the next shelf
	resets     int // in this frame
	pixels     []byte
}

// An atlasKey is everything that a label's appearance depends on except its position. Its style has
// no roles.
type atlasKey struct {
	text  string
	style scene.TextStyle
}

// atlasLabel is a label in the atlas.
type atlasLabel struct {
	pieces []atlasPiece
	// dx and dy are the fractions of a pixel at which the label was rasterized. It is drawn at the
	// same fractions everywhere, within half a pixel of its position.
	dx, dy float64
}

// An atlasPiece is a part of a label: its rectangle in the atlas, and the offset of its upper left
// corner from the left end of the baseline.
type atlasPiece struct {
	rect image.Rectangle
	x, y int
}

// A shelf is a row of pieces of similar height.
type shelf struct{ y, height, nextX int }

const (
	maxPieceWidth = 512 // in pixels
	pieceGap      = 1   // in pixels
	minAtlasSize  = 1024
	maxAtlasSize  = 4096
)

// beginFrame starts a frame and ensures that there is an image.
func (a *atlas) beginFrame(ratio float64) {
	a.resets = 0
	if a.image != nil && ratio == a.ratio {
		return
	}
	a.ratio = ratio
	size := minAtlasSize
	if ratio > 1.5 {
		size *= 2
	}
	a.resize(min(size, maxImageSize()))
}

// resize replaces the image if the size differs, and empties the atlas.
func (a *atlas) resize(size int) {
	if a.image == nil || size != a.size {
		if a.image != nil {
			a.image.Deallocate()
		}
		a.size = size
		a.image = ebiten.NewImageWithOptions(imageRect(size, size),
			&ebiten.NewImageOptions{Unmanaged: true})
	}
	a.reset()
}

// reset removes all labels.
func (a *atlas) reset() {
	clear(a.labels)
	a.shelves = a.shelves[:0]
	a.nextShelfY = 0
}

// upload writes premultiplied pixels into the image, row by row.
func (a *atlas) upload(rect image.Rectangle, pixelAt func(i int) (r, g, b, alpha byte)) {
	n := rect.Dx() * rect.Dy()
	if cap(a.pixels) < 4*n {
		a.pixels = make([]byte, 4*n)
	}
	a.pixels = a.pixels[:4*n]
	for i := range n {
		a.pixels[4*i], a.pixels[4*i+1], a.pixels[4*i+2], a.pixels[4*i+3] = pixelAt(i)
	}
	a.image.SubImage(rect).(*ebiten.Image).WritePixels(a.pixels)
}

// allocate finds space for a piece of the size; ok is false if there is none left.
func (a *atlas) allocate(w, h int) (rect image.Rectangle, ok bool) {
	best := -1
	for i, s := range a.shelves {
		fits := s.height >= h && s.nextX+w <= a.size
		if fits && s.height <= h+h/4+2 && (best < 0 || s.height < a.shelves[best].height) {
			best = i
		}
	}
	if best < 0 {
		if a.nextShelfY+h > a.size || w > a.size {
			return rect, false
		}
		a.shelves = append(a.shelves, shelf{y: a.nextShelfY, height: h})
		a.nextShelfY += h + pieceGap
		best = len(a.shelves) - 1
	}
	s := &a.shelves[best]
	rect = image.Rect(s.nextX, s.y, s.nextX+w, s.y+h)
	s.nextX += w + pieceGap
	return rect, true
}

// add writes a label's image into the atlas, in pieces; ok is false if the atlas is full.
func (a *atlas) add(img *image.NRGBA, x, y int) (label *atlasLabel, ok bool) {
	label = &atlasLabel{}
	size := img.Bounds().Size()
	for left := 0; left < size.X; left += maxPieceWidth {
		w := min(maxPieceWidth, size.X-left)
		rect, ok := a.allocate(w, size.Y)
		if !ok {
			return nil, false
		}
		a.upload(rect, func(i int) (r, g, b, alpha byte) {
			p := img.Pix[img.PixOffset(img.Rect.Min.X+left+i%w, img.Rect.Min.Y+i/w):]
			return premultiplyByte(p[0], p[3]), premultiplyByte(p[1], p[3]),
				premultiplyByte(p[2], p[3]), p[3]
		})
		label.pieces = append(label.pieces, atlasPiece{rect: rect, x: x + left, y: y})
	}
	return label, true
}

func premultiplyByte(c, a byte) byte { return byte((int(c)*int(a) + 127) / 255) }

func imageRect(w, h int) image.Rectangle { return image.Rect(0, 0, w, h) }

// Label draws a line of text.
func (c *Canvas) Label(l scene.Label) {
	label := c.cachedLabel(l)
	if label == nil {
		return
	}
	c.clearTarget()
	x, y := math.Round(l.X*c.ratio-label.dx), math.Round(l.Y*c.ratio-label.dy)
	for _, p := range label.pieces {
		c.drawAtlasRect(p.rect, x+float64(p.x), y+float64(p.y))
	}
}

// drawAtlasRect draws a rectangle of the atlas with its upper left corner at x, y.
func (c *Canvas) drawAtlasRect(src image.Rectangle, x, y float64) {
	w, h := float64(src.Dx()), float64(src.Dy())
	if x+w <= 0 || y+h <= 0 || x >= c.width || y >= c.height {
		return
	}
	c.groups.markDirty(identity,
		scene.Bounds{Min: geo.XY{X: x, Y: y}, Max: geo.XY{X: x + w, Y: y + h}}, 0)
	b := &c.batch
	white := ebiten.Vertex{ColorR: 1, ColorG: 1, ColorB: 1, ColorA: 1}
	first := uint32(len(b.vertices))
	for i := range 4 {
		v, _ := b.addVertex(&white)
		v.DstX, v.SrcX = float32(x), float32(src.Min.X)
		v.DstY, v.SrcY = float32(y), float32(src.Min.Y)
		if i%2 == 1 {
			v.DstX, v.SrcX = float32(x+w), float32(src.Max.X)
		}
		if i/2 == 1 {
			v.DstY, v.SrcY = float32(y+h), float32(src.Max.Y)
		}
	}
	b.addQuad(first, first+1, first+2, first+3)
}

// cachedLabel returns a label from the atlas, rasterizing it if necessary. It returns nil if
// nothing is visible.
func (c *Canvas) cachedLabel(l scene.Label) *atlasLabel {
	a := &c.atlas
	key := atlasKey{l.Text, l.Style}
	key.style.Role, key.style.HaloRole = "", ""
	if label, ok := a.labels[key]; ok {
		return label
	}
	if c.rasterizeText == nil || l.Text == "" {
		return nil
	}
	if a.labels == nil {
		a.labels = map[atlasKey]*atlasLabel{}
	}
	dx, dy := textimage.FractionalPart(l.X*c.ratio), textimage.FractionalPart(l.Y*c.ratio)
	img, x, y := c.rasterizeText(l.Text, l.Style, c.ratio, dx, dy)
	if img == nil {
		a.labels[key] = nil
		return nil
	}
	c.stats.Labels++
	label, ok := a.add(img, x, y)
	for !ok {
		if !c.resetAtlas() {
			return nil // one label larger than the largest atlas
		}
		label, ok = a.add(img, x, y)
	}
	label.dx, label.dy = dx, dy
	a.labels[key] = label
	return label
}

// resetAtlas empties the atlas, and enlarges it if this frame has filled it already. It returns
// false where that would not help. Pieces that are still to be copied are drawn first.
func (c *Canvas) resetAtlas() bool {
	a := &c.atlas
	c.flush()
	a.resets++
	size := a.size
	switch {
	case a.resets > 1 && size < min(maxAtlasSize, maxImageSize()):
		size *= 2
	case a.resets > 1 && len(a.labels) == 0:
		return false
	}
	a.resize(size)
	c.batch.options.Images[0] = a.image
	return true
}
