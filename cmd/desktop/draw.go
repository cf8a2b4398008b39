package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/scene"
)

// textWidth is how far a line of text goes, in device pixels.
func textWidth(words string, face text.Face) float64 {
	return text.AdvanceAt(words, len(words), face)
}

// fillRect fills a rectangle of device pixels.
func (s *style) fillRect(screen *ebiten.Image, box image.Rectangle, c nrgba) {
	if box = box.Intersect(screen.Bounds()); !box.Empty() {
		screen.SubImage(box).(*ebiten.Image).Fill(c)
	}
}

// strokeRect draws the edge of a rectangle within it.
func (s *style) strokeRect(screen *ebiten.Image, box image.Rectangle, c nrgba) {
	w := max(s.px(2), 2)
	s.fillRect(screen, image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+w), c)
	s.fillRect(screen, image.Rect(box.Min.X, box.Max.Y-w, box.Max.X, box.Max.Y), c)
	s.fillRect(screen, image.Rect(box.Min.X, box.Min.Y, box.Min.X+w, box.Max.Y), c)
	s.fillRect(screen, image.Rect(box.Max.X-w, box.Min.Y, box.Max.X, box.Max.Y), c)
}

// matrixAt is the matrix of a shape of rx by ry CSS pixels about a place in device pixels.
func (s *style) matrixAt(x, y, rx, ry float64) scene.Matrix {
	return scene.Matrix{XX: rx, YY: ry, X0: x / s.ratio, Y0: y / s.ratio}
}

// drawShape draws a shape with an edge about a place in device pixels, r CSS pixels large.
func (s *style) drawShape(screen *ebiten.Image, path *scene.Path, x, y, r float64,
	fill, edge nrgba) {
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Fill(path, s.matrixAt(x, y, r, r), scene.FillStyle{Color: fill})
	s.canvas.Stroke(path, s.matrixAt(x, y, r, r), scene.StrokeStyle{Color: edge, Width: 1.4})
	s.canvas.End()
}

func (s *style) drawDot(screen *ebiten.Image, x, y, r float64, fill, edge nrgba) {
	s.drawShape(screen, disc, x, y, r, fill, edge)
}

// strokePath draws a line's shape about a place in device pixels, r CSS pixels large.
func (s *style) strokePath(screen *ebiten.Image, path *scene.Path, x, y, r float64, c nrgba) {
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Stroke(path, s.matrixAt(x, y, r, r), scene.StrokeStyle{Color: c, Width: 1.8})
	s.canvas.End()
}

// drawHorizontalLine draws a level line from x0 to x1, width CSS pixels wide.
func (s *style) drawHorizontalLine(screen *ebiten.Image, x0, x1, y, width float64, c nrgba) {
	half := int(max(width*s.ratio/2, 1))
	s.fillRect(screen, image.Rect(int(x0), int(y)-half, int(x1), int(y)+half), c)
}

// drawVerticalLine draws an upright line from y0 to y1, width CSS pixels wide.
func (s *style) drawVerticalLine(screen *ebiten.Image, x, y0, y1, width float64, c nrgba) {
	if y1-y0 < 1 {
		return
	}
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Stroke(verticalShape, s.matrixAt(x, (y0+y1)/2, 1, (y1-y0)/2/s.ratio),
		scene.StrokeStyle{Color: c, Width: width})
	s.canvas.End()
}

// drawCheckbox draws a switch about a place in device pixels.
func (s *style) drawCheckbox(screen *ebiten.Image, x, y float64, on, lit bool) {
	edge, inside := s.muted, s.background
	if lit {
		edge = s.foreground
	}
	if on {
		inside = s.accent
	}
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Fill(square, s.matrixAt(x, y, 8, 8), scene.FillStyle{Color: edge})
	s.canvas.Fill(square, s.matrixAt(x, y, 6.8, 6.8), scene.FillStyle{Color: inside})
	if on {
		s.canvas.Stroke(checkmark, s.matrixAt(x, y, 4.4, 4.4),
			scene.StrokeStyle{Color: s.background, Width: 2})
	}
	s.canvas.End()
}
