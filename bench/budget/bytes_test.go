package budget

import (
	"os"
	"path"
	"strings"
	"testing"

	"truceline/internal/site"
)

const wasmPath = "../../build/truceline.wasm"

// Levels of compression: the page's files as they are served, the program at one that takes a
// second rather than half a minute. What it weighs at level 11 grows and shrinks with it.
const (
	brotliPage    = 11
	brotliProgram = 5
	gzipLevel     = 6
)

// countBytes weighs the page, compressed: HTML with its picture and style sheet, script, the
// program, and what it fetches before its first picture.
func countBytes(t *testing.T, into baseline) {
	t.Helper()
	program, err := site.ReadWasm(wasmPath)
	if err != nil {
		t.Fatalf("%v (make bench-check builds it)", err)
	}
	s, err := site.Build(site.Options{Assets: os.DirFS("../../assets"), Wasm: program})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files() {
		name, level := byteCategory(f.Name), brotliPage
		if name == "" {
			continue
		}
		if name == "bytes: program" {
			level = brotliProgram
		}
		data := site.File{Name: f.Name, Data: f.Data}
		if err := data.Compress(level, gzipLevel); err != nil {
			t.Fatal(err)
		}
		weight := len(data.Brotli)
		if weight == 0 {
			weight = len(data.Data)
		}
		into[name] += float64(weight)
	}
	for _, name := range []string{"bytes: HTML", "bytes: script", "bytes: program",
		"bytes: first data"} {
		if into[name] == 0 {
			t.Errorf("%s: nothing is weighed: the site's files have other names now", name)
		}
	}
}

// latestDate is the date that the page shows.
const latestDate = "2026-01-06"

// byteCategory says what a file of the site counts as; files of later dates and scenarios do not
// count.
func byteCategory(name string) string {
	base, ext := path.Base(name), path.Ext(name)
	switch {
	case name == "en/index.html":
		return "bytes: HTML"
	case ext == ".js":
		return "bytes: script"
	case ext == ".wasm":
		return "bytes: program"
	case ext == ".json" && (strings.HasPrefix(base, "base.") ||
		strings.HasPrefix(base, "date-"+latestDate+".") || strings.HasPrefix(base, "words-en.")):
		return "bytes: first data"
	case ext == ".ttf" || ext == ".woff2":
		return "bytes: fonts"
	}
	return ""
}
