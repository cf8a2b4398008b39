// Package schema checks the editor's documents field by field against the JSON Schemas of
// assets/schema, which text editors read too. It is for the tool: the browser only reads what has
// been checked.
package schema

import (
	"bytes"
	"errors"
	"fmt"
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

	"truceline/internal/story"
)

// The schemas, relative to the assets.
const (
	StorySchema  = "schema/story.schema.json"
	StyleSchema  = "schema/style.schema.json"
	LocaleSchema = "schema/locale.schema.json"
)

// Check compares story.json, style.json and the locales of some assets with the schemas in another
// file system, which may be the same. Documents that are not there are left out; an error is a
// schema that cannot be used or a document that cannot be read.
func Check(schemas, assets fs.FS) (story.Problems, error) {
	locales, err := fs.Glob(assets, "locales/*.json")
	if err != nil {
		return nil, err
	}
	documents := [][2]string{{story.File, StorySchema}, {"style.json", StyleSchema}}
	for _, name := range locales {
		documents = append(documents, [2]string{name, LocaleSchema})
	}
	var problems story.Problems
	for _, d := range documents {
		data, err := fs.ReadFile(assets, d[0])
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found, err := CheckDocument(schemas, d[1], d[0], data)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// CheckDocument compares a document with a schema; file is the document's name in the problems.
func CheckDocument(schemas fs.FS, schema, file string, data []byte) (story.Problems, error) {
	raw, compiled, err := loadSchema(schemas, schema)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", schema, err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return story.Problems{{File: file, Rule: "not valid JSON: " + err.Error(),
			Advice: "look for a missing comma, quote or bracket"}}, nil
	}
	var wrong *jsonschema.ValidationError
	if err := compiled.Validate(document); !errors.As(err, &wrong) {
		return nil, err
	}
	var problems story.Problems
	for _, leaf := range leafErrors(wrong, nil) {
		problems = append(problems, newProblem(file, raw, leaf))
	}
	return problems, nil
}

// loadSchema returns a schema as it stands and ready for use.
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
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, raw); err != nil {
		return nil, nil, err
	}
	compiled, err := c.Compile(url)
	return raw, compiled, err
}

// leafErrors are the faults themselves, without the schemas that hold because of them.
func leafErrors(e *jsonschema.ValidationError,
	list []*jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return append(list, e)
	}
	for _, cause := range e.Causes {
		list = leafErrors(cause, list)
	}
	return list
}

// englishPrinter words the faults.
var englishPrinter = message.NewPrinter(language.English)

func newProblem(file string, raw any, e *jsonschema.ValidationError) story.Problem {
	p := story.Problem{File: file, Path: jsonPointer(e.InstanceLocation),
		Rule: e.ErrorKind.LocalizedString(englishPrinter)}
	_, fragment, _ := strings.Cut(e.SchemaURL, "#")
	node := resolvePointer(raw, fragment)
	if k, ok := e.ErrorKind.(*kind.AdditionalProperties); ok {
		p.Rule = "unknown field " + strings.Join(k.Properties, ", ")
		p.Advice = "the fields here are " + strings.Join(propertyNames(node), ", ")
		return p
	}
	if about, ok := node["description"].(string); ok {
		p.Advice = about
	}
	return p
}

// jsonPointer writes a place in a document as story.Problem does: "/scenarios/1/rules/0".
func jsonPointer(steps []string) string {
	if len(steps) == 0 {
		return ""
	}
	return "/" + strings.Join(steps, "/")
}

// resolvePointer follows a JSON pointer through a schema.
func resolvePointer(node any, fragment string) map[string]any {
	for step := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)
		switch at := node.(type) {
		case map[string]any:
			if step != "" {
				node = at[step]
			}
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(at) {
				return nil
			}
			node = at[i]
		}
	}
	m, _ := node.(map[string]any)
	return m
}

// propertyNames are the names that a schema knows, sorted.
func propertyNames(node map[string]any) []string {
	properties, _ := node["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
