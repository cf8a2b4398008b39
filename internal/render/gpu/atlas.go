package gpu

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/geo"
	"truceline/internal/render/textmask"
	"truceline/internal/scene"
)

// atlas is one image with all labels in use. A label is drawn into it once and then copied; long ones lie there in
// pieces. When it is full, or the pixel ratio has changed, it begins again empty.
type atlas struct {
	image   *ebiten.Image
	size    int
	ratio   float64
	labels  map[labelKey]*placed
	shelves []shelf
	bottom  int // where the next shelf goes
	emptied int // how often it was in this frame
	pixels  []byte
}

// A labelKey says what a label looks like; its place is left out.
type labelKey struct {
	text  string
	style scene.TextStyle
}

// placed is a label in the atlas.
type placed struct {
	pieces []piece
	// dx and dy are the fractions of a pixel at which it stood when it was drawn. Elsewhere it
	// stands within half a pixel of its place, at the same fractions.
	dx, dy float64
}

// A piece is a part of a label: its place in the atlas, and its upper left corner from the left end of the baseline.
type piece struct {
	at   image.Rectangle
	x, y int
}

// A shelf is a row of pieces about as high as one another.
type shelf struct{ y, height, right int }

const (
	pieceWidth = 512 // the longest piece, in pixels
	gap        = 1   // between pieces
	leastAtlas = 1024
	mostAtlas  = 4096
)

// open makes sure that there is an image, and starts a frame.
func (a *atlas) open(ratio float64) {
	a.emptied = 0
	if a.image != nil && ratio == a.ratio {
		return
	}
	a.ratio = ratio
	size := leastAtlas
	if ratio > 1.5 {
		size *= 2
	}
	a.make(min(size, maxImageSize()))
}

// make replaces the image if its size changes, and empties it.
func (a *atlas) make(size int) {
	if a.image == nil || size != a.size {
		if a.image != nil {
			a.image.Deallocate()
		}
		a.size = size
		a.image = ebiten.NewImageWithOptions(imageRect(size, size), &ebiten.NewImageOptions{Unmanaged: true})
	}
	a.clear()
}

// clear forgets all labels.
func (a *atlas) clear() {
	clear(a.labels)
	a.shelves = a.shelves[:0]
	a.bottom = 0
}

// write puts pixels into the image; they are given by their number, premultiplied.
func (a *atlas) write(at image.Rectangle, pixel func(i int) (r, g, b, alpha byte)) {
	n := at.Dx() * at.Dy()
	if cap(a.pixels) < 4*n {
		a.pixels = make([]byte, 4*n)
	}
	a.pixels = a.pixels[:4*n]
	for i := range n {
		a.pixels[4*i], a.pixels[4*i+1], a.pixels[4*i+2], a.pixels[4*i+3] = pixel(i)
	}
	a.image.SubImage(at).(*ebiten.Image).WritePixels(a.pixels)
}

// room finds a place for a piece of the size; ok is false if there is none left.
func (a *atlas) room(w, h int) (at image.Rectangle, ok bool) {
	best := -1
	for i, s := range a.shelves {
		fits := s.height >= h && s.right+w <= a.size
		if fits && s.height <= h+h/4+2 && (best < 0 || s.height < a.shelves[best].height) {
			best = i
		}
	}
	if best < 0 {
		if a.bottom+h > a.size || w > a.size {
			return at, false
		}
		a.shelves = append(a.shelves, shelf{y: a.bottom, height: h})
		a.bottom += h + gap
		best = len(a.shelves) - 1
	}
	s := &a.shelves[best]
	at = image.Rect(s.right, s.y, s.right+w, s.y+h)
	s.right += w + gap
	return at, true
}

// put writes a label's image into the atlas, in pieces; ok is false if it is full.
func (a *atlas) put(img *image.NRGBA, x, y int) (label *placed, ok bool) {
	label = &placed{}
	size := img.Bounds().Size()
	for left := 0; left < size.X; left += pieceWidth {
		w := min(pieceWidth, size.X-left)
		at, ok := a.room(w, size.Y)
		if !ok {
			return nil, false
		}
		a.write(at, func(i int) (r, g, b, alpha byte) {
			p := img.Pix[img.PixOffset(img.Rect.Min.X+left+i%w, img.Rect.Min.Y+i/w):]
			return premultiplied(p[0], p[3]), premultiplied(p[1], p[3]), premultiplied(p[2], p[3]), p[3]
		})
		label.pieces = append(label.pieces, piece{at: at, x: x + left, y: y})
	}
	return label, true
}

func premultiplied(c, a byte) byte { return byte((int(c)*int(a) + 127) / 255) }

func imageRect(w, h int) image.Rectangle { return image.Rect(0, 0, w, h) }

// Label writes a line of text.
func (c *Canvas) Label(l scene.Label) {
	label := c.label(l)
	if label == nil {
		return
	}
	c.clear()
	x, y := math.Round(l.X*c.ratio-label.dx), math.Round(l.Y*c.ratio-label.dy)
	for _, p := range label.pieces {
		c.copy(p.at, x+float64(p.x), y+float64(p.y))
	}
}

// copy draws a place of the atlas with its upper left corner at x, y.
func (c *Canvas) copy(from image.Rectangle, x, y float64) {
	w, h := float64(from.Dx()), float64(from.Dy())
	if x+w <= 0 || y+h <= 0 || x >= c.width || y >= c.height {
		return
	}
	c.groups.touch(identity, scene.Bounds{Min: geo.XY{X: x, Y: y}, Max: geo.XY{X: x + w, Y: y + h}}, 0)
	b := &c.batch
	plain := ebiten.Vertex{ColorR: 1, ColorG: 1, ColorB: 1, ColorA: 1}
	first := uint32(len(b.vertices))
	for i := range 4 {
		v, _ := b.add(&plain)
		v.DstX, v.SrcX = float32(x), float32(from.Min.X)
		v.DstY, v.SrcY = float32(y), float32(from.Min.Y)
		if i%2 == 1 {
			v.DstX, v.SrcX = float32(x+w), float32(from.Max.X)
		}
		if i/2 == 1 {
			v.DstY, v.SrcY = float32(y+h), float32(from.Max.Y)
		}
	}
	b.quad(first, first+1, first+2, first+3)
}

// label finds a label in the atlas or draws it there. It returns nil if there is nothing to see.
func (c *Canvas) label(l scene.Label) *placed {
	a := &c.atlas
	key := labelKey{l.Text, l.Style}
	if label, ok := a.labels[key]; ok {
		return label
	}
	if c.text == nil || l.Text == "" {
		return nil
	}
	if a.labels == nil {
		a.labels = map[labelKey]*placed{}
	}
	dx, dy := textmask.Fraction(l.X*c.ratio), textmask.Fraction(l.Y*c.ratio)
	img, x, y := c.text(l.Text, l.Style, c.ratio, dx, dy)
	if img == nil {
		a.labels[key] = nil
		return nil
	}
	c.stats.Labels++
	label, ok := a.put(img, x, y)
	for !ok {
		if !c.emptyAtlas() {
			return nil // one label larger than the largest atlas
		}
		label, ok = a.put(img, x, y)
	}
	label.dx, label.dy = dx, dy
	a.labels[key] = label
	return label
}

// emptyAtlas makes room: it begins the atlas again, larger if this frame has filled it already. It returns false
// where that would not help. What was copied out of it before is drawn first.
func (c *Canvas) emptyAtlas() bool {
	a := &c.atlas
	c.flush()
	a.emptied++
	size := a.size
	switch {
	case a.emptied > 1 && size < min(mostAtlas, maxImageSize()):
		size *= 2
	case a.emptied > 1 && len(a.labels) == 0:
		return false
	}
	a.make(size)
	c.batch.options.Images[0] = a.image
	return true
}
