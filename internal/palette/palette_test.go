package palette

import (
	"cmp"
	"image/color"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/scene"
)

func TestCommittedPalette(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if problems := Check(themes); len(problems) > 0 {
		t.Error(problems)
	}
}

// Each row breaks one colour or pattern of the light theme.
func TestCheckNamesThePlace(t *testing.T) {
	good, err := os.ReadFile("../../assets/style.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, path, rule string }{
		{"a pale title", `"title": {"size": 22, "bold": true, "color": "#1f1c19"}`,
			`"title": {"size": 22, "color": "#aaaaaa"}`, "/themes/light/texts/title", "on plate"},
		{"a pale line of contact", `"contact": {"color": "#740f12"`,
			`"contact": {"color": "#f0d0d0"`, "/themes/light/lines/contact", "on land"},
		{"pale held land", `"held-2022": {"color": "#c9775d"}`, `"held-2022": {"color": "#f0d8d0"}`,
			"/themes/light/fills/held-2022", "on land"},
		{"one tone for both kinds of held land", `"held-2022": {"color": "#c9775d"}`,
			`"held-2022": {"color": "#a9604c"}`, "/themes/light/fills/held-2022", "held-2014"},
		{"a dashed line of contact", `"contact": {"color": "#740f12", "width": 2.2`,
			`"contact": {"color": "#740f12", "width": 2.2, "dash": [3, 3]`,
			"/themes/light/lines/contact/dash", "like a proposal"},
		{"contested land like held land", `"width": 1.8, "spacing": 4.5, "angle": 45`,
			`"width": 1.8, "spacing": 4.5, "angle": -45`,
			"/themes/light/fills/contested/hatch/angle", "like land held"},
		{"land that would be demilitarised with a hatch",
			`"zone-demilitarised": {"color": "#bdb3d3"}`,
			`"zone-demilitarised": {"color": "#bdb3d3", "hatch": {"color": "#a793c6", "width": 1, "spacing": 6, "angle": 0}}`, "/themes/light/fills/zone-demilitarised/hatch", "would change"},
		{"one tone for two zones", `"zone-russia": {"color": "#ce8b75"}`,
			`"zone-russia": {"color": "#e6bfae"}`, "/themes/light/fills/zone-russia",
			"zone-demilitarised"},
		{"changes without a hatch",
			`"change": {"color": "#00000000", "hatch": {"color": "#4b4248", "width": 1, "spacing": 7.5, "angle": -60}}`, `"change": {"color": "#bdb3d3"}`, "/themes/light/fills/change", "colour alone"},
		{"changes hatched like contested land", `"spacing": 7.5, "angle": -60`,
			`"spacing": 7.5, "angle": 30`, "/themes/light/fills/change/hatch",
			"like contested land"},
		{"a pale hatch of changes", `"hatch": {"color": "#4b4248"`, `"hatch": {"color": "#a9a0a6"`,
			"/themes/light/fills/change/hatch", "on zone-russia"},
	} {
		bad := strings.Replace(string(good), c.old, c.new, 1)
		if bad == string(good) {
			t.Fatalf("%s: the style has no %s", c.name, c.old)
		}
		themes, err := scene.LoadThemes(fstest.MapFS{assetname.Style: {Data: []byte(bad)}})
		if err != nil {
			t.Fatal(err)
		}
		problems := Check(themes)
		if !slices.ContainsFunc(problems, func(p *diag.Diagnostic) bool {
			return p.File == assetname.Style && p.Place == c.path &&
				strings.Contains(p.Detail, c.rule) && p.Advice != ""
		}) {
			t.Errorf("%s: want %q at %s, got\n%v", c.name, c.rule, c.path, problems)
		}
	}
}

// Both themes give the classes of control the same order of contrast with the land and of
// colourfulness. In neither is land held before 2022 much more conspicuous than land held since.
func TestThemesOrderClassesAlike(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	order := func(theme *scene.Theme) (list []string) {
		contrasts := map[string]float64{
			"held-2022": 0, "held-2014": 0,
			"contested": Contrast(theme.Fills["contested"].Hatch.Color, theme.Fills["land"].Color),
		}
		for _, role := range []string{"held-2022", "held-2014"} {
			contrasts[role] = Contrast(theme.Fills[role].Color, theme.Fills["land"].Color)
			list = append(list, role)
		}
		list = append(list, "contested")
		slices.SortFunc(list,
			func(a, b string) int { return cmp.Compare(contrasts[a], contrasts[b]) })
		return list
	}
	light, dark := themes["light"], themes["dark"]
	if a, b := order(light), order(dark); !slices.Equal(a, b) {
		t.Errorf("light %v, dark %v", a, b)
	}
	step := func(theme *scene.Theme) float64 {
		return Contrast(theme.Fills["held-2014"].Color, theme.Fills["held-2022"].Color)
	}
	if step(dark) > step(light) {
		t.Errorf("land held before 2022 is louder by %.2f in the dark, by %.2f in the light",
			step(dark), step(light))
	}
	for id, theme := range themes {
		if a, b := chroma(theme.Fills["held-2014"].Color),
			chroma(theme.Fills["held-2022"].Color); a >= b {
			t.Errorf("%s: land held before 2022 has more colour (%.1f) than land held since (%.1f)",
				id, a, b)
		}
	}
}

// In the dark theme Ukraine, its neighbours and the sea differ in lightness (CIE L*).
func TestDarkThemeSeparatesBackgrounds(t *testing.T) {
	themes, err := scene.LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	const minDifference = 6
	fills := themes["dark"].Fills
	land, _, _ := lab(fills["land"].Color)
	neighbour, _, _ := lab(fills["neighbour"].Color)
	sea, _, _ := lab(fills["sea"].Color)
	if land-neighbour < minDifference || neighbour-sea < minDifference {
		t.Errorf("land %.1f, neighbours %.1f, sea %.1f", land, neighbour, sea)
	}
}

// lab returns a colour in CIE L*a*b* for the white point of sRGB (D65).
func lab(c color.NRGBA) (l, a, b float64) {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	red, green, blue := linear(c.R), linear(c.G), linear(c.B)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124*red + 0.3576*green + 0.1805*blue) / 0.95047)
	y := f(0.2126*red + 0.7152*green + 0.0722*blue)
	z := f((0.0193*red + 0.1192*green + 0.9505*blue) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

func chroma(c color.NRGBA) float64 {
	_, a, b := lab(c)
	return math.Hypot(a, b)
}

func TestContrast(t *testing.T) {
	black, white := color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white: %v, want 21", got)
	}
	// WCAG's technique G18 has this example: #767676 is the lightest grey with 4.5:1 on white.
	if got := Contrast(color.NRGBA{0x76, 0x76, 0x76, 255}, white); got < 4.5 || got > 4.6 {
		t.Errorf("#767676 on white: %v", got)
	}
	if got := Over(color.NRGBA{255, 255, 255, 128}, black); got.R < 127 || got.R > 129 ||
		got.A != 255 {
		t.Errorf("half white over black: %v", got)
	}
}

// A deficiency leaves greys unchanged.
func TestSimulateKeepsGreys(t *testing.T) {
	for deficiency, matrix := range Deficiencies {
		for _, v := range []uint8{0, 60, 128, 255} {
			got := matrix.Simulate(color.NRGBA{v, v, v, 255})
			for _, x := range []uint8{got.R, got.G, got.B} {
				if math.Abs(float64(x)-float64(v)) > 1 {
					t.Errorf("%s: the grey %d looks like %v", deficiency, v, got)
				}
			}
		}
	}
	red, green := color.NRGBA{200, 60, 60, 255}, color.NRGBA{110, 130, 60, 255}
	matrix := Deficiencies["deuteranopia"]
	a, b := matrix.Simulate(red), matrix.Simulate(green)
	if d := math.Abs(float64(a.R) - float64(b.R)); d > 40 {
		t.Errorf("a red and a green that are hard to tell apart differ by %v", d)
	}
}
