package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestReplaceFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "geojson/a", []byte("a"))
	write(t, dir, "geojson/b", []byte("b"))
	write(t, dir, "geojson/c", []byte("c"))
	if err := replaceFiles(dir, map[string][]byte{"geojson/a": []byte("A"), "new/d": []byte("D")}, []string{"geojson/b", "geojson/none"}); err != nil {
		t.Fatal(err)
	}
	got := tree(t, dir)
	if len(got) != 3 || read(t, dir, "geojson/a") != "A" || read(t, dir, "geojson/c") != "c" || read(t, dir, "new/d") != "D" {
		t.Errorf("left %v", got)
	}
}

// TestReplaceFilesStops: whatever step fails, everything is as it was.
func TestReplaceFilesStops(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "geojson/a", []byte("a"))
	write(t, dir, "geojson/b", []byte("b"))
	write(t, dir, "geojson/x/inside", []byte("x"))
	before := tree(t, dir)
	// A file cannot stand where a folder's file stands: moving b/below in fails after a has been moved away.
	err := replaceFiles(dir, map[string][]byte{"geojson/a": []byte("A"), "geojson/b/below": []byte("B")}, nil)
	if err == nil || !maps.Equal(before, tree(t, dir)) {
		t.Errorf("%v, left %v", err, tree(t, dir))
	}
}

// TestRecoverFiles: a replacement that a power cut stopped half-way is undone by the next command.
func TestRecoverFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, savedList, []byte(`["geojson/new"]`))
	write(t, dir, savedFolder+"/geojson/a", []byte("a"))
	write(t, dir, "geojson/a", []byte("A"))
	write(t, dir, "geojson/new", []byte("N"))
	write(t, dir, stagedFolder+"/geojson/b", []byte("B"))
	write(t, dir, "geojson/b", []byte("b"))
	if err := recoverFiles(dir); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); len(got) != 2 || read(t, dir, "geojson/a") != "a" || read(t, dir, "geojson/b") != "b" {
		t.Errorf("left %v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, savedFolder)); err == nil {
		t.Error("the saved files are still there")
	}
}

func TestOverlay(t *testing.T) {
	under := fstest.MapFS{"a": {Data: []byte("a")}, "imports/x.geojson": {Data: []byte("x")}}
	o := overlay{under, map[string][]byte{"a": []byte("A"), "imports/y.geojson": []byte("y")}}
	for name, want := range map[string]string{"a": "A", "imports/x.geojson": "x", "imports/y.geojson": "y"} {
		if data, err := fs.ReadFile(o, name); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if names, err := fs.Glob(o, "imports/*.geojson"); err != nil || len(names) != 2 {
		t.Errorf("found %v, %v", names, err)
	}
	if string(under["a"].Data) != "a" {
		t.Error("the file under it changed")
	}
}
