package palette

import (
	"image/color"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/scene"
	"truceline/internal/story"
)

func TestCommittedPalette(t *testing.T) {
	themes, err := scene.LoadStyles(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if problems := Check(themes); len(problems) > 0 {
		t.Error(problems)
	}
}

// Each row spoils one colour or pattern of the light theme.
func TestCheckNamesThePlace(t *testing.T) {
	good, err := os.ReadFile("../../assets/style.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, path, rule string }{
		{"a pale title", `"title": {"size": 22, "bold": true, "color": "#1f1c19"}`, `"title": {"size": 22, "color": "#aaaaaa"}`, "/themes/light/texts/title", "on plate"},
		{"a pale line of contact", `"contact": {"color": "#740f12"`, `"contact": {"color": "#f0d0d0"`, "/themes/light/lines/contact", "on land"},
		{"pale held land", `"held-2022": {"color": "#c9775d"}`, `"held-2022": {"color": "#f0d8d0"}`, "/themes/light/fills/held-2022", "on land"},
		{"one tone for both kinds of held land", `"held-2022": {"color": "#c9775d"}`, `"held-2022": {"color": "#a9604c"}`, "/themes/light/fills/held-2022", "held-2014"},
		{"a dashed line of contact", `"contact": {"color": "#740f12", "width": 2.2`, `"contact": {"color": "#740f12", "width": 2.2, "dash": [3, 3]`, "/themes/light/lines/contact/dash", "like a proposal"},
		{"contested land like held land", `"width": 1.8, "spacing": 4.5, "angle": 45`, `"width": 1.8, "spacing": 4.5, "angle": -45`, "/themes/light/fills/contested/hatch/angle", "like land held"},
		{"demilitarised land without a pattern", `"zone-demilitarised": {"color": "#ddd3ea", "hatch": {"color": "#a793c6", "width": 1, "spacing": 6, "angle": 0}}`, `"zone-demilitarised": {"color": "#ddd3ea"}`, "/themes/light/fills/zone-demilitarised", "colour alone"},
	} {
		bad := strings.Replace(string(good), c.old, c.new, 1)
		if bad == string(good) {
			t.Fatalf("%s: the style has no %s", c.name, c.old)
		}
		themes, err := scene.LoadStyles(fstest.MapFS{File: {Data: []byte(bad)}})
		if err != nil {
			t.Fatal(err)
		}
		problems := Check(themes)
		if !slices.ContainsFunc(problems, func(p story.Problem) bool {
			return p.File == File && p.Path == c.path && strings.Contains(p.Rule, c.rule) && p.Advice != ""
		}) {
			t.Errorf("%s: want %q at %s, got\n%v", c.name, c.rule, c.path, problems)
		}
	}
}

func TestContrast(t *testing.T) {
	black, white := color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white: %v, want 21", got)
	}
	// The example of WCAG's technique G18: #767676 is the lightest grey with 4.5:1 on white.
	if got := Contrast(color.NRGBA{0x76, 0x76, 0x76, 255}, white); got < 4.5 || got > 4.6 {
		t.Errorf("#767676 on white: %v", got)
	}
	if got := Over(color.NRGBA{255, 255, 255, 128}, black); got.R < 127 || got.R > 129 || got.A != 255 {
		t.Errorf("half white over black: %v", got)
	}
}

// Greys look the same to every eye.
func TestSee(t *testing.T) {
	for eye, m := range Deficiencies {
		for _, v := range []uint8{0, 60, 128, 255} {
			got := m.See(color.NRGBA{v, v, v, 255})
			for _, x := range []uint8{got.R, got.G, got.B} {
				if math.Abs(float64(x)-float64(v)) > 1 {
					t.Errorf("%s: the grey %d looks like %v", eye, v, got)
				}
			}
		}
	}
	red, green := color.NRGBA{200, 60, 60, 255}, color.NRGBA{110, 130, 60, 255}
	m := Deficiencies["deuteranopia"]
	a, b := m.See(red), m.See(green)
	if d := math.Abs(float64(a.R) - float64(b.R)); d > 40 {
		t.Errorf("a red and a green that are hard to tell apart differ by %v", d)
	}
}
