package bundle

import (
	"fmt"

	"truceline/internal/quick"
)

// A scanner walks over a bundle's top level. It finds where a value ends and leaves what is inside to whoever reads
// the file, which is why it is many times faster than decoding.
type scanner struct {
	data []byte
	at   int
}

// Error says what was expected and where it was not found.
type Error struct {
	// Offset counts bytes from the start of the bundle.
	Offset int
	// Want is what was expected there.
	Want string
}

func (e *Error) Error() string { return fmt.Sprintf("bundle: byte %d: want %s", e.Offset, e.Want) }

func (s *scanner) fault(want string) error { return &Error{s.at, want} }

func (s *scanner) space() {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\n', '\r', '\t':
			s.at++
		default:
			return
		}
	}
}

func (s *scanner) take(c byte) bool {
	s.space()
	if s.at == len(s.data) || s.data[s.at] != c {
		return false
	}
	s.at++
	return true
}

func (s *scanner) end() error {
	if s.space(); s.at < len(s.data) {
		return s.fault("the end")
	}
	return nil
}

// text reads a string.
func (s *scanner) text() (string, bool) {
	s.space()
	start := s.at
	if !s.skipString() {
		return "", false
	}
	var text string
	if quick.Unmarshal(s.data[start:s.at], &text) != nil {
		return "", false
	}
	return text, true
}

// value reads a file's content: an object or an array as it stands, or the text of a string.
func (s *scanner) value() ([]byte, bool) {
	s.space()
	if s.at == len(s.data) {
		return nil, false
	}
	switch s.data[s.at] {
	case '"':
		text, ok := s.text()
		return []byte(text), ok
	case '{', '[':
		start := s.at
		ok := s.skipNested()
		return s.data[start:s.at:s.at], ok
	}
	return nil, false
}

// skipNested goes to the end of the object or array that begins here. Whether brackets match in kind is left to the
// reader of the file.
func (s *scanner) skipNested() bool {
	depth := 0
	for s.at < len(s.data) {
		switch s.data[s.at] {
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
				s.at++
				return true
			}
		}
		s.at++
	}
	return false
}

func (s *scanner) skipString() bool {
	if s.at == len(s.data) || s.data[s.at] != '"' {
		return false
	}
	for s.at++; s.at < len(s.data); s.at++ {
		switch s.data[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			return true
		}
	}
	s.at = len(s.data)
	return false
}
