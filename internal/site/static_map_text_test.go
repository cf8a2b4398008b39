package site

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"

	"truceline/internal/scene"
)

var (
	commandPattern = regexp.MustCompile(`[a-zA-Z][^a-zA-Z]*`)
	numberPattern  = regexp.MustCompile(`-?\d+`)
)

// pathBounds reads path data as a browser does and gives its bounds in units.
func pathBounds(t *testing.T, d string) (x0, y0, x1, y1 float64) {
	t.Helper()
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	var x, y, startX, startY float64
	for _, part := range commandPattern.FindAllString(d, -1) {
		var n []float64
		for _, text := range numberPattern.FindAllString(part, -1) {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, v)
		}
		step := map[byte]int{'M': 2, 'm': 2, 'l': 2, 'q': 4, 'v': 1, 'h': 1, 'z': 1}[part[0]]
		if step == 0 || part[0] != 'z' && (len(n) == 0 || len(n)%step != 0) {
			t.Fatalf("%q: not that many numbers", part)
		}
		if part[0] == 'z' {
			x, y = startX, startY
			continue
		}
		for ; len(n) > 0; n = n[step:] {
			switch part[0] {
			case 'M':
				x, y = n[0], n[1]
			case 'v':
				y += n[0]
			case 'h':
				x += n[0]
			case 'q':
				for u := 0.1; u < 1; u += 0.1 {
					px, py := x+2*u*(1-u)*n[0]+u*u*n[2], y+2*u*(1-u)*n[1]+u*u*n[3]
					x0, y0, x1, y1 = min(x0, px), min(y0, py), max(x1, px), max(y1, py)
				}
				x, y = x+n[2], y+n[3]
			case 'm', 'l':
				x, y = x+n[0], y+n[1]
			}
			if part[0] == 'M' || part[0] == 'm' {
				startX, startY = x, y
			}
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	return x0, y0, x1, y1
}

func TestLettersOfAPictureAreThoseOfTheFont(t *testing.T) {
	fonts, err := scene.LoadFonts(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	s := &staticMap{style: &staticMapStyle{fonts: fonts}}
	for _, bold := range []bool{false, true} {
		style := scene.TextStyle{Size: 14, Bold: bold}
		for _, text := range []string{"Situation on 6 January 2026", "Zaporizhzhia", "Запоріжжя",
			"Єнакієве, Їжакове", "Hôtels près d’Évry à 19,2 %", "o", "8", "&"} {
			got := s.outlines
			k := s.outlineIndex(text, style)
			if k != len(got) {
				t.Fatalf("%q is drawn already", text)
			}
			if again := s.outlineIndex(text, style); again != k {
				t.Errorf("%q is drawn twice", text)
			}
			scale := style.Size / glyphUnitsPerEm
			x0, y0, x1, y1 := pathBounds(t, s.outlines[k].glyphs)
			want := fonts.Outline(text, style).Bounds
			for i, pair := range [][2]float64{{x0 * scale, want.Min.X}, {y0 * scale, want.Min.Y},
				{x1 * scale, want.Max.X}, {y1 * scale, want.Max.Y}} {
				if math.Abs(pair[0]-pair[1]) > 0.25 {
					t.Errorf("%q, bold %t, side %d: %.2f px, in the font %.2f", text, bold, i,
						pair[0], pair[1])
				}
			}
		}
	}
}
