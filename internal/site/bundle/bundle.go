// Package bundle packs files into one JSON object, {"path": content, …}, and reads it as a file system. A file that
// is JSON itself stands in the object as it is, any other text as a string, so packing JSON costs nothing to undo.
//
// The site writes bundles, the browser's program reads them.
package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Pack packs the named files of fsys in the order of their names. Equal files give equal bytes.
func Pack(fsys fs.FS, names []string) ([]byte, error) {
	names = slices.Clone(names)
	slices.Sort(names)
	var out bytes.Buffer
	for i, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		separator := ",\n"
		if i == 0 {
			separator = "{"
		}
		out.WriteString(separator)
		out.Write(quote(name))
		out.WriteByte(':')
		if isJSON(name) {
			if !json.Valid(data) {
				return nil, fmt.Errorf("%s: not valid JSON", name)
			}
			out.Write(bytes.TrimSpace(data))
			continue
		}
		if !utf8.Valid(data) {
			return nil, fmt.Errorf("%s: not UTF-8 text", name)
		}
		out.Write(quote(string(data)))
	}
	if len(names) == 0 {
		out.WriteByte('{')
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

func isJSON(name string) bool {
	ext := path.Ext(name)
	return ext == ".json" || ext == ".geojson"
}

func quote(s string) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return bytes.TrimSpace(out.Bytes())
}

// Files is a read-only file system of the files that were added. The zero value is empty and ready.
type Files struct {
	content map[string][]byte
}

var (
	_ fs.ReadFileFS = (*Files)(nil)
	_ fs.ReadDirFS  = (*Files)(nil)
)

// Put adds one file, in place of an earlier one of the same name. The bytes are kept, not copied.
func (f *Files) Put(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return &fs.PathError{Op: "put", Path: name, Err: fs.ErrInvalid}
	}
	if f.content == nil {
		f.content = map[string][]byte{}
	}
	f.content[name] = data
	return nil
}

// Unpack adds the files of a bundle. The bundle's bytes are kept, not copied, and must not be changed afterwards.
func (f *Files) Unpack(data []byte) error {
	s := scanner{data: data}
	if !s.take('{') {
		return s.fault("an object")
	}
	if s.take('}') {
		return s.end()
	}
	for {
		name, ok := s.text()
		if !ok || !s.take(':') {
			return s.fault("a file's name")
		}
		content, ok := s.value()
		if !ok {
			return s.fault("the content of " + name)
		}
		if err := f.Put(name, content); err != nil {
			return err
		}
		if s.take('}') {
			return s.end()
		}
		if !s.take(',') {
			return s.fault("a comma after " + name)
		}
	}
}

// ReadFile returns a copy of a file's bytes.
func (f *Files) ReadFile(name string) ([]byte, error) {
	if data, ok := f.content[name]; ok {
		return bytes.Clone(data), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open opens a file or a folder.
func (f *Files) Open(name string) (fs.File, error) {
	if data, ok := f.content[name]; ok {
		return &file{info: info{name: path.Base(name), size: int64(len(data))}, Reader: bytes.NewReader(data)}, nil
	}
	if entries, err := f.ReadDir(name); err == nil {
		return &folder{info: info{name: path.Base(name), dir: true}, entries: entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder, sorted by name.
func (f *Files) ReadDir(name string) ([]fs.DirEntry, error) {
	prefix := ""
	if name != "." {
		prefix = name + "/"
	}
	found := map[string]info{}
	for full, data := range f.content {
		rest, ok := strings.CutPrefix(full, prefix)
		if !ok {
			continue
		}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			found[first] = info{name: first, dir: true}
		} else {
			found[rest] = info{name: rest, size: int64(len(data))}
		}
	}
	if len(found) == 0 && name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	entries := make([]fs.DirEntry, 0, len(found))
	for _, i := range found {
		entries = append(entries, fs.FileInfoToDirEntry(i))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string { return i.name }
func (i info) Size() int64  { return i.size }
func (i info) IsDir() bool  { return i.dir }
func (i info) Sys() any     { return nil }

// ModTime is the zero time: a bundle keeps no times.
func (i info) ModTime() time.Time { return time.Time{} }

func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type file struct {
	info
	*bytes.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// Size is the file's size; both embedded types have one.
func (f *file) Size() int64 { return f.info.Size() }

type folder struct {
	info
	entries []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir hands out the entries as fs.ReadDirFile asks.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
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
