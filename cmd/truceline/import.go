package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"

	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/geo/geojson"
	"truceline/internal/isodate"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// importCommand adds a date with the areas of control from polygons.
func importCommand(t *tool, args []string) error {
	o := newOptions("import")
	file := o.String("control", "", "GeoJSON with polygons of held and contested land")
	date := o.String("date", "", "the new date")
	source := o.String("source", "", "who made the polygons")
	licence := o.String("licence", "", "under what licence they may be used")
	var classes control.ClassMapping
	o.StringVar(&classes.Property, "class-property", "class",
		"the property that says what a polygon is")
	o.StringVar(&classes.Held, "held", "held", "its value for held land")
	o.StringVar(&classes.Contested, "contested", "contested", "its value for contested land")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	switch {
	case *file == "":
		return badUsage("import: --control FILE.geojson is missing")
	case !isodate.IsDate(*date):
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
	return t.importPolygons(dir, importRequest{*file, *date, *source, *licence, classes})
}

// importRequest is the command line of an import.
type importRequest struct {
	file, date, source, licence string
	classes                     control.ClassMapping
}

// importPolygons adds an imported date to the files of a directory and prints its figures.
func (t *tool) importPolygons(dir string, r importRequest) error {
	fsys := os.DirFS(dir)
	doc, err := story.Load(fsys)
	if err != nil {
		return err
	}
	data, snapshot, err := readImport(fsys, doc, r)
	if err != nil {
		return err
	}
	overlay := newOverlay(fsys, map[string][]byte{"imports/" + r.date + ".geojson": data})
	if err := overlay.addImportSource(doc, r); err != nil {
		return err
	}
	files, err := importedFiles(fsys, snapshot)
	if err != nil {
		return err
	}
	maps.Copy(overlay.files, files)
	outputs, err := t.computeAll(overlay)
	if err != nil {
		return err
	}
	if err := t.writeOutputs(dir, overlay, outputs, overlay.files); err != nil {
		return err
	}
	ukraine, _ := measure.ComputeFigures(snapshot).Area("UA")
	fmt.Fprintf(t.stdout, "%s: imported, %.1f %% of Ukraine held (%.0f km²), %.0f km² contested\n",
		r.date, 100*ukraine.Share, ukraine.HeldKm2, ukraine.ContestedKm2)
	return nil
}

// readImport reads and validates the file of an import. It returns its content and the snapshot of
// control that its polygons make.
func readImport(fsys fs.FS, doc *story.Story, r importRequest) ([]byte, *control.Snapshot, error) {
	input, err := control.ReadInput(fsys)
	if err != nil {
		return nil, nil, err
	}
	_, inTable := input.Table.DateIndex(r.date)
	if _, ok := doc.Date(r.date); ok || inTable {
		return nil, nil, badUsage("import: %s is a date of this map already", r.date)
	}
	data, err := os.ReadFile(r.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, badUsage("import: no file %s", r.file)
	}
	if err != nil {
		return nil, nil, err
	}
	collection, err := geojson.Decode(data, geojson.Limits{})
	if err != nil {
		return nil, nil, diag.InFile(r.file, err)
	}
	snapshot, err := control.Import(input, r.date, collection, r.classes, r.file)
	return data, snapshot, err
}

// addImportSource adds the source and the date to the story, and the source's name to the messages
// of every language.
func (o overlayFS) addImportSource(doc *story.Story, r importRequest) error {
	id := "import-" + r.date
	row, err := formatJSONLine("id", id, "publisher", r.source, "published", r.date, "what",
		"polygons of control",
		"addresses", []string{}, "licence", r.licence)
	if err != nil {
		return err
	}
	data, err := fs.ReadFile(o, story.File)
	if err != nil {
		return err
	}
	if o.files[story.File], err = addJSONItem(data, "sources", "", row); err != nil {
		return diag.InFile(story.File, err)
	}
	for _, key := range []string{"source." + id, "source." + id + ".short"} {
		if err := o.addMessage(key, r.source); err != nil {
			return err
		}
	}
	line, err := formatJSONLine("id", r.date, "why", "", "maps", 1, "holders", []string{id},
		"checked", []string{}, "from", story.FromImport)
	if err != nil {
		return err
	}
	return o.addStoryDate(doc, r.date, line)
}

// importedFiles returns the generated files of an imported date. There is no uncertainty band,
// because the polygons' accuracy is unknown.
func importedFiles(fsys fs.FS, d *control.Snapshot) (map[string][]byte, error) {
	towns, err := gazetteer.Read(fsys)
	if err != nil {
		return nil, err
	}
	holders := map[string]string{}
	for _, town := range towns {
		if side, ok := d.SideAt(town.Point); ok {
			holders[town.ID] = side.String()
		}
	}
	townsJSON, err := json.Marshal(townHolders{d.Date, holders})
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		assetname.Control(d.Date):     geojson.Encode(d.ControlGeoJSON()),
		assetname.ContactLine(d.Date): geojson.Encode(d.ContactLineGeoJSON()),
		assetname.Subdivision(d.Date): geojson.Encode(d.SubdivisionGeoJSON()),
		assetname.Figures(d.Date):     measure.EncodeFigures(measure.ComputeFigures(d)),
		assetname.TownHolders(d.Date): append(townsJSON, '\n'),
	}, nil
}
