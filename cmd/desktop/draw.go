package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/scene"
)

// advance is how far a line of text goes, in device pixels.
func advance(words string, face text.Face) float64 {
	return text.AdvanceAt(words, len(words), face)
}

// fill fills a rectangle of device pixels.
func (s *style) fill(screen *ebiten.Image, box image.Rectangle, c rgba) {
	if box = box.Intersect(screen.Bounds()); !box.Empty() {
		screen.SubImage(box).(*ebiten.Image).Fill(c)
	}
}

// outline draws the edge of a rectangle within it.
func (s *style) outline(screen *ebiten.Image, box image.Rectangle, c rgba) {
	w := max(s.px(2), 2)
	s.fill(screen, image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+w), c)
	s.fill(screen, image.Rect(box.Min.X, box.Max.Y-w, box.Max.X, box.Max.Y), c)
	s.fill(screen, image.Rect(box.Min.X, box.Min.Y, box.Min.X+w, box.Max.Y), c)
	s.fill(screen, image.Rect(box.Max.X-w, box.Min.Y, box.Max.X, box.Max.Y), c)
}

// place is the matrix of a shape of rx by ry CSS pixels about a place in device pixels.
func (s *style) place(x, y, rx, ry float64) scene.Matrix {
	return scene.Matrix{XX: rx, YY: ry, X0: x / s.ratio, Y0: y / s.ratio}
}

// shape draws a shape with an edge about a place in device pixels, r CSS pixels large.
func (s *style) shape(screen *ebiten.Image, path *scene.Path, x, y, r float64, fill, edge rgba) {
	s.canvas.BeginOver(screen)
	s.canvas.Fill(path, s.place(x, y, r, r), scene.FillStyle{Color: fill})
	s.canvas.Stroke(path, s.place(x, y, r, r), scene.StrokeStyle{Color: edge, Width: 1.4})
	s.canvas.End()
}

func (s *style) dot(screen *ebiten.Image, x, y, r float64, fill, edge rgba) {
	s.shape(screen, disc, x, y, r, fill, edge)
}

// stroke draws a line's shape about a place in device pixels, r CSS pixels large.
func (s *style) stroke(screen *ebiten.Image, path *scene.Path, x, y, r float64, c rgba) {
	s.canvas.BeginOver(screen)
	s.canvas.Stroke(path, s.place(x, y, r, r), scene.StrokeStyle{Color: c, Width: 1.8})
	s.canvas.End()
}

// rule draws a level line from x0 to x1, width CSS pixels wide.
func (s *style) rule(screen *ebiten.Image, x0, x1, y, width float64, c rgba) {
	half := int(max(width*s.ratio/2, 1))
	s.fill(screen, image.Rect(int(x0), int(y)-half, int(x1), int(y)+half), c)
}

// post draws an upright line from y0 to y1, width CSS pixels wide.
func (s *style) post(screen *ebiten.Image, x, y0, y1, width float64, c rgba) {
	if y1-y0 < 1 {
		return
	}
	s.canvas.BeginOver(screen)
	s.canvas.Stroke(upright, s.place(x, (y0+y1)/2, 1, (y1-y0)/2/s.ratio), scene.StrokeStyle{Color: c, Width: width})
	s.canvas.End()
}

// check draws a switch about a place in device pixels.
func (s *style) check(screen *ebiten.Image, x, y float64, on, lit bool) {
	edge, inside := s.quiet, s.back
	if lit {
		edge = s.ink
	}
	if on {
		inside = s.mark
	}
	s.canvas.BeginOver(screen)
	s.canvas.Fill(square, s.place(x, y, 8, 8), scene.FillStyle{Color: edge})
	s.canvas.Fill(square, s.place(x, y, 6.8, 6.8), scene.FillStyle{Color: inside})
	if on {
		s.canvas.Stroke(tick, s.place(x, y, 4.4, 4.4), scene.StrokeStyle{Color: s.back, Width: 2})
	}
	s.canvas.End()
}
