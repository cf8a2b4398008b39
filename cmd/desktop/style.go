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

// fonts are the panel's letters: the map's own.
type fonts struct{ regular, bold *text.GoTextFaceSource }

func loadFonts(fsys fs.FS) (f fonts, err error) {
	if f.regular, err = loadFont(fsys, "fonts/LibreFranklin-Regular.ttf"); err == nil {
		f.bold, err = loadFont(fsys, "fonts/LibreFranklin-SemiBold.ttf")
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

// nrgba is a colour of the panel.
type nrgba = color.NRGBA

// style is the panel's look in one theme at one pixel ratio.
type style struct {
	theme  *scene.Theme
	ratio  float64
	canvas *gpu.Canvas

	foreground, muted, background, raised, fieldBackground, divider, border, accent nrgba
	title, heading, body, bold, small, smallBold, tiny                              text.Face
	// of the number that a card is about
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
	look := func(share float64, edge nrgba) *nine.NineSlice {
		return nine.NewBorderedNineSliceColor(mixColors(s.background, s.foreground, share), edge,
			line)
	}
	s.button = &widget.ButtonImage{Idle: look(0, s.border), Hover: look(0.12, s.foreground),
		Pressed: look(0.22, s.foreground), Disabled: look(0, s.divider)}
	s.selectedButton = &widget.ButtonImage{Idle: look(0.18, s.foreground),
		Hover: look(0.22, s.foreground), Pressed: look(0.22, s.foreground)}
	s.tooltip = look(0.07, s.border)
	return s
}

// px is a length of CSS pixels in device pixels.
func (s *style) px(css float64) int { return int(math.Round(css * s.ratio)) }

// mixColors is a with a share of b.
func mixColors(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x) + share*(float64(y)-float64(x))))
	}
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// Shapes, in a square from -1 to 1.
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

// iconShapes are the buttons' pictures, with their size in CSS pixels.
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

// newImage draws a small image of w by h CSS pixels; draw gets the matrix of a place in it.
func (s *style) newImage(w, h float64,
	draw func(c scene.Canvas, at func(rx, ry float64) scene.Matrix)) *ebiten.Image {
	img := ebiten.NewImage(max(s.px(w), 1), max(s.px(h), 1))
	s.canvas.Begin(img)
	draw(s.canvas, func(rx, ry float64) scene.Matrix {
		return scene.Matrix{XX: rx, YY: ry, X0: w / 2, Y0: h / 2}
	})
	s.canvas.End()
	return img
}

// icon is a button's picture.
func (s *style) icon(name string) *ebiten.Image {
	if img := s.iconCache[name]; img != nil {
		return img
	}
	x := iconShapes[name]
	img := s.newImage(20, 20, func(c scene.Canvas, at func(rx, ry float64) scene.Matrix) {
		if x.fill {
			c.Fill(x.path, at(x.size, x.size), scene.FillStyle{Color: s.foreground})
			return
		}
		c.Stroke(x.path, at(x.size, x.size), scene.StrokeStyle{Color: s.foreground, Width: 2})
	})
	s.iconCache[name] = img
	return img
}

// The size of a legend's sample in CSS pixels.
const (
	swatchWidth  = 26
	swatchHeight = 16
)

// swatch is a legend's sample: what the map draws in that role.
func (s *style) swatch(role string) *ebiten.Image {
	if s.swatches[role] == nil {
		s.swatches[role] = s.newImage(swatchWidth, swatchHeight,
			func(c scene.Canvas, at func(rx, ry float64) scene.Matrix) {
				s.drawSwatch(c, role, at)
			})
	}
	return s.swatches[role]
}

func (s *style) drawSwatch(c scene.Canvas, role string, at func(rx, ry float64) scene.Matrix) {
	fill, isFill := s.theme.Fills[role]
	line, isLine := s.theme.Lines[role]
	switch {
	case role == "hub":
		ring := line.Stroke
		ring.Dash = scene.FitDash(ring.Dash, 2*math.Pi*6.5)
		c.Stroke(disc, at(6.5, 6.5), ring)
	case role == "monitoring":
		c.Stroke(horizontalShape, at(swatchWidth/2-3, 1), scene.TickSwatchStroke(line.Stroke))
	case isFill:
		c.Fill(square, at(swatchWidth/2-1, swatchHeight/2-1), s.theme.Fills["land"])
		c.Fill(square, at(swatchWidth/2-1, swatchHeight/2-1), fill)
		c.Stroke(square, at(swatchWidth/2-1, swatchHeight/2-1),
			scene.StrokeStyle{Color: s.border, Width: 0.7})
	case isLine:
		c.Stroke(horizontalShape, at(swatchWidth/2-3, 1), line.Casing)
		c.Stroke(horizontalShape, at(swatchWidth/2-3, 1), line.Stroke)
	}
}

// drawBox draws a box of device pixels with an edge.
func (s *style) drawBox(c scene.Canvas, box image.Rectangle) {
	k := 1 / s.ratio
	m := scene.Matrix{
		XX: float64(box.Dx()) / 2 * k, YY: float64(box.Dy()) / 2 * k,
		X0: float64(box.Min.X+box.Max.X) / 2 * k, Y0: float64(box.Min.Y+box.Max.Y) / 2 * k,
	}
	c.Fill(square, m, scene.FillStyle{Color: s.background})
	c.Stroke(square, m, scene.StrokeStyle{Color: s.border, Width: 1})
}
