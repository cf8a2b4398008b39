package geo

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// scanner reads JSON (RFC 8259) from the front to the back. Its methods begin at pos and leave pos
// behind what they read; those named raw only find the end of a value, which is read properly
// later.
type scanner struct {
	data     []byte
	pos      int
	depth    int
	maxDepth int // the greatest depth
}

// newError is an Error that does not know its feature yet.
func (s *scanner) newError(rule Rule, detail string) *Error {
	return &Error{Rule: rule, Offset: min(s.pos, len(s.data)), Detail: detail}
}

func (s *scanner) syntaxError(wanted string) *Error {
	if s.pos >= len(s.data) {
		return s.newError(RuleJSON, "the text ends where "+wanted+" should stand")
	}
	r, _ := utf8.DecodeRune(s.data[s.pos:])
	return s.newError(RuleJSON, "found "+strconv.QuoteRune(r)+" instead of "+wanted)
}

// skipSpace passes over white space and returns the byte after it, which stays unread; 0 at the
// end.
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

// expect reads one byte that must come next, after white space.
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

// more says after a value whether another follows (a comma, read) or the end does (read).
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

// scanObject reads an object and calls each with every name, standing before the value, which each
// must read.
func (s *scanner) scanObject(each func(key []byte) error) error {
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
		if err := each(key); err != nil {
			return err
		}
		if more, err := s.more('}'); err != nil || !more {
			return err
		}
	}
}

// scanKey reads a member's name, which must be new, and the colon.
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

// scanArray reads an array and calls each before every element, which each must read.
func (s *scanner) scanArray(each func(i int) error) error {
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
		if err := each(i); err != nil {
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

// skipValue passes over a value without a look at its inside.
func (s *scanner) skipValue() {
	open := 0
	s.skipSpace()
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.skipString()
			if open == 0 {
				return
			}
			continue
		case '[', '{':
			open++
		case ']', '}':
			if open--; open <= 0 {
				if open == 0 {
					s.pos++
				}
				return
			}
		case ',':
			if open == 0 {
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

// add says whether the name is new.
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
