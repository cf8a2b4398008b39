package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"slices"
	"testing"
	"time"
)

var sampleEntries = []entry{
	{"truceline", bytes.Repeat([]byte("program"), 1000), true},
	{"assets/story.json", []byte("{}"), false}, {"VERSION", []byte("1\n"), false},
}

// extractedFile is a file as read back from an archive.
type extractedFile struct {
	name string
	data string
	mode fs.FileMode
	time time.Time
}

func TestArchiveRoundTrip(t *testing.T) {
	var want []extractedFile
	for _, name := range []string{"VERSION", "assets/story.json", "truceline"} { // sorted
		e := sampleEntries[slices.IndexFunc(sampleEntries,
			func(e entry) bool { return e.name == name })]
		want = append(want, extractedFile{"x-1/" + name, string(e.data), e.mode(), archiveModTime})
	}
	for kind, read := range map[string]func([]byte) ([]extractedFile, error){"tar": readTar,
		"zip": readZip} {
		got, err := read(writeArchive(t, kind, sampleEntries))
		same := slices.EqualFunc(got, want, func(a, b extractedFile) bool {
			return a.name == b.name && a.data == b.data && a.mode == b.mode && a.time.Equal(b.time)
		})
		if err != nil || !same {
			t.Errorf("%s: %v, %v", kind, got, err)
		}
	}
}

func TestArchivesAreReproducible(t *testing.T) {
	reversed := slices.Clone(sampleEntries)
	slices.Reverse(reversed)
	for _, kind := range []string{"tar", "zip"} {
		if !bytes.Equal(writeArchive(t, kind, sampleEntries), writeArchive(t, kind, reversed)) {
			t.Errorf("%s: the order of entries shows", kind)
		}
	}
}

func TestArchivesRefuseBadNames(t *testing.T) {
	for _, name := range []string{"", ".", "/etc/passwd", "../x", "a/../b", "a//b", "a/", `a\b`,
		"C:x"} {
		for _, write := range []func(io.Writer, string, []entry) error{writeTar, writeZip} {
			if err := write(io.Discard, "x-1", []entry{{name: name}}); err == nil {
				t.Errorf("%q is taken", name)
			}
		}
	}
	if err := writeTar(io.Discard, "x-1",
		[]entry{{name: "a"}, {name: "b"}, {name: "a"}}); err == nil {
		t.Error("one name stands twice")
	}
}

func writeArchive(t *testing.T, kind string, entries []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	write := writeTar
	if kind == "zip" {
		write = writeZip
	}
	if err := write(&out, "x-1", entries); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readTar(data []byte) (files []extractedFile, err error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for r := tar.NewReader(z); ; {
		header, err := r.Next()
		if err == io.EOF {
			return files, nil
		} else if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		files = append(files,
			extractedFile{header.Name, string(text), fs.FileMode(header.Mode), header.ModTime})
	}
}

func readZip(data []byte) (files []extractedFile, err error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, f := range r.File {
		text, err := fs.ReadFile(r, f.Name)
		if err != nil {
			return nil, err
		}
		files = append(files, extractedFile{f.Name, string(text), f.Mode(), f.Modified})
	}
	return files, nil
}
