// Package appicon draws the program's logo, which the page has as its icon too: a rounded square of
// two colours, with the boundary between them.
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

// The logo is drawn on a grid of 16 by 16 units, as the page's icon is. These are lengths in units.
const (
	gridSize     = 16
	cornerRadius = 2
	strokeWidth  = 1.8
)

var (
	westColor = color.NRGBA{0x1d, 0x4f, 0x7c, 0xff}
	eastColor = color.NRGBA{0x7f, 0xa3, 0xc0, 0xff}
	// boundaryLine divides the two colours, in grid units from the upper left corner. It begins and
	// ends outside the square.
	boundaryLine = []f32.Vec2{{11.5, -2}, {9.5, 4.5}, {11.5, 7.5}, {6, 11}, {4, 18}}
)

// Draw returns the logo as an image of size by size pixels.
func Draw(size int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, size, size))
	scale := float32(size) / gridSize
	rasterize := func(outline func(*vector.Rasterizer)) *image.Alpha {
		z := vector.NewRasterizer(size, size)
		z.DrawOp = draw.Src
		outline(z)
		img := image.NewAlpha(out.Rect)
		z.Draw(img, img.Rect, image.Opaque, image.Point{})
		return img
	}
	clip := rasterize(func(z *vector.Rasterizer) { addRoundedSquare(z, scale) })
	paint := func(c color.Color, outline func(*vector.Rasterizer)) {
		mask := rasterize(outline)
		for i, alpha := range clip.Pix {
			mask.Pix[i] = uint8(int(mask.Pix[i]) * int(alpha) / 0xff)
		}
		draw.DrawMask(out, out.Rect, image.NewUniform(c), image.Point{}, mask, image.Point{},
			draw.Over)
	}
	paint(westColor, func(z *vector.Rasterizer) { addRoundedSquare(z, scale) })
	paint(eastColor, func(z *vector.Rasterizer) { addEastSide(z, scale) })
	paint(color.White, func(z *vector.Rasterizer) { addLineOutline(z, scale) })
	return out
}

// addRoundedSquare adds the outline of the square, its corners rounded by cubic Bézier curves.
func addRoundedSquare(z *vector.Rasterizer, scale float32) {
	// Control points at kappa of the radius make a cubic approximate a quarter of a circle:
	// 4/3·(√2 − 1).
	const kappa = 0.5523
	end, r, handle := gridSize*scale, cornerRadius*scale, cornerRadius*scale*(1-kappa)
	z.MoveTo(r, 0)
	z.LineTo(end-r, 0)
	z.CubeTo(end-handle, 0, end, handle, end, r)
	z.LineTo(end, end-r)
	z.CubeTo(end, end-handle, end-handle, end, end-r, end)
	z.LineTo(r, end)
	z.CubeTo(handle, end, 0, end-handle, 0, end-r)
	z.LineTo(0, r)
	z.CubeTo(0, handle, handle, 0, r, 0)
	z.ClosePath()
}

// addEastSide adds the outline of everything to the right of the boundary.
func addEastSide(z *vector.Rasterizer, scale float32) {
	addPolygon(z, scale, append(slices.Clone(boundaryLine), f32.Vec2{gridSize, gridSize + 2},
		f32.Vec2{gridSize, -2}))
}

// addLineOutline adds the outline of the boundary's stroke, with mitred corners: along its left
// edge and back along its right.
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

// addPolygon adds a closed polygon of corners in grid units.
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

// miterOffset returns the vector from corner i of the boundary to the corner of the stroke's left
// edge.
func miterOffset(i int) f32.Vec2 {
	before, after := leftNormal(max(i-1, 0)), leftNormal(min(i, len(boundaryLine)-2))
	sum := f32.Vec2{before[0] + after[0], before[1] + after[1]}
	// The mitre is half the stroke's width, divided by the cosine of half the turn; the length of
	// sum is twice that cosine.
	scale := strokeWidth / (sum[0]*sum[0] + sum[1]*sum[1])
	return f32.Vec2{sum[0] * scale, sum[1] * scale}
}

// leftNormal returns the unit vector to the left of segment i of the boundary.
func leftNormal(i int) f32.Vec2 {
	dx, dy := boundaryLine[i+1][0]-boundaryLine[i][0], boundaryLine[i+1][1]-boundaryLine[i][1]
	length := float32(math.Hypot(float64(dx), float64(dy)))
	return f32.Vec2{dy / length, -dx / length}
}

// PNG returns the logo as a PNG file of size by size pixels.
func PNG(size int) ([]byte, error) {
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	err := enc.Encode(&out, Draw(size))
	return out.Bytes(), err
}

// icnsEntries lists the images of the .icns file by type and width in pixels. The images for Retina
// screens (@2x) have types of their own, and may be as wide as another.
var icnsEntries = []struct {
	osType string // Apple's OSType: four letters
	size   int
}{{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512},
	{"ic09", 512}, {"ic10", 1024}}

// ICNS returns the logo in Apple's .icns format. Each entry is its type, its length as a big-endian
// uint32 that includes this header of 8 bytes, and a PNG.
func ICNS() ([]byte, error) {
	var body bytes.Buffer
	for _, entry := range icnsEntries {
		data, err := PNG(entry.size)
		if err != nil {
			return nil, err
		}
		body.WriteString(entry.osType)
		body.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data)+8)))
		body.Write(data)
	}
	header := binary.BigEndian.AppendUint32([]byte("icns"), uint32(body.Len()+8))
	return append(header, body.Bytes()...), nil
}
