package scene

import (
	"image/color"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/jsonlite/jsonlitetest"
)

// luminance returns the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// composite returns a colour over an opaque one.
func composite(top, bottom color.NRGBA) color.NRGBA {
	a := float64(top.A) / 255
	mix := func(t, b uint8) uint8 { return uint8(math.Round(float64(t)*a + float64(b)*(1-a))) }
	return color.NRGBA{mix(top.R, bottom.R), mix(top.G, bottom.G), mix(top.B, bottom.B), 255}
}

func testStyles(t *testing.T) map[string]*Theme {
	t.Helper()
	styles, err := LoadThemes(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return styles
}

func TestTextsHaveEnoughContrast(t *testing.T) {
	for name, theme := range testStyles(t) {
		plate := composite(theme.Fills["plate"].Color, theme.Fills["neighbour"].Color)
		// A halo replaces the background. If it is thin or transparent, the map's background counts
		// as well.
		backgrounds := map[string][]color.NRGBA{
			"title": {plate}, "situation": {plate}, "note": {plate}, "source": {plate},
			"legend":  {plate},
			"country": {theme.Fills["land"].Color}, "oblast": {theme.Fills["land"].Color},
			"neighbour":    {theme.Fills["neighbour"].Color},
			"town-foreign": {theme.Fills["neighbour"].Color},
			"sea":          {theme.Fills["sea"].Color},
			"scale":        {theme.Fills["sea"].Color, theme.Fills["neighbour"].Color},
			"freeze":       {theme.Fills["land"].Color},
			"hub":          {theme.Fills["land"].Color, theme.Fills["sea"].Color},
			"town-1":       {theme.Fills["land"].Color}, "town-2": {theme.Fills["land"].Color},
			"town-3": {theme.Fills["land"].Color}, "town-4": {theme.Fills["land"].Color},
		}
		for role, list := range backgrounds {
			s := theme.Texts[role]
			for _, background := range list {
				got := min(contrast(s.Color, background),
					contrast(s.Color, composite(s.Halo, background)))
				if got < 4.5 {
					t.Errorf("%s: text %q has contrast %.2f on %v, want 4.5", name, role, got,
						background)
				}
			}
		}
		for _, held := range []string{"held-2022", "held-2014"} {
			background := theme.Fills[held].Color
			for _, role := range []string{"town-1", "town-2", "town-3", "town-4", "held"} {
				s := theme.Texts[role]
				halo := theme.Texts["held"].Halo
				if halo.A == 0 {
					halo = s.Halo
				}
				if halo.A == 0 {
					halo = theme.Texts["oblast"].Halo
				}
				if got := contrast(s.Color, composite(halo, background)); got < 4.5 {
					t.Errorf("%s: text %q has contrast %.2f in its halo on %s, want 4.5", name,
						role, got, held)
				}
			}
		}
	}
}

func TestGraphicsHaveEnoughContrast(t *testing.T) {
	for name, theme := range testStyles(t) {
		land, sea := theme.Fills["land"].Color, theme.Fills["sea"].Color
		line := func(role string) color.NRGBA { return theme.Lines[role].Stroke.Color }
		for _, c := range []struct {
			what string
			a, b color.NRGBA
		}{
			{"held since 2022 on land", theme.Fills["held-2022"].Color, land},
			{"held before 2022 on land", theme.Fills["held-2014"].Color, land},
			{"hatch of contested land", theme.Fills["contested"].Hatch.Color, land},
			{"edge of contested land", line("contested-edge"), land},
			{"line of contact on land", line("contact"), land},
			{"line of contact on held land", line("contact"), theme.Fills["held-2022"].Color},
			{"freeze on land", line("freeze"), land},
			{"border on neighbours", line("border"), theme.Fills["neighbour"].Color},
			{"border on land", line("border"), land},
			{"hub's edge on land", line("hub"), land},
			{"hub's edge on the sea", line("hub"), sea},
			{"selection on land", line("select"), land},
		} {
			if got := contrast(c.a, c.b); got < 3 {
				t.Errorf("%s: %s has contrast %.2f, want 3", name, c.what, got)
			}
		}
	}
}

// TestClassesDifferWithoutColour checks that classes of land differ in tone or pattern, for readers
// who see no colour.
func TestClassesDifferWithoutColour(t *testing.T) {
	for name, theme := range testStyles(t) {
		since, before := theme.Fills["held-2022"], theme.Fills["held-2014"]
		if got := contrast(since.Color, before.Color); got < 1.4 {
			t.Errorf("%s: the two tones of held land have contrast %.2f, want 1.4", name, got)
		}
		if since.Hatch != nil || before.Hatch == nil || theme.Fills["contested"].Hatch == nil {
			t.Errorf("%s: held before is hatched, held since is not, contested is", name)
		} else if before.Hatch.Angle == theme.Fills["contested"].Hatch.Angle {
			t.Errorf("%s: held before and contested are hatched the same way", name)
		}
		if theme.Lines["contact"].Stroke.Dash != [2]float64{} ||
			theme.Lines["freeze"].Stroke.Dash == [2]float64{} {
			t.Errorf("%s: the line of contact is whole, a proposed one is dashed", name)
		}
	}
}

func TestLoadThemesNamesTheFault(t *testing.T) {
	good, err := os.ReadFile("../../assets/style.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"a colour", `"sea": {"color": "#`, `"sea": {"color": "x`, "no colour"},
		{"a missing role", `"land":`, `"lend":`, `"land" is missing`},
		{"a missing theme", `"dark":`, `"dusk":`, `"dark" is missing`},
		{"a hatch without spacing", `"spacing": 4.5`, `"spacing": 0`, "hatch"},
	} {
		bad := strings.Replace(string(good), c.old, c.new, 1)
		if _, err := LoadThemes(fstest.MapFS{"style.json": {Data: []byte(bad)}}); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that says %q", c.name, err, c.want)
		}
	}
}

// deficiencies are matrices that simulate vision without one kind of cones, in linear RGB, by
// Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision
// Deficiency (2009), severity 1.
var deficiencies = map[string][3][3]float64{
	"protanopia": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881}},
	"tritanopia": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900}},
}

func simulate(m [3][3]float64, c color.NRGBA) color.NRGBA {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var out [3]uint8
	for i, row := range m {
		v := min(max(row[0]*in[0]+row[1]*in[1]+row[2]*in[2], 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = uint8(math.Round(v * 255))
	}
	return color.NRGBA{out[0], out[1], out[2], c.A}
}

func TestClassesDifferWithColourBlindness(t *testing.T) {
	for name, theme := range testStyles(t) {
		for eye, m := range deficiencies {
			see := func(c color.NRGBA) color.NRGBA { return simulate(m, c) }
			land, since, before := see(theme.Fills["land"].Color),
				see(theme.Fills["held-2022"].Color), see(theme.Fills["held-2014"].Color)
			contact := see(theme.Lines["contact"].Stroke.Color)
			for what, got := range map[string]float64{
				"held since 2022 and land":   contrast(since, land) / 2.8,
				"held before 2022 and land":  contrast(before, land) / 2.8,
				"held since and before 2022": contrast(since, before) / 1.35,
				"line of contact and land":   contrast(contact, land) / 3,
				"line of contact and held":   contrast(contact, since) / 2.5,
				"contested and land": contrast(see(theme.Fills["contested"].Hatch.Color),
					land) / 2.8,
				"hub's edge and land": contrast(see(theme.Lines["hub"].Stroke.Color),
					land) / 3,
				"the line of a freeze and land": contrast(see(theme.Lines["freeze"].Stroke.Color),
					land) / 2.8,
			} {
				if got < 1 {
					t.Errorf("%s, %s: %s differ by %.0f %% of what they should", name, eye, what,
						100*got)
				}
			}
		}
	}
}

// TestThemesAndTownsNeedNoStandardDecoders checks that internal/jsonlite reads both like
// encoding/json and encoding/csv, which the page's program leaves out (see docs/decisions/0007).
func TestThemesAndTownsNeedNoStandardDecoders(t *testing.T) {
	jsonlitetest.AssertMatchesStdlib[styleDoc](t, os.DirFS("../../assets"), "style.json")
	towns, err := os.ReadFile("../../assets/towns.csv")
	if err != nil || strings.Contains(string(towns), `"`) {
		t.Errorf("towns.csv: %v, or it has quotes, for which internal/jsonlite needs encoding/csv",
			err)
	}
}
