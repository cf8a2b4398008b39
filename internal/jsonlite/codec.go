package jsonlite

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// A codec describes how values of one type are decoded and encoded. Codecs are made once per type
// and never change afterwards.
type codec struct {
	kind                 reflect.Kind
	decodable, encodable bool
	textUnmarshaler      bool    // the type implements encoding.TextUnmarshaler
	raw                  bool    // the type is RawValue
	elem                 *codec  // of a slice, array, map or pointer
	fields               []field // of a struct
}

// A field is an exported field of a struct, or of a struct embedded in it.
type field struct {
	name  string
	index []int
	codec *codec
}

// maxFields is the maximum number of fields in a supported struct: decodeStruct marks those that it
// has met in the bits of a uint64.
const maxFields = 64

var (
	codecs   = map[reflect.Type]*codec{}
	codecsMu sync.Mutex
)

// codecFor returns the codec of a type, making it on first use. It is safe for concurrent use.
func codecFor(t reflect.Type) *codec {
	codecsMu.Lock()
	defer codecsMu.Unlock()
	return makeCodec(t)
}

// makeCodec returns the codec of a type; the caller holds codecsMu. A recursive type finds its own
// unfinished codec, which is neither decodable nor encodable.
func makeCodec(t reflect.Type) *codec {
	if c := codecs[t]; c != nil {
		return c
	}
	c := &codec{}
	codecs[t] = c
	ready := codec{kind: t.Kind()}
	switch {
	case t == reflect.TypeFor[RawValue]():
		ready.raw, ready.decodable, ready.encodable = true, true, true
	case reflect.PointerTo(t).NumMethod() == 0:
		ready.initPlain(t)
	case implements[jsonMarshaler](t) || implements[jsonUnmarshaler](t) ||
		implements[encoding.TextMarshaler](t):
	case implements[encoding.TextUnmarshaler](t):
		ready.textUnmarshaler, ready.decodable = true, true
	default:
		ready.initPlain(t)
	}
	*c = ready
	return c
}

// jsonMarshaler and jsonUnmarshaler are the interfaces Marshaler and Unmarshaler of encoding/json,
// whose methods are not called here.
type (
	jsonMarshaler   interface{ MarshalJSON() ([]byte, error) }
	jsonUnmarshaler interface{ UnmarshalJSON([]byte) error }
)

// implements reports whether a type, or a pointer to it, has the methods of I.
func implements[I any](t reflect.Type) bool {
	methods := reflect.TypeFor[I]()
	return t.Implements(methods) || reflect.PointerTo(t).Implements(methods)
}

// initPlain fills in the codec of a type without methods that encoding/json would call.
func (c *codec) initPlain(t reflect.Type) {
	switch c.kind {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		c.decodable, c.encodable = true, true
	case reflect.Map:
		if t.Key() == reflect.TypeFor[string]() {
			c.setElem(t)
		}
	case reflect.Slice, reflect.Array, reflect.Pointer:
		if t.Elem().Kind() != reflect.Uint8 { // encoding/json writes bytes in base64
			c.setElem(t)
		}
	case reflect.Struct:
		c.decodable, c.encodable = true, true
		if !c.addFields(t, nil) || len(c.fields) > maxFields || c.hasDuplicateNames() {
			c.decodable, c.encodable = false, false
		}
	}
}

// setElem sets the codec of the elements of a slice, array, map or pointer type.
func (c *codec) setElem(t reflect.Type) {
	c.elem = makeCodec(t.Elem())
	c.decodable, c.encodable = c.elem.decodable, c.elem.encodable
}

// addFields adds the fields of struct type t, which is embedded at index in the codec's own struct.
// It reports false if the struct is unsupported: a tag has options other than omitempty, or a name
// would need escaping. A struct with omitempty is only decodable.
func (c *codec) addFields(t reflect.Type, index []int) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		path := append(index[:len(index):len(index)], i)
		tag, tagged := f.Tag.Lookup("json")
		tag, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && !tagged && f.Type.Kind() == reflect.Struct:
			if !c.addFields(f.Type, path) {
				return false
			}
			continue
		case f.Anonymous || options != "" && options != "omitempty":
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
		fieldCodec := makeCodec(f.Type)
		c.decodable, c.encodable = c.decodable && fieldCodec.decodable,
			c.encodable && fieldCodec.encodable && options == ""
		c.fields = append(c.fields, field{name, path, fieldCodec})
	}
	return true
}

// needsNoEscape reports whether a member name can be written between quotes unchanged.
func needsNoEscape(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') &&
			c != '_' && c != '$' {
			return false
		}
	}
	return name != ""
}

// hasDuplicateNames reports whether two fields match the same member name, as encoding/json ignores
// case.
func (c *codec) hasDuplicateNames() bool {
	for i := range c.fields {
		for j := range c.fields[:i] {
			if a, b := c.fields[i].name, c.fields[j].name; len(a) == len(b) &&
				strings.EqualFold(a, b) {
				return true
			}
		}
	}
	return false
}

// findField returns the index in c.fields of the field with a member name, or -1 if there is none.
// The search begins at next, because documents mostly have the order of the struct.
func (c *codec) findField(name []byte, next int) int {
	for k := range c.fields {
		i := (next + k) % len(c.fields)
		if string(name) == c.fields[i].name {
			return i
		}
	}
	return -1
}

// similarField returns the name of the field that differs from name only in case, or "".
func (c *codec) similarField(name string) string {
	for i := range c.fields {
		if strings.EqualFold(name, c.fields[i].name) {
			return c.fields[i].name
		}
	}
	return ""
}
