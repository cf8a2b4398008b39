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

// wasm_exec.js must be that of the Go version that compiles the program.
func TestWasmExecMatchesToolchain(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(web.FS, wasmExecPath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("web/%s is not this Go's: copy it from $(go env GOROOT)/lib/wasm", wasmExecPath)
	}
}

func TestMainScriptNeedsNoEvalAndNoOtherOrigin(t *testing.T) {
	js, err := bundleModule(web.FS, "main.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, forbidden := range []string{"new Function", "eval(", "innerHTML", "insertAdjacentHTML",
		"document.write", "document.cookie", "localStorage", "https://"} {
		if bytes.Contains(js, []byte(forbidden)) {
			t.Errorf("the script holds %q", forbidden)
		}
	}
	if bytes.Contains(js, []byte("globalThis.Go=")) {
		t.Error("Go's loader reaches the page's own globalThis")
	}
}

// The script for other sites' pages must be small and use no newer syntax than ES5.
func TestEmbedScript(t *testing.T) {
	js, err := bundleEmbedScript(web.FS)
	if err != nil {
		t.Fatal(err)
	}
	file := &File{Name: "embed.js", Data: js}
	if err := file.Compress(11, 9); err != nil {
		t.Fatal(err)
	}
	if size := len(file.Gzip); size >= 3<<10 {
		t.Errorf("%d bytes compressed, want less than 3 KB", size)
	}
	for _, forbidden := range []string{"=>", "const ", "let ", "`", "eval(", "innerHTML",
		"document.write", "https://", "sourceMappingURL"} {
		if bytes.Contains(js, []byte(forbidden)) {
			t.Errorf("the script holds %q", forbidden)
		}
	}
	if _, err := bundleEmbedScript(
		fstest.MapFS{"embed.js": {Data: []byte("const f = async () => {};")}}); err == nil {
		t.Error("a newer language than ES5 was taken")
	}
}

func TestBundlingIsReproducible(t *testing.T) {
	for _, entry := range []string{"main.js", "page.css"} {
		a, err := bundleModule(web.FS, entry)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := bundleModule(web.FS, entry); err != nil || !bytes.Equal(a, b) {
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
	for entry, want := range map[string]string{"main.js": "other.js", "lost.js": "missing.js",
		"none.js": "none.js"} {
		if _, err := bundleModule(broken, entry); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that names %s", entry, err, want)
		}
	}
}
