package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"truceline/internal/assetcheck"
	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// importCommand adds a date whose territory comes from polygons that the editor may use.
func importCommand(t *tool, args []string) error {
	o := newOptions("import")
	file := o.String("control", "", "GeoJSON with polygons of held and contested land")
	date := o.String("date", "", "the new date")
	source := o.String("source", "", "who made the polygons")
	licence := o.String("licence", "", "under what licence they may be used")
	var names control.ClassMapping
	o.StringVar(&names.Property, "class-property", "class",
		"the property that says what a polygon is")
	o.StringVar(&names.Held, "held", "held", "its value for held land")
	o.StringVar(&names.Contested, "contested", "contested", "its value for contested land")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	switch {
	case *file == "":
		return badUsage("import: --control FILE.geojson is missing")
	case !control.IsDate(*date):
		return badUsage("import: --date %q is no day like 2026-01-06", *date)
	case strings.TrimSpace(*source) == "" || strings.TrimSpace(*licence) == "":
		return badUsage(
			"import: --source and --licence are both needed: only polygons that you may use belong here")
	}
	dir, err := o.requireAssetsDir()
	if err != nil {
		return err
	}
	if err := recoverFiles(dir); err != nil {
		return err
	}
	return t.importPolygons(dir, importRequest{*file, *date, *source, *licence, names})
}

type importRequest struct {
	file, date, source, licence string
	classes                     control.ClassMapping
}

func (t *tool) importPolygons(dir string, i importRequest) error {
	fsys := os.DirFS(dir)
	doc, err := story.Load(fsys)
	if err != nil {
		return err
	}
	in, err := control.ReadInput(fsys)
	if err != nil {
		return err
	}
	_, inTable := in.Table.DateIndex(i.date)
	if _, ok := doc.Date(i.date); ok || inTable {
		return badUsage("import: %s is a date of this map already", i.date)
	}
	data, err := os.ReadFile(i.file)
	if errors.Is(err, fs.ErrNotExist) {
		return badUsage("import: no file %s", i.file)
	}
	if err != nil {
		return err
	}
	c, err := geo.Decode(data, geo.Limits{})
	if err != nil {
		return control.ErrorInFile(err, i.file)
	}
	day, err := control.Import(in, i.date, c, i.classes, i.file)
	if err != nil {
		return err
	}
	edited := overlayFS{fsys, map[string][]byte{"imports/" + i.date + ".geojson": data}}
	if err := edited.addImportSource(doc, i); err != nil {
		return err
	}
	files, err := importedFiles(fsys, day)
	if err != nil {
		return err
	}
	for name, data := range files {
		edited.files[name] = data
	}
	made, err := t.computeAll(edited)
	if err != nil {
		return err
	}
	if err := t.writeOutputs(dir, edited, made, edited.files); err != nil {
		return err
	}
	ukraine, _ := measure.ComputeFigures(day).Area("UA")
	fmt.Fprintf(t.stdout, "%s: imported, %.1f %% of Ukraine held (%.0f km²), %.0f km² contested\n",
		i.date, 100*ukraine.Share, ukraine.HeldKm2, ukraine.ContestedKm2)
	return nil
}

// addImportSource adds the source and the date to the story, and the source's name to the words of
// every language.
func (o overlayFS) addImportSource(doc *story.Story, i importRequest) error {
	id := "import-" + i.date
	row, err := formatJSONLine("id", id, "publisher", i.source, "published", i.date, "what",
		"polygons of control",
		"addresses", []string{}, "licence", i.licence)
	if err != nil {
		return err
	}
	data, err := fs.ReadFile(o, story.File)
	if err != nil {
		return err
	}
	if o.files[story.File], err = addJSONItem(data, "sources", "", row); err != nil {
		return fmt.Errorf("%s: %w", story.File, err)
	}
	for _, key := range []string{"source." + id, "source." + id + ".short"} {
		if err := o.addMessage(key, i.source); err != nil {
			return err
		}
	}
	line, err := formatJSONLine("id", i.date, "why", "", "maps", 1, "holders", []string{id},
		"checked", []string{}, "from", story.FromImport)
	if err != nil {
		return err
	}
	return o.addStoryDate(doc, i.date, line)
}

// importedFiles returns the files of an imported date. It has no band, since nothing is known of
// how sure its line is.
func importedFiles(fsys fs.FS, d *control.Snapshot) (map[string][]byte, error) {
	towns, err := assetcheck.ReadTowns(fsys)
	if err != nil {
		return nil, err
	}
	holders := map[string]string{}
	for _, town := range towns {
		if side, ok := d.SideAt(town.Point); ok {
			holders[town.ID] = side.String()
		}
	}
	list, err := json.Marshal(townHolders{d.Date, holders})
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		control.ControlFile(d.Date):     geo.Encode(d.ControlGeoJSON()),
		control.ContactLineFile(d.Date): geo.Encode(d.ContactLineGeoJSON()),
		control.SubdivisionFile(d.Date): geo.Encode(d.SubdivisionGeoJSON()),
		measure.FiguresFile(d.Date):     measure.ComputeFigures(d).Encode(),
		townHoldersFile(d.Date):         append(list, '\n'),
	}, nil
}
