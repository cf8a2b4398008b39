// Package assetcheck checks every file that an editor can change. The editor's tool and the window
// that opens an editor's own folder use it.
package assetcheck

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"truceline/internal/app"
	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// Finding is one fault or remark in the files.
type Finding struct {
	// Fault reports whether the files cannot be used as they are; otherwise the finding is a note.
	Fault bool
	// Text names the file, the feature, the rule that is broken, and the place.
	Text string
}

func (f Finding) String() string {
	if f.Fault {
		return "fault: " + f.Text
	}
	return "note: " + f.Text
}

// Run checks the assets in fsys, calls report for each finding as it is found, and returns the
// number of faults and of notes. The JSON schemas come from a file system of their own, because
// those in an editor's folder may be older than this program.
func Run(schemas, fsys fs.FS, report func(Finding)) (faults, notes int) {
	c := &checker{schemas: schemas, fsys: fsys, report: report}
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

// addFault reports err, or each error that it joins, and returns whether there was one.
func (c *checker) addFault(err error) bool {
	if err == nil {
		return false
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok && len(joined.Unwrap()) > 0 {
		for _, e := range joined.Unwrap() {
			c.addFault(e)
		}
		return true
	}
	c.faultCount++
	c.report(Finding{Fault: true, Text: err.Error()})
	return true
}

// checkTables checks the tables that control is computed from, and the corrections.
func (c *checker) checkTables() {
	input, err := control.ReadInput(c.fsys)
	if c.addFault(err) {
		return
	}
	notes, err := control.Warnings(input)
	if c.addFault(err) {
		return
	}
	for _, warning := range notes {
		c.addNote(warning)
	}
	c.addFault(app.CheckCorrections(c.fsys))
}

// checkGeoJSON decodes every GeoJSON file, with all rules of RFC 7946.
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
		if _, err := geojson.Decode(data, geojson.Limits{}); err != nil {
			c.addFault(control.ErrorInFile(err, name))
		}
	}
}

// checkTexts checks the story, style, fonts, towns and locales, each by reading it.
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

// checkHubTowns checks that the story's hubs name towns of towns.csv.
func (c *checker) checkHubTowns() {
	towns, err := ReadTowns(c.fsys)
	if c.addFault(err) || c.story == nil {
		return
	}
	for _, problem := range c.story.CheckTowns(func(id string) bool {
		return slices.ContainsFunc(towns, func(town Town) bool { return town.ID == id })
	}) {
		c.addFault(problem)
	}
}

// withFileName prefixes an error with the file's name, unless it contains it already.
func withFileName(err error, file string) error {
	if err == nil || strings.Contains(err.Error(), file) {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

// checkDates checks that every date of the story has shapes and figures, and that these agree and
// are up to date.
func (c *checker) checkDates() {
	if c.story == nil {
		return
	}
	if reason, err := StaleReason(c.fsys); !c.addFault(err) && reason != "" {
		c.addNote(fmt.Errorf("geojson: out of date (%s): run truceline data", reason))
	}
	for _, d := range c.story.Dates {
		c.checkDate(d)
	}
}

func (c *checker) checkDate(d story.Date) {
	if _, err := app.TownHolders(c.fsys, d.ID); d.From == story.FromSettlements {
		c.addFault(withFileName(err, "towns.csv"))
	}
	figures, err := c.readFigures(d.ID)
	if c.addFault(err) {
		return
	}
	data, err := fs.ReadFile(c.fsys, control.ControlFile(d.ID))
	if c.addFault(err) {
		return
	}
	shapes, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		return // already reported by checkGeoJSON
	}
	c.compareWithFigures(control.ControlFile(d.ID), shapes, figures)
}

func (c *checker) readFigures(date string) (*measure.Figures, error) {
	data, err := fs.ReadFile(c.fsys, measure.FiguresFile(date))
	if err != nil {
		return nil, err
	}
	figures, err := measure.DecodeFigures(data, measure.FiguresFile(date))
	if err == nil && figures.Date != date {
		err = fmt.Errorf("%s: it is of %q", measure.FiguresFile(date), figures.Date)
	}
	return figures, err
}

// compareWithFigures compares the total areas of a date's polygons with the date's figures.
func (c *checker) compareWithFigures(file string, shapes *geojson.Collection,
	figures *measure.Figures) {
	heldKm2, contestedKm2 := 0.0, 0.0
	for _, feature := range shapes.Features {
		class, _ := feature.Properties["class"].(string)
		switch control.Class(class) {
		case control.ClassHeld:
			heldKm2 += geo.Area(feature.Geometry)
		case control.ClassContested:
			contestedKm2 += geo.Area(feature.Geometry)
		default:
			c.addFault(fmt.Errorf("%s: %s: class: %q is neither held nor contested", file,
				feature.ID,
				class))
		}
	}
	ukraine, ok := figures.Area("UA")
	if !ok {
		c.addFault(fmt.Errorf("%s: UA: missing", measure.FiguresFile(figures.Date)))
		return
	}
	const rounding = 0.2 // km²
	if math.Abs(heldKm2-ukraine.HeldKm2) > rounding ||
		math.Abs(contestedKm2-ukraine.ContestedKm2) > rounding {
		c.addFault(fmt.Errorf("%s: UA: the figures say %.1f km² held and %.1f contested, "+
			"the polygons of %s have %.1f and %.1f", measure.FiguresFile(figures.Date),
			ukraine.HeldKm2, ukraine.ContestedKm2, file, heldKm2, contestedKm2))
	}
}
