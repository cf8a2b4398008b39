package jsonlite

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendValue appends a value. False: it holds something that encoding/json writes in another way.
func appendValue(out []byte, p *codec, v reflect.Value) ([]byte, bool) {
	switch p.kind {
	case reflect.String:
		return appendString(out, v.String())
	case reflect.Float64:
		return appendFloat(out, v.Float())
	case reflect.Int:
		return strconv.AppendInt(out, v.Int(), 10), true
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool()), true
	case reflect.Array:
		return appendList(out, p, v)
	case reflect.Struct:
		return appendStruct(out, p, v)
	}
	if v.IsNil() {
		return append(out, "null"...), true
	}
	switch p.kind {
	case reflect.Pointer:
		return appendValue(out, p.elem, v.Elem())
	case reflect.Map:
		return appendMap(out, p, v)
	}
	return appendList(out, p, v)
}

// appendString appends a text, escaped as encoding/json does for the sake of pages. False: it is
// not UTF-8.
func appendString(out []byte, text string) ([]byte, bool) {
	if !utf8.ValidString(text) {
		return nil, false
	}
	out = append(out, '"')
	done := 0
	for i := range len(text) {
		if end := i + escapeLen(text[i:]); end > i {
			out = appendEscape(append(out, text[done:i]...), text[i:end])
			done = end
		}
	}
	return append(append(out, text[done:]...), '"'), true
}

// escapeLen is how many bytes at the beginning of a text cannot stand as they are: those of its
// first letter, or none.
func escapeLen(text string) int {
	switch c := text[0]; {
	case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&':
		return 1
	case c == 0xe2 && (text[:3] == "\u2028" || text[:3] == "\u2029"):
		return 3
	}
	return 0
}

func appendEscape(out []byte, letter string) []byte {
	const short = "\"\\\n\r\t\b\f"
	if i := strings.Index(short, letter); i >= 0 {
		return append(out, '\\', "\"\\nrtbf"[i])
	}
	code := rune(letter[0])
	if len(letter) > 1 {
		code, _ = utf8.DecodeRuneInString(letter)
	}
	const digits = "0123456789abcdef"
	return append(out, '\\', 'u', digits[code>>12], digits[code>>8&15], digits[code>>4&15],
		digits[code&15])
}

// appendFloat appends a number that encoding/json writes without an exponent.
func appendFloat(out []byte, f float64) ([]byte, bool) {
	if a := math.Abs(f); a != 0 && a < 1e-6 || !(a < 1e21) {
		return nil, false
	}
	return strconv.AppendFloat(out, f, 'f', -1, 64), true
}

func appendList(out []byte, p *codec, v reflect.Value) (_ []byte, ok bool) {
	out = append(out, '[')
	for i := range v.Len() {
		if i > 0 {
			out = append(out, ',')
		}
		if out, ok = appendValue(out, p.elem, v.Index(i)); !ok {
			return nil, false
		}
	}
	return append(out, ']'), true
}

func appendMap(out []byte, p *codec, v reflect.Value) (_ []byte, ok bool) {
	names := make([]string, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		names = append(names, it.Key().String())
	}
	slices.Sort(names)
	out = append(out, '{')
	for i, name := range names {
		if i > 0 {
			out = append(out, ',')
		}
		if out, ok = appendString(out, name); !ok {
			return nil, false
		}
		out = append(out, ':')
		if out, ok = appendValue(out, p.elem, v.MapIndex(reflect.ValueOf(name))); !ok {
			return nil, false
		}
	}
	return append(out, '}'), true
}

func appendStruct(out []byte, p *codec, v reflect.Value) (_ []byte, ok bool) {
	out = append(out, '{')
	for i := range p.fields {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), p.fields[i].name...), '"', ':')
		if out, ok = appendValue(out, p.fields[i].codec, fieldByIndex(v, p.fields[i].index)); !ok {
			return nil, false
		}
	}
	return append(out, '}'), true
}
