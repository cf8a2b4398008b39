// Package palette checks the colours of style.json: texts and shapes must stand out from their
// background, and classes of land must differ under every kind of colour vision and without any
// colour. Only the tool uses it.
package palette

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/scene"
)

// Minimum contrast ratios.
const (
	minTextContrast  = 4.5 // WCAG 2.2, 1.4.3
	minShapeContrast = 3.0 // WCAG 2.2, 1.4.11
	// minClassContrast is for two classes of land that also differ in pattern.
	minClassContrast = 1.35
	// minZoneContrast is for the fills of a scenario's zones, which also differ in hue.
	minZoneContrast = 1.25
)

// Check returns what is wrong with the colours of each theme.
func Check(themes map[string]*scene.Theme) diag.List {
	var problems diag.List
	for _, id := range slices.Sorted(maps.Keys(themes)) {
		c := checker{theme: themes[id], path: "/themes/" + id}
		c.checkTexts()
		c.checkShapes()
		c.checkClasses()
		c.checkPatterns()
		problems = append(problems, c.problems...)
	}
	return problems
}

type checker struct {
	theme    *scene.Theme
	path     string
	problems diag.List
}

func (c *checker) addProblem(path, detail, advice string) {
	c.problems = append(c.problems,
		&diag.Diagnostic{File: assetname.Style, Place: c.path + path, Detail: detail,
			Advice: advice})
}

func (c *checker) fillColor(role string) color.NRGBA { return c.theme.Fills[role].Color }

// plateRole is the fill behind the texts in the corners of the picture.
const plateRole = "plate"

// textBackgrounds lists the fills on which each text role may be drawn. A halo is thin, so a text
// must stand out from both its halo and the fill.
var textBackgrounds = map[string][]string{
	"title": {plateRole}, "situation": {plateRole}, "note": {plateRole}, "source": {plateRole},
	"legend": {plateRole}, "scenario": {plateRole},
	"country": {"land"}, "oblast": {"land"}, "town-1": {"land"}, "town-2": {"land"},
	"town-3": {"land"}, "town-4": {"land"},
	"freeze": {"land"}, "change": {"land"}, "river": {"land"}, "monitoring": {"land"},
	"hub": {"land", "sea"}, "site": {"land", "sea"},
	"neighbour": {"neighbour"}, "town-foreign": {"neighbour"}, "sea": {"sea"},
	"scale": {"sea", "neighbour"},
}

// textsOnHeldLand lists the text roles that are also drawn on held land, with the halo of the role
// "held".
var textsOnHeldLand = []string{"town-1", "town-2", "town-3", "town-4", "held", "site"}

func (c *checker) checkTexts() {
	for _, role := range slices.Sorted(maps.Keys(textBackgrounds)) {
		style, ok := c.theme.Texts[role]
		if !ok {
			continue
		}
		for _, background := range textBackgrounds[role] {
			ground := c.fillColor(background)
			if background == plateRole {
				ground = Over(ground, c.fillColor("neighbour"))
			}
			c.checkText(role, background, style.Color, ground)
			if style.Halo.A > 0 {
				c.checkText(role, "its halo on "+background, style.Color, Over(style.Halo, ground))
			}
		}
	}
	// Labels on land held before 2022 have a text role of their own.
	if style, ok := c.theme.Texts["held-2014"]; ok {
		c.checkText("held-2014", "its halo on held-2014", style.Color,
			Over(style.Halo, c.fillColor("held-2014")))
		c.checkText("held-2014", "held-2014", style.Color, c.fillColor("held-2014"))
	}
	c.checkZoneTexts()
	c.checkTextsOnHeldLand()
}

// checkZoneTexts checks the labels on the fills of a scenario's zones.
func (c *checker) checkZoneTexts() {
	for _, zone := range []string{"government", "russia", "demilitarised", "silent"} {
		role := "zone-" + zone
		if zone == "silent" {
			role = zone
		}
		if style, ok := c.theme.Texts["on-"+zone]; ok {
			c.checkText("on-"+zone, role, style.Color, c.fillColor(role))
		}
	}
}

func (c *checker) checkTextsOnHeldLand() {
	halo := c.theme.Texts["held"].Halo
	if halo.A == 0 {
		halo = c.theme.Texts["oblast"].Halo
	}
	for _, role := range textsOnHeldLand {
		for _, held := range []string{"held-2022", "held-2014"} {
			c.checkText(role, "its halo on "+held, c.theme.Texts[role].Color,
				Over(halo, c.fillColor(held)))
		}
	}
}

func (c *checker) checkText(role, ground string, a, b color.NRGBA) {
	if got := Contrast(a, b); got < minTextContrast {
		c.addProblem("/texts/"+role, fmt.Sprintf("it has a contrast of %.2f on %s", got, ground),
			fmt.Sprintf("choose colours with at least %.1f", minTextContrast))
	}
}

// shapeBackgrounds lists the lines, fills and hatches that must stand out, each with a fill on
// which it is drawn.
var shapeBackgrounds = []struct{ path, ground string }{
	{"/lines/contact", "land"}, {"/lines/contact", "held-2022"}, {"/lines/freeze", "land"},
	{"/lines/contested-edge", "land"},
	{"/lines/border", "land"}, {"/lines/border", "neighbour"}, {"/lines/hub", "land"},
	{"/lines/hub", "sea"}, {"/lines/select", "land"},
	{"/lines/zone-edge", "land"}, {"/lines/change", "land"}, {"/lines/earlier", "land"},
	{"/fills/change/hatch", "zone-government"}, {"/fills/change/hatch", "zone-russia"},
	{"/fills/change/hatch", "zone-demilitarised"}, {"/fills/change/hatch", "land"},
	{"/fills/held-2022", "land"}, {"/fills/held-2014", "land"},
	{"/fills/contested/hatch", "land"},
}

func (c *checker) checkShapes() {
	for _, pair := range shapeBackgrounds {
		shape, ok := c.colorAt(pair.path)
		ground, known := c.theme.Fills[pair.ground]
		if !ok || !known {
			// The theme has no scenarios. LoadThemes checks that no required role is missing.
			continue
		}
		if got := Contrast(shape, ground.Color); got < minShapeContrast {
			c.addProblem(pair.path,
				fmt.Sprintf("it has a contrast of %.2f on %s", got, pair.ground),
				fmt.Sprintf("choose colours with at least %.0f", minShapeContrast))
		}
	}
}

// colorAt returns the colour of "/lines/ROLE", "/fills/ROLE" or "/fills/ROLE/hatch", and whether
// the theme has one.
func (c *checker) colorAt(path string) (color.NRGBA, bool) {
	kind, role, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if kind == "lines" {
		s, ok := c.theme.Lines[role]
		return s.Stroke.Color, ok
	}
	role, hatched := strings.CutSuffix(role, "/hatch")
	s, ok := c.theme.Fills[role]
	if !hatched {
		return s.Color, ok
	}
	if s.Hatch == nil {
		return color.NRGBA{}, false
	}
	return s.Hatch.Color, true
}

// classContrasts lists the shapes that a reader must be able to tell apart, with their minimum
// contrast ratios.
var classContrasts = []struct {
	a, b        string
	minContrast float64
}{
	{"/fills/held-2022", "/fills/land", 2.8}, {"/fills/held-2014", "/fills/land", 2.8},
	{"/fills/held-2022", "/fills/held-2014", minClassContrast},
	{"/fills/contested/hatch", "/fills/land", 2.8},
	{"/lines/contact", "/fills/land", minShapeContrast},
	{"/lines/contact", "/fills/held-2022", 2.5},
	{"/lines/hub", "/fills/land", minShapeContrast}, {"/lines/freeze", "/fills/land", 2.8},
	{"/lines/change", "/fills/land", minShapeContrast},
	// The zones of a scenario differ in lightness. The fills zone-government and silent may be
	// equally light: the first is hatched wherever it is drawn, the second never.
	{"/fills/zone-government", "/fills/land", minZoneContrast},
	{"/fills/silent", "/fills/land", minZoneContrast},
	{"/fills/zone-demilitarised", "/fills/zone-government", minZoneContrast},
	{"/fills/zone-demilitarised", "/fills/silent", minZoneContrast},
	{"/fills/zone-russia", "/fills/zone-demilitarised", minZoneContrast},
	{"/fills/zone-russia", "/fills/silent", minZoneContrast},
	{"/fills/zone-russia", "/fills/zone-government", minZoneContrast},
	{"/fills/change/hatch", "/fills/zone-russia", minShapeContrast},
	{"/fills/change/hatch", "/fills/zone-demilitarised", minShapeContrast},
	{"/fills/change/hatch", "/fills/zone-government", minShapeContrast},
}

// checkClasses checks classContrasts for full colour vision and for each of Deficiencies.
func (c *checker) checkClasses() {
	visions := maps.Clone(Deficiencies)
	visions["full colour vision"] = ColorMatrix{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	for _, vision := range slices.Sorted(maps.Keys(visions)) {
		simulated := func(path string) (color.NRGBA, bool) {
			original, ok := c.colorAt(path)
			return visions[vision].Simulate(original), ok
		}
		for _, pair := range classContrasts {
			a, okA := simulated(pair.a)
			b, okB := simulated(pair.b)
			if got := Contrast(a, b); okA && okB && got < pair.minContrast {
				c.addProblem(pair.a, fmt.Sprintf("with %s it has a contrast of %.2f with %s",
					vision, got, pair.b),
					fmt.Sprintf("choose colours with at least %.2g", pair.minContrast))
			}
		}
	}
}

// checkZoneFills checks that the fills of zones are plain, and that the hatch of land that would
// change sides differs from the hatch of contested land.
func (c *checker) checkZoneFills() {
	for _, role := range []string{"zone-government", "zone-russia", "zone-demilitarised",
		"silent"} {
		if fill, ok := c.theme.Fills[role]; ok && fill.Hatch != nil {
			c.addProblem("/fills/"+role+"/hatch", "a hatch says that control would change",
				"take the hatch out")
		}
	}
	change, contested := c.theme.Fills["change"].Hatch, c.theme.Fills["contested"].Hatch
	if change == nil || contested == nil {
		return
	}
	angle := math.Abs(math.Mod(change.Angle-contested.Angle+270, 180) - 90) // 0 to 90
	if angle < minHatchTurn || change.Spacing < minHatchSpacingRatio*contested.Spacing {
		c.addProblem("/fills/change/hatch", "what would change is hatched like contested land",
			"turn it and set its lines wider apart")
	}
}

// Minimum differences between the hatch of land that would change sides and the hatch of contested
// land: the angle between them in degrees, and the ratio of their spacings.
const (
	minHatchTurn         = 45
	minHatchSpacingRatio = 1.5
)

// checkPatterns checks that classes of land differ without colour, by hatches and dashes.
func (c *checker) checkPatterns() {
	hatch := func(role string) *scene.Hatch { return c.theme.Fills[role].Hatch }
	for _, role := range []string{"held-2014", "contested", "change"} {
		if _, ok := c.theme.Fills[role]; ok && hatch(role) == nil {
			c.addProblem("/fills/"+role, "it differs from other land by colour alone",
				"give it a hatch")
		}
	}
	if hatch("held-2022") != nil {
		c.addProblem("/fills/held-2022/hatch", "land held since 2022 is told by its plain tone",
			"take the hatch out")
	}
	c.checkZoneFills()
	if a, b := hatch("held-2014"), hatch("contested"); a != nil && b != nil && a.Angle == b.Angle {
		c.addProblem("/fills/contested/hatch/angle",
			"contested land is hatched like land held before 2022", "choose another angle")
	}
	noDash := [2]float64{}
	if c.theme.Lines["contact"].Stroke.Dash != noDash {
		c.addProblem("/lines/contact/dash", "the line of contact is dashed like a proposal",
			"take the dash out")
	}
	for _, role := range []string{"freeze", "zone-edge"} {
		if line, ok := c.theme.Lines[role]; ok && line.Stroke.Dash == noDash {
			c.addProblem("/lines/"+role, "a line that is not there looks like one that is",
				"give it a dash")
		}
	}
}
