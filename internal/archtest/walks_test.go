package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWalks looks up every identifier and file in the section "Walks" of ARCHITECTURE.md, so that
// the walks do not outlive what they describe.
func TestWalks(t *testing.T) {
	data, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(data), "\n## Walks\n")
	walks, _, _ := strings.Cut(rest, "\n## ")
	if !found {
		t.Fatal("ARCHITECTURE.md has no section Walks")
	}
	declared := goNames(t)
	for _, name := range scriptNames(t) {
		declared[name] = true
	}
	names := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(walks, -1)
	if len(names) < 20 {
		t.Fatalf("the walks name only %d identifiers", len(names))
	}
	for _, match := range names {
		name := match[1]
		if isFile := strings.Contains(name, "/") || strings.HasSuffix(name, ".js"); isFile {
			if !fileExists(name) {
				t.Errorf("the walks name a file %s, which does not exist", name)
			}
		} else if !declared[name] {
			t.Errorf("the walks name %s, which is not declared", name)
		}
	}
}

// fileExists reports whether a path exists in the repository, in internal, web or assets. It may
// contain a pattern.
func fileExists(path string) bool {
	for _, folder := range []string{"", "internal", "web", "assets"} {
		if found, err := filepath.Glob(filepath.Join("../..", folder, path)); err == nil &&
			len(found) > 0 {
			return true
		}
	}
	return false
}

// goNames returns the names of everything that Go code outside tests declares: "Name", "pkg.Name",
// "Type.Method" and "pkg.Type".
func goNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, path := range goFiles(t, "../..") {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		add := func(name string) { names[name], names[file.Name.Name+"."+name] = true, true }
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				add(functionName(decl))
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					addSpec(spec, add)
				}
			}
		}
	}
	return names
}

// addSpec adds the names that a declaration of types, variables or constants declares, methods of
// interfaces included.
func addSpec(spec ast.Spec, add func(name string)) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		add(spec.Name.Name)
		if methods, ok := spec.Type.(*ast.InterfaceType); ok {
			for _, method := range methods.Methods.List {
				for _, name := range method.Names {
					add(spec.Name.Name + "." + name.Name)
				}
			}
		}
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			add(name.Name)
		}
	}
}

// scriptNames returns what the page's scripts export.
func scriptNames(t *testing.T) (names []string) {
	t.Helper()
	paths, err := filepath.Glob("../../web/*.js")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	exported := regexp.MustCompile(`(?m)^export (?:async )?(?:function|class|const) (\w+)`)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range exported.FindAllStringSubmatch(string(data), -1) {
			names = append(names, match[1])
		}
	}
	return names
}
