package story

import (
	"fmt"
	"strconv"
)

// checkPublished checks the figures of other maps.
func (c *checker) checkPublished() {
	seen := map[string]bool{}
	for i, x := range c.story.Published {
		path := joinPath("published", i)
		c.checkID(path, x.ID, seen)
		if _, err := parseDayOrMonth(x.AsOf); err != nil {
			c.addProblem(path+"/as_of", fmt.Sprintf("%q is no date", x.AsOf),
				"write year, month and day as 2026-01-06, or year and month")
		}
		c.checkSourced(path, x.Sources)
		if x.DenominatorKm2 < 0 {
			c.addProblem(path+"/denominator_km2", "an area below zero",
				"write km², or leave it out")
		}
		areas := map[string]bool{}
		for j, f := range x.Figures {
			path := path + "/figures/" + strconv.Itoa(j)
			if areas[f.Area] {
				c.addProblem(path+"/area", fmt.Sprintf("%s stands there twice", f.Area), "keep one")
			}
			areas[f.Area] = true
			c.checkFigure(path, f)
		}
	}
}

func (c *checker) checkFigure(path string, f PublishedFigure) {
	if f.Area != countryID && !isOblastCode(f.Area) {
		c.addProblem(path+"/area", fmt.Sprintf("%q is no area", f.Area),
			"write UA, or an oblast such as UA-14")
	}
	if f.Share < 0 || f.Share > 1 {
		c.addProblem(path+"/share", fmt.Sprintf("%v is no share", f.Share),
			"write a fraction: 0.75 for 75 %")
	}
	h, known := c.story.Hedges[f.Hedge]
	switch {
	case f.Hedge != "" && !known:
		c.addProblem(path+"/hedge", fmt.Sprintf("there is no hedge %q", f.Hedge),
			"add it to hedges, or use another")
	case f.Share != 0 && h.High != 0:
		c.addProblem(path+"/hedge", "both a share and a word that names one",
			"drop share, or use a hedge with plus_minus")
	}
}

// checkClaims checks what a verdict needs: one source whose words they are.
func (c *checker) checkClaims() {
	for i, x := range c.story.Statements {
		path := joinPath("statements", i)
		c.checkTextKey(path+"/who", x.Who)
		if x.Area != "" && x.Kind == Claim && len(x.Sources) > 1 {
			c.addProblem(path+"/sources", "a claim of a share with more than one source",
				"name the one whose words they are")
		}
	}
}
