package app

import (
	"bytes"
	"math"
	"slices"
	"strconv"

	"truceline/internal/jsonlite"
)

// highFrequencyTypes are the types of actions that come many times a second.
var highFrequencyTypes = []string{ActionPointer, ActionWheel, ActionPinch, ActionPan, ActionZoom}

// HighFrequency says that the action is one of those that come many times a second.
func (a Action) HighFrequency() bool { return slices.Contains(highFrequencyTypes, a.Type) }

// decodeFast reads an action as the page writes it: one flat object with the type first, no spaces,
// and nothing but numbers, switches and plain words. Where it says false the action is for
// decodeAny, to read or to refuse; what it reads it reads alike. Through encoding/json one that
// moves the map costs a browser a quarter of a millisecond, and the first of all as much as drawing
// several frames.
func decodeFast(data []byte) (Action, bool) {
	const begin = `{"type":"`
	if len(data) < len(begin) || string(data[:len(begin)]) != begin {
		return Action{}, false
	}
	word, rest, ok := readPlainString(data[len(begin)-1:])
	a := Action{Type: lookupString(actionTypes, word)}
	if !ok || a.Type == "" {
		return Action{}, false
	}
	must, may := ActionFields(a.Type)
	seen := make([]string, 0, 8)
	for len(rest) > 0 && rest[0] == ',' {
		if word, rest, ok = readPlainString(rest[1:]); !ok || len(rest) == 0 || rest[0] != ':' {
			return Action{}, false
		}
		name := lookupString(must, word)
		if name == "" {
			name = lookupString(may, word)
		}
		if name == "" || slices.Contains(seen, name) {
			return Action{}, false
		}
		seen = append(seen, name)
		if rest, ok = a.setFieldFast(name, rest[1:]); !ok {
			return Action{}, false
		}
	}
	missing := slices.ContainsFunc(must,
		func(name string) bool { return !slices.Contains(seen, name) })
	return a, !missing && len(rest) == 1 && rest[0] == '}'
}

// setFieldFast gives one field the value at the beginning of data, and returns what follows.
func (a *Action) setFieldFast(name string, data []byte) (rest []byte, ok bool) {
	switch to := a.fieldPointer(name).(type) {
	case *bool:
		*to, rest, ok = readPlainBool(data)
		return rest, ok
	case *string:
		if name == "id" && a.Type == ActionPointer { // a number, as text
			_, rest, ok = readPlainNumber(data)
			*to = string(data[:len(data)-len(rest)])
			_, err := strconv.Atoi(*to)
			return rest, ok && err == nil
		}
		word, rest, ok := readPlainString(data)
		words, any := actionEnumValues[name]
		if !any {
			*to = string(word)
			return rest, ok
		}
		*to = lookupString(words, word)
		return rest, ok && *to != ""
	case *float64:
		*to, rest, ok = readPlainNumber(data)
		return rest, ok
	case **float64:
		value, rest, ok := readPlainNumber(data)
		*to = &value
		return rest, ok
	case *int:
		if _, rest, ok = readPlainNumber(data); !ok {
			return nil, false
		}
		whole, err := strconv.Atoi(string(data[:len(data)-len(rest)]))
		*to = whole
		return rest, err == nil
	}
	return nil, false
}

// fieldPointer is the address of a field by its name. Nil: no plain value can stand there.
func (a *Action) fieldPointer(name string) any {
	switch name {
	case "phase":
		return &a.Phase
	case "id":
		return &a.ID
	case "kind":
		return &a.Kind
	case "x":
		return &a.X
	case "y":
		return &a.Y
	case "button":
		return &a.Button
	case "held":
		return &a.Held
	case "dx":
		return &a.DX
	case "dy":
		return &a.DY
	case "key":
		return &a.Key
	case "shift":
		return &a.Shift
	case "w":
		return &a.W
	case "h":
		return &a.H
	case "ratio":
		return &a.Ratio
	case "by":
		return &a.By
	case "on":
		return &a.On
	case "theme":
		return &a.Theme
	case "lang":
		return &a.Lang
	case "date":
		return &a.Date
	case "km":
		return &a.Km
	case "dark":
		return &a.Dark
	case "reduce":
		return &a.Reduce
	case "quiet":
		return &a.Quiet
	case "top":
		return &a.Top
	case "right":
		return &a.Right
	case "bottom":
		return &a.Bottom
	case "left":
		return &a.Left
	}
	return nil
}

// lookupString is the word as the list has it; "": it is not in the list. It allocates nothing.
func lookupString(list []string, word []byte) string {
	for _, w := range list {
		if w == string(word) {
			return w
		}
	}
	return ""
}

// readPlainString takes a JSON text of printable ASCII without escapes from the beginning of data.
func readPlainString(data []byte) (word, rest []byte, ok bool) {
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

// readPlainBool takes true or false from the beginning of data.
func readPlainBool(data []byte) (on bool, rest []byte, ok bool) {
	if rest, ok = bytes.CutPrefix(data, []byte("true")); ok {
		return true, rest, true
	}
	rest, ok = bytes.CutPrefix(data, []byte("false"))
	return false, rest, ok
}

// readPlainNumber takes a JSON number that an action may have from the beginning of data.
func readPlainNumber(data []byte) (value float64, rest []byte, ok bool) {
	digits, rest, ok := jsonlite.CutNumber(data)
	if !ok {
		return 0, nil, false
	}
	value, err := strconv.ParseFloat(string(digits), 64)
	return value, rest, err == nil && math.Abs(value) <= maxActionNumber
}
