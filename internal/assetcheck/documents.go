package assetcheck

import (
	"errors"
	"io/fs"

	"truceline/internal/app"
	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/palette"
	"truceline/internal/scene"
	"truceline/internal/schema"
	"truceline/internal/story"
)

// checkDocuments validates story, style and locales against this program's schemas, and then what
// no schema can express: oblast codes, translations and colours.
func (c *checker) checkDocuments() {
	problems, err := schema.Check(c.schemas, c.fsys)
	c.addError(err)
	c.addProblems(problems)
	c.checkOblastCodes()
	c.checkTranslations()
	c.checkPalette()
}

// addProblems reports problems of documents. Those of a story that could not be read have been
// reported by checkTexts.
func (c *checker) addProblems(problems diag.List) {
	for _, problem := range problems {
		if problem.File != story.File || c.story != nil {
			c.add(problem)
		}
	}
}

// checkOblastCodes checks the story's oblast codes against the base map.
func (c *checker) checkOblastCodes() {
	base, err := control.ReadBaseMap(c.fsys)
	if err != nil || c.story == nil { // already reported by checkTables and checkTexts
		return
	}
	known := map[string]bool{}
	for _, o := range base.Oblasts {
		known[o.Code] = true
	}
	c.addProblems(c.story.CheckOblasts(func(code string) bool { return known[code] }))
}

// checkTranslations checks that every language has all texts of English and of the story.
func (c *checker) checkTranslations() {
	if _, err := fs.Stat(c.fsys, gazetteer.File); err != nil || c.story == nil {
		return
	}
	problems, err := app.CheckStory(c.fsys)
	if errors.Is(err, fs.ErrNotExist) { // no English, or no towns: checkTexts has reported it
		return
	}
	c.addError(err)
	for _, problem := range problems {
		if problem.Note || problem.File != story.File { // hubs are reported by checkHubTowns
			c.add(problem)
		}
	}
}

// checkPalette checks the contrast and distinctness of the colours.
func (c *checker) checkPalette() {
	themes, err := scene.LoadThemes(c.fsys)
	if err == nil { // else reported by checkTexts
		c.addProblems(palette.Check(themes))
	}
}
