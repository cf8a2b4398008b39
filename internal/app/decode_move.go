package app

import (
	"math"
	"slices"
	"strconv"
)

// moves are the types of actions that come many times a second.
var moves = []string{ActionPointer, ActionWheel, ActionPan, ActionZoom}

// Moves says that the action is one of those that come many times a second.
func (a Action) Moves() bool { return slices.Contains(moves, a.Type) }

// decodeMove reads what moves the map, many times a second, as the page writes it: one flat object with the type first,
// no spaces, and nothing but numbers and plain words. Where it says false the action is for decodeAny, to read or to
// refuse; what it reads it reads alike. Through encoding/json one such action costs a browser a quarter of a millisecond.
func decodeMove(data []byte) (Action, bool) {
	const begin = `{"type":"`
	if len(data) < len(begin) || string(data[:len(begin)]) != begin {
		return Action{}, false
	}
	word, rest, ok := plainWord(data[len(begin)-1:])
	a := Action{Type: oneOf(moves, word)}
	if !ok || a.Type == "" {
		return Action{}, false
	}
	must, may := ActionFields(a.Type)
	seen := make([]string, 0, 8)
	for len(rest) > 0 && rest[0] == ',' {
		if word, rest, ok = plainWord(rest[1:]); !ok || len(rest) == 0 || rest[0] != ':' {
			return Action{}, false
		}
		name := oneOf(must, word)
		if name == "" {
			name = oneOf(may, word)
		}
		if name == "" || slices.Contains(seen, name) {
			return Action{}, false
		}
		seen = append(seen, name)
		if rest, ok = a.setPlain(name, rest[1:]); !ok {
			return Action{}, false
		}
	}
	missing := slices.ContainsFunc(must, func(name string) bool { return !slices.Contains(seen, name) })
	return a, !missing && len(rest) == 1 && rest[0] == '}'
}

// setPlain gives one field of a move the value at the beginning of data, and returns what follows.
func (a *Action) setPlain(name string, data []byte) (rest []byte, ok bool) {
	if words := actionWords[name]; words != nil {
		word, rest, ok := plainWord(data)
		value := oneOf(words, word)
		if name == "phase" {
			a.Phase = value
		} else {
			a.Kind = value
		}
		return rest, ok && value != ""
	}
	value, rest, ok := plainNumber(data)
	if !ok {
		return nil, false
	}
	switch name {
	case "x":
		a.X = &value
	case "y":
		a.Y = &value
	case "dx":
		a.DX = value
	case "dy":
		a.DY = value
	case "by":
		a.By = value
	case "held":
		a.Held = value
	case "id", "button":
		text := string(data[:len(data)-len(rest)])
		whole, err := strconv.Atoi(text)
		if err != nil {
			return nil, false
		}
		if name == "id" {
			a.ID = text
		} else {
			a.Button = whole
		}
	}
	return rest, true
}

// oneOf is the word as the list has it; "": it is not in the list. It allocates nothing.
func oneOf(list []string, word []byte) string {
	for _, w := range list {
		if w == string(word) {
			return w
		}
	}
	return ""
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
	return value, data[i:], err == nil && math.Abs(value) <= largestNumber
}
