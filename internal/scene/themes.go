package scene

import (
	"encoding/hex"
	"fmt"
	"image/color"
	"io/fs"
	"iter"
	"maps"
	"strings"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/jsonlite"
	"truceline/internal/story"
)

// Theme is a set of styles by the role of a feature or text. Swatches of the legend are named by
// the same roles.
type Theme struct {
	Fills map[string]FillStyle
	Lines map[string]LineStyle
	Texts map[string]TextStyle
}

// LineStyle is a stroke with a wider casing under it for lines that must stand out.
type LineStyle struct {
	Stroke, Casing StrokeStyle
}

// LoadThemes reads the themes of style.json. Its errors name the file, the theme and the role.
func LoadThemes(fsys fs.FS) (map[string]*Theme, error) {
	const name = assetname.Style
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var doc styleDoc
	if err := jsonlite.Unmarshal(data, &doc); err != nil {
		return nil, diag.InFile(name, err)
	}
	themes := map[string]*Theme{}
	for id, t := range doc.Themes {
		theme, err := t.toTheme()
		if err != nil {
			return nil, fmt.Errorf("%s: theme %q: %w", name, id, err)
		}
		themes[id] = theme
	}
	for _, id := range []string{"light", "dark"} {
		if themes[id] == nil {
			return nil, fmt.Errorf("%s: theme %q is missing", name, id)
		}
	}
	return themes, nil
}

// styleDoc is the JSON document style.json.
type styleDoc struct {
	Themes map[string]themeDoc `json:"themes"`
}

// themeDoc is a theme in style.json.
type themeDoc struct {
	Fills map[string]struct {
		Color hexColor  `json:"color"`
		Hatch *hatchDoc `json:"hatch"`
	} `json:"fills"`
	Lines map[string]struct {
		strokeDoc
		Casing strokeDoc `json:"casing"`
	} `json:"lines"`
	Texts map[string]struct {
		Size      float64  `json:"size"`
		Bold      bool     `json:"bold"`
		Spacing   float64  `json:"spacing"`
		Color     hexColor `json:"color"`
		Halo      hexColor `json:"halo"`
		HaloWidth float64  `json:"halo_width"`
	} `json:"texts"`
}

type hatchDoc struct {
	Color   hexColor `json:"color"`
	Width   float64  `json:"width"`
	Spacing float64  `json:"spacing"`
	Angle   float64  `json:"angle"`
}

type strokeDoc struct {
	Color hexColor   `json:"color"`
	Width float64    `json:"width"`
	Dash  [2]float64 `json:"dash"`
}

func (d strokeDoc) toStyle(role string, casing bool) StrokeStyle {
	return StrokeStyle{Role: role, Casing: casing, Color: color.NRGBA(d.Color), Width: d.Width,
		Dash: d.Dash}
}

// roles yields the names of all roles, which become parts of ids and of style sheets.
func (d themeDoc) roles() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, names := range []iter.Seq[string]{maps.Keys(d.Fills), maps.Keys(d.Lines),
			maps.Keys(d.Texts)} {
			for name := range names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

func invalidInRole(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }

func (d themeDoc) toTheme() (*Theme, error) {
	t := &Theme{Fills: map[string]FillStyle{}, Lines: map[string]LineStyle{},
		Texts: map[string]TextStyle{}}
	for role := range d.roles() {
		if strings.ContainsFunc(role, invalidInRole) {
			return nil,
				fmt.Errorf("%q is no name for a role: small letters, digits and hyphens", role)
		}
	}
	for role, f := range d.Fills {
		s := FillStyle{Role: role, Color: color.NRGBA(f.Color)}
		if h := f.Hatch; h != nil {
			if h.Spacing <= 0 || h.Width <= 0 {
				return nil, fmt.Errorf("fill %q: a hatch needs a width and a spacing above 0", role)
			}
			s.Hatch = &Hatch{Color: color.NRGBA(h.Color), Width: h.Width, Spacing: h.Spacing,
				Angle: h.Angle}
		}
		t.Fills[role] = s
	}
	for role, l := range d.Lines {
		t.Lines[role] = LineStyle{Stroke: l.toStyle(role, false),
			Casing: l.Casing.toStyle(role, true)}
	}
	for role, s := range d.Texts {
		t.Texts[role] = TextStyle{Role: role, HaloRole: role, Size: s.Size, Bold: s.Bold,
			Spacing: s.Spacing, Color: color.NRGBA(s.Color),
			Halo: color.NRGBA(s.Halo), HaloWidth: s.HaloWidth}
	}
	if err := t.checkComplete(); err != nil {
		return nil, err
	}
	t.addDerivedRoles()
	return t, nil
}

// addDerivedRoles adds the styles that follow from others. Land that would change to a zone has the
// zone's fill with the hatch of changes over it. Texts on a zone have a halo of its colour.
func (t *Theme) addDerivedRoles() {
	for _, zone := range story.Zones() {
		if zone == story.ZoneContested {
			continue
		}
		fill := t.Fills[zoneFillRole(zone)]
		fill.Role, fill.Hatch = changeFillRole(zone), t.Fills["change"].Hatch
		t.Fills[fill.Role] = fill
		t.addTextOn(zoneTextRole(zone), "change", fill.Color)
	}
	t.addTextOn(unspecifiedTextRole, "silent", t.Fills["silent"].Color)
}

// addTextOn adds the text role of texts on a background: the style of another role with a wide halo
// of the background's colour, which covers hatches.
func (t *Theme) addTextOn(role, from string, background color.NRGBA) {
	s := t.Texts[from]
	s.Role, s.HaloRole, s.Halo, s.HaloWidth = role, role, background, max(s.HaloWidth, 3)
	t.Texts[role] = s
}

// setColor gives a text the colour of another style.
func (s *TextStyle) setColor(from TextStyle) { s.Role, s.Color = from.Role, from.Color }

// setHalo gives a text the halo of another style, in its own width.
func (s *TextStyle) setHalo(from TextStyle) { s.HaloRole, s.Halo = from.HaloRole, from.Halo }

// Roles of a zone's land, of land that would change to it, and of texts on either.
func zoneFillRole(z story.Zone) string   { return "zone-" + string(z) }
func changeFillRole(z story.Zone) string { return "to-" + string(z) }
func zoneTextRole(z story.Zone) string   { return "on-" + string(z) }

// unspecifiedTextRole is the role of texts on land that a plan does not mention.
const unspecifiedTextRole = "on-silent"

// checkComplete checks that the theme defines the roles of all layers.
func (t *Theme) checkComplete() error {
	for i := range layers {
		l := &layers[i]
		for _, role := range l.fills {
			if _, ok := t.Fills[role]; !ok {
				return fmt.Errorf("fill %q is missing", role)
			}
		}
		for _, role := range append([]string{l.edge}, l.lines...) {
			if _, ok := t.Lines[role]; !ok && role != "" {
				return fmt.Errorf("line %q is missing", role)
			}
		}
		for _, role := range l.texts {
			if s, ok := t.Texts[role]; !ok || s.Size <= 0 {
				return fmt.Errorf("text %q is missing or has no size", role)
			}
		}
	}
	return nil
}

// hexColor is a colour written as "#rrggbb" or "#rrggbbaa".
type hexColor color.NRGBA

// UnmarshalText parses a colour. An empty text is the transparent zero value.
func (c *hexColor) UnmarshalText(text []byte) error {
	s := string(text)
	if s == "" {
		*c = hexColor{}
		return nil
	}
	b, err := hex.DecodeString(strings.TrimPrefix(s, "#"))
	if err != nil || len(b) != 3 && len(b) != 4 || s[0] != '#' {
		return fmt.Errorf("%q is no colour: write #rrggbb or #rrggbbaa", s)
	}
	*c = hexColor{R: b[0], G: b[1], B: b[2], A: 255}
	if len(b) == 4 {
		c.A = b[3]
	}
	return nil
}
