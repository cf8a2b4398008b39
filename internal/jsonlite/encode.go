package jsonlite

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendValue appends the JSON encoding of v. It reports false if v holds something that needs
// encoding/json.
func appendValue(out []byte, c *codec, v reflect.Value) ([]byte, bool) {
	switch c.kind {
	case reflect.String:
		return appendString(out, v.String())
	case reflect.Float64:
		return appendFloat(out, v.Float())
	case reflect.Int:
		return strconv.AppendInt(out, v.Int(), 10), true
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool()), true
	case reflect.Array:
		return appendList(out, c, v)
	case reflect.Struct:
		return appendStruct(out, c, v)
	}
	if v.IsNil() {
		return append(out, "null"...), true
	}
	switch c.kind {
	case reflect.Pointer:
		return appendValue(out, c.elem, v.Elem())
	case reflect.Map:
		return appendMap(out, c, v)
	}
	return appendList(out, c, v)
}

// appendString appends a JSON string, escaped as encoding/json does: <, >, &, U+2028 and U+2029 as
// \u003c and so on. It reports false if text is not valid UTF-8.
func appendString(out []byte, text string) ([]byte, bool) {
	if !utf8.ValidString(text) {
		return nil, false
	}
	out = append(out, '"')
	copied := 0
	for i := range len(text) {
		if end := i + escapeLen(text[i:]); end > i {
			out = appendEscape(append(out, text[copied:i]...), text[i:end])
			copied = end
		}
	}
	return append(append(out, text[copied:]...), '"'), true
}

// escapeLen returns the length in bytes of the first character of text if it needs an escape, else
// 0.
func escapeLen(text string) int {
	switch c := text[0]; {
	case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&':
		return 1
	case c == 0xe2 && (text[:3] == "\u2028" || text[:3] == "\u2029"):
		return 3
	}
	return 0
}

// appendEscape appends the escape of a single character.
func appendEscape(out []byte, char string) []byte {
	const shortEscapes = "\"\\\n\r\t\b\f"
	if i := strings.Index(shortEscapes, char); i >= 0 {
		return append(out, '\\', "\"\\nrtbf"[i])
	}
	r := rune(char[0])
	if len(char) > 1 {
		r, _ = utf8.DecodeRuneInString(char)
	}
	const digits = "0123456789abcdef"
	return append(out, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15],
		digits[r&15])
}

// appendFloat appends a number. It reports false if encoding/json would write it with an exponent,
// or if it has no JSON form.
func appendFloat(out []byte, f float64) ([]byte, bool) {
	if a := math.Abs(f); a != 0 && a < 1e-6 || !(a < 1e21) {
		return nil, false
	}
	return strconv.AppendFloat(out, f, 'f', -1, 64), true
}

func appendList(out []byte, c *codec, v reflect.Value) (_ []byte, ok bool) {
	out = append(out, '[')
	for i := range v.Len() {
		if i > 0 {
			out = append(out, ',')
		}
		if out, ok = appendValue(out, c.elem, v.Index(i)); !ok {
			return nil, false
		}
	}
	return append(out, ']'), true
}

func appendMap(out []byte, c *codec, v reflect.Value) (_ []byte, ok bool) {
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
		if out, ok = appendValue(out, c.elem, v.MapIndex(reflect.ValueOf(name))); !ok {
			return nil, false
		}
	}
	return append(out, '}'), true
}

func appendStruct(out []byte, c *codec, v reflect.Value) (_ []byte, ok bool) {
	out = append(out, '{')
	for i := range c.fields {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), c.fields[i].name...), '"', ':')
		if out, ok = appendValue(out, c.fields[i].codec, fieldByIndex(v, c.fields[i].index)); !ok {
			return nil, false
		}
	}
	return append(out, '}'), true
}
