// Package assetcheck reads every file that an editor can change and says what is wrong with it: for
// the tool, and for the window that opens an editor's own folder.
package assetcheck

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// Finding is one thing that was found.
type Finding struct {
	// Fault says that the files cannot be used like this; else it is a note.
	Fault bool
	// Text names file, feature, rule and place.
	Text string
}

func (f Finding) String() string {
	if f.Fault {
		return "fault: " + f.Text
	}
	return "note: " + f.Text
}

// Run reads every file of the assets that an editor can change and tells of each finding as it
// comes. The schemas that documents are compared with come from a file system of their own, as an
// editor's copy may be an old one.
func Run(schemas, fsys fs.FS, tell func(Finding)) (faults, notes int) {
	c := &checker{schemas: schemas, fsys: fsys, report: tell}
	c.checkTables()
	c.checkGeoJSON()
	c.checkTexts()
	c.checkDocuments()
	c.checkDates()
	return c.faultCount, c.noteCount
}

type checker struct {
	schemas, fsys         fs.FS
	report                func(Finding)
	story                 *story.Story
	faultCount, noteCount int
}

func (c *checker) addNote(err error) {
	c.noteCount++
	c.report(Finding{Text: err.Error()})
}

// addFault tells of an error, each of several that it holds on its own; it returns whether there
// was one.
func (c *checker) addFault(err error) bool {
	if err == nil {
		return false
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok && len(many.Unwrap()) > 0 {
		for _, one := range many.Unwrap() {
			c.addFault(one)
		}
		return true
	}
	c.faultCount++
	c.report(Finding{Fault: true, Text: err.Error()})
	return true
}

// checkTables checks the settlements and the facts.
func (c *checker) checkTables() {
	in, err := control.ReadInput(c.fsys)
	if c.addFault(err) {
		return
	}
	notes, err := control.Warnings(in)
	if c.addFault(err) {
		return
	}
	for _, n := range notes {
		c.addNote(n)
	}
	c.addFault(app.CheckCorrections(c.fsys))
}

// checkGeoJSON decodes every file of geojson/, with all rules of RFC 7946.
func (c *checker) checkGeoJSON() {
	names, err := fs.Glob(c.fsys, "geojson/*.geojson")
	if c.addFault(err) {
		return
	}
	imports, err := fs.Glob(c.fsys, "imports/*.geojson")
	if c.addFault(err) {
		return
	}
	for _, name := range append(names, imports...) {
		data, err := fs.ReadFile(c.fsys, name)
		if c.addFault(err) {
			continue
		}
		if _, err := geo.Decode(data, geo.Limits{}); err != nil {
			c.addFault(control.ErrorInFile(err, name))
		}
	}
}

// checkTexts checks the story, its texts in each language, style, towns and fonts.
func (c *checker) checkTexts() {
	var err error
	c.story, err = story.Load(c.fsys)
	c.addFault(err)
	c.checkHubTowns()
	_, err = scene.LoadThemes(c.fsys)
	c.addFault(withFileName(err, "style.json"))
	_, err = scene.LoadFonts(c.fsys)
	c.addFault(withFileName(err, "fonts"))
	for _, lang := range locale.Langs() {
		if _, err := fs.Stat(c.fsys, locale.Path(lang)); errors.Is(err, fs.ErrNotExist) {
			if lang == locale.Langs()[0] {
				c.addFault(err)
			}
			continue
		}
		_, err := locale.Load(c.fsys, lang)
		c.addFault(withFileName(err, locale.Path(lang)))
	}
}

// checkHubTowns checks that the story's hubs stand at towns that there are.
func (c *checker) checkHubTowns() {
	rows, err := ReadTowns(c.fsys)
	if c.addFault(err) || c.story == nil {
		return
	}
	for _, p := range c.story.CheckTowns(func(id string) bool {
		return slices.ContainsFunc(rows, func(t Town) bool { return t.ID == id })
	}) {
		c.addFault(p)
	}
}

// withFileName puts the file's name before an error that does not have it.
func withFileName(err error, file string) error {
	if err == nil || strings.Contains(err.Error(), file) {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

// checkDates checks that every date of the story has its shapes and figures, and that these are up
// to date.
func (c *checker) checkDates() {
	if c.story == nil {
		return
	}
	if why, err := StaleReason(c.fsys); !c.addFault(err) && why != "" {
		c.addNote(fmt.Errorf("geojson: out of date (%s): run truceline data", why))
	}
	for _, d := range c.story.Dates {
		c.checkDate(d)
	}
}

func (c *checker) checkDate(d story.Date) {
	if _, err := app.TownHolders(c.fsys, d.ID); d.From == story.FromSettlements {
		c.addFault(withFileName(err, "towns.csv"))
	}
	f, err := c.readFigures(d.ID)
	if c.addFault(err) {
		return
	}
	data, err := fs.ReadFile(c.fsys, control.ControlFile(d.ID))
	if c.addFault(err) {
		return
	}
	shapes, err := geo.Decode(data, geo.Limits{})
	if err != nil {
		return // shapes has told
	}
	c.compareWithFigures(control.ControlFile(d.ID), shapes, f)
}

func (c *checker) readFigures(date string) (*measure.Figures, error) {
	data, err := fs.ReadFile(c.fsys, measure.FiguresFile(date))
	if err != nil {
		return nil, err
	}
	f, err := measure.DecodeFigures(data, measure.FiguresFile(date))
	if err == nil && f.Date != date {
		err = fmt.Errorf("%s: it is of %q", measure.FiguresFile(date), f.Date)
	}
	return f, err
}

// compareWithFigures compares the polygons of a date with its figures.
func (c *checker) compareWithFigures(file string, shapes *geo.Collection, f *measure.Figures) {
	held, contested := 0.0, 0.0
	for _, x := range shapes.Features {
		class, _ := x.Properties["class"].(string)
		switch control.Class(class) {
		case control.ClassHeld:
			held += geo.Area(x.Geometry)
		case control.ClassContested:
			contested += geo.Area(x.Geometry)
		default:
			c.addFault(fmt.Errorf("%s: %s: class: %q is neither held nor contested", file, x.ID,
				class))
		}
	}
	ukraine, ok := f.Area("UA")
	if !ok {
		c.addFault(fmt.Errorf("%s: UA: missing", measure.FiguresFile(f.Date)))
		return
	}
	const rounding = 0.2 // km²
	if !slices.ContainsFunc([]float64{held - ukraine.HeldKm2, contested - ukraine.ContestedKm2},
		func(d float64) bool {
			return d > rounding || d < -rounding
		}) {
		return
	}
	c.addFault(
		fmt.Errorf(
			"%s: UA: the figures say %.1f km² held and %.1f contested, the polygons of %s have %.1f and %.1f",
			measure.FiguresFile(f.Date), ukraine.HeldKm2, ukraine.ContestedKm2, file, held,
			contested))
}
