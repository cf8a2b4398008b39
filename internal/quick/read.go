package quick

import (
	"encoding"
	"reflect"
)

// value reads a value into v, which is zero.
func (s *scan) value(p *plan, v reflect.Value) bool {
	if s.space() == 'n' { // all stays zero, except that a type's own method may want otherwise
		return !p.texts && s.word("null")
	}
	if p.texts {
		text, ok := s.text()
		return ok && v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil
	}
	switch p.kind {
	case reflect.String:
		text, ok := s.text()
		v.SetString(text)
		return ok
	case reflect.Float64:
		f, ok := s.float()
		v.SetFloat(f)
		return ok
	case reflect.Int:
		n, ok := s.whole()
		v.SetInt(int64(n))
		return ok
	case reflect.Bool:
		on := s.word("true")
		v.SetBool(on)
		return on || s.word("false")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return s.value(p.elem, v.Elem())
	case reflect.Slice:
		return s.list(p, v)
	case reflect.Array:
		return s.array(p, v)
	case reflect.Map:
		return s.dictionary(p, v)
	}
	return s.structure(p, v)
}

func (s *scan) list(p *plan, v reflect.Value) bool {
	list := reflect.MakeSlice(v.Type(), 0, 0)
	zero := reflect.Zero(v.Type().Elem())
	ok := s.each('[', ']', func() bool {
		list = reflect.Append(list, zero)
		return s.value(p.elem, list.Index(list.Len()-1))
	})
	v.Set(list)
	return ok
}

func (s *scan) array(p *plan, v reflect.Value) bool {
	i := 0
	return s.each('[', ']', func() bool {
		i++
		return i <= v.Len() && s.value(p.elem, v.Index(i-1))
	})
}

func (s *scan) dictionary(p *plan, v reflect.Value) bool {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	return s.each('{', '}', func() bool {
		name, ok := s.text()
		elem := reflect.New(t.Elem()).Elem()
		if !ok || !s.take(':') || !s.value(p.elem, elem) {
			return false
		}
		v.SetMapIndex(reflect.ValueOf(name), elem)
		return true
	})
}

func (s *scan) structure(p *plan, v reflect.Value) bool {
	next, seen := 0, uint64(0)
	return s.each('{', '}', func() bool {
		name, escapes, ok := s.raw()
		if !ok || escapes || !s.take(':') {
			return false
		}
		i, ok := p.find(name, next)
		switch {
		case !ok:
			return false
		case i < 0:
			return s.skip(0)
		case seen&(1<<i) != 0:
			return false // what stands twice is read into what is there
		}
		seen |= 1 << i
		next = i + 1
		return s.value(p.fields[i].plan, at(v, p.fields[i].index))
	})
}

// at is the field of a struct, or of one that is embedded in it.
func at(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		v = v.Field(i)
	}
	return v
}
