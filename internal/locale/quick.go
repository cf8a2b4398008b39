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
	at := 0
	space := func() byte {
		for ; at < len(data); at++ {
			if c := data[at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c
			}
		}
		return 0
	}
	text := func() (string, bool) {
		if space() != '"' {
			return "", false
		}
		start := at + 1
		for at = start; at < len(data); at++ {
			switch c := data[at]; {
			case c == '"':
				at++
				return string(data[start : at-1]), true
			case c == '\\' || c < ' ':
				return "", false
			}
		}
		return "", false
	}
	if !utf8.Valid(data) || space() != '{' {
		return nil, false
	}
	for at++; ; at++ {
		key, ok := text()
		if !ok || space() != ':' {
			return nil, false
		}
		at++
		m, ok := Message{}, false
		if space() == '{' && key != schemaKey {
			m, ok = parts(&at, space, text)
		} else {
			m.Text, ok = text()
		}
		if !ok {
			return nil, false
		}
		if key != schemaKey {
			if _, again := messages[key]; again || checkText(m.Text) != "" {
				return nil, false
			}
			messages[key] = m
		}
		if c := space(); c == '}' {
			break
		} else if c != ',' {
			return nil, false
		}
	}
	at++
	return messages, space() == 0 && at == len(data)
}

// parts reads the object of a message, at whose brace the scan is.
func parts(at *int, space func() byte, text func() (string, bool)) (m Message, ok bool) {
	for *at++; ; *at++ {
		name, ok := text()
		if !ok || space() != ':' {
			return m, false
		}
		*at++
		to := &m.Text
		if name == "reviewed_by" {
			to = &m.ReviewedBy
		} else if name != "text" {
			return m, false
		}
		value, ok := text()
		if !ok || *to != "" { // what stands there twice is not for here
			return m, false
		}
		*to = value
		switch space() {
		case '}':
			*at++
			return m, true
		case ',':
		default:
			return m, false
		}
	}
}
