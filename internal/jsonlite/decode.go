package jsonlite

import (
	"encoding"
	"reflect"
)

// decodeValue decodes the next value into v, which must be zero.
func (s *scanner) decodeValue(c *codec, v reflect.Value) bool {
	if s.peek() == 'n' { // null leaves v zero, but an UnmarshalText method could differ
		return !c.textUnmarshaler && s.consumeLiteral("null")
	}
	if c.textUnmarshaler {
		text, ok := s.readString()
		return ok &&
			v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil
	}
	switch c.kind {
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
	case reflect.Bool:
		isTrue := s.consumeLiteral("true")
		v.SetBool(isTrue)
		return isTrue || s.consumeLiteral("false")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return s.decodeValue(c.elem, v.Elem())
	case reflect.Slice:
		return s.decodeSlice(c, v)
	case reflect.Array:
		return s.decodeArray(c, v)
	case reflect.Map:
		return s.decodeMap(c, v)
	}
	return s.decodeStruct(c, v)
}

func (s *scanner) decodeSlice(c *codec, v reflect.Value) bool {
	list := reflect.MakeSlice(v.Type(), 0, 0)
	zero := reflect.Zero(v.Type().Elem())
	ok := s.eachItem('[', ']', func() bool {
		list = reflect.Append(list, zero)
		return s.decodeValue(c.elem, list.Index(list.Len()-1))
	})
	v.Set(list)
	return ok
}

func (s *scanner) decodeArray(c *codec, v reflect.Value) bool {
	i := 0
	return s.eachItem('[', ']', func() bool {
		i++
		return i <= v.Len() && s.decodeValue(c.elem, v.Index(i-1))
	})
}

func (s *scanner) decodeMap(c *codec, v reflect.Value) bool {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	return s.eachItem('{', '}', func() bool {
		name, ok := s.readString()
		elem := reflect.New(t.Elem()).Elem()
		if !ok || !s.consume(':') || !s.decodeValue(c.elem, elem) {
			return false
		}
		v.SetMapIndex(reflect.ValueOf(name), elem)
		return true
	})
}

func (s *scanner) decodeStruct(c *codec, v reflect.Value) bool {
	next, seen := 0, uint64(0)
	return s.eachItem('{', '}', func() bool {
		name, escapes, ok := s.readRawString()
		if !ok || escapes || !s.consume(':') {
			return false
		}
		i, ok := c.findField(name, next)
		switch {
		case !ok:
			return false
		case i < 0:
			return s.skipValue(0)
		case seen&(1<<i) != 0:
			return false // encoding/json decodes a duplicate over the earlier value
		}
		seen |= 1 << i
		next = i + 1
		return s.decodeValue(c.fields[i].codec, fieldByIndex(v, c.fields[i].index))
	})
}

// fieldByIndex is reflect.Value.FieldByIndex for a path without pointers.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		v = v.Field(i)
	}
	return v
}
