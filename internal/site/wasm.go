package site

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// wasmName is the file name of the browser's program.
const wasmName = "truceline.wasm"

// ReadWasm reads the browser's program from a file, with its encodings (.br, .gz) if they exist and
// are not older.
func ReadWasm(name string) (*File, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not there: run `make wasm` first", name)
	} else if err != nil {
		return nil, err
	}
	file := newHashedFile("assets/"+filepath.Base(name), data)
	file.Brotli = readIfNewer(name, name+".br")
	file.Gzip = readIfNewer(name, name+".gz")
	return file, nil
}

// OpenWasm reads the browser's program from a folder that has only its two encodings. If they are
// missing, the error is fs.ErrNotExist.
func OpenWasm(fsys fs.FS, folder string) (*File, error) {
	gzipped, err := fs.ReadFile(fsys, path.Join(folder, wasmName+".gz"))
	if err != nil {
		return nil, err
	}
	brotli, err := fs.ReadFile(fsys, path.Join(folder, wasmName+".br"))
	if err != nil {
		return nil, err
	}
	reader, err := gzip.NewReader(bytes.NewReader(gzipped))
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", wasmName, err)
	}
	data, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", wasmName, err)
	}
	file := newHashedFile("assets/"+wasmName, data)
	file.Brotli, file.Gzip = brotli, gzipped
	return file, nil
}

func (b *builder) addWasm(file *File) error {
	if file == nil {
		return errors.New("a site needs the browser's program")
	}
	b.shared.Config.Wasm = assetRef{URL: b.site.add(file).Name, Size: len(file.Data),
		Hash: digest(file.Data)}
	return nil
}

// readIfNewer reads a derived file, or returns nil if it is missing or older than its source.
func readIfNewer(source, derived string) []byte {
	sourceInfo, err := os.Stat(source)
	if err != nil {
		return nil
	}
	if info, err := os.Stat(derived); err != nil || info.ModTime().Before(sourceInfo.ModTime()) {
		return nil
	}
	data, err := os.ReadFile(derived)
	if err != nil {
		return nil
	}
	return data
}
