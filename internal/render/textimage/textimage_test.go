package textimage

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"truceline/internal/scene"
)

func loadFonts(t testing.TB) *scene.Fonts {
	t.Helper()
	f, err := scene.LoadFonts(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var testStyle = scene.TextStyle{Size: 14, Color: color.NRGBA{10, 20, 30, 255},
	Halo: color.NRGBA{250, 240, 230, 255}, HaloWidth: 2}

func TestDistanceFieldAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		img := image.NewAlpha(image.Rect(0, 0, 5+r.IntN(40), 5+r.IntN(30)))
		for range 1 + r.IntN(12) {
			img.Pix[r.IntN(len(img.Pix))] = uint8(255 * r.IntN(2))
		}
		got := distanceField(img)
		w := img.Rect.Dx()
		for i := range img.Pix {
			want := unreachable
			for j, a := range img.Pix {
				if a == 255 {
					want = min(want, math.Hypot(float64(i%w-j%w), float64(i/w-j/w)))
				}
			}
			if want < unreachable && math.Abs(got[i]-want) > 1e-6 {
				t.Fatalf("pixel %d: distance %v, want %v", i, got[i], want)
			}
		}
	}
}

func TestHaloSurroundsGlyphs(t *testing.T) {
	for _, ratio := range []float64{1, 1.5, 2, 3} {
		with := Draw(loadFonts(t), "l", testStyle, ratio, 0, 0)
		bare := testStyle
		bare.Halo.A = 0
		without := Draw(loadFonts(t), "l", bare, ratio, 0, 0)
		reach := func(result Result) (left, right int) {
			y := result.Image.Rect.Dy() / 2
			left, right = math.MaxInt, math.MinInt
			for x := range result.Image.Rect.Dx() {
				if result.Image.NRGBAAt(x, y).A > 127 {
					left, right = min(left, x+result.X), max(right, x+result.X)
				}
			}
			return left, right
		}
		l0, r0 := reach(without)
		l1, r1 := reach(with)
		want := testStyle.HaloWidth * ratio
		if math.Abs(float64(l0-l1)-want) > 1.01 || math.Abs(float64(r1-r0)-want) > 1.01 {
			t.Errorf("ratio %v: the halo reaches %d and %d pixels beyond the letter, want %v",
				ratio, l0-l1, r1-r0, want)
		}
	}
}

func TestBlankTextHasNoImage(t *testing.T) {
	for _, text := range []string{"", " ", "\u00a0"} {
		if result := Draw(loadFonts(t), text, testStyle, 2, 0, 0); result.Image != nil {
			t.Errorf("%q has an image", text)
		}
	}
}

func TestGlyphColor(t *testing.T) {
	result := Draw(loadFonts(t), "█H", testStyle, 3, 0, 0)
	found := false
	for i := 0; i < len(result.Image.Pix); i += 4 {
		pixel := [4]uint8(result.Image.Pix[i:])
		found = found || pixel == [4]uint8{10, 20, 30, 255}
	}
	if !found {
		t.Error("no pixel has the colour of the letters")
	}
}

func BenchmarkDraw(b *testing.B) {
	f := loadFonts(b)
	b.ReportAllocs()
	for b.Loop() {
		Draw(f, "Zaporizhzhia", testStyle, 2, 0, 0)
	}
}
