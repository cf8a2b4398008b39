package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// shaderFile holds the program's own shader, in the constant shaderConst.
const (
	shaderFile  = "internal/render/gpu/shader.go"
	shaderConst = "source"
)

// tableGenerator is a command that the patches add to the module: only there may it import what it
// needs.
const tableGenerator = module + "/internal/gentables"

// tableFiles are the files of the copy that the generator writes, sorted.
var tableFiles = []string{
	"internal/builtinshader/sources_js.go",
	"internal/colormshader/sources_js.go",
	"internal/legacyshader/precompiled_js.go",
}

// writeTables fills the tables that the patches read in a browser: sources of built-in shaders,
// and the shaders of the program compiled to GLSL.
func writeTables(copied, modfile string) error {
	shader, err := stringConst(shaderFile, shaderConst)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "run", "-modfile="+modfile, tableGenerator)
	cmd.Env = append(os.Environ(), "GOOS=", "GOARCH=", "CGO_ENABLED=0")
	cmd.Stdin, cmd.Stderr = strings.NewReader(shader), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s: %w", tableGenerator, err)
	}
	var tables map[string]string
	if err := json.Unmarshal(out, &tables); err != nil {
		return fmt.Errorf("%s: %w", tableGenerator, err)
	}
	if names := slices.Sorted(maps.Keys(tables)); !slices.Equal(names, tableFiles) {
		return fmt.Errorf("%s writes %q, want %q", tableGenerator, names, tableFiles)
	}
	for name, source := range tables {
		formatted, err := format.Source([]byte(source))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", tableGenerator, name, err)
		}
		name = filepath.Join(copied, filepath.FromSlash(name))
		if err := writeFile(name, formatted); err != nil {
			return err
		}
	}
	return nil
}

// stringConst returns the value of a string constant of a Go file that is written as one literal.
func stringConst(file, name string) (string, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(file), nil, 0)
	if err != nil {
		return "", err
	}
	found := errors.New("there is no such constant")
	var value string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != name || len(spec.Values) == 0 {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
			value, found = strconv.Unquote(literal.Value)
		}
		return true
	})
	if found != nil {
		return "", fmt.Errorf("%s: %s: %w", file, name, found)
	}
	return value, nil
}
