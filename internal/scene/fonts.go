package scene

import (
	"io/fs"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"truceline/internal/diag"
	"truceline/internal/geo"
)

// Fonts measures and outlines text in the map's font, in two weights. It is not safe for concurrent
// use.
type Fonts struct{ regular, bold face }

// FontRegular and FontBold are the files of the two weights, in the file system that LoadFonts
// reads.
const (
	FontRegular = "fonts/LibreFranklin-Regular.ttf"
	FontBold    = "fonts/LibreFranklin-SemiBold.ttf"
)

// LoadFonts reads both weights. Its errors name the file.
func LoadFonts(fsys fs.FS) (*Fonts, error) {
	f := &Fonts{}
	for name, to := range map[string]*face{FontRegular: &f.regular, FontBold: &f.bold} {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if err := to.parse(data); err != nil {
			return nil, diag.InFile(name, err)
		}
	}
	return f, nil
}

func (f *Fonts) face(bold bool) *face {
	if bold {
		return &f.bold
	}
	return &f.regular
}

// Advance returns the width of a text in CSS pixels, with kerning and letter spacing. No spacing
// follows the last letter.
func (f *Fonts) Advance(text string, s TextStyle) float64 {
	var width float64
	f.face(s.Bold).eachGlyph(text, s, func(_ sfnt.GlyphIndex, _, end float64) { width = end })
	return width
}

// CapHeight returns the height of a capital above the baseline, in CSS pixels.
func (f *Fonts) CapHeight(s TextStyle) float64 { return f.face(s.Bold).capHeight * s.Size }

// Outline returns the outline of a text in CSS pixels from the left end of its baseline, y down.
// Curves are flattened to within 1/400 of the font size.
func (f *Fonts) Outline(text string, s TextStyle) *Path {
	var lines [][]geo.XY
	face := f.face(s.Bold)
	face.eachGlyph(text, s, func(g sfnt.GlyphIndex, x, _ float64) {
		for _, contour := range face.contours(g) {
			line := make([]geo.XY, len(contour))
			for i, q := range contour {
				line[i] = geo.XY{X: x + q.X*s.Size, Y: q.Y * s.Size}
			}
			lines = append(lines, line)
		}
	})
	return NewPath(lines)
}

// face is one weight. Its lengths are in ems.
type face struct {
	font      *sfnt.Font
	buf       sfnt.Buffer
	ppem      fixed.Int26_6 // metrics at this size are in font units
	emPerUnit float64       // ems per 26.6 step at that size
	capHeight float64
	glyphs    map[rune]glyph
	kerns     map[[2]sfnt.GlyphIndex]float64
	outlines  map[sfnt.GlyphIndex][][]geo.XY
}

type glyph struct {
	index   sfnt.GlyphIndex
	advance float64
}

func (f *face) parse(data []byte) error {
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return err
	}
	f.font = parsed
	f.ppem = fixed.I(int(parsed.UnitsPerEm()))
	f.emPerUnit = 1 / float64(f.ppem)
	f.glyphs = map[rune]glyph{}
	f.kerns = map[[2]sfnt.GlyphIndex]float64{}
	f.outlines = map[sfnt.GlyphIndex][][]geo.XY{}
	m, err := parsed.Metrics(&f.buf, f.ppem, font.HintingNone)
	f.capHeight = float64(m.CapHeight) * f.emPerUnit
	return err
}

// eachGlyph calls visit with each glyph and the left and right end of its cell, in CSS pixels.
func (f *face) eachGlyph(text string, s TextStyle, visit func(g sfnt.GlyphIndex, x, end float64)) {
	var x float64
	var last sfnt.GlyphIndex
	for i, r := range text {
		g := f.glyph(r)
		if i > 0 {
			x += f.kern(last, g.index)*s.Size + s.Spacing
		}
		end := x + g.advance*s.Size
		visit(g.index, x, end)
		x, last = end, g.index
	}
}

func (f *face) glyph(r rune) glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	index, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		index = 0
	}
	advance, err := f.font.GlyphAdvance(&f.buf, index, f.ppem, font.HintingNone)
	if err != nil {
		advance = 0
	}
	g := glyph{index, float64(advance) * f.emPerUnit}
	f.glyphs[r] = g
	return g
}

func (f *face) kern(a, b sfnt.GlyphIndex) float64 {
	pair := [2]sfnt.GlyphIndex{a, b}
	if k, ok := f.kerns[pair]; ok {
		return k
	}
	k, err := f.font.Kern(&f.buf, a, b, f.ppem, font.HintingNone)
	if err != nil { // most pairs have no kerning
		k = 0
	}
	f.kerns[pair] = float64(k) * f.emPerUnit
	return f.kerns[pair]
}

// Glyphs calls visit with each glyph of a text: its index in the weight's font, the left end of its
// cell in CSS pixels, and its outline with curves.
func (f *Fonts) Glyphs(text string, s TextStyle,
	visit func(glyph int, x float64, outline []GlyphSegment)) {
	face := f.face(s.Bold)
	face.eachGlyph(text, s,
		func(g sfnt.GlyphIndex, x, _ float64) { visit(int(g), x, face.outline(g)) })
}

// GlyphSegment is a part of a glyph's outline: a move, a line or a curve.
type GlyphSegment struct {
	Op     sfnt.SegmentOp
	Points []geo.XY // as many points as Op has, in ems from the left end of the baseline, y down
}

// outline returns a glyph's outline, or nil if the font has none.
func (f *face) outline(g sfnt.GlyphIndex) []GlyphSegment {
	loaded, err := f.font.LoadGlyph(&f.buf, g, f.ppem, nil)
	if err != nil {
		return nil
	}
	out := make([]GlyphSegment, len(loaded))
	for i, seg := range loaded {
		positions := 1
		switch seg.Op {
		case sfnt.SegmentOpQuadTo:
			positions = 2
		case sfnt.SegmentOpCubeTo:
			positions = 3
		}
		out[i] = GlyphSegment{Op: seg.Op, Points: make([]geo.XY, positions)}
		for k, p := range seg.Args[:positions] {
			out[i].Points[k] = geo.XY{X: float64(p.X) * f.emPerUnit, Y: float64(p.Y) * f.emPerUnit}
		}
	}
	return out
}

// contours returns a glyph's outline in ems, y down, with curves flattened.
func (f *face) contours(g sfnt.GlyphIndex) [][]geo.XY {
	if c, ok := f.outlines[g]; ok {
		return c
	}
	var out [][]geo.XY
	for _, seg := range f.outline(g) {
		if seg.Op == sfnt.SegmentOpMoveTo {
			out = append(out, []geo.XY{seg.Points[0]})
			continue
		}
		line := &out[len(out)-1]
		from := (*line)[len(*line)-1]
		switch seg.Op {
		case sfnt.SegmentOpLineTo:
			*line = append(*line, seg.Points[0])
		case sfnt.SegmentOpQuadTo:
			*line = appendQuad(*line, from, seg.Points[0], seg.Points[1])
		case sfnt.SegmentOpCubeTo:
			*line = appendCube(*line, from, seg.Points[0], seg.Points[1], seg.Points[2])
		}
	}
	f.outlines[g] = out
	return out
}

// flatness is the maximum deviation of a flattened curve, in ems.
const flatness = 1.0 / 400

func appendQuad(line []geo.XY, a, b, c geo.XY) []geo.XY {
	n := curveSteps(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y) / 4)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		line = append(line,
			geo.XY{X: u*u*a.X + 2*u*t*b.X + t*t*c.X, Y: u*u*a.Y + 2*u*t*b.Y + t*t*c.Y})
	}
	return line
}

func appendCube(line []geo.XY, a, b, c, d geo.XY) []geo.XY {
	n := curveSteps(max(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y),
		math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)) * 0.75)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		line = append(line, geo.XY{
			X: u*u*u*a.X + 3*u*u*t*b.X + 3*u*t*t*c.X + t*t*t*d.X,
			Y: u*u*u*a.Y + 3*u*u*t*b.Y + 3*u*t*t*c.Y + t*t*t*d.Y,
		})
	}
	return line
}

// curveSteps returns the number of chords that keep within flatness of a curve whose middle
// deviates from its chord by sag. n chords divide the deviation by n².
func curveSteps(sag float64) int {
	return min(max(int(math.Ceil(math.Sqrt(sag/flatness))), 1), 16)
}
