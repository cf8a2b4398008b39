package jsonlite

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// maxDepth is the maximum nesting of a value that skipValue accepts.
const maxDepth = 32

// A scanner reads JSON (RFC 8259) from data[pos:]. Its methods advance pos past what they have
// read. The consume methods may be tried one after another; after any other method has reported
// false, pos is undefined.
type scanner struct {
	data []byte
	pos  int
}

// validUTF8 reports whether all of data is UTF-8; encoding/json replaces invalid bytes instead.
func (s *scanner) validUTF8() bool { return utf8.Valid(s.data) }

// peek skips white space and returns the next byte without consuming it, or 0 at the end.
func (s *scanner) peek() byte {
	for ; s.pos < len(s.data); s.pos++ {
		if c := s.data[s.pos]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

func (s *scanner) atEnd() bool {
	s.peek()
	return s.pos == len(s.data)
}

// consume skips white space and reads c, which must be the next byte.
func (s *scanner) consume(c byte) bool {
	if s.peek() != c || s.pos == len(s.data) {
		return false
	}
	s.pos++
	return true
}

// eachItem reads an array or object between its brackets. It calls item before every element or
// member, which item must read.
func (s *scanner) eachItem(begin, end byte, item func() bool) bool {
	if !s.consume(begin) {
		return false
	}
	if s.consume(end) {
		return true
	}
	for item() {
		if s.consume(',') {
			continue
		}
		return s.consume(end)
	}
	return false
}

// consumeLiteral reads true, false or null, which must come next.
func (s *scanner) consumeLiteral(literal string) bool {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(literal)) {
		return false
	}
	s.pos += len(literal)
	return true
}

// readRawString reads a string and returns the bytes between its quotes, undecoded, and whether
// they contain escapes.
func (s *scanner) readRawString() (raw []byte, escapes, ok bool) {
	if !s.consume('"') {
		return nil, false, false
	}
	start := s.pos
	for ; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return s.data[start : s.pos-1], escapes, true
		case c == '\\':
			escapes = true
			s.pos++
		case c < ' ':
			return nil, false, false
		}
	}
	return nil, false, false
}

func (s *scanner) readString() (string, bool) {
	raw, escapes, ok := s.readRawString()
	if !ok || !escapes {
		return string(raw), ok
	}
	buf := make([]byte, 0, len(raw))
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return string(append(buf, raw...)), true
		}
		c := unescape(raw[i+1])
		if c == 0 {
			return "", false
		}
		buf = append(append(buf, raw[:i]...), c)
		raw = raw[i+2:]
	}
}

// unescape returns the byte for the escape \c, or 0 if c begins none or a \u escape.
func unescape(c byte) byte {
	switch c {
	case '"', '\\', '/':
		return c
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	}
	return 0
}

// readNumber reads a number and returns its text.
func (s *scanner) readNumber() (digits []byte, ok bool) {
	start := s.pos
	s.consumeEither('-', '-')
	if !s.consumeEither('0', '0') && !s.skipDigits() {
		return nil, false
	}
	if s.consumeEither('.', '.') && !s.skipDigits() {
		return nil, false
	}
	if s.consumeEither('e', 'E') {
		s.consumeEither('+', '-')
		if !s.skipDigits() {
			return nil, false
		}
	}
	return s.data[start:s.pos], true
}

// consumeEither reads the next byte if it is a or b, and reports whether it was.
func (s *scanner) consumeEither(a, b byte) bool {
	if s.pos == len(s.data) || s.data[s.pos] != a && s.data[s.pos] != b {
		return false
	}
	s.pos++
	return true
}

// skipDigits skips decimal digits and reports whether there was one.
func (s *scanner) skipDigits() bool {
	start := s.pos
	for s.pos < len(s.data) && '0' <= s.data[s.pos] && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos > start
}

func (s *scanner) readFloat() (float64, bool) {
	digits, ok := s.readNumber()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(digits), 64)
	return f, err == nil
}

func (s *scanner) readInt() (int, bool) {
	digits, ok := s.readNumber()
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(digits))
	return n, err == nil
}

// skipValue skips any value; depth is the number of arrays and objects around it.
func (s *scanner) skipValue(depth int) bool {
	inner := func() bool { return s.skipValue(depth + 1) }
	switch s.peek() {
	case '"':
		_, ok := s.readString()
		return ok
	case '{':
		return depth < maxDepth && s.eachItem('{', '}', func() bool {
			_, ok := s.readString()
			return ok && s.consume(':') && inner()
		})
	case '[':
		return depth < maxDepth && s.eachItem('[', ']', inner)
	case 't':
		return s.consumeLiteral("true")
	case 'f':
		return s.consumeLiteral("false")
	case 'n':
		return s.consumeLiteral("null")
	}
	_, ok := s.readNumber()
	return ok
}
