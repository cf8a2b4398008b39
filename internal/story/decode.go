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
)

// Decode reads and checks a document. It returns every problem that it finds; with problems there
// is no story.
func Decode(data []byte) (*Story, Problems) {
	tree, problem := parseTree(data)
	if problem != nil {
		return nil, Problems{*problem}
	}
	var problems Problems
	checkAgainstType(tree, reflect.TypeFor[Story](), "", &problems)
	if len(problems) > 0 {
		return nil, problems
	}
	var s Story
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, Problems{{File: File, Rule: err.Error(), Advice: "mend the value"}}
	}
	if problems = s.Check(); len(problems) > 0 {
		return nil, problems
	}
	return &s, nil
}

// parseTree reads JSON as a tree of *object, []any, string, float64, bool and nil.
func parseTree(data []byte) (any, *Problem) {
	d := json.NewDecoder(bytes.NewReader(data))
	tree, err := parseValue(d, maxDepth)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = fmt.Errorf("something stands after the end of the document")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(data[:min(int(d.InputOffset()), len(data))], []byte("\n"))
		return nil, &Problem{File: File, Path: "line " + strconv.Itoa(line),
			Rule:   "not valid JSON: " + err.Error(),
			Advice: "look for a missing comma, quote or bracket there"}
	}
	return tree, nil
}

// object keeps the names that stand twice, which a map alone would hide.
type object struct {
	fields     map[string]any
	duplicates []string
}

// maxDepth is how many objects and lists may stand in one another; a document needs 7. Without a
// limit a file of nothing but brackets would use up the stack.
const maxDepth = 64

func parseValue(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	if _, nested := t.(json.Delim); nested && depth == 0 {
		return nil, fmt.Errorf("more than %d objects and lists deep", maxDepth)
	}
	switch t {
	case json.Delim('{'):
		o := &object{fields: map[string]any{}}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			key, _ := name.(string)
			if _, again := o.fields[key]; again {
				o.duplicates = append(o.duplicates, key)
			}
			if o.fields[key], err = parseValue(d, depth-1); err != nil {
				return nil, err
			}
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := parseValue(d, depth-1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	}
	return t, nil
}

// checkAgainstType compares a tree with the Go type that it is for, so that a fault is told with
// its path.
func checkAgainstType(tree any, t reflect.Type, path string, problems *Problems) {
	wrong := func(want string) {
		*problems = append(*problems, Problem{File: File, Path: path, Rule: "must be " + want,
			Advice: "write " + want + ", or leave the field out"})
	}
	switch t.Kind() {
	case reflect.Struct:
		o, ok := tree.(*object)
		if !ok {
			wrong("an object")
			return
		}
		checkFields(o, t, path, problems)
	case reflect.Map:
		o, ok := tree.(*object)
		if !ok {
			wrong("an object")
			return
		}
		reportDuplicates(o, path, problems)
		for _, name := range slices.Sorted(maps.Keys(o.fields)) {
			checkAgainstType(o.fields[name], t.Elem(), path+"/"+name, problems)
		}
	case reflect.Slice:
		list, ok := tree.([]any)
		if !ok {
			wrong("a list")
			return
		}
		for i, v := range list {
			checkAgainstType(v, t.Elem(), path+"/"+strconv.Itoa(i), problems)
		}
	case reflect.String:
		if _, ok := tree.(string); !ok {
			wrong("a text")
		}
	case reflect.Bool:
		if _, ok := tree.(bool); !ok {
			wrong("true or false")
		}
	case reflect.Int:
		if n, ok := tree.(float64); !ok || n != float64(int(n)) {
			wrong("a whole number")
		}
	default:
		if _, ok := tree.(float64); !ok {
			wrong("a number")
		}
	}
}

func reportDuplicates(o *object, path string, problems *Problems) {
	for _, name := range o.duplicates {
		*problems = append(*problems, Problem{File: File, Path: path + "/" + name,
			Rule: "the field stands there twice", Advice: "keep one"})
	}
}

func checkFields(o *object, t reflect.Type, path string, problems *Problems) {
	reportDuplicates(o, path, problems)
	known := map[string]reflect.Type{}
	var names []string
	for f := range t.Fields() {
		name := f.Tag.Get("json")
		known[name] = f.Type
		names = append(names, name)
	}
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		if known[name] == nil {
			*problems = append(*problems, Problem{File: File, Path: path + "/" + name,
				Rule: "unknown field", Advice: "the fields here are " + strings.Join(names, ", ")})
			continue
		}
		checkAgainstType(o.fields[name], known[name], path+"/"+name, problems)
	}
}
