package budget

import (
	"os"
	"path"
	"strings"
	"testing"

	"truceline/internal/site"
)

const wasmPath = "../../build/truceline.wasm"

// The page's files are compressed at the level at which they are served. The program is compressed
// at a faster one, whose sizes rise and fall with those of level 11.
const (
	brotliPage    = 11
	brotliProgram = 5
	gzipLevel     = 6
)

// countBytes adds the compressed sizes of the page's files by category: HTML with its picture and
// style sheet, scripts, the program, and the data fetched before the first picture.
func countBytes(t *testing.T, figures baseline) {
	t.Helper()
	program, err := site.ReadWasm(wasmPath)
	if err != nil {
		t.Fatalf("%v (make bench-check builds it)", err)
	}
	builtSite, err := site.Build(site.Options{Assets: os.DirFS("../../assets"), Wasm: program})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range builtSite.Files() {
		name, level := byteCategory(f.Name), brotliPage
		if name == "" {
			continue
		}
		if name == "bytes: program" {
			level = brotliProgram
		}
		file := site.File{Name: f.Name, Data: f.Data}
		if err := file.Compress(level, gzipLevel); err != nil {
			t.Fatal(err)
		}
		size := len(file.Brotli)
		if size == 0 {
			size = len(file.Data)
		}
		figures[name] += float64(size)
	}
	for _, name := range []string{"bytes: HTML", "bytes: script", "bytes: program",
		"bytes: first data"} {
		if figures[name] == 0 {
			t.Errorf("%s: nothing is weighed: the site's files have other names now", name)
		}
	}
}

const latestDate = "2026-01-06"

// byteCategory returns the category that a file of the site counts towards. It is "" for files that
// do not count, such as those of other dates and of scenarios.
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
