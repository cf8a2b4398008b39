package geo

import (
	"math"
	"strconv"
	"unicode/utf16"
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
	return s.fault(RuleJSON, "found "+strconv.QuoteRune(rune(s.data[s.pos]))+" instead of "+wanted)
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
	return s.number()
}

func (s *scanner) word(word string) error {
	if len(s.data)-s.pos < len(word) || string(s.data[s.pos:s.pos+len(word)]) != word {
		return s.syntax("a value")
	}
	s.pos += len(word)
	return nil
}

// pow10 are the powers of ten that a float64 holds exactly and coordinates need.
var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// number reads a number. One that is too large for a float64 is refused.
//
// Up to 15 digits without an exponent make an integer divided by a power of ten, both exact, so that one rounding
// gives the nearest float64 (Clinger, How to Read Floating Point Numbers Accurately, 1990, section 3).
func (s *scanner) number() (float64, error) {
	data, i := s.data, s.pos
	start := i
	negative := i < len(data) && data[i] == '-'
	if negative {
		i++
	}
	first := i
	mantissa, digits := uint64(0), 0
	for ; i < len(data) && data[i]-'0' < 10; i++ {
		mantissa = mantissa*10 + uint64(data[i]-'0')
	}
	digits = i - first
	if digits == 0 || digits > 1 && data[first] == '0' {
		s.pos = min(first, len(data))
		return 0, s.syntax("a value")
	}
	decimals := 0
	if i < len(data) && data[i] == '.' {
		i++
		point := i
		for ; i < len(data) && data[i]-'0' < 10; i++ {
			mantissa = mantissa*10 + uint64(data[i]-'0')
		}
		decimals = i - point
		if decimals == 0 {
			s.pos = i
			return 0, s.syntax("a digit")
		}
	}
	if digits+decimals > 15 || i < len(data) && data[i]|0x20 == 'e' {
		return s.longNumber(start, i)
	}
	s.pos = i
	f := float64(mantissa) / pow10[decimals]
	if negative {
		f = -f
	}
	return f, nil
}

// longNumber reads the number from start, whose digits before any exponent end at i.
func (s *scanner) longNumber(start, i int) (float64, error) {
	data := s.data
	if i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		exponent := i
		for i < len(data) && data[i]-'0' < 10 {
			i++
		}
		if i == exponent {
			s.pos = i
			return 0, s.syntax("a digit")
		}
	}
	f, err := strconv.ParseFloat(string(data[start:i]), 64)
	if err != nil || math.IsInf(f, 0) {
		s.pos = start
		return 0, s.fault(RuleJSON, "the number is too large")
	}
	s.pos = i
	return f, nil
}

// text reads a string. What it returns may be a part of the document and must be copied to be kept.
func (s *scanner) text() ([]byte, error) {
	s.pos++ // the quotation mark
	start := s.pos
	plain := true
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			text := s.data[start:s.pos]
			s.pos++
			if !plain && !utf8.Valid(text) {
				s.pos = start
				return nil, s.fault(RuleJSON, "the string is not UTF-8")
			}
			return text, nil
		case c == '\\':
			return s.escapedText(start)
		case c < ' ':
			return nil, s.fault(RuleJSON, "the string has a control character")
		default:
			plain = plain && c < utf8.RuneSelf
			s.pos++
		}
	}
	return nil, s.syntax("'\"'")
}

// escapedText reads the rest of a string that began at start from its first backslash on.
func (s *scanner) escapedText(start int) ([]byte, error) {
	text := append([]byte(nil), s.data[start:s.pos]...)
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		switch {
		case c == '"':
			s.pos++
			if !utf8.Valid(text) {
				s.pos = start
				return nil, s.fault(RuleJSON, "the string is not UTF-8")
			}
			return text, nil
		case c < ' ':
			return nil, s.fault(RuleJSON, "the string has a control character")
		case c == '\\':
			r, err := s.escape()
			if err != nil {
				return nil, err
			}
			text = utf8.AppendRune(text, r)
		default:
			text = append(text, c)
			s.pos++
		}
	}
	return nil, s.syntax("'\"'")
}

// escapes are the escapes of one letter (RFC 8259, section 7).
var escapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads a backslash and what it stands for. Half a surrogate pair becomes U+FFFD, as in encoding/json.
func (s *scanner) escape() (rune, error) {
	s.pos++
	if s.pos < len(s.data) {
		if r, ok := escapes[s.data[s.pos]]; ok {
			s.pos++
			return r, nil
		}
	}
	r, ok := s.hex()
	if !ok {
		return 0, s.syntax("an escaped character")
	}
	if utf16.IsSurrogate(r) {
		pos := s.pos
		if pos < len(s.data) && s.data[pos] == '\\' {
			s.pos++
			if low, ok := s.hex(); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					return pair, nil
				}
			}
			s.pos = pos
		}
		return utf8.RuneError, nil
	}
	return r, nil
}

// hex reads u and four hexadecimal digits.
func (s *scanner) hex() (rune, bool) {
	if len(s.data)-s.pos < 5 || s.data[s.pos] != 'u' {
		return 0, false
	}
	r := rune(0)
	for _, c := range s.data[s.pos+1 : s.pos+5] {
		switch {
		case c-'0' < 10:
			c -= '0'
		case c|0x20-'a' < 6:
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	s.pos += 5
	return r, true
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
