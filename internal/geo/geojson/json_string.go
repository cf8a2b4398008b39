package geojson

import (
	"unicode/utf16"
	"unicode/utf8"
)

// scanString reads a string. The result may be a part of the document, so the caller must copy it
// to keep it.
func (s *scanner) scanString() ([]byte, error) {
	s.pos++ // the quotation mark
	start := s.pos
	isASCII := true
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			raw := s.data[start:s.pos]
			s.pos++
			if !isASCII && !utf8.Valid(raw) {
				s.pos = start
				return nil, s.newError(RuleJSON, "the string is not UTF-8")
			}
			return raw, nil
		case c == '\\':
			return s.scanEscapedString(start)
		case c < ' ':
			return nil, s.newError(RuleJSON, "the string has a control character")
		default:
			isASCII = isASCII && c < utf8.RuneSelf
			s.pos++
		}
	}
	return nil, s.syntaxError("'\"'")
}

// scanEscapedString reads the rest of a string that began at start, from its first backslash at
// pos.
func (s *scanner) scanEscapedString(start int) ([]byte, error) {
	text := append([]byte(nil), s.data[start:s.pos]...)
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		switch {
		case c == '"':
			s.pos++
			if !utf8.Valid(text) {
				s.pos = start
				return nil, s.newError(RuleJSON, "the string is not UTF-8")
			}
			return text, nil
		case c < ' ':
			return nil, s.newError(RuleJSON, "the string has a control character")
		case c == '\\':
			r, err := s.scanEscape()
			if err != nil {
				return nil, err
			}
			text = utf8.AppendRune(text, r)
		default:
			text = append(text, c)
			s.pos++
		}
	}
	return nil, s.syntaxError("'\"'")
}

// escapes maps the escapes of one letter to their characters (RFC 8259, section 7).
var escapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n',
	'r': '\r', 't': '\t'}

// scanEscape reads a backslash and the escape that follows. An unpaired surrogate becomes U+FFFD,
// as in encoding/json.
func (s *scanner) scanEscape() (rune, error) {
	s.pos++
	if s.pos < len(s.data) {
		if r, ok := escapes[s.data[s.pos]]; ok {
			s.pos++
			return r, nil
		}
	}
	r, ok := s.scanHexEscape()
	if !ok {
		return 0, s.syntaxError("an escaped character")
	}
	if utf16.IsSurrogate(r) {
		pos := s.pos
		if pos < len(s.data) && s.data[pos] == '\\' {
			s.pos++
			if low, ok := s.scanHexEscape(); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					return pair, nil
				}
			}
			s.pos = pos
		}
		return utf8.RuneError, nil
	}
	return r, nil
}

// scanHexEscape reads u and four hexadecimal digits.
func (s *scanner) scanHexEscape() (rune, bool) {
	if len(s.data)-s.pos < 5 || s.data[s.pos] != 'u' {
		return 0, false
	}
	r := rune(0)
	for _, c := range s.data[s.pos+1 : s.pos+5] {
		switch {
		case c-'0' < 10:
			c -= '0'
		case c|0x20-'a' < 6:
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	s.pos += 5
	return r, true
}
