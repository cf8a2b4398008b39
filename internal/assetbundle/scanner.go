package assetbundle

import (
	"fmt"

	"truceline/internal/jsonlite"
)

// A scanner walks over a bundle's top level. It finds where a value ends and leaves what is inside
// to whoever reads the file, which is why it is many times faster than decoding.
type scanner struct {
	data []byte
	pos  int
}

// Error says what was expected and where it was not found.
type Error struct {
	// Offset counts bytes from the start of the bundle.
	Offset int
	// Want is what was expected there.
	Want string
}

func (e *Error) Error() string { return fmt.Sprintf("bundle: byte %d: want %s", e.Offset, e.Want) }

func (s *scanner) newError(want string) error { return &Error{s.pos, want} }

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

// readString reads a string.
func (s *scanner) readString() (string, bool) {
	s.skipSpace()
	start := s.pos
	if !s.skipString() {
		return "", false
	}
	var text string
	if jsonlite.Unmarshal(s.data[start:s.pos], &text) != nil {
		return "", false
	}
	return text, true
}

// readContent reads a file's content: an object or an array as it stands, or the text of a string.
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

// skipNested goes to the end of the object or array that begins here. Whether brackets match in
// kind is left to the reader of the file.
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
