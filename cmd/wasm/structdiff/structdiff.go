// Package structdiff encodes the difference between two structs as JSON. While the map moves, the
// link changes with each frame and large parts of the view, such as the table of figures, do not;
// the browser's program sends its page only the fields that changed.
package structdiff

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"truceline/internal/jsonlite"
)

// ChangedFields returns the fields in which next differs from prev as a JSON object under their
// JSON names. A nil prev differs in every field. It returns an error if next is not a struct or if
// prev is of another type. Slices and maps that both share compare as equal without being walked.
func ChangedFields(prev, next any) ([]byte, error) {
	nextValue := reflect.ValueOf(next)
	if nextValue.Kind() != reflect.Struct {
		return nil, fmt.Errorf("structdiff: %T is no struct", next)
	}
	var prevValue reflect.Value
	if prev != nil {
		if prevValue = reflect.ValueOf(prev); prevValue.Type() != nextValue.Type() {
			return nil, fmt.Errorf("structdiff: %T and %T", prev, next)
		}
	}
	var out bytes.Buffer
	separator := byte('{')
	for i := range nextValue.NumField() {
		name, _, _ := strings.Cut(nextValue.Type().Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		value := nextValue.Field(i).Interface()
		if prev != nil && reflect.DeepEqual(prevValue.Field(i).Interface(), value) {
			continue
		}
		data, err := jsonlite.Marshal(value)
		if err != nil {
			return nil, err
		}
		out.WriteByte(separator)
		out.WriteString(strconv.Quote(name))
		out.WriteByte(':')
		out.Write(data)
		separator = ','
	}
	if separator == '{' {
		out.WriteByte('{')
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
