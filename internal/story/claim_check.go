package story

import (
	"fmt"
	"strconv"
)

// checkPublished checks the figures of other maps.
func (c *checker) checkPublished() {
	seen := map[string]bool{}
	for i, figures := range c.story.Published {
		path := joinPath("published", i)
		c.checkID(path, figures.ID, seen)
		if _, err := parseDayOrMonth(figures.AsOf); err != nil {
			c.addProblem(path+"/as_of", fmt.Sprintf("%q is no date", figures.AsOf),
				"write year, month and day as 2026-01-06, or year and month")
		}
		c.checkSourced(path, figures.Sources)
		if figures.DenominatorKm2 < 0 {
			c.addProblem(path+"/denominator_km2", "an area below zero",
				"write km², or leave it out")
		}
		areas := map[string]bool{}
		for j, figure := range figures.Figures {
			figurePath := path + "/figures/" + strconv.Itoa(j)
			if areas[figure.Area] {
				c.addProblem(figurePath+"/area", fmt.Sprintf("%s stands there twice", figure.Area),
					"keep one")
			}
			areas[figure.Area] = true
			c.checkFigure(figurePath, figure)
		}
	}
}

func (c *checker) checkFigure(path string, figure PublishedFigure) {
	if figure.Area != countryID && !isOblastCode(figure.Area) {
		c.addProblem(path+"/area", fmt.Sprintf("%q is no area", figure.Area),
			"write UA, or an oblast such as UA-14")
	}
	if figure.Share < 0 || figure.Share > 1 {
		c.addProblem(path+"/share", fmt.Sprintf("%v is no share", figure.Share),
			"write a fraction: 0.75 for 75 %")
	}
	hedge, known := c.story.Hedges[figure.Hedge]
	switch {
	case figure.Hedge != "" && !known:
		c.addProblem(path+"/hedge", fmt.Sprintf("there is no hedge %q", figure.Hedge),
			"add it to hedges, or use another")
	case figure.Share != 0 && hedge.High != 0:
		c.addProblem(path+"/hedge", "both a share and a word that names one",
			"drop share, or use a hedge with plus_minus")
	}
}

// checkClaims checks that a claim of a share has one source, whose words are compared.
func (c *checker) checkClaims() {
	for i, statement := range c.story.Statements {
		path := joinPath("statements", i)
		c.checkTextKey(path+"/who", statement.Who)
		if statement.Area != "" && statement.Kind == Claim && len(statement.Sources) > 1 {
			c.addProblem(path+"/sources", "a claim of a share with more than one source",
				"name the one whose words they are")
		}
	}
}
