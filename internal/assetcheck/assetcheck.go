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
	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// Run checks the assets in fsys, calls report for each fault and each note as it is found, and
// returns their numbers. The JSON schemas come from a file system of their own, because
// those in an editor's folder may be older than this program.
func Run(schemas, fsys fs.FS, report func(*diag.Diagnostic)) (faults, notes int) {
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
	report                func(*diag.Diagnostic)
	story                 *story.Story
	faultCount, noteCount int
}

// add reports a problem.
func (c *checker) add(d *diag.Diagnostic) {
	if d.Note {
		c.noteCount++
	} else {
		c.faultCount++
	}
	c.report(d)
}

// addError reports err, or each problem of a list, and returns whether there was one.
func (c *checker) addError(err error) bool {
	switch err := err.(type) {
	case nil:
		return false
	case diag.List:
		c.addAll(err)
	case *diag.Diagnostic:
		c.add(err)
	default:
		c.add(&diag.Diagnostic{Detail: err.Error()})
	}
	return true
}

func (c *checker) addAll(list diag.List) {
	for _, d := range list {
		c.add(d)
	}
}

// checkTables checks the tables that control is computed from, and the corrections.
func (c *checker) checkTables() {
	input, err := control.ReadInput(c.fsys)
	if c.addError(err) {
		return
	}
	notes, err := control.Warnings(input)
	if c.addError(err) {
		return
	}
	c.addAll(notes)
	c.addError(app.CheckCorrections(c.fsys))
}

// checkGeoJSON decodes every GeoJSON file, with all rules of RFC 7946.
func (c *checker) checkGeoJSON() {
	names, err := fs.Glob(c.fsys, "geojson/*.geojson")
	if c.addError(err) {
		return
	}
	imports, err := fs.Glob(c.fsys, "imports/*.geojson")
	if c.addError(err) {
		return
	}
	for _, name := range append(names, imports...) {
		data, err := fs.ReadFile(c.fsys, name)
		if c.addError(err) {
			continue
		}
		if _, err := geojson.Decode(data, geojson.Limits{}); err != nil {
			c.addError(diag.InFile(name, err))
		}
	}
}

// checkTexts checks the story, style, fonts, towns and locales, each by reading it.
func (c *checker) checkTexts() {
	var err error
	c.story, err = story.Load(c.fsys)
	c.addError(err)
	c.checkHubTowns()
	_, err = scene.LoadThemes(c.fsys)
	c.addError(withFileName(err, assetname.Style))
	_, err = scene.LoadFonts(c.fsys)
	c.addError(withFileName(err, "fonts"))
	for _, lang := range locale.Langs() {
		if _, err := fs.Stat(c.fsys, locale.Path(lang)); errors.Is(err, fs.ErrNotExist) {
			if lang == locale.Langs()[0] {
				c.addError(err)
			}
			continue
		}
		_, err := locale.Load(c.fsys, lang)
		c.addError(withFileName(err, locale.Path(lang)))
	}
}

// checkHubTowns checks that the story's hubs name towns of towns.csv.
func (c *checker) checkHubTowns() {
	towns, err := gazetteer.Read(c.fsys)
	if c.addError(err) || c.story == nil {
		return
	}
	c.addAll(c.story.CheckTowns(func(id string) bool {
		return slices.ContainsFunc(towns, func(town gazetteer.Town) bool { return town.ID == id })
	}))
}

// withFileName names the file of an error, unless its text contains the name already.
func withFileName(err error, file string) error {
	if err == nil || strings.Contains(err.Error(), file) {
		return err
	}
	return diag.InFile(file, err)
}

// checkDates checks that every date of the story has shapes and figures, and that these agree and
// are up to date.
func (c *checker) checkDates() {
	if c.story == nil {
		return
	}
	if reason, err := StaleReason(c.fsys); !c.addError(err) && reason != "" {
		c.add(&diag.Diagnostic{File: "geojson", Note: true,
			Detail: "out of date (" + reason + "): run truceline data"})
	}
	for _, d := range c.story.Dates {
		c.checkDate(d)
	}
}

func (c *checker) checkDate(d story.Date) {
	if _, err := app.TownHolders(c.fsys, d.ID); d.From == story.FromSettlements {
		c.addError(withFileName(err, gazetteer.File))
	}
	figures, err := story.ReadFigures(c.fsys, d.ID)
	if c.addError(err) {
		return
	}
	data, err := fs.ReadFile(c.fsys, assetname.Control(d.ID))
	if c.addError(err) {
		return
	}
	shapes, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		return // already reported by checkGeoJSON
	}
	c.compareWithFigures(assetname.Control(d.ID), shapes, figures)
}

// compareWithFigures compares the total areas of a date's polygons with the date's figures.
func (c *checker) compareWithFigures(file string, shapes *geojson.Collection,
	figures *story.Figures) {
	heldKm2, contestedKm2 := 0.0, 0.0
	for _, feature := range shapes.Features {
		class, _ := feature.Properties["class"].(string)
		switch control.Class(class) {
		case control.ClassHeld:
			heldKm2 += geo.Area(feature.Geometry)
		case control.ClassContested:
			contestedKm2 += geo.Area(feature.Geometry)
		default:
			c.add(&diag.Diagnostic{File: file, Place: "feature " + feature.ID,
				Detail: fmt.Sprintf("class: %q is neither held nor contested", class)})
		}
	}
	ukraine, ok := figures.Area("UA")
	if !ok {
		c.add(&diag.Diagnostic{File: assetname.Figures(figures.Date), Place: "UA",
			Detail: "missing"})
		return
	}
	const rounding = 0.2 // km²
	if math.Abs(heldKm2-ukraine.HeldKm2) > rounding ||
		math.Abs(contestedKm2-ukraine.ContestedKm2) > rounding {
		c.add(&diag.Diagnostic{File: assetname.Figures(figures.Date), Place: "UA",
			Detail: fmt.Sprintf("the figures say %.1f km² held and %.1f contested, the polygons "+
				"of %s have %.1f and %.1f", ukraine.HeldKm2, ukraine.ContestedKm2, file, heldKm2,
				contestedKm2)})
	}
}
