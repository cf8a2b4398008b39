package locale

import (
	"bytes"

	"truceline/internal/jsonlite"
)

// readFast reads a file of plain texts, as a page's are, without encoding/json: see package quick.
// False: there is anything else, or anything wrong, and readWithCare has to tell.
func readFast(data []byte) (map[string]Message, bool) {
	messages := make(map[string]Message, bytes.Count(data, []byte{'\n'}))
	ok := jsonlite.EachMember(data, func(key string, value []byte) bool {
		if key == schemaKey {
			_, ok := jsonlite.UnquoteString(value)
			return ok
		}
		m, ok := readFastMessage(value)
		if _, again := messages[key]; again || !ok || checkText(m.Text) != "" {
			return false
		}
		messages[key] = m
		return true
	})
	return messages, ok
}

// readFastMessage reads a message: a text, or an object of fields that must not stand twice nor be
// empty.
func readFastMessage(value []byte) (m Message, ok bool) {
	if value[0] == '"' {
		m.Text, ok = jsonlite.UnquoteString(value)
		return m, ok
	}
	ok = jsonlite.EachMember(value, func(name string, value []byte) (ok bool) {
		to := &m.Text
		if name == "reviewed_by" {
			to = &m.ReviewedBy
		} else if name != "text" {
			return false
		}
		if *to != "" {
			return false
		}
		*to, ok = jsonlite.UnquoteString(value)
		return ok
	})
	return m, ok
}
