// Package typesgen generates what the page's scripts and the documentation know of package app:
//   - web/types.d.ts, the TypeScript declarations of the data that package app exchanges with the
//     page and of the JSON that package site writes into pages, from the Go types and their
//     comments
//   - web/link-params.js and the tables of docs/embed.md, from the table of link parameters
//
// To write the files, run go test ./internal/app/typesgen -update.
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
	"unicode"
	"unicode/utf8"

	"truceline/internal/app"
	"truceline/internal/site"
)

const fileHeader = `// What passes between the program and the page, and what pages carry for their scripts. Written
// from internal/app and internal/site by internal/app/typesgen: do not edit.
`

// Declarations returns the content of web/types.d.ts. Sources hold the Go files of packages app and
// site, whose comments it reads.
func Declarations(sources ...fs.FS) (string, error) {
	g := &generator{comments: map[string]string{}, declared: map[reflect.Type]bool{}}
	for _, files := range sources {
		if err := g.readComments(files); err != nil {
			return "", err
		}
	}
	g.out.WriteString(fileHeader)
	g.declare(reflect.TypeFor[app.View]())
	g.declare(reflect.TypeFor[app.State]())
	if err := g.declareActions(); err != nil {
		return "", err
	}
	g.declare(reflect.TypeFor[app.SearchResult]())
	for _, t := range site.ScriptTypes() {
		g.declare(t)
	}
	for len(g.queue) > 0 {
		next := g.queue[0]
		g.queue = g.queue[1:]
		g.declare(next)
	}
	return g.out.String(), nil
}

type generator struct {
	out      strings.Builder
	comments map[string]string // by "Type", "Type.Field" and "Constant=value"
	declared map[reflect.Type]bool
	queue    []reflect.Type
}

// readComments reads the comments of struct types, their fields, and string constants.
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

// readSpecs reads the comments of a type or const declaration. The comment of a constant stands
// behind it.
func (g *generator) readSpecs(decl *ast.GenDecl) {
	for _, s := range decl.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if t, ok := s.Type.(*ast.StructType); ok {
				g.comments[s.Name.Name] = decl.Doc.Text()
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

// readFields reads the comments of a struct's fields. A comment above several fields in one line is
// that of each.
func (g *generator) readFields(name string, t *ast.StructType) {
	for _, f := range t.Fields.List {
		for _, n := range f.Names {
			g.comments[name+"."+n.Name] = f.Doc.Text()
		}
	}
}

// writeComment writes a comment in TSDoc's form, or nothing if text is blank.
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

// declare writes a struct type as an interface, once.
func (g *generator) declare(t reflect.Type) {
	if g.declared[t] {
		return
	}
	g.declared[t] = true
	g.out.WriteByte('\n')
	g.writeComment("", exportedName(t)+strings.TrimPrefix(g.comments[t.Name()], t.Name()))
	fmt.Fprintf(&g.out, "export interface %s {\n", exportedName(t))
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

// exportedName returns the name of a type with a capital.
func exportedName(t reflect.Type) string {
	first, size := utf8.DecodeRuneInString(t.Name())
	return string(unicode.ToUpper(first)) + t.Name()[size:]
}

// typeName returns the TypeScript type of a Go type, and queues structs to be declared. A pointer
// in an optional field is never null: encoding/json leaves the field out instead.
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
		return exportedName(t)
	case reflect.Interface: // the value of a slider's stop
		return "string | number"
	}
	panic("no TypeScript for " + t.String())
}

// declareActions writes the type Action: a union of all actions by type, each with its own fields.
func (g *generator) declareActions() error {
	fields := map[string]string{}
	for f := range reflect.TypeFor[app.Action]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields[name] = g.typeName(f.Type, true)
	}
	docs := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(g.comments)) {
		if name, value, ok := strings.Cut(key, "="); ok && strings.HasPrefix(name, "Action") {
			docs[value] = g.comments[key]
		}
	}
	g.out.WriteByte('\n')
	g.writeComment("", g.comments["Action"])
	g.out.WriteString("export type Action =")
	for _, t := range app.ActionTypes() {
		sentence := strings.TrimSpace(docs[t])
		if sentence == "" {
			return fmt.Errorf("the action %q has no comment", t)
		}
		fmt.Fprintf(&g.out, "\n  /** %s */\n  | { type: '%s'", sentence, t)
		required, optional := app.ActionFields(t)
		for _, f := range required {
			fmt.Fprintf(&g.out, "; %s: %s", f, actionFieldType(t, f, fields[f]))
		}
		for _, f := range optional {
			fmt.Fprintf(&g.out, "; %s?: %s", f, actionFieldType(t, f, fields[f]))
		}
		g.out.WriteString(" }")
	}
	g.out.WriteString(";\n")
	return nil
}

// actionFieldType returns the TypeScript type of an action's field, where plain is that of the Go
// type.
func actionFieldType(action, name, plain string) string {
	if action == app.ActionPointer && name == "id" {
		return "string | number"
	}
	if values := app.ActionEnumValues(name); values != nil {
		return "'" + strings.Join(values, "' | '") + "'"
	}
	return plain
}
