// Package icon draws the program's own sign, the one that the page has too: a square of two tones with
// the line between them.
package icon

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/math/f32"
	"golang.org/x/image/vector"
)

// The sign on a grid of 16 by 16, as in the page's own icon.
const (
	grid   = 16
	corner = 2   // radius of the square
	stroke = 1.8 // width of the line
)

var (
	west = color.NRGBA{0x1d, 0x4f, 0x7c, 0xff}
	east = color.NRGBA{0x7f, 0xa3, 0xc0, 0xff}
	line = []f32.Vec2{{11.5, -2}, {9.5, 4.5}, {11.5, 7.5}, {6, 11}, {4, 18}}
)

// Draw draws the sign, size by size pixels.
func Draw(size int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := float32(size) / grid
	mask := func(outline func(*vector.Rasterizer)) *image.Alpha {
		z := vector.NewRasterizer(size, size)
		z.DrawOp = draw.Src
		outline(z)
		m := image.NewAlpha(out.Rect)
		z.Draw(m, m.Rect, image.Opaque, image.Point{})
		return m
	}
	all := mask(func(z *vector.Rasterizer) { square(z, scale) })
	paint := func(c color.Color, outline func(*vector.Rasterizer)) {
		part := mask(outline)
		for i, a := range all.Pix {
			part.Pix[i] = uint8(int(part.Pix[i]) * int(a) / 0xff)
		}
		draw.DrawMask(out, out.Rect, image.NewUniform(c), image.Point{}, part, image.Point{}, draw.Over)
	}
	paint(west, func(z *vector.Rasterizer) { square(z, scale) })
	paint(east, func(z *vector.Rasterizer) { beyond(z, scale) })
	paint(color.White, func(z *vector.Rasterizer) { edges(z, scale) })
	return out
}

// square outlines the whole square with round corners.
func square(z *vector.Rasterizer, scale float32) {
	const k = 0.5523 // how far the handles of a cubic stand for a quarter of a circle
	end, r, h := grid*scale, corner*scale, corner*scale*(1-k)
	z.MoveTo(r, 0)
	z.LineTo(end-r, 0)
	z.CubeTo(end-h, 0, end, h, end, r)
	z.LineTo(end, end-r)
	z.CubeTo(end, end-h, end-h, end, end-r, end)
	z.LineTo(r, end)
	z.CubeTo(h, end, 0, end-h, 0, end-r)
	z.LineTo(0, r)
	z.CubeTo(0, h, h, 0, r, 0)
	z.ClosePath()
}

// beyond outlines what lies to the right of the line.
func beyond(z *vector.Rasterizer, scale float32) {
	polygon(z, scale, append(slices.Clone(line), f32.Vec2{grid, grid + 2}, f32.Vec2{grid, -2}))
}

// edges outlines the line with mitred corners: along one side of it and back along the other.
func edges(z *vector.Rasterizer, scale float32) {
	var left, right []f32.Vec2
	for i, p := range line {
		m := mitre(i)
		left = append(left, f32.Vec2{p[0] + m[0], p[1] + m[1]})
		right = append(right, f32.Vec2{p[0] - m[0], p[1] - m[1]})
	}
	slices.Reverse(right)
	polygon(z, scale, append(left, right...))
}

func polygon(z *vector.Rasterizer, scale float32, corners []f32.Vec2) {
	for i, p := range corners {
		if i == 0 {
			z.MoveTo(p[0]*scale, p[1]*scale)
		} else {
			z.LineTo(p[0]*scale, p[1]*scale)
		}
	}
	z.ClosePath()
}

// mitre is the way from a corner of the line to the corner of its left edge.
func mitre(i int) f32.Vec2 {
	before, after := normal(max(i-1, 0)), normal(min(i, len(line)-2))
	sum := f32.Vec2{before[0] + after[0], before[1] + after[1]}
	// A corner stands 1/cos(half the turn) further out; |sum| is twice that cosine.
	k := stroke / (sum[0]*sum[0] + sum[1]*sum[1])
	return f32.Vec2{sum[0] * k, sum[1] * k}
}

// normal is the unit vector to the left of a segment.
func normal(i int) f32.Vec2 {
	dx, dy := line[i+1][0]-line[i][0], line[i+1][1]-line[i][1]
	length := float32(math.Hypot(float64(dx), float64(dy)))
	return f32.Vec2{dy / length, -dx / length}
}

// PNG is the sign as a file.
func PNG(size int) ([]byte, error) {
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	err := enc.Encode(&out, Draw(size))
	return out.Bytes(), err
}

// icnsKinds are the entries of an .icns file and their sizes in pixels; those that end in @2x have a name of their own.
var icnsKinds = []struct {
	kind string
	size int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}}

// ICNS is the sign as macOS wants it: PNGs, each behind its kind and its length with these eight bytes.
func ICNS() ([]byte, error) {
	var body bytes.Buffer
	for _, e := range icnsKinds {
		data, err := PNG(e.size)
		if err != nil {
			return nil, err
		}
		body.WriteString(e.kind)
		body.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data)+8)))
		body.Write(data)
	}
	head := binary.BigEndian.AppendUint32([]byte("icns"), uint32(body.Len()+8))
	return append(head, body.Bytes()...), nil
}
