package locale

import (
	"bytes"

	"truceline/internal/jsonlite"
)

// readFast reads a file of plain texts, as a page's are, without encoding/json (see package
// jsonlite). It reports false for anything else and for anything invalid, which readStrict then
// reads.
func readFast(data []byte) (map[string]Message, bool) {
	messages := make(map[string]Message, bytes.Count(data, []byte{'\n'}))
	ok := jsonlite.EachMember(data, func(key string, value []byte) bool {
		if key == schemaKey {
			_, ok := jsonlite.UnquoteString(value)
			return ok
		}
		m, ok := readFastMessage(value)
		if _, duplicate := messages[key]; duplicate || !ok || checkText(m.Text) != "" {
			return false
		}
		messages[key] = m
		return true
	})
	return messages, ok
}

// readFastMessage reads a text, or an object of texts. It reports false for duplicate and empty
// fields.
func readFastMessage(value []byte) (m Message, ok bool) {
	if value[0] == '"' {
		m.Text, ok = jsonlite.UnquoteString(value)
		return m, ok
	}
	ok = jsonlite.EachMember(value, func(name string, value []byte) (ok bool) {
		field := &m.Text
		if name == "reviewed_by" {
			field = &m.ReviewedBy
		} else if name != "text" {
			return false
		}
		if *field != "" {
			return false
		}
		*field, ok = jsonlite.UnquoteString(value)
		return ok
	})
	return m, ok
}
