package gpu

import (
	"image/color"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
)

// batch collects triangles for one target. They all use one shader and one source image, so that
// consecutive shapes form one draw call: draw calls are expensive in a browser (see
// docs/decisions/0008).
type batch struct {
	target   *ebiten.Image
	vertices []ebiten.Vertex
	indices  []uint32
	options  ebiten.DrawTrianglesShaderOptions // reused, so that frames do not allocate
}

// initialVertices is about the number that the whole country needs at the size of a laptop's
// screen.
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

// addVertex appends a copy of a vertex and returns a pointer to it, for changes, and its index.
func (b *batch) addVertex(template *ebiten.Vertex) (*ebiten.Vertex, uint32) {
	n := len(b.vertices)
	if n == cap(b.vertices) {
		growth := max(n/2, initialVertices)
		b.vertices, b.indices = slices.Grow(b.vertices, growth), slices.Grow(b.indices, 3*growth)
	}
	b.vertices = b.vertices[:n+1]
	v := &b.vertices[n]
	*v = *template
	return v, uint32(n)
}

func (b *batch) addTriangle(i, j, k uint32) { b.indices = append(b.indices, i, j, k) }

// addQuad appends the two triangles of the quad with the sides a and c; a0 is connected to c0, and
// a1 to c1.
func (b *batch) addQuad(a0, a1, c0, c1 uint32) {
	b.indices = append(b.indices, a0, a1, c0, a1, c1, c0)
}

// premulColor is a premultiplied colour with components from 0 to 1.
type premulColor struct{ r, g, b, a float32 }

func premultiply(c color.NRGBA) premulColor {
	a := float32(c.A) / 255
	return premulColor{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func colorVertex(c premulColor) ebiten.Vertex {
	return ebiten.Vertex{ColorR: c.r, ColorG: c.g, ColorB: c.b, ColorA: c.a}
}
