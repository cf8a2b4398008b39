package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// How hard files are compressed for a host that cannot: from level 9 of brotli to 10 pages lose a
// tenth for a quarter of a second each, from there to 11 half a percent for another half.
const (
	distBrotliLevel = 10
	distGzipLevel   = 9
)

// WriteResult says what a folder holds after Write.
type WriteResult struct {
	// Files is the number of the site's files, New that of those that were not there, or other than
	// now.
	Files, Changed int
}

// Write writes the site into a folder, with compressed forms beside the files, rules for hosts and
// a manifest. Files of earlier sites whose names carry hashes, and versions that are kept, stay.
// Each file is written whole or not at all: those with hashes first, pages last, so that at no
// moment a page asks for what is not there.
func (s *Site) Write(dir string) (WriteResult, error) {
	files, err := s.compressedFiles()
	if err != nil {
		return WriteResult{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return WriteResult{}, fmt.Errorf("%s cannot be made: %w", dir, err)
	}
	rules, err := s.hostingFiles(dir)
	if err != nil {
		return WriteResult{}, err
	}
	files = append(files, rules...)
	slices.SortFunc(files, func(a, b *File) int {
		if a.Hashed() != b.Hashed() {
			if a.Hashed() {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	files = append(files, manifestFile(files))
	w := WriteResult{Files: len(files)}
	for _, f := range files {
		isNew, err := writeEncodings(dir, f)
		if err != nil {
			return w, err
		}
		if isNew {
			w.Changed++
		}
	}
	return w, nil
}

// compressedFiles is every file of the site, made and compressed.
func (s *Site) compressedFiles() ([]*File, error) {
	files := s.Files()
	faults := make([]error, len(files))
	var wait sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, f := range files {
		wait.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wait.Done() }()
			if faults[i] = f.Load(); faults[i] == nil && f.compressible() {
				faults[i] = f.Compress(distBrotliLevel, distGzipLevel)
			}
		}()
	}
	wait.Wait()
	return files, errors.Join(faults...)
}

// compressible says that compressed forms are worth making.
func (f *File) compressible() bool { return !strings.HasSuffix(f.Name, ".png") }

// writeEncodings writes a file and its compressed forms, and says whether anything was not there
// already.
func writeEncodings(dir string, f *File) (bool, error) {
	isNew := false
	for _, form := range []struct {
		ext  string
		data []byte
	}{{".br", f.Brotli}, {".gz", f.Gzip}, {"", f.Data}} {
		name := filepath.Join(dir, filepath.FromSlash(f.Name)) + form.ext
		if form.ext != "" && len(form.data) == 0 {
			// of an earlier content
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return isNew, err
			}
			continue
		}
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, form.data) {
			continue
		}
		if err := writeAtomic(name, form.data); err != nil {
			return isNew, err
		}
		isNew = true
	}
	return isNew, nil
}

// writeAtomic writes a file beside its place and moves it there.
func writeAtomic(name string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("%s cannot be made: %w", filepath.Dir(name), err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".writing-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// manifestName is the list of the folder's files with their hashes.
const manifestName = "manifest.json"

// manifestFile lists files by name with the SHA-256 of their content.
func manifestFile(files []*File) *File {
	list := map[string]string{}
	for _, f := range files {
		list[f.Name] = digest(f.Data)
	}
	data, err := json.MarshalIndent(map[string]any{"algorithm": "sha256", "files": list}, "", " ")
	if err != nil {
		panic(err) // strings always encode
	}
	return &File{Name: manifestName, Data: append(data, '\n')}
}
