package jsonlite

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"truceline/internal/diag"
)

// maxDepth is the maximum nesting of a value that skipValue accepts.
const maxDepth = 64

// A scanner reads JSON (RFC 8259) from data[pos:]. Its methods advance pos past what they have
// read. The consume methods may be tried one after another; when any other method reports false,
// pos is undefined and err describes the first problem.
type scanner struct {
	data   []byte
	pos    int
	strict bool // refuse unknown members of structs
	err    *diag.Diagnostic
}

// fail records a problem at an offset, unless there is one already. It returns false.
func (s *scanner) fail(offset int, detail string) bool {
	if s.err == nil {
		s.err = &diag.Diagnostic{Offset: offset, Detail: detail}
	}
	return false
}

// want records that the text at pos is not what is wanted. It returns false.
func (s *scanner) want(what string) bool {
	if s.pos >= len(s.data) {
		return s.fail(len(s.data), "the document ends, want "+what)
	}
	return s.fail(s.pos, "want "+what)
}

// addPlace adds the member or element around the problem to its place. It returns false.
func (s *scanner) addPlace(name string) bool {
	s.err.Place = "/" + name + s.err.Place
	return false
}

// result returns the problem as an error if ok is false.
func (s *scanner) result(ok bool) error {
	if ok {
		return nil
	}
	return s.err
}

// validUTF8 reports whether all of data is UTF-8.
func (s *scanner) validUTF8() bool {
	return utf8.Valid(s.data) || s.fail(invalidUTF8(s.data), "invalid UTF-8")
}

// invalidUTF8 returns the offset of the first byte of data that is not UTF-8.
func invalidUTF8(data []byte) int {
	offset := 0
	for offset < len(data) {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		offset += size
	}
	return offset
}

// peek skips white space and returns the next byte without consuming it, or 0 at the end.
func (s *scanner) peek() byte {
	for ; s.pos < len(s.data); s.pos++ {
		if c := s.data[s.pos]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

// expectEnd reports whether only white space follows.
func (s *scanner) expectEnd() bool {
	s.peek()
	return s.pos == len(s.data) || s.fail(s.pos, "something stands after the end")
}

// consume skips white space and reads c, which must be the next byte.
func (s *scanner) consume(c byte) bool {
	if s.peek() != c || s.pos == len(s.data) {
		return false
	}
	s.pos++
	return true
}

// expectColon reads the colon of a member.
func (s *scanner) expectColon() bool { return s.consume(':') || s.want("a colon") }

// eachItem reads an array or object between its brackets. It calls item before every element or
// member, which item must read.
func (s *scanner) eachItem(begin, end byte, item func() bool) bool {
	if !s.consume(begin) {
		return s.want(bracketed[begin])
	}
	if s.consume(end) {
		return true
	}
	for item() {
		if s.consume(',') {
			continue
		}
		return s.consume(end) || s.want("a comma or "+string(rune(end)))
	}
	return false
}

// bracketed names the values that begin with a bracket.
var bracketed = map[byte]string{'{': "an object", '[': "a list"}

// consumeLiteral reads true, false or null, which must come next.
func (s *scanner) consumeLiteral(literal string) bool {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(literal)) {
		return false
	}
	s.pos += len(literal)
	return true
}

// expectLiteral reads true, false or null, which must come next.
func (s *scanner) expectLiteral(literal string) bool {
	return s.consumeLiteral(literal) || s.want("a value")
}

// readRawString reads a string and returns the bytes between its quotes, undecoded, and whether
// they contain escapes.
func (s *scanner) readRawString() (raw []byte, escapes, ok bool) {
	if !s.consume('"') {
		return nil, false, s.want("a text in quotes")
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
			return nil, false, s.fail(s.pos, "a control character in a text")
		}
	}
	return nil, false, s.want("a closing quote")
}

func (s *scanner) readString() (string, bool) {
	raw, escapes, ok := s.readRawString()
	if !ok || !escapes {
		return string(raw), ok
	}
	return s.unescape(raw)
}

// skipString skips a string without allocating one that has no escapes.
func (s *scanner) skipString() bool {
	raw, escapes, ok := s.readRawString()
	if escapes {
		_, ok = s.unescape(raw)
	}
	return ok
}

// unescape decodes the bytes between the quotes of the string that ends at pos.
func (s *scanner) unescape(raw []byte) (string, bool) {
	buf := make([]byte, 0, len(raw))
	for rest := raw; ; {
		i := bytes.IndexByte(rest, '\\')
		if i < 0 {
			return string(append(buf, rest...)), true
		}
		buf = append(buf, rest[:i]...)
		rest = rest[i:]
		var n int
		if buf, n = appendUnescaped(buf, rest); n == 0 {
			return "", s.fail(s.pos-1-len(rest), "an invalid escape in a text")
		}
		rest = rest[n:]
	}
}

// appendUnescaped appends the character of the escape at the beginning of text. It returns the
// length of the escape, or 0 if the escape is invalid. A surrogate is valid only in a pair.
func appendUnescaped(buf, text []byte) (_ []byte, n int) {
	if text[1] != 'u' {
		c := unescapeByte(text[1])
		if c == 0 {
			return nil, 0
		}
		return append(buf, c), 2
	}
	r, ok := readCodeUnit(text)
	n = 6
	if ok && utf16.IsSurrogate(r) {
		var low rune
		low, ok = readCodeUnit(text[6:])
		r = utf16.DecodeRune(r, low)
		ok = ok && r != utf8.RuneError
		n = 12
	}
	if !ok {
		return nil, 0
	}
	return utf8.AppendRune(buf, r), n
}

// readCodeUnit reads a \uXXXX escape at the beginning of text.
func readCodeUnit(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(unit), err == nil
}

// unescapeByte returns the byte for the escape \c, or 0 if c begins none or a \u escape.
func unescapeByte(c byte) byte {
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
	if !s.consumeEither('0', '0') && !s.skipDigits() || !s.skipFraction() || !s.skipExponent() {
		return nil, s.want("a number")
	}
	return s.data[start:s.pos], true
}

// skipFraction skips the fraction of a number, if there is one. It reports false if it is invalid.
func (s *scanner) skipFraction() bool { return !s.consumeEither('.', '.') || s.skipDigits() }

// skipExponent skips the exponent of a number, if there is one. It reports false if it is invalid.
func (s *scanner) skipExponent() bool {
	if !s.consumeEither('e', 'E') {
		return true
	}
	s.consumeEither('+', '-')
	return s.skipDigits()
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
	start := s.pos
	digits, ok := s.readNumber()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(digits), 64)
	return f, err == nil || s.fail(start, "the number is too large")
}

func (s *scanner) readInt() (int, bool) {
	start := s.pos
	digits, ok := s.readNumber()
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(digits))
	return n, err == nil || s.fail(start, "want a whole number")
}

// skipValue skips any value; depth is the number of arrays and objects around it.
func (s *scanner) skipValue(depth int) bool {
	switch s.peek() {
	case '"':
		return s.skipString()
	case '{':
		return s.checkDepth(depth) && s.eachItem('{', '}', func() bool {
			return s.skipString() && s.expectColon() && s.skipValue(depth+1)
		})
	case '[':
		return s.checkDepth(depth) &&
			s.eachItem('[', ']', func() bool { return s.skipValue(depth + 1) })
	case 't':
		return s.expectLiteral("true")
	case 'f':
		return s.expectLiteral("false")
	case 'n':
		return s.expectLiteral("null")
	}
	return s.skipNumber()
}

// checkDepth reports whether a value may be nested in so many others.
func (s *scanner) checkDepth(depth int) bool {
	return depth < maxDepth ||
		s.fail(s.pos, "nested more than "+strconv.Itoa(maxDepth)+" levels deep")
}

// skipNumber skips a number, the only values that are left.
func (s *scanner) skipNumber() bool {
	if c := s.peek(); c != '-' && (c < '0' || c > '9') {
		return s.want("a value")
	}
	_, ok := s.readNumber()
	return ok
}
