package jsonlite

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// A codec says how values of a type are read and written. It is made once.
type codec struct {
	kind                 reflect.Kind // Invalid: none of those below
	decodable, encodable bool
	textUnmarshaler      bool    // the type reads a text by itself
	elem                 *codec  // of a slice, array, map or pointer
	fields               []field // of a struct
}

// A field of a struct, or of a struct that is embedded in it.
type field struct {
	name  string
	index []int
	codec *codec
}

// maxFields is how many fields a struct may have: those that have been read are marked in the bits
// of a number.
const maxFields = 64

var (
	codecs   = map[reflect.Type]*codec{}
	codecsMu sync.Mutex
)

func codecFor(t reflect.Type) *codec {
	codecsMu.Lock()
	defer codecsMu.Unlock()
	return makeCodec(t)
}

// makeCodec returns the plan of a type. That of a type within itself is not ready when it is asked
// for, and so says no.
func makeCodec(t reflect.Type) *codec {
	if p := codecs[t]; p != nil {
		return p
	}
	p := &codec{}
	codecs[t] = p
	made := codec{kind: t.Kind()}
	switch {
	case reflect.PointerTo(t).NumMethod() == 0:
		made.initPlain(t)
	case implements[json.Marshaler](t) || implements[json.Unmarshaler](t) ||
		implements[encoding.TextMarshaler](t):
	case implements[encoding.TextUnmarshaler](t):
		made.textUnmarshaler, made.decodable = true, true
	default:
		made.initPlain(t)
	}
	*p = made
	return p
}

// implements says whether a type or a pointer to it has the methods of I.
func implements[I any](t reflect.Type) bool {
	methods := reflect.TypeFor[I]()
	return t.Implements(methods) || reflect.PointerTo(t).Implements(methods)
}

// initPlain fills in the plan of a type without methods of its own.
func (p *codec) initPlain(t reflect.Type) {
	switch p.kind {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		p.decodable, p.encodable = true, true
	case reflect.Map:
		if t.Key() == reflect.TypeFor[string]() {
			p.setElem(t)
		}
	case reflect.Slice, reflect.Array, reflect.Pointer:
		if t.Elem().Kind() != reflect.Uint8 { // those are written in base 64
			p.setElem(t)
		}
	case reflect.Struct:
		p.decodable, p.encodable = true, true
		if !p.addFields(t, nil) || len(p.fields) > maxFields || p.hasDuplicateNames() {
			p.decodable, p.encodable = false, false
		}
	}
}

func (p *codec) setElem(t reflect.Type) {
	p.elem = makeCodec(t.Elem())
	p.decodable, p.encodable = p.elem.decodable, p.elem.encodable
}

// addFields adds the fields of a struct that stands at index. False: a tag asks for more than a
// name.
func (p *codec) addFields(t reflect.Type, index []int) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(index[:len(index):len(index)], i)
		tag, tagged := f.Tag.Lookup("json")
		switch {
		case f.Anonymous && !tagged && f.Type.Kind() == reflect.Struct:
			if !p.addFields(f.Type, at) {
				return false
			}
			continue
		case f.Anonymous || strings.IndexByte(tag, ',') >= 0:
			return false
		case !f.IsExported() || tag == "-":
			continue
		}
		name := tag
		if name == "" {
			name = f.Name
		}
		if !needsNoEscape(name) {
			return false
		}
		part := makeCodec(f.Type)
		p.decodable, p.encodable = p.decodable && part.decodable, p.encodable && part.encodable
		p.fields = append(p.fields, field{name, at, part})
	}
	return true
}

// needsNoEscape says whether a name stands in JSON as it is.
func needsNoEscape(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') &&
			c != '_' && c != '$' {
			return false
		}
	}
	return name != ""
}

// hasDuplicateNames says whether two fields may have the same name in a document.
func (p *codec) hasDuplicateNames() bool {
	for i := range p.fields {
		for j := range p.fields[:i] {
			if a, b := p.fields[i].name, p.fields[j].name; len(a) == len(b) &&
				strings.EqualFold(a, b) {
				return true
			}
		}
	}
	return false
}

// findField returns the place of the field of a name, looking first at next, the one behind the
// field before; -1: there is none. False: a field has this name in other capitals, or may have.
func (p *codec) findField(name []byte, next int) (int, bool) {
	for k := range p.fields {
		i := (next + k) % len(p.fields)
		if string(name) == p.fields[i].name {
			return i, true
		}
	}
	for _, c := range name {
		if c >= 0x80 {
			return -1, false
		}
	}
	for i := range p.fields {
		if len(name) == len(p.fields[i].name) && strings.EqualFold(string(name), p.fields[i].name) {
			return -1, false
		}
	}
	return -1, true
}
