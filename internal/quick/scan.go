package quick

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// mostDeep is how deep a value that nobody wants may be nested.
const mostDeep = 32

// scan reads JSON (RFC 8259) from the front to the back. Each method begins at at and leaves at behind what it has read;
// where it says false, at is anywhere.
type scan struct {
	data []byte
	at   int
}

// valid says whether the whole text is UTF-8: encoding/json mends what is not.
func (s *scan) valid() bool { return utf8.Valid(s.data) }

// space passes over white space and returns the byte after it, which stays unread; 0 at the end.
func (s *scan) space() byte {
	for ; s.at < len(s.data); s.at++ {
		if c := s.data[s.at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

func (s *scan) end() bool {
	s.space()
	return s.at == len(s.data)
}

// take reads a byte that must come next after white space.
func (s *scan) take(c byte) bool {
	if s.space() != c || s.at == len(s.data) {
		return false
	}
	s.at++
	return true
}

// each reads a list or an object: item is called before every element or member, which it must read.
func (s *scan) each(begin, end byte, item func() bool) bool {
	if !s.take(begin) {
		return false
	}
	if s.take(end) {
		return true
	}
	for item() {
		if s.take(',') {
			continue
		}
		return s.take(end)
	}
	return false
}

// word reads a word that must come next.
func (s *scan) word(word string) bool {
	if !bytes.HasPrefix(s.data[s.at:], []byte(word)) {
		return false
	}
	s.at += len(word)
	return true
}

// raw reads a text and returns what stands between the quotes.
func (s *scan) raw() (raw []byte, escapes, ok bool) {
	if !s.take('"') {
		return nil, false, false
	}
	start := s.at
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return s.data[start : s.at-1], escapes, true
		case c == '\\':
			escapes = true
			s.at++
		case c < ' ':
			return nil, false, false
		}
	}
	return nil, false, false
}

// text reads a text.
func (s *scan) text() (string, bool) {
	raw, escapes, ok := s.raw()
	if !ok || !escapes {
		return string(raw), ok
	}
	out := make([]byte, 0, len(raw))
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return string(append(out, raw...)), true
		}
		c := escaped(raw[i+1])
		if c == 0 {
			return "", false
		}
		out = append(append(out, raw[:i]...), c)
		raw = raw[i+2:]
	}
}

// escaped is what a letter behind a backslash stands for; 0: it is none, or stands before a number.
func escaped(c byte) byte {
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

// number reads a number that begins here and returns its digits.
func (s *scan) number() (digits []byte, ok bool) {
	start := s.at
	s.sign('-', '-')
	if !s.sign('0', '0') && !s.digits() {
		return nil, false
	}
	if s.sign('.', '.') && !s.digits() {
		return nil, false
	}
	if s.sign('e', 'E') {
		s.sign('+', '-')
		if !s.digits() {
			return nil, false
		}
	}
	return s.data[start:s.at], true
}

// sign reads one of two bytes if it is there.
func (s *scan) sign(a, b byte) bool {
	if s.at == len(s.data) || s.data[s.at] != a && s.data[s.at] != b {
		return false
	}
	s.at++
	return true
}

func (s *scan) digits() bool {
	start := s.at
	for s.at < len(s.data) && '0' <= s.data[s.at] && s.data[s.at] <= '9' {
		s.at++
	}
	return s.at > start
}

func (s *scan) float() (float64, bool) {
	digits, ok := s.number()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(digits), 64)
	return f, err == nil
}

func (s *scan) whole() (int, bool) {
	digits, ok := s.number()
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(digits))
	return n, err == nil
}

// skip reads any value that nobody wants.
func (s *scan) skip(deep int) bool {
	inner := func() bool { return s.skip(deep + 1) }
	switch s.space() {
	case '"':
		_, ok := s.text()
		return ok
	case '{':
		return deep < mostDeep && s.each('{', '}', func() bool {
			_, ok := s.text()
			return ok && s.take(':') && inner()
		})
	case '[':
		return deep < mostDeep && s.each('[', ']', inner)
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	}
	_, ok := s.number()
	return ok
}
