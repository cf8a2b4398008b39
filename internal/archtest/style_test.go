package archtest

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Limits of the code's form, which no tool of Go's checks.
const (
	maxColumns    = 100
	tabColumns    = 4
	maxLines      = 45 // of a function, its signature and closing brace included
	maxDepth      = 4  // of nested blocks in a function's body
	maxParameters = 7
	maxLongLines  = 40 // in all files except tests
	maxMethods    = 60 // of a type, those of embedded types not included
)

// longFunctions lists functions that may exceed the limits, with the reason.
var longFunctions = map[string]string{}

// largeTypes lists types that may have more methods, with the reason.
var largeTypes = map[string]string{}

// goFiles returns the paths of all Go files below root, except those of other projects and test
// data.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch entry.Name() {
		case "node_modules", "build", "dist", ".git", "testdata":
			if entry.IsDir() {
				return filepath.SkipDir
			}
		}
		if strings.HasSuffix(path, ".go") {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 100 {
		t.Fatalf("only %d Go files below %s", len(paths), root)
	}
	return paths
}

// TestLineLength allows a line to exceed the limit only where a long string literal, or an address
// in a comment, cannot be broken.
func TestLineLength(t *testing.T) {
	longLines := 0
	for _, path := range goFiles(t, "../..") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		literals := literalLines(data)
		number := 0
		for line := range strings.Lines(string(data)) {
			number++
			text := strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t",
				strings.Repeat(" ", tabColumns))
			columns := utf8.RuneCountInString(text)
			if columns <= maxColumns {
				continue
			}
			if !literals[number] && !strings.Contains(line, "://") {
				t.Errorf("%s:%d: %d columns, at most %d", path, number, columns, maxColumns)
			} else if !strings.HasSuffix(path, "_test.go") {
				longLines++
			}
		}
	}
	if longLines > maxLongLines {
		t.Errorf("%d lines outside tests are longer than %d columns for a literal or an address, "+
			"at most %d", longLines, maxColumns, maxLongLines)
	}
}

// literalLines returns the numbers of the lines with a string literal longer than half the limit.
func literalLines(data []byte) map[int]bool {
	files := token.NewFileSet()
	file := files.AddFile("", files.Base(), len(data))
	var s scanner.Scanner
	s.Init(file, data, nil, 0)
	lines := map[int]bool{}
	for {
		pos, tok, text := s.Scan()
		switch tok {
		case token.EOF:
			return lines
		case token.STRING:
			first := file.Line(pos)
			for i, part := range strings.Split(text, "\n") {
				if utf8.RuneCountInString(part) > maxColumns/2 {
					lines[first+i] = true
				}
			}
		}
	}
}

// TestFunctions checks the limits of every function. Functions in tests may have any length.
func TestFunctions(t *testing.T) {
	used := map[string]bool{}
	for _, path := range goFiles(t, "../..") {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		isTest := strings.HasSuffix(path, "_test.go")
		for _, decl := range file.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok || function.Body == nil {
				continue
			}
			dir := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), "../../"))
			name := dir + "." + functionName(function)
			faults := faultsOf(files, function, isTest)
			if len(faults) > 0 && longFunctions[name] != "" {
				used[name] = true
				continue
			}
			for _, fault := range faults {
				t.Errorf("%s: %s %s", files.Position(function.Pos()), name, fault)
			}
		}
	}
	for name := range longFunctions {
		if !used[name] {
			t.Errorf("longFunctions names %s, which is within the limits or gone", name)
		}
	}
}

// TestMethods limits the number of methods that a type declares.
func TestMethods(t *testing.T) {
	methods := map[string]int{}
	for _, path := range goFiles(t, "../..") {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), "../../"))
		for _, decl := range file.Decls {
			if method, ok := decl.(*ast.FuncDecl); ok && method.Recv != nil {
				receiver, _, _ := strings.Cut(functionName(method), ".")
				methods[dir+"."+receiver]++
			}
		}
	}
	for name, n := range methods {
		if n > maxMethods && largeTypes[name] == "" {
			t.Errorf("%s has %d methods, at most %d", name, n, maxMethods)
		}
	}
	for name := range largeTypes {
		if methods[name] <= maxMethods {
			t.Errorf("largeTypes names %s, which is within the limit or gone", name)
		}
	}
}

// faultsOf returns the limits that a function exceeds.
func faultsOf(files *token.FileSet, function *ast.FuncDecl, isTest bool) []string {
	var faults []string
	lines := files.Position(function.End()).Line - files.Position(function.Pos()).Line + 1
	if lines > maxLines && !isTest {
		faults = append(faults, fmt.Sprintf("has %d lines, at most %d", lines, maxLines))
	}
	if depth := depthOf(function.Body) - 1; depth > maxDepth {
		faults = append(faults, fmt.Sprintf("is nested %d deep, at most %d", depth, maxDepth))
	}
	if n := function.Type.Params.NumFields(); n > maxParameters {
		faults = append(faults, fmt.Sprintf("has %d parameters, at most %d", n, maxParameters))
	}
	return faults
}

// depthOf returns the nesting depth of the blocks in node. A function literal begins again at 0.
func depthOf(node ast.Node) int {
	depth := 0
	ast.Inspect(node, func(inner ast.Node) bool {
		if inner == nil || inner == node {
			return true
		}
		switch inner := inner.(type) {
		case *ast.FuncLit:
			depth = max(depth, depthOf(inner.Body)-1)
			return false
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			depth = max(depth, depthOf(inner))
			return false
		}
		return true
	})
	if switchBody(node) {
		return depth
	}
	return depth + 1
}

// switchBody reports whether a block is the body of a switch or select. Its clauses count as
// blocks, so the body itself does not.
func switchBody(node ast.Node) bool {
	block, ok := node.(*ast.BlockStmt)
	return ok && len(block.List) > 0 &&
		slices.ContainsFunc(block.List, func(statement ast.Stmt) bool {
			switch statement.(type) {
			case *ast.CaseClause, *ast.CommClause:
				return true
			}
			return false
		})
}

// functionName returns the name of a function, or Type.Method for a method.
func functionName(function *ast.FuncDecl) string {
	if function.Recv == nil {
		return function.Name.Name
	}
	receiver := function.Recv.List[0].Type
	for {
		switch inner := receiver.(type) {
		case *ast.StarExpr:
			receiver = inner.X
		case *ast.IndexExpr:
			receiver = inner.X
		case *ast.Ident:
			return cmp.Or(inner.Name, "?") + "." + function.Name.Name
		default:
			return "?." + function.Name.Name
		}
	}
}
