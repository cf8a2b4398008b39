package staticmap

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

// forEachCommand calls yield for each command of path data and its numbers. Repeated commands are
// passed one by one.
func forEachCommand(t *testing.T, d string, yield func(command byte, numbers []int)) {
	t.Helper()
	for _, part := range commandPattern.FindAllString(d, -1) {
		var numbers []int
		for _, text := range numberPattern.FindAllString(part, -1) {
			v, err := strconv.Atoi(text)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, v)
		}
		command := part[0]
		if command == 'z' {
			yield(command, nil)
			continue
		}
		count := map[byte]int{'M': 2, 'm': 2, 'l': 2, 'q': 4, 'v': 1, 'h': 1}[command]
		if count == 0 || len(numbers) == 0 || len(numbers)%count != 0 {
			t.Fatalf("%q: not that many numbers", part)
		}
		for ; len(numbers) > 0; numbers = numbers[count:] {
			yield(command, numbers[:count])
		}
	}
}

// pathBounds returns the bounds of path data in units.
func pathBounds(t *testing.T, d string) (x0, y0, x1, y1 float64) {
	t.Helper()
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	var x, y, startX, startY float64
	extend := func(px, py float64) {
		x0, y0, x1, y1 = min(x0, px), min(y0, py), max(x1, px), max(y1, py)
	}
	forEachCommand(t, d, func(command byte, numbers []int) {
		var n [4]float64
		for i, v := range numbers {
			n[i] = float64(v)
		}
		switch command {
		case 'z':
			x, y = startX, startY
			return
		case 'M':
			x, y = n[0], n[1]
		case 'v':
			y += n[0]
		case 'h':
			x += n[0]
		case 'q':
			for u := 0.1; u < 1; u += 0.1 {
				extend(x+2*u*(1-u)*n[0]+u*u*n[2], y+2*u*(1-u)*n[1]+u*u*n[3])
			}
			x, y = x+n[2], y+n[3]
		case 'm', 'l':
			x, y = x+n[0], y+n[1]
		}
		if command == 'M' || command == 'm' {
			startX, startY = x, y
		}
		extend(x, y)
	})
	return x0, y0, x1, y1
}

func TestTextOutlinesMatchFont(t *testing.T) {
	fonts, err := scene.LoadFonts(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	s := &Map{style: &Style{fonts: fonts}}
	for _, bold := range []bool{false, true} {
		style := scene.TextStyle{Size: 14, Bold: bold}
		for _, text := range []string{"Situation on 6 January 2026", "Zaporizhzhia", "Запоріжжя",
			"Єнакієве, Їжакове", "Hôtels près d’Évry à 19,2 %", "o", "8", "&"} {
			outlines := s.outlines
			k := s.outlineIndex(text, style)
			if k != len(outlines) {
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
