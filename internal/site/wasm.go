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

// wasmName is what the browser's program is called.
const wasmName = "truceline.wasm"

// ReadWasm reads the browser's program, with its compressed forms (.br, .gz) where they stand
// beside it and are not older.
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

// OpenWasm reads the browser's program from a folder that holds its two compressed forms alone. An
// error that is fs.ErrNotExist says that there is none.
func OpenWasm(fsys fs.FS, folder string) (*File, error) {
	packed, err := fs.ReadFile(fsys, path.Join(folder, wasmName+".gz"))
	if err != nil {
		return nil, err
	}
	smallest, err := fs.ReadFile(fsys, path.Join(folder, wasmName+".br"))
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", wasmName, err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", wasmName, err)
	}
	file := newHashedFile("assets/"+wasmName, data)
	file.Brotli, file.Gzip = smallest, packed
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

// readIfNewer reads a file that was made from another, unless it is missing or older.
func readIfNewer(from, made string) []byte {
	origin, err := os.Stat(from)
	if err != nil {
		return nil
	}
	if info, err := os.Stat(made); err != nil || info.ModTime().Before(origin.ModTime()) {
		return nil
	}
	data, err := os.ReadFile(made)
	if err != nil {
		return nil
	}
	return data
}
