package raster

import (
	"image"
	"image/draw"
	"math"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"truceline/internal/geo"
	"truceline/internal/scene"
)

// scanner turns rings and lines in device pixels into masks: how much of each pixel they cover.
type scanner struct {
	bounds image.Rectangle
	vec    vector.Rasterizer
}

func newScanner(bounds image.Rectangle) *scanner { return &scanner{bounds: bounds} }

// box is the part of the picture that lines reach, width pixels around them included.
func (s *scanner) box(lines [][]geo.XY, width float64) image.Rectangle {
	b := scene.EmptyBox()
	for _, line := range lines {
		for _, q := range line {
			b = b.Add(q)
		}
	}
	if !(b.Width() >= 0) {
		return image.Rectangle{}
	}
	w, h := float64(s.bounds.Dx()), float64(s.bounds.Dy())
	clamp := func(v, hi float64) int { return int(min(max(v, 0), hi)) }
	return image.Rect(clamp(math.Floor(b.Min.X-width), w), clamp(math.Floor(b.Min.Y-width), h),
		clamp(math.Ceil(b.Max.X+width), w), clamp(math.Ceil(b.Max.Y+width), h))
}

// fill covers rings by the even-odd rule: each ring turns what lies inside it over.
func (s *scanner) fill(rings [][]geo.XY) *image.Alpha {
	whole := s.box(rings, 0)
	if whole.Empty() {
		return nil
	}
	mask := image.NewAlpha(whole)
	for i, ring := range rings {
		box := s.box(rings[i:i+1], 0)
		if box.Empty() {
			continue
		}
		s.vec.Reset(box.Dx(), box.Dy())
		for j, q := range ring {
			x, y := float32(q.X-float64(box.Min.X)), float32(q.Y-float64(box.Min.Y))
			if j == 0 {
				s.vec.MoveTo(x, y)
			} else {
				s.vec.LineTo(x, y)
			}
		}
		s.vec.ClosePath()
		if len(rings) == 1 {
			s.vec.Draw(mask, box, image.Opaque, image.Point{})
			return mask
		}
		one := image.NewAlpha(box)
		s.vec.Draw(one, box, image.Opaque, image.Point{})
		turnOver(mask, one)
	}
	return mask
}

// turnOver is a + b - 2ab: inside exactly one of the two.
func turnOver(mask, ring *image.Alpha) {
	for y := ring.Rect.Min.Y; y < ring.Rect.Max.Y; y++ {
		to := mask.Pix[mask.PixOffset(ring.Rect.Min.X, y):]
		from := ring.Pix[ring.PixOffset(ring.Rect.Min.X, y):]
		for x := range ring.Rect.Dx() {
			a, b := int(to[x]), int(from[x])
			to[x] = uint8((255*(a+b) - 2*a*b + 127) / 255)
		}
	}
}

// stroke covers lines given in map coordinates.
func (s *scanner) stroke(lines [][]geo.XY, dev scene.Matrix, style scene.StrokeStyle, ratio float64) *image.Alpha {
	width := style.Width * ratio
	if width <= 0 {
		return nil
	}
	var runs []run
	var all [][]geo.XY
	for _, line := range lines {
		for _, r := range clipLine(line, dev, s.bounds, width+2) {
			runs = append(runs, r)
			all = append(all, r.points)
		}
	}
	box := s.box(all, width/2+1)
	if box.Empty() {
		return nil
	}
	s.vec.Reset(box.Dx(), box.Dy())
	dasher := rasterx.NewDasher(box.Dx(), box.Dy(), &sink{vec: &s.vec})
	for _, r := range runs {
		trace(dasher, r, box.Min, width, style.Dash, ratio)
	}
	mask := image.NewAlpha(box)
	s.vec.DrawOp = draw.Src
	s.vec.Draw(mask, box, image.Opaque, image.Point{})
	return mask
}

// trace strokes one run. Round caps and joins, but dashes end butt.
func trace(d *rasterx.Dasher, r run, origin image.Point, width float64, dash [2]float64, ratio float64) {
	caps, dashes := rasterx.RoundCap, []float64(nil)
	if dash[0] > 0 && dash[1] > 0 {
		caps, dashes = rasterx.ButtCap, []float64{dash[0] * ratio, dash[1] * ratio}
	}
	offset := 0.0
	if dashes != nil {
		offset = math.Mod(r.start, dashes[0]+dashes[1])
	}
	d.SetStroke(fix(width), fixed.I(4), caps, caps, rasterx.RoundGap, rasterx.Round, dashes, offset)
	for i, q := range r.points {
		p := fixed.Point26_6{X: fix(q.X - float64(origin.X)), Y: fix(q.Y - float64(origin.Y))}
		if i == 0 {
			d.Start(p)
		} else {
			d.Line(p)
		}
	}
	d.Stop(r.closed)
}

func fix(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

// sink hands what rasterx traces to a rasteriser.
type sink struct{ vec *vector.Rasterizer }

// Start only moves: rasterx sends the edges of an outline in any order, and closing each run would add more.
func (s *sink) Start(a fixed.Point26_6) {
	s.vec.MoveTo(float32(a.X)/64, float32(a.Y)/64)
}
func (s *sink) Line(b fixed.Point26_6)             { s.vec.LineTo(float32(b.X)/64, float32(b.Y)/64) }
func (s *sink) Draw()                              {}
func (s *sink) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }
func (s *sink) SetBounds(w, h int)                 {}
func (s *sink) SetColor(any)                       {}
func (s *sink) SetWinding(bool)                    {}
func (s *sink) Clear()                             {}
func (s *sink) SetClip(image.Rectangle)            {}
