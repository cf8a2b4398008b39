package main

import (
	"truceline/assets"
	"truceline/internal/control"
	"truceline/internal/schema"
	"truceline/internal/story"
)

// schemas compares story, style and locales with the schemas of this program, field by field, and the codes in the story
// with the oblasts of the base map.
func (c *checker) schemas() {
	problems, err := schema.Check(assets.FS, c.fsys)
	c.fault(err)
	for _, p := range problems {
		if p.File != story.File || c.story != nil { // a story with faults has been told of
			c.fault(p)
		}
	}
	base, err := control.ReadBase(c.fsys)
	if err != nil || c.story == nil { // tables and texts have told
		return
	}
	known := map[string]bool{}
	for _, o := range base.Oblasts {
		known[o.Code] = true
	}
	for _, p := range c.story.CheckOblasts(func(code string) bool { return known[code] }) {
		c.fault(p)
	}
}
