// Package schema validates the editor's documents against the JSON Schemas of assets/schema, which
// text editors use too. Only the tool imports it: the browser reads documents that were validated
// before.
package schema

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/story"
)

// The schemas, by their paths relative to the assets.
const (
	StorySchema  = "schema/story.schema.json"
	StyleSchema  = "schema/style.schema.json"
	LocaleSchema = "schema/locale.schema.json"
)

// Check validates story.json, style.json and the locales in assets against the schemas in schemas,
// which may be the same file system. Missing documents are skipped. The error is for a schema that
// is invalid or a document that cannot be read.
func Check(schemas, assets fs.FS) (diag.List, error) {
	locales, err := fs.Glob(assets, "locales/*.json")
	if err != nil {
		return nil, err
	}
	type document struct{ file, schema string }
	documents := []document{{story.File, StorySchema}, {assetname.Style, StyleSchema}}
	for _, name := range locales {
		documents = append(documents, document{name, LocaleSchema})
	}
	var problems diag.List
	for _, d := range documents {
		data, err := fs.ReadFile(assets, d.file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found, err := CheckDocument(schemas, d.schema, d.file, data)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// CheckDocument validates a document against a schema. Problems name the document by file.
func CheckDocument(schemas fs.FS, schemaName, file string, data []byte) (diag.List, error) {
	raw, compiled, err := loadSchema(schemas, schemaName)
	if err != nil {
		return nil, diag.InFile(schemaName, err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return diag.List{{File: file, Detail: "not valid JSON: " + err.Error(),
			Advice: "look for a missing comma, quote or bracket"}}, nil
	}
	var invalid *jsonschema.ValidationError
	if err := compiled.Validate(document); !errors.As(err, &invalid) {
		return nil, err
	}
	var problems diag.List
	for _, leaf := range leafErrors(invalid, nil) {
		problems = append(problems, newProblem(file, raw, leaf))
	}
	return problems, nil
}

// loadSchema returns a schema both as plain JSON and compiled.
func loadSchema(schemas fs.FS, name string) (any, *jsonschema.Schema, error) {
	data, err := fs.ReadFile(schemas, name)
	if err != nil {
		return nil, nil, err
	}
	raw, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	url := "assets:///" + path.Base(name)
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(url, raw); err != nil {
		return nil, nil, err
	}
	compiled, err := compiler.Compile(url)
	return raw, compiled, err
}

// leafErrors appends the errors without causes to list: those that a document's editor can fix.
func leafErrors(err *jsonschema.ValidationError,
	list []*jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(err.Causes) == 0 {
		return append(list, err)
	}
	for _, cause := range err.Causes {
		list = leafErrors(cause, list)
	}
	return list
}

// englishPrinter formats the validator's messages.
var englishPrinter = message.NewPrinter(language.English)

func newProblem(file string, raw any, err *jsonschema.ValidationError) *diag.Diagnostic {
	p := &diag.Diagnostic{File: file, Place: jsonPointer(err.InstanceLocation),
		Detail: err.ErrorKind.LocalizedString(englishPrinter)}
	_, fragment, _ := strings.Cut(err.SchemaURL, "#")
	node := resolvePointer(raw, fragment)
	if extra, ok := err.ErrorKind.(*kind.AdditionalProperties); ok {
		p.Detail = "unknown field " + strings.Join(extra.Properties, ", ")
		p.Advice = "the fields here are " + strings.Join(propertyNames(node), ", ")
		return p
	}
	if description, ok := node["description"].(string); ok {
		p.Advice = description
	}
	return p
}

// jsonPointer joins steps as in Diagnostic.Place: "/scenarios/1/rules/0".
func jsonPointer(steps []string) string {
	if len(steps) == 0 {
		return ""
	}
	return "/" + strings.Join(steps, "/")
}

// resolvePointer follows a JSON pointer through a schema. It returns nil where the pointer leads to
// no object.
func resolvePointer(node any, fragment string) map[string]any {
	for step := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)
		switch value := node.(type) {
		case map[string]any:
			if step != "" {
				node = value[step]
			}
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(value) {
				return nil
			}
			node = value[i]
		}
	}
	m, _ := node.(map[string]any)
	return m
}

// propertyNames returns the names of a schema's properties, sorted.
func propertyNames(node map[string]any) []string {
	properties, _ := node["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
