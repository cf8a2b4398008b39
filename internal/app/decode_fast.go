package app

import (
	"bytes"
	"math"
	"slices"
	"strconv"

	"truceline/internal/jsonlite"
)

// highFrequencyTypes are the types of actions that arrive many times a second.
var highFrequencyTypes = []string{ActionPointer, ActionWheel, ActionPinch, ActionPan, ActionZoom}

// HighFrequency reports whether actions of this type arrive many times a second.
func (a Action) HighFrequency() bool { return slices.Contains(highFrequencyTypes, a.Type) }

// decodeFast decodes an action in the form in which the page writes it: one flat object with the
// type first, no white space, and only numbers, booleans and strings of plain ASCII as values. It
// reports false for any other action, valid or not; decodeStrict decides those.
//
// It exists because decodeStrict takes too long for actions that arrive with every frame, see
// docs/decisions/0007.
func decodeFast(data []byte) (Action, bool) {
	const prefix = `{"type":"`
	if len(data) < len(prefix) || string(data[:len(prefix)]) != prefix {
		return Action{}, false
	}
	str, rest, ok := readPlainString(data[len(prefix)-1:])
	row := actionTypeNamed(str)
	if !ok || row == nil {
		return Action{}, false
	}
	a := Action{Type: row.name}
	seen := make([]string, 0, 8)
	for len(rest) > 0 && rest[0] == ',' {
		if str, rest, ok = readPlainString(rest[1:]); !ok || len(rest) == 0 || rest[0] != ':' {
			return Action{}, false
		}
		name := lookupString(row.required, str)
		if name == "" {
			name = lookupString(row.optional, str)
		}
		if name == "" || slices.Contains(seen, name) {
			return Action{}, false
		}
		seen = append(seen, name)
		if rest, ok = a.setFieldFast(name, rest[1:]); !ok {
			return Action{}, false
		}
	}
	missing := slices.ContainsFunc(row.required,
		func(name string) bool { return !slices.Contains(seen, name) })
	return a, !missing && len(rest) == 1 && rest[0] == '}'
}

// setFieldFast decodes the value of a field at the beginning of data and returns the rest.
func (a *Action) setFieldFast(name string, data []byte) (rest []byte, ok bool) {
	f := actionFieldNamed(name)
	switch field := f.pointer(a).(type) {
	case *bool:
		*field, rest, ok = readPlainBool(data)
		return rest, ok
	case *string:
		if name == "id" && a.Type == ActionPointer { // a number, stored as text
			_, rest, ok = readPlainNumber(data)
			*field = string(data[:len(data)-len(rest)])
			_, err := strconv.Atoi(*field)
			return rest, ok && err == nil
		}
		str, rest, ok := readPlainString(data)
		if f.values == nil {
			*field = string(str)
			return rest, ok
		}
		*field = lookupString(f.values, str)
		return rest, ok && *field != ""
	case *float64:
		*field, rest, ok = readPlainNumber(data)
		return rest, ok
	case **float64:
		value, rest, ok := readPlainNumber(data)
		*field = &value
		return rest, ok
	case *int:
		if _, rest, ok = readPlainNumber(data); !ok {
			return nil, false
		}
		n, err := strconv.Atoi(string(data[:len(data)-len(rest)]))
		*field = n
		return rest, err == nil
	}
	return nil, false
}

// lookupString returns str from a list, or "" if it is not in it. It allocates nothing.
func lookupString(list []string, str []byte) string {
	for _, value := range list {
		if value == string(str) {
			return value
		}
	}
	return ""
}

// readPlainString cuts a JSON string of printable ASCII without escapes off the beginning of data.
func readPlainString(data []byte) (str, rest []byte, ok bool) {
	if len(data) == 0 || data[0] != '"' {
		return nil, nil, false
	}
	for i, c := range data[1:] {
		switch {
		case c == '"':
			return data[1 : i+1], data[i+2:], true
		case c < ' ' || c > '~' || c == '\\':
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// readPlainBool cuts true or false off the beginning of data.
func readPlainBool(data []byte) (on bool, rest []byte, ok bool) {
	if rest, ok = bytes.CutPrefix(data, []byte("true")); ok {
		return true, rest, true
	}
	rest, ok = bytes.CutPrefix(data, []byte("false"))
	return false, rest, ok
}

// readPlainNumber cuts a JSON number in the range of actions off the beginning of data.
func readPlainNumber(data []byte) (value float64, rest []byte, ok bool) {
	digits, rest, ok := jsonlite.CutNumber(data)
	if !ok {
		return 0, nil, false
	}
	value, err := strconv.ParseFloat(string(digits), 64)
	return value, rest, err == nil && math.Abs(value) <= maxActionNumber
}
