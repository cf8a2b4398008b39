package main

import (
	"bytes"
	"fmt"
	"go/format"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestMain runs the tests where the command is run.
func TestMain(m *testing.M) {
	if err := os.Chdir("../../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func committedPatches(t *testing.T) []patch {
	t.Helper()
	patches, err := readPatches(os.DirFS(patchDir))
	if err != nil {
		t.Fatal(err)
	}
	return patches
}

func TestPatchesSayWhyAndUntilWhen(t *testing.T) {
	for i, p := range committedPatches(t) {
		if number := fmt.Sprintf("%04d-", i+1); !strings.HasPrefix(p.name, number) {
			t.Errorf("%s: want a name that begins with %s", p.name, number)
		}
		if p.header.Title == "" {
			t.Errorf("%s has no title", p.name)
		}
		reason, _, _ := strings.Cut(p.header.Body, "\n\n")
		if len(reason) < 80 {
			t.Errorf("%s has no reason", p.name)
		}
		for _, part := range []string{"\nUpstream: ", "\nRemove when: "} {
			if !strings.Contains(p.header.Body, part) {
				t.Errorf("%s has no paragraph %q", p.name, strings.TrimSpace(part))
			}
		}
	}
}

func TestPatchedFiles(t *testing.T) {
	source, err := moduleDir()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := applyPatches(os.DirFS(source), committedPatches(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range tree.files {
		if data == nil || path.Ext(name) != ".go" {
			continue
		}
		if !bytes.Contains(data, []byte("Apache License")) {
			t.Errorf("%s does not name its licence", name)
		}
		if !bytes.Contains(data, []byte("Changed for Truceline by "+patchDir)) {
			t.Errorf("%s does not say that it was changed", name)
		}
		if formatted, err := format.Source(data); err != nil || !bytes.Equal(formatted, data) {
			t.Errorf("%s is not formatted (%v)", name, err)
		}
	}
}

// TestProgramOmitsPackages also applies all patches to the module and compiles the generator.
func TestProgramOmitsPackages(t *testing.T) {
	// go.mod names the copy by a relative path, and of the same path Go's build cache knows it.
	work := filepath.Join("build", "ebitenpatch-test")
	if err := os.MkdirAll(work, 0o755); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(work)
	modfile, err := patchModule(work)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-modfile="+modfile, "./cmd/wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	reached := strings.Fields(string(out))
	if !slices.Contains(reached, module+"/internal/ui") {
		t.Fatal("the program does not reach Ebitengine")
	}
	for _, name := range []string{
		"archive/zip", "go/build", "go/parser", "log/slog", "text/template",
		module + "/internal/shader", module + "/internal/vmprotocol",
	} {
		if slices.Contains(reached, name) {
			t.Errorf("the program reaches %s", name)
		}
	}
	if _, err := os.Stat(filepath.Join(work, "ebitengine-"+version, "LICENSE")); err != nil {
		t.Error(err)
	}
}

const original = "package a\n\nvar one = 1\n\nvar two = 2\n\nvar three = 3\n"

func patchOf(body string) fs.FS {
	header := "From: A <a@example.invalid>\nSubject: [PATCH] a\n\nWhy.\n\n"
	return fstest.MapFS{"0001-a.patch": {Data: []byte(header + body)}}
}

func apply(t *testing.T, dir fs.FS) (*tree, error) {
	t.Helper()
	patches, err := readPatches(dir)
	if err != nil {
		t.Fatal(err)
	}
	return applyPatches(fstest.MapFS{"a/a.go": {Data: []byte(original)}}, patches)
}

const changeTwo = `diff --git a/a/a.go b/a/a.go
--- a/a/a.go
+++ b/a/a.go
@@ -4,3 +4,3 @@ var one = 1
 
-var two = 2
+var two = 22
 
`

const addB = `diff --git a/b.go b/b.go
new file mode 100644
--- /dev/null
+++ b/b.go
@@ -0,0 +1,1 @@
+package b
`

const deleteA = `diff --git a/a/a.go b/a/a.go
deleted file mode 100644
--- a/a/a.go
+++ /dev/null
@@ -1,7 +0,0 @@
-package a
-
-var one = 1
-
-var two = 2
-
-var three = 3
`

func TestPatchesAreApplied(t *testing.T) {
	tree, err := apply(t, patchOf(changeTwo+addB))
	if err != nil {
		t.Fatal(err)
	}
	notice := "\n// Changed for Truceline by third_party/ebitengine/patches: 0001-a.patch.\n"
	want := map[string]string{
		"a/a.go": strings.Replace(original, "two = 2", "two = 22", 1) + notice,
		"b.go":   "package b\n" + notice,
	}
	for name, data := range tree.files {
		if string(data) != want[name] {
			t.Errorf("%s is %q, want %q", name, data, want[name])
		}
	}
	if len(tree.files) != len(want) {
		t.Errorf("%d files are changed, want %d", len(tree.files), len(want))
	}
	tree, err = apply(t, patchOf(deleteA))
	if err != nil || tree.files["a/a.go"] != nil || len(tree.files) != 1 {
		t.Errorf("after deleting: %q, %v", tree.files, err)
	}
}

func TestPatchesThatDoNotApply(t *testing.T) {
	const failed = "0001-a.patch does not apply to a/a.go: "
	replaced := func(old, new string) string { return strings.Replace(changeTwo, old, new, 1) }
	for name, test := range map[string]struct{ body, want string }{
		"another line":    {replaced("two = 2\n", "two = 3\n"), failed + "hunk 1, line 5 of "},
		"another context": {replaced("\n \n-", "\n x\n-"), failed + "hunk 1, line 4 "},
		"another place":   {replaced("-4,3 +4,3", "-3,3 +3,3"), failed + "hunk 1, line 3 "},
		"no such file":    {strings.ReplaceAll(changeTwo, "a/a.go", "c.go"), "apply to c.go: "},
		"added twice":     {strings.ReplaceAll(addB, "b.go", "a/a.go"), failed + "the file exists"},
		"deleted before":  {deleteA + changeTwo, failed + "file does not exist"},
	} {
		_, err := apply(t, patchOf(test.body))
		if err == nil || !strings.Contains(err.Error(), test.want) ||
			!strings.Contains(err.Error(), readme) {
			t.Errorf("%s: %v, want %q and %s", name, err, test.want, readme)
		}
	}
}

func TestFilesThatAreNoPatches(t *testing.T) {
	const renames = "diff --git a/a/a.go b/b.go\nsimilarity index 100%\n" +
		"rename from a/a.go\nrename to b.go\n"
	for name, body := range map[string]string{
		"nothing":         "",
		"out of the tree": strings.ReplaceAll(addB, "b.go", "../b.go"),
		"renamed":         renames,
		"cut off":         changeTwo[:len(changeTwo)-3],
	} {
		_, err := readPatches(patchOf(body))
		if err == nil || !strings.HasPrefix(err.Error(), "0001-a.patch: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := readPatches(fstest.MapFS{}); err == nil {
		t.Error("no patches are enough")
	}
}

func TestCopyIsRenewed(t *testing.T) {
	module := fstest.MapFS{
		"LICENSE":         {Data: []byte("Apache")},
		"a.go":            {Data: []byte("package a\n")},
		"a_test.go":       {Data: []byte("package a\n")},
		"changed.go":      {Data: []byte("package a // before\n")},
		"deleted.go":      {Data: []byte("package a\n")},
		"examples/x/x.go": {Data: []byte("package x\n")},
		"internal/i/i.go": {Data: []byte("package i\n")},
	}
	tree := &tree{module: module, files: map[string][]byte{
		"changed.go": []byte("package a // after\n"),
		"deleted.go": nil,
		"new/n.go":   []byte("package n\n"),
	}}
	to := t.TempDir()
	for _, name := range []string{"deleted.go", "old/o.go", "a.go.part", "table_js.go"} {
		if err := writeFile(filepath.Join(to, name), []byte("old")); err != nil {
			t.Fatal(err)
		}
	}
	if err := copyTree(tree, to, []string{"table_js.go"}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"LICENSE": "Apache", "a.go": "package a\n", "changed.go": "package a // after\n",
		"internal/i/i.go": "package i\n", "new/n.go": "package n\n", "table_js.go": "old",
	}
	if got := readAll(t, to); !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	// A second time nothing is written.
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(to, "a.go"), past, past); err != nil {
		t.Fatal(err)
	}
	if err := copyTree(tree, to, []string{"table_js.go"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(to, "a.go")); err != nil || !info.ModTime().Equal(past) {
		t.Errorf("a.go was written again (%v)", err)
	}
}

func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestStringConst(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.go")
	source := "package a\n\nconst n, m = 1, `x`\n\nconst text = \"a\\n\"\n"
	if err := writeFile(name, []byte(source)); err != nil {
		t.Fatal(err)
	}
	if text, err := stringConst(name, "text"); text != "a\n" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	for _, missing := range []string{"n", "other"} {
		if text, err := stringConst(name, missing); err == nil {
			t.Errorf("%s is %q", missing, text)
		}
	}
}
