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

	"truceline/internal/atomicfile"
)

// Compression levels for hosts that do not compress. See docs/performance.md.
const (
	distBrotliLevel = 10
	distGzipLevel   = 9
)

// WriteResult counts the files that Write has written.
type WriteResult struct {
	// Files is the number of the site's files, Changed the number of those that were new or had
	// other content before.
	Files, Changed int
}

// Write writes the site into a folder, with compressed encodings beside the files, files for hosts
// and a manifest. Hashed files of earlier sites and pinned versions stay. Each file is replaced
// atomically, hashed files first and pages last, so that no page ever refers to a missing file.
func (s *Site) Write(dir string) (WriteResult, error) {
	files, err := s.compressedFiles()
	if err != nil {
		return WriteResult{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return WriteResult{}, fmt.Errorf("%s cannot be made: %w", dir, err)
	}
	hostingFiles, err := s.hostingFiles(dir)
	if err != nil {
		return WriteResult{}, err
	}
	files = append(files, hostingFiles...)
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
	result := WriteResult{Files: len(files)}
	for _, file := range files {
		changed, err := writeEncodings(dir, file)
		if err != nil {
			return result, err
		}
		if changed {
			result.Changed++
		}
	}
	return result, nil
}

// compressedFiles returns all files of the site, generated and compressed.
func (s *Site) compressedFiles() ([]*File, error) {
	files := s.Files()
	errs := make([]error, len(files))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, file := range files {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			if errs[i] = file.Load(); errs[i] == nil && file.compressible() {
				errs[i] = file.Compress(distBrotliLevel, distGzipLevel)
			}
		}()
	}
	wg.Wait()
	return files, errors.Join(errs...)
}

// compressible reports whether compressed encodings of the file are worthwhile.
func (f *File) compressible() bool { return !strings.HasSuffix(f.Name, ".png") }

// writeEncodings writes a file and its compressed encodings. It reports whether any of them
// changed.
func writeEncodings(dir string, file *File) (bool, error) {
	changed := false
	for _, encoding := range []struct {
		ext  string
		data []byte
	}{{".br", file.Brotli}, {".gz", file.Gzip}, {"", file.Data}} {
		name := filepath.Join(dir, filepath.FromSlash(file.Name)) + encoding.ext
		if encoding.ext != "" && len(encoding.data) == 0 {
			// The encoding is of an earlier content.
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return changed, err
			}
			continue
		}
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, encoding.data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return changed, err
		}
		if err := atomicfile.WriteBytes(name, encoding.data); err != nil {
			return changed, err
		}
		changed = true
	}
	return changed, nil
}

// manifestName is the name of the list of all files with their hashes.
const manifestName = "manifest.json"

// manifestFile returns the manifest: the SHA-256 of each file by its name.
func manifestFile(files []*File) *File {
	list := map[string]string{}
	for _, file := range files {
		list[file.Name] = digest(file.Data)
	}
	data, err := json.MarshalIndent(map[string]any{"algorithm": "sha256", "files": list}, "", " ")
	if err != nil {
		panic(err) // strings always encode
	}
	return &File{Name: manifestName, Data: append(data, '\n')}
}
