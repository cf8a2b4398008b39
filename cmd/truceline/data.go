package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"truceline/internal/app"
	"truceline/internal/assetcheck"
	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/geo/geojson"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// dataCommand computes shapes and figures of all dates from the tables.
func dataCommand(t *tool, args []string) error {
	o := newOptions("data")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	dir, err := o.requireAssetsDir()
	if err != nil {
		return err
	}
	return t.updateData(dir)
}

// updateData computes and writes all generated files of a directory.
func (t *tool) updateData(dir string) error {
	if err := recoverFiles(dir); err != nil {
		return err
	}
	fsys := os.DirFS(dir)
	outputs, err := t.computeAll(fsys)
	if err != nil {
		return err
	}
	return t.writeOutputs(dir, fsys, outputs, nil)
}

// writeOutputs replaces the generated files by outputs, and writes changed inputs, in one atomic
// step. Files of imported dates are kept.
func (t *tool) writeOutputs(dir string, fsys fs.FS, outputs map[string][]byte,
	inputs map[string][]byte) error {
	generated, err := generatedFiles(os.DirFS(dir))
	if err != nil {
		return err
	}
	imported, err := importedDates(fsys)
	if err != nil {
		return err
	}
	generated = slices.DeleteFunc(generated,
		func(name string) bool {
			date, ok := assetname.Date(name)
			return ok && imported[date]
		})
	m := &assetcheck.Manifest{Method: control.MethodVersion, Outputs: map[string]string{}}
	if m.Inputs, err = assetcheck.InputHashes(fsys); err != nil {
		return err
	}
	files := maps.Clone(outputs)
	for name, data := range outputs {
		m.Outputs[name] = assetcheck.SHA256Hex(data)
	}
	if files[assetcheck.ManifestFile], err = m.Encode(); err != nil {
		return err
	}
	maps.Copy(files, inputs)
	return replaceFiles(dir, files, generated)
}

// computeAll returns the generated files of all dates in the table, by name relative to the assets.
func (t *tool) computeAll(fsys fs.FS) (map[string][]byte, error) {
	start := time.Now()
	input, err := control.ReadInput(fsys)
	if err != nil {
		return nil, err
	}
	imported, err := importedDates(fsys)
	if err != nil {
		return nil, err
	}
	dates := slices.DeleteFunc(slices.Clone(input.Table.Dates),
		func(d string) bool { return imported[d] })
	fmt.Fprintf(t.stderr, "data: %d settlements, %d facts, %d dates\n",
		len(input.Table.Settlements),
		len(input.Facts.Lines)+len(input.Facts.Places), len(dates))
	bandDates, err := pullbackDates(fsys)
	if err != nil {
		return nil, err
	}
	done := 0
	snapshots, err := control.Compute(input,
		control.Options{Dates: dates, DistanceBandDates: bandDates,
			OnComputed: func(d *control.Snapshot) {
				done++
				fmt.Fprintf(t.stderr, "data: %s (%d of %d), %d faces, %.1f s\n", d.Date, done,
					len(dates), len(d.Faces), time.Since(start).Seconds())
			}})
	if err != nil {
		return nil, err
	}
	outputs := map[string][]byte{}
	for _, d := range snapshots {
		if err := addDateFiles(outputs, fsys, d); err != nil {
			return nil, err
		}
	}
	if err := addScenarioFiles(outputs, fsys); err != nil {
		return nil, err
	}
	fmt.Fprintf(t.stderr, "data: done in %.1f s\n", time.Since(start).Seconds())
	return outputs, nil
}

// addDateFiles adds the files of a date to outputs.
func addDateFiles(outputs map[string][]byte, fsys fs.FS, d *control.Snapshot) error {
	outputs[assetname.Control(d.Date)] = geojson.Encode(d.ControlGeoJSON())
	outputs[assetname.ContactLine(d.Date)] = geojson.Encode(d.ContactLineGeoJSON())
	outputs[assetname.UncertaintyBand(d.Date)] = geojson.Encode(d.UncertaintyBandGeoJSON())
	outputs[assetname.Subdivision(d.Date)] = geojson.Encode(d.SubdivisionGeoJSON())
	outputs[assetname.Figures(d.Date)] = measure.EncodeFigures(measure.ComputeFigures(d))
	holders, err := app.TownHolders(fsys, d.Date)
	if err != nil {
		return err
	}
	towns, err := json.Marshal(townHolders{d.Date, holders})
	outputs[assetname.TownHolders(d.Date)] = append(towns, '\n')
	return err
}

// townHolders is a file with the holder of each labelled town on a date. The page reads it instead
// of the table, which is large.
type townHolders struct {
	Date  string            `json:"date"`
	Towns map[string]string `json:"towns"` // R, G or C by town
}

// importedDates returns, for each date of the story, whether it was imported.
func importedDates(fsys fs.FS) (map[string]bool, error) {
	s, err := story.Load(fsys)
	if err != nil {
		return nil, err
	}
	imported := map[string]bool{}
	for _, d := range s.Dates {
		imported[d.ID] = d.From == story.FromImport
	}
	return imported, nil
}
