package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"truceline/internal/scene"
)

// textWidth returns the width of a line of text in device pixels.
func textWidth(s string, face text.Face) float64 {
	return text.AdvanceAt(s, len(s), face)
}

// fillRect fills a rectangle of device pixels.
func (s *style) fillRect(screen *ebiten.Image, rect image.Rectangle, c nrgba) {
	if rect = rect.Intersect(screen.Bounds()); !rect.Empty() {
		screen.SubImage(rect).(*ebiten.Image).Fill(c)
	}
}

// strokeRect draws the border of a rectangle, inside it.
func (s *style) strokeRect(screen *ebiten.Image, rect image.Rectangle, c nrgba) {
	w := max(s.px(2), 2)
	s.fillRect(screen, image.Rect(rect.Min.X, rect.Min.Y, rect.Max.X, rect.Min.Y+w), c)
	s.fillRect(screen, image.Rect(rect.Min.X, rect.Max.Y-w, rect.Max.X, rect.Max.Y), c)
	s.fillRect(screen, image.Rect(rect.Min.X, rect.Min.Y, rect.Min.X+w, rect.Max.Y), c)
	s.fillRect(screen, image.Rect(rect.Max.X-w, rect.Min.Y, rect.Max.X, rect.Max.Y), c)
}

// matrixAt returns the matrix that scales a unit shape to rx by ry CSS pixels around a point in
// device pixels.
func (s *style) matrixAt(x, y, rx, ry float64) scene.Matrix {
	return scene.Matrix{XX: rx, YY: ry, X0: x / s.ratio, Y0: y / s.ratio}
}

// drawShape draws a filled and stroked shape of radius r CSS pixels around a point in device
// pixels.
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

// strokePath strokes a path of radius r CSS pixels around a point in device pixels.
func (s *style) strokePath(screen *ebiten.Image, path *scene.Path, x, y, r float64, c nrgba) {
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Stroke(path, s.matrixAt(x, y, r, r), scene.StrokeStyle{Color: c, Width: 1.8})
	s.canvas.End()
}

// drawHorizontalLine draws a line from x0 to x1 in device pixels. Its width is in CSS pixels.
func (s *style) drawHorizontalLine(screen *ebiten.Image, x0, x1, y, width float64, c nrgba) {
	half := int(max(width*s.ratio/2, 1))
	s.fillRect(screen, image.Rect(int(x0), int(y)-half, int(x1), int(y)+half), c)
}

// drawVerticalLine draws a line from y0 to y1 in device pixels. Its width is in CSS pixels.
func (s *style) drawVerticalLine(screen *ebiten.Image, x, y0, y1, width float64, c nrgba) {
	if y1-y0 < 1 {
		return
	}
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Stroke(verticalShape, s.matrixAt(x, (y0+y1)/2, 1, (y1-y0)/2/s.ratio),
		scene.StrokeStyle{Color: c, Width: width})
	s.canvas.End()
}

// drawCheckbox draws a checkbox around a point in device pixels.
func (s *style) drawCheckbox(screen *ebiten.Image, x, y float64, on, lit bool) {
	edge, fill := s.muted, s.background
	if lit {
		edge = s.foreground
	}
	if on {
		fill = s.accent
	}
	s.canvas.BeginWithoutClear(screen)
	s.canvas.Fill(square, s.matrixAt(x, y, 8, 8), scene.FillStyle{Color: edge})
	s.canvas.Fill(square, s.matrixAt(x, y, 6.8, 6.8), scene.FillStyle{Color: fill})
	if on {
		s.canvas.Stroke(checkmark, s.matrixAt(x, y, 4.4, 4.4),
			scene.StrokeStyle{Color: s.background, Width: 2})
	}
	s.canvas.End()
}
