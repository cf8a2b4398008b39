// Package palette checks the colours of style.json: texts and shapes stand out from their ground,
// and the classes of land differ for every eye and without colour. It is for the tool.
package palette

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"slices"
	"strings"

	"truceline/internal/scene"
	"truceline/internal/story"
)

// File is the document whose colours are checked, relative to the assets.
const File = "style.json"

// The contrasts of WCAG 2.2 (1.4.3 and 1.4.11), and the least between two classes of land that also
// differ in pattern.
const (
	minTextContrast  = 4.5
	minShapeContrast = 3.0
	minClassContrast = 1.35
	// minZoneContrast is that between the fills that say who would hold land, which also differ in
	// hue.
	minZoneContrast = 1.25
)

// Check returns what is wrong with the colours of each theme.
func Check(themes map[string]*scene.Theme) story.Problems {
	var problems story.Problems
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
	problems story.Problems
}

func (c *checker) addProblem(path, rule, advice string) {
	c.problems = append(c.problems,
		story.Problem{File: File, Path: c.path + path, Rule: rule, Advice: advice})
}

func (c *checker) fillColor(role string) color.NRGBA { return c.theme.Fills[role].Color }

// plateRole is the ground of what stands in the corners.
const plateRole = "plate"

// textBackgrounds are the fills over which a text may stand. Halos are thin, so a text stands out
// from both.
var textBackgrounds = map[string][]string{
	"title": {plateRole}, "situation": {plateRole}, "note": {plateRole}, "source": {plateRole},
	"legend": {plateRole}, "scenario": {plateRole},
	"country": {"land"}, "oblast": {"land"}, "town-1": {"land"}, "town-2": {"land"},
	"town-3": {"land"}, "town-4": {"land"},
	"freeze": {"land"}, "change": {"land"}, "river": {"land"}, "monitoring": {"land"},
	"hub":       {"land", "sea"},
	"neighbour": {"neighbour"}, "town-foreign": {"neighbour"}, "sea": {"sea"},
	"scale": {"sea", "neighbour"},
}

// textsOnHeldLand are the texts that stand on held land, where the halo of the role held surrounds
// them.
var textsOnHeldLand = []string{"town-1", "town-2", "town-3", "town-4", "held"}

func (c *checker) checkTexts() {
	for _, role := range slices.Sorted(maps.Keys(textBackgrounds)) {
		s, ok := c.theme.Texts[role]
		if !ok {
			continue
		}
		for _, name := range textBackgrounds[role] {
			ground := c.fillColor(name)
			if name == plateRole {
				ground = Over(ground, c.fillColor("neighbour"))
			}
			c.checkText(role, name, s.Color, ground)
			if s.Halo.A > 0 {
				c.checkText(role, "its halo on "+name, s.Color, Over(s.Halo, ground))
			}
		}
	}
	halo := c.theme.Texts["held"].Halo
	if halo.A == 0 {
		halo = c.theme.Texts["oblast"].Halo
	}
	// names on land of that tone are all in its colours
	if s, ok := c.theme.Texts["held-2014"]; ok {
		c.checkText("held-2014", "its halo on held-2014", s.Color,
			Over(s.Halo, c.fillColor("held-2014")))
		c.checkText("held-2014", "held-2014", s.Color, c.fillColor("held-2014"))
	}
	for _, zone := range []string{"government", "russia", "demilitarised", "silent"} {
		role := "zone-" + zone
		if zone == "silent" {
			role = zone
		}
		if s, ok := c.theme.Texts["on-"+zone]; ok {
			c.checkText("on-"+zone, role, s.Color, c.fillColor(role))
		}
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

func (c *checker) checkShapes() {
	for _, x := range []struct{ path, ground string }{
		{"/lines/contact", "land"}, {"/lines/contact", "held-2022"}, {"/lines/freeze", "land"},
		{"/lines/contested-edge", "land"},
		{"/lines/border", "land"}, {"/lines/border", "neighbour"}, {"/lines/hub", "land"},
		{"/lines/hub", "sea"}, {"/lines/select", "land"},
		{"/lines/zone-edge", "land"}, {"/lines/change", "land"}, {"/lines/earlier", "land"},
		{"/fills/change/hatch", "zone-government"}, {"/fills/change/hatch", "zone-russia"},
		{"/fills/change/hatch", "zone-demilitarised"}, {"/fills/change/hatch", "land"},
		{"/fills/held-2022", "land"}, {"/fills/held-2014", "land"},
		{"/fills/contested/hatch", "land"},
	} {
		shape, ok := c.colorAt(x.path)
		ground, known := c.theme.Fills[x.ground]
		if !ok || !known {
			// a theme without scenarios; that no role is missing is checked where styles are read
			continue
		}
		if got := Contrast(shape, ground.Color); got < minShapeContrast {
			c.addProblem(x.path, fmt.Sprintf("it has a contrast of %.2f on %s", got, x.ground),
				fmt.Sprintf("choose colours with at least %.0f", minShapeContrast))
		}
	}
}

// colorAt returns a line's, a fill's or a hatch's.
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

// checkClasses holds what must not be taken for each other apart, for eyes with all cones and with
// those of two kinds.
func (c *checker) checkClasses() {
	eyes := maps.Clone(Deficiencies)
	eyes["full colour vision"] = ColorMatrix{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	for _, eye := range slices.Sorted(maps.Keys(eyes)) {
		see := func(path string) (color.NRGBA, bool) {
			x, ok := c.colorAt(path)
			return eyes[eye].Simulate(x), ok
		}
		for _, pair := range []struct {
			a, b  string
			least float64
		}{
			{"/fills/held-2022", "/fills/land", 2.8}, {"/fills/held-2014", "/fills/land", 2.8},
			{"/fills/held-2022", "/fills/held-2014", minClassContrast},
			{"/fills/contested/hatch", "/fills/land", 2.8},
			{"/lines/contact", "/fills/land", minShapeContrast},
			{"/lines/contact", "/fills/held-2022", 2.5},
			{"/lines/hub", "/fills/land", minShapeContrast}, {"/lines/freeze", "/fills/land", 2.8},
			{"/lines/change", "/fills/land", minShapeContrast},
			// Who would hold land: in steps of lightness. What would be Ukraine's is hatched
			// wherever it is filled, land of which a plan does not say anything nowhere: they may
			// be as light as each other.
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
		} {
			a, okA := see(pair.a)
			b, okB := see(pair.b)
			if got := Contrast(a, b); okA && okB && got < pair.least {
				c.addProblem(pair.a, fmt.Sprintf("with %s it has a contrast of %.2f with %s", eye,
					got, pair.b), fmt.Sprintf("choose colours with at least %.2g", pair.least))
			}
		}
	}
}

// checkZoneFills wants fills that say who would hold land, and one hatch over them that says that
// this would change, unlike that of contested land.
func (c *checker) checkZoneFills() {
	for _, role := range []string{"zone-government", "zone-russia", "zone-demilitarised",
		"silent"} {
		if f, ok := c.theme.Fills[role]; ok && f.Hatch != nil {
			c.addProblem("/fills/"+role+"/hatch", "a hatch says that control would change",
				"take the hatch out")
		}
	}
	change, contested := c.theme.Fills["change"].Hatch, c.theme.Fills["contested"].Hatch
	if change == nil || contested == nil {
		return
	}
	turn := math.Abs(math.Mod(change.Angle-contested.Angle+270, 180) - 90) // 0 to 90
	if turn < minHatchTurn || change.Spacing < minHatchSpacingRatio*contested.Spacing {
		c.addProblem("/fills/change/hatch", "what would change is hatched like contested land",
			"turn it and set its lines wider apart")
	}
}

// How much the hatch of what would change is turned against that of contested land at least, in
// degrees, and how much wider apart its lines are.
const (
	minHatchTurn         = 45
	minHatchSpacingRatio = 1.5
)

// checkPatterns wants classes to differ where there is no colour at all.
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
	plain := [2]float64{}
	if c.theme.Lines["contact"].Stroke.Dash != plain {
		c.addProblem("/lines/contact/dash", "the line of contact is dashed like a proposal",
			"take the dash out")
	}
	for _, role := range []string{"freeze", "zone-edge"} {
		if s, ok := c.theme.Lines[role]; ok && s.Stroke.Dash == plain {
			c.addProblem("/lines/"+role, "a line that is not there looks like one that is",
				"give it a dash")
		}
	}
}
