package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"truceline/internal/diag"
	"truceline/internal/locale"
)

// addMessage appends a message to the file of every language that exists, without changing any
// other byte.
func (o overlayFS) addMessage(key, text string) error {
	for _, lang := range locale.Langs() {
		name := locale.Path(lang)
		data, err := fs.ReadFile(o, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if o.files[name], err = addJSONKey(data, key, text); err != nil {
			return diag.InFile(name, err)
		}
	}
	return nil
}

// addJSONKey appends a key with a string to a JSON object.
func addJSONKey(data []byte, key, text string) ([]byte, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, err
	}
	if _, ok := object[key]; ok {
		return nil, fmt.Errorf("%q stands there already", key)
	}
	name, err := json.Marshal(key)
	if err != nil {
		return nil, err
	}
	value, err := json.Marshal(text)
	if err != nil {
		return nil, err
	}
	end := bytes.LastIndexByte(data, '}')
	body := bytes.TrimRight(data[:end], " \t\r\n")
	var out bytes.Buffer
	out.Write(body)
	if len(object) > 0 {
		out.WriteByte(',')
	}
	fmt.Fprintf(&out, "\n  %s: %s\n%s", name, value, data[end:])
	return out.Bytes(), nil
}
