package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
)

func readModule(t *testing.T, name string) (source []byte, dir string) {
	t.Helper()
	root, err := moduleDir()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if source, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return source, filepath.Dir(path)
}

// The table must hold, in its order, what Ebitengine's own template gives.
func TestTableHoldsWhatTheTemplateGives(t *testing.T) {
	for _, name := range []string{"internal/builtinshader/shader.go",
		"internal/colormshader/shader.go"} {
		source, dir := readModule(t, name)
		tmpl := template.Must(template.New("").Parse(templateText(t, source)))
		table, err := shaderSources(filepath.Join(dir, "defs.go"))
		if err != nil {
			t.Fatal(err)
		}
		for filter := range 3 {
			for address := range 3 {
				var want bytes.Buffer
				if err := tmpl.Execute(&want, map[string]int{
					"Filter": filter, "FilterNearest": 0, "FilterLinear": 1, "FilterPixelated": 2,
					"Address": address, "AddressUnsafe": 0, "AddressClampToZero": 1,
					"AddressRepeat": 2,
				}); err != nil {
					t.Fatal(err)
				}
				if got := table[3*filter+address]; got != want.String() {
					t.Errorf("%s: filter %d, address %d:\n%s\nwant\n%s", name, filter, address, got,
						want.String())
				}
			}
		}
	}
}

// templateText finds the text of the variable tmpl.
func templateText(t *testing.T, source []byte) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok &&
			strings.Contains(literal.Value, "{{if eq .Address .AddressRepeat}}") {
			text, err = strconv.Unquote(literal.Value)
		}
		return true
	})
	if err != nil || text == "" {
		t.Fatalf("no template found (%v)", err)
	}
	return text
}

func TestRewrittenFilesKeepTheirNamesAndLoseTheirHeavyImports(t *testing.T) {
	for name, change := range rewritten {
		source, dir := readModule(t, name)
		changed, err := change(source, dir)
		if err != nil {
			t.Fatal(err)
		}
		before, after := declarations(t, source), declarations(t, changed)
		for _, declared := range before {
			if ast.IsExported(declared) && !slices.Contains(after, declared) {
				t.Errorf("%s: %s is gone", name, declared)
			}
		}
		for _, heavy := range []string{`"text/template"`, `"go/build"`, `/internal/gamepad"`,
			`"archive/zip"`, `"log/slog"`, `js.ValueOf("KeyA")`} {
			if bytes.Contains(changed, []byte(heavy)) {
				t.Errorf("%s still imports %s", name, heavy)
			}
		}
		if !bytes.Contains(changed, []byte("Changed for Truceline")) ||
			!bytes.Contains(changed, []byte("Apache License")) {
			t.Errorf("%s does not say that it was changed, or lost its licence", name)
		}
	}
}

func declarations(t *testing.T, source []byte) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, decl := range file.Decls {
		names = append(names, declaredNames(decl)...)
	}
	return names
}

func TestAnotherFileIsRefused(t *testing.T) {
	if _, err := forgetCaller([]byte("package debug\n"), ""); err == nil {
		t.Error("a file without FirstCaller was taken")
	}
	for _, change := range []func([]byte, string) ([]byte, error){calmLoop, drawOnScreen,
		watchScreen, keepScreen, sendLess, dumpNothing, logNothing, forgetKeys} {
		if _, err := change([]byte("package ui\n"), ""); err == nil {
			t.Error("a file without what is to be changed was taken")
		}
	}
}

func TestFilesOfAnotherVersionAreRemoved(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	kept := []string{"a.go", "internal/vmguest/guest_js.go"}
	for _, name := range append([]string{"internal/left_js.go"}, kept...) {
		path := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("package a\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(from, "a.go"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := removeStrangers(from, to); err != nil {
		t.Fatal(err)
	}
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(to, filepath.FromSlash(name))); err != nil {
			t.Errorf("%s is gone", name)
		}
	}
	if _, err := os.Stat(filepath.Join(to, "internal", "left_js.go")); err == nil {
		t.Error("internal/left_js.go is still there")
	}
}
