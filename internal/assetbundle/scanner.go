package assetbundle

import (
	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// A scanner walks the top level of a bundle. It finds the end of each value without decoding it,
// which is many times faster; faults inside a file are left to the file's reader.
type scanner struct {
	data []byte
	pos  int
}

// newError returns a problem at pos, where what is wanted was not found.
func (s *scanner) newError(want string) error {
	return &diag.Diagnostic{File: "bundle", Offset: s.pos, Detail: "want " + want}
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\n', '\r', '\t':
			s.pos++
		default:
			return
		}
	}
}

// accept skips white space and consumes c if it is next.
func (s *scanner) accept(c byte) bool {
	s.skipSpace()
	if s.pos == len(s.data) || s.data[s.pos] != c {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) expectEnd() error {
	if s.skipSpace(); s.pos < len(s.data) {
		return s.newError("the end")
	}
	return nil
}

func (s *scanner) readString() (string, bool) {
	s.skipSpace()
	start := s.pos
	if !s.skipString() {
		return "", false
	}
	text, err := jsonlite.UnquoteString(s.data[start:s.pos])
	return text, err == nil
}

// readContent reads the content of a file: the bytes of an object or array, or the text of a
// string.
func (s *scanner) readContent() ([]byte, bool) {
	s.skipSpace()
	if s.pos == len(s.data) {
		return nil, false
	}
	switch s.data[s.pos] {
	case '"':
		text, ok := s.readString()
		return []byte(text), ok
	case '{', '[':
		start := s.pos
		ok := s.skipNested()
		return s.data[start:s.pos:s.pos], ok
	}
	return nil, false
}

// skipNested skips the object or array that begins at pos. It counts brackets without matching
// their kinds.
func (s *scanner) skipNested() bool {
	depth := 0
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			if !s.skipString() {
				return false
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				s.pos++
				return true
			}
		}
		s.pos++
	}
	return false
}

// skipString skips the string that begins at pos, and reports whether there was one.
func (s *scanner) skipString() bool {
	if s.pos == len(s.data) || s.data[s.pos] != '"' {
		return false
	}
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch s.data[s.pos] {
		case '\\':
			s.pos++
		case '"':
			s.pos++
			return true
		}
	}
	s.pos = len(s.data)
	return false
}
