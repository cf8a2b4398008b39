package site

import (
	"bytes"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/web"
)

// The loader must be that of the Go that compiled the program.
func TestLoaderIsThatOfThisGo(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(web.FS, loaderPath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("web/%s is not this Go's: copy it from $(go env GOROOT)/lib/wasm", loaderPath)
	}
}

func TestScriptNeedsNoEvalAndNoOtherPlace(t *testing.T) {
	js, err := bundleScript(web.FS, "main.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"new Function", "eval(", "innerHTML", "insertAdjacentHTML", "document.write", "document.cookie", "localStorage", "https://"} {
		if bytes.Contains(js, []byte(never)) {
			t.Errorf("the script holds %q", never)
		}
	}
	if bytes.Contains(js, []byte("globalThis.Go=")) {
		t.Error("Go's loader reaches the page's own globalThis")
	}
}

func TestBundlingIsTheSameEachTime(t *testing.T) {
	for _, entry := range []string{"main.js", "page.css"} {
		a, err := bundleScript(web.FS, entry)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := bundleScript(web.FS, entry); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: two runs differ (%v)", entry, err)
		}
	}
}

func TestBundlingNamesTheFault(t *testing.T) {
	broken := fstest.MapFS{
		"main.js":  {Data: []byte("import './other.js';")},
		"other.js": {Data: []byte("let a = ;")},
		"lost.js":  {Data: []byte("import './missing.js';")},
	}
	for entry, want := range map[string]string{"main.js": "other.js", "lost.js": "missing.js", "none.js": "none.js"} {
		if _, err := bundleScript(broken, entry); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that names %s", entry, err, want)
		}
	}
}
