package gpu

import (
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
)

// A pen is what a batch is drawn with.
type pen int

const (
	plain pen = iota // Ebitengine's shader out of the atlas: fills and labels
	ruled            // our shader: strokes and hatching
)

// batch collects triangles of one pen and target.
type batch struct {
	target   *ebiten.Image
	source   *ebiten.Image
	pen      pen
	vertices []ebiten.Vertex
	indices  []uint32
	// The options stay here so that no frame makes them anew.
	plain ebiten.DrawTrianglesOptions
	ruled ebiten.DrawTrianglesShaderOptions
}

func (b *batch) begin(target, atlas *ebiten.Image) {
	b.target, b.source = target, atlas
	b.plain.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// use makes p the pen of what follows.
func (b *batch) use(p pen, s *Stats) {
	if p != b.pen {
		b.flush(s)
		b.pen = p
	}
}

func (b *batch) flush(s *Stats) {
	if len(b.indices) > 0 {
		if b.pen == plain {
			b.target.DrawTriangles32(b.vertices, b.indices, b.source, &b.plain)
		} else {
			b.target.DrawTrianglesShader32(b.vertices, b.indices, ruledShader(), &b.ruled)
		}
		s.Vertices += len(b.vertices)
		s.Triangles += len(b.indices) / 3
		s.DrawCalls++
	}
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// add appends a vertex and returns its index.
func (b *batch) add(v ebiten.Vertex) uint32 {
	b.vertices = append(b.vertices, v)
	return uint32(len(b.vertices) - 1)
}

func (b *batch) triangle(i, j, k uint32) { b.indices = append(b.indices, i, j, k) }

// quad appends the two triangles of a, b and c, d, where a stands beside c and b beside d.
func (b *batch) quad(a0, a1, c0, c1 uint32) {
	b.indices = append(b.indices, a0, a1, c0, a1, c1, c0)
}

// ink is a colour as vertices carry it: premultiplied, 0 to 1.
type ink struct{ r, g, b, a float32 }

func inkOf(c color.NRGBA) ink {
	a := float32(c.A) / 255
	return ink{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}
