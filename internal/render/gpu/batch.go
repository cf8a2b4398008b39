package gpu

import (
	"image/color"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
)

// batch collects triangles for one target. Everything goes through one shader and one source image,
// so that whatever follows one another is one draw call: in a browser each call costs as much as
// hundreds of vertices.
type batch struct {
	target   *ebiten.Image
	vertices []ebiten.Vertex
	indices  []uint32
	options  ebiten.DrawTrianglesShaderOptions // kept, so that no frame makes them anew
}

// initialVertices is about as many as the country takes at a laptop's size.
const initialVertices = 20_000

func (b *batch) begin(target, atlas *ebiten.Image) {
	b.target, b.options.Images[0] = target, atlas
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

func (b *batch) flush(s *Stats) {
	if len(b.indices) > 0 {
		b.target.DrawTrianglesShader32(b.vertices, b.indices, shader(), &b.options)
		s.Vertices += len(b.vertices)
		s.Triangles += len(b.indices) / 3
		s.DrawCalls++
	}
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// addVertex appends a copy of a vertex, to be changed in place, and returns its index.
func (b *batch) addVertex(like *ebiten.Vertex) (*ebiten.Vertex, uint32) {
	n := len(b.vertices)
	if n == cap(b.vertices) {
		more := max(n/2, initialVertices)
		b.vertices, b.indices = slices.Grow(b.vertices, more), slices.Grow(b.indices, 3*more)
	}
	b.vertices = b.vertices[:n+1]
	v := &b.vertices[n]
	*v = *like
	return v, uint32(n)
}

func (b *batch) addTriangle(i, j, k uint32) { b.indices = append(b.indices, i, j, k) }

// addQuad appends the two triangles of a, b and c, d, where a stands beside c and b beside d.
func (b *batch) addQuad(a0, a1, c0, c1 uint32) {
	b.indices = append(b.indices, a0, a1, c0, a1, c1, c0)
}

// premulColor is a colour as vertices carry it: premultiplied, 0 to 1.
type premulColor struct{ r, g, b, a float32 }

func premultiply(c color.NRGBA) premulColor {
	a := float32(c.A) / 255
	return premulColor{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func colorVertex(i premulColor) ebiten.Vertex {
	return ebiten.Vertex{ColorR: i.r, ColorG: i.g, ColorB: i.b, ColorA: i.a}
}
