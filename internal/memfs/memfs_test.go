package memfs_test

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"truceline/internal/memfs"
)

func TestFS(t *testing.T) {
	files := memfs.FS{"a.txt": []byte("a"), "dir/b.txt": []byte("b"), "dir/sub/c": nil}
	if err := fstest.TestFS(files, "a.txt", "dir/b.txt", "dir/sub/c"); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS(memfs.FS(nil)); err != nil {
		t.Error(err)
	}
}

func TestFS_ReadFileReturnsCopy(t *testing.T) {
	files := memfs.FS{"a": []byte("a")}
	data, err := files.ReadFile("a")
	if err != nil {
		t.Fatal(err)
	}
	data[0] = 'x'
	if string(files["a"]) != "a" {
		t.Error("the file was changed")
	}
}

func TestOverlay(t *testing.T) {
	overlay := memfs.Overlay{
		Upper: memfs.FS{"a": []byte("upper"), "dir/x": nil, "only-upper/y": nil},
		Lower: fstest.MapFS{"a": {Data: []byte("lower")}, "dir/z": {}, "only-lower/w": {}},
	}
	if err := fstest.TestFS(overlay, "a", "dir/x", "dir/z", "only-upper/y",
		"only-lower/w"); err != nil {
		t.Error(err)
	}
	if data, err := fs.ReadFile(overlay, "a"); err != nil || string(data) != "upper" {
		t.Errorf("read %q (%v), want the upper file", data, err)
	}
	if names, err := fs.Glob(overlay, "dir/*"); err != nil || len(names) != 2 {
		t.Errorf("found %v (%v), want two files", names, err)
	}
	if _, err := fs.ReadDir(overlay, "nowhere"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing directory: %v", err)
	}
}
