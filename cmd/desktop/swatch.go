package main

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/scene"
)

// The size of a legend's swatch in CSS pixels.
const (
	swatchWidth  = 26
	swatchHeight = 16
)

// swatch returns the legend's image of a role of the map's style.
func (p *panel) swatch(role string) *ebiten.Image {
	if p.swatches[role] == nil {
		p.swatches[role] = p.style.newImage(swatchWidth, swatchHeight,
			func(c scene.Canvas, matrix func(rx, ry float64) scene.Matrix) {
				p.drawSwatch(c, role, matrix)
			})
	}
	return p.swatches[role]
}

func (p *panel) drawSwatch(c scene.Canvas, role string,
	matrix func(rx, ry float64) scene.Matrix) {
	fill, isFill := p.theme.Fills[role]
	line, isLine := p.theme.Lines[role]
	switch mark := scene.SwatchMarkOf(role); {
	case mark == scene.MarkRing:
		ring := line.Stroke
		ring.Dash = scene.FitDash(ring.Dash, 2*math.Pi*6.5)
		c.Stroke(disc, matrix(6.5, 6.5), ring)
	case mark == scene.MarkSquare:
		c.Stroke(square, matrix(scene.SymbolRadius, scene.SymbolRadius), line.Casing)
		c.Stroke(square, matrix(scene.SymbolRadius, scene.SymbolRadius), line.Stroke)
	case mark == scene.MarkTicks:
		c.Stroke(horizontalShape, matrix(swatchWidth/2-3, 1), scene.TickSwatchStroke(line.Stroke))
	case isFill:
		c.Fill(square, matrix(swatchWidth/2-1, swatchHeight/2-1), p.theme.Fills["land"])
		c.Fill(square, matrix(swatchWidth/2-1, swatchHeight/2-1), fill)
		c.Stroke(square, matrix(swatchWidth/2-1, swatchHeight/2-1),
			scene.StrokeStyle{Color: p.style.border, Width: 0.7})
	case isLine:
		c.Stroke(horizontalShape, matrix(swatchWidth/2-3, 1), line.Casing)
		c.Stroke(horizontalShape, matrix(swatchWidth/2-3, 1), line.Stroke)
	}
}
