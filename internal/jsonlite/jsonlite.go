// Package jsonlite decodes and encodes JSON (RFC 8259), and reads and writes CSV (RFC 4180). It is
// for the browser's program, for which encoding/json and encoding/csv are too large.
//
// What it accepts it decodes as those packages do, and what it writes has the same bytes. It
// refuses some documents that encoding/json accepts: with duplicate members, member names that
// differ from a field's only in case, invalid UTF-8, surrogates without a pair, lists that are
// longer than an array, null for a type with the method UnmarshalText, and members that are skipped
// or raw with more than 64 levels of nesting. Types are unsupported if they have methods of
// encoding/json, are recursive, or hold anything but structs, pointers, slices, arrays, maps by
// string, and values of the kinds string, bool, int and float64.
//
// Errors in documents are *diag.Diagnostic with the offset in bytes and, as the place, the JSON
// pointer of the member; in CSV the place is the line.
//
// The weight and the start-up of the program are the reason. V8 compiles hot WebAssembly functions
// a second time with its optimising compiler, on the same cores that start the map. A few functions
// of encoding/json and encoding/csv are so long that compiling them takes longer than all of the
// map's own decoding; the functions here are short. See docs/decisions/0007. Other libraries for
// JSON, made for speed on servers, add more code to the browser's program than they replace.
package jsonlite

import (
	"errors"
	"reflect"
	"strconv"
)

// A RawValue is the undecoded JSON of a value. It shares memory with the document from which it was
// decoded. What is encoded must be valid JSON; it is written without white space, and nil as null.
type RawValue []byte

// Unmarshal parses data and sets the value to which dst points, which keeps nothing of its earlier
// content. On an error that value is unchanged. Unknown members are ignored.
func Unmarshal(data []byte, dst any) error { return unmarshal(data, dst, false) }

// UnmarshalStrict is Unmarshal, but refuses unknown members.
func UnmarshalStrict(data []byte, dst any) error { return unmarshal(data, dst, true) }

func unmarshal(data []byte, dst any, strict bool) error {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return errors.New("jsonlite: Unmarshal needs a pointer")
	}
	v = v.Elem()
	c := codecFor(v.Type())
	if !c.decodable {
		return unsupported(v.Type())
	}
	s := scanner{data: data, strict: strict}
	decoded := reflect.New(v.Type()).Elem()
	if !s.validUTF8() || !s.decodeValue(c, decoded) || !s.expectEnd() {
		return s.err
	}
	v.Set(decoded)
	return nil
}

func unsupported(t reflect.Type) error {
	return errors.New("jsonlite: the type " + t.String() + " is not supported")
}

// Marshal returns the JSON encoding of v, the same bytes as json.Marshal. It returns an error for
// an unsupported type, NaN and infinities.
func Marshal(v any) ([]byte, error) {
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return []byte("null"), nil
	}
	c := codecFor(value.Type())
	if !c.encodable {
		return nil, unsupported(value.Type())
	}
	out, ok := appendValue(nil, c, value)
	if !ok {
		return nil, errors.New("jsonlite: a number is not finite")
	}
	return out, nil
}

// AppendString appends text as a JSON string. Unlike Marshal it leaves <, > and & as they are.
func AppendString(out []byte, text string) []byte { return appendString(out, text, false) }

// Validate returns an error if data is not valid JSON.
func Validate(data []byte) error {
	s := scanner{data: data}
	return s.result(s.validUTF8() && s.skipValue(0) && s.expectEnd())
}

// UnquoteString decodes data as a single JSON string.
func UnquoteString(data []byte) (string, error) {
	s := scanner{data: data}
	if !s.validUTF8() {
		return "", s.err
	}
	text, ok := s.readString()
	return text, s.result(ok && s.expectEnd())
}

// EachMember calls member for every member of the JSON object in data, with its name and its value
// as undecoded, valid JSON. A duplicate name is passed each time. EachMember stops at the first
// error of member and returns it, or an error if data is not a valid object.
func EachMember(data []byte, member func(name string, value []byte) error) error {
	return each(data, '{', '}', func(s *scanner) (string, bool) {
		name, ok := s.readString()
		return name, ok && s.expectColon()
	}, member)
}

// EachElement calls element for every element of the JSON array in data, with its value as
// undecoded, valid JSON. EachElement stops at the first error of element and returns it, or an
// error if data is not a valid array.
func EachElement(data []byte, element func(value []byte) error) error {
	n := -1
	return each(data, '[', ']', func(*scanner) (string, bool) {
		n++
		return strconv.Itoa(n), true
	}, func(_ string, value []byte) error { return element(value) })
}

// each calls item for every element or member of data, whose name or index readName reads.
func each(data []byte, begin, end byte, readName func(*scanner) (string, bool),
	item func(name string, value []byte) error) error {
	s := &scanner{data: data}
	var stopped error
	ok := s.validUTF8() && s.eachItem(begin, end, func() bool {
		name, ok := readName(s)
		if !ok {
			return false
		}
		s.peek()
		start := s.pos
		if !s.skipValue(0) {
			return s.addPlace(name)
		}
		stopped = item(name, data[start:s.pos])
		return stopped == nil
	}) && s.expectEnd()
	if stopped != nil {
		return stopped
	}
	return s.result(ok)
}

// CutNumber slices data around a JSON number at its beginning: the number's digits, sign and
// exponent included, and the rest. It reports whether there was a number.
func CutNumber(data []byte) (digits, rest []byte, ok bool) {
	s := scanner{data: data}
	digits, ok = s.readNumber()
	return digits, data[s.pos:], ok
}
