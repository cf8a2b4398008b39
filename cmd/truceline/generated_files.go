package main

import (
	"fmt"
	"io/fs"

	"truceline/internal/assetcheck"
	"truceline/internal/assetname"
	"truceline/internal/story"
)

// warnIfStale prints a warning if shapes and figures are out of date.
func (t *tool) warnIfStale(fsys fs.FS) error {
	reason, err := assetcheck.StaleReason(fsys)
	if err == nil && reason != "" {
		fmt.Fprintf(t.stderr, "note: shapes and figures are out of date (%s); run truceline data\n",
			reason)
	}
	return err
}

// refreshIfStale computes shapes and figures again if they are out of date. For the embedded copy,
// whose dir is "", it only warns.
func (t *tool) refreshIfStale(fsys fs.FS, dir string) error {
	if dir == "" {
		return t.warnIfStale(fsys)
	}
	reason, err := assetcheck.StaleReason(fsys)
	if err != nil || reason == "" {
		return err
	}
	fmt.Fprintf(t.stderr, "shapes and figures are out of date (%s)\n", reason)
	return t.updateData(dir)
}

// generatedFiles returns the names of the files in geojson/ that the data command writes, for any
// date or scenario.
func generatedFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, "geojson")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		name := assetname.GeoJSON + e.Name()
		if _, ok := assetname.Date(name); ok || assetname.IsScenario(name) ||
			name == story.ClaimsFile {
			names = append(names, name)
		}
	}
	return names, nil
}
