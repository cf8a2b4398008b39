package jsonlite

import (
	"encoding"
	"reflect"
)

// decodeValue reads a value into v, which is zero.
func (s *scanner) decodeValue(p *codec, v reflect.Value) bool {
	if s.peek() == 'n' { // all stays zero, except that a type's own method may want otherwise
		return !p.textUnmarshaler && s.consumeLiteral("null")
	}
	if p.textUnmarshaler {
		text, ok := s.readString()
		return ok &&
			v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil
	}
	switch p.kind {
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
		on := s.consumeLiteral("true")
		v.SetBool(on)
		return on || s.consumeLiteral("false")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return s.decodeValue(p.elem, v.Elem())
	case reflect.Slice:
		return s.decodeSlice(p, v)
	case reflect.Array:
		return s.decodeArray(p, v)
	case reflect.Map:
		return s.decodeMap(p, v)
	}
	return s.decodeStruct(p, v)
}

func (s *scanner) decodeSlice(p *codec, v reflect.Value) bool {
	list := reflect.MakeSlice(v.Type(), 0, 0)
	zero := reflect.Zero(v.Type().Elem())
	ok := s.eachItem('[', ']', func() bool {
		list = reflect.Append(list, zero)
		return s.decodeValue(p.elem, list.Index(list.Len()-1))
	})
	v.Set(list)
	return ok
}

func (s *scanner) decodeArray(p *codec, v reflect.Value) bool {
	i := 0
	return s.eachItem('[', ']', func() bool {
		i++
		return i <= v.Len() && s.decodeValue(p.elem, v.Index(i-1))
	})
}

func (s *scanner) decodeMap(p *codec, v reflect.Value) bool {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	return s.eachItem('{', '}', func() bool {
		name, ok := s.readString()
		elem := reflect.New(t.Elem()).Elem()
		if !ok || !s.consume(':') || !s.decodeValue(p.elem, elem) {
			return false
		}
		v.SetMapIndex(reflect.ValueOf(name), elem)
		return true
	})
}

func (s *scanner) decodeStruct(p *codec, v reflect.Value) bool {
	next, seen := 0, uint64(0)
	return s.eachItem('{', '}', func() bool {
		name, escapes, ok := s.readRawString()
		if !ok || escapes || !s.consume(':') {
			return false
		}
		i, ok := p.findField(name, next)
		switch {
		case !ok:
			return false
		case i < 0:
			return s.skipValue(0)
		case seen&(1<<i) != 0:
			return false // what stands twice is read into what is there
		}
		seen |= 1 << i
		next = i + 1
		return s.decodeValue(p.fields[i].codec, fieldByIndex(v, p.fields[i].index))
	})
}

// fieldByIndex is the field of a struct, or of one that is embedded in it.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		v = v.Field(i)
	}
	return v
}
