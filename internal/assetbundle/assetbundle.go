// Package assetbundle packs files into one JSON object, {"path": content, …}, and reads it as a
// file system. A file that is JSON itself stands in the object as it is, any other text as a
// string, so packing JSON costs nothing to undo.
//
// The site writes bundles, the browser's program reads them.
package assetbundle

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
		out.Write(quoteJSON(name))
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
		out.Write(quoteJSON(string(data)))
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

func quoteJSON(s string) []byte {
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

// Unpack adds the files of a bundle. The bundle's bytes are kept, not copied, and must not be
// changed afterwards.
func (f *Files) Unpack(data []byte) error {
	s := scanner{data: data}
	if !s.accept('{') {
		return s.newError("an object")
	}
	if s.accept('}') {
		return s.expectEnd()
	}
	for {
		name, ok := s.readString()
		if !ok || !s.accept(':') {
			return s.newError("a file's name")
		}
		content, ok := s.readContent()
		if !ok {
			return s.newError("the content of " + name)
		}
		if err := f.Put(name, content); err != nil {
			return err
		}
		if s.accept('}') {
			return s.expectEnd()
		}
		if !s.accept(',') {
			return s.newError("a comma after " + name)
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
		return &openFile{fileInfo: fileInfo{name: path.Base(name), size: int64(len(data))},
			Reader: bytes.NewReader(data)}, nil
	}
	if entries, err := f.ReadDir(name); err == nil {
		return &openDir{fileInfo: fileInfo{name: path.Base(name), dir: true}, entries: entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder, sorted by name.
func (f *Files) ReadDir(name string) ([]fs.DirEntry, error) {
	prefix := ""
	if name != "." {
		prefix = name + "/"
	}
	found := map[string]fileInfo{}
	for full, data := range f.content {
		rest, ok := strings.CutPrefix(full, prefix)
		if !ok {
			continue
		}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			found[first] = fileInfo{name: first, dir: true}
		} else {
			found[rest] = fileInfo{name: rest, size: int64(len(data))}
		}
	}
	if len(found) == 0 && name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	entries := make([]fs.DirEntry, 0, len(found))
	for _, i := range found {
		entries = append(entries, fs.FileInfoToDirEntry(i))
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

// ModTime is the zero time: a bundle keeps no times.
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

// Size is the file's size; both embedded types have one.
func (f *openFile) Size() int64 { return f.fileInfo.Size() }

type openDir struct {
	fileInfo
	entries []fs.DirEntry
}

func (f *openDir) Stat() (fs.FileInfo, error) { return f.fileInfo, nil }
func (f *openDir) Close() error               { return nil }

func (f *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir hands out the entries as fs.ReadDirFile asks.
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
