// Package assetbundle packs files into one JSON object, {"path": content, …}, and reads it as a
// file system. JSON files are embedded in the object as they are, so reading them needs no
// decoding; any other text is a JSON string.
//
// The site generator writes bundles, the browser's program reads them.
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

// Pack returns a bundle of the named files of fsys, sorted by name. Equal files give equal bytes.
// It returns an error for a file with the extension of JSON that is not valid JSON, and for any
// other that is not UTF-8.
func Pack(fsys fs.FS, names []string) ([]byte, error) {
	names = slices.Clone(names)
	slices.Sort(names)
	var b bytes.Buffer
	for i, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		separator := ",\n"
		if i == 0 {
			separator = "{"
		}
		b.WriteString(separator)
		b.Write(quoteJSON(name))
		b.WriteByte(':')
		if isJSON(name) {
			if !json.Valid(data) {
				return nil, fmt.Errorf("%s: not valid JSON", name)
			}
			b.Write(bytes.TrimSpace(data))
			continue
		}
		if !utf8.Valid(data) {
			return nil, fmt.Errorf("%s: not UTF-8 text", name)
		}
		b.Write(quoteJSON(string(data)))
	}
	if len(names) == 0 {
		b.WriteByte('{')
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

// isJSON reports whether a file is embedded as JSON, by its extension.
func isJSON(name string) bool {
	ext := path.Ext(name)
	return ext == ".json" || ext == ".geojson"
}

func quoteJSON(s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return bytes.TrimSpace(b.Bytes())
}

// Files is a read-only file system of the files that were added by Put and Unpack. The zero value
// is an empty file system. It is not safe to add files while others are read.
type Files struct {
	content map[string][]byte
}

var (
	_ fs.ReadFileFS = (*Files)(nil)
	_ fs.ReadDirFS  = (*Files)(nil)
)

// Put adds one file, replacing any earlier file of that name. It retains data, which must not be
// changed afterwards.
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

// Unpack adds the files of a bundle. It retains data, which must not be changed afterwards. The
// error for a malformed bundle is a *diag.Diagnostic, for an invalid file name an *fs.PathError; the
// files before the fault have then been added.
func (f *Files) Unpack(data []byte) error {
	sc := scanner{data: data}
	if !sc.accept('{') {
		return sc.newError("an object")
	}
	if sc.accept('}') {
		return sc.expectEnd()
	}
	for {
		name, ok := sc.readString()
		if !ok || !sc.accept(':') {
			return sc.newError("a file's name")
		}
		content, ok := sc.readContent()
		if !ok {
			return sc.newError("the content of " + name)
		}
		if err := f.Put(name, content); err != nil {
			return err
		}
		if sc.accept('}') {
			return sc.expectEnd()
		}
		if !sc.accept(',') {
			return sc.newError("a comma after " + name)
		}
	}
}

// ReadFile implements fs.ReadFileFS. It returns a copy.
func (f *Files) ReadFile(name string) ([]byte, error) {
	if data, ok := f.content[name]; ok {
		return bytes.Clone(data), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open implements fs.FS. Directories exist as far as files are in them.
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

// ReadDir implements fs.ReadDirFS.
func (f *Files) ReadDir(name string) ([]fs.DirEntry, error) {
	prefix := ""
	if name != "." {
		prefix = name + "/"
	}
	infoByName := map[string]fileInfo{}
	for full, data := range f.content {
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

// ModTime returns the zero time: a bundle stores none.
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
