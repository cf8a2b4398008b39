// Package appicon draws the program's own sign, the one that the page has too: a square of two
// tones with the line between them.
package appicon

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
	gridSize     = 16
	cornerRadius = 2   // radius of the square
	strokeWidth  = 1.8 // width of the line
)

var (
	westColor    = color.NRGBA{0x1d, 0x4f, 0x7c, 0xff}
	eastColor    = color.NRGBA{0x7f, 0xa3, 0xc0, 0xff}
	boundaryLine = []f32.Vec2{{11.5, -2}, {9.5, 4.5}, {11.5, 7.5}, {6, 11}, {4, 18}}
)

// Draw draws the sign, size by size pixels.
func Draw(size int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := float32(size) / gridSize
	mask := func(outline func(*vector.Rasterizer)) *image.Alpha {
		z := vector.NewRasterizer(size, size)
		z.DrawOp = draw.Src
		outline(z)
		m := image.NewAlpha(out.Rect)
		z.Draw(m, m.Rect, image.Opaque, image.Point{})
		return m
	}
	all := mask(func(z *vector.Rasterizer) { addRoundedSquare(z, scale) })
	paint := func(c color.Color, outline func(*vector.Rasterizer)) {
		part := mask(outline)
		for i, a := range all.Pix {
			part.Pix[i] = uint8(int(part.Pix[i]) * int(a) / 0xff)
		}
		draw.DrawMask(out, out.Rect, image.NewUniform(c), image.Point{}, part, image.Point{},
			draw.Over)
	}
	paint(westColor, func(z *vector.Rasterizer) { addRoundedSquare(z, scale) })
	paint(eastColor, func(z *vector.Rasterizer) { addEastSide(z, scale) })
	paint(color.White, func(z *vector.Rasterizer) { addLineOutline(z, scale) })
	return out
}

// addRoundedSquare outlines the whole square with round corners.
func addRoundedSquare(z *vector.Rasterizer, scale float32) {
	const k = 0.5523 // how far the handles of a cubic stand for a quarter of a circle
	end, r, h := gridSize*scale, cornerRadius*scale, cornerRadius*scale*(1-k)
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

// addEastSide outlines what lies to the right of the line.
func addEastSide(z *vector.Rasterizer, scale float32) {
	addPolygon(z, scale, append(slices.Clone(boundaryLine), f32.Vec2{gridSize, gridSize + 2},
		f32.Vec2{gridSize, -2}))
}

// addLineOutline outlines the line with mitred corners: along one side of it and back along the
// other.
func addLineOutline(z *vector.Rasterizer, scale float32) {
	var left, right []f32.Vec2
	for i, p := range boundaryLine {
		m := miterOffset(i)
		left = append(left, f32.Vec2{p[0] + m[0], p[1] + m[1]})
		right = append(right, f32.Vec2{p[0] - m[0], p[1] - m[1]})
	}
	slices.Reverse(right)
	addPolygon(z, scale, append(left, right...))
}

func addPolygon(z *vector.Rasterizer, scale float32, corners []f32.Vec2) {
	for i, p := range corners {
		if i == 0 {
			z.MoveTo(p[0]*scale, p[1]*scale)
		} else {
			z.LineTo(p[0]*scale, p[1]*scale)
		}
	}
	z.ClosePath()
}

// miterOffset is the way from a corner of the line to the corner of its left edge.
func miterOffset(i int) f32.Vec2 {
	before, after := leftNormal(max(i-1, 0)), leftNormal(min(i, len(boundaryLine)-2))
	sum := f32.Vec2{before[0] + after[0], before[1] + after[1]}
	// A corner stands 1/cos(half the turn) further out; |sum| is twice that cosine.
	k := strokeWidth / (sum[0]*sum[0] + sum[1]*sum[1])
	return f32.Vec2{sum[0] * k, sum[1] * k}
}

// leftNormal is the unit vector to the left of a segment.
func leftNormal(i int) f32.Vec2 {
	dx, dy := boundaryLine[i+1][0]-boundaryLine[i][0], boundaryLine[i+1][1]-boundaryLine[i][1]
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

// icnsEntries are the entries of an .icns file and their sizes in pixels; those that end in @2x
// have a name of their own.
var icnsEntries = []struct {
	kind string
	size int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512},
	{"ic09", 512}, {"ic10", 1024}}

// ICNS is the sign as macOS wants it: PNGs, each behind its kind and its length with these eight
// bytes.
func ICNS() ([]byte, error) {
	var body bytes.Buffer
	for _, e := range icnsEntries {
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
