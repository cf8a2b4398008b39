package story

import (
	"fmt"
	"strconv"
)

// checkPublished checks the figures of other maps.
func (c *checker) checkPublished() {
	seen := map[string]bool{}
	for i, x := range c.story.Published {
		path := at("published", i)
		c.id(path, x.ID, seen)
		if _, err := parseDay(x.AsOf); err != nil {
			c.add(path+"/as_of", fmt.Sprintf("%q is no date", x.AsOf), "write year, month and day as 2026-01-06, or year and month")
		}
		c.sourced(path, x.Sources)
		if x.DenominatorKm2 < 0 {
			c.add(path+"/denominator_km2", "an area below zero", "write km², or leave it out")
		}
		areas := map[string]bool{}
		for j, f := range x.Figures {
			path := path + "/figures/" + strconv.Itoa(j)
			if areas[f.Area] {
				c.add(path+"/area", fmt.Sprintf("%s stands there twice", f.Area), "keep one")
			}
			areas[f.Area] = true
			c.checkFigure(path, f)
		}
	}
}

func (c *checker) checkFigure(path string, f Figure) {
	if f.Area != areaCountry && !isOblastCode(f.Area) {
		c.add(path+"/area", fmt.Sprintf("%q is no area", f.Area), "write UA, or an oblast such as UA-14")
	}
	if f.Share < 0 || f.Share > 1 {
		c.add(path+"/share", fmt.Sprintf("%v is no share", f.Share), "write a fraction: 0.75 for 75 %")
	}
	h, known := c.story.Hedges[f.Hedge]
	switch {
	case f.Hedge != "" && !known:
		c.add(path+"/hedge", fmt.Sprintf("there is no hedge %q", f.Hedge), "add it to hedges, or use another")
	case f.Share != 0 && h.High != 0:
		c.add(path+"/hedge", "both a share and a word that names one", "drop share, or use a hedge with plus_minus")
	}
}

// checkClaims checks what a verdict needs: one source whose words they are.
func (c *checker) checkClaims() {
	for i, x := range c.story.Statements {
		path := at("statements", i)
		c.word(path+"/who", x.Who)
		if x.Area != "" && x.Kind == Claim && len(x.Sources) > 1 {
			c.add(path+"/sources", "a claim of a share with more than one source", "name the one whose words they are")
		}
	}
}
