package app

import (
	"math"
	"slices"
	"strconv"
)

// decodeMove reads what moves the map, many times a second, as the page writes it: one flat object with the type first,
// no spaces, and nothing but numbers and plain words. Where it says false the action is for decodeAny, to read or to
// refuse; what it reads it reads alike. Through encoding/json one such action costs a browser a quarter of a millisecond.
func decodeMove(data []byte) (Action, bool) {
	const begin = `{"type":"`
	if len(data) < len(begin) || string(data[:len(begin)]) != begin {
		return Action{}, false
	}
	rest := data[len(begin)-1:]
	kind, rest, ok := plainWord(rest)
	if !ok {
		return Action{}, false
	}
	a := Action{Type: string(kind)}
	var must string
	switch a.Type {
	case ActionPointer:
		must = "pikxy"
	case ActionWheel:
		must = "xyv"
	case ActionPan:
		must = "hv"
	case ActionZoom:
		must = "b"
	default:
		return Action{}, false
	}
	var have [8]byte
	seen := have[:0]
	for len(rest) > 0 && rest[0] == ',' {
		var name []byte
		if name, rest, ok = plainWord(rest[1:]); !ok || len(rest) == 0 || rest[0] != ':' {
			return Action{}, false
		}
		var field byte
		if rest, field = a.move(string(name), rest[1:]); field == 0 || slices.Contains(seen, field) || len(seen) == cap(seen) {
			return Action{}, false
		}
		seen = append(seen, field)
	}
	if len(rest) != 1 || rest[0] != '}' {
		return Action{}, false
	}
	for _, field := range []byte(must) {
		if !slices.Contains(seen, field) {
			return Action{}, false
		}
	}
	return a, true
}

// move takes one field from the beginning of data. It returns what follows, and a letter for the field; 0: it is not one
// of this action's fields, or not written plainly.
func (a *Action) move(name string, data []byte) ([]byte, byte) {
	if a.Type == ActionPointer {
		switch name {
		case "phase", "kind":
			word, rest, ok := plainWord(data)
			if !ok || !slices.Contains(actionWords[name], string(word)) {
				return nil, 0
			}
			if name == "phase" {
				a.Phase = string(word)
				return rest, 'p'
			}
			a.Kind = string(word)
			return rest, 'k'
		case "id", "button":
			_, rest, ok := plainNumber(data)
			if !ok {
				return nil, 0
			}
			text := string(data[:len(data)-len(rest)])
			n, err := strconv.Atoi(text)
			if err != nil {
				return nil, 0
			}
			if name == "id" {
				a.ID = text
				return rest, 'i'
			}
			a.Button = n
			return rest, 'o'
		}
	}
	value, rest, ok := plainNumber(data)
	if !ok {
		return nil, 0
	}
	switch {
	case name == "x" && a.Type != ActionPan:
		a.X = &value
		return rest, 'x'
	case name == "y" && a.Type != ActionPan:
		a.Y = &value
		return rest, 'y'
	case name == "dx" && a.Type == ActionPan:
		a.DX = value
		return rest, 'h'
	case name == "dy" && (a.Type == ActionPan || a.Type == ActionWheel):
		a.DY = value
		return rest, 'v'
	case name == "by" && a.Type == ActionZoom:
		a.By = value
		return rest, 'b'
	case name == "held" && a.Type == ActionPointer:
		a.Held = value
		return rest, 'd'
	}
	return nil, 0
}

// plainWord takes a JSON text of printable ASCII without escapes from the beginning of data.
func plainWord(data []byte) (word, rest []byte, ok bool) {
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

// plainNumber takes a JSON number that an action may have from the beginning of data.
func plainNumber(data []byte) (value float64, rest []byte, ok bool) {
	i := 0
	at := func(c byte) bool { return i < len(data) && data[i] == c }
	digits := func() bool {
		from := i
		for i < len(data) && '0' <= data[i] && data[i] <= '9' {
			i++
		}
		return i > from
	}
	if at('-') {
		i++
	}
	if at('0') {
		i++
	} else if !digits() {
		return 0, nil, false
	}
	if at('.') {
		if i++; !digits() {
			return 0, nil, false
		}
	}
	if at('e') || at('E') {
		if i++; at('+') || at('-') {
			i++
		}
		if !digits() {
			return 0, nil, false
		}
	}
	value, err := strconv.ParseFloat(string(data[:i]), 64)
	return value, data[i:], err == nil && math.Abs(value) <= 1e6
}
