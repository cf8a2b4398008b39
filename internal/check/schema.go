package check

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

// documents compares story, style and locales with the schemas of this program, field by field; then what no schema can
// see: oblasts, translations, colours.
func (c *checker) documents() {
	problems, err := schema.Check(c.schemas, c.fsys)
	c.fault(err)
	c.problems(problems)
	c.oblasts()
	c.translations()
	c.palette()
}

// problems tells what is wrong with documents. A story with faults has been told of when it was read.
func (c *checker) problems(list story.Problems) {
	for _, p := range list {
		if p.File != story.File || c.story != nil {
			c.fault(p)
		}
	}
}

// oblasts checks the codes in the story against the base map.
func (c *checker) oblasts() {
	base, err := control.ReadBase(c.fsys)
	if err != nil || c.story == nil { // tables and texts have told
		return
	}
	known := map[string]bool{}
	for _, o := range base.Oblasts {
		known[o.Code] = true
	}
	c.problems(c.story.CheckOblasts(func(code string) bool { return known[code] }))
}

// translations checks that every language has every text that English and the story have.
func (c *checker) translations() {
	if _, err := fs.Stat(c.fsys, "towns.csv"); err != nil || c.story == nil {
		return
	}
	problems, remarks, err := app.CheckStory(c.fsys)
	if errors.Is(err, fs.ErrNotExist) { // no English, or no towns: texts has told
		return
	}
	c.fault(err)
	for _, p := range problems {
		if p.File != story.File { // towns has told of hubs
			c.fault(p)
		}
	}
	for _, r := range remarks {
		c.note(errors.New(r))
	}
}

// palette checks the colours.
func (c *checker) palette() {
	themes, err := scene.LoadThemes(c.fsys)
	if err == nil { // else texts has told
		c.problems(palette.Check(themes))
	}
}
