// Package memfs has file systems in memory: FS holds files, Overlay lays one file system over
// another. testing/fstest.MapFS would do the same, but it is made for tests and imports their
// packages.
package memfs

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS is a read-only file system that maps the paths of its files to their content.
type FS map[string][]byte

var (
	_ fs.ReadFileFS = FS(nil)
	_ fs.ReadDirFS  = FS(nil)
)

// ReadFile implements fs.ReadFileFS. It returns a copy.
func (f FS) ReadFile(name string) ([]byte, error) {
	if data, ok := f[name]; ok {
		return bytes.Clone(data), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open implements fs.FS. Directories exist as far as files are in them.
func (f FS) Open(name string) (fs.File, error) {
	if data, ok := f[name]; ok {
		return &openFile{fileInfo: fileInfo{name: path.Base(name), size: int64(len(data))},
			Reader: bytes.NewReader(data)}, nil
	}
	if entries, err := f.ReadDir(name); err == nil {
		return newDir(name, entries), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	prefix := ""
	if name != "." {
		prefix = name + "/"
	}
	infoByName := map[string]fileInfo{}
	for full, data := range f {
		rest, ok := strings.CutPrefix(full, prefix)
		if !ok {
			continue
		}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			infoByName[first] = fileInfo{name: first, dir: true}
		} else {
			infoByName[rest] = fileInfo{name: rest, size: int64(len(data))}
		}
	}
	if len(infoByName) == 0 && name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	entries := make([]fs.DirEntry, 0, len(infoByName))
	for _, info := range infoByName {
		entries = append(entries, fs.FileInfoToDirEntry(info))
	}
	slices.SortFunc(entries,
		func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

type fileInfo struct {
	name string
	size int64
	dir  bool
}

func (i fileInfo) Name() string { return i.name }
func (i fileInfo) Size() int64  { return i.size }
func (i fileInfo) IsDir() bool  { return i.dir }
func (i fileInfo) Sys() any     { return nil }

// ModTime returns the zero time: none is stored.
func (i fileInfo) ModTime() time.Time { return time.Time{} }

func (i fileInfo) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type openFile struct {
	fileInfo
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.fileInfo, nil }
func (f *openFile) Close() error               { return nil }

// Size returns the file's size; without it the Size methods of the embedded types would be
// ambiguous.
func (f *openFile) Size() int64 { return f.fileInfo.Size() }

type openDir struct {
	fileInfo
	entries []fs.DirEntry
}

func newDir(name string, entries []fs.DirEntry) *openDir {
	return &openDir{fileInfo: fileInfo{name: path.Base(name), dir: true}, entries: entries}
}

func (f *openDir) Stat() (fs.FileInfo, error) { return f.fileInfo, nil }
func (f *openDir) Close() error               { return nil }

func (f *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (f *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.entries)
	} else if len(f.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.entries))
	out := f.entries[:n]
	f.entries = f.entries[n:]
	return out, nil
}
