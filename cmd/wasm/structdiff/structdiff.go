// Package structdiff says what has changed in a struct, as JSON. The browser's program tells its
// page only that: while the map moves, the link changes with each frame and the table of figures
// does not.
package structdiff

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"truceline/internal/jsonlite"
)

// ChangedFields writes the fields in which next differs from prev, as a JSON object under their
// JSON names. Both are structs of one type. A nil prev differs in every field. Slices and maps that
// are shared are equal at once.
func ChangedFields(prev, next any) ([]byte, error) {
	now := reflect.ValueOf(next)
	if now.Kind() != reflect.Struct {
		return nil, fmt.Errorf("structdiff: %T is no struct", next)
	}
	var before reflect.Value
	if prev != nil {
		if before = reflect.ValueOf(prev); before.Type() != now.Type() {
			return nil, fmt.Errorf("structdiff: %T and %T", prev, next)
		}
	}
	var out bytes.Buffer
	separator := byte('{')
	for i := range now.NumField() {
		name, _, _ := strings.Cut(now.Type().Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		value := now.Field(i).Interface()
		if prev != nil && reflect.DeepEqual(before.Field(i).Interface(), value) {
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
