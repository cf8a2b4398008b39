package geo

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// scanner reads JSON (RFC 8259) from the front to the back. Its methods begin at pos and leave pos behind what they
// read; those named raw only find the end of a value, which is read properly later.
type scanner struct {
	data  []byte
	pos   int
	depth int
	limit int // the greatest depth
}

// fault is an Error that does not know its feature yet.
func (s *scanner) fault(rule Rule, detail string) *Error {
	return &Error{Rule: rule, Offset: min(s.pos, len(s.data)), Detail: detail}
}

func (s *scanner) syntax(wanted string) *Error {
	if s.pos >= len(s.data) {
		return s.fault(RuleJSON, "the text ends where "+wanted+" should stand")
	}
	r, _ := utf8.DecodeRune(s.data[s.pos:])
	return s.fault(RuleJSON, "found "+strconv.QuoteRune(r)+" instead of "+wanted)
}

// space passes over white space and returns the byte after it, which stays unread; 0 at the end.
func (s *scanner) space() byte {
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

// take reads one byte that must come next, after white space.
func (s *scanner) take(c byte) error {
	if s.space() != c || s.pos >= len(s.data) {
		return s.syntax("'" + string(c) + "'")
	}
	s.pos++
	return nil
}

func (s *scanner) down() error {
	if s.depth++; s.depth > s.limit {
		return s.fault(RuleDepth, "arrays and objects stand deeper in one another than "+strconv.Itoa(s.limit))
	}
	return nil
}

// more says after a value whether another follows (a comma, read) or the end does (read).
func (s *scanner) more(end byte) (bool, error) {
	switch c := s.space(); c {
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
	return false, s.syntax("',' or '" + string(end) + "'")
}

// object reads an object and calls each with every name, standing before the value, which each must read.
func (s *scanner) object(each func(key []byte) error) error {
	if err := s.take('{'); err != nil {
		return err
	}
	if err := s.down(); err != nil {
		return err
	}
	if s.space() == '}' {
		s.pos++
		s.depth--
		return nil
	}
	var seen keySet
	for {
		key, err := s.key(&seen)
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

// key reads a member's name, which must be new, and the colon.
func (s *scanner) key(seen *keySet) ([]byte, error) {
	if s.space() != '"' {
		return nil, s.syntax("a member's name")
	}
	at := s.pos
	key, err := s.text()
	if err != nil {
		return nil, err
	}
	if !seen.add(key) {
		s.pos = at
		return nil, s.fault(RuleDuplicateMember, "the object has two members "+strconv.Quote(string(key)))
	}
	return key, s.take(':')
}

// array reads an array and calls each before every element, which each must read.
func (s *scanner) array(each func(i int) error) error {
	if err := s.take('['); err != nil {
		return err
	}
	if err := s.down(); err != nil {
		return err
	}
	if s.space() == ']' {
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

// value reads any value: string, float64, bool, nil, []any or map[string]any.
func (s *scanner) value() (any, error) {
	switch s.space() {
	case '{':
		m := map[string]any{}
		err := s.object(func(key []byte) error {
			name := string(key)
			v, err := s.value()
			m[name] = v
			return err
		})
		return m, err
	case '[':
		list := []any{}
		err := s.array(func(int) error {
			v, err := s.value()
			list = append(list, v)
			return err
		})
		return list, err
	case '"':
		text, err := s.text()
		return string(text), err
	case 't':
		return true, s.word("true")
	case 'f':
		return false, s.word("false")
	case 'n':
		return nil, s.word("null")
	}
	start := s.pos
	f, err := s.number()
	if math.IsInf(f, 0) {
		s.pos = start
		return nil, s.fault(RuleJSON, "the number is too large")
	}
	return f, err
}

func (s *scanner) word(word string) error {
	if len(s.data)-s.pos < len(word) || string(s.data[s.pos:s.pos+len(word)]) != word {
		return s.syntax("a value")
	}
	s.pos += len(word)
	return nil
}

// rawValue passes over a value without a look at its inside.
func (s *scanner) rawValue() {
	open := 0
	s.space()
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.rawText()
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

func (s *scanner) rawText() {
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
	few  [8]string
	n    int
	many map[string]struct{}
}

// add says whether the name is new.
func (k *keySet) add(key []byte) bool {
	if k.many != nil {
		before := len(k.many)
		k.many[string(key)] = struct{}{}
		return len(k.many) > before
	}
	for _, other := range k.few[:k.n] {
		if other == string(key) {
			return false
		}
	}
	if k.n < len(k.few) {
		k.few[k.n] = string(key)
		k.n++
		return true
	}
	k.many = make(map[string]struct{}, 2*len(k.few))
	for _, other := range k.few {
		k.many[other] = struct{}{}
	}
	k.many[string(key)] = struct{}{}
	return true
}
