package site

import (
	"encoding/json"
	"errors"
	"io/fs"

	"truceline/internal/app"
	"truceline/internal/assetbundle"
	"truceline/internal/scene"
)

// withDerivedFiles adds to the editor's files what the page's program cannot find out: which
// languages it may ask for, and who held the labelled towns on each date, read off the whole table
// of settlements; and what would take it long: which stretches of the base map are which borders.
func withDerivedFiles(assets fs.FS, a *app.App) (fs.FS, error) {
	view := a.View()
	extra := &assetbundle.Files{}
	if err := addLangList(extra, view.Langs); err != nil {
		return nil, err
	}
	if err := addTownHolders(extra, assets, view.Dates); err != nil {
		return nil, err
	}
	if err := extra.Put(scene.BordersFile, a.World().EncodeBorders()); err != nil {
		return nil, err
	}
	return &unionFS{assets, extra}, nil
}

func addLangList(extra *assetbundle.Files, langs []app.Choice) error {
	var codes []string
	for _, lang := range langs {
		codes = append(codes, lang.ID)
	}
	data, err := json.Marshal(codes)
	if err != nil {
		return err
	}
	return extra.Put(app.LangsFile, data)
}

// addTownHolders leaves a file that is there already as it is.
func addTownHolders(extra *assetbundle.Files, assets fs.FS, dates []app.Day) error {
	for _, date := range dates {
		name := "geojson/towns-" + date.ID + ".json"
		if _, err := fs.Stat(assets, name); err == nil {
			continue
		}
		holders, err := app.TownHolders(assets, date.ID)
		if errors.Is(err, fs.ErrNotExist) {
			continue // no table of settlements, only imported shapes
		} else if err != nil {
			return err
		}
		data, err := json.Marshal(map[string]any{"towns": holders})
		if err != nil {
			return err
		}
		if err := extra.Put(name, data); err != nil {
			return err
		}
	}
	return nil
}

// unionFS is a file system with some files more.
type unionFS struct {
	fs.FS
	extra *assetbundle.Files
}

func (o *unionFS) Open(name string) (fs.File, error) {
	if file, err := o.FS.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	return o.extra.Open(name)
}

// ReadDir lists what both have in a folder.
func (o *unionFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if err != nil {
		return nil, err
	}
	if more, err := o.extra.ReadDir(name); err == nil {
		entries = append(entries, more...)
	}
	return entries, nil
}
