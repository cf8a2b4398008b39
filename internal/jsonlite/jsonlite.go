// Package jsonlite reads and writes plain JSON and reads plain tables as encoding/json and
// encoding/csv do, in little code.
//
// A browser compiles what it runs while it runs it, and what runs often it compiles a second time
// with all its skill, on the processors that the map is starting on. A few functions of those
// packages are so long that this takes it longer than all of the map's own reading. The functions
// here are short, and what they do not know they leave to the others: escapes by number, names in
// other capitals, what stands twice, quotes in tables, and everything that is wrong and has to be
// explained. So there is nothing that this package reads or writes differently, and nothing that it
// cannot.
package jsonlite

import (
	"encoding/json"
	"reflect"
)

// Unmarshal is json.Unmarshal.
func Unmarshal(data []byte, to any) error {
	if TryUnmarshal(data, to) {
		return nil
	}
	return json.Unmarshal(data, to)
}

// Marshal is json.Marshal.
func Marshal(v any) ([]byte, error) {
	if text, ok := TryMarshal(v); ok {
		return text, nil
	}
	return json.Marshal(v)
}

// TryUnmarshal reads data as json.Unmarshal would into to, which must point to a zero value. False:
// it is not as plain as that, or wrong, and to is as it was.
func TryUnmarshal(data []byte, to any) bool {
	v := reflect.ValueOf(to)
	if v.Kind() != reflect.Pointer || v.IsNil() || !v.Elem().IsZero() {
		return false
	}
	v = v.Elem()
	p := codecFor(v.Type())
	s := scanner{data: data}
	fresh := reflect.New(v.Type()).Elem()
	if !p.decodable || !s.validUTF8() || !s.decodeValue(p, fresh) || !s.atEnd() {
		return false
	}
	v.Set(fresh)
	return true
}

// TryMarshal writes v as json.Marshal would. False: it is not as plain as that.
func TryMarshal(v any) ([]byte, bool) {
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return nil, false
	}
	p := codecFor(value.Type())
	if !p.encodable {
		return nil, false
	}
	return appendValue(nil, p, value)
}

// UnquoteString reads a JSON text, quotes and all. False: it has escapes by number, or is wrong.
func UnquoteString(data []byte) (string, bool) {
	s := scanner{data: data}
	if !s.validUTF8() {
		return "", false
	}
	text, ok := s.readString()
	return text, ok && s.atEnd()
}

// EachMember goes through the members of an object and gives each with what stands there for it, as
// it stands. Names that stand twice come twice. False: it is no object, is wrong or has escapes by
// number, or member said so.
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

// CutNumber takes a number from the beginning of data and returns its digits, sign and all, and
// what follows.
func CutNumber(data []byte) (digits, rest []byte, ok bool) {
	s := scanner{data: data}
	digits, ok = s.readNumber()
	return digits, data[s.pos:], ok
}
