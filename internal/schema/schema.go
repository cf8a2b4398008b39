// Package schema checks the editor's documents field by field against the JSON Schemas of assets/schema, which text
// editors read too. It is for the tool: the browser only reads what has been checked.
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
	StoryFile  = "schema/story.schema.json"
	StyleFile  = "schema/style.schema.json"
	LocaleFile = "schema/locale.schema.json"
)

// Check compares story.json, style.json and the locales of some assets with the schemas in another file system, which
// may be the same. Documents that are not there are left out; an error is a schema that cannot be used or a document
// that cannot be read.
func Check(schemas, assets fs.FS) (story.Problems, error) {
	locales, err := fs.Glob(assets, "locales/*.json")
	if err != nil {
		return nil, err
	}
	documents := [][2]string{{story.File, StoryFile}, {"style.json", StyleFile}}
	for _, name := range locales {
		documents = append(documents, [2]string{name, LocaleFile})
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
		found, err := Document(schemas, d[1], d[0], data)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// Document compares a document with a schema; file is the document's name in the problems.
func Document(schemas fs.FS, schema, file string, data []byte) (story.Problems, error) {
	raw, compiled, err := load(schemas, schema)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", schema, err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return story.Problems{{File: file, Rule: "not valid JSON: " + err.Error(), Advice: "look for a missing comma, quote or bracket"}}, nil
	}
	var wrong *jsonschema.ValidationError
	if err := compiled.Validate(document); !errors.As(err, &wrong) {
		return nil, err
	}
	var problems story.Problems
	for _, leaf := range leaves(wrong, nil) {
		problems = append(problems, problem(file, raw, leaf))
	}
	return problems, nil
}

// load returns a schema as it stands and ready for use.
func load(schemas fs.FS, name string) (any, *jsonschema.Schema, error) {
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

// leaves are the faults themselves, without the schemas that hold because of them.
func leaves(e *jsonschema.ValidationError, list []*jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return append(list, e)
	}
	for _, cause := range e.Causes {
		list = leaves(cause, list)
	}
	return list
}

// english words the faults.
var english = message.NewPrinter(language.English)

func problem(file string, raw any, e *jsonschema.ValidationError) story.Problem {
	p := story.Problem{File: file, Path: pointer(e.InstanceLocation), Rule: e.ErrorKind.LocalizedString(english)}
	_, fragment, _ := strings.Cut(e.SchemaURL, "#")
	node := find(raw, fragment)
	if k, ok := e.ErrorKind.(*kind.AdditionalProperties); ok {
		p.Rule = "unknown field " + strings.Join(k.Properties, ", ")
		p.Advice = "the fields here are " + strings.Join(fields(node), ", ")
		return p
	}
	if about, ok := node["description"].(string); ok {
		p.Advice = about
	}
	return p
}

// pointer writes a place in a document as story.Problem does: "/scenarios/1/rules/0".
func pointer(steps []string) string {
	if len(steps) == 0 {
		return ""
	}
	return "/" + strings.Join(steps, "/")
}

// find follows a JSON pointer through a schema.
func find(node any, fragment string) map[string]any {
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

// fields are the names that a schema knows, sorted.
func fields(node map[string]any) []string {
	properties, _ := node["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
