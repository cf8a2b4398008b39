package quick

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// A plan says how values of a type are read and written. It is made once.
type plan struct {
	kind               reflect.Kind // Invalid: none of those below
	readable, writable bool
	texts              bool    // the type reads a text by itself
	elem               *plan   // of a slice, array, map or pointer
	fields             []field // of a struct
}

// A field of a struct, or of a struct that is embedded in it.
type field struct {
	name  string
	index []int
	plan  *plan
}

// mostFields is how many fields a struct may have: those that have been read are marked in the bits of a number.
const mostFields = 64

var (
	plans   = map[reflect.Type]*plan{}
	plansMu sync.Mutex
)

func planOf(t reflect.Type) *plan {
	plansMu.Lock()
	defer plansMu.Unlock()
	return makePlan(t)
}

// makePlan returns the plan of a type. That of a type within itself is not ready when it is asked for, and so says no.
func makePlan(t reflect.Type) *plan {
	if p := plans[t]; p != nil {
		return p
	}
	p := &plan{}
	plans[t] = p
	made := plan{kind: t.Kind()}
	switch {
	case reflect.PointerTo(t).NumMethod() == 0:
		made.plain(t)
	case implements[json.Marshaler](t) || implements[json.Unmarshaler](t) || implements[encoding.TextMarshaler](t):
	case implements[encoding.TextUnmarshaler](t):
		made.texts, made.readable = true, true
	default:
		made.plain(t)
	}
	*p = made
	return p
}

// implements says whether a type or a pointer to it has the methods of I.
func implements[I any](t reflect.Type) bool {
	methods := reflect.TypeFor[I]()
	return t.Implements(methods) || reflect.PointerTo(t).Implements(methods)
}

// plain fills in the plan of a type without methods of its own.
func (p *plan) plain(t reflect.Type) {
	switch p.kind {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		p.readable, p.writable = true, true
	case reflect.Map:
		if t.Key() == reflect.TypeFor[string]() {
			p.of(t)
		}
	case reflect.Slice, reflect.Array, reflect.Pointer:
		if t.Elem().Kind() != reflect.Uint8 { // those are written in base 64
			p.of(t)
		}
	case reflect.Struct:
		p.readable, p.writable = true, true
		if !p.addFields(t, nil) || len(p.fields) > mostFields || p.twice() {
			p.readable, p.writable = false, false
		}
	}
}

func (p *plan) of(t reflect.Type) {
	p.elem = makePlan(t.Elem())
	p.readable, p.writable = p.elem.readable, p.elem.writable
}

// addFields adds the fields of a struct that stands at index. False: a tag asks for more than a name.
func (p *plan) addFields(t reflect.Type, index []int) bool {
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
		if !plainName(name) {
			return false
		}
		part := makePlan(f.Type)
		p.readable, p.writable = p.readable && part.readable, p.writable && part.writable
		p.fields = append(p.fields, field{name, at, part})
	}
	return true
}

// plainName says whether a name stands in JSON as it is.
func plainName(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '$' {
			return false
		}
	}
	return name != ""
}

// twice says whether two fields may have the same name in a document.
func (p *plan) twice() bool {
	for i := range p.fields {
		for j := range p.fields[:i] {
			if a, b := p.fields[i].name, p.fields[j].name; len(a) == len(b) && strings.EqualFold(a, b) {
				return true
			}
		}
	}
	return false
}

// find returns the place of the field of a name, looking first at next, the one behind the field before; -1: there is none.
// False: a field has this name in other capitals, or may have.
func (p *plan) find(name []byte, next int) (int, bool) {
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
