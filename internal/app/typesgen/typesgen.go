// Package typesgen writes the TypeScript declarations of what passes between app and page,
// web/types.d.ts. They follow from the Go types and their comments; `go test
// ./internal/app/typesgen -update` writes the file again.
package typesgen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"

	"truceline/internal/app"
)

// fileHeader begins the file.
const fileHeader = `// What passes between the program and the page. Written from internal/app by internal/app/typesgen: do not edit.
`

// Declarations returns the whole file. Sources is the folder of package app, from which the
// comments come.
func Declarations(sources fs.FS) (string, error) {
	g := &generator{comments: map[string]string{}, declared: map[reflect.Type]bool{}}
	if err := g.readComments(sources); err != nil {
		return "", err
	}
	g.out.WriteString(fileHeader)
	g.declare(reflect.TypeFor[app.View]())
	g.declare(reflect.TypeFor[app.State]())
	g.declareActions()
	for len(g.queue) > 0 {
		next := g.queue[0]
		g.queue = g.queue[1:]
		g.declare(next)
	}
	return g.out.String(), nil
}

type generator struct {
	out      strings.Builder
	comments map[string]string // by "Type" and "Type.Field"
	declared map[reflect.Type]bool
	queue    []reflect.Type
}

// readComments gathers the doc comments of types, fields and constants.
func (g *generator) readComments(sources fs.FS) error {
	names, err := fs.Glob(sources, "*.go")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(sources, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			if gen, ok := d.(*ast.GenDecl); ok {
				g.readSpecs(gen)
			}
		}
	}
	return nil
}

func (g *generator) readSpecs(gen *ast.GenDecl) {
	for _, s := range gen.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if t, ok := s.Type.(*ast.StructType); ok {
				g.comments[s.Name.Name] = gen.Doc.Text()
				g.readFields(s.Name.Name, t)
			}
		case *ast.ValueSpec:
			if len(s.Values) == 1 {
				if v, ok := s.Values[0].(*ast.BasicLit); ok {
					g.comments[s.Names[0].Name+"="+strings.Trim(v.Value, `"`)] = s.Comment.Text()
				}
			}
		}
	}
}

// readFields notes the comments of a struct's fields; one comment may stand over several fields.
func (g *generator) readFields(name string, t *ast.StructType) {
	for _, f := range t.Fields.List {
		for _, n := range f.Names {
			g.comments[name+"."+n.Name] = f.Doc.Text()
		}
	}
}

// writeComment writes a comment; an empty one is left out.
func (g *generator) writeComment(indent, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	lines := strings.Split(text, "\n")
	if len(lines) == 1 {
		fmt.Fprintf(&g.out, "%s/** %s */\n", indent, lines[0])
		return
	}
	fmt.Fprintf(&g.out, "%s/**\n", indent)
	for _, line := range lines {
		fmt.Fprintf(&g.out, "%s\n", strings.TrimRight(indent+" * "+line, " "))
	}
	fmt.Fprintf(&g.out, "%s */\n", indent)
}

// declare writes a struct as an interface.
func (g *generator) declare(t reflect.Type) {
	if g.declared[t] {
		return
	}
	g.declared[t] = true
	g.out.WriteByte('\n')
	g.writeComment("", g.comments[t.Name()])
	fmt.Fprintf(&g.out, "export interface %s {\n", t.Name())
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := ""
		if options == "omitempty" {
			optional = "?"
		}
		g.writeComment("  ", g.comments[t.Name()+"."+f.Name])
		fmt.Fprintf(&g.out, "  %s%s: %s;\n", name, optional, g.typeName(f.Type, optional != ""))
	}
	g.out.WriteString("}\n")
}

// typeName is a Go type's name in TypeScript. A pointer that may be left out is never null.
func (g *generator) typeName(t reflect.Type, optional bool) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Float64:
		return "number"
	case reflect.Slice:
		return g.typeName(t.Elem(), false) + "[]"
	case reflect.Map:
		return "Record<string, " + g.typeName(t.Elem(), false) + ">"
	case reflect.Pointer:
		if optional {
			return g.typeName(t.Elem(), false)
		}
		return g.typeName(t.Elem(), false) + " | null"
	case reflect.Struct:
		if !g.declared[t] && !slices.Contains(g.queue, t) {
			g.queue = append(g.queue, t)
		}
		return t.Name()
	}
	panic("no TypeScript for " + t.String())
}

// declareActions writes the union of all actions: by type, with just the fields that each takes.
func (g *generator) declareActions() {
	fields := map[string]string{}
	for f := range reflect.TypeFor[app.Action]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields[name] = g.typeName(f.Type, true)
	}
	about := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(g.comments)) {
		if name, value, ok := strings.Cut(key, "="); ok && strings.HasPrefix(name, "Action") {
			about[value] = g.comments[key]
		}
	}
	g.out.WriteByte('\n')
	g.writeComment("", g.comments["Action"])
	g.out.WriteString("export type Action =")
	for _, t := range app.ActionTypes() {
		_, sentence, _ := strings.Cut(strings.TrimSpace(about[t]), ": ")
		if sentence == "" {
			sentence = strings.TrimSpace(about[t])
		}
		fmt.Fprintf(&g.out, "\n  /** %s */\n  | { type: '%s'", sentence, t)
		must, may := app.ActionFields(t)
		for _, f := range must {
			fmt.Fprintf(&g.out, "; %s: %s", f, actionFieldType(t, f, fields[f]))
		}
		for _, f := range may {
			fmt.Fprintf(&g.out, "; %s?: %s", f, actionFieldType(t, f, fields[f]))
		}
		g.out.WriteString(" }")
	}
	g.out.WriteString(";\n")
}

// actionFieldType is the type of an action's field.
func actionFieldType(action, name, plain string) string {
	if action == app.ActionPointer && name == "id" {
		return "string | number"
	}
	if words := app.ActionEnumValues(name); words != nil {
		return "'" + strings.Join(words, "' | '") + "'"
	}
	return plain
}
