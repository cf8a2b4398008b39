package main

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"truceline/internal/assetcheck"
	"truceline/internal/isodate"
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
		kind, date := splitFileName(e.Name())
		ofDate := slices.Contains([]string{"control", "contact", "band", "subdivision", "figures",
			"towns", "withdrawals"}, kind) && isodate.IsDate(date)
		if ofDate || kind == "scenario" || path.Join("geojson", e.Name()) == story.ClaimsFile {
			names = append(names, path.Join("geojson", e.Name()))
		}
	}
	return names, nil
}

// dateInFileName returns the date in the name of a generated file. For files without a date it
// returns another part of the name.
func dateInFileName(name string) string {
	_, date := splitFileName(path.Base(name))
	return date
}

// splitFileName splits the name of a generated file, such as control-2026-01-06.geojson, into its
// kind and its date.
func splitFileName(base string) (kind, date string) {
	kind, rest, _ := strings.Cut(base, "-")
	date, _, _ = strings.Cut(rest, ".")
	return kind, date
}
