package site

import (
	"encoding/json"
	"errors"
	"io/fs"

	"truceline/internal/app"
	"truceline/internal/assetbundle"
	"truceline/internal/assetname"
	"truceline/internal/memfs"
	"truceline/internal/scene"
)

// withDerivedFiles returns assets with files added that the browser's program cannot derive itself:
// the list of languages, and the holders of labelled towns by date, which need the whole table of
// settlements. It also adds the borders of the base map, which would take the program long to find.
func withDerivedFiles(assets fs.FS, a *app.App) (fs.FS, error) {
	view := a.View()
	derived := &assetbundle.Files{}
	if err := addLangList(derived, view.Langs); err != nil {
		return nil, err
	}
	if err := addTownHolders(derived, assets, view.Dates); err != nil {
		return nil, err
	}
	if err := derived.Put(scene.BordersFile, a.World().EncodeBorders()); err != nil {
		return nil, err
	}
	return memfs.Overlay{Upper: assets, Lower: derived}, nil
}

func addLangList(derived *assetbundle.Files, langs []app.Choice) error {
	var codes []string
	for _, lang := range langs {
		codes = append(codes, lang.ID)
	}
	data, err := json.Marshal(codes)
	if err != nil {
		return err
	}
	return derived.Put(app.LangsFile, data)
}

// addTownHolders adds the holders of labelled towns on each date whose file does not exist yet.
func addTownHolders(derived *assetbundle.Files, assets fs.FS, dates []app.Day) error {
	for _, date := range dates {
		name := assetname.TownHolders(date.ID)
		if _, err := fs.Stat(assets, name); err == nil {
			continue
		}
		holders, err := app.TownHolders(assets, date.ID)
		if errors.Is(err, fs.ErrNotExist) {
			continue // imported shapes need no table of settlements
		} else if err != nil {
			return err
		}
		data, err := json.Marshal(map[string]any{"towns": holders})
		if err != nil {
			return err
		}
		if err := derived.Put(name, data); err != nil {
			return err
		}
	}
	return nil
}
