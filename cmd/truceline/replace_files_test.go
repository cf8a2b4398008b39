package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestReplaceFiles(t *testing.T) {
	dir := t.TempDir()
	writeTestFile(t, dir, "geojson/a", []byte("a"))
	writeTestFile(t, dir, "geojson/b", []byte("b"))
	writeTestFile(t, dir, "geojson/c", []byte("c"))
	if err := replaceFiles(dir, map[string][]byte{"geojson/a": []byte("A"), "new/d": []byte("D")},
		[]string{"geojson/b", "geojson/none"}); err != nil {
		t.Fatal(err)
	}
	got := hashTree(t, dir)
	if len(got) != 3 || readTestFile(t, dir, "geojson/a") != "A" ||
		readTestFile(t, dir, "geojson/c") != "c" || readTestFile(t, dir, "new/d") != "D" {
		t.Errorf("left %v", got)
	}
}

// Whichever step fails, the files are unchanged.
func TestReplaceFilesUndoesOnError(t *testing.T) {
	dir := t.TempDir()
	writeTestFile(t, dir, "geojson/a", []byte("a"))
	writeTestFile(t, dir, "geojson/b", []byte("b"))
	writeTestFile(t, dir, "geojson/x/inside", []byte("x"))
	before := hashTree(t, dir)
	// A path component cannot be a file: moving b/below into place fails after a has been moved
	// away.
	err := replaceFiles(dir,
		map[string][]byte{"geojson/a": []byte("A"), "geojson/b/below": []byte("B")}, nil)
	if err == nil || !maps.Equal(before, hashTree(t, dir)) {
		t.Errorf("%v, left %v", err, hashTree(t, dir))
	}
}

// A replacement interrupted by a power cut is undone by the next command.
func TestRecoverFiles(t *testing.T) {
	dir := t.TempDir()
	writeTestFile(t, dir, addedListFile, []byte(`["geojson/new"]`))
	writeTestFile(t, dir, backupDir+"/geojson/a", []byte("a"))
	writeTestFile(t, dir, "geojson/a", []byte("A"))
	writeTestFile(t, dir, "geojson/new", []byte("N"))
	writeTestFile(t, dir, stagingDir+"/geojson/b", []byte("B"))
	writeTestFile(t, dir, "geojson/b", []byte("b"))
	if err := recoverFiles(dir); err != nil {
		t.Fatal(err)
	}
	if got := hashTree(t, dir); len(got) != 2 || readTestFile(t, dir, "geojson/a") != "a" ||
		readTestFile(t, dir, "geojson/b") != "b" {
		t.Errorf("left %v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, backupDir)); err == nil {
		t.Error("the saved files are still there")
	}
}
