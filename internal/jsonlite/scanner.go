package jsonlite

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// maxDepth is how deep a value that nobody wants may be nested.
const maxDepth = 32

// scanner reads JSON (RFC 8259) from the front to the back. Each method begins at at and leaves at
// behind what it has read; where it says false, at is anywhere.
type scanner struct {
	data []byte
	pos  int
}

// validUTF8 says whether the whole text is UTF-8: encoding/json mends what is not.
func (s *scanner) validUTF8() bool { return utf8.Valid(s.data) }

// peek passes over white space and returns the byte after it, which stays unread; 0 at the end.
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

// consume reads a byte that must come next after white space.
func (s *scanner) consume(c byte) bool {
	if s.peek() != c || s.pos == len(s.data) {
		return false
	}
	s.pos++
	return true
}

// eachItem reads a list or an object: item is called before every element or member, which it must
// read.
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

// consumeLiteral reads a word that must come next.
func (s *scanner) consumeLiteral(word string) bool {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(word)) {
		return false
	}
	s.pos += len(word)
	return true
}

// readRawString reads a text and returns what stands between the quotes.
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

// readString reads a text.
func (s *scanner) readString() (string, bool) {
	raw, escapes, ok := s.readRawString()
	if !ok || !escapes {
		return string(raw), ok
	}
	out := make([]byte, 0, len(raw))
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return string(append(out, raw...)), true
		}
		c := unescape(raw[i+1])
		if c == 0 {
			return "", false
		}
		out = append(append(out, raw[:i]...), c)
		raw = raw[i+2:]
	}
}

// unescape is what a letter behind a backslash stands for; 0: it is none, or stands before a
// number.
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

// readNumber reads a number that begins here and returns its digits.
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

// consumeEither reads one of two bytes if it is there.
func (s *scanner) consumeEither(a, b byte) bool {
	if s.pos == len(s.data) || s.data[s.pos] != a && s.data[s.pos] != b {
		return false
	}
	s.pos++
	return true
}

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

// skipValue reads any value that nobody wants.
func (s *scanner) skipValue(deep int) bool {
	inner := func() bool { return s.skipValue(deep + 1) }
	switch s.peek() {
	case '"':
		_, ok := s.readString()
		return ok
	case '{':
		return deep < maxDepth && s.eachItem('{', '}', func() bool {
			_, ok := s.readString()
			return ok && s.consume(':') && inner()
		})
	case '[':
		return deep < maxDepth && s.eachItem('[', ']', inner)
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
