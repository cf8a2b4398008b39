package jsonlite

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendValue appends the JSON encoding of v. It reports false if v holds a number that has no JSON
// form.
func appendValue(out []byte, c *codec, v reflect.Value) ([]byte, bool) {
	switch c.kind {
	case reflect.String:
		return appendString(out, v.String(), true), true
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
	if c.raw {
		return appendCompact(out, string(v.Bytes())), true
	}
	switch c.kind {
	case reflect.Pointer:
		return appendValue(out, c.elem, v.Elem())
	case reflect.Map:
		return appendMap(out, c, v)
	}
	return appendList(out, c, v)
}

// appendString appends a JSON string, escaped as encoding/json does: U+2028 and U+2029 always, and
// with escapeHTML also <, > and &. Bytes that are not UTF-8 become U+FFFD.
func appendString(out []byte, text string, escapeHTML bool) []byte {
	out = append(out, '"')
	copied := 0
	for i, r := range text {
		if n := escapeLen(text[i:], r, escapeHTML); n > 0 {
			out = appendEscape(append(out, text[copied:i]...), r)
			copied = i + n
		}
	}
	return append(append(out, text[copied:]...), '"')
}

// escapeLen returns the length in bytes of r, the first character of text, if it needs an escape,
// else 0.
func escapeLen(text string, r rune, escapeHTML bool) int {
	switch {
	case r < ' ', r == '"', r == '\\':
		return 1
	case r == '<', r == '>', r == '&':
		if escapeHTML {
			return 1
		}
	case r == '\u2028', r == '\u2029':
		return len("\u2028")
	case r == utf8.RuneError && !strings.HasPrefix(text, string(utf8.RuneError)):
		return 1 // an invalid byte
	}
	return 0
}

// appendEscape appends the escape of a character below U+10000.
func appendEscape(out []byte, r rune) []byte {
	const shortEscapes = "\"\\\n\r\t\b\f"
	if i := strings.IndexRune(shortEscapes, r); i >= 0 && r < utf8.RuneSelf {
		return append(out, '\\', "\"\\nrtbf"[i])
	}
	const digits = "0123456789abcdef"
	return append(out, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15],
		digits[r&15])
}

// appendCompact appends valid JSON without the white space between its tokens, with the characters
// escaped that appendString escapes for HTML.
func appendCompact(out []byte, text string) []byte {
	inString := false
	copied := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"':
			inString = !inString
		case c == '\\':
			i++
		case !inString && c <= ' ':
			out = append(out, text[copied:i]...)
			copied = i + 1
		case c == '<', c == '>', c == '&':
			out = appendEscape(append(out, text[copied:i]...), rune(c))
			copied = i + 1
		case c == 0xe2 && (text[i:i+3] == "\u2028" || text[i:i+3] == "\u2029"):
			out = appendEscape(append(out, text[copied:i]...), '\u2028'+rune(text[i+2]-0xa8))
			copied = i + 3
		}
	}
	return append(out, text[copied:]...)
}

// appendFloat appends a number. It reports false if it has no JSON form.
func appendFloat(out []byte, f float64) ([]byte, bool) {
	a := math.Abs(f)
	if !(a <= math.MaxFloat64) {
		return nil, false
	}
	if a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(out, f, 'f', -1, 64), true
	}
	out = strconv.AppendFloat(out, f, 'e', -1, 64)
	if n := len(out); string(out[n-4:n-1]) == "e-0" { // encoding/json writes e-9 instead of e-09
		out = append(out[:n-2], out[n-1])
	}
	return out, true
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
		out = append(appendString(out, name, true), ':')
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
