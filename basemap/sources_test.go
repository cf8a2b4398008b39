package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

// assets/SOURCES.md has the checksum of each extract.
func TestSourcesAreRecorded(t *testing.T) {
	record, err := fs.ReadFile(assetsFS, "SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(inputFS, "sources/*")
	if err != nil || len(files) != 5 {
		t.Fatalf("extracts %v, %v", files, err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(inputFS, name)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("| `basemap/%s` | `%x` |", name, sha256.Sum256(data))
		if !strings.Contains(string(record), line) {
			t.Errorf("SOURCES.md lacks the line\n%s", line)
		}
	}
}
