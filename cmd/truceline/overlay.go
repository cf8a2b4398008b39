package main

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlayFS is a file system in which some files are replaced or added.
type overlayFS struct {
	base  fs.FS
	files map[string][]byte
}

func (o overlayFS) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return &memoryFile{memoryInfo{path.Base(name), int64(len(data))}, bytes.NewReader(data)},
			nil
	}
	return o.base.Open(name)
}

// ReadDir implements fs.ReadDirFS, so that directory listings include the added files.
func (o overlayFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.base, name)
	for file, data := range o.files {
		if path.Dir(file) != name {
			continue
		}
		info := memoryInfo{path.Base(file), int64(len(data))}
		entries = slices.DeleteFunc(entries,
			func(e fs.DirEntry) bool { return e.Name() == info.name })
		entries, err = append(entries, fs.FileInfoToDirEntry(info)), nil
	}
	slices.SortFunc(entries,
		func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

type memoryFile struct {
	info memoryInfo
	*bytes.Reader
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memoryFile) Close() error               { return nil }

type memoryInfo struct {
	name string
	size int64
}

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.size }
func (i memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
