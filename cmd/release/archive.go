package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// An entry is one file of an archive. Directories have no entries of their own.
type entry struct {
	// name is the slash-separated path below the archive's top directory.
	name string
	data []byte
	// executable reports whether the file is a program.
	executable bool
}

func (e entry) mode() fs.FileMode {
	if e.executable {
		return 0o755
	}
	return 0o644
}

// archiveModTime is the modification time of every file in every archive. It is fixed so that
// archives are reproducible.
var archiveModTime = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// sortEntries returns the entries sorted by name. It returns an error for a name that is not a
// plain relative path and for a name that occurs twice.
func sortEntries(entries []entry) ([]entry, error) {
	sorted := slices.SortedFunc(slices.Values(entries),
		func(a, b entry) int { return strings.Compare(a.name, b.name) })
	for i, e := range sorted {
		if !fs.ValidPath(e.name) || e.name == "." || strings.ContainsAny(e.name, `\:`) {
			return nil, fmt.Errorf("%q is no name for a file in an archive", e.name)
		}
		if i > 0 && sorted[i-1].name == e.name {
			return nil, fmt.Errorf("%s stands twice in the archive", e.name)
		}
	}
	return sorted, nil
}

// writeTar writes a .tar.gz archive with all files below a directory named folder.
func writeTar(w io.Writer, folder string, entries []entry) error {
	sorted, err := sortEntries(entries)
	if err != nil {
		return err
	}
	gz, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	tw := tar.NewWriter(gz)
	for _, e := range sorted {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: folder + "/" + e.name, Mode: int64(e.mode()),
			Size:    int64(len(e.data)),
			ModTime: archiveModTime, Format: tar.FormatUSTAR,
		}
		if err := tw.WriteHeader(header); err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		if _, err := tw.Write(e.data); err != nil {
			return err
		}
	}
	if err := tw.Close(); err != nil {
		return err
	}
	return gz.Close()
}

// writeZip writes a .zip archive with all files below a directory named folder.
func writeZip(w io.Writer, folder string, entries []entry) error {
	sorted, err := sortEntries(entries)
	if err != nil {
		return err
	}
	zw := zip.NewWriter(w)
	zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, e := range sorted {
		header := &zip.FileHeader{Name: folder + "/" + e.name, Method: zip.Deflate,
			Modified: archiveModTime}
		header.SetMode(e.mode())
		file, err := zw.CreateHeader(header)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		if _, err := file.Write(e.data); err != nil {
			return err
		}
	}
	return zw.Close()
}
