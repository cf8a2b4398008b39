package assetcheck

import (
	"errors"
	"io/fs"

	"truceline/internal/app"
	"truceline/internal/control"
	"truceline/internal/palette"
	"truceline/internal/scene"
	"truceline/internal/schema"
	"truceline/internal/story"
)

// checkDocuments compares story, style and locales with the schemas of this program, field by
// field; then what no schema can see: oblasts, translations, colours.
func (c *checker) checkDocuments() {
	problems, err := schema.Check(c.schemas, c.fsys)
	c.addFault(err)
	c.addProblems(problems)
	c.checkOblastCodes()
	c.checkTranslations()
	c.checkPalette()
}

// addProblems tells what is wrong with documents. A story with faults has been told of when it was
// read.
func (c *checker) addProblems(list story.Problems) {
	for _, p := range list {
		if p.File != story.File || c.story != nil {
			c.addFault(p)
		}
	}
}

// checkOblastCodes checks the codes in the story against the base map.
func (c *checker) checkOblastCodes() {
	base, err := control.ReadBaseMap(c.fsys)
	if err != nil || c.story == nil { // tables and texts have told
		return
	}
	known := map[string]bool{}
	for _, o := range base.Oblasts {
		known[o.Code] = true
	}
	c.addProblems(c.story.CheckOblasts(func(code string) bool { return known[code] }))
}

// checkTranslations checks that every language has every text that English and the story have.
func (c *checker) checkTranslations() {
	if _, err := fs.Stat(c.fsys, "towns.csv"); err != nil || c.story == nil {
		return
	}
	problems, remarks, err := app.CheckStory(c.fsys)
	if errors.Is(err, fs.ErrNotExist) { // no English, or no towns: texts has told
		return
	}
	c.addFault(err)
	for _, p := range problems {
		if p.File != story.File { // towns has told of hubs
			c.addFault(p)
		}
	}
	for _, r := range remarks {
		c.addNote(errors.New(r))
	}
}

// checkPalette checks the colours.
func (c *checker) checkPalette() {
	themes, err := scene.LoadThemes(c.fsys)
	if err == nil { // else texts has told
		c.addProblems(palette.Check(themes))
	}
}
