package locale

import (
	"bytes"
	"errors"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// readMessages reads one flat object of messages. Duplicate keys are refused, because one of them
// would have no effect.
func readMessages(data []byte) (map[string]Message, *diag.Diagnostic) {
	messages := make(map[string]Message, bytes.Count(data, []byte{'\n'}))
	err := jsonlite.EachMember(data, func(key string, value []byte) error {
		if key == schemaKey {
			_, err := jsonlite.UnquoteString(value)
			return inMessage(key, err)
		}
		if _, duplicate := messages[key]; duplicate {
			return &diag.Diagnostic{Place: key, Detail: "stands there twice"}
		}
		m, err := readMessage(value)
		if err != nil {
			return inMessage(key, err)
		}
		if rule := checkText(m.Text); rule != "" {
			return &diag.Diagnostic{Place: key, Detail: rule}
		}
		messages[key] = m
		return nil
	})
	if err != nil {
		var invalid *diag.Diagnostic
		errors.As(err, &invalid) // the errors above, and all of jsonlite for documents, are such
		return nil, invalid
	}
	return messages, nil
}

// readMessage reads a message, or a plain text as a message that nobody has reviewed.
func readMessage(value []byte) (m Message, err error) {
	if value[0] == '"' {
		m.Text, err = jsonlite.UnquoteString(value)
		return m, err
	}
	err = jsonlite.UnmarshalStrict(value, &m)
	return m, err
}

// inMessage returns an error in the value of a key. Its offset, which is within the value, is left
// out.
func inMessage(key string, err error) error {
	var d *diag.Diagnostic
	if !errors.As(err, &d) {
		return err
	}
	return &diag.Diagnostic{Place: key + d.Place, Detail: d.Detail}
}
