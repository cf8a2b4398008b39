package locale

import (
	"bytes"
	"unicode/utf8"
)

// quickMessages reads a file in which no string has an escape, as a page's are, without encoding/json: a browser has to
// compile that first, and runs it as slowly as it was compiled fast. False: there is anything else, or anything wrong, and
// readWithCare has to tell.
func quickMessages(data []byte) (map[string]Message, bool) {
	messages := make(map[string]Message, bytes.Count(data, []byte{'\n'}))
	s := &scan{data: data}
	if !utf8.Valid(data) {
		return nil, false
	}
	ok := s.object(func(key string) bool {
		m, ok := Message{}, false
		if s.space() == '{' && key != schemaKey {
			m, ok = s.message()
		} else {
			m.Text, ok = s.text()
		}
		if !ok || key == schemaKey {
			return ok
		}
		if _, again := messages[key]; again || checkText(m.Text) != "" {
			return false
		}
		messages[key] = m
		return true
	})
	return messages, ok && s.space() == 0 && s.at == len(data)
}

// scan reads JSON from the front to the back.
type scan struct {
	data []byte
	at   int
}

// space passes over white space and returns the byte after it, which stays unread; 0 at the end.
func (s *scan) space() byte {
	for ; s.at < len(s.data); s.at++ {
		if c := s.data[s.at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

// text reads a string without escapes.
func (s *scan) text() (string, bool) {
	if s.space() != '"' {
		return "", false
	}
	start := s.at + 1
	for s.at = start; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return string(s.data[start : s.at-1]), true
		case c == '\\' || c < ' ':
			return "", false
		}
	}
	return "", false
}

// object reads an object that is not empty and calls member with every name, before the value, which it must read.
func (s *scan) object(member func(name string) bool) bool {
	if s.space() != '{' {
		return false
	}
	for s.at++; ; s.at++ {
		name, ok := s.text()
		if !ok || s.space() != ':' {
			return false
		}
		s.at++
		if !member(name) {
			return false
		}
		switch s.space() {
		case '}':
			s.at++
			return true
		case ',':
		default:
			return false
		}
	}
}

// message reads the object of a message.
func (s *scan) message() (m Message, ok bool) {
	ok = s.object(func(name string) (ok bool) {
		to := &m.Text
		if name == "reviewed_by" {
			to = &m.ReviewedBy
		} else if name != "text" {
			return false
		}
		if *to != "" { // what stands there twice is not for here
			return false
		}
		*to, ok = s.text()
		return ok
	})
	return m, ok
}
