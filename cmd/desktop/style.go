package main

import (
	"bytes"
	"image"
	"image/color"
	"io/fs"
	"math"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/geo"
	"truceline/internal/render/gpu"
	"truceline/internal/scene"
)

// fonts are the panel's fonts, which are the map's.
type fonts struct{ regular, bold *text.GoTextFaceSource }

func loadFonts(fsys fs.FS) (f fonts, err error) {
	if f.regular, err = loadFont(fsys, scene.FontRegular); err == nil {
		f.bold, err = loadFont(fsys, scene.FontBold)
	}
	return f, err
}

func loadFont(fsys fs.FS, name string) (*text.GoTextFaceSource, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return text.NewGoTextFaceSource(bytes.NewReader(data))
}

type nrgba = color.NRGBA

// style holds the panel's colours, faces and images for one theme and pixel ratio.
type style struct {
	theme  *scene.Theme
	ratio  float64
	canvas *gpu.Canvas

	foreground, muted, background, raised, fieldBackground, divider, border, accent nrgba
	title, heading, body, bold, small, smallBold, tiny                              text.Face
	// figure is the face of a card's main number.
	figure                 text.Face
	button, selectedButton *widget.ButtonImage
	tooltip                *nine.NineSlice

	iconCache, swatches map[string]*ebiten.Image
}

func newStyle(theme *scene.Theme, f fonts, canvas *gpu.Canvas, ratio float64) *style {
	s := &style{theme: theme, ratio: ratio, canvas: canvas, iconCache: map[string]*ebiten.Image{},
		swatches: map[string]*ebiten.Image{}}
	s.foreground, s.muted = theme.Texts["title"].Color, theme.Texts["note"].Color
	s.background = theme.Fills["plate"].Color
	s.background.A = 255
	s.raised, s.divider = mixColors(s.background, s.foreground, 0.07),
		mixColors(s.background, s.foreground, 0.2)
	s.fieldBackground = theme.Fills["land"].Color
	s.border = theme.Lines["border"].Stroke.Color
	s.accent = theme.Lines["hub"].Stroke.Color
	face := func(source *text.GoTextFaceSource, size float64) text.Face {
		return &text.GoTextFace{Source: source, Size: size * ratio}
	}
	s.title, s.heading, s.bold = face(f.bold, 17), face(f.bold, 13), face(f.bold, 14)
	s.figure = face(f.bold, 36)
	s.body, s.small, s.smallBold, s.tiny = face(f.regular, 14), face(f.regular, 12.5),
		face(f.bold, 12.5), face(f.regular, 11.5)
	line := max(s.px(1), 1)
	nineSlice := func(share float64, edge nrgba) *nine.NineSlice {
		return nine.NewBorderedNineSliceColor(mixColors(s.background, s.foreground, share), edge,
			line)
	}
	s.button = &widget.ButtonImage{Idle: nineSlice(0, s.border),
		Hover:   nineSlice(0.12, s.foreground),
		Pressed: nineSlice(0.22, s.foreground), Disabled: nineSlice(0, s.divider)}
	s.selectedButton = &widget.ButtonImage{Idle: nineSlice(0.18, s.foreground),
		Hover: nineSlice(0.22, s.foreground), Pressed: nineSlice(0.22, s.foreground)}
	s.tooltip = nineSlice(0.07, s.border)
	return s
}

// px converts CSS pixels to device pixels.
func (s *style) px(css float64) int { return int(math.Round(css * s.ratio)) }

// mixColors returns a blended with the given share of b.
func mixColors(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x) + share*(float64(y)-float64(x))))
	}
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// Shapes in the square from -1 to 1.
var (
	disc   = scene.NewPath([][]geo.XY{circlePoints(32)})
	square = scene.NewPath(
		[][]geo.XY{{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}, {X: -1, Y: -1}}})
	diamond = scene.NewPath(
		[][]geo.XY{{{Y: -1.15}, {X: 1.15}, {Y: 1.15}, {X: -1.15}, {Y: -1.15}}})
	horizontalShape = scene.NewPath([][]geo.XY{{{X: -1}, {X: 1}}})
	verticalShape   = scene.NewPath([][]geo.XY{{{Y: -1}, {Y: 1}}})
	checkmark       = scene.NewPath(
		[][]geo.XY{{{X: -1, Y: 0.1}, {X: -0.3, Y: 0.8}, {X: 1, Y: -0.8}}})

	chevronDown  = scene.NewPath([][]geo.XY{{{X: -1, Y: -0.5}, {Y: 0.5}, {X: 1, Y: -0.5}}})
	chevronRight = scene.NewPath([][]geo.XY{{{X: -0.5, Y: -1}, {X: 0.5, Y: 0}, {X: -0.5, Y: 1}}})
)

// iconShapes are the shapes of the buttons' icons, with their radius in CSS pixels.
var iconShapes = map[string]struct {
	path *scene.Path
	size float64
	fill bool
}{
	"plus":  {scene.NewPath([][]geo.XY{{{X: -1}, {X: 1}}, {{Y: -1}, {Y: 1}}}), 6.5, false},
	"minus": {horizontalShape, 6.5, false},
	"back": {scene.NewPath([][]geo.XY{{{X: 0.5, Y: -1}, {X: -0.5, Y: 0}, {X: 0.5, Y: 1}}}), 6,
		false},
	"forward": {chevronRight, 6, false},
	"up":      {scene.NewPath([][]geo.XY{{{X: -1, Y: 0.5}, {Y: -0.5}, {X: 1, Y: 0.5}}}), 6, false},
	"down":    {chevronDown, 6, false},
	"close": {scene.NewPath([][]geo.XY{{{X: -1, Y: -1}, {X: 1, Y: 1}},
		{{X: -1, Y: 1}, {X: 1, Y: -1}}}), 5, false},
	"play": {
		scene.NewPath([][]geo.XY{{{X: -0.75, Y: -1}, {X: 1, Y: 0}, {X: -0.75, Y: 1},
			{X: -0.75, Y: -1}}}), 6, true},
	"pause": {scene.NewPath([][]geo.XY{{{X: -0.5, Y: -1}, {X: -0.5, Y: 1}},
		{{X: 0.5, Y: -1}, {X: 0.5, Y: 1}}}), 5.5, false},
	"whole": {scene.NewPath([][]geo.XY{
		{{X: -1, Y: -0.35}, {X: -1, Y: -1}, {X: -0.35, Y: -1}},
		{{X: 0.35, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: -0.35}},
		{{X: 1, Y: 0.35}, {X: 1, Y: 1}, {X: 0.35, Y: 1}},
		{{X: -0.35, Y: 1}, {X: -1, Y: 1}, {X: -1, Y: 0.35}},
	}), 7, false},
}

func circlePoints(n int) []geo.XY {
	ring := make([]geo.XY, n+1)
	for i := range ring {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		ring[i] = geo.XY{X: cos, Y: sin}
	}
	return ring
}

// newImage draws an image of w by h CSS pixels. The function that draw gets returns the matrix of a
// shape of rx by ry CSS pixels in the image's centre.
func (s *style) newImage(w, h float64,
	draw func(c scene.Canvas, matrix func(rx, ry float64) scene.Matrix)) *ebiten.Image {
	img := ebiten.NewImage(max(s.px(w), 1), max(s.px(h), 1))
	s.canvas.Begin(img)
	draw(s.canvas, func(rx, ry float64) scene.Matrix {
		return scene.Matrix{XX: rx, YY: ry, X0: w / 2, Y0: h / 2}
	})
	s.canvas.End()
	return img
}

// icon returns a button's icon.
func (s *style) icon(name string) *ebiten.Image {
	if img := s.iconCache[name]; img != nil {
		return img
	}
	shape := iconShapes[name]
	img := s.newImage(20, 20, func(c scene.Canvas, matrix func(rx, ry float64) scene.Matrix) {
		if shape.fill {
			c.Fill(shape.path, matrix(shape.size, shape.size), scene.FillStyle{Color: s.foreground})
			return
		}
		c.Stroke(shape.path, matrix(shape.size, shape.size),
			scene.StrokeStyle{Color: s.foreground, Width: 2})
	})
	s.iconCache[name] = img
	return img
}

// The size of a legend's swatch in CSS pixels.
const (
	swatchWidth  = 26
	swatchHeight = 16
)

// swatch returns the legend's image of a role of the map's style.
func (s *style) swatch(role string) *ebiten.Image {
	if s.swatches[role] == nil {
		s.swatches[role] = s.newImage(swatchWidth, swatchHeight,
			func(c scene.Canvas, matrix func(rx, ry float64) scene.Matrix) {
				s.drawSwatch(c, role, matrix)
			})
	}
	return s.swatches[role]
}

func (s *style) drawSwatch(c scene.Canvas, role string, matrix func(rx, ry float64) scene.Matrix) {
	fill, isFill := s.theme.Fills[role]
	line, isLine := s.theme.Lines[role]
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
		c.Fill(square, matrix(swatchWidth/2-1, swatchHeight/2-1), s.theme.Fills["land"])
		c.Fill(square, matrix(swatchWidth/2-1, swatchHeight/2-1), fill)
		c.Stroke(square, matrix(swatchWidth/2-1, swatchHeight/2-1),
			scene.StrokeStyle{Color: s.border, Width: 0.7})
	case isLine:
		c.Stroke(horizontalShape, matrix(swatchWidth/2-3, 1), line.Casing)
		c.Stroke(horizontalShape, matrix(swatchWidth/2-3, 1), line.Stroke)
	}
}

// drawBox draws a filled rectangle with a border. rect is in device pixels.
func (s *style) drawBox(c scene.Canvas, rect image.Rectangle) {
	scale := 1 / s.ratio
	m := scene.Matrix{
		XX: float64(rect.Dx()) / 2 * scale, YY: float64(rect.Dy()) / 2 * scale,
		X0: float64(rect.Min.X+rect.Max.X) / 2 * scale,
		Y0: float64(rect.Min.Y+rect.Max.Y) / 2 * scale,
	}
	c.Fill(square, m, scene.FillStyle{Color: s.background})
	c.Stroke(square, m, scene.StrokeStyle{Color: s.border, Width: 1})
}
