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
	"truceline/internal/control"
	"truceline/internal/geo"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// dataCommand works shapes and figures of all dates out from the tables.
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

// updateData is the data command on a folder; serve and dist run it where the data are stale.
func (t *tool) updateData(dir string) error {
	if err := recoverFiles(dir); err != nil {
		return err
	}
	fsys := os.DirFS(dir)
	made, err := t.computeAll(fsys)
	if err != nil {
		return err
	}
	return t.writeOutputs(dir, fsys, made, nil)
}

// writeOutputs replaces the data command's own files by what was made, and with them changed
// inputs, all together.
func (t *tool) writeOutputs(dir string, fsys fs.FS, made map[string][]byte,
	inputs map[string][]byte) error {
	own, err := generatedFiles(os.DirFS(dir))
	if err != nil {
		return err
	}
	imported, err := importedDates(fsys)
	if err != nil {
		return err
	}
	own = slices.DeleteFunc(own, func(name string) bool { return imported[dateInFileName(name)] })
	m := &assetcheck.Manifest{Method: control.MethodVersion, Outputs: map[string]string{}}
	if m.Inputs, err = assetcheck.InputHashes(fsys); err != nil {
		return err
	}
	write := maps.Clone(made)
	for name, data := range made {
		m.Outputs[name] = assetcheck.SHA256Hex(data)
	}
	if write[assetcheck.ManifestFile], err = m.Encode(); err != nil {
		return err
	}
	maps.Copy(write, inputs)
	return replaceFiles(dir, write, own)
}

// computeAll returns the files of all dates that come from the table, by name relative to the
// assets.
func (t *tool) computeAll(fsys fs.FS) (map[string][]byte, error) {
	start := time.Now()
	in, err := control.ReadInput(fsys)
	if err != nil {
		return nil, err
	}
	imported, err := importedDates(fsys)
	if err != nil {
		return nil, err
	}
	dates := slices.DeleteFunc(slices.Clone(in.Table.Dates),
		func(d string) bool { return imported[d] })
	fmt.Fprintf(t.stderr, "data: %d settlements, %d facts, %d dates\n", len(in.Table.Settlements),
		len(in.Facts.Lines)+len(in.Facts.Places), len(dates))
	bands, err := pullbackDates(fsys)
	if err != nil {
		return nil, err
	}
	done := 0
	days, err := control.Compute(in,
		control.Options{Dates: dates, DistanceBandDates: bands,
			OnComputed: func(d *control.Snapshot) {
				done++
				fmt.Fprintf(t.stderr, "data: %s (%d of %d), %d faces, %.1f s\n", d.Date, done,
					len(dates), len(d.Faces), time.Since(start).Seconds())
			}})
	if err != nil {
		return nil, err
	}
	made := map[string][]byte{}
	for _, d := range days {
		if err := addDateFiles(made, fsys, d); err != nil {
			return nil, err
		}
	}
	if err := addScenarioFiles(made, fsys); err != nil {
		return nil, err
	}
	fmt.Fprintf(t.stderr, "data: done in %.1f s\n", time.Since(start).Seconds())
	return made, nil
}

// addDateFiles adds the files of a date.
func addDateFiles(made map[string][]byte, fsys fs.FS, d *control.Snapshot) error {
	made[control.ControlFile(d.Date)] = geo.Encode(d.ControlGeoJSON())
	made[control.ContactLineFile(d.Date)] = geo.Encode(d.ContactLineGeoJSON())
	made[control.UncertaintyBandFile(d.Date)] = geo.Encode(d.UncertaintyBandGeoJSON())
	made[control.SubdivisionFile(d.Date)] = geo.Encode(d.SubdivisionGeoJSON())
	made[measure.FiguresFile(d.Date)] = measure.ComputeFigures(d).Encode()
	holders, err := app.TownHolders(fsys, d.Date)
	if err != nil {
		return err
	}
	towns, err := json.Marshal(townHolders{d.Date, holders})
	made[townHoldersFile(d.Date)] = append(towns, '\n')
	return err
}

// townHolders says who held the labelled towns on a date, for the page, which has no room for the
// table.
type townHolders struct {
	Date  string            `json:"date"`
	Towns map[string]string `json:"towns"` // R, G or C by town
}

func townHoldersFile(date string) string { return "geojson/towns-" + date + ".json" }

// importedDates are the dates whose polygons an editor has loaded.
func importedDates(fsys fs.FS) (map[string]bool, error) {
	s, err := story.Load(fsys)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, d := range s.Dates {
		out[d.ID] = d.From == story.FromImport
	}
	return out, nil
}
