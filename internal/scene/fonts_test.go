package scene

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func testFonts(t *testing.T) *Fonts {
	t.Helper()
	f, err := LoadFonts(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAdvanceGrowsWithSizeAndSpacing(t *testing.T) {
	f := testFonts(t)
	s := TextStyle{Size: 10}
	one := f.Advance("Kyiv", s)
	if one < 15 || one > 30 {
		t.Errorf("Kyiv at 10 px is %v px wide", one)
	}
	s.Size = 20
	if got := f.Advance("Kyiv", s); !almostEqual(got, 2*one, 1e-9) {
		t.Errorf("at twice the size %v, want %v", got, 2*one)
	}
	s.Spacing = 3
	if got := f.Advance("Kyiv", s); !almostEqual(got, 2*one+3*3, 1e-9) {
		t.Errorf("with 3 px between four letters %v, want %v", got, 2*one+9)
	}
	if f.Advance("", s) != 0 {
		t.Error("no text has a width")
	}
}

func TestPairsAreKerned(t *testing.T) {
	f := testFonts(t)
	s := TextStyle{Size: 100}
	pair, separate := f.Advance("AV", s), f.Advance("A", s)+f.Advance("V", s)
	if pair >= separate-1 {
		t.Errorf("AV is %v px wide, A and V are %v: no kerning", pair, separate)
	}
}

func TestOutlineFillsItsAdvance(t *testing.T) {
	f := testFonts(t)
	for _, text := range []string{"Kyiv", "Запоріжжя", "Île-de-France", "6\u202f025 km²"} {
		for _, bold := range []bool{false, true} {
			s := TextStyle{Size: 40, Bold: bold}
			p := f.Outline(text, s)
			width := f.Advance(text, s)
			if len(p.Lines) == 0 || p.Bounds.Min.X < -2 || p.Bounds.Max.X > width+2 ||
				p.Bounds.Width() < 0.8*width {
				t.Errorf("%q: outline from %v to %v, advance %v", text, p.Bounds.Min.X,
					p.Bounds.Max.X, width)
			}
			// an accent on a capital may stand over the line
			if p.Bounds.Min.Y < -40 || p.Bounds.Max.Y > descent*1.1*40 {
				t.Errorf("%q reaches from %v to %v, beyond the line", text, p.Bounds.Min.Y,
					p.Bounds.Max.Y)
			}
		}
	}
}

// TestFontsHaveTheGlyphsOfAllNames looks for missing glyphs, which would be drawn as boxes.
func TestFontsHaveTheGlyphsOfAllNames(t *testing.T) {
	fonts, w := testFonts(t), testWorld(t)
	for _, f := range slices.Concat(w.towns, w.oblasts, w.neighbours, w.seas, w.rivers,
		w.reservoirs) {
		for _, name := range f.names {
			for _, r := range name + strings.ToUpper(name) {
				if fonts.regular.glyph(r).index == 0 || fonts.bold.glyph(r).index == 0 {
					t.Errorf("%s: the font has no %q", name, r)
				}
			}
		}
	}
}

func TestLoadFontsNamesABrokenFile(t *testing.T) {
	files := fstest.MapFS{FontRegular: {Data: []byte("no font")},
		FontBold: {Data: []byte("no font")}}
	if _, err := LoadFonts(files); err == nil ||
		!strings.Contains(err.Error(), "fonts/LibreFranklin") {
		t.Errorf("error %v does not name the file", err)
	}
}
