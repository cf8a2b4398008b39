package story

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// Decode reads and checks a document. It returns either the story or all problems that it finds.
func Decode(data []byte) (*Story, diag.List) {
	tree, problem := parseTree(data)
	if problem != nil {
		return nil, diag.List{problem}
	}
	var problems diag.List
	checkAgainstType(tree, reflect.TypeFor[Story](), "", &problems)
	if len(problems) > 0 {
		return nil, problems
	}
	var s Story
	if err := jsonlite.Unmarshal(data, &s); err != nil {
		return nil, diag.List{inStory(err)}
	}
	if problems = s.Check(); len(problems) > 0 {
		return nil, problems
	}
	return &s, nil
}

// inStory returns the problem of a value that has the right type but cannot be decoded.
func inStory(err error) *diag.Diagnostic {
	problem := diag.Diagnostic{Detail: err.Error()}
	if d := (*diag.Diagnostic)(nil); errors.As(err, &d) {
		problem = *d
	}
	problem.File = File
	problem.Advice = "mend the value"
	return &problem
}

// parseTree parses JSON into a tree of *object, []any, string, float64, bool and nil.
func parseTree(data []byte) (any, *diag.Diagnostic) {
	err := jsonlite.Validate(data)
	if err == nil {
		return parseValue(bytes.TrimSpace(data)), nil
	}
	line := 1
	detail := err.Error()
	if d := (*diag.Diagnostic)(nil); errors.As(err, &d) {
		line += bytes.Count(data[:d.Offset], []byte("\n"))
		detail = d.Detail
	}
	return nil, &diag.Diagnostic{File: File, Place: "line " + strconv.Itoa(line),
		Detail: "not valid JSON: " + detail,
		Advice: "look for a missing comma, quote or bracket there"}
}

// object is a JSON object that, unlike a map, records duplicate names.
type object struct {
	fields     map[string]any
	duplicates []string
}

// parseValue parses a valid JSON value without white space around it. A number that is too large
// becomes infinite.
func parseValue(value []byte) any {
	switch value[0] {
	case '{':
		return parseObject(value)
	case '[':
		list := []any{}
		_ = jsonlite.EachElement(value, func(value []byte) error {
			list = append(list, parseValue(value))
			return nil
		})
		return list
	case '"':
		text, _ := jsonlite.UnquoteString(value)
		return text
	case 't', 'f':
		return value[0] == 't'
	case 'n':
		return nil
	}
	number, _ := strconv.ParseFloat(string(value), 64)
	return number
}

func parseObject(value []byte) *object {
	obj := &object{fields: map[string]any{}}
	_ = jsonlite.EachMember(value, func(key string, value []byte) error {
		if _, duplicate := obj.fields[key]; duplicate {
			obj.duplicates = append(obj.duplicates, key)
		}
		obj.fields[key] = parseValue(value)
		return nil
	})
	return obj
}

// checkAgainstType reports where a tree does not have the form of the Go type that it will be
// decoded into. Unlike jsonlite, it finds every fault, each with its path.
func checkAgainstType(tree any, t reflect.Type, path string, problems *diag.List) {
	addTypeError := func(want string) {
		*problems = append(*problems, &diag.Diagnostic{File: File, Place: path,
			Detail: "must be " + want,
			Advice: "write " + want + ", or leave the field out"})
	}
	switch t.Kind() {
	case reflect.Struct:
		obj, ok := tree.(*object)
		if !ok {
			addTypeError("an object")
			return
		}
		checkFields(obj, t, path, problems)
	case reflect.Map:
		obj, ok := tree.(*object)
		if !ok {
			addTypeError("an object")
			return
		}
		reportDuplicates(obj, path, problems)
		for _, name := range slices.Sorted(maps.Keys(obj.fields)) {
			checkAgainstType(obj.fields[name], t.Elem(), path+"/"+name, problems)
		}
	case reflect.Slice:
		list, ok := tree.([]any)
		if !ok {
			addTypeError("a list")
			return
		}
		for i, item := range list {
			checkAgainstType(item, t.Elem(), path+"/"+strconv.Itoa(i), problems)
		}
	default:
		if want, ok := matchScalar(tree, t.Kind()); !ok {
			addTypeError(want)
		}
	}
}

// matchScalar reports whether tree is a scalar of a kind, and what the kind is called in advice.
func matchScalar(tree any, kind reflect.Kind) (want string, ok bool) {
	switch kind {
	case reflect.String:
		_, ok = tree.(string)
		return "a text", ok
	case reflect.Bool:
		_, ok = tree.(bool)
		return "true or false", ok
	case reflect.Int:
		n, ok := tree.(float64)
		return "a whole number", ok && n == float64(int(n))
	}
	_, ok = tree.(float64)
	return "a number", ok
}

func reportDuplicates(obj *object, path string, problems *diag.List) {
	for _, name := range obj.duplicates {
		*problems = append(*problems, &diag.Diagnostic{File: File, Place: path + "/" + name,
			Detail: "the field stands there twice", Advice: "keep one"})
	}
}

func checkFields(obj *object, t reflect.Type, path string, problems *diag.List) {
	reportDuplicates(obj, path, problems)
	known := map[string]reflect.Type{}
	var names []string
	for field := range t.Fields() {
		name := field.Tag.Get("json")
		known[name] = field.Type
		names = append(names, name)
	}
	for _, name := range slices.Sorted(maps.Keys(obj.fields)) {
		if known[name] == nil {
			*problems = append(*problems, &diag.Diagnostic{File: File, Place: path + "/" + name,
				Detail: "unknown field", Advice: "the fields here are " + strings.Join(names,
					", ")})
			continue
		}
		checkAgainstType(obj.fields[name], known[name], path+"/"+name, problems)
	}
}
