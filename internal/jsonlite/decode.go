package jsonlite

import (
	"encoding"
	"reflect"
	"strconv"
)

// decodeValue decodes the next value into v, which must be zero. Null leaves v zero.
func (s *scanner) decodeValue(c *codec, v reflect.Value) bool {
	next := s.peek()
	if c.raw {
		return s.decodeRaw(v)
	}
	if c.textUnmarshaler {
		return s.decodeText(v)
	}
	if next == 'n' {
		return s.expectLiteral("null")
	}
	switch c.kind {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return s.decodeValue(c.elem, v.Elem())
	case reflect.Slice:
		return s.decodeSlice(c, v)
	case reflect.Array:
		return s.decodeArray(c, v)
	case reflect.Map:
		return s.decodeMap(c, v)
	case reflect.Struct:
		return s.decodeStruct(c, v)
	}
	return s.decodeScalar(c.kind, v)
}

func (s *scanner) decodeScalar(kind reflect.Kind, v reflect.Value) bool {
	switch kind {
	case reflect.String:
		text, ok := s.readString()
		v.SetString(text)
		return ok
	case reflect.Float64:
		f, ok := s.readFloat()
		v.SetFloat(f)
		return ok
	case reflect.Int:
		n, ok := s.readInt()
		v.SetInt(int64(n))
		return ok
	}
	isTrue := s.consumeLiteral("true")
	v.SetBool(isTrue)
	return isTrue || s.consumeLiteral("false") || s.want("true or false")
}

// decodeText passes a string to v's method UnmarshalText.
func (s *scanner) decodeText(v reflect.Value) bool {
	start := s.pos
	text, ok := s.readString()
	if !ok {
		return false
	}
	err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	return err == nil || s.fail(start, err.Error())
}

// decodeRaw sets a RawValue to the bytes of the next value.
func (s *scanner) decodeRaw(v reflect.Value) bool {
	start := s.pos
	ok := s.skipValue(0)
	if ok {
		v.SetBytes(s.data[start:s.pos:s.pos])
	}
	return ok
}

func (s *scanner) decodeSlice(c *codec, v reflect.Value) bool {
	list := reflect.MakeSlice(v.Type(), 0, 0)
	zero := reflect.Zero(v.Type().Elem())
	ok := s.eachItem('[', ']', func() bool {
		n := list.Len()
		list = reflect.Append(list, zero)
		return s.decodeValue(c.elem, list.Index(n)) || s.addPlace(strconv.Itoa(n))
	})
	v.Set(list)
	return ok
}

func (s *scanner) decodeArray(c *codec, v reflect.Value) bool {
	n := 0
	return s.eachItem('[', ']', func() bool {
		if n++; n > v.Len() {
			return s.fail(s.pos, "the list is longer than "+strconv.Itoa(v.Len()))
		}
		return s.decodeValue(c.elem, v.Index(n-1)) || s.addPlace(strconv.Itoa(n-1))
	})
}

func (s *scanner) decodeMap(c *codec, v reflect.Value) bool {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	return s.eachItem('{', '}', func() bool {
		s.peek()
		start := s.pos
		name, ok := s.readString()
		if !ok || !s.expectColon() {
			return false
		}
		key := reflect.ValueOf(name)
		if v.MapIndex(key).IsValid() {
			s.fail(start, duplicateDetail)
			return s.addPlace(name)
		}
		elem := reflect.New(t.Elem()).Elem()
		if !s.decodeValue(c.elem, elem) {
			return s.addPlace(name)
		}
		v.SetMapIndex(key, elem)
		return true
	})
}

const duplicateDetail = "the field stands there twice"

func (s *scanner) decodeStruct(c *codec, v reflect.Value) bool {
	next, seen := 0, uint64(0)
	return s.eachItem('{', '}', func() bool {
		s.peek()
		start := s.pos
		name, ok := s.readName()
		if !ok || !s.expectColon() {
			return false
		}
		i := c.findField(name, next)
		if i < 0 {
			return s.skipUnknown(c, start, string(name))
		}
		f := &c.fields[i]
		if seen&(1<<i) != 0 {
			s.fail(start, duplicateDetail)
			return s.addPlace(f.name)
		}
		seen |= 1 << i
		next = i + 1
		return s.decodeValue(f.codec, fieldByIndex(v, f.index)) || s.addPlace(f.name)
	})
}

// readName reads the name of a member. It allocates only for a name with escapes.
func (s *scanner) readName() ([]byte, bool) {
	raw, escapes, ok := s.readRawString()
	if !escapes {
		return raw, ok
	}
	name, ok := s.unescape(raw)
	return []byte(name), ok
}

// skipUnknown skips the value of a member whose name, at an offset, is that of no field. It refuses
// a name that differs from a field's only in case, because encoding/json would decode it.
func (s *scanner) skipUnknown(c *codec, offset int, name string) bool {
	similar := c.similarField(name)
	if similar == "" && !s.strict {
		return s.skipValue(0) || s.addPlace(name)
	}
	detail := "unknown field"
	if similar != "" {
		detail += ", want " + strconv.Quote(similar)
	}
	s.fail(offset, detail)
	return s.addPlace(name)
}

// fieldByIndex is reflect.Value.FieldByIndex for a path without pointers.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		v = v.Field(i)
	}
	return v
}
