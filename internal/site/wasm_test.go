package site

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

func TestOpenWasmMatchesReadWasm(t *testing.T) {
	name := filepath.Join(t.TempDir(), wasmName)
	if err := os.WriteFile(name, bytes.Repeat([]byte("\x00asm"), 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	read, err := ReadWasm(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Compress(5, 6); err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"packed/" + wasmName + ".br": {Data: read.Brotli},
		"packed/" + wasmName + ".gz": {Data: read.Gzip}}
	opened, err := OpenWasm(folder, "packed")
	if err != nil {
		t.Fatal(err)
	}
	if opened.Name != read.Name || !bytes.Equal(opened.Data, read.Data) ||
		!bytes.Equal(opened.Brotli, read.Brotli) || !bytes.Equal(opened.Gzip, read.Gzip) {
		t.Errorf("%s is not %s", opened.Name, read.Name)
	}
	folder["packed/"+wasmName+".gz"].Data = read.Gzip[:len(read.Gzip)-9]
	if _, err := OpenWasm(folder, "packed"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a cut file: %v", err)
	}
	if _, err := OpenWasm(fstest.MapFS{}, "packed"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestReadWasmIgnoresOlderEncodings(t *testing.T) {
	name := filepath.Join(t.TempDir(), wasmName)
	for _, file := range []string{name, name + ".br", name + ".gz"} {
		if err := os.WriteFile(file, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(name+".br", old, old); err != nil {
		t.Fatal(err)
	}
	file, err := ReadWasm(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Brotli) > 0 || string(file.Gzip) != name+".gz" {
		t.Errorf("brotli %q, gzip %q", file.Brotli, file.Gzip)
	}
}
