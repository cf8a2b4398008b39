package main

import (
	"bytes"
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

// fonts are the fonts of the widgets.
type fonts struct{ regular, bold *text.GoTextFaceSource }

// loadFonts reads the files of two fonts.
func loadFonts(fsys fs.FS, regular, bold string) (f fonts, err error) {
	if f.regular, err = loadFont(fsys, regular); err == nil {
		f.bold, err = loadFont(fsys, bold)
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

// colors are the colours of the widgets. The background is opaque.
type colors struct{ foreground, muted, background, fieldBackground, border, accent nrgba }

// style holds the panel's colours, faces and images for one theme and pixel ratio.
type style struct {
	ratio  float64
	canvas *gpu.Canvas

	colors
	// raised is the background of boxes, and divider the colour of lines between rows.
	raised, divider                                    nrgba
	title, heading, body, bold, small, smallBold, tiny text.Face
	// figure is the face of a card's main number.
	figure                 text.Face
	button, selectedButton *widget.ButtonImage
	tooltip                *nine.NineSlice

	iconCache map[string]*ebiten.Image
}

func newStyle(colors colors, f fonts, canvas *gpu.Canvas, ratio float64) *style {
	s := &style{colors: colors, ratio: ratio, canvas: canvas, iconCache: map[string]*ebiten.Image{}}
	s.raised, s.divider = mixColors(s.background, s.foreground, 0.07),
		mixColors(s.background, s.foreground, 0.2)
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
