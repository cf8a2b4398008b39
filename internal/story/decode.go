package story

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/diag"
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
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, diag.List{{File: File, Detail: err.Error(), Advice: "mend the value"}}
	}
	if problems = s.Check(); len(problems) > 0 {
		return nil, problems
	}
	return &s, nil
}

// parseTree parses JSON into a tree of *object, []any, string, float64, bool and nil.
func parseTree(data []byte) (any, *diag.Diagnostic) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	tree, err := parseValue(decoder, maxDepth)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = fmt.Errorf("something stands after the end of the document")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(data[:min(int(decoder.InputOffset()), len(data))], []byte("\n"))
		return nil, &diag.Diagnostic{File: File, Place: "line " + strconv.Itoa(line),
			Detail: "not valid JSON: " + err.Error(),
			Advice: "look for a missing comma, quote or bracket there"}
	}
	return tree, nil
}

// object is a JSON object that, unlike a map, records duplicate names.
type object struct {
	fields     map[string]any
	duplicates []string
}

// maxDepth is the maximum nesting of objects and lists; a document needs 7. Without a limit a file
// of only brackets would overflow the stack.
const maxDepth = 64

func parseValue(decoder *json.Decoder, depth int) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	if _, nested := token.(json.Delim); nested && depth == 0 {
		return nil, fmt.Errorf("more than %d objects and lists deep", maxDepth)
	}
	switch token {
	case json.Delim('{'):
		obj := &object{fields: map[string]any{}}
		for decoder.More() {
			name, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			key, _ := name.(string)
			if _, duplicate := obj.fields[key]; duplicate {
				obj.duplicates = append(obj.duplicates, key)
			}
			if obj.fields[key], err = parseValue(decoder, depth-1); err != nil {
				return nil, err
			}
		}
		_, err = decoder.Token()
		return obj, err
	case json.Delim('['):
		list := []any{}
		for decoder.More() {
			v, err := parseValue(decoder, depth-1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = decoder.Token()
		return list, err
	}
	return token, nil
}

// checkAgainstType reports where a tree does not have the form of the Go type that it will be
// decoded into. Unlike encoding/json, it finds every fault, each with its path.
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
