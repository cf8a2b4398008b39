package geojson

import (
	"math"
	"strconv"
	"unicode/utf8"

	"truceline/internal/diag"
)

// scanner reads JSON (RFC 8259) from front to back. Each method begins at pos and leaves pos behind
// what it has read. The skip methods only find the end of a value; they do not check its contents.
type scanner struct {
	data     []byte
	pos      int
	depth    int
	maxDepth int
}

// newError returns a Diagnostic at pos that does not name a feature yet.
func (s *scanner) newError(rule diag.Rule, detail string) *diag.Diagnostic {
	return &diag.Diagnostic{Rule: rule, Offset: min(s.pos, len(s.data)), Detail: detail}
}

func (s *scanner) syntaxError(wanted string) *diag.Diagnostic {
	if s.pos >= len(s.data) {
		return s.newError(RuleJSON, "the text ends where "+wanted+" should stand")
	}
	r, _ := utf8.DecodeRune(s.data[s.pos:])
	return s.newError(RuleJSON, "found "+strconv.QuoteRune(r)+" instead of "+wanted)
}

// skipSpace skips white space and returns the next byte without reading it, or 0 at the end.
func (s *scanner) skipSpace() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\n', '\r', '\t':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// expect skips white space and reads the byte c, which must come next.
func (s *scanner) expect(c byte) error {
	if s.skipSpace() != c || s.pos >= len(s.data) {
		return s.syntaxError("'" + string(c) + "'")
	}
	s.pos++
	return nil
}

func (s *scanner) enter() error {
	if s.depth++; s.depth > s.maxDepth {
		return s.newError(RuleTooDeep,
			"arrays and objects stand deeper in one another than "+strconv.Itoa(s.maxDepth))
	}
	return nil
}

// more reads what follows an element: it returns true after a comma and false after the end of the
// object or array.
func (s *scanner) more(end byte) (bool, error) {
	switch c := s.skipSpace(); c {
	case ',':
		s.pos++
		return true, nil
	case end:
		if s.pos < len(s.data) {
			s.pos++
			s.depth--
			return false, nil
		}
	}
	return false, s.syntaxError("',' or '" + string(end) + "'")
}

// scanObject reads an object. It calls visit with the name of each member, and visit must read the
// value.
func (s *scanner) scanObject(visit func(key []byte) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	if s.skipSpace() == '}' {
		s.pos++
		s.depth--
		return nil
	}
	var seen keySet
	for {
		key, err := s.scanKey(&seen)
		if err != nil {
			return err
		}
		if err := visit(key); err != nil {
			return err
		}
		if more, err := s.more('}'); err != nil || !more {
			return err
		}
	}
}

// scanKey reads a member's name, which must not be in seen, and the colon.
func (s *scanner) scanKey(seen *keySet) ([]byte, error) {
	if s.skipSpace() != '"' {
		return nil, s.syntaxError("a member's name")
	}
	at := s.pos
	key, err := s.scanString()
	if err != nil {
		return nil, err
	}
	if !seen.add(key) {
		s.pos = at
		return nil, s.newError(RuleDuplicateMember,
			"the object has two members "+strconv.Quote(string(key)))
	}
	return key, s.expect(':')
}

// scanArray reads an array. It calls visit before each element, and visit must read the element.
func (s *scanner) scanArray(visit func(i int) error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	if s.skipSpace() == ']' {
		s.pos++
		s.depth--
		return nil
	}
	for i := 0; ; i++ {
		if err := visit(i); err != nil {
			return err
		}
		if more, err := s.more(']'); err != nil || !more {
			return err
		}
	}
}

// scanValue reads any value: string, float64, bool, nil, []any or map[string]any.
func (s *scanner) scanValue() (any, error) {
	switch s.skipSpace() {
	case '{':
		m := map[string]any{}
		err := s.scanObject(func(key []byte) error {
			name := string(key)
			v, err := s.scanValue()
			m[name] = v
			return err
		})
		return m, err
	case '[':
		list := []any{}
		err := s.scanArray(func(int) error {
			v, err := s.scanValue()
			list = append(list, v)
			return err
		})
		return list, err
	case '"':
		text, err := s.scanString()
		return string(text), err
	case 't':
		return true, s.scanLiteral("true")
	case 'f':
		return false, s.scanLiteral("false")
	case 'n':
		return nil, s.scanLiteral("null")
	}
	start := s.pos
	f, err := s.scanNumber()
	if math.IsInf(f, 0) {
		s.pos = start
		return nil, s.newError(RuleJSON, "the number is too large")
	}
	return f, err
}

func (s *scanner) scanLiteral(word string) error {
	if len(s.data)-s.pos < len(word) || string(s.data[s.pos:s.pos+len(word)]) != word {
		return s.syntaxError("a value")
	}
	s.pos += len(word)
	return nil
}

// skipValue skips a value without checking what is inside.
func (s *scanner) skipValue() {
	depth := 0
	s.skipSpace()
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.skipString()
			if depth == 0 {
				return
			}
			continue
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth <= 0 {
				if depth == 0 {
					s.pos++
				}
				return
			}
		case ',':
			if depth == 0 {
				return
			}
		}
		s.pos++
	}
}

func (s *scanner) skipString() {
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch s.data[s.pos] {
		case '\\':
			s.pos++
		case '"':
			s.pos++
			return
		}
	}
}

// keySet holds the names of an object's members. The zero value is empty.
type keySet struct {
	small [8]string
	n     int
	large map[string]struct{}
}

// add adds a name and reports whether it is new.
func (k *keySet) add(key []byte) bool {
	if k.large != nil {
		before := len(k.large)
		k.large[string(key)] = struct{}{}
		return len(k.large) > before
	}
	for _, other := range k.small[:k.n] {
		if other == string(key) {
			return false
		}
	}
	if k.n < len(k.small) {
		k.small[k.n] = string(key)
		k.n++
		return true
	}
	k.large = make(map[string]struct{}, 2*len(k.small))
	for _, other := range k.small {
		k.large[other] = struct{}{}
	}
	k.large[string(key)] = struct{}{}
	return true
}
