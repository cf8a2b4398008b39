// Package jsonlite decodes and encodes plain JSON, and reads plain CSV, with the results of
// encoding/json and encoding/csv. Whatever is not plain it leaves to those packages, so every
// document is supported and every error message is theirs.
//
// The reason is start-up in the browser. V8 compiles hot WebAssembly functions a second time with
// its optimising compiler, on the same cores that start the map. A few functions of encoding/json
// and encoding/csv are so long that compiling them takes longer than all of the map's own decoding;
// the functions here are short. See docs/decisions/0007. Other libraries for JSON, made for
// speed on servers, add more code to the browser's program than they replace.
//
// Not plain are: \u escapes, member names that differ from a field's in case, duplicate members,
// types with methods of encoding/json, recursive types, quotes or carriage returns in CSV, and
// every invalid document.
package jsonlite

import (
	"encoding/json"
	"reflect"
)

// Unmarshal parses data into dst as json.Unmarshal does, with the same errors.
func Unmarshal(data []byte, dst any) error {
	if TryUnmarshal(data, dst) {
		return nil
	}
	return json.Unmarshal(data, dst)
}

// Marshal returns the JSON encoding of v, the same bytes as json.Marshal.
func Marshal(v any) ([]byte, error) {
	if text, ok := TryMarshal(v); ok {
		return text, nil
	}
	return json.Marshal(v)
}

// TryUnmarshal parses data into dst, which must be a pointer to a zero value, and reports whether
// it could. If data or the type of dst needs encoding/json, or data is invalid, it reports false
// and leaves dst unchanged.
func TryUnmarshal(data []byte, dst any) bool {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.IsNil() || !v.Elem().IsZero() {
		return false
	}
	v = v.Elem()
	c := codecFor(v.Type())
	s := scanner{data: data}
	decoded := reflect.New(v.Type()).Elem()
	if !c.decodable || !s.validUTF8() || !s.decodeValue(c, decoded) || !s.atEnd() {
		return false
	}
	v.Set(decoded)
	return true
}

// TryMarshal returns the JSON encoding of v and reports whether v could be encoded here. If it
// reports false, v needs json.Marshal.
func TryMarshal(v any) ([]byte, bool) {
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return nil, false
	}
	c := codecFor(value.Type())
	if !c.encodable {
		return nil, false
	}
	return appendValue(nil, c, value)
}

// UnquoteString decodes data as a single JSON string. It reports false if the string has \u escapes
// or is invalid.
func UnquoteString(data []byte) (string, bool) {
	s := scanner{data: data}
	if !s.validUTF8() {
		return "", false
	}
	text, ok := s.readString()
	return text, ok && s.atEnd()
}

// EachMember calls member for every member of the JSON object in data, with its name and its value
// as undecoded JSON. A duplicate name is passed each time. EachMember reports false, and stops, if
// data is not a valid object, has \u escapes, or member returns false.
func EachMember(data []byte, member func(name string, value []byte) bool) bool {
	s := scanner{data: data}
	return s.validUTF8() && s.eachItem('{', '}', func() bool {
		name, ok := s.readString()
		if !ok || !s.consume(':') {
			return false
		}
		s.peek()
		start := s.pos
		return s.skipValue(0) && member(name, s.data[start:s.pos])
	}) && s.atEnd()
}

// CutNumber slices data around a JSON number at its beginning: the number's digits, sign and
// exponent included, and the rest. It reports whether there was a number.
func CutNumber(data []byte) (digits, rest []byte, ok bool) {
	s := scanner{data: data}
	digits, ok = s.readNumber()
	return digits, data[s.pos:], ok
}
