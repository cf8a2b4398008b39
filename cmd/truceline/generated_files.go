package main

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"truceline/internal/assetcheck"
	"truceline/internal/control"
	"truceline/internal/story"
)

// warnIfStale tells the reader that what a command shows is out of date.
func (t *tool) warnIfStale(fsys fs.FS) error {
	why, err := assetcheck.StaleReason(fsys)
	if err == nil && why != "" {
		fmt.Fprintf(t.stderr, "note: shapes and figures are out of date (%s); run truceline data\n",
			why)
	}
	return err
}

// refreshIfStale works shapes and figures out again if they are out of date; of the embedded copy,
// whose folder is "", it can only say so.
func (t *tool) refreshIfStale(fsys fs.FS, dir string) error {
	if dir == "" {
		return t.warnIfStale(fsys)
	}
	why, err := assetcheck.StaleReason(fsys)
	if err != nil || why == "" {
		return err
	}
	fmt.Fprintf(t.stderr, "shapes and figures are out of date (%s)\n", why)
	return t.updateData(dir)
}

// generatedFiles lists the files of geojson/ that the data command made or would make, whatever
// their date or scenario.
func generatedFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, "geojson")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		kind, rest, _ := strings.Cut(e.Name(), "-")
		date, _, _ := strings.Cut(rest, ".")
		ofDate := slices.Contains([]string{"control", "contact", "band", "subdivision", "figures",
			"towns", "withdrawals"}, kind) && control.IsDate(date)
		if ofDate || kind == "scenario" || path.Join("geojson", e.Name()) == story.ClaimsFile {
			list = append(list, path.Join("geojson", e.Name()))
		}
	}
	return list, nil
}

// dateInFileName returns the date in the name of one of ownFiles; for those without one, something
// that is no date.
func dateInFileName(name string) string {
	_, rest, _ := strings.Cut(path.Base(name), "-")
	date, _, _ := strings.Cut(rest, ".")
	return date
}
