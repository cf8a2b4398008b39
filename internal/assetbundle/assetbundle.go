// Package assetbundle packs files into one JSON object, {"path": content, …}, and reads it as a
// file system. JSON files are embedded in the object as they are, so reading them needs no
// decoding; any other text is a JSON string.
//
// The site generator writes bundles, the browser's program reads them.
package assetbundle

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"unicode/utf8"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
	"truceline/internal/memfs"
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
		b.Write(jsonlite.AppendString(nil, name))
		b.WriteByte(':')
		if isJSON(name) {
			if err := jsonlite.Validate(data); err != nil {
				return nil, diag.InFile(name, err)
			}
			b.Write(bytes.TrimSpace(data))
			continue
		}
		if !utf8.Valid(data) {
			return nil, fmt.Errorf("%s: not UTF-8 text", name)
		}
		b.Write(jsonlite.AppendString(nil, string(data)))
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

// Files is a file system of the files that were added by Put and Unpack. The zero value is an empty
// file system. It is not safe to add files while others are read.
type Files struct {
	memfs.FS
}

// Put adds one file, replacing any earlier file of that name. It retains data, which must not be
// changed afterwards.
func (f *Files) Put(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return &fs.PathError{Op: "put", Path: name, Err: fs.ErrInvalid}
	}
	if f.FS == nil {
		f.FS = memfs.FS{}
	}
	f.FS[name] = data
	return nil
}

// Unpack adds the files of a bundle. It retains data, which must not be changed afterwards. The
// error for a malformed bundle is a *diag.Diagnostic, for an invalid file name an *fs.PathError;
// the files before the fault have then been added.
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
