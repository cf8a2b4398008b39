package site

import (
	"encoding/json"
	"errors"
	"io/fs"

	"truceline/internal/app"
	"truceline/internal/site/bundle"
)

// withTowns adds to the editor's files what the page has no room to work out: who held the labelled towns on each
// date, read off the whole table of settlements. A file that is there already is left as it is.
func withTowns(assets fs.FS, dates []app.Day) (fs.FS, error) {
	extra := &bundle.Files{}
	for _, date := range dates {
		name := "geojson/towns-" + date.ID + ".json"
		if _, err := fs.Stat(assets, name); err == nil {
			continue
		}
		holders, err := app.TownHolders(assets, date.ID)
		if errors.Is(err, fs.ErrNotExist) {
			continue // no table of settlements, only imported shapes
		} else if err != nil {
			return nil, err
		}
		data, err := json.Marshal(map[string]any{"towns": holders})
		if err != nil {
			return nil, err
		}
		if err := extra.Put(name, data); err != nil {
			return nil, err
		}
	}
	return &overlay{assets, extra}, nil
}

// overlay is a file system with some files more.
type overlay struct {
	fs.FS
	extra *bundle.Files
}

func (o *overlay) Open(name string) (fs.File, error) {
	if file, err := o.FS.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	return o.extra.Open(name)
}

// ReadDir lists what both have in a folder.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if err != nil {
		return nil, err
	}
	if more, err := o.extra.ReadDir(name); err == nil {
		entries = append(entries, more...)
	}
	return entries, nil
}
